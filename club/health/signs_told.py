"""What is asked or told of signs of danger that nobody has now: what to do then, and what has passed."""

from __future__ import annotations

from club.health.danger import signs
from club.health.danger_denied import PAST
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_ASKS = words_pattern(
    r"làm (?:gì|chi|sao|răng|thế nào|gì được)|phải sao|gọi (?:ai|đâu|số|cho ai|số mấy|115|cấp cứu)|gọi gì"
    r"|xử (?:lý|trí)|sơ cứu|cấp cứu|chữa|phòng|tránh|ngừa|là (?:bị )?(?:gì|bệnh|sao|chi)|có nghĩa"
    r"|nguy hiểm|dấu hiệu|triệu chứng|biểu hiện|nhận (?:biết|ra)|(?:khi|lúc|chừng) nào|bao giờ|khi mô"
    r"|(?:thế|như) nào|ra sao|(?:uống|ăn) gì|có (?:phải|nên|cần|được)|đi (?:đâu|viện)|thì sao|gì vậy|gì thế"
)
_ABOUT_ILLNESS = words_pattern(
    r"(?:đột (?:quỵ|quị|quy)|tai biến|nhồi máu)(?: \w+){0,4} (?:dấu hiệu|triệu chứng|biểu hiện) (?:gì|chi"
    r"|nào|ra sao)"
)
_ACCIDENTS = {"fire", "flood", "injury", "poison", "bleeding", "fall"}
_OF_CLASSES = words_pattern(r"tập huấn|lớp|họp|bảo hiểm|phim|ti vi|tivi|kịch")
"""the club teaches it, or somebody insures it: no question what to do"""
_RELIEF = words_pattern(r"(?:^|(?:giờ|nay|thấy|đã|tôi|bà|ông|mẹ|bố) )(?:hết|khỏi) (?!bị)(?:\w+ ){1,3}rồi")

_NO_MORE = words_pattern(
    r"(?:không|hết|chẳng|chả|hổng|đỡ|bớt|khỏi)(?: (?:còn|bị|thấy))?(?: \w+){1,3} (?:nữa|rồi|hẳn)"
)
""" "mẹ không đau ngực nữa": it was there before"""


def asks_about_signs(said: Said) -> bool:
    """Whether somebody wants to know what a sign is, or what one does then, and nobody has it."""
    found = signs(said)
    if found.said or found.gone or "despair" in found.denied or _OF_CLASSES.search(said.words):
        return False
    if "topic" in found.denied or _ABOUT_ILLNESS.search(said.words):
        return True
    return bool(found.denied) and _ASKS.search(said.words) is not None


def asks_of_accidents(said: Said) -> bool:
    """Whether an accident, a poison or a fire is asked about, where other numbers than a stroke's help."""
    return bool(set(signs(said).denied) & _ACCIDENTS)


def tells_of_gone_signs(said: Said) -> bool:
    """Whether a sign was there and is said to have passed: "hôm qua đau ngực, nay hết rồi"."""
    found = signs(said)
    if found.said or "topic" in found.denied or _OF_CLASSES.search(said.words) or _ASKS.search(said.words):
        return bool(found.gone) and not found.said
    there_once = _RELIEF.search(said.words) or _NO_MORE.search(said.words) or PAST.search(said.words)
    return bool(found.gone or (found.denied and there_once))
