"""Relief told by itself, with no sign beside it: "hết rồi cháu ạ", "mẹ đỡ rồi", "tôi khoẻ hơn rồi"."""

from __future__ import annotations

from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said

_COMPLAINT = (
    r"đau(?: (?:ngực|đầu|bụng|lưng|tim))?|mệt|chóng mặt|nhức đầu|khó chịu|khó thở|sốt|choáng|buồn nôn"
    r"|tức ngực|run|bệnh|ốm"
)
_BEFORE = (
    rf"{PERSONS}|tui|nhà|thấy|giờ|nay|chừ|bây giờ|hôm nay|sáng nay|chiều nay|tối nay|đã|cũng|thì|người"
    r"|trong người|cơn đau|có|được|thế là|may quá|ơn trời|nghỉ|một lúc|một lát|uống thuốc|xong|là"
)
_BETTER = (
    rf"(?:hết|khỏi|bớt|đỡ!)(?: (?:{_COMPLAINT}))?|đỡ (?:{_COMPLAINT})|đỡ (?=nhiều|hơn|hẳn)|khoẻ(?: lại)?"
    rf"|ổn(?: định)?|dễ thở|dễ chịu|qua cơn|bình thường(?: lại)?"
    rf"|(?:không|hổng|chẳng|chả) (?:còn )?(?:sao|việc gì|bị|{_COMPLAINT})"
)
_NOW = r"rồi|hơn|nhiều|hẳn|nữa|lại|lắm"
_AFTER = rf"{_NOW}|ạ|nhé|nha|đấy|đó|mà|thôi|cảm ơn|không sao|không phải lo|đừng lo|yên tâm|{PERSONS}"
_RELIEVED = pattern(
    rf"(?:(?:{_BEFORE}) )*(?:{_BETTER})(?: (?:một chút|chút|tí|phần nào|dần))? (?:{_NOW})(?: (?:{_AFTER}))*"
)
_LONGEST = 12
"""words; who says more tells of something"""


def relieved(said: Said) -> bool:
    """Whether the whole text says that somebody is better now, and nothing else."""
    return len(said.tokens) <= _LONGEST and _RELIEVED.fullmatch(peeled(said)) is not None
