"""Sex as on the roster, and how somebody is addressed by age and sex."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from club.errors import Misread
from club.vietnamese.fold import words


class Sex(StrEnum):
    """As on the roster."""

    FEMALE = "female"
    MALE = "male"


_SEXES = {
    Sex.FEMALE: {"female", "nu", "ba", "co", "chi", "phu nu", "gai", "f", "woman"},
    Sex.MALE: {"male", "nam", "ong", "anh", "dan ong", "trai", "m", "man"},
}


def read_sex(text: str) -> Sex:
    """ "nữ", "Bà", "nam giới", "M". Raises Misread."""
    said = words(text).removesuffix(" gioi")
    for sex, spoken in _SEXES.items():
        if said in spoken:
            return sex
    raise Misread("members.sex_misread")


def honorific(birth_year: int | None, sex: Sex | None, today: date) -> str:
    """The key of the honorific by age and sex: 80+ cu; 60-79 ong/ba; 45-59 bac, co; under 45 anh/chi [P].

    A person of unknown age is addressed as `bac`, which offends nobody.
    """
    if birth_year is None:
        return "bac"
    age = today.year - birth_year
    female = sex is Sex.FEMALE
    if age >= 80:
        return "cu"
    if age >= 60:
        return "ba" if female else "ong" if sex else "bac"
    if age >= 45:
        return "co" if female else "bac"
    return "chi" if female else "anh" if sex else "bac"
