<<<<<<< HEAD
"""Where a club meets, as people say it; an hour, a day, a sum or "chưa biết" is no place."""
=======
"""Where a club meets, as people say it: "ở nhà văn hoá bản ạ"."""
>>>>>>> 48dccd9 (Refuse an hour as the place of a meeting)

from __future__ import annotations

import re
<<<<<<< HEAD
from datetime import datetime

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said
from club.vietnamese.when import Vague, When, find_when, without
from club.vietnamese.yesno import Agreement, agreement

SHORTEST, LONGEST = 3, 120
"""letters"""
_OPENS = words_pattern(r"dạ|vâng|thưa|ở|tại|họp|sẽ|thì|là|vẫn|cứ|như|cũ|ạ|nhé|nha|đi|mai|vào|lúc|sáng|trưa|chiều|tối|giờ|hôm|ngày|buổi")
_UNKNOWN = words_pattern(
    r"chưa biết|chưa rõ|không biết|để (?:mai|sau|tính|xem|hỏi)|đâu cũng được|ở đâu|chỗ nào|nơi nào|tuỳ|tùy|sao cũng được|tính sau"
)
_SUM = re.compile(r"\d+(?:[.,]\d+)*\s*(?:k|tr|đ|d|nghin|ngan|trieu|dong)?")
_ANY_DAY = datetime(2026, 1, 15, 12)


def read_place(said: Said) -> str | None:
    """The place as typed, without politeness at its ends; None where it is none."""
    typed = re.sub(r"^(?:dạ|vâng|thưa)[\s,]+|[\s,]*(?:ạ|nhé|nha|nhá)[\s.!]*$", "", said.normal, flags=re.IGNORECASE).strip()
    if not SHORTEST <= len(typed) <= LONGEST or _UNKNOWN.search(said.words):
        return None
    if agreement(said) in (Agreement.NO, Agreement.YES) or _SUM.fullmatch(said.folded):
        return None
    moment = find_when(said, _ANY_DAY)
    rest = without(said, moment.spans) if isinstance(moment, When | Vague) else said.spoken
    left = _OPENS.sub(" ", re.sub(r"\d+", " ", rest))
    return typed if re.search(r"[^\W\d_]", left) else None
=======
from datetime import date

from club.errors import ClubError, Misread
from club.vietnamese.dates import read_date
from club.vietnamese.marks import pattern
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
    r"|như (?:mọi khi|cũ)"
    r"|(?:ngày|mùng|mồng) \d).*|(?:vâng|dạ|có|không|được|ok|đồng ý)(?: ạ)?|[\d.,:/ ]+(?:k|tr|triệu|nghìn"
    r"|ngàn|đ|đồng)?|.*\?"
)


def read_place(text: str | Said) -> str:
    """The place as it was said, politeness around it left out.

    Raises:
        Misread: too short or too long, or an hour, a day, a sum or an answer instead of a place.
    """
    said = text if isinstance(text, Said) else hear(text)
    if _NO_PLACE.fullmatch(said.spoken) or _is_when(said):
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
>>>>>>> 48dccd9 (Refuse an hour as the place of a meeting)
