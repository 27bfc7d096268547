"""What part of a repayment was spoken of, and what is asked of the ways to pay back."""

from __future__ import annotations

from typing import Literal

from club.vietnamese.clauses import clauses
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_LATER = r"(?:để|chưa|sau|khất|không|chậm|thì chưa|thì để|còn)"
_GIVES = r"(?:trả|nộp|đóng|đưa|gửi|thu|nhận|mỗi|tiền|có)(?: (?:tiền|mỗi|có|mới|được|trước|vào))*"
_INTEREST = words_pattern(
    r"(?:trả|nộp|đóng|đưa|gửi|thu|nhận|mỗi|tiền|có)(?: (?:tiền|mỗi|có|mới|được|trước))* lãi|lãi thôi"
)
_PRINCIPAL = words_pattern(
    r"(?:trả|nộp|đóng|đưa|gửi|thu|nhận|mỗi|tiền|có)(?: (?:tiền|mỗi|có|mới|được|trước|vào))* gốc"
    r"|gốc thôi|vào gốc"
)
_NO_PRINCIPAL = words_pattern(rf"gốc (?:{_LATER})")
_NO_INTEREST = words_pattern(rf"lãi (?:{_LATER})")


def part_said(said: Said) -> Literal["interest", "principal"] | None:
    """The part that was spoken of alone: "trả lãi 25k thôi, gốc để sau" → interest."""
    words = said.words
    interest = bool(_INTEREST.search(words)) and not _NO_INTEREST.search(words)
    principal = bool(_PRINCIPAL.search(words)) and not _NO_PRINCIPAL.search(words)
    if interest == principal:
        return None
    return "interest" if interest else "principal"


def asks_of_method(said: Said) -> bool:
    """Whether it is asked what a way to pay back is: "gốc cuối kỳ là sao"."""
    return any(part.asks for part in clauses(said)) or "?" in said.normal
