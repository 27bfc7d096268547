"""A day, an hour or a place put right while the next one is asked about: "à 2 giờ chiều", "ngày 22 cơ",
"không, 22".

The word that puts it right stands before it or behind; what is left has to be a day, an hour or a place
alone.
"""

from __future__ import annotations

import re
from datetime import time

from club.errors import ClubError
from club.meetings.places import read_place
from club.meetings.rules import RuleKind, RuleText, read_rule
from club.vietnamese.clauses import DENIED, NODS
from club.vietnamese.marks import pattern, words_pattern, written
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said, hear
from club.vietnamese.times import read_time

Part = RuleText | time | str
_BEFORE = pattern(
    rf"^(?:(?:{NODS}|à|ơ|ấy|ừm|nhầm|nhầm rồi|sai|sai rồi|quên|khoan|thôi|{DENIED}|đúng ra|thật ra|phải|là"
    rf"|lại|nhưng|mà"
    r"|đổi|sửa|chuyển|dời|thành|sang|lúc|vào|lùi|họp|buổi|sinh hoạt|mới đúng|ghi|chứ|thì|cho|tôi"
    r"|nhé)[\s,.;:!]+)+"
)
_BEHIND = pattern(
    rf"(?:[\s,.!]+(?:cơ|mà|chứ|kia|thôi|nhé|nha|ạ|mới đúng|mới phải|đúng hơn|cơ mà|đấy|hằng tháng"
    rf"|hàng tháng|{PERSONS}))+[\s.!]*$"
)
_PUTS_RIGHT = words_pattern(
    "cơ|nhầm|đổi|sửa|dời|chuyển|mới đúng|mới phải|đúng ra|thật ra|kia|chứ|à|quên|sai|không"
)
_PLACES = words_pattern(
    r"(?:nhà|sân|trạm|trường|uỷ ban|ubnd|hội trường|đình|chùa|điểm|trụ sở|xã|bản|phòng|chợ|lán|quán|cổng|ao"
    r"|bãi"
    r"|thư viện|kho)(?: \w+){1,8}"
)
_OLDEST_HOUR = 20
"""a number alone above it is a day of the month, below it may be an hour as well"""


def _core(said: Said) -> str:
    """What is left without the words that put it right, in the alphabet of `marks`."""
    line = said.spoken.strip()
    return re.sub(_BEHIND, "", re.sub(_BEFORE, "", line)).strip(" ,.!")


def puts_right(said: Said) -> bool:
    """Whether a word stands there that puts something right."""
    return _PUTS_RIGHT.search(said.words) is not None


def day_or_hour(said: Said) -> dict[str, Part]:
    """The hour ("at") or the day ("rule") that is said alone; empty where it is neither.

    Raises Misread for an hour that may be of the night or of the afternoon.
    """
    core = _core(said)
    if not core or "?" in said.normal:
        return {}
    if core.isdecimal():
        number = int(core)
        return {"rule": RuleText(RuleKind.DAY_OF_MONTH, day=number)} if _OLDEST_HOUR < number <= 31 else {}
    typed = written(core)
    try:
        return {"at": read_time(typed)}
    except ClubError as error:
        if error.key == "common.time_which":
            raise
    try:
        return {"rule": read_rule(typed)}
    except ClubError:
        return {}


def other_place(said: Said) -> dict[str, Part]:
    """The place that is said instead: "nhà ông Inh cơ"; empty where none is."""
    if not puts_right(said) or "?" in said.normal or not _PLACES.fullmatch(_core(said)):
        return {}
    try:
        return {"place": read_place(_as_typed(said, _core(said)))}
    except ClubError:
        return {}


def _as_typed(said: Said, core: str) -> str:
    """The words of the core as they were typed."""
    wanted, typed = core.split(), said.normal.split()
    heard = [hear(word).words for word in typed]
    starts = range(len(typed) - len(wanted) + 1)
    found = next((at for at in starts if heard[at : at + len(wanted)] == wanted), None)
    return " ".join(typed[found : found + len(wanted)]) if found is not None else ""
