"""Sex as on the roster, and how somebody is addressed by age and sex."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from club.errors import Misread
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said, hear


class Sex(StrEnum):
    """As on the roster."""

    FEMALE = "female"
    MALE = "male"


_NOT = words_pattern(r"(?:không|chẳng|không phải) (?:phải |là |phải là )?(?:nữ|nam|đàn ông|đàn bà)(?: giới)?")
_OTHER = words_pattern(
    r"việt nam|miền nam|nam bộ|nam (?:mươi|muoi)|\d+ nam|nam \d+|nam nay|nam sinh|nữ hay nam|nam hay nữ"
)
_PLAIN = {
    Sex.FEMALE: words_pattern("nữ|phụ nữ|đàn bà|con gái|gái|female|woman|f"),
    Sex.MALE: words_pattern("na[m]|đàn ông|con trai|trai|male|man|m"),
}
""" "nam" as it is written: "năm" is a number"""
_CALLED = {
    Sex.FEMALE: words_pattern("b[a][F]|^ba!$|cụ bà|c[o][C]|chị|mẹ|dì|thím|mợ|má|bà già|bà cụ|vợ"),
    Sex.MALE: words_pattern("ông|anh|chú|bố|cậu|dượng|ông già|ông cụ|chồng"),
}
_ASIDE = words_pattern(
    "dạ|vâng|ạ|cụ|tôi|em|cháu|con|mình|là|thì|giới tính|người|già|rồi|giới|nhé|nha|chứ|còn|gì|đây|một"
    "|hội viên"
)
"""words beside a title that add nothing to it"""


def read_sex(text: str | Said) -> Sex:
    """ "nữ ạ", "dạ tôi là nữ", "Bà", "đàn ông", "không phải nam, tôi là nữ", "M".

    Raises:
        Misread: neither, both, or a question.
    """
    said = text if isinstance(text, Said) else hear(text)
    line = _OTHER.sub(" ? ", _NOT.sub(" ", said.spoken))
    if "?" in line:
        raise Misread("members.sex_misread")
    found = {sex for sex, spoken in _PLAIN.items() if spoken.search(line)}
    if not found and not _ASIDE.sub(" ", _without_titles(line)).strip(" .,!;:()"):
        found = {sex for sex, spoken in _CALLED.items() if spoken.search(line)}
    if len(found) != 1:
        raise Misread("members.sex_misread")
    return found.pop()


def _without_titles(line: str) -> str:
    for spoken in _CALLED.values():
        line = spoken.sub(" ", line)
    return line


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
