"""Politeness and address around what is meant: "dạ … ạ", "nhé", "cho tôi", "giúp em", "cháu ơi"."""

from __future__ import annotations

from club.vietnamese.marks import pattern
from club.vietnamese.said import Said

_ADDRESSED = "cháu|con|em|anh|chị|cô|chú|bác|ông|bà|cụ|bạn|trợ lý|ad|admin|ban chủ nhiệm|mọi người|các (?:cháu|em|bác|anh|chị)"
_BEFORE = pattern(
    rf"(?:dạ(?: vâng)?|vâng|thưa(?: (?:{_ADDRESSED}))?|ừ|ừm|à|ờ|ơ|này|alo|a lô|xin(?: chào)?|làm ơn|nhờ|mong|kính|"
    rf"(?:{_ADDRESSED}) ơi|ơi|trợ lý) "
)
_AFTER = pattern(
    r" (?:ạ|ah|à|nhé|nha|nhá|nghe|nghen|hen|hén|hỉ|hè|nè|đó|đấy|vậy|với|giùm|dùm|giúp|hộ|cái|cảm ơn(?: .{0,20})?|"
    rf"(?:giùm|giúp|hộ|cho) (?:tôi|em|con|cháu|mình|bác|bà|ông)|(?:{_ADDRESSED}) (?:ơi|ạ|nhé|nha))"
)


def peeled(said: Said) -> str:
    """The words, in the alphabet of `marks`, without the politeness around them; all of them where nothing else is left."""
    words = said.words
    while True:
        before = words
        if found := _BEFORE.match(words):
            words = words[found.end() :]
        for at in _tails(words):
            words = words[:at]
        if words == before:
            return words


def _tails(words: str) -> list[int]:
    return [found.start() for found in _AFTER.finditer(words) if found.end() == len(words)][:1]
