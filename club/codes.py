"""Codes that people type to join: short, random, without letters that look alike."""

from __future__ import annotations

import re
import secrets

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
    """Whether a single mistyped word was meant as a code: right length or nearly, letters and digits mixed."""
    bare = re.sub(r"[\s\-_.]", "", fold(text))
    return LENGTH - 2 <= len(bare) <= LENGTH + 2 and bare.isalnum() and any(c.isdigit() for c in bare) and not bare.isdigit()


def show_code(code: str) -> str:
    """In two groups, easier to read out: `"KM4T7QXA"` → `"KM4T-7QXA"`."""
    return f"{code[:4]}-{code[4:]}"
