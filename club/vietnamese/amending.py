"""What was shown to be confirmed is to be put right first: "đổi 9h", "không phải mai", "sửa chỗ họp"."""

from __future__ import annotations

from club.vietnamese.clauses import ADVERBS, NODS, SUBJECT, clauses
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

_BEFORE = rf"(?:(?:à|ấy|ơ|khoan|thôi|nhầm|nhầm rồi|sai rồi|đúng ra|thật ra|quên|{NODS}) )*{SUBJECT}{ADVERBS}"
_AMENDS = pattern(
    rf"{_BEFORE}(?:phải |cần |nên |để |cho |nhờ |lại |quên )*(?:"
    r"(?:đổi|sửa|thay|chỉnh|chữa|thêm|bổ sung|bớt|rút ngắn|lùi|dời|dịch|chuyển)(?: .*)?"
    r"|(?:ghi|viết|gõ|soạn|nói|làm) (?:lại|thêm|nhầm|sai|lộn|thiếu|rõ)(?: .*)?"
    r"|(?:xoá|gạch|bỏ) (?:chữ|câu|dòng|đoạn|từ|phần|chỗ|số)(?: .*)?"
    r"|(?:không|hổng|chẳng|đâu) phải(?: .*)?|(?:nhầm|sai|lộn|lầm|thiếu|thừa|quên)(?: .*)?"
    r"|.* (?:chứ|chớ) (?:không|hổng|chẳng)(?: phải)?(?: .*)?|.* mới (?:đúng|phải)|phải là .*|mà là .*"
    rf"|(?:là )?(?:\w+ ){{1,8}}cơ(?: (?:{PERSONS}))?)"
)
_LONGEST = 20
"""words; what is longer is no correction of a line"""


def amends(said: Said) -> bool:
    """Whether a part of it asks for a change of what was shown."""
    if len(said.tokens) > _LONGEST:
        return False
    return any(_AMENDS.fullmatch(part.raw) for part in clauses(said))
