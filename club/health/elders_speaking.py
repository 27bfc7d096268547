"""Elders who speak of themselves by the word the young have for them: "bà đây mà", "mẹ đo 150/90 con ạ"."""

from __future__ import annotations

from dataclasses import replace

from club.health.danger_whose import ANOTHERS
from club.vietnamese.marks import words_pattern
from club.vietnamese.persons import Spoken
from club.vietnamese.said import Said

_TO_CHILD = r"(?:ạ|à|ơi|nhé|nha|nghe|nè|này)"
_TO_OWN = words_pattern(rf"con(?: {_TO_CHILD})+$|^(?:này )?con ơi|(?:ạ|nhé|nha|nghe|rồi|đấy) con$")
"""what a mother says to her child"""
_TO_YOUNG = words_pattern(
    rf"(?:con|cháu)(?: {_TO_CHILD})+$|^(?:này )?(?:con|cháu) ơi|(?:ạ|nhé|nha|nghe|rồi|đấy) (?:con|cháu)$"
)
_HERE = words_pattern(
    r"^(?:(?:thì|là|của|chính|dạ|vâng|ừ) )*(?:bà|ông|cụ|bác|mẹ|má|mế|bố|ba) (?:đây|này|chứ ai)"
    r"(?: (?:mà|ạ|chứ|này|thôi|cháu|con|ơi))*$"
)
_FATHER = words_pattern("bố!|bo|cha|tía|thầy")
_TITLES = {"ba", "ong", "cu", "bac"}


def _parent(man: bool, said: Said) -> set[str]:
    """How a man or woman is called by their children; "ba" without marks is a grandmother too."""
    if man:
        return {"bố"}
    return {"mẹ"} if _FATHER.search(said.words) else {"mẹ", "bố"}


def may_mean_oneself(said: Said, spoken: Spoken, man: bool) -> bool:
    """Whether all persons spoken of are words by which the writer may call themselves, and nobody else's."""
    if not spoken.others or ANOTHERS.search(said.words):
        return False
    words = _TITLES | _parent(man, said)
    return all(m.kin in words and not m.name and not m.further for m in spoken.others)


def as_elders_speak(said: Said, spoken: Spoken, man: bool) -> Spoken:
    """Whom it speaks of: the writer alone, where they plainly speak to a child of theirs, or say "bà đây"."""
    if not may_mean_oneself(said, spoken, man):
        return spoken
    to_young = _TO_YOUNG if all(m.kin in _TITLES for m in spoken.others) else _TO_OWN
    by_marks = spoken.others[0].kin == "bố" and not man  # "ba" of a woman is "bà"
    spoken_to = _TO_YOUNG if by_marks else to_young
    if _HERE.search(said.words) or spoken_to.search(said.words):
        return replace(spoken, others=(), own=True)
    return spoken
