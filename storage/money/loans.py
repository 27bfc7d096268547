"""Loans and the funds' balances (đồng), which are sums, never read and written back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from club.money.loans import Method, Terms
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import fund_entry, loan, person


@dataclass(frozen=True)
class Loan:
    """A loan as agreed, and its state."""

    id: int
    club_id: int
    person_id: int
    borrower: str
    terms: Terms
    state: str
    revision: int
    revised_at: datetime
    recorded_by: int


async def propose(
    connection: Connection, club_id: int, person_id: int, terms: Terms, *, by: int, now: datetime
) -> int:
    """Records what the board lends; it counts once the borrower confirms."""
    return await insert(
        connection,
        loan,
        club_id=club_id,
        person_id=person_id,
        principal=terms.principal,
        rate_ppm=terms.rate_ppm,
        months=terms.months,
        method=terms.method.value,
        lent_on=terms.lent_on,
        first_due=terms.first_due,
        state="proposed",
        revised_at=now,
        recorded_by=by,
        recorded_at=now,
    )


async def confirm(connection: Connection, loan_id: int, *, by: int, now: datetime, today: date) -> bool:
    """The borrower agrees: the loan runs and the fund pays out. False if it was answered before."""
    result = await connection.execute(
        sa.update(loan)
        .where(loan.c.id == loan_id, loan.c.state == "proposed")
        .values(state="active", answered_at=now, revised_at=now, plan_at=now)
        .returning(loan.c.club_id, loan.c.principal)
    )
    r = result.one_or_none()
    if r is None:
        return False
    await insert(
        connection,
        fund_entry,
        club_id=r.club_id,
        fund="income",
        kind="loan",
        amount=-r.principal,
        on_date=today,
        loan_id=loan_id,
        recorded_by=by,
        recorded_at=now,
    )
    return True


async def decline(connection: Connection, loan_id: int, now: datetime) -> bool:
    """The borrower does not agree. False if it was answered before."""
    result = await connection.execute(
        sa.update(loan)
        .where(loan.c.id == loan_id, loan.c.state == "proposed")
        .values(state="declined", answered_at=now, revised_at=now)
    )
    return result.rowcount == 1


def _loan(r: sa.Row[tuple[object, ...]]) -> Loan:
    terms = Terms(r.principal, r.rate_ppm, r.months, Method(r.method), r.lent_on, r.first_due)
    return Loan(
        r.id, r.club_id, r.person_id, r.full_name, terms, r.state, r.revision, r.revised_at, r.recorded_by
    )


_LOANS = sa.select(loan, person.c.full_name).join(person, person.c.id == loan.c.person_id).order_by(loan.c.id)


async def lock(connection: Connection, loan_id: int) -> None:
    """Nobody else books for the loan until this transaction ends, so that what is read of it now holds."""
    await connection.execute(sa.select(loan.c.id).where(loan.c.id == loan_id).with_for_update())


async def get_loan(connection: Connection, loan_id: int) -> Loan | None:
    """One loan."""
    r = (await connection.execute(_LOANS.where(loan.c.id == loan_id))).one_or_none()
    return _loan(r) if r else None


async def of_person(
    connection: Connection, person_id: int, states: Collection[str] = ("proposed", "active")
) -> list[Loan]:
    """A person's loans."""
    rows = await connection.execute(
        _LOANS.where(loan.c.person_id == person_id, loan.c.state.in_(list(states)))
    )
    return [_loan(r) for r in rows]


async def of_club(connection: Connection, club_id: int, states: Collection[str] = ("active",)) -> list[Loan]:
    """A club's loans."""
    rows = await connection.execute(_LOANS.where(loan.c.club_id == club_id, loan.c.state.in_(list(states))))
    return [_loan(r) for r in rows]


async def revise(connection: Connection, loan_id: int, state: str, now: datetime) -> None:
    """The loan has changed: what was planned and shown of it before is out of date."""
    await connection.execute(
        sa.update(loan)
        .where(loan.c.id == loan_id)
        .values(state=state, revision=loan.c.revision + 1, revised_at=now, plan_at=now)
    )


async def fund_balance(connection: Connection, club_id: int, fund: str = "income") -> int:
    """What the fund holds (đồng): the sum of its entries."""
    result = await connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(fund_entry.c.amount), 0)).where(
            fund_entry.c.club_id == club_id, fund_entry.c.fund == fund
        )
    )
    return int(result.scalar_one())
