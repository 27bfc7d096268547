"""Whether somebody comes, said while no meeting was announced: "mai tôi đi họp", "chưa biết có đi được
không".

A meeting has to be named, or going on a day: "tôi không đi chợ" speaks of none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from club.meetings.answers import hesitates, rsvp
from club.meetings.others import speaks_of_another
from club.vietnamese import persons
from club.vietnamese.clauses import DENIED, clauses
from club.vietnamese.fold import fold
from club.vietnamese.marks import words_pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

Unasked = Literal["yes", "no", "open", "other"]
"""coming, staying away, asked or not decided, said of somebody else"""

_ADDRESS = ("ba", "ong", "cu", "bac")
"""titles by which elders may mean themselves"""
_LONGEST = 14
"""words; who says more tells of something"""
_GO = r"(?:đi|đến|[t]oHiS|ra|lên|xuống|dự|tham dự|tham gia|có mặt|vắng|nghỉ)"
_MEETING = r"(?:họp|sinh hoạt|buổi (?:họp|sinh hoạt)|câu lạc bộ|clb)"
_GOING_TO_MEETING = words_pattern(
    rf"{_GO}(?: (?:được|dự|buổi|kịp|nổi)){{0,2}} {_MEETING}|{_MEETING} {_GO} được"
)
_MEETING_THEN_GO = words_pattern(
    rf"{_MEETING}(?: (?:này|tới|sau|tuần|lần|tháng|thì|mai|{PERSONS}|tui))* (?:{DENIED}) (?:có )?{_GO}"
    rf" (?:được|nổi|đâu|kịp)"
)
""" "họp tới không đi được đâu" """
_DAY = r"(?:mai|ngày mai|sáng mai|chiều mai|hôm đó|hôm ấy|buổi (?:này|tới)|ngày \d{1,2}(?: \d{1,2})?)"
_PERSON = rf"(?:{PERSONS}|tui|bà con|nhà)"
_WHO = rf"(?: {_PERSON})"
_GOING_THEN = words_pattern(
    rf"^(?:{_DAY}{_WHO}{{0,3}}|{_PERSON} {_DAY}|chưa (?:biết|chắc|rõ){_WHO}{{0,2}})"
    rf"(?: (?:{DENIED}|chắc|có|sẽ|lại|bận|ốm|nên|mà))* (?:đi|đến)(?: (?:được|nổi|kịp|đâu|rồi|không|nhé|ạ|mà"
    rf"|{PERSONS}))*$"
)
_LEAVES = words_pattern(
    "họp (?:phụ huynh|dân|thôn|bản|xã|chi bộ|tổ|đảng|lớp|cơ quan|họ|gia đình|chợ|mặt)|nữa|xin vào|gia nhập"
    "|muốn (?:vào|tham gia)|đăng ký vào|(?:hằng|hàng|mỗi) tháng|hội viên|\\d+ người"
)
"""another meeting, or membership"""
_ASKED_MEETING = words_pattern(
    r"(?:họp|sinh hoạt)(?: \w+){0,4} (?:à|hả|hở|phải không|đúng không|nhỉ|chứ|phải hông|ha)$"
)
_ANY_DAY = words_pattern(
    r"mai|mốt|kia|hôm nay|sáng nay|chiều nay|tối nay|trưa nay|ngày|thứ|chủ nhật|tuần|tháng|mùng|\d{1,2}"
)
_TOMORROW = words_pattern("mai(?! kia)")
_TODAY = words_pattern(r"(?:hôm|sáng|chiều|trưa|tối) nay")


def unasked(said: Said, writer: str = "") -> Unasked | None:
    """What is said of coming to a meeting that nobody asked about; None for what speaks of none.

    `writer`: the full name of who writes.
    """
    words = said.words
    if len(said.tokens) > _LONGEST or _LEAVES.search(words):
        return None
    if _ASKED_MEETING.search(words):
        return "open"
    if not (_GOING_TO_MEETING.search(words) or _MEETING_THEN_GO.search(words) or _GOING_THEN.search(words)):
        return None
    asks = any(part.asks for part in clauses(said))
    if asks and not hesitates(said):
        return None
    spoken = persons.of(said)
    others = () if spoken.own else spoken.others
    named = [m for m in others if m.name or m.kin not in _ADDRESS]
    if speaks_of_another(said, writer) or any(fold(m.name) not in fold(writer).split() for m in named):
        return "other"
    comes = rsvp(said, writer)
    if comes is not None:
        return "yes" if comes else "no"
    return "open" if hesitates(said) else None


def speaks_of_day(said: Said, day: date, today: date) -> bool:
    """Whether the meeting of that day is meant: its day is said, or none and the meeting is named."""
    words = said.words
    if _TODAY.search(words):
        return day == today
    if _TOMORROW.search(words):
        return day == today + timedelta(days=1)
    return not _ANY_DAY.search(words) and _GOING_TO_MEETING.search(words) is not None
