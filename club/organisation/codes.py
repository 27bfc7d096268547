"""Codes that people type to join: short, random, without letters that look alike."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from club.vietnamese.fold import fold

ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8
"""Eight of 25 characters: 1.5 * 10^11 codes, so that guessing is hopeless at a chat's pace."""


def new_code() -> str:
    """A random code from the operating system's source, such as `"KM4T7QXA"`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """The code in what was typed ("km4t-7qxa", "mã KM4T 7QXA"), or None where it has no code's shape."""
    typed = re.sub(r"^(ma|code|ma so|ma moi|ma cua toi la|start)\s+", "", fold(text))
    bare = re.sub(r"[\s\-_.]", "", typed).upper()
    return bare if len(bare) == LENGTH and all(c in ALPHABET for c in bare) else None


def looks_like_code(text: str) -> bool:
    """Whether a single mistyped word was meant as a code:
    right length or nearly, letters and digits mixed.
    """
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
    """Until when no code is looked at after these wrong ones (aware, oldest first):
    10 minutes, doubled by each further one.

    At that pace the 1.5 * 10^11 codes outlast any guesser.
    """
    over = len(wrong_at) - FREE_TRIES
    if over <= 0:
        return None
    return wrong_at[-1] + min(LONGEST_WAIT, FIRST_WAIT * (1 << min(over - 1, 10)))


def resembles(typed: str, code: str) -> bool:
    """Whether a wrong code is probably this one, mistyped."""
    return sum(a == b for a, b in zip(typed, code, strict=False)) >= _NEAR
