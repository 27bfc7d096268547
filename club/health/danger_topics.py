"""Signs of danger as a topic: somebody wants to know what they are, "dấu hiệu đột quỵ", and has none."""

from __future__ import annotations

from club.health.danger_words import SIGNS
from club.vietnamese.marks import words_pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

_TITLE = words_pattern(
    r"(?:(?:(?:tôi|tui|em|cháu|con|bà|ông|bác|mình) (?:muốn|xin|cần|định) (?:hỏi|biết|xem|hiểu)|cho|xin|hỏi"
    r"|muốn|biết|nói|kể|nêu|giải thích|tìm hiểu|về|các|những|một số|mấy|cách|để|làm sao|làm thế nào|trợ lý"
    r"|ơi|ạ|dạ|thưa) )*"
    r"(?:(?:dấu hiệu|triệu chứng|biểu hiện)(?: (?:nhận biết|sớm|báo trước|cảnh báo|thường gặp|chính))?"
    r"|nhận biết|nhận ra|phát hiện|nhận dạng|sơ cứu|xử lý|xử trí)"
    r"(?: (?:của|bị|khi|lúc|bệnh|cơn|người|ca|chứng|một|sớm|sắp|về))*"
)
_BEHIND = words_pattern(
    r"(?:\s?(?:là|gì|chi|thế nào|ra sao|sao|như|nào|những|bao gồm|gồm|có|mạch|máu|não|tim|cơ|ở|người|già"
    r"|cao tuổi|lớn tuổi|sớm|ạ|vậy|thế|hả|nhỉ|hay|và|đột quỵ|tai biến|nhồi máu|đau tim|trợ lý|ơi))*"
)


_ILLNESS = r"(?:bệnh )?(?:đột (?:quỵ|quị|quy)|tai biến|nhồi máu(?: cơ tim)?)(?: mạch máu não| não)?"
_WHAT = r"(?:(?:như )?thế nào|như nào|cái gì|gì|sao)"
_TO = rf"(?:(?: |^)(?:ạ|dạ|thưa|hả|vậy|thế|nhỉ|đấy|cho|hỏi|tôi|{PERSONS}))*"
_DEFINED = words_pattern(
    rf"{_TO} ?(?:{_WHAT} (?:thì )?(?:được )?(?:là|gọi là) (?:bị )?{_ILLNESS}"
    rf"|{_ILLNESS}(?: thì)?(?: nó)? (?:là (?:bệnh )?(?:gì|chi|{_WHAT}|nhu the nao)|{_WHAT}|ra sao)"
    rf"|(?:dấu hiệu|triệu chứng|biểu hiện)(?: của| bị)? {_ILLNESS}(?: nó)? (?:ra sao|{_WHAT}|là (?:gì|sao)))"
    rf"{_TO}"
)
"""what an illness is: "như nào là đột quỵ hả cháu"; what is felt is never asked about like this"""


def is_topic(said: Said) -> bool:
    """Whether the whole text is such a title: nobody is said to have the sign; "có dấu hiệu" is a report."""
    text = " ".join(said.words.split())
    if _DEFINED.fullmatch(text):
        return True
    title = _TITLE.match(text)
    if title is None:
        return False
    rest = text[title.end() :].lstrip()
    found = (pattern.match(rest) for pattern in SIGNS.values())
    return any(sign is not None and _BEHIND.fullmatch(rest[sign.end() :].strip()) for sign in found)
