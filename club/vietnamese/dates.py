"""Dates as people type them. Day before month, always."""

from __future__ import annotations

import calendar
import re
from datetime import date, time, timedelta

from club.errors import Misread
from club.vietnamese.fold import fold
from club.vietnamese.numbers import NUMBER_WORDS, number_from_words

WEEKDAYS = {
    "thu hai": 0, "thu 2": 0, "t2": 0, "thu ba": 1, "thu 3": 1, "t3": 1, "thu tu": 2, "thu 4": 2, "t4": 2,
    "thu nam": 3, "thu 5": 3, "t5": 3, "thu sau": 4, "thu 6": 4, "t6": 4, "thu bay": 5, "thu 7": 5, "t7": 5,
    "chu nhat": 6, "cn": 6,
}  # fmt: skip
"""Folded names of weekdays; Monday is 0, as in `datetime`."""

_RELATIVE = {
    "hom nay": 0,
    "nay": 0,
    "hom qua": -1,
    "qua": -1,
    "hom kia": -2,
    "ngay mai": 1,
    "mai": 1,
    "ngay kia": 2,
}
_FULL = re.compile(r"^(?:ngay |mung |sinh )*(\d{1,2})\s*[/\-. ]\s*(\d{1,2})(?:\s*[/\-. ]\s*(\d{4}|\d{2}))?$")
_WORDS = re.compile(
    r"^(?:sinh )?(?:ngay |mung |mong )*(\d{1,2}|[a-z ]+?) thang (\d{1,2}|[a-z ]+?)(?: nam (\d{2,4}|[a-z ]+))?$"
)
_MONTH_NAMES = {"gieng": 1, "chap": 12}


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
    for pattern in (_FULL, _WORDS):
        found = pattern.match(text)
        if found:
            day, month = _number(found[1].strip()), _number(found[2].strip())
            year = _number(found[3].strip()) if found[3] else None
            return (day, month, year) if day is not None and month is not None else None
    return None


def read_date(text: str, today: date, *, ahead: bool = False) -> date:
    """A calendar date: "15/12", "15/12/2026", "mai", "thứ bảy", "chủ nhật tuần sau".

    Without a year the nearest such date is meant: the next one where `ahead`, else the last one.

    Raises:
        Misread: not a date, or a day that no month has.
    """
    typed = fold(text).strip(" .!")
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    weekday = re.fullmatch(r"(.+?)( tuan (?:sau|toi|nay))?", typed)
    if weekday and weekday[1] in WEEKDAYS:
        delta = WEEKDAYS[weekday[1]] - today.weekday()
        if weekday[2] and not weekday[2].endswith("nay"):
            return today + timedelta(days=delta + 7)
        if ahead:
            return today + timedelta(days=delta if delta >= 0 else delta + 7)
        return today + timedelta(days=delta if delta <= 0 else delta - 7)
    said = parts(typed)
    if not said:
        raise Misread("common.date_misread")
    day, month, year = said
    if year is None:
        year = today.year
        if day > 0 and 1 <= month <= 12:
            likely = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            if ahead and likely < today:
                year += 1
            elif not ahead and likely > today:
                year -= 1
    elif year < 100:
        year += 2000
    return build(year, month, day)


_TIME = re.compile(
    r"^(?:luc |vao )*(\d{1,2})(?:\s*(?:h|gio|:|g)\s*(?:(\d{1,2})(?: ?phut)?|(ruoi))?)?\s*(sang|trua|chieu|toi)?$"
)


def read_time(text: str) -> time:
    """A time of day: "8h", "8 giờ 30", "14:00", "7 rưỡi sáng", "2 giờ chiều".

    Raises:
        Misread: not a time.
    """
    typed = fold(text).strip(" .!")
    typed = re.sub(r"^(\d{1,2}) ruoi", r"\1h30", typed)
    found = _TIME.match(typed)
    if not found:
        tokens = typed.split()
        if "gio" in tokens:
            hour = _number(" ".join(tokens[: tokens.index("gio")]))
            rest = " ".join(tokens[tokens.index("gio") + 1 :])
            if hour is not None:
                return read_time(f"{hour}h {rest}".replace("h ruoi", "h30").strip())
        raise Misread("common.time_misread")
    hour, minute = int(found[1]), 30 if found[3] else int(found[2] or 0)
    if found[4] in ("chieu", "toi") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Misread("common.time_misread")
    return time(hour, minute)
