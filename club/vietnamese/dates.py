"""Dates as people type them. Day before month, always."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from club.errors import Misread
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern
from club.vietnamese.numbers import NUMBER_WORDS, number_from_words, year_from_words
from club.vietnamese.politeness import peeled_line
from club.vietnamese.said import Said, hear

WEEKDAYS = {
    "thu hai": 0, "thu 2": 0, "t2": 0, "thu ba": 1, "thu 3": 1, "t3": 1, "thu tu": 2, "thu 4": 2, "t4": 2,
    "thu nam": 3, "thu 5": 3, "t5": 3, "thu sau": 4, "thu 6": 4, "t6": 4, "thu bay": 5, "thu 7": 5, "t7": 5,
    "chu nhat": 6, "cn": 6,
}  # fmt: skip
"""Folded names of weekdays; Monday is 0, as in `datetime`."""

_RELATIVE = (
    (pattern("(?:ngày )?(?:hôm nay|bữa nay|hôm ni|bữa ni)|nay"), 0),
    (pattern("(?:ngày )?(?:hôm qua|bữa qua)|qua"), -1),
    (pattern("(?:hôm|bữa) kia(?!F)"), -2),
    (pattern("(?:hôm|bữa) ki[a][F]"), -3),
    (pattern("(?:ngày |bữa |sáng |chiều |tối )?mai|ngày mơi"), 1),
    (pattern("ngày (?:kia|mốt)|mốt|bữa mốt"), 2),
)
_LEAD = pattern(r"(?:vào|từ|đến|tới|hết|khoảng|tầm|là|họp|hẹn|hạn|đúng|sáng|chiều|tối)\s+(?=\S)")
_FULL = re.compile(
    r"^(?:ngay |mung |mong |hom |sinh )*(\d{1,2})\s*[/\-. ]\s*(\d{1,2})(?:\s*[/\-. ]\s*(\d{4}|\d{2}))?$"
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WORDS = re.compile(
    r"^(?:sinh )?(?:ngay |mung |mong |hom )*(\d{1,2}|[a-z ]+?) (?:thang|/) ?(\d{1,2}|[a-z ]+?)"
    r"(?:(?: nam |\s*/\s*)(\d{2,4}|[a-z ]+))?$"
)
_MONTH_NAMES = {"gieng": 1, "chap": 12, "tu": 4}
_WEEK = re.compile(
    r"(.+?)(?: (tuan (?:sau|toi|nay|truoc|roi|qua|vua roi|vua qua)|(?:vua )?(?:roi|qua)|truoc|sau|toi|nay))?"
)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text in _MONTH_NAMES:
        return _MONTH_NAMES[text]
    tokens = text.split()
    if not tokens or any(t not in NUMBER_WORDS for t in tokens):
        return None
    value = number_from_words(tokens)
    return int(value) if value is not None and value.denominator == 1 else None


def build(year: int, month: int, day: int) -> date:
    """The calendar day. Raises Misread for one that no month has."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Misread("common.date_impossible", day=day, month=month) from error


def parts(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and, where it was said, year of a folded date; None where it is none."""
    iso = _ISO.match(text)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    for form in (_FULL, _WORDS):
        found = form.match(text)
        if found:
            day, month = _number(found[1].strip()), _number(found[2].strip())
            year = None
            if found[3]:
                typed = found[3].strip()
                year = int(typed) if typed.isdecimal() else year_from_words(typed.split())
                if year is None:
                    return None
            return (day, month, year) if day is not None and month is not None else None
    return None


def _weekday(typed: str, today: date, ahead: bool) -> date | None:
    """The day of a weekday: of the week that was said, else the next one where `ahead`, else the last one."""
    found = _WEEK.fullmatch(typed)
    if not found or found[1] not in WEEKDAYS:
        return None
    delta = WEEKDAYS[found[1]] - today.weekday()
    week = found[2] or ""
    if week.startswith("tuan"):
        weeks = 1 if week.endswith(("sau", "toi")) else 0 if week.endswith("nay") else -1
        return today + timedelta(days=delta + 7 * weeks)
    if week in ("sau", "toi"):
        ahead = True
    elif week and week != "nay":
        ahead = False
    if ahead:
        return today + timedelta(days=delta if delta >= 0 else delta + 7)
    return today + timedelta(days=delta if delta <= 0 else delta - 7)


def _year_said(typed: str, today: date) -> tuple[str, int | None]:
    """Takes "năm nay", "sang năm", "năm ngoái" off the end."""
    found = re.fullmatch(r"(.+?),? (?:(nam nay)|(sang nam|nam sau|nam toi)|(nam ngoai|nam truoc))", typed)
    if not found:
        return typed, None
    return found[1], today.year + (0 if found[2] else 1 if found[3] else -1)


def read_date(text: str | Said, today: date, *, ahead: bool = False) -> date:
    """A calendar date: "15/12", "15/12/2026", "mai", "thứ bảy", "chủ nhật tuần sau", "thứ hai tuần này".

    Without a year the nearest such date is meant: the next one where `ahead`, else the last one. A week, a
    month or a year alone ("tuần trước", "năm ngoái") is no date.

    Raises:
        Misread: not a date, or a day that no month has.
    """
    line = peeled_line(text if isinstance(text, Said) else hear(text))
    while True:
        for words, shift in _RELATIVE:
            if words.fullmatch(line):
                return today + timedelta(days=shift)
        lead = _LEAD.match(line)
        if not lead:
            break
        line = line[lead.end() :]
    typed = fold(re.sub("[A-Z]", "", line))
    day_of_week = _weekday(typed, today, ahead)
    if day_of_week is not None:
        return day_of_week
    typed, year_said = _year_said(typed, today)
    said = parts(typed)
    if not said:
        raise Misread("common.date_misread")
    day, month, year = said
    if year is None:
        year = today.year if year_said is None else year_said
        if year_said is None and day > 0 and 1 <= month <= 12:
            likely = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            if ahead and likely < today:
                year += 1
            elif not ahead and likely > today:
                year -= 1
    elif year < 100:
        year += 2000
    return build(year, month, day)
