"""What is put right when a loan is read back: "5tr", "à 12 tháng", "không phải 12 tháng, 6 tháng"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.money.amounts import other_amount
from club.money.loan_lines import method_in
from club.money.loans import Method
from club.vietnamese.marks import pattern
from club.vietnamese.said import Said, hear

_MONTHS = pattern(r"(?<![\d.,])(\d{1,3}) ?(?:tháng|th)(?!\w)")
_YEARS = pattern(r"(?<![\d.,/])(\d{1,2}) ?năm(?!\w)")
_RATE = re.compile(
    r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:%|ph[aâầ]n(?: tr[aă]m)?(?!\w))(?P<year>(?: ?/ ?| một | )n[aă]m)?"
    r"(?: ?/ ?th[aá]ng)?"
)


_MONEY = re.compile(r"(?<![\d.,])\d[\d.,]* ?(?:k|tr|tri[eệ]u|ngh[iì]n|ng[aà]n|c[uủ]|đồng|đ)(?!\w)")


def names_money(said: Said) -> bool:
    """Whether a number with a word of money stands there: "khoan, 4 triệu thôi"."""
    return _MONEY.search(said.normal.casefold()) is not None


@dataclass(frozen=True)
class LoanChange:
    """The terms that are said otherwise; None for those that are not. `amount` in đồng, `rate` in percent."""

    amount: int | None = None
    rate: str | None = None
    months: int | None = None
    method: Method | None = None

    def __bool__(self) -> bool:
        return any(x is not None for x in (self.amount, self.rate, self.months, self.method))


def changed_terms(said: Said, amount: int, months: int, method: Method) -> LoanChange:
    """What differs from the terms that were read back.

    Of several the last is meant: the first is what is put right. A sum that may be two is no change.
    """
    line = said.words
    typed = said.normal.casefold()
    said_months = [int(m[1]) for m in _MONTHS.finditer(line)] + [
        12 * int(m[1]) for m in _YEARS.finditer(line)
    ]
    rates = [f"{m[1]}%{'/năm' if m['year'] else ''}" for m in _RATE.finditer(typed)]
    terms = re.compile(r"\d{1,3} ?(?:th[aá]ng|th|n[aă]m)(?!\w)")
    other = other_amount(hear(terms.sub(",", _RATE.sub(",", typed))), amount)  # "3tr 6 tháng" is no 3,6 triệu
    named = method_in(said.normal)
    return LoanChange(
        other if isinstance(other, int) else None,
        rates[-1] if rates else None,
        next((m for m in reversed(said_months) if m != months), None),
        named if named is not method else None,
    )
