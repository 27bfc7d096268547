"""The club's list of people: households, and who may be somebody that stands in it already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from club.people.honorifics import Sex
from club.vietnamese.fold import fold


class Household(StrEnum):
    """As the commune's list of households has it."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    OTHER = "other"


@dataclass(frozen=True)
class Described:
    """What is known of somebody who may be in the list: `phone` as E.164."""

    full_name: str
    birth_year: int | None = None
    sex: Sex | None = None
    phone: str | None = None


ETHNIC_GROUPS = (
    "Thái",
    "Mông",
    "Kinh",
    "Dao",
    "Hà Nhì",
    "Giáy",
    "La Hủ",
    "Lự",
    "Lào",
    "Kháng",
    "Khơ Mú",
    "Mảng",
    "Si La",
    "Cống",
    "Tày",
    "Mường",
    "Nùng",
    "Hoa",
)
"""Groups of Lai Châu (FACTS 6.3); any other may be named."""
_SPELT = {re.sub(r"\W", "", fold(name)): name for name in ETHNIC_GROUPS} | {"hmong": "Mông"}


def ethnic_name(typed: str) -> str:
    """One spelling of an ethnic group: "H'mông", "mong" → "Mông";
    one that is not known stays as it was typed.
    """
    tidy = " ".join(typed.split())
    return _SPELT.get(re.sub(r"\W", "", fold(tidy)), tidy[:1].upper() + tidy[1:])


def group_key(name: str) -> tuple[tuple[int, str], ...]:
    """Order of small groups: by number where they have one ("Tổ 2" before "Tổ 10"), else by their words."""
    return tuple(
        (int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", fold(name)) if part
    )


def likely_same(one: Described, other: Described) -> bool:
    """Whether two descriptions are probably one person.

    The same phone and a name alike, or the same name (but for diacritics or one letter) and no other year of
    birth or sex. Two years apart is another person; one year apart may be a slip between calendar and age by
    the lunar year.
    """
    names = fold(one.full_name), fold(other.full_name)
    distance = OSA.distance(*names)
    if (
        one.phone
        and one.phone == other.phone
        and (distance <= 3 or names[0].split()[-1] == names[1].split()[-1])
    ):
        return True
    if one.sex and other.sex and one.sex is not other.sex:
        return False
    if one.birth_year and other.birth_year:
        apart = abs(one.birth_year - other.birth_year)
        return (distance <= 1 and apart == 0) or (distance == 0 and apart <= 1)
    return distance == 0
