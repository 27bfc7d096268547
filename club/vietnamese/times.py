"""Times of day as people say them: "8h", "tám rưỡi", "8h kém 15", "1 giờ trưa", "19h30"."""

from __future__ import annotations

import re
from datetime import time

from club.errors import Misread
from club.vietnamese.marks import pattern
from club.vietnamese.numbers import BELOW_SIXTY, number_from_words
from club.vietnamese.politeness import peeled_line
from club.vietnamese.said import Said, hear

PART_HOURS = {"sáng": 7, "trưa": 12, "chiều": 16, "tối": 20, "đêm": 22}
"""Parts of the day, with the hour that is meant where none is said."""
_PARTS = {"sang": "sáng", "trua": "trưa", "chieu": "chiều", "toi": "tối", "dem": "đêm"}
EVENING = "(?:to[C]i[S]|(?<!\\w)toi(?!\\w))"
""" "tối" with its mark, or "toi" with none at all: "tôi" is I."""
PART = (
    r"(?P<part>sáng sớm|tờ mờ sáng|mờ sáng|rạng sáng|sáng|trưa|xế chiều|chiều tối|chiều|chập tối|"
    rf"{EVENING}|nửa đêm|đêm khuya|đêm|khuya)(?!\w)"
)
_NUMBER = rf"(?:\d{{1,2}}(?!\d)|{BELOW_SIXTY}(?!\w))"
_NO_NUMBER_FOLLOWS = (
    r"(?!\d|\s*(?:/|trên |,\d|\.\d|-\s*\d)|\s+(?:\d{1,3}(?!\s*(?:/|-|trên )|\d)|trăm|mươi|chục|phẩy|rưỡi"
    r"|tuổi|kg|cân|"
    rf"{BELOW_SIXTY}(?!\w)))"
)
_MINUTES = (
    rf"(?:\s*(?:kém|thiếu|hụt)\s*(?P<less>{_NUMBER})(?:\s*(?:phút|ph|p)(?!\w))?|\s*(?P<half>rưỡi|rưởi)(?!\w)"
    rf"|\s*(?P<minute>{_NUMBER}){_NO_NUMBER_FOLLOWS}(?:\s*(?:phút|ph|p)(?!\w))?"
    rf"|\s*(?P<minutes>{_NUMBER})\s*(?:phút|ph|p)(?!\w))?"
)
CLOCK = (
    rf"(?<![\w/.,:])(?:(?P<digits>\d{{1,2}}):(?P<colon>\d{{2}})(?![\d/:])"
    rf"|(?P<hour>\d{{1,2}}|{BELOW_SIXTY}(?!\w))\s*(?:giờ(?![a-zA-Z])|h(?![a-zA-Z])|g(?![a-zA-Z])){_MINUTES})"
)
"""Source for `marks.pattern`: an hour with a sign that it is one, inside a sentence."""
_LOOSE = (
    rf"(?:(?P<digits>\d{{1,2}})[.:\s]\s*(?P<colon>\d{{2}})(?:\s*(?:phút|p))?|(?P<four>\d{{4}})"
    rf"|(?P<hour>\d{{1,2}}|{BELOW_SIXTY})(?!\w){_MINUTES})"
)
_LEAD = r"(?:lúc|vào|khoảng|tầm|cỡ|đúng|là|họp|bắt đầu|giờ họp|từ|hẹn|buổi|ca) "
_TRAIL = r" (?:đúng|chẵn|tròn|thôi|rồi|nay|luôn|gì đó|bắt đầu|họp|là được)"
_SPAN = r"(?P<until>\s*(?:đến|tới|-)\s*[\d\w\s:]{1,20})?"
_PART_AFTER = PART.replace("part", "after")
_WHOLE = tuple(
    pattern(rf"(?:{_LEAD})*(?:{PART} )?(?:{_LEAD})*{clock}(?: {_PART_AFTER})?(?:{_TRAIL})*{_SPAN}")
    for clock in (CLOCK, _LOOSE)
)


def number_in(words: str) -> int:
    """A number below sixty, in digits or in words of the alphabet of `marks`, as `BELOW_SIXTY` finds it."""
    if words.isdecimal():
        return int(words)
    found = number_from_words(_plain(words).split())
    return int(found) if found is not None else -1


def _plain(encoded: str) -> str:
    """The alphabet of `marks` without its marks."""
    return re.sub("[A-Z]", "", encoded)


def part_of_day(encoded: str) -> str:
    """ "sáng", "trưa", "chiều", "tối" or "đêm" for the words of `PART`."""
    bare = _plain(encoded)
    if "khuya" in bare or "nua dem" in bare:
        return "đêm"
    if "xe chieu" in bare or bare.startswith("chieu"):
        return "chiều"
    return next(name for bare_name, name in _PARTS.items() if bare_name in bare.split())


def on_clock(hour: int, minute: int, part: str | None) -> time | None:
    """The time of day of an hour said with a part of the day; None where it cannot be ("14 giờ sáng")."""
    if not (0 <= hour <= 24 and 0 <= minute <= 59) or (hour == 24 and minute):
        return None
    if part == "sáng" and not 0 <= hour <= 11:
        return None
    if part == "trưa":
        hour += 12 if 1 <= hour <= 3 else 0
        if not 10 <= hour <= 15:
            return None
    if part == "chiều":
        hour += 12 if 1 <= hour <= 7 else 0
        if not 12 <= hour <= 19:
            return None
    if part == "tối":
        hour += 12 if 5 <= hour <= 11 else 0
        if hour != 12 and not 17 <= hour <= 24:
            return None
        hour = 0 if hour == 12 else hour
    if part == "đêm":
        hour += 12 if 7 <= hour <= 11 else 0
        hour = 0 if hour == 12 else hour
    return time(hour % 24, minute)


def clock_of(found: re.Match[str], part: str | None) -> time | None:
    """The time of day that a match of `CLOCK` says, together with the part of the day."""
    groups = found.groupdict()
    if groups.get("four"):
        return on_clock(int(groups["four"][:2]), int(groups["four"][2:]), part)
    if groups["digits"]:
        return on_clock(int(groups["digits"]), int(groups["colon"]), part)
    hour = number_in(groups["hour"])
    said = groups["minute"] or groups["minutes"]
    minute = 30 if groups["half"] else number_in(said) if said else 0
    if groups["less"]:
        less = number_in(groups["less"])
        before = on_clock(hour, 0, part)
        if before is None or not 1 <= less <= 59:
            return None
        left = (before.hour * 60 - less) % (24 * 60)
        return time(left // 60, left % 60)
    return on_clock(hour, minute, part)


def is_half_day(found: re.Match[str], part: str | None) -> bool:
    """Whether the hour may be of the night or of the afternoon: "2 giờ", not "02:00" or "2 giờ chiều"."""
    groups = found.groupdict()
    if part or groups.get("four") or not groups["hour"] or groups["hour"].startswith("0"):
        return False
    return 1 <= number_in(groups["hour"]) <= 4


def read_time(text: str | Said) -> time:
    """A time of day: "8h", "8 giờ 30", "14:00", "7 rưỡi sáng", "2 giờ chiều", "8h kém 15", "1 giờ trưa".

    Raises:
        Misread: not a time, two times, or one of the night as likely as one of the afternoon ("2 giờ").
    """
    said = text if isinstance(text, Said) else hear(text)
    line = peeled_line(said).replace(",", " ")
    for whole in _WHOLE:
        found = whole.fullmatch(" ".join(line.split()))
        if found is None:
            continue
        parts = [p for p in (found["part"], found["after"]) if p]
        if len(parts) > 1:
            break
        part = part_of_day(parts[0]) if parts else None
        at = clock_of(found, part)
        if at is None:
            break
        if is_half_day(found, part):
            raise Misread("common.time_which", hour=at.hour)
        return at
    raise Misread("common.time_misread")
