"""How long an office is given for, as it is said: "2 năm", "hai năm thôi", "đến hết năm 2028"."""

from __future__ import annotations

from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern
from club.vietnamese.numbers import number_from_words
from club.vietnamese.said import Said

_COUNT = r"\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_YEARS = pattern(
    rf"(?:.* )?(?P<count>{_COUNT}) năm"
    r"(?: (?:thôi|nhé|ạ|một|là|được|đủ|rồi|nữa|tới|đi|trước|đã))*(?:$|[,.!].*)"
)
_UNTIL = pattern(
    r"(?:.* )?(?:đến|tới|hết|cho đến|nhiệm kỳ|khoá)(?: (?:hết|cuối|năm|tận|là))* (?P<year>20\d\d)"
    r"(?: (?:thôi|nhé|ạ|là|được))*"
)


def years_said(said: Said) -> int | None:
    """For how many years; None where no number of years is said."""
    found = _YEARS.fullmatch(said.words)
    if found is None or "?" in said.normal:
        return None
    count = fold(found["count"])
    number = int(count) if count.isdecimal() else number_from_words([count])
    return int(number) if number is not None else None


def until_year(said: Said) -> int | None:
    """Until the end of which year: "đến hết năm 2028"."""
    found = _UNTIL.fullmatch(said.words)
    return int(found["year"]) if found is not None and "?" not in said.normal else None
