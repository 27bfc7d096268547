"""Loans of the income fund: their terms and the schedule that follows from them.

Amounts in whole đồng, rates in parts per million a month.

The law caps interest at 20% a year (Civil Code 2015, art. 468). Interest counts by whole months, as borrowers
reckon it: principal left × rate. There is no penalty for being late.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

from club.errors import Misread, Refused
from club.vietnamese.fold import fold

PPM = 1_000_000
LEGAL_CAP_PPM = 200_000 // 12
"""16,666 ppm: 20% a year is 1.66% a month (Civil Code 2015, art. 468)."""
MIN_PRINCIPAL, MAX_PRINCIPAL = 100_000, 200_000_000
MAX_MONTHS = 60


class Method(StrEnum):
    """How a loan is paid back."""

    EQUAL_PRINCIPAL = "equal_principal"  # equal principal, interest on what is left
    FLAT = "flat"  # equal principal, interest on the first amount
    EQUAL_INSTALMENTS = "equal_instalments"  # the same sum each month
    INTEREST_ONLY = "interest_only"  # interest monthly, principal at the end


@dataclass(frozen=True)
class Terms:
    """What was agreed: principal (đồng), rate (ppm a month), months, method, dates."""

    principal: int
    rate_ppm: int
    months: int
    method: Method
    lent_on: date
    first_due: date


@dataclass(frozen=True)
class Instalment:
    """One due date: principal and interest (đồng); `balance` is the principal left before it.

    `base` × rate is the interest, to the nearest 1,000 đồng; None where it came about otherwise: a part of it
    is paid, or the last month bears what rounding left over.
    """

    number: int
    due_on: date
    principal: int
    interest: int
    balance: int
    base: int | None = None

    @property
    def total(self) -> int:
        """đồng to bring on the day."""
        return self.principal + self.interest


def add_months(day: date, months: int) -> date:
    """The same day some months on, clamped at the month's end: 31 January + 1 → 28 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def to_thousand(amount: Fraction | int) -> int:
    """Rounded to the nearest 1,000 đồng, half up."""
    return int((Fraction(amount) + 500) // 1_000) * 1_000


def monthly_interest(balance: int, rate_ppm: int) -> int:
    """Interest (đồng) of one month on the principal left, rounded to 1,000 đồng."""
    return to_thousand(Fraction(balance * rate_ppm, PPM))


def check_terms(principal: int, rate_ppm: int, months: int) -> None:
    """Raises Refused where the amount, the rate (legal cap) or the number of months may not be."""
    if principal <= 0:
        raise Refused("common.amount_zero")
    if not MIN_PRINCIPAL <= principal <= MAX_PRINCIPAL:
        raise Refused("loans.amount_bounds", least=MIN_PRINCIPAL, most=MAX_PRINCIPAL)
    if rate_ppm < 0:
        raise Misread("loans.rate_misread")
    if rate_ppm > LEGAL_CAP_PPM:
        raise Refused("loans.rate_over_cap")
    if not 1 <= months <= MAX_MONTHS:
        raise Refused("loans.months_bounds", most=MAX_MONTHS)


def _bears_principal(terms: Terms) -> bool:
    return terms.method is Method.INTEREST_ONLY or all(row.principal > 0 for row in schedule(terms))


def check_plan(terms: Terms) -> None:
    """Raises Refused, with the longest term that works, where an instalment would bear no principal."""
    if not _bears_principal(terms):
        shorter = range(terms.months - 1, 0, -1)
        most = next(months for months in shorter if _bears_principal(replace(terms, months=months)))
        raise Refused("loans.months_too_many", most=most)


def _even(principal: int, months: int) -> list[int]:
    """Equal parts rounded to 1,000 đồng, the rest in the last; never more than is left."""
    part = to_thousand(Fraction(principal, months))
    if part * (months - 1) >= principal:
        part -= 1_000  # rounding up would leave the last months nothing
    parts, left = [], principal
    for _ in range(months - 1):
        parts.append(min(part, left))
        left -= parts[-1]
    return [*parts, left]


def _level_interest(principal: int, rate_ppm: int, months: int) -> list[int]:
    """The same interest each month, rounded to 1,000 đồng, the rest in the last so that the sum is exact."""
    exact = Fraction(principal * rate_ppm, PPM)
    total = to_thousand(exact * months)
    each = to_thousand(exact)
    if each * (months - 1) > total:
        each -= 1_000
    return [each] * (months - 1) + [total - each * (months - 1)]


def _due(terms: Terms, later: int) -> date:
    """The day of an instalment, some months `later` than the first.

    Lent on the 31st it falls due on the last day of each month, not for ever on the 28th of the first one.
    """
    first, lent = terms.first_due, terms.lent_on
    months = (first.year - lent.year) * 12 + first.month - lent.month
    if add_months(lent, months) == first:
        return add_months(lent, months + later)
    return add_months(first, later)


def schedule(terms: Terms) -> tuple[Instalment, ...]:
    """The instalments: principal sums to the loan; all but the last are whole thousands."""
    check_terms(terms.principal, terms.rate_ppm, terms.months)
    n, left = terms.months, terms.principal
    if terms.method is Method.EQUAL_INSTALMENTS:
        principals, interests = _annuity(terms)
    elif terms.method is Method.INTEREST_ONLY:
        principals = [0] * (n - 1) + [terms.principal]
        interests = _level_interest(terms.principal, terms.rate_ppm, n)
    else:
        principals = _even(terms.principal, n)
        if terms.method is Method.FLAT:
            interests = _level_interest(terms.principal, terms.rate_ppm, n)
        else:
            balances = [terms.principal - paid for paid in accumulate([0, *principals[:-1]])]
            interests = [monthly_interest(balance, terms.rate_ppm) for balance in balances]
    rows = []
    for k in range(n):
        base = terms.principal if terms.method is Method.FLAT else left
        plain = monthly_interest(base, terms.rate_ppm) == interests[k] != 0
        due_on = _due(terms, k)
        rows.append(Instalment(k + 1, due_on, principals[k], interests[k], left, base if plain else None))
        left -= principals[k]
    return tuple(rows)


def _annuity(terms: Terms) -> tuple[list[int], list[int]]:
    rate = Fraction(terms.rate_ppm, PPM)
    if rate == 0:
        return _even(terms.principal, terms.months), [0] * terms.months
    growth = (1 + rate) ** terms.months
    payment = to_thousand(terms.principal * rate * growth / (growth - 1))
    principals, interests, left = [], [], terms.principal
    for k in range(terms.months):
        interest = monthly_interest(left, terms.rate_ppm)
        part = left if k == terms.months - 1 else max(0, min(payment - interest, left))
        principals.append(part)
        interests.append(interest)
        left -= part
    return principals, interests


_RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|phan(?: tram)?)?\s*(?:/|mot|moi|1)?\s*(thang|nam)?")

_NO_INTEREST = {
    "khong", "khong lai", "0", "0%", "khong tinh lai", "khong lay lai", "khong co lai", "mien lai",
    "khong tinh", "khong lay",
}  # fmt: skip


def read_rate(text: str) -> int:
    """A rate in ppm a month: "0,5%", "0.5", "1 phần trăm", "6%/năm" (divided by twelve), "không lãi".

    Raises Misread where it is no rate.
    """
    typed = fold(text).strip(" .!")
    if typed in _NO_INTEREST:
        return 0
    found = _RATE.fullmatch(typed)
    if not found:
        raise Misread("loans.rate_misread")
    percent = Fraction(found[1].replace(",", "."))
    ppm = percent * PPM / 100 / (12 if found[2] == "nam" else 1)
    return int(ppm)


def show_rate(rate_ppm: int) -> str:
    """`5000` → `"0,5%"`."""
    return f"{rate_ppm / 10_000:.4f}".rstrip("0").rstrip(".").replace(".", ",") + "%"
