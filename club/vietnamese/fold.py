"""Folding: the form in which two spellings of the same words are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.distance import OSA

from club.vietnamese.marks import encode_word, pattern
from club.vietnamese.telex import decode

T = TypeVar("T")

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
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


def _untelex(text: str) -> str:
    """Folded text freed of Telex keys that stayed behind: `"huyeets aps"` → `"huyet ap"`."""
    out = []
    for word in words(text).split(" "):
        for typed, meant in _TELEX_VOWELS:
            word = word.replace(typed, meant)
        if len(word) > 2:
            word = word[0] + re.sub(r"[sfrxj](?=[a-z]*$)", "", word[1:], count=1)
        out.append(word)
    return " ".join(out)


_TURNING = frozenset("dung vang khong co chua thoi mat huy ban giu".split())
"""Words whose marks make them another answer: "đừng" is never "đúng" mistyped."""


@lru_cache(maxsize=4_096)
def _marked(text: str) -> tuple[tuple[str, str], ...]:
    """Each word folded, and with its marks; keys of Telex and VNI decoded."""
    typed = (decode(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    return tuple((fold(word), word) for word in typed)


def _fits(typed: str, label: str, *, bare: bool) -> bool:
    """Whether one word is the other: marks left out by who typed, or by a label without any (`bare`)."""
    return bool(pattern(label).fullmatch(encode_word(typed))) or (
        bare and bool(pattern(typed).fullmatch(encode_word(label)))
    )


def _slips(text: str, label: str) -> int | None:
    """Words typed with other marks than the label's; None where that turns the meaning."""
    meant: dict[str, list[str]] = {}
    bare = all(word.isascii() for _, word in _marked(label))
    for folded, word in _marked(label):
        meant.setdefault(folded, []).append(word)
    slips = 0
    for folded, word in _marked(text):
        if word.isascii() or folded not in meant or any(_fits(word, m, bare=bare) for m in meant[folded]):
            continue
        if folded in _TURNING:
            return None
        slips += 1
    return slips


@lru_cache(maxsize=512)
def _forms(text: str) -> tuple[str, str, str]:
    """The text folded, decoded and freed of keys; kept, since it is compared with label after label."""
    decoded = " ".join(folded for folded, _ in _marked(text))
    return words(text), decoded, _untelex(text)


def _allowed_typos(length: int) -> int:
    return 0 if length < 5 else 1 if length < 9 else 2


def same(text: str, label: str) -> bool:
    """Whether the label itself was typed: marks may be left out, those that were typed are the label's."""
    folded = words(label)
    return folded in _forms(text) and _slips(text, label) == 0 if folded else False


def closest(text: str, options: Mapping[str, T]) -> T | None:
    """The option whose label was typed, tolerating missing marks, keys of Telex and VNI, and small typos.

    Labels shorter than five letters must match exactly: in short words a typo is another word. So must
    digits, "8 ngày" is not "3 ngày" mistyped, and marks that turn the meaning: "đừng" is not "đúng".
    None when nothing, or more than one thing, is near enough.
    """
    typed = words(text)
    if not typed:
        return None
    if (exact := next((label for label in options if same(text, label)), None)) is not None:
        return options[exact]
    near: list[tuple[int, str]] = []
    forms = _forms(text)
    digits = _DIGITS.findall(forms[1])
    for label in options:
        folded = words(label)
        limit = _allowed_typos(min(len(folded), len(typed)))
        typos = min(OSA.distance(form, folded, score_cutoff=limit) for form in forms)
        if typos > limit or digits != _DIGITS.findall(folded) or (slips := _slips(text, label)) is None:
            continue
        if 0 < typos + slips <= limit:
            near.append((typos + slips, label))
    near.sort(key=lambda found: found[0])
    if not near or (
        len(near) > 1 and near[0][0] == near[1][0] and options[near[0][1]] != options[near[1][1]]
    ):
        return None
    return options[near[0][1]]


def part_of(text: str, options: Mapping[str, T]) -> T | None:
    """The one option that starts with what was typed (two letters), or holds it as whole words (five).

    Words typed with other marks than the option's are none of it. None where nothing or more than one fits.
    """
    typed = _forms(text)[1]
    if len(typed) < 2:
        return None
    fitting = {label: words(label) for label in options if _slips(text, label) == 0}
    found = [options[label] for label, folded in fitting.items() if folded.startswith(typed)]
    if not found and len(typed) >= 5:
        found = [options[label] for label, folded in fitting.items() if f" {typed} " in f" {folded} "]
    return found[0] if len(found) == 1 else None
