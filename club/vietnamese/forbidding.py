"""Somebody asks that nothing be done: "đừng gọi thằng Hùng"; "dung" in front of a verb is "đừng"."""

from __future__ import annotations

from club.vietnamese.clauses import clauses
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_DOES = (
    r"gọi|báo|lo|đo|nói|kể|bảo|hỏi|mách|nhắn|điện|alo|kêu|đưa|chở|phiền|làm phiền|sợ|buồn|khóc|giận|bận tâm"
    r"|quan tâm|nhắc|cho|gửi|ghi|lưu|nghĩ|hoảng|cuống|loan|hù|doạ|ép|thông báo|quấy|réo|rước|làm"
)
_PLEADS = words_pattern("chết|bỏ tôi|bỏ tui|bỏ mẹ|bỏ bà")
"""that is a cry"""
_FORBIDS = words_pattern(rf"(?:đừng|chớ!)(?: (?:có|cần|phải|nên|mà|ai|vội))* (?:{_DOES})")


def forbids(said: Said) -> bool:
    """Whether a part of it asks that something not be done: neither yes nor no to another question."""
    return any(_FORBIDS.search(part.raw) and not _PLEADS.search(part.raw) for part in clauses(said))
