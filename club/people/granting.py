"""What is said where one right of a relative is asked for: another right is no answer to it."""

from __future__ import annotations

from club.people.kinship import Right
from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_HEALTH = words_pattern("huyết áp|số đo|sức khoẻ")
_MONEY = words_pattern(r"tiền|tiền nong|vay|khoản vay|nợ!|(?<!cho\s)(?<!bao\s)nợ|tiền bạc")
""" "khong, dung bao cho no" speaks of "nó" """
_INVITES_NOBODY = words_pattern(rf"(?:{DENIED}|{DONT}|khỏi|thôi)(?: (?:muốn|cần|có))* mời")


def of_another_right(said: Said, asked: Right) -> bool:
    """Whether money is spoken of where health is asked about, or the other way round."""
    health, money = bool(_HEALTH.search(said.words)), bool(_MONEY.search(said.words))
    if asked in (Right.SEES_READINGS, Right.GETS_ALERTS):
        return money
    return asked is Right.SEES_LOANS and health


def invites_nobody(said: Said) -> bool:
    """Whether the invitation itself is given up: "thôi không mời nữa"."""
    return _INVITES_NOBODY.search(said.words) is not None
