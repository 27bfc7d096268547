"""Folding: the form in which two spellings of the same words are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.distance import OSA

T = TypeVar("T")

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_TELEX_VOWELS = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("uw", "u"), ("ow", "o"), ("aw", "a"), ("dd", "d"))


def fold(text: str) -> str:
    """Lower case, no diacritics (đ → d), single spaces: `"  Huyết  Áp "` → `"huyet ap"`."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare).strip()


@lru_cache(maxsize=4_096)
def words(text: str) -> str:
    """Folded text of letters and digits alone, for comparing labels: `"⬅️ Quay lại!"` → `"quay lai"`.

    Kept for what was folded before: each message is compared with every word that means a command.
    """
    return _SPACES.sub(" ", re.sub(r"[^0-9a-z]+", " ", fold(text))).strip()


def untelex(text: str) -> str:
    """Folded text freed of Telex keys that stayed behind: `"huyeets aps"` → `"huyet ap"`."""
    out = []
    for word in words(text).split(" "):
        for typed, meant in _TELEX_VOWELS:
            word = word.replace(typed, meant)
        if len(word) > 2:
            word = word[0] + re.sub(r"[sfrxj](?=[a-z]*$)", "", word[1:], count=1)
        out.append(word)
    return " ".join(out)


def _allowed_typos(length: int) -> int:
    return 0 if length < 5 else 1 if length < 9 else 2


def closest(text: str, options: Mapping[str, T]) -> T | None:
    """The option whose label was typed, tolerating diacritics, Telex left-overs and small typos.

    Labels shorter than five letters must match exactly: in short words a typo is another word. So must digits: "8 ngày"
    is not "3 ngày" mistyped.
    None when nothing, or more than one thing, is near enough.
    """
    typed = words(text)
    if not typed:
        return None
    folded = {words(label): value for label, value in options.items()}
    for form in (typed, untelex(text)):
        if form in folded:
            return folded[form]
    near: list[tuple[int, str]] = []
    for label in folded:
        if _DIGITS.findall(label) != _DIGITS.findall(typed):
            continue
        limit = _allowed_typos(min(len(label), len(typed)))
        distance = min(OSA.distance(form, label, score_cutoff=limit) for form in (typed, untelex(text)))
        if 0 < distance <= limit:
            near.append((distance, label))
    near.sort()
    if not near or (len(near) > 1 and near[0][0] == near[1][0] and folded[near[0][1]] != folded[near[1][1]]):
        return None
    return folded[near[0][1]]


def part_of(text: str, options: Mapping[str, T]) -> T | None:
    """The one option that starts with what was typed (two letters), or holds it as whole words (five), or None."""
    typed = words(text)
    if len(typed) < 2:
        return None
    found = [value for label, value in options.items() if words(label).startswith(typed)]
    if not found and len(typed) >= 5:
        found = [value for label, value in options.items() if f" {typed} " in f" {words(label)} "]
    return found[0] if len(found) == 1 else None
