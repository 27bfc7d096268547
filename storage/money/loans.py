"""Loans, repayments and the fund's ledger (đồng). Balances are sums, never read and written back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from club.money.loans import Allocation, Method, Payment, Terms
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import fund_entry, loan, person, repayment


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
        .values(state="active", answered_at=now, revised_at=now)
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


async def all_active(connection: Connection) -> list[Loan]:
    """Every running loan."""
    return [_loan(r) for r in await connection.execute(_LOANS.where(loan.c.state == "active"))]


async def payments(connection: Connection, loan_ids: Collection[int]) -> dict[int, list[Payment]]:
    """What was paid on these loans, reversed repayments left out."""
    rows = await connection.execute(
        sa.select(repayment.c.loan_id, repayment.c.paid_on, repayment.c.amount)
        .where(repayment.c.loan_id.in_(list(loan_ids)), repayment.c.reversed_at.is_(None))
        .order_by(repayment.c.paid_on, repayment.c.id)
    )
    found: dict[int, list[Payment]] = {loan_id: [] for loan_id in loan_ids}
    for r in rows:
        found[r.loan_id].append(Payment(r.paid_on, r.amount))
    return found


async def record_repayment(
    connection: Connection,
    of: Loan,
    allocation: Allocation,
    *,
    by: int,
    now: datetime,
    settled: bool,
) -> int:
    """Books money received: principal to the income fund, interest to the activity fund."""
    repayment_id = await insert(
        connection,
        repayment,
        loan_id=of.id,
        amount=allocation.payment.amount,
        paid_on=allocation.payment.paid_on,
        recorded_by=by,
        recorded_at=now,
    )
    for fund, kind, amount in (
        ("income", "principal", allocation.principal),
        ("activity", "interest", allocation.interest),
    ):
        if amount:
            await insert(
                connection,
                fund_entry,
                club_id=of.club_id,
                fund=fund,
                kind=kind,
                amount=amount,
                on_date=allocation.payment.paid_on,
                loan_id=of.id,
                repayment_id=repayment_id,
                recorded_by=by,
                recorded_at=now,
            )
    await _revise(connection, of.id, "settled" if settled else "active", now)
    return repayment_id


async def _revise(connection: Connection, loan_id: int, state: str, now: datetime) -> None:
    await connection.execute(
        sa.update(loan)
        .where(loan.c.id == loan_id)
        .values(state=state, revision=loan.c.revision + 1, revised_at=now)
    )


@dataclass(frozen=True)
class Receipt:
    """Money that was booked (đồng), for which loan of which club, and who paid it when."""

    id: int
    amount: int
    paid_on: date
    reversed: bool
    loan_id: int
    club_id: int
    person_id: int
    payer: str


def _receipts() -> sa.Select[Any]:
    return (
        sa.select(
            repayment.c.id,
            repayment.c.amount,
            repayment.c.paid_on,
            repayment.c.reversed_at,
            repayment.c.loan_id,
            loan.c.club_id,
            loan.c.person_id,
            person.c.full_name,
        )
        .join(loan, loan.c.id == repayment.c.loan_id)
        .join(person, person.c.id == loan.c.person_id)
    )


def _receipt(r: sa.Row[Any]) -> Receipt:
    return Receipt(
        r.id, r.amount, r.paid_on, r.reversed_at is not None, r.loan_id, r.club_id, r.person_id, r.full_name
    )


async def get_receipt(connection: Connection, repayment_id: int) -> Receipt | None:
    """The receipt of that number, reversed or not."""
    r = (await connection.execute(_receipts().where(repayment.c.id == repayment_id))).one_or_none()
    return _receipt(r) if r else None


async def receipts(
    connection: Connection, club_id: int, most: int, person_id: int | None = None
) -> list[Receipt]:
    """The club's last receipts that stand, or those of one borrower; the newest first."""
    wanted = _receipts().where(loan.c.club_id == club_id, repayment.c.reversed_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(loan.c.person_id == person_id)
    rows = await connection.execute(wanted.order_by(repayment.c.id.desc()).limit(most))
    return [_receipt(r) for r in rows]


async def reverse_repayment(
    connection: Connection, repayment_id: int, loan_id: int, *, by: int, now: datetime, today: date
) -> bool:
    """Takes a repayment back by counter-entries that stay visible; False if that was done before."""
    result = await connection.execute(
        sa.update(repayment)
        .where(repayment.c.id == repayment_id, repayment.c.reversed_at.is_(None))
        .values(reversed_at=now, reversed_by=by)
    )
    if result.rowcount != 1:
        return False
    entries = await connection.execute(sa.select(fund_entry).where(fund_entry.c.repayment_id == repayment_id))
    for r in entries.all():
        await insert(
            connection,
            fund_entry,
            club_id=r.club_id,
            fund=r.fund,
            kind="reversal",
            amount=-r.amount,
            on_date=today,
            loan_id=r.loan_id,
            repayment_id=repayment_id,
            recorded_by=by,
            recorded_at=now,
        )
    await _revise(connection, loan_id, "active", now)
    return True


async def fund_balance(connection: Connection, club_id: int, fund: str = "income") -> int:
    """What the fund holds (đồng): the sum of its entries."""
    result = await connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(fund_entry.c.amount), 0)).where(
            fund_entry.c.club_id == club_id, fund_entry.c.fund == fund
        )
    )
    return int(result.scalar_one())
