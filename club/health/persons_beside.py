"""Whom a message with readings speaks of, where words of numbers or of the day hide people or seem people.

"bà Ba" is somebody whose name is a number; "sáng 130/80, tối 150/95" are hours of one's own day.
"""

from __future__ import annotations

import re
from dataclasses import replace

from club.vietnamese import persons
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, plain
from club.vietnamese.persons import Mention, Spoken
from club.vietnamese.said import Said, hear

_NAMED_BY_NUMBER = re.compile(
    r"(?<!\w)([Bb]à|[Bb]a|[Ôô]ng|[Oo]ng|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]hị|[Aa]nh|[Dd]ì|[Cc]ậu|[Mm]ợ|[Tt]hím|[Cc]ụ|[Cc]u)"
    r" (Hai|Ba|Tư|Tu|Năm|Nam|Sáu|Sau|Bảy|Bay|Tám|Tam|Chín|Chin|Mười|Muoi)(?!\w)"
)
"""a capital makes it a name"""
_PART = r"(?:sáng|trưa|chiều|tối)"
_BEFORE_NUMBERS = pattern(rf"(?<!\w){_PART}\s*(?:thì |là |:)?\s*(?=\d{{2,3}}\s*(?:/|-|trên|\s)\s*\d)")
_OPENING = pattern(
    rf"^\W{{0,4}}(?:(?:dạ|thưa|vâng|ơi|ạ|trợ lý|buổi|lúc|hồi)\W{{1,4}})*(?P<part>{_PART})\W{{0,4}}"
    r"(?:thì |là )?(?=\d{2,3}\s*\D)"
)
_EVENING = re.compile(r"(?<!\w)([Tt])oi(?=\W{1,3}\d)")
_CONJUNCTION = re.compile(r"(?<=\d\s)ma(?=\s+(?:la\s+)?\d)")
""" "không phải 90 mà 80" names no mother ("mạ") """


def _in_a_row(said: Said) -> bool:
    """Whether parts of a day stand before numbers, one after the other; "tôi" by itself is none."""
    found = [re.sub("[A-Z]", "", one.split()[0].strip(":")) for one in _BEFORE_NUMBERS.findall(said.spoken)]
    return len(set(found)) > 1


def evenings(said: Said) -> Said:
    """The text with "toi" as the evening where it ends a row of parts of the day."""
    if not _in_a_row(said):
        return said
    return hear(_EVENING.sub(r"\1ối", said.normal))


def opening_part(said: Said) -> Mention | None:
    """Somebody of the name of a part of the day, which opens the text: "Sáng 130/80" is of this morning,
    and of somebody called Sáng only where the writer knows such a one.
    """
    found = _OPENING.match(said.spoken)
    return Mention("", plain(found["part"])) if found is not None else None


def spoken_beside(said: Said) -> Spoken:
    """Whom the text speaks of, for the readings in it."""
    found = persons.spoken_of(_CONJUNCTION.sub(" ", said.spoken), said.normal)
    named = _NAMED_BY_NUMBER.search(said.normal)
    if named is not None and not said.normal.isupper():
        others = tuple(one for one in found.others if one.name)
        mention = Mention(fold(named[1]), fold(named[2]))
        return replace(found, others=others if mention in others else (*others, mention))
    if _in_a_row(said):
        parts = {"sang", "trua", "chieu", "toi"}
        return replace(found, others=tuple(one for one in found.others if one.kin or one.name not in parts))
    part = opening_part(said)
    if part is not None:
        return replace(found, others=tuple(one for one in found.others if one != part))
    return found
