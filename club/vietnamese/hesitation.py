"""Not yet: who wants time, or to ask somebody first, has neither agreed nor refused, and has named nobody."""

from __future__ import annotations

from collections.abc import Callable

from club.errors import Misread
from club.vietnamese.clauses import ADVERBS, NODS, SUBJECT
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said

_ASKED = r"(?:hỏi|bàn|xem|nghĩ|suy nghĩ|tính|coi|ngẫm|tìm|nhớ|đợi|chờ|mai|sau|tối|từ từ|lát)"
_SOON = rf"(?: (?:tí|chút|xíu|tẹo|đã|lát|một|nhé|nha|{PERSONS}|nào))*"
_WAITS = pattern(
    rf"(?:(?:{NODS}|thôi|ấy) )*{SUBJECT}{ADVERBS}"
    rf"(?:(?:thôi |cứ )?(?:để|đợi|[c]ho(?:HF|H|F))(?: (?:{PERSONS}))* {_ASKED}\b.*"
    rf"|(?:[đ]oHiJ|[d]oi|[c]ho(?:HF|H|F)|khoan|từ từ|thong thả|gượm){_SOON}"
    rf"|(?:đợi|[c]ho(?:HF|H|F)) (?:tí|chút|xíu|tẹo|đã|lát|một|con|ông|bà|mẹ|bố)\b.*)"
)
_NOT_YET = pattern(
    rf"(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}chưa"
    r"(?: (?:đâu|vội|đồng ý|được|muốn|chịu|ưng|quyết|quyết định|nên|cần|xong"
    r"|sẵn sàng|phải lúc|phải bây giờ|bây giờ|đã))*"
)


def waits(said: Said) -> bool:
    """Whether somebody asks for time: "đợi tí", "khoan đã", "thôi để tôi hỏi nó đã"."""
    return _WAITS.fullmatch(peeled(said)) is not None or _WAITS.fullmatch(said.words) is not None


def not_yet(said: Said) -> bool:
    """Whether it is put off rather than refused: "chưa đồng ý", "chưa", "để tôi hỏi con đã"."""
    return waits(said) or _NOT_YET.fullmatch(peeled(said)) is not None


def hold(said: Said, open_by: Callable[[Said], bool] = waits) -> None:
    """Leaves the question standing. Raises Misread, with a warm word, where somebody wants time."""
    if open_by(said):
        raise Misread("common.take_your_time")
