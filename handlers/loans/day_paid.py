"""The day on which money was received, where the treasurer names another than today: "hôm qua bà Ón trả"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from club.errors import Misread, Refused
from club.money.position import Payment
from club.money.repayment_lines import names_birth_year
from club.vietnamese.said import Said, hear
from club.vietnamese.when import Vague, When, find_when
from handlers.conversation.turn import Turn
from storage.money.loans import Loan

AT_MOST_AGO = timedelta(days=31)
"""what lies further back belongs to a month that the club has closed on paper"""


def _when(turn: Turn, said: Said) -> When | Vague | None:
    found = find_when(said, turn.local)
    return None if isinstance(found, Vague) and names_birth_year(said) else found


def day_said(turn: Turn, said: Said) -> date | None:
    """The day that is named, None where none is. Raises Misread for one that cannot be placed."""
    found = _when(turn, said)
    if isinstance(found, Vague):
        raise Misread("loans.which_day")
    return found.at.date() if found is not None and found.day_said else None


def without_when(turn: Turn, line: str) -> str:
    """The line without its words of time, where each word of it is one that was heard."""
    said = hear(line)
    found = _when(turn, said)
    words, heard = line.split(), list(re.finditer(r"\S+", said.spoken))
    if found is None or len(words) != len(heard):
        return line
    left = [
        w
        for w, h in zip(words, heard, strict=True)
        if not any(a < h.end() and h.start() < b for a, b in found.spans)
    ]
    return " ".join(left)


def checked_day(turn: Turn, loan: Loan, paid: Sequence[Payment], day: date) -> date:
    """The day, where a receipt may bear it: not ahead, not before the loan or its last receipt, whose
    allocation would change. Raises Refused.
    """
    first = max([loan.terms.lent_on, turn.today - AT_MOST_AGO, *(one.paid_on for one in paid)])
    if not first <= day <= turn.today:
        raise Refused("loans.day_bounds", first=first, day=day)
    return day
