"""What people say to the question for signs of danger that is no answer to it: what 115 is, and who knows."""

from __future__ import annotations

from typing import Literal

from club.vietnamese.forbidding import forbids
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

Aside = Literal["number", "told"]
_LONGEST = 14
"""words; who says more tells of something"""
_NUMBER = words_pattern(
    r"(?:số )?115 (?:ấy |đó |này )?(?:là|có phải|nghĩa là|thì)(?: \w+){0,4}"
    r"|(?:gọi |số )*115 (?:\w+ ){0,2}(?:mất|tốn|phải trả|có)(?: \w+){0,3} (?:tiền|phí|không|bao nhiêu|đồng)"
    r"|(?:gì|sao|ai) (?:là|gọi là) (?:số )?115"
)
_TOLD = words_pattern(
    r"(?:biết|hay|hay tin|biết tin)(?: (?:gì|tin|chuyện))? (?:chưa|không|hông)(?: (?:cháu|con|ạ|vậy|hả|nhỉ"
    r"|thế))*$"
    r"|(?:báo|nhắn|gọi|điện|nói|mách|kêu)(?: (?:cho|với|tin|thằng|con|cháu|cái|nó|ai|người nhà|chồng|vợ|mẹ"
    r"|anh|chị"
    r"|[^\W\d]+)){0,4} (?:chưa|không|hông)(?: (?:cháu|con|ạ|vậy|hả|nhỉ|thế|biết))*$"
    r"|(?:ai|đứa nào|những ai) (?:\w+ )?(?:biết|được báo|hay tin)|(?:đã )?(?:báo|gọi|nhắn)(?: cho)? (?:ai"
    r"|những ai)"
)
_MILD = (
    r"chóng mặt|hoa mắt|(?:đau|nhức|nặng|váng) (?:đầu|trốc)|mệt(?: mỏi)?|choáng(?: váng)?|buồn nôn|hồi hộp"
    r"|run(?: tay)?|mất ngủ|khó ngủ|(?:đau|mỏi|nhức) (?:lưng|gối|khớp|chân|vai|cổ|gáy)"
)
_ONLY_MILD = words_pattern(
    r"^(?:(?:không|hông|dạ|vâng|tôi|tui|bà|ông|mẹ|bố|cháu|con|ơi|ạ|à) )*(?:chỉ|mỗi|chỉ có)"
    rf"(?: (?:có|hơi|bị|thấy|là|mỗi|còn|tôi|bà))* (?:{_MILD})(?: (?:và|với|hơi|rồi) (?:{_MILD}))?"
    r"(?: (?:thôi|tí|chút|một|nhẹ|ạ|cháu|con|à|nhé|mà|sơ sơ|xíu))*$"
)


def aside(said: Said) -> Aside | None:
    """What is asked or said beside the question; None where it may be an answer to it."""
    if len(said.tokens) > _LONGEST:
        return None
    if _NUMBER.search(said.words):
        return "number"
    return "told" if forbids(said) or _TOLD.search(said.words) else None


def only_mild(said: Said) -> bool:
    """Whether the whole answer is a complaint that is none of the signs: "chỉ chóng mặt thôi"."""
    return _ONLY_MILD.search(said.words) is not None
