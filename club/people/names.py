"""Names: read, ordered and found as Vietnamese lists do."""

from __future__ import annotations

import re
import unicodedata

from club.errors import Misread
from club.vietnamese.fold import fold

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
