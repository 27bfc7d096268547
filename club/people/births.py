"""When somebody was born, as people say it: a date, a year, an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from club.errors import Misread, Refused
from club.vietnamese.dates import build, parts
from club.vietnamese.fold import fold
from club.vietnamese.marks import words_pattern
from club.vietnamese.numbers import number_from_words, year_from_words
from club.vietnamese.politeness import peeled_line
from club.vietnamese.said import Said, hear

OLDEST = 120
"""years; nobody on a roster is older."""
_YOUNGEST = 15
"""years; somebody younger is a child or grandchild, not who joins"""
_OLDEST_BY_NAME = 99
"""years; a year named in the cycle of sixty is the one that makes an elder of at most this age"""


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


_WHO = (
    "toi|em|chau|con|minh|ong|ba|cu|bac|co|chu|anh|chi|me|bo|cha|ma|vo|chong|noi|ngoai|nha|nguoi|nam nay"
    "|da|dang"
)
"""folded words for whose birth it is"""
_CANH = "giap|at|binh|dinh|mau|ky|canh|tan|nham|quy"
_CHI = "ti|ty|suu|dan|mao|meo|thin|thinh|ngo|mui|than|dau|tuat|hoi"
_BESIDE = (
    rf"(?:(?:{_CANH}) (?:{_CHI})|tuoi (?:{_CHI})|am lich|duong lich|am|duong|theo giay to|trong giay"
    "|khai sinh|khoang|roi)"
)
"""what may stand beside a year without changing it: its name in the cycle of sixty, its calendar"""
_CHILD = re.compile(
    r"\b(?:con|chau)(?: (?:gai|trai|dau|re|ut|ca|lon|noi|ngoai))? (?:toi|tui|minh|em|ba|ong)\b"
)
_ELDER = 85
"""years; past it the younger of two years of the same name is likely enough to be asked about"""
_MONTH_WORDS = "gieng|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai|chap"
_FORGOTTEN = words_pattern(r"không (?:nhớ|biết|rõ)|quên|chả nhớ|chẳng nhớ|nỏ nhớ|nỏ biết")
_BRANCH_OF = {
    "suu": 1, "dan": 2, "mao": 3, "meo": 3, "thin": 4, "thinh": 4,
    "ngo": 6, "mui": 7, "than": 8, "dau": 9, "tuat": 10, "hoi": 11,
}  # fmt: skip
"""places in the cycle of twelve; "tý" (0) and "tỵ" (5) are told apart by the stem"""
_YEAR_OF_THE_PIG = re.compile(rf"\b(?:{_CANH}|tuoi|nam) hoi\b")
"""no question, though "hoi" alone asks"""
_UNSURE = re.compile(r"\b(?:khong|chua|quen|hay|hoac|gi do|hinh nhu|hoi|de mai|sao)\b")


def read_birth(text: str | Said, today: date) -> Birth | UnsureBirth:
    """A date or year of birth: "5/3/1950", "3/1950", "tôi sinh năm 1950", "sinh năm 50", "một chín năm mươi",
    "78 tuổi".

    Of a month and a year the year is kept. A year beside an age or a year's name ("canh dần 1950") decides.

    Raises:
        Misread: not a date, a day that no month has, two years, or no year ("tuổi Dần").
        Refused: in the future, or more than `OLDEST` years ago.
    """
    said = text if isinstance(text, Said) else hear(text)
    if _FORGOTTEN.search(said.words):
        raise Misread("members.birth_forgotten")
    line = fold(re.sub("[A-Z]", "", peeled_line(said)))
    if "?" in said.normal or _UNSURE.search(_YEAR_OF_THE_PIG.sub("", line)):
        raise Misread("members.birth_misread")
    if _CHILD.search(line):
        raise Misread("members.birth_own")
    bare = _bare(line)
    found = _unlike_its_name(bare) or _read(bare, today)
    if isinstance(found, UnsureBirth):
        return found
    if (found.day or date(found.year, 1, 1)) > today:
        raise Refused("common.date_future")
    if today.year - found.year > OLDEST:
        raise Refused("members.birth_too_old")
    if today.year - found.year < _YOUNGEST:
        raise Misread("members.birth_own")
    return found


def _unlike_its_name(line: str) -> UnsureBirth | None:
    """The two years that a year and its name in the cycle speak of, where they disagree ("1950 mậu tý")."""
    year, named = re.search(r"\b19\d\d\b", line), re.search(rf"\b({_CANH}) ({_CHI})\b", line)
    if year is None or named is None:
        return None
    said, (stem, branch) = int(year[0]), _cycle(named[1], named[2])
    near = [y for y in range(said - 30, said + 31) if (y - 4) % 10 == stem and (y - 4) % 12 == branch]
    if not near or near[0] in (said, said - 1):  # before the lunar new year the old name still holds
        return None
    return UnsureBirth(said, min(near, key=lambda y: abs(y - said)))


def _bare(line: str) -> str:
    """The line without who is spoken of, and without brackets: "me chau sinh nam 1950" → "sinh nam 1950"."""
    line = re.sub(r"\bsn\s*(?=\d)", "sinh nam ", re.sub(r"[():,;=]+", " ", line))
    line = re.sub(rf"^\s*(?:(?:{_WHO}|cua|la|thi|duoc|khoang)\s+)+(?=\S)", "", line)
    line = re.sub(r"(?<=\d{4})\s+(?:gioi tinh )?(?:nu|nam)(?: gioi)?\s*$", "", line)
    return " ".join(line.split()).strip(" .!")


def _read(typed: str, today: date) -> Birth | UnsureBirth:
    lead = re.match(
        r"(?:(?:ngay thang nam sinh|ngay sinh|nam sinh|sinh ngay|sinh nam|sinh thang|sinh|nam|ngay|thang|la)"
        r"\s+)+",
        typed,
    )
    rest = typed[lead.end() :] if lead else typed
    packed = re.fullmatch(r"(\d{2})(\d{2})((?:19|20)\d\d)", rest)
    said = (int(packed[1]), int(packed[2]), int(packed[3])) if packed else _date(typed) or _date(rest)
    if said:
        day, month, year = said
        if year is None:
            raise Misread("members.birth_misread")
        year = _full_year(year, today) if year < 100 else year
        return Birth(year, build(year, month, day))
    month_year = re.fullmatch(
        rf"(?:thang )?(\d{{1,2}}|{_MONTH_WORDS})(?:\s*[/\-.]\s*| nam )(\d{{4}}|[a-z ]+)(?: {_BESIDE})?", rest
    )
    if month_year and (month_year[1].isalpha() or 1 <= int(month_year[1]) <= 12):
        year = _year(month_year[2])
        if year is not None and year >= 1_000:
            return Birth(year)
    return _year_or_age(rest, today, plain=lead is None)


def _date(typed: str) -> tuple[int, int, int | None] | None:
    said = parts(re.sub(rf" {_BESIDE}$", "", typed))
    return said if said and (said[2] is not None or re.search(r"\d[/\-. ]\d|thang", typed)) else None


def _year_or_age(rest: str, today: date, *, plain: bool) -> Birth | UnsureBirth:
    if lunar := _lunar_years(rest, today):
        return (
            UnsureBirth(*lunar[:2]) if len(lunar) > 1 and today.year - lunar[0] > _ELDER else Birth(lunar[0])
        )
    aged = re.search(
        r"(?:nam nay |duoc |da |hon )*(\d{1,3}|[a-z ]+?) tuoi(?P<lunar> (?:ta|mu))?(?: roi)?", rest
    )
    age = _number(aged[1]) if aged else None
    left = (
        rest
        if aged is None or age is None
        else " ".join((rest[: aged.start()] + " " + rest[aged.end() :]).split())
    )
    left = re.sub(rf"(?:^| ){_BESIDE}(?= |$)", " ", left).strip()
    left = re.sub(r"^(?:sinh |nam )+", "", left)
    if not left and age is not None:
        return Birth(today.year - age + (1 if aged and aged["lunar"] else 0))  # a child is one at birth
    year = _year(left)
    if year is None:
        raise Misread("members.birth_misread")
    if year >= 100:
        return Birth(year)
    if not plain or age is not None:
        return Birth(_full_year(year, today))
    return _two_digits(year, today)


def _lunar_years(words: str, today: date) -> list[int]:
    """The years that "mậu tý" or "tuổi canh dần" may be, the elder one first."""
    found = re.fullmatch(rf"(?:(?:tuoi|nam|cam tinh|sinh) )*({_CANH}) ({_CHI})(?: roi)?", words)
    if found is None:
        return []
    stem, branch = _cycle(found[1], found[2])
    span = range(today.year - _OLDEST_BY_NAME, today.year - 17)
    return [y for y in span if (y - 4) % 10 == stem and (y - 4) % 12 == branch]


def _cycle(stem_name: str, branch_name: str) -> tuple[int, int]:
    stem = _CANH.split("|").index(stem_name)
    return stem, _BRANCH_OF.get(branch_name, 0 if stem % 2 == 0 else 5)


def _two_digits(value: int, today: date) -> Birth | UnsureBirth:
    """Two digits alone: a year of birth or an age."""
    as_year, as_age = 1900 + value, today.year - value
    if today.year - as_year > OLDEST or as_year == as_age:
        return Birth(as_age)
    return Birth(as_year) if value < 16 else UnsureBirth(as_year, as_age)


def _full_year(year: int, today: date) -> int:
    """The last year but a hundred that ends in these two digits."""
    return 1900 + year if today.year - (1900 + year) <= 100 else 2000 + year


def _year(words: str) -> int | None:
    if words.isdecimal():
        return int(words) if len(words) in (2, 4) else None
    return year_from_words(words.split()) if words else None


def _number(words: str) -> int | None:
    if words.isdecimal():
        return int(words)
    value = number_from_words(words.split())
    return int(value) if value is not None and value.denominator == 1 else None
