"""Somebody far away who does not answer the telephone: worry, and no sign of danger yet."""

from __future__ import annotations

from club.health.danger import signs
from club.vietnamese import persons
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_NOT = "không|chẳng|chả|chưa|hổng|hông!|nỏ!|khôông"
_ANSWERED = (
    r"(?:bắt|nghe|nhấc|cầm|trả lời)(?: \w+)? (?:máy|điện thoại|điện|phôn)|bốc máy|(?:trả lời|đọc"
    r"|xem) tin(?: nhắn)?|liên lạc|liên hệ|alo|gọi được"
)
_UNANSWERED = words_pattern(
    rf"(?:{_NOT})(?: (?:thấy|có|ai|chịu|hề|thể|còn|sao|được|mẹ|bố|bà|ông|con))* (?:{_ANSWERED})"
    rf"|(?:gọi|điện|phôn|alo)(?: \w+){{0,6}} (?:{_NOT})(?: (?:được|ai|thấy|nghe|trả lời|thưa|liên lạc|bắt"
    rf"|có|ra))+$"
    r"|mất liên lạc|thuê bao|tắt máy|máy (?:\w+ )?(?:không đổ chuông|khoá)|bặt tin"
)
_OF_MONEY = words_pattern(r"nợ|vay|trả (?:tiền|góp)|họp|quỹ|sổ")
"""the club's affairs: nobody worries"""


def out_of_reach(said: Said) -> bool:
    """Whether somebody who is named cannot be reached; a sign of danger beside it goes before it."""
    return (
        _UNANSWERED.search(said.words) is not None
        and not _OF_MONEY.search(said.words)
        and bool(persons.of(said).others)
        and not signs(said).said
    )
