"""Meetings: the monthly rule of a club and its occurrences. All times are local (Asia/Ho_Chi_Minh)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from itertools import islice

from club.errors import Misread
from club.vietnamese.dates import WEEKDAYS
from club.vietnamese.fold import fold
from club.vietnamese.numbers import NUMBER_WORDS, number_from_words


class RuleKind(StrEnum):
    """How the day of the month is found."""

    DAY_OF_MONTH = "day_of_month"
    WEEKDAY = "weekday"


LAST = -1
"""As `week`: the last such weekday of the month."""


@dataclass(frozen=True)
class MeetingRule:
    """The club's monthly recurrence.

    DAY_OF_MONTH: `day` 1-31, beyond the month's end its last day. WEEKDAY: `weekday` 0-6 (Monday 0) of `week`
    1-4 or `LAST`. `at` is local time; `place` free text.
    """

    kind: RuleKind
    at: time
    place: str
    day: int | None = None
    weekday: int | None = None
    week: int | None = None

    def day_in(self, year: int, month: int) -> date:
        """The day of the meeting in that month: every month has exactly one."""
        length = calendar.monthrange(year, month)[1]
        if self.kind is RuleKind.DAY_OF_MONTH:
            assert self.day is not None
            return date(year, month, min(self.day, length))
        assert self.weekday is not None
        assert self.week is not None
        first = 1 + (self.weekday - date(year, month, 1).weekday()) % 7
        days = list(range(first, length + 1, 7))
        return date(year, month, days[-1] if self.week == LAST else days[self.week - 1])

    def occurrences(self, after: datetime) -> Iterator[datetime]:
        """Starts of the meetings later than `after` (aware, local), one a month, without end."""
        zone = after.tzinfo
        assert isinstance(zone, tzinfo)
        year, month = after.year, after.month
        while True:
            start = datetime.combine(self.day_in(year, month), self.at, zone)
            if start > after:
                yield start
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def next(self, after: datetime, count: int) -> tuple[datetime, ...]:
        """The next `count` occurrences later than `after`."""
        return tuple(islice(self.occurrences(after), count))


@dataclass(frozen=True)
class RuleText:
    """The recurrence as typed, still without time and place."""

    kind: RuleKind
    day: int | None = None
    weekday: int | None = None
    week: int | None = None


_WEEK_WORDS = {
    "dau": 1,
    "dau tien": 1,
    "nhat": 1,
    "thu nhat": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "cuoi": LAST,
    "cuoi cung": LAST,
}


def read_rule(text: str) -> RuleText:
    """ "ngày 21 hằng tháng", "21", "cuối tháng", "thứ bảy tuần thứ hai",
    "chủ nhật đầu tiên", "thứ tư cuối tháng".

    Raises Misread where no day of the month can be made of it.
    """
    typed = re.sub(
        r"\b(hang|moi|cac) thang\b|\btrong thang\b|\bcua thang\b|\bvao\b|\bhop\b",
        " ",
        fold(text).strip(" .!"),
    )
    typed = re.sub(r"\s+", " ", typed).strip()
    if typed in ("cuoi thang", "ngay cuoi thang", "ngay cuoi cung", "ngay cuoi"):
        return RuleText(RuleKind.DAY_OF_MONTH, day=31)
    for name in sorted(WEEKDAYS, key=len, reverse=True):
        if not re.match(rf"{name}\b", typed):
            continue
        rest = typed[len(name) :].strip()
        rest = re.sub(r"^(cua )?(tuan|lan)\s*", "", rest)
        rest = re.sub(r"\s*(thang|tuan)$", "", rest).strip()
        ordinal = re.sub(r"^thu\s+", "", rest)
        if ordinal in _WEEK_WORDS:
            return RuleText(RuleKind.WEEKDAY, weekday=WEEKDAYS[name], week=_WEEK_WORDS[ordinal])
        if ordinal.isdecimal() and 1 <= int(ordinal) <= 4:
            return RuleText(RuleKind.WEEKDAY, weekday=WEEKDAYS[name], week=int(ordinal))
        raise Misread("meetings.week_missing")
    found = re.fullmatch(r"(?:ngay|mung|mong)?\s*(.+)", typed)
    value = None
    if found and found[1].isdecimal():
        value = int(found[1])
    elif found and all(t in NUMBER_WORDS for t in found[1].split()):
        number = number_from_words(found[1].split())
        value = int(number) if number is not None and number.denominator == 1 else None
    if value is None or not 1 <= value <= 31:
        raise Misread("meetings.rule_misread")
    return RuleText(RuleKind.DAY_OF_MONTH, day=value)
