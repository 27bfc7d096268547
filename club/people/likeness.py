"""Whether two lines of lists are one person, and what one of them says that the other does not.

One person is who agrees, not who is alike: the same name, and the phone number or the whole date of birth,
with nothing that contradicts. Who is only alike may be somebody else: a human has to look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any

from rapidfuzz.distance import OSA

from club.people.fields import BY_NAME, FIELD_OF
from club.people.honorifics import Sex
from club.vietnamese.fold import fold, words
from club.vietnamese.marks import encode, plain

_WORDS = frozenset(name for name, field in FIELD_OF.items() if BY_NAME[field].marked)
_BIRTH = BY_NAME["birth"].values


class Likeness(IntEnum):
    """What two lines are to each other."""

    OTHER = 0
    UNSURE = 1
    SAME = 2


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What somebody is known by. `letters`: the name without marks; `bare`: none was typed."""

    letters: str
    marked: str
    bare: bool
    year: int | None
    day: date | None
    sex: Sex | None
    phone: str | None
    group: str

    def same_name(self, other: Traits) -> bool:
        """A name typed without any mark fits every spelling, one typed with marks its own alone."""
        return self.letters == other.letters and (self.marked == other.marked or self.bare or other.bare)

    def contradicts(self, other: Traits) -> bool:
        """Whether one line says something that cannot be true of the other's person."""
        return (
            (self.phone != other.phone and bool(self.phone and other.phone))
            or (self.year != other.year and bool(self.year and other.year))
            or (self.day != other.day and bool(self.day and other.day))
            or (self.sex != other.sex and bool(self.sex and other.sex))
            or (self.group != other.group and bool(self.group and other.group))
        )

    def bound(self, other: Traits) -> bool:
        """The same name, and the phone or the whole date of birth, whatever else may contradict."""
        same_phone = bool(self.phone) and self.phone == other.phone
        same_day = bool(self.day) and self.day == other.day
        return (same_phone or same_day) and self.same_name(other)

    def agrees(self, other: Traits) -> bool:
        """One person: small groups change, but then the phone and the year have to be the same."""
        if not self.bound(other):
            return False
        same_phone = bool(self.phone) and self.phone == other.phone
        if same_phone and self.year and self.year == other.year:
            other = replace(other, group=self.group)
        return not self.contradicts(other)


def at_odds(lines: Sequence[Traits]) -> bool:
    """Whether any two of these contradict each other, or write the name with other marks."""
    told = (("" if t.bare else t.marked, t.phone, t.year, t.day, t.sex, t.group) for t in lines)
    return any(len(set(filter(None, values))) > 1 for values in zip(*told, strict=True))


def known_day(day: date | None) -> date | None:
    """The day, but for 1 January, which stands in papers where only the year is known."""
    return None if day is None or (day.day, day.month) == (1, 1) else day


def traits_of(values: Mapping[str, Any]) -> Traits:
    """By the names of the roster."""
    born = values.get("birth_date")
    marked = " ".join(re.sub(r"[\W_]+", " ", encode(values["full_name"])).split())
    return Traits(
        letters=words(values["full_name"]),
        marked=marked,
        bare=plain(marked) == marked,
        year=values.get("birth_year") or (born.year if born else None),
        day=known_day(born),
        sex=values.get("sex"),
        phone=values.get("phone"),
        group=fold(values.get("small_group") or ""),
    )


def likeness(one: Traits, other: Traits) -> Likeness:
    """The same, somebody else, or so alike that a human has to look."""
    if one.agrees(other):
        return Likeness.SAME
    apart = abs(one.year - other.year) if one.year and other.year else 0
    same_phone = bool(one.phone) and one.phone == other.phone
    if one.same_name(other):
        alike = same_phone or apart <= 1
    elif apart > 1:  # a couple, or mother and daughter, may share a phone
        alike = False
    elif one.letters == other.letters:
        alike = True
    elif one.sex and other.sex and one.sex is not other.sex:
        alike = False
    elif same_phone:
        last = one.letters.split()[-1:] == other.letters.split()[-1:]
        alike = last or OSA.distance(one.letters, other.letters, score_cutoff=3) <= 3
    else:
        slip = OSA.distance(one.letters, other.letters, score_cutoff=1) <= 1
        alike = slip and bool(one.year) and one.year == other.year
    return Likeness.UNSURE if alike else Likeness.OTHER


def differing(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """What `new` says of the same person otherwise: nothing that is empty, or vaguer than what is known."""
    found = {
        name: value
        for name, value in new.items()
        if value is not None and name not in _BIRTH and not _as_good(name, value, old.get(name))
    }
    return found | _birth(new, old)


def missing(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """What `new` says of the same person where `old` says nothing, or less: no marks, no day."""
    found = {
        name: value
        for name, value in differing(new, old).items()
        if old.get(name) is None
        or _as_good(name, old[name], value)
        or (name == "birth_date" and known_day(old[name]) is None)
    }
    if "birth_date" in found and old.get("birth_year") not in (None, new.get("birth_year")):
        del found["birth_date"]
    return found


def _as_good(name: str, new: Any, old: Any) -> bool:
    """Whether what is known says this already, or with marks; no name without any replaces one with marks."""
    if old is None or new == old or name not in _WORDS:
        return bool(new == old)
    told, known = encode(new), encode(old)
    bare = plain(told) == told and (name != "full_name" or plain(known) != known)
    return told == known or (bare and (name == "full_name" or told == plain(known)))


def _birth(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    year, day = new.get("birth_year"), new.get("birth_date")
    if year is None or (
        known_day(day) is None and (known_day(old.get("birth_date")) or year == old.get("birth_year"))
    ):
        return {}
    told = {"birth_year": year, "birth_date": day}
    return {name: value for name, value in told.items() if value != old.get(name)}
