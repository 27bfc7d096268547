"""Worry about paying back: "không biết trả nợ thế nào", "tháng này trả chậm được không"."""

from __future__ import annotations

from club.vietnamese.clauses import DENIED
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

LONGEST = 16
"""words; who says more tells of something"""
_WORRIES = words_pattern(
    rf"(?:{DENIED})(?: \w+)? (?:biết|có cách|xoay|lo)(?: \w+){{0,3}}? (?:trả|đóng)(?: (?:nợ|tiền|lãi|gốc))+"
    rf"|(?:{DENIED}) (?:có|còn|đủ|kiếm được|xoay được) tiền (?:để )?(?:trả|đóng)"
    r"|(?:trả|đóng|nộp)(?: (?:nợ|tiền))? (?:chậm|muộn|trễ|sau|bớt)(?: \w+){0,3} (?:được|có sao) (?:không"
    r"|hông|chứ)"
    r"|(?:xin|cho)(?: \w+){0,2} (?:khất|hoãn)(?: (?:nợ|tiền|trả|tháng này|kỳ này|lại|\w+))*"
    rf"|(?:{DENIED}) trả (?:được|nổi|kịp)(?: (?:nợ|tiền|thì))*"
)
_NOT_MONEY = words_pattern("lời|họp|tiền điện|tiền nước|máy")


def worries(said: Said) -> bool:
    """Whether paying back is what the writer worries about."""
    words = said.words
    return len(said.tokens) <= LONGEST and bool(_WORRIES.search(words)) and not _NOT_MONEY.search(words)
