"""People: names, honorifics, phone numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

import phonenumbers

from club.errors import Misread
from club.vietnamese.fold import fold, words


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


_ALPHABET = "aăâbcdđeêghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_NAME = re.compile(r"[^\W\d_]+(?:['’.\- ]+[^\W\d_]+)*\.?")


def read_name(text: str) -> str:
    """A person's full name, tidied: `"  lò THỊ ón "` → `"Lò Thị Ón"`.

    Never demands three parts. Raises Misread for digits, one letter, or more than 60 characters.
    """
    name = re.sub(r"\s+", " ", text).strip(" .,")
    if not 2 <= len(name) <= 60 or not _NAME.fullmatch(name) or not re.search(r"\w{2}", name):
        raise Misread("members.name_misread")
    if name == name.lower() or name == name.upper():
        name = " ".join(part[:1].upper() + part[1:].lower() for part in name.split(" "))
    return name


def given_name(full_name: str) -> str:
    """The given name, which stands last: `"Lò Thị Ón"` → `"Ón"`."""
    return full_name.split(" ")[-1]


def _collation(word: str) -> tuple[tuple[int, int], ...]:
    keys = []
    for letter in word.casefold():
        base, tone = letter, 0
        for mark in unicodedata.normalize("NFD", letter)[1:]:
            if mark in _TONES:
                tone = _TONES[mark]
        if tone:
            kept = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES)
            base = unicodedata.normalize("NFC", kept)
        keys.append((_ALPHABET.find(base) if base in _ALPHABET else 99, tone))
    return tuple(keys)


def sort_key(full_name: str) -> tuple[object, ...]:
    """Order of Vietnamese lists: given name, then family and middle names, by Vietnamese collation."""
    parts = full_name.split(" ")
    return tuple(_collation(part) for part in (parts[-1], *parts[:-1]))


def matches(full_name: str, typed: str) -> bool:
    """Whether the typed part of a name is in the name, ignoring case and diacritics, word by word."""
    wanted = fold(typed).split()
    have = fold(full_name).split()
    return bool(wanted) and all(any(h.startswith(w) for h in have) for w in wanted)


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


_OLD_PREFIXES = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058",
    "0199": "059", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
}  # fmt: skip


def read_phone(text: str) -> str:
    """A Vietnamese phone number as E.164: "0912 345 678", "84912345678", "912345678", the old "0168…" (FACTS 6.4).

    A number with another country's code is kept as it is (relatives abroad). Raises Misread otherwise.
    """
    digits = re.sub(r"[^\d+]", "", text)
    if len(re.sub(r"[\d+().\-\s]", "", text)) > 12 or not digits:
        raise Misread("members.phone_misread")
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "+" + digits
    if digits.startswith("+84"):
        digits = "0" + digits[3:].lstrip("0")
    elif not digits.startswith(("0", "+")) and len(digits) in (9, 10):
        digits = "0" + digits  # spreadsheets drop the leading 0
    if len(digits) == 11 and digits[:4] in _OLD_PREFIXES:
        digits = _OLD_PREFIXES[digits[:4]] + digits[4:]
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as error:
        raise Misread("members.phone_misread") from error
    if not phonenumbers.is_valid_number(number):
        raise Misread("members.phone_misread")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def show_phone(e164: str) -> str:
    """`"+84912345678"` → `"0912 345 678"`."""
    number = phonenumbers.parse(e164, "VN")
    style = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(number, style.NATIONAL if number.country_code == 84 else style.INTERNATIONAL))
