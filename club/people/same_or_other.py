"""What the board types when it is asked whether a line of a list is somebody known."""

from __future__ import annotations

from enum import Enum

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said
from club.vietnamese.yesno import Agreement, agreement

_LEAD = "(?:(?:dạ|vâng|à|ừ|thưa|bẩm) )*"
_TAIL = "(?: (?:thôi|đấy|đó|ấy|mà|rồi|nhé|hết|cả|đâu|chứ))*"
_PERSON = "(?:người|ông|bà|cụ)"
_ONE = f"(?:một |1 )?{_PERSON}"


class Told(Enum):
    """One person, another one, or the line shall not be taken."""

    SAME = "same"
    OTHER = "other"
    OUT = "out"


_ANSWERS = {
    Told.OUT: "(?:thôi )?(?:bỏ|bỏ qua|bỏ đi)(?: (?:dòng|người) (?:này|ấy|đó))?"
    "|(?:không|đừng|khỏi) (?:ghi|lấy|nhận|thêm)(?: (?:dòng|người) (?:này|ấy|đó))?",
    Told.OTHER: f"(?:không )?(?:(?:đây |đó |đúng )?là )?(?:một )?{_PERSON} (?:khác|mới)(?: hẳn| nữa)?"
    "|khác(?: nhau| người| hẳn)?"
    f"|(?:là )?(?:hai|2) {_PERSON}(?: khác nhau| khác| riêng)?"
    f"|(?:không|chẳng|chả)(?: phải)?(?: là)?(?: cùng)?(?: {_ONE})?"
    "|(?:chỉ )?(?:cùng|trùng) tên (?:thôi|(?:mà |nhưng )?khác người)",
    Told.SAME: f"(?:(?:đúng|phải) )?(?:vẫn )?(?:là )?(?:cùng (?:là )?)?(?:một|1) {_PERSON}"
    f"|(?:(?:đúng|phải) )?(?:vẫn )?(?:là )?cùng(?: {_PERSON})?|trùng người",
}
_PATTERNS = {told: pattern(f"{_LEAD}(?:{words}){_TAIL}") for told, words in _ANSWERS.items()}
_DENIED_FIRST = pattern(
    rf"{_LEAD}(?:không|chẳng|chả|đâu)(?: phải)?\s*[,.;:!]+\s*(?:là )?(?:cùng|trùng|một|1)"
)
_ACKNOWLEDGES = pattern(f"{_LEAD}(?:ok|oke|okê|okie|okay|được|rồi)(?: được| rồi| nhé| nha| ạ)*")
_ANOTHER = words_pattern("khác|hai|2|mới")


def same_or_other(said: Said) -> Told | None:
    """The whole text as such an answer; None for anything else."""
    spoken = said.words.removesuffix(" aJ").removesuffix(" a")
    if _DENIED_FIRST.match(said.spoken):  # "không, cùng một người" says both
        return None
    return next((told for told, words in _PATTERNS.items() if words.fullmatch(spoken)), None)


def plainly_yes(said: Said, echoes: str) -> bool:
    """Whether it says yes to this: "được rồi" only acknowledges, "đúng là khác" speaks of another."""
    if _ACKNOWLEDGES.fullmatch(said.words) or _ANOTHER.search(said.words):
        return False
    return agreement(said, echoes) is Agreement.YES
