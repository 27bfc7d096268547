"""An application that was about to be refused is to be approved after all: "nhầm, duyệt chứ"."""

from __future__ import annotations

from club.vietnamese.clauses import DENIED, DONT, clauses
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

_WHOM = (
    r"(?:cho|lại|luôn|đi|chứ|mà|nhé|ạ|thôi|giúp|hộ|đơn|vào|hội|câu lạc bộ|này|ấy|đó|rồi|cơ|người"
    rf"|(?:{PERSONS})(?: \w+)?)"
)
_APPROVES = pattern(
    rf"(?:(?:à|ấy|ơ|nhầm|nhầm rồi|không|thôi|lại|thì|vẫn|cứ|phải|muốn|ý|là|định|bấm|rồi|đồng ý|chấp nhận"
    rf"|{PERSONS}) )*(?:duyệt|chấp nhận|nhận(?= (?:cho|bà|ông|cụ|lại|chứ|vào|người|đơn))"
    rf"|cho(?: \w+){{0,2}} vào)"
    rf"(?: {_WHOM}){{0,6}}"
)
_REFUSED = pattern(
    rf"(?:.* )?(?:{DENIED}|{DONT}|từ chối|khoan|khỏi|thôi không) (?:\w+ )?(?:duyệt|nhận|chấp nhận|cho).*"
)
_LONGEST = 12
"""words; a longer text is a reason"""


def approves(said: Said) -> bool:
    """Whether the last thing said is that somebody is to be let in."""
    parts = clauses(said)
    if not parts or len(said.tokens) > _LONGEST or "?" in said.normal:
        return False
    last = parts[-1].raw
    return _APPROVES.fullmatch(last) is not None and _REFUSED.fullmatch(last) is None
