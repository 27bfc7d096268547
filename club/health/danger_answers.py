"""Words of an answer to the question whether there is a sign of danger."""

from __future__ import annotations

from club.health.danger import signs
from club.health.danger_apart import NUMB_LEG
from club.health.danger_asides import only_mild
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_NOT = "không|chẳng|chả|chưa|hổng|hông!|nỏ!|khôông|đếch"
HAS = words_pattern(
    r"(?:có |dạ |vâng |tôi |bà |ông |mẹ )*(?:vẫn còn|vẫn|còn|đang) (?:đau|tức|khó thở|choáng|tê"
    r"|mờ)(?: \w+){0,2}"
    r"|(?:có |dạ |vâng |mẹ |bà |ông |mắt |hơi |thấy |bị )*(?:bị|rồi|có một|có hai|mờ!|mờ mờ)(?: (?:rồi|ạ|đấy"
    r"|đó|lắm|quá|một cái"
    r"|hết|cả|mấy cái|nhé))*"
)
CALLS = words_pattern(
    r"(?:gọi|kêu|nhờ|lấy|tìm) (?:\w+ )?(?:con|cháu|người|chồng|vợ|ai|hàng xóm|bác sĩ"
    r"|xe)(?: \w+)*|ai giúp.*|giúp (?:tôi|bà|với).*"
)
"""somebody is to be called: the answer of one who is in need"""
NO_SIGN = words_pattern(
    rf"(?:(?:dạ|vâng|ừ|ơ|à|bà|ông|mẹ|bố|tôi|em|con|cháu) )*(?:{_NOT}|mô!)(?: (?:có|bị"
    r"|hề|thấy|gì|chi|cả|hết|sao|ai|đâu|mô"
    r"|trơn|trọi|dấu hiệu|triệu chứng|cái|điều|một|nào|trong|số|đó|ấy|việc|vấn đề|hấn|bệnh|như vậy"
    r"|như thế|dấu|cháu|con|ơi|ạ|á|mà|nhé|nha|bà|ông|em|tôi))*"
)
"""a whole answer that denies all of them; "không chịu nổi" and "chưa đỡ" are none"""
NOT_WELL = words_pattern(
    rf"(?:{_NOT}) (?:được |phải |có |còn |mấy |thấy |bị )*(?:bình thường|khoẻ|khỏe|ổn|tốt"
    r"|yên tâm|đỡ|hết|khỏi)"
)
WELL = words_pattern(
    r"bình thường|không sao|khoẻ|khỏe|ổn!|ổn (?:rồi|cả|lắm)|không có gì|chẳng sao"
    r"|không sao cả|hết rồi|không vấn đề|tỉnh (?:táo|như sáo|bơ|queo)|như thường"
)
OWN_YES = words_pattern(r"có|bị|đúng(?: rồi| thế| vậy)?|phải|nguy")
"""in a yes: it is said to the question, and not to whatever was read last"""


def has_signs(said: Said) -> bool | None:
    """The answer to whether there is one of the signs, beside a plain yes or no; None where it is neither."""
    found = signs(said)
    words = said.words
    if found.said or NUMB_LEG.fullmatch(words) or HAS.fullmatch(words) or CALLS.fullmatch(words):
        return True
    if {"walk", "slurred"} & set(found.apart):
        return True
    if "unhurt" in found.apart:
        return None  # "không sao" is said of the fall
    if NOT_WELL.search(said.spoken):
        return None
    if only_mild(said):
        return False
    if found.denied or WELL.search(words) or NO_SIGN.fullmatch(words):
        return False
    return None


def is_bare_nod(said: Said) -> bool:
    """Whether a yes is one that people say to anything: "ok", "ừ", "vâng"; "có" is more."""
    return not OWN_YES.search(said.words)
