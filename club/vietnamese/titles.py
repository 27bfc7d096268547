"""How people are called before their names: "bà Ón", "ông cụ Inh", "o Ón", "hội viên bà Lan"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.vietnamese.marks import pattern
from club.vietnamese.said import Said, hear

TITLES = (
    "ông|bà|cụ|bác|cô|chú|anh|chị|em|cháu|dì|cậu|mợ|thím|dượng|mẹ|má|bố|cha|tía|u|bầm|o|mệ|ôn|mụ|bủ|già"
    "|thầy|bạn"
)
"""Source for `marks.pattern`."""
_TWO_WORDS = pattern("hội viên|thành viên|đồng chí|bà con|ông cụ|bà cụ")
_TITLE = pattern(TITLES)
_FAMILIES = {"Chu"}
"""Family names that only a mark tells from a title ("chú"), written as names are."""
_POLITE = pattern(
    "ạ|a|ah|nhé|nhe|nha|nhá|nghe|nghen|nhen|hen|hén|hỉ|hí|nè|đó|đấy|với|giùm|dùm|giúp|hộ|em|tôi|cháu|con"
    "|mình|cho|rồi|luôn|thôi"
    "|cô|bác|bà|ông|chị|anh|các|mấy|xem|đi"
)
_SIGNS = ' .,;:!?()…"'
_OPENING = " ;:!?(…\"'"


@dataclass(frozen=True)
class Word:
    """One word as it was typed, and in the alphabet of `marks`."""

    typed: str
    spoken: str

    @property
    def capital(self) -> bool:
        """Written as a name is: "Ón", but not "ÓN" nor "ón"."""
        return self.typed[:1].isupper() and not (len(self.typed) > 1 and self.typed.isupper())


def words_of(text: str | Said) -> list[Word]:
    """The words between white space, signs at their ends left out."""
    said = text if isinstance(text, Said) else hear(text)
    found: list[Word] = []
    for piece in said.normal.split():
        typed = re.sub(r"^[.,](?!\d)", "", piece.lstrip(_OPENING).rstrip(_SIGNS))
        if typed:
            behind_digits = found and found[-1].typed[-1:].isdigit()
            found.append(Word(typed, "k" if behind_digits and typed.lower() == "k" else hear(typed).spoken))
    return found


def is_title(word: Word) -> bool:
    """Whether the word may stand before a name."""
    return word.typed not in _FAMILIES and bool(_TITLE.fullmatch(word.spoken))


def untitled(words: list[Word]) -> list[Word]:
    """The name without titles before it and politeness behind it; a name that is itself such a word stays."""
    left = list(words)
    while len(left) > 2 and _TWO_WORDS.fullmatch(f"{left[0].spoken} {left[1].spoken}"):
        left = left[2:]
    while (
        len(left) > 1 and is_title(left[0]) and not (left[0].capital and left[1].spoken in ("thiJ", "vaBn"))
    ):
        left = left[1:]
    while len(left) > 1 and not left[-1].capital and _POLITE.fullmatch(left[-1].spoken):
        if left[-1].typed.isupper() and left[-1].spoken not in ("aJ", "nheS", "nha"):
            break  # "LÒ THỊ EM"
        if len(left) > 2 and left[-2].spoken in ("thiJ", "thi", "vaBn", "van") and left[-1].spoken != "aJ":
            break  # "lò thị em"
        left = left[:-1]
    return left
