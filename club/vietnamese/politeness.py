"""Politeness and address around what is meant: "dạ … ạ", "nhé", "cho tôi", "giúp em", "cháu ơi"."""

from __future__ import annotations

import re

from club.vietnamese.marks import pattern
from club.vietnamese.said import Said

PERSONS = (
    "cháu|con|em|anh|chị|cô|chú|bác|ông|bà|cụ|[b]anJ|tôi|tao|mình|mẹ|má|mệ|mế|mợ|bố|ba|bọ|o|cậu|dì|thím|ní|pá"
    "|chúng tôi|bọn tôi|chúng em"
    "|thầy|u|bầm|nội|ngoại|vợ|chồng|nó|ông ấy|bà ấy"
)
"""Words by which people call themselves and those spoken to."""
_ADDRESSED = (
    "cháu|con|em|anh|chị|cô|chú|bác|ông|bà|cụ|bạn|trợ lý|ad|admin|ban chủ nhiệm|chủ nhiệm|thủ quỹ|thư ký"
    "|mọi người|bà con"
    "|(?:các|mấy) (?:cháu|em|bác|anh|chị|cô|chú|ông|bà|cụ)|máy|bot|bác sĩ"
)
_OPENING = (
    rf"thưa(?: (?:{_ADDRESSED}))?|[a]F|[o]H|này|alo|a lô|xin chào|chào(?: (?:{_ADDRESSED}))?|làm ơn|nhờ"
    rf"|mong|kính(?: thưa)?|(?:{_ADDRESSED}) ơi"
    r"|ơi|trợ lý|ê|ấy|thế|vậy|thế thì|vậy thì|rứa thì|nói chung|hi|hello"
)
_NODS = "dạ(?: vâng)?|vâng|ừ|ừm|ừa|[o]HF|ok"
_BEFORE = pattern(rf"(?:{_OPENING}|{_NODS})[\s,.:!]+")
_OPENED = pattern(rf"(?:{_OPENING})[\s,.:!]+")
_AFTER = pattern(
    r"\s+(?:ạ|ah|à|nhé|nha|nhá|nghe|nghen|nghenh|nhe|nhen|hen|hén|hỉ|hè|nè|đó|đấy|[v]aCyJ|với|giùm|dùm|giúp"
    r"|hộ|cái|cảm ơn(?: .{0,20})?|tks|thks|"
    rf"(?:giùm|dùm|giúp|hộ|cho|với) (?:{PERSONS})|(?:{_ADDRESSED})(?: (?:ơi|ạ|nhé|nha|à|hỉ|hè))?|a lô"
    rf"|đi (?:ạ|nhé))$"
)

_STARTS = " !?;:~…"
"""signs that say nothing before the first word; a point there may be a decimal's (".5tr")"""


def peel(words: str, *, nods: bool = True) -> str:
    """Words in the alphabet of `marks` without the politeness around them, all where no other are left.

    `nods`: also without a "dạ", "vâng" or "ok" in front, where that is no answer.
    """
    return _peel(words, _BEFORE if nods else _OPENED)


def _peel(words: str, opening: re.Pattern[str], ends: str = "") -> str:
    while True:
        before = words
        words = re.sub(r"^[.,](?!\d)", "", words.rstrip(ends).lstrip(_STARTS)) if ends else words
        if found := opening.match(words):
            words = words[found.end() :]
        if (tail := _AFTER.search(words)) is not None:
            words = words[: tail.start()]
        if words == before:
            return words


def peeled(said: Said) -> str:
    """What was said without the politeness around it, in the alphabet of `marks`."""
    return peel(said.words)


def peeled_line(said: Said) -> str:
    """The same with what stands between the words kept ("8:30", "1,5 triệu"), without signs at either end."""
    return _peel(said.spoken.replace("\n", " "), _BEFORE, " ,.!?;:~…")
