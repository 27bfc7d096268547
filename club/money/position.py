"""Where a loan of the income fund stands on a day, after what was paid.

Amounts in whole đồng. Interest counts by whole months, as borrowers reckon it, without any penalty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from club.money.loans import Instalment, Method, Terms, monthly_interest, schedule


@dataclass(frozen=True)
class Payment:
    """Money received (đồng) on a day, by the number of its receipt where it has one.

    Reversed payments are left out by the caller.
    """

    paid_on: date
    amount: int
    receipt: int | None = None


@dataclass(frozen=True)
class Allocation:
    """How one payment was used (đồng): instalment by instalment, oldest first, interest before principal."""

    payment: Payment
    interest: int
    principal: int


@dataclass(frozen=True)
class Position:
    """Where a loan stands on a day (đồng).

    `remaining` is what is still to pay of each instalment, paid ones left out; of months to come the interest
    is what it will be if nothing is paid ahead. `payoff` closes the loan today: principal left and interest
    to the end of the running month.
    """

    today: date
    outstanding_principal: int
    remaining: tuple[Instalment, ...]
    payoff: int
    allocations: tuple[Allocation, ...]

    @property
    def overdue(self) -> tuple[Instalment, ...]:
        """Instalments whose day has passed and that are not wholly paid."""
        return tuple(row for row in self.remaining if row.due_on < self.today)

    @property
    def arrears(self) -> int:
        """What should have been paid before today (đồng)."""
        return sum(row.total for row in self.overdue)

    @property
    def upcoming(self) -> Instalment | None:
        """What is still to bring on the next due date, None when nothing is left to come."""
        return next((row for row in self.remaining if row.due_on >= self.today), None)

    @property
    def settled(self) -> bool:
        """Nothing is owed any more."""
        return self.payoff == 0


class _Account:
    """Walks through time: interest of a month is charged when the month begins,
    payments fill the oldest first.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.plan = schedule(terms)
        self.outstanding = terms.principal
        self.charged: list[tuple[int, int | None]] = []
        self.interest_paid = 0
        self.allocations: list[Allocation] = []

    def interest_of(self, row: Instalment) -> tuple[int, int | None]:
        """As planned; less where principal was paid ahead; never more (no penalty). With its base, if any."""
        if self.outstanding == 0:
            return 0, None
        if self.terms.method is Method.FLAT or self.outstanding >= row.balance:
            return row.interest, row.base
        less = monthly_interest(self.outstanding, self.terms.rate_ppm)
        return (less, self.outstanding if less else None) if less < row.interest else (row.interest, row.base)

    def open_month(self) -> None:
        if len(self.charged) < len(self.plan):
            self.charged.append(self.interest_of(self.plan[len(self.charged)]))

    def remaining(self) -> Iterator[Instalment]:
        """What is left of each instalment: what was paid fills interest and principal from the oldest on."""
        interest_left = self.interest_paid
        principal_left = self.terms.principal - self.outstanding
        for row in self.plan:
            charged = row.number <= len(self.charged)
            owed, base = self.charged[row.number - 1] if charged else self.interest_of(row)
            interest = owed - min(owed, interest_left)
            principal = row.principal - min(row.principal, principal_left)
            interest_left -= owed - interest
            principal_left -= row.principal - principal
            if interest or principal:
                balance = min(row.balance, self.outstanding)
                whole = interest == owed
                yield Instalment(
                    row.number, row.due_on, principal, interest, balance, base if whole else None
                )

    def receive(self, payment: Payment) -> None:
        """Instalments whose month has begun are paid wholly, oldest first; the rest is principal ahead."""
        left, interest = payment.amount, 0
        for row in [row for row in self.remaining() if row.number <= len(self.charged)]:
            paid = min(left, row.interest)
            interest, left = interest + paid, left - paid
            left -= min(left, row.principal)
        principal = min(payment.amount - interest, self.outstanding)
        self.interest_paid += interest
        self.outstanding -= principal
        self.allocations.append(Allocation(payment, interest, principal))

    def run(self, payments: Sequence[Payment], today: date) -> None:
        waiting = sorted((p for p in payments), key=lambda p: p.paid_on)
        for row in self.plan:
            opened = self.terms.lent_on if row.number == 1 else self.plan[row.number - 2].due_on
            if row.number > 1 and opened >= today and not any(p.paid_on > opened for p in waiting):
                break
            self.open_month()
            while waiting and waiting[0].paid_on <= row.due_on:
                self.receive(waiting.pop(0))
        for payment in waiting:
            self.receive(payment)


def position(terms: Terms, payments: Sequence[Payment], today: date) -> Position:
    """Where the loan stands on `today`, payments of the day included.

    Allocation: each instalment wholly, interest before principal, the oldest first; then principal ahead.
    So who pays what was asked owes nothing of what was asked.
    """
    account = _Account(terms)
    account.run(payments, today)
    return Position(
        today=today,
        outstanding_principal=account.outstanding,
        remaining=tuple(account.remaining()),
        payoff=account.outstanding + sum(interest for interest, _ in account.charged) - account.interest_paid,
        allocations=tuple(account.allocations),
    )
