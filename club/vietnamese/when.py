"""When something happened, found inside what was said: "9h tối qua", "thứ 7 vừa rồi", "hôm nọ"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.numbers import BELOW_SIXTY
from club.vietnamese.said import Said, hear
from club.vietnamese.times import (
    CLOCK,
    EVENING,
    PART,
    PART_HOURS,
    clock_of,
    is_half_day,
    number_in,
    part_of_day,
)
from club.vietnamese.times_beside import times_beside
from club.vietnamese.vague_times import DAY_OF_LAST_MONTH, IN_HOSPITAL, VAGUE

Span = tuple[int, int]
"""first character and the one behind the last, in `Said.spoken`"""


@dataclass(frozen=True)
class When:
    """A moment that was said. `at` is local; without an hour it is the usual one of the part of the day, or
    noon.

    `spans` are the characters of `Said.spoken` that say it.
    """

    at: datetime
    day_said: bool
    hour_said: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Vague:
    """A time was meant that cannot be placed ("tuần trước", "hôm nọ", "31/2"): it is asked, never now."""

    spans: tuple[Span, ...]


def without(said: Said, spans: tuple[Span, ...]) -> str:
    """`Said.spoken` with a space for each span."""
    rest = said.spoken
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    return rest


_COUNT = rf"(?P<count>\d{{1,2}}|{BELOW_SIXTY})"
_PAIR = re.compile(r"(?<![\d/])\d{2,3}\s*(?:/|-|x|\s)\s*\d{2,3}(?![\d/])|\w\s+treC?n\s+\w")
_HEDGE = words_pattern("gì đó|hình như|không nhớ(?: rõ)?|hay sao|hay là|áng chừng")
_WEEKDAY = words_pattern(
    r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ nhật|chúa nhật|cn)(?! (?:nhất|nhì)\b)"
    r"(?: (?:(?P<before>tuần (?:trước|rồi|qua|vừa rồi|vừa qua))|(?P<this>tuần (?:này|nay)|vừa rồi|vừa qua"
    r"|rồi|trước|qua|nay)"
    r"|(?P<next>tuần (?:sau|tới)|tới|sau)))?"
)
_DATE = pattern(
    r"(?P<cue>(?:ngày|hôm|bữa|mùng|mồng|hồi|vào) (?:ngày )?)?(?<![\w/.,\-])(?P<day>\d{1,2})"
    r"(?:\s*(?P<sign>[/\-.])\s*(?P<month>\d{1,2})(?:\s*[/\-.]\s*(?P<year>\d{4}|\d{2}))?(?![\w/]|[.,\-]\d)"
    r"| tháng (?P<month_word>\d{1,2}|giêng|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai"
    r"|mười|chạp)(?!\w)"
    r"(?:(?: năm|/) (?P<year_word>\d{4}|nay|ngoái))?"
    r"|(?![\w/.,\-]))"
)
_AGO = pattern(
    rf"(?<!\w)(?:(?:cách đây|cách nay) {_COUNT} (?P<unit>ngày|hôm|bữa|tiếng|giờ|phút|p)"
    rf"|{_COUNT.replace('count', 'count_before')} (?P<unit_before>ngày|hôm|bữa|tiếng|giờ|phút|p) trước"
    r"|(?:cách đây )?nửa (?:tiếng|giờ)(?: trước)?)(?!\w)"
)
_DAYS: tuple[tuple[re.Pattern[str], int], ...] = (
    (words_pattern("(?:ngày )?(?:hôm|bữa) kia(?!F)"), -2),
    (words_pattern("(?:hôm|bữa) ki[a][F]"), -3),
    (words_pattern("(?:ngày )?(?:hôm|bữa) qua|ngày qua|hồi hôm"), -1),
    (words_pattern("(?:ngày )?(?:hôm|bữa) (?:nay|ni)|hôm nì"), 0),
    (words_pattern("ngày (?:mai|mơi)|mai|bữa mai"), 1),
    (words_pattern("ngày (?:kia|mốt)"), 2),
)
_PART_OF = pattern(
    rf"(?<!\w)(?P<lead>(?:ban|hồi|lúc|buổi|vào|hôm|lúc nãy|từ) )?{PART}"
    r"(?: (?:ngày )?(?P<of>hôm qua|bữa qua|qua|hôm nay|bữa nay|nay|ni|này|hôm kia|bữa kia|kia|mai"
    r"|hôm)(?!\w))?"
)
_HALF_HOUR = pattern(
    rf"(?<![\w/.,])(?:lúc|khoảng|tầm|hồi|cỡ) (?P<hour>\d{{1,2}}|{BELOW_SIXTY})(?:\s*(?P<half>rưỡi|rưởi)"
    rf"|\s*(?:kém|thiếu) (?P<less>\d{{1,2}}|{BELOW_SIXTY}))?(?![\w/,.\-]|\s*(?:/|-|trên |\d))"
    r"(?P<digits>(?!))?(?P<minute>(?!))?(?P<minutes>(?!))?"
)
_HALF_BESIDE_PART = pattern(
    rf"(?<![\w/.,])(?P<hour>\d{{1,2}}|{BELOW_SIXTY})(?P<less>(?!))? (?P<half>rưỡi|rưởi)(?= (?:sáng|trưa"
    rf"|chiều|{EVENING}|đêm| *$)|\s\d{{2,3}}\s*/|\s(?:đo|dD?o)\s)"
    r"(?P<digits>(?!))?(?P<minute>(?!))?(?P<minutes>(?!))?"
)
_CLOCK = pattern(r"(?:(?:lúc|vào|khoảng|tầm|hồi|cỡ) )?" + CLOCK)
_NOT_EVENING = words_pattern("toi (?:đo|vừa|mới|thấy|có|bị|uống|đi|ở|là|được|ra|lên|bao|gửi|quên|hay|nay đo)")
_CALLED = pattern(r"(?<!\w)(?:bà|cô|chị|em|cháu|bác|cụ|thị|tên|là|dì|mợ|thím|ngọc|thanh|của) $")
_OLDEST_BARE = timedelta(days=60)
"""A date without a word for it beside a full pair is believed only where it lies this near."""


class _Finding:
    """One search; what was found is blanked out, so that no character says two things."""

    def __init__(self, said: Said, now: datetime) -> None:
        self.text = said.spoken
        self.now = now
        self.spans: list[Span] = []
        self.vague: list[Span] = []
        self.day: date | None = None
        self.part: str | None = None
        self.clock: time | None = None
        self.clock_found: re.Match[str] | None = None
        self.exact: datetime | None = None
        self.impossible = False
        self.several = False

    def take(self, found: re.Match[str], into: list[Span] | None = None) -> None:
        (self.spans if into is None else into).append((found.start(), found.end()))
        self.blank(found)

    def blank(self, found: re.Match[str]) -> None:
        self.text = (
            self.text[: found.start()] + "\x00" * (found.end() - found.start()) + self.text[found.end() :]
        )

    @property
    def today(self) -> date:
        return self.now.date()


def _weekdays(finding: _Finding) -> None:
    for found in _WEEKDAY.finditer(finding.text):
        if re.search(r"laC?nF?\s+$|so[CS]*\s+$", finding.text[: found.start()]) or finding.day is not None:
            continue
        name = re.sub("[A-Z]", "", found["weekday"]).split()[-1]
        number = {"hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "nhat": 8, "cn": 8}.get(name)
        weekday = (number or int(name[-1])) - 2
        back = (finding.today.weekday() - weekday) % 7
        day = finding.today - timedelta(days=back)
        monday = finding.today - timedelta(days=finding.today.weekday())
        if found["before"]:
            day = monday + timedelta(days=weekday - 7)
        elif found["next"]:
            day = monday + timedelta(days=weekday + 7)
        elif found["this"] and "tu" in found["this"]:
            day = monday + timedelta(days=weekday)
        if found["this"] and "tu" not in found["this"] and day == finding.today:
            finding.take(found, finding.vague)  # "thứ hai vừa rồi" on a Monday: today, or a week ago
            continue
        finding.day = day
        finding.take(found)


def _ago(finding: _Finding) -> None:
    found = _AGO.search(finding.text)
    if not found:
        return
    count = found["count"] or found["count_before"]
    unit = re.sub("[A-Z]", "", found["unit"] or found["unit_before"] or "")
    if not count:
        finding.exact = finding.now - timedelta(minutes=30)
    elif unit in ("ngay", "hom", "bua"):
        finding.day = finding.today - timedelta(days=number_in(count))
    else:
        many = number_in(count)
        finding.exact = finding.now - (
            timedelta(hours=many) if unit in ("tieng", "gio") else timedelta(minutes=many)
        )
    finding.take(found)


def _month(words: str) -> int:
    bare = re.sub("[A-Z]", "", words)
    return {"gieng": 1, "chap": 12}.get(bare) or number_in(words)


def _dates(finding: _Finding) -> None:
    if finding.day is not None:
        return
    for found in _DATE.finditer(finding.text):
        month_said = found["month"] or found["month_word"]
        day = int(found["day"])
        cue = bool(found["cue"]) or bool(found["month_word"])
        if not month_said and not found["cue"]:
            continue
        if not month_said and re.sub("[A-Z]", "", found["cue"]).split()[0] in ("vao", "hoi", "mung", "mong"):
            continue  # an hour, or a day of the moon
        month = _month(month_said) if month_said else finding.today.month
        if not (1 <= day <= 31 and 1 <= month <= 12):
            if cue and not (found["sign"] and found["sign"] != "/"):
                finding.impossible = True
                finding.take(found)
                return
            continue
        year_said = found["year"] or found["year_word"] or ""
        placed = _placed(finding, day, month if month_said else None, year_said)
        if not cue and not year_said:
            rest = finding.text[: found.start()] + " | " + finding.text[found.end() :]
            if not _PAIR.search(rest):
                continue
            follows = re.match(r"\s*(?::|laF?(?!\w)|dD?o(?!\w))", finding.text[found.end() :])
            pressure = 8 <= day <= 26 and month >= 4 and day > month
            near = placed is not None and timedelta(0) <= finding.today - placed <= _OLDEST_BARE
            if found["sign"] != "/" or not near:
                continue
            if pressure and not follows:
                finding.take(found, finding.vague)
                return
        if placed is None:
            finding.impossible = True
        finding.day = placed
        finding.take(found)
        return


def _placed(finding: _Finding, day: int, month: int | None, year: str) -> date | None:
    """The day that lies nearest in the past; a year typed decides. None for one that no month has."""
    today = finding.today
    try:
        if month is None:
            if day <= today.day:
                return today.replace(day=day)
            last = today.replace(day=1) - timedelta(days=1)
            return last.replace(day=day)
        if year.isdecimal():
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        if year:
            return date(today.year - (1 if year.startswith("ngoa") else 0), month, day)
        this = date(today.year, month, day)
        # Further back than half a year it was meant for this year and lies ahead: the caller says so.
        if this > today and (today - date(today.year - 1, month, day)) < timedelta(days=183):
            return date(today.year - 1, month, day)
        return this
    except ValueError:
        return None


def _days(finding: _Finding) -> None:
    for words, shift in _DAYS:
        found = words.search(finding.text)
        if found and found[0] == "mai" and _CALLED.search(finding.text[: found.start()]):
            continue
        if found and finding.day is None:
            finding.day = finding.today + timedelta(days=shift)
            finding.take(found)
        elif found and finding.day != finding.today + timedelta(days=shift):
            finding.several = True


def _parts(finding: _Finding) -> None:
    for found in _PART_OF.finditer(finding.text):
        of = re.sub("[A-Z]", "", found["of"] or "")
        if re.fullmatch("toi", found["part"]) and not (of or found["lead"] or _after_clock(finding, found)):
            continue
        follows = finding.text[found.end() :]
        if not of and pattern(r"\s+(?:đa|thiểu|kiến|cao|dài|rộng|nghĩa|suốt|da)(?!\w)").match(follows):
            continue
        part = part_of_day(found["part"])
        hour = finding.clock.hour if finding.clock else None
        day: date | None = None
        if of in ("hom qua", "bua qua", "qua", "hom"):
            after_midnight = part == "đêm" and hour is not None and (hour <= 4 or hour in (12, 24))
            day = finding.today - timedelta(days=0 if after_midnight else 1)
        elif of in ("hom kia", "bua kia", "kia"):
            day = finding.today - timedelta(days=2)
        elif of in ("hom nay", "bua nay", "nay", "ni", "nay"):
            day = finding.today
        elif of == "mai":
            day = finding.today + timedelta(days=1)
        lead = re.sub("[A-Z]", "", found["lead"] or "").strip()
        if day is None and lead in ("ban", "hoi", "luc nay") and finding.day is None:
            night = part == "đêm" and hour is not None and (hour <= 4 or hour in (12, 24))
            late = PART_HOURS[part] > finding.now.hour and not night
            day = finding.today - timedelta(days=1 if late else 0)
        if finding.part is not None:
            finding.several = finding.several or part != finding.part or bool(day and day != finding.day)
            continue
        finding.part = part
        if finding.day is None:
            finding.day = day
        finding.take(found)


def _after_clock(finding: _Finding, found: re.Match[str]) -> bool:
    """ "9h toi" is nine in the evening; "9h toi đo" is I who measured."""
    before = finding.text[: found.start()].rstrip(" ")
    return before.endswith("\x00") and not _NOT_EVENING.match(finding.text, found.start("part"))


def _clocks(finding: _Finding) -> None:
    for clock in (_CLOCK, _HALF_HOUR, _HALF_BESIDE_PART):
        for found in clock.finditer(finding.text):
            if finding.clock is not None:
                finding.several = finding.several or clock is _CLOCK
                return
            at = clock_of(found, None)
            if at is None:  # "lúc 25h"
                finding.impossible = finding.impossible or not found[0][0].isdigit()
                continue
            finding.clock = at
            finding.clock_found = found
            finding.take(found)


def find_when(text: str | Said, now: datetime) -> When | Vague | None:
    """The moment that the text speaks of, `Vague` where one that cannot be placed, None where none was said.

    `now` is local and aware; so is the answer. A day without a year is the last such one; a moment that lies
    ahead is given as it was said, for the caller to refuse. A moment wins over a vague word beside it, unless
    it was hedged; two different ones in one text are vague: read each part of the text by itself.
    """
    said = text if isinstance(text, Said) else hear(text)
    finding = _Finding(said, now)
    for beside in times_beside(finding.text):
        finding.blank(beside)
    steps: tuple[Callable[[_Finding], None], ...] = (
        _in_hospital,
        _ago,
        _weekdays,
        _clocks,
        _first_vague,
        _parts,
        _days,
        _dates,
    )
    for step in steps:
        step(finding)
    hedged = bool(_HEDGE.search(said.spoken))
    if finding.exact is not None and not hedged:
        return When(finding.exact, True, True, tuple(sorted(finding.spans)))
    day, part = finding.day, finding.part
    if finding.impossible or finding.several or (hedged and (day or part or finding.clock)):
        return Vague(tuple(sorted([*finding.spans, *finding.vague])))
    if day is None and finding.vague:
        return Vague(tuple(sorted([*finding.spans, *finding.vague])))
    if day is None and part is None and finding.clock is None:
        return None
    return _moment(finding)


def _in_hospital(finding: _Finding) -> None:
    for found in IN_HOSPITAL.finditer(finding.text):
        finding.take(found, finding.vague)


def _first_vague(finding: _Finding) -> None:
    if of_month := DAY_OF_LAST_MONTH.search(finding.text):
        finding.impossible = True  # which month is not certain enough for a date
        finding.take(of_month, finding.vague)
    for found in VAGUE.finditer(finding.text):
        if found[0].startswith("thang") and re.search(r"\d\s+$", finding.text[: found.start()]):
            continue  # "ngày 30 tháng 11" is a date
        finding.take(found, finding.vague)


def _moment(finding: _Finding) -> When | Vague:
    now, spans = finding.now, tuple(sorted(finding.spans))
    day = finding.day or finding.today
    part = finding.part
    found = finding.clock_found
    if found is not None:
        at = clock_of(found, part)
        if at is None:
            return Vague(spans)
        moment = datetime.combine(day, at, now.tzinfo)
        if is_half_day(found, part) and moment + timedelta(hours=12) <= now:
            return Vague(spans)  # "3h" may be of the night or of the afternoon
        if part and finding.day is None and moment > now:
            return Vague(spans)  # "9h tối" said at noon
        return When(moment, finding.day is not None, True, spans)
    if part is not None:
        moment = datetime.combine(day, time(PART_HOURS[part]), now.tzinfo)
        if day == finding.today and moment > now + timedelta(hours=3):
            return Vague(spans)  # "tối 138/84", "tối nay 138/84" said in the morning
        return When(
            min(moment, now) if day == finding.today else moment, finding.day is not None, False, spans
        )
    moment = now if day == finding.today else datetime.combine(day, time(12), now.tzinfo)
    return When(moment, True, False, spans)
