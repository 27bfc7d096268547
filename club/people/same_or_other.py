"""What the board types when it is asked whether a line of a list is somebody known."""

from __future__ import annotations

from enum import Enum

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said

_TAIL = "(?: (?:thôi|đấy|đó|ấy|mà|rồi|nhé|hết|cả))*"


class Told(Enum):
    """One person, another one, or the line shall not be taken."""

    SAME = "same"
    OTHER = "other"
    OUT = "out"


_ANSWERS = {
    Told.OUT: "(?:thôi )?(?:bỏ|bỏ qua|bỏ đi)(?: (?:dòng|người) (?:này|ấy|đó))?"
    "|không (?:ghi|lấy|nhận|thêm)(?: (?:dòng|người) (?:này|ấy|đó))?",
    Told.OTHER: "(?:(?:không )?(?:đây |đó )?là )?(?:một )?người khác(?: hẳn| chứ| nữa)?"
    "|khác(?: nhau| người| hẳn)?"
    "|(?:là )?(?:hai|2) (?:người|ông|bà)(?: khác nhau| khác| riêng)?"
    "|không (?:phải )?(?:là )?(?:cùng )?(?:một|1) người",
    Told.SAME: "(?:(?:đúng|phải|vâng|dạ|ừ) )?(?:vẫn )?(?:là )?(?:cùng (?:là )?)?(?:một|1) người"
    "|(?:vẫn )?(?:là )?cùng(?: người)?|trùng(?: nhau| người)?",
}
_PATTERNS = {told: pattern(f"(?:{words}){_TAIL}") for told, words in _ANSWERS.items()}
_OF_IT = words_pattern("khác|cùng|trùng|người|dòng")


def same_or_other(said: Said) -> Told | None:
    """The whole text as such an answer; None for anything else."""
    spoken = said.words.removesuffix(" aJ").removesuffix(" a")
    return next((told for told, words in _PATTERNS.items() if words.fullmatch(spoken)), None)


def speaks_of_it(said: Said) -> bool:
    """Whether more is said than yes or no: "không phải người khác" is no "không"."""
    return _OF_IT.search(said.words) is not None
