"""Where a club meets, as people say it; an hour, a day, a sum or "chưa biết" is no place."""

from __future__ import annotations

import re
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
