"""Any order of payments and reversals leaves the two funds where the loan stands."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from club.money.loans import Method, Terms
from club.money.position import Payment, Position, position
from handlers.loans.reversing import reverse
from storage import Connection
from storage.money import loans, repayments
from storage.money.loans import Loan
from storage.money.repayments import Entered
from tests.world import World

LENT = date(2026, 11, 23)


async def _lent(unit: Connection, dice: random.Random) -> Loan:
    terms = Terms(
        dice.randint(1, 50) * 100_000,
        dice.choice((0, 5_000, 8_000, 10_000, 16_000)),
        dice.randint(1, 12),
        dice.choice(list(Method)),
        LENT,
        date(2026, 12, 23),
    )
    now = datetime(2026, 11, 23, tzinfo=UTC)
    loan_id = await loans.propose(unit, 1, 1, terms, by=1, now=now)
    await loans.confirm(unit, loan_id, by=1, now=now, today=LENT)
    loan = await loans.get_loan(unit, loan_id)
    assert loan is not None
    return loan


async def _stands(unit: Connection, loan: Loan, today: date) -> Position:
    return position(loan.terms, (await repayments.payments(unit, [loan.id]))[loan.id], today)


@pytest.mark.parametrize("life", range(20))
async def test_the_books_are_where_the_loan_stands(world: World, life: int) -> None:
    dice = random.Random(life)
    await world.settled_club()
    async with world.app.storage.unit() as unit:
        income, activity = await loans.fund_balance(unit, 1), await loans.fund_balance(unit, 1, "activity")
        loan = await _lent(unit, dice)
        day = LENT
        for _ in range(14):
            day += timedelta(days=dice.choice((0, 1, 9, 30, 45)))
            now = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
            paid = await repayments.receipts(unit, 1, 100)
            if paid and dice.random() < 0.4:
                assert await reverse(unit, dice.choice(paid), Entered(1, now, day)) is not None
            else:
                where = await _stands(unit, loan, day)
                amount = min(dice.randint(1, 900) * 1_000, where.payoff)
                if amount:
                    before = (await repayments.payments(unit, [loan.id]))[loan.id]
                    after = position(loan.terms, [*before, Payment(day, amount)], day)
                    await repayments.record_repayment(
                        unit, loan, after.allocations[-1], by=1, now=now, settled=after.settled
                    )
            where = await _stands(unit, loan, day)
            assert await loans.fund_balance(unit, 1) == income - where.outstanding_principal
            interest = sum(one.interest for one in where.allocations)
            assert await loans.fund_balance(unit, 1, "activity") == activity + interest
            state = await loans.get_loan(unit, loan.id)
            assert state is not None
            assert (state.state == "settled") is where.settled
