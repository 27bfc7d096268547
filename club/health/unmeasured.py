"""The days on which nothing was measured: "hôm nay chưa đo" beside a reading is no time of it."""

from __future__ import annotations

from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS

_PART = r"(?:sáng|trưa|chiều|tối|đêm)"
_TODAY = rf"(?:(?:từ )?(?:{_PART} )?(?:hôm |bữa |đến |tới )?(?:nay|ni)|{_PART} giờ|hôm ni)"
_BEFORE = rf"(?:(?:{_PART} )?(?:hôm |bữa )?(?:qua|kia)|(?:hôm|bữa) trước)"
_NOT = r"(?:chưa|không|hổng|chẳng|chả|quên|nỏ|hông!)"
_BESIDE = rf"(?:(?:{PERSONS}|tui|thì|vẫn|lại|có|kịp|được|hề|thể|mới|còn|cũng|nên|bận|mất) )*"
_BEHIND = r"(?: (?:được|huyết áp|gì|lần nào|lại|đâu|cả|số nào))*"
_UNMEASURED = pattern(
    rf"(?<!\w)(?:(?P<today>{_TODAY})|{_BEFORE}) {_BESIDE}(?:{_NOT} {_BESIDE}đo{_BEHIND}"
    r"|máy (?:đo )?(?:bị )?(?:hỏng|hư|hết pin|không lên))(?!\w)"
    rf"|(?<!\w){_NOT} {_BESIDE}đo{_BEHIND} (?:(?P<today_behind>{_TODAY})|{_BEFORE})(?!\w)"
)


def without_unmeasured(text: str) -> tuple[str, bool]:
    """The text (in the alphabet of `marks`) without the days on which nothing was measured, as long as it
    was; and whether today is one of them, so that a reading without a day is of another.
    """
    today = False
    for found in _UNMEASURED.finditer(text):
        today = today or bool(found["today"] or found["today_behind"])
        start, end = found.span()
        text = text[:start] + " " * (end - start) + text[end:]
    return text, today
