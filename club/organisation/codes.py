"""Codes that people type to join: short, random, without letters that look alike."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from club.vietnamese.fold import fold
from club.vietnamese.said import Said
from club.vietnamese.telex import decode, is_syllable

ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8
"""Eight of 25 characters, both halves mixed: 6 * 10^10 codes, hopeless to guess at the pace of a chat."""
_FEWEST = 3
"""different characters in a code"""


def new_code() -> str:
    """A random code from the operating system's source, such as `"KM4T7QXA"`.

    Either half has letters and digits, and it is no words typed with the digits of VNI ("U377YD4E"), so that
    no code is taken for words or numbers.
    """
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        halves = code[: LENGTH // 2], code[LENGTH // 2 :]
        if all(map(_mixed, halves)) and len(set(code)) >= _FEWEST and not _is_words(halves):
            return code


def read_code(text: str) -> str | None:
    """The code in what was typed ("km4t-7qxa", "mã KM4T 7QXA"), or None where it has no code's shape."""
    typed = re.sub(r"^(ma|code|ma so|ma moi|ma cua toi la|start)\s+", "", fold(text))
    bare = re.sub(r"[\s\-_.]", "", typed).upper()
    return bare if len(bare) == LENGTH and all(c in ALPHABET for c in bare) else None


_LINKED = re.compile(r"[?&/](?:code|start|ma|join)[=/]([A-Za-z0-9_.%-]+)", re.IGNORECASE)
_ONE = f"[{ALPHABET}{ALPHABET.lower()}]"
_GROUPED = re.compile(rf"(?<![^\W_])({_ONE}{{4}})(\s*[-_.]\s*|\s+|)({_ONE}{{4}})(?![^\W_])")
_SPELLED = re.compile(rf"(?<![^\W_])({_ONE}(?:[ .-]{_ONE}){{7}})(?![^\W_])")
_NAMED = re.compile(r"(?:\b(?:m[aã]|code|start)\b)[^\n]{0,40}$", re.IGNORECASE)


def _is_words(groups: Sequence[str]) -> bool:
    """Whether letters are Vietnamese words ("chua thay"), also with keys of VNI in them."""
    pieces = [g.lower() for g in groups]
    whole = "".join(pieces)
    splits = [pieces, [whole], *([whole[:i], whole[i:]] for i in range(2, len(whole) - 1))]
    return any(all(is_syllable(decode(piece)) for piece in split) for split in splits)


def _is_word(group: str) -> bool:
    """Whether letters alone are a Vietnamese word, as in "tham 3467"."""
    return group.isalpha() and is_syllable(decode(group.lower()))


def _is_code(found: re.Match[str], text: str) -> bool:
    """Whether eight characters are meant as a code: mixed as no word is, or named or written as one."""
    first, between, second = found[1], found[2], found[3]
    code = first + second
    if code.isdigit() or len(set(code.upper())) < _FEWEST or _is_words((first, second)):
        return False
    if between.isspace() and not code.isupper() and any(_is_word(group) for group in (first, second)):
        return False
    if between.isspace() and not any(_mixed(group) for group in (first, second)):
        return found[0] == text.strip() or (code.isupper() and bool(_NAMED.search(text[: found.start()])))
    return True


def _mixed(group: str) -> bool:
    return any(c.isdigit() for c in group) and any(c.isalpha() for c in group)


def find_code(said: Said) -> str | None:
    """The code in a link, an invitation or a sentence, in any case and grouping; words and numbers are none.

    "https://…/join?code=KM4T7QXA", "mã của tôi là km4t 7qxa ạ"; not "tôi 78 tuổi", "135x85", "chua thay".
    """
    text = said.normal
    for linked in _LINKED.finditer(text):
        bare = re.sub(r"[^A-Za-z0-9]", "", linked[1].replace("%20", "")).upper()
        if len(bare) == LENGTH and all(c in ALPHABET for c in bare):
            return bare
    for found in _GROUPED.finditer(text):
        if _is_code(found, text):
            return (found[1] + found[3]).upper()
    spelled = _SPELLED.search(text)
    return re.sub(r"[ .-]", "", spelled[1]).upper() if spelled and _mixed(spelled[1]) else None


def looks_like_code(text: str) -> bool:
    """Whether a mistyped word was meant as a code: nearly the length, letters and digits mixed.

    It may be in two groups; a text of words, as by their marks or by their number, is none.
    """
    groups = text.split()
    if (
        not text.isascii()
        or len(groups) > 2
        or (len(groups) == 2 and min(map(len, groups)) < LENGTH // 2 - 1)
    ):
        return False
    bare = re.sub(r"[\s\-_.]", "", fold(text))
    return (
        LENGTH - 2 <= len(bare) <= LENGTH + 2
        and bare.isalnum()
        and any(c.isdigit() for c in bare)
        and not bare.isdigit()
    )


def show_code(code: str) -> str:
    """In two groups, easier to read out: `"KM4T7QXA"` → `"KM4T-7QXA"`."""
    return f"{code[:4]}-{code[4:]}"


FREE_TRIES = 4
"""wrong codes a day that cost nothing: fingers slip"""
FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=24)
COUNTED = timedelta(hours=24)
"""A wrong code counts for so long."""
_NEAR = 5
"""letters in their places that make a wrong code look like another one"""


def pause_until(wrong_at: Sequence[datetime]) -> datetime | None:
    """Until when no code is looked at after these wrong ones (aware, oldest first): 10 minutes, then doubled.

    At that pace the 6 * 10^10 codes outlast any guesser.
    """
    over = len(wrong_at) - FREE_TRIES
    if over <= 0:
        return None
    return wrong_at[-1] + min(LONGEST_WAIT, FIRST_WAIT * (1 << min(over - 1, 10)))


def resembles(typed: str, code: str) -> bool:
    """Whether a wrong code is probably this one, mistyped."""
    return sum(a == b for a, b in zip(typed, code, strict=False)) >= _NEAR
