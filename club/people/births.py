"""When somebody was born, as people say it: a date, a year, an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from club.errors import Misread, Refused
from club.vietnamese.dates import build, parts
from club.vietnamese.fold import fold

OLDEST = 120
"""years; nobody on a roster is older."""


@dataclass(frozen=True)
class Birth:
    """When somebody was born: the year, and the whole date where it is known."""

    year: int
    day: date | None = None


@dataclass(frozen=True)
class UnsureBirth:
    """Two digits alone ("48") may be a year of birth or an age; the years (both plausible)."""

    as_year: int
    as_age: int


def read_birth(text: str, today: date) -> Birth | UnsureBirth:
    """A date or year of birth: "5/3/1950", "mùng 5 tháng 3 năm 1950", "1950", "5.3.50", "78 tuổi".

    Raises:
        Misread: not a date, or a day that no month has.
        Refused: in the future, or more than `OLDEST` years ago.
    """
    typed = fold(text).strip(" .!")
    age = re.search(r"(\d{1,3}) tuoi$", typed)
    said = parts(typed)
    if age:
        birth = Birth(today.year - int(age[1]))
    elif said and said[2] is not None:
        day, month, year = said[0], said[1], said[2]
        if year < 100:
            year += 1900 if 1900 + year >= today.year - OLDEST else 2000
            year = year if today.year - year <= 100 else year + 100
        whole = build(year, month, day)
        if whole > today:
            raise Refused("common.date_future")
        birth = Birth(year, whole)
    else:
        number = re.fullmatch(r"(?:toi )?(?:sinh )?(?:nam )?(\d{4}|\d{2})", typed)
        if not number:
            raise Misread("members.birth_misread")
        value = int(number[1])
        if value < 100:
            as_year = 1900 + value
            as_age = today.year - value
            if today.year - as_year > OLDEST or as_year == as_age:
                birth = Birth(as_age)
            elif value < 16:
                birth = Birth(as_year)
            else:
                return UnsureBirth(as_year, as_age)
        else:
            birth = Birth(value)
    if birth.year > today.year:
        raise Refused("common.date_future")
    if today.year - birth.year > OLDEST:
        raise Refused("members.birth_too_old")
    return birth
