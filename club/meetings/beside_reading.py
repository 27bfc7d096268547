"""An answer to a meeting and a blood pressure in one message: "mai tôi đi được, huyết áp 130/80"."""

from __future__ import annotations

import re

from club.meetings.answers import rsvp
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said, hear

LONGEST = 30
"""words; a longer message is a story"""
_PAIR = re.compile(
    r"(?<![\d/.,])(?:[12]\d\d|[89]\d)\s*(?:/|\\|-|[Tt]r[eê]n)\s*\d{2,3}(?![\d/])"
    r"(?:\s*,?\s*(?:m[ạa]ch\s*)?\d{2,3}(?!\d|\s*[/-]))?"
)
"""in full numbers: "25/11" is a day"""
_LEAD = re.compile(
    r"(?i)(?<!\w)(?:(?:còn|con|và|va)\s+)?(?:(?:huyết áp|huyet ap|ha|đo được|do duoc|đo|kết quả)\s*(?:là|la"
    r"|:|=)?\s*)+$"
)
_EDGE = re.compile(r"(?:[;!?\n]|(?<!\d)[.,]|[.,](?!\d))+")
_CLEAR = words_pattern(
    r"(?:đi|đến|tới|dự|tham (?:gia|dự)|có mặt|ra|lên|xuống|qua|sang|họp)(?: họp)? (?:được|nổi)|họp|có mặt"
    r"|tham (?:gia|dự)"
    r"|(?:không|hông|hổng|chẳng|chả|chưa|hỏng|nỏ!) (?:thể |có )?(?:đi|đến|tới|dự|ra|lên|họp)|bận|vắng"
    r"|nghỉ họp"
    r"|(?:mai|mốt|hôm đó|bữa đó|sẽ|hôm ấy|ngày kia)(?: \w+){0,2} (?:đi|đến|tới|có mặt)|(?:tôi|tui|em|bà"
    r"|ông) (?:sẽ )?(?:đi|đến|tới)$"
)
"""said of the meeting, and of no errand beside a reading: "130/80, vừa đi nương về" """
_BEGINS = words_pattern(
    r"tôi|tui|em|mình|bà|ông|bác|cháu|con|cô|chú|mai|mốt|không|hông|hổng|chẳng|chả|chưa|nỏ!|bận|vắng|sẽ|có"
    r"|hôm|ngày|thứ|còn|và|rồi|thì|nhưng|nay|họp|buổi"
)
"""what begins an answer behind a pair; "100/60 hội viên đi họp" counts people"""


def has_pair(said: Said) -> bool:
    """Whether two numbers of a blood pressure stand in it, with something between that makes them a pair."""
    return _PAIR.search(said.normal) is not None


def _answers(part: str, writer: str) -> bool:
    said = hear(part)
    return _CLEAR.search(said.words) is not None and rsvp(said, writer) is not None


def _cut(part: str, writer: str) -> tuple[str, str]:
    """The words about coming and those of the reading, where no comma stands between them."""
    pair = _PAIR.search(part)
    if pair is None:
        return (part, "") if _answers(part, writer) else ("", part)
    before, after = part[: pair.start()], part[pair.end() :]
    if _BEGINS.match(hear(after).words.strip()) and _answers(after, writer):
        return after, part[: pair.end()]
    lead = _LEAD.search(before)
    start = lead.start() if lead is not None else pair.start()
    if _answers(before[:start], writer):
        return before[:start], part[start:]
    return "", part


def beside_reading(said: Said, writer: str = "") -> tuple[str, str] | None:
    """The words about coming, and the rest with its readings; None where it is not both.

    `writer`: the full name of who writes.
    """
    text = said.normal
    if len(said.tokens) > LONGEST or not has_pair(said):
        return None
    cut = [_cut(part, writer) for part in _EDGE.split(text) if part.strip()]
    coming = ", ".join(words.strip() for words, _ in cut if words.strip())
    reading = ", ".join(words.strip() for _, words in cut if words.strip())
    both = coming and not has_pair(hear(coming)) and has_pair(hear(reading))
    return (coming, reading) if both else None
