"""Arguments typed on one line: "/chovay Lan 5tr 0,5% 12 tháng", "/thuno Lan 500k"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.errors import ClubError
from club.money.amounts import Unsure, read_amount
from club.money.loans import Method
from club.vietnamese.fold import fold

_RATE = re.compile(
    r"(?:l[aã]i(?: su[aâấ]t)?\s*)?"
    r"(\d+(?:[.,]\d+)?\s*(?:%|ph[aầ]n tr[aă]m)(?:\s*/?\s*(?:m[oộ]t )?(?:th[aá]ng|n[aă]m))?)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"(?:trong )?\b(\d{1,3})\s*(?:th[aá]ng|th|t)\b", re.I)
METHOD_WORDS = {
    "goc deu": Method.EQUAL_PRINCIPAL,
    "du no giam dan": Method.EQUAL_PRINCIPAL,
    "giam dan": Method.EQUAL_PRINCIPAL,
    "goc bang nhau": Method.EQUAL_PRINCIPAL,
    "lai deu": Method.FLAT,
    "lai phang": Method.FLAT,
    "lai co dinh": Method.FLAT,
    "tra deu": Method.EQUAL_INSTALMENTS,
    "tra bang nhau": Method.EQUAL_INSTALMENTS,
    "moi thang bang nhau": Method.EQUAL_INSTALMENTS,
    "moi thang tra nhu nhau": Method.EQUAL_INSTALMENTS,
    "goc cuoi ky": Method.INTEREST_ONLY,
    "cuoi ky tra goc": Method.INTEREST_ONLY,
    "lai hang thang": Method.INTEREST_ONLY,
    "tra goc cuoi": Method.INTEREST_ONLY,
    "goc cuoi": Method.INTEREST_ONLY,
}
"""Folded words for how a loan is paid back."""


@dataclass(frozen=True)
class NameAndAmount:
    """A part of a name and, where one was typed, an amount as text."""

    name: str
    amount: str = ""


def method_in(typed: str) -> Method | None:
    """The method that the words name, or None."""
    folded = fold(typed)
    return next((m for words, m in METHOD_WORDS.items() if words in folded), None)


def split_name(text: str) -> NameAndAmount:
    """ "Lò Thị Lan 500k" → name and amount: the longest ending that reads as an amount."""
    tokens = text.split()
    for cut in range(len(tokens)):
        tail = " ".join(tokens[cut:])
        if not (tail[:1].isdigit() or cut):
            continue
        try:
            found = read_amount(tail)
        except ClubError as error:
            if error.key == "common.amount_zero":
                return NameAndAmount(" ".join(tokens[:cut]), tail)
            continue
        if isinstance(found, int) or (isinstance(found, Unsure) and tail[:1].isdigit()):
            return NameAndAmount(" ".join(tokens[:cut]), tail)
    return NameAndAmount(text)


@dataclass(frozen=True)
class LoanLine:
    """What one line says of a loan; empty strings for what it does not."""

    name: str
    amount: str
    rate: str
    months: str
    method: Method | None


def split_loan(text: str) -> LoanLine:
    """Takes rate, months and method out of the line; the rest is name and amount."""
    method = method_in(text)
    rest = text
    if method is not None:
        folded = fold(text)
        for words, value in METHOD_WORDS.items():
            if value is method and words in folded and len(folded) == len(text):
                at = folded.index(words)
                rest = text[:at] + " " + text[at + len(words) :]
                break
    rate = _RATE.search(rest)
    if rate:
        rest = rest[: rate.start()] + " " + rest[rate.end() :]
    months = _MONTHS.search(rest)
    if months:
        rest = rest[: months.start()] + " " + rest[months.end() :]
    found = split_name(re.sub(r"[,;]\s|\s+", " ", rest).strip(" ,;"))
    return LoanLine(
        found.name.strip(" ,"), found.amount, rate[1] if rate else "", months[1] if months else "", method
    )
