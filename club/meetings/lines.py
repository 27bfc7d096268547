"""When and where a club meets, in one line: "họp 9h ngày 15 hàng tháng tại nhà văn hoá"; its changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from club.errors import ClubError
from club.meetings.places import read_place
from club.meetings.rules import RuleText, read_rule
from club.vietnamese.amending import amends
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said
from club.vietnamese.times import read_time

_PLACE = re.compile(
    r"(?:^|[\s,])(?:tai|o|(?:doi |sua |chuyen )?(?:cho|dia diem|noi)(?: hop)?(?: sang| thanh| la| o"
    r"| ve)?\s*:?)\s+"
    r"(?P<place>.+?)(?=[\s,]+(?:(?:luc|vao)(?= (?:\d|ngay|mung|mong|thu|chu nhat|sang|trua"
    r"|chieu|toi|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b)|ngay|mung|mong|hang thang|moi thang"
    r"|thu (?:hai|ba|tu|nam|sau|bay)"
    r"|\d{1,2} ?(?:h|gio)\b)|$)"
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?: ?(?:h|gio|g)(?: ?\d{1,2}(?!\d))?(?: ruoi| kem \d{1,2})?|:\d{2})(?: (?:sang|trua|chieu"
    r"|toi))?(?!\w)"
)
_DAY = re.compile(
    r"\b(?:ngay|mung|mong) (?:cuoi(?: cung)?|\d{1,2})(?!\d)(?! ?/)|\bcuoi thang\b"
    r"|\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: cua)?(?: tuan| lan)?"
    r"(?: (?:thu )?(?:dau tien|dau|cuoi cung|cuoi|nhat|hai|ba|tu|[1-4]))(?: thang| tuan)?"
)
_DENIED = re.compile(
    rf"\b(?:khong phai|chu khong(?: phai)?)(?: la| luc)? (?:{_CLOCK.pattern}|{_DAY.pattern})"
)
_PARTS = (
    ("at", words_pattern("giờ")),
    ("rule", words_pattern("ngày|thứ")),
    ("place", words_pattern("chỗ|nơi|địa điểm")),
)
_CHANGE = r"(?:đổi|sửa|chuyển|dời|lùi|hoãn|thay|đặt|dịch)(?: (?:lại|cho|giúp|hộ|sang))*"
_MEETING = "(?:buổi )?(?:họp|sinh hoạt)"
_CHANGES = words_pattern(
    rf"{_CHANGE} (?:(?:giờ|lịch|ngày|chỗ|nơi|địa điểm|buổi) )+(?:{_MEETING})|{_CHANGE} {_MEETING}"
    rf"|{_MEETING}(?: (?:này|tới|tháng này|kỳ này|tháng tới))? (?:đổi|dời|chuyển|lùi|dịch)"
    r" (?:sang|đến|tới|lại|xuống|vào|qua)"
)
_MONTHLY = words_pattern("(?:hàng|hằng|mỗi) tháng|tháng nào cũng")
_ASKED = words_pattern("không|à|hả|phải không|mấy|nào|sao|chứ")
_MEETS = pattern(rf"(?:(?:câu lạc bộ|clb|hội|chúng tôi|ta|mình|lịch|đặt lịch) )*{_MEETING}(?!\w).*")
_WHEN = "tháng này|kỳ này|buổi này|lần này|tuần này|tháng tới|buổi tới|kỳ tới"
_OFF = pattern(
    rf"(?:(?:{_WHEN}|mình|ta|chúng ta|câu lạc bộ|clb|hội|thì|cả hội|thông báo|báo|thôi|chắc) )*"
    rf"(?P<off>không|nghỉ|hoãn|khỏi|thôi|huỷ|bỏ)(?: (?:có|tổ chức|buổi|lịch|cuộc))* (?:họp|sinh hoạt)"
    rf"(?P<when>(?: (?:{_WHEN}))?)(?: (?:nữa|đâu|rồi|nhé|thôi|{PERSONS}))*"
)
_PERIOD = words_pattern(_WHEN)
_ONE = words_pattern(
    rf"{_WHEN}|{_MEETING} (?:này|tới)|tháng sau|lần tới|tuần tới|tuần sau|hôm nay|(?:ngày |sáng |chiều "
    rf"|tối |trưa )mai|mai|hôm tới"
    r"|(?:chỉ|riêng|mỗi|một) (?:buổi|lần|tháng|kỳ|hôm)|tháng (?:\d{1,2}|giêng|chạp|mười một|mười hai)"
    r"|(?:ngày )?\d{1,2}/\d{1,2}"
)
_FROM_NOW = words_pattern(
    "từ (?:nay|giờ|tháng|bây giờ|buổi|kỳ|lần|tuần|hôm|đây)|kể từ|trở đi|mãi!|(?:hàng|hằng|mỗi|các) tháng"
    "|tháng nào cũng|hẳn|về sau|cố định"
)


@dataclass(frozen=True)
class RuleLine:
    """What of a rule was said."""

    rule: RuleText | None = None
    at: time | None = None
    place: str | None = None

    def __bool__(self) -> bool:
        return bool(self.rule or self.at or self.place)


def read_line(said: Said) -> RuleLine:
    """Day, hour and place in any order, each where it can be read."""
    typed = " ".join(said.normal.split())
    folded = fold(typed)
    if len(folded) != len(typed):
        return RuleLine()
    if denied := _DENIED.search(folded):  # "không phải 8h mà 9h"
        folded = folded[: denied.start()] + " " * len(denied[0]) + folded[denied.end() :]
    place = rule = at = None
    found = _PLACE.search(folded)
    if found and not (_gives_to(typed, found) and any(token.marked for token in said.tokens)):
        try:
            place = read_place(typed[found.start("place") : found.end("place")])
            folded = f"{folded[: found.start()]} , {folded[found.end() :]}"
        except ClubError:
            place = None
    if clock := _CLOCK.search(folded):
        try:
            at = read_time(clock[0])
        except ClubError:
            at = None
    if day := _DAY.search(folded):
        try:
            rule = read_rule(day[0])
        except ClubError:
            rule = None
    return RuleLine(rule, at, place)


def _gives_to(typed: str, found: re.Match[str]) -> bool:
    """Whether it is "cho" that was read, beside words with marks no "chỗ": "đổi lịch họp cho các cụ"."""
    lead = typed[found.start() : found.start("place")].casefold().split()
    return "cho" in lead


def changed_parts(said: Said) -> dict[str, RuleText | time | str | None]:
    """What of a rule that was shown becomes what; None for a part that is to be asked for anew."""
    line = read_line(said)
    found = {"rule": line.rule, "at": line.at, "place": line.place}
    if line:
        return {name: value for name, value in found.items() if value is not None}
    return {name: None for name, words in _PARTS if words.search(said.words)} if amends(said) else {}


_TELLS_LATER = words_pattern(
    r"(?:chưa|đừng|khoan|không|khỏi)(?: (?:cần|phải|có|vội|hãy|nên|muốn))* (?:báo|thông báo|gửi|nhắn|nói"
    r"|cho biết)(?! sai)"
)


def tells_later(said: Said) -> bool:
    """Whether nobody shall be told yet: "ừ nhưng chưa báo vội", "khoan báo đã"."""
    return _TELLS_LATER.search(said.words) is not None


def changes_meeting(said: Said) -> bool:
    """Whether the club's meeting shall be changed: "đổi giờ họp 9h", "dời lịch sinh hoạt"."""
    return _CHANGES.search(said.words) is not None


def of_one_meeting(said: Said) -> bool:
    """Whether a single meeting is meant, no rule: "đổi họp tháng này sang 9h", "chỉ buổi này thôi"."""
    return _ONE.search(said.spoken) is not None and not of_all_meetings(said)


def of_all_meetings(said: Said) -> bool:
    """Whether the rule is meant, from now on: "từ nay", "đổi luôn", "hàng tháng"."""
    return _FROM_NOW.search(said.words) is not None


def sets_meeting(said: Said) -> bool:
    """Whether it says when the club meets every month, beside a day and an hour."""
    line = read_line(said)
    asks = "?" in said.normal or _ASKED.search(said.words) is not None
    return bool(
        line.rule and (line.at or not asks) and _MONTHLY.search(said.words) and _MEETS.fullmatch(said.spoken)
    )


def calls_off(said: Said) -> bool:
    """Whether a meeting may be called off: "không họp tháng này"; it may be the writer's own absence too."""
    found = _OFF.fullmatch(peeled(said))
    if found is None or "?" in said.normal:
        return False
    return _PERIOD.search(found[0]) is not None or pattern("hoãn|huỷ|bỏ").fullmatch(found["off"]) is not None
