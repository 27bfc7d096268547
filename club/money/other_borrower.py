"""Another borrower than the one read back: "không phải Inh mà là Mẩy", "bà Mẩy cơ", "nhầm, bà Mẩy vay"."""

from __future__ import annotations

import re

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.titles import is_title, untitled, words_of

_NOT = re.compile(
    r"(?:(?:chứ|chớ|chu|cho|mà|ma)\s+)?(?:không|khong|hổng|hong|chẳng|ko|k|đâu|dau)\s+(?:phải|phai)\s"
    r"[^,.;\n]*?(?=\s+(?:mà|ma)\s|[,.;\n]|$)",
    re.IGNORECASE,
)
_AROUND = words_pattern(
    "nhầm|sai|lộn|lầm|người|rồi|mà|là|phải|của|cho|cơ|chứ|mới|đúng|vay|mượn|kia|đấy|đó|thôi|ấy|à|ơ|ạ|nhé|cô"
    "|em"
    "|không|đổi|sang|thành|sửa|lại|tên|ghi|đúng ra|thật ra|với|hộ|giúp|người vay|khoản|này"
)
_WRONG = words_pattern(
    r"(?:nhầm|sai|lộn|lầm)(?: \w+)? (?:người|tên)|người khác"
    r"|không phải (?:người|ông|bà) (?:này|ấy|đó)"
)
_LONGEST = 12
"""words"""


def named_instead(said: Said) -> str:
    """The name that is said instead of the one denied; empty where nothing but the denial is left."""
    if len(said.tokens) > _LONGEST or "?" in said.normal or any(c.isdigit() for c in said.normal):
        return ""
    left = _NOT.sub(" , ", said.normal)
    words = [w for w in words_of(hear(left)) if w.capital or not _AROUND.fullmatch(w.spoken)]
    return " ".join(w.typed for w in untitled(words) if w.typed)


def is_another(said: Said) -> bool:
    """Whether the borrower is wrong, and nobody else is named: "sai người rồi", "không phải ông Inh"."""
    denied = _NOT.search(said.normal)
    person = denied is not None and any(is_title(w) or w.capital for w in words_of(hear(denied[0]))[1:])
    return person or _WRONG.search(said.words) is not None
