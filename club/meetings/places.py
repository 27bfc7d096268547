"""Where a club meets, as people say it: "ở nhà văn hoá bản ạ"."""

from __future__ import annotations

import re
from datetime import date

from club.errors import ClubError, Misread
from club.vietnamese.clauses import clauses
from club.vietnamese.dates import read_date
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.times import CLOCK, PART, read_time
from club.vietnamese.titles import words_of

SHORTEST, LONGEST = 3, 120
"""characters"""
_BEFORE = pattern("dạ|v[a][C]ng|thưa|họp|thì|là|ở|tại")
_AFTER = pattern("ạ|nhé|nhá|nha|nghe|thôi|luôn")
_HOUR_BEHIND = pattern(rf"[\s,]+(?:(?:lúc|vào) )?{CLOCK}(?: {PART})?$")
_NO_PLACE = pattern(
    r"(?:(?:chưa|không) (?:biết|rõ|nhớ|có)|để (?:mai|hỏi|xem|tôi|cháu)|(?:ở )?(?:đâu|chỗ nào) cũng"
    r"|như (?:mọi khi|cũ)|(?:hoãn|dời|đổi|huỷ|bỏ|nghỉ|không|chưa|sao|ai|khi nào|bao giờ|tôi|em|cháu|mình) "
    r"|(?:\w+ ){0,4}ơi(?: |$)"
    r"|(?:buổi |lịch |chỗ )?(?:họp|sinh hoạt)(?: (?:lại|mới|khác|nhé|ạ|đi|với|câu lạc bộ|hội|cho|giúp|hộ))*$"
    r"|(?:chỗ |nơi |địa điểm )?(?:khác|mới|khác đi|cũ)$|(?:mọi người|bà con|hội viên|các (?:cụ|ông|bà|bác))"
    r"(?: \w+){0,2}$"
    r"|(?:ngày|mùng|mồng) \d).*"
    r"|(?:(?:không|nhầm|à|ơ|là|phải|thôi|chứ|sai|khoan)[ ,.]+)+\d[\d.,:/ ]*(?: \w+)?"
    r"|(?:vâng|dạ|có|không|được|ok|đồng ý)(?: ạ)?|[\d.,:/ ]+(?:k|tr|triệu|nghìn"
    r"|ngàn|đ|đồng)?|.*\?"
)


def read_place(text: str | Said) -> str:
    """The place as it was said, politeness around it left out.

    Raises:
        Misread: too short or too long, or an hour, a day, a sum or an answer instead of a place.
    """
    said = text if isinstance(text, Said) else hear(text)
    if _NO_PLACE.fullmatch(said.spoken) or _is_when(said) or _is_asked(said):
        raise Misread("meetings.place_misread")
    place = said.normal.replace("\n", ", ")
    words = words_of(said)
    while (
        len(words) > 1 and not (words[0].capital and words[1].capital) and _BEFORE.fullmatch(words[0].spoken)
    ):
        place = place[place.index(words.pop(0).typed) :].partition(" ")[2]
    while len(words) > 1 and _AFTER.fullmatch(words[-1].spoken):
        place = place[: place.rindex(words.pop().typed)].rstrip(" ,.")
    place = re.sub(r"\s+", " ", place).strip(" ,")
    if not SHORTEST <= len(place) <= LONGEST or _HOUR_BEHIND.search(hear(place).spoken):
        raise Misread("meetings.place_misread")
    return place


_ANY = words_pattern("(?:nào|đâu|ai|gì|mấy) cũng")


def _is_asked(said: Said) -> bool:
    """Whether something is asked: "bao nhiêu người đến"; "lúc nào cũng mở" asks nothing."""
    return any(part.asks for part in clauses(said)) and _ANY.search(said.words) is None


def _is_when(said: Said) -> bool:
    """Whether it is an hour or a day, with nothing of a place beside it."""
    if pattern(rf"(?:(?:lúc|vào) )?{CLOCK}.*").fullmatch(said.spoken):
        return True
    try:
        read_time(said)
    except ClubError as error:
        if error.key == "common.time_which":
            return True
    else:
        return True
    try:
        read_date(said, date(2000, 1, 1))
    except ClubError:
        return False
    return True
