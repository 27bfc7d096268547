"""Money received (đồng): receipts, their entries in the two funds, and their reversal by counter-entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from club.money.position import Allocation, Payment
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.money.loans import Loan, revise
from storage.schema import fund_entry, loan, person, repayment


async def payments(connection: Connection, loan_ids: Collection[int]) -> dict[int, list[Payment]]:
    """What was paid on these loans, reversed repayments left out."""
    rows = await connection.execute(
        sa.select(repayment.c.loan_id, repayment.c.paid_on, repayment.c.amount, repayment.c.id)
        .where(repayment.c.loan_id.in_(list(loan_ids)), repayment.c.reversed_at.is_(None))
        .order_by(repayment.c.paid_on, repayment.c.id)
    )
    found: dict[int, list[Payment]] = {loan_id: [] for loan_id in loan_ids}
    for r in rows:
        found[r.loan_id].append(Payment(r.paid_on, r.amount, r.id))
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
    await _book(connection, of, repayment_id, allocation, Entered(by, now, allocation.payment.paid_on))
    await revise(connection, of.id, "settled" if settled else "active", now)
    return repayment_id


@dataclass(frozen=True)
class Entered:
    """Who wrote entries of the funds, when, and for which day."""

    by: int
    at: datetime
    on: date


async def _book(
    connection: Connection, of: Loan, repayment_id: int, allocation: Allocation, entered: Entered
) -> None:
    """Principal to the income fund, interest to the activity fund."""
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
                on_date=entered.on,
                loan_id=of.id,
                repayment_id=repayment_id,
                recorded_by=entered.by,
                recorded_at=entered.at,
            )


async def booked(connection: Connection, loan_id: int) -> dict[int, tuple[int, int]]:
    """(interest, principal) in đồng of each receipt, as its entries in the funds add up."""
    rows = await connection.execute(
        sa.select(
            fund_entry.c.repayment_id,
            sa.func.sum(sa.case((fund_entry.c.fund == "activity", fund_entry.c.amount), else_=0)),
            sa.func.sum(sa.case((fund_entry.c.fund == "income", fund_entry.c.amount), else_=0)),
        )
        .where(fund_entry.c.loan_id == loan_id, fund_entry.c.repayment_id.is_not(None))
        .group_by(fund_entry.c.repayment_id)
    )
    return {repayment_id: (int(interest), int(principal)) for repayment_id, interest, principal in rows}


async def rebook(connection: Connection, of: Loan, allocation: Allocation, entered: Entered) -> None:
    """A receipt whose money now goes elsewhere: counter-entries to what was booked, and it is booked anew."""
    repayment_id = allocation.payment.receipt
    assert repayment_id is not None
    await _counter(connection, repayment_id, entered)
    await _book(connection, of, repayment_id, allocation, entered)


@dataclass(frozen=True)
class Receipt:
    """Money that was booked (đồng): for which loan of which club, who paid it, and when."""

    id: int
    amount: int
    paid_on: date
    recorded_at: datetime
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
            repayment.c.recorded_at,
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
        r.id,
        r.amount,
        r.paid_on,
        r.recorded_at,
        r.reversed_at is not None,
        r.loan_id,
        r.club_id,
        r.person_id,
        r.full_name,
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


async def booked_since(
    connection: Connection, loan_id: int, amount: int | None, since: datetime
) -> Receipt | None:
    """The last receipt of that sum (đồng), or of any, for the loan that was booked since then and stands."""
    wanted = _receipts().where(
        repayment.c.loan_id == loan_id,
        repayment.c.amount == amount if amount is not None else sa.true(),
        repayment.c.recorded_at > since,
        repayment.c.reversed_at.is_(None),
    )
    r = (await connection.execute(wanted.order_by(repayment.c.id.desc()).limit(1))).one_or_none()
    return _receipt(r) if r else None


async def reverse_repayment(
    connection: Connection, repayment_id: int, loan_id: int, entered: Entered
) -> bool:
    """Takes a repayment back by counter-entries that stay visible; False if that was done before."""
    result = await connection.execute(
        sa.update(repayment)
        .where(repayment.c.id == repayment_id, repayment.c.reversed_at.is_(None))
        .values(reversed_at=entered.at, reversed_by=entered.by)
    )
    if result.rowcount != 1:
        return False
    await _counter(connection, repayment_id, entered)
    await revise(connection, loan_id, "active", entered.at)
    return True


async def _counter(connection: Connection, repayment_id: int, entered: Entered) -> None:
    """Counter-entries to all that is booked for the receipt, by fund."""
    sums = await connection.execute(
        sa.select(
            fund_entry.c.club_id,
            fund_entry.c.fund,
            fund_entry.c.loan_id,
            sa.func.sum(fund_entry.c.amount).label("amount"),
        )
        .where(fund_entry.c.repayment_id == repayment_id)
        .group_by(fund_entry.c.club_id, fund_entry.c.fund, fund_entry.c.loan_id)
    )
    for r in sums.all():
        if r.amount:
            await insert(
                connection,
                fund_entry,
                club_id=r.club_id,
                fund=r.fund,
                kind="reversal",
                amount=-r.amount,
                on_date=entered.on,
                loan_id=r.loan_id,
                repayment_id=repayment_id,
                recorded_by=entered.by,
                recorded_at=entered.at,
            )
