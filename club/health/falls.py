"""A fall after which somebody says that nothing is the matter: asked about, and nobody is alarmed."""

from __future__ import annotations

from club.health.complaints import UNWELL
from club.health.danger_denied import PAST
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_NO = "không|chẳng|chả|hổng|hông!|nỏ!|đâu có|chưa"
_UNHURT = words_pattern(
    rf"(?:{_NO})(?: (?:có|bị|thấy|hề))* (?:sao|răng|việc gì|hề hấn|hề gì|hề chi|can chi|thương tích|làm sao"
    rf"|gì|đau(?: đớn)?(?! (?:lắm|mấy|nhiều|quá|bằng))(?! \w+ (?:lắm|mấy|nhiều)))"
    r"(?! (?:mà )?(?:ngồi|đứng|dậy|đi|nhấc|cử động|thở|nói|trở|cầm|lên|nhớ|ngủ|nằm|chịu)(?!\w))"
    r"|vô sự|lành lặn|bình an"
)
_HARD = words_pattern(
    r"gãy|đập|đầu|gáy|cổ|xe|tàu|tông|đâm|cán|quệt|đổ|lật|rơi|từ|xuống|lăn|máu|cầu thang|bậc|cao|mái|gác|giếng"
    r"|suối|xỉu|ngất|quỵ|gục|tai nạn|chấn thương|rách|vỡ|đau|sưng|bầm|tím|nôn|lú|lẫn|lơ mơ|yếu|tê|liệt"
    r"|lần thứ|liên tục|hoài|suốt|mãi|lại|nữa"
)
"""beside a fall: it was no simple one, or it hurts"""
_DOUBTED = words_pattern(r"không biết|không rõ|chắc gì|hay sao|nếu|sao không|gì không")
_LONGEST = 16
"""words; a longer text is a story"""


def unhurt(said: Said) -> bool:
    """Whether a simple fall is told beside "không sao", and nothing hurts: "tôi bị ngã nhưng không sao"."""
    words = said.words
    if len(said.tokens) > _LONGEST or not _UNHURT.search(words):
        return False
    if _DOUBTED.search(words) or PAST.search(words):
        return False
    rest = _UNHURT.sub(" ", words)
    return not _HARD.search(rest) and not UNWELL.search(rest)
