"""Somebody asks that nothing be done: "đừng gọi thằng Hùng"; "dung" in front of a verb is "đừng"."""

from __future__ import annotations

from club.vietnamese.clauses import clauses
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_DOES = (
    r"gọi|báo|lo|đo|nói|kể|bảo|hỏi|mách|nhắn|điện|alo|kêu|đưa|chở|phiền|làm|sợ|buồn|khóc|giận|bận tâm"
    r"|quan tâm"
    r"|nhắc|cho|gửi|ghi|lưu|để|xem|tin|nghe|đến|sang|về|nghĩ|hoảng|cuống|loan|đi|hù|doạ|bắt|ép|thông báo|quấy"
    r"|làm phiền|réo|rước|đụng|động|xoá|hốt"
)
_FORBIDS = words_pattern(rf"(?:đừng|chớ!)(?: (?:có|cần|phải|nên|mà|ai|vội))* (?:{_DOES})")


def forbids(said: Said) -> bool:
    """Whether a part of it asks that something not be done: neither yes nor no to another question."""
    return any(_FORBIDS.search(part.raw) for part in clauses(said))
