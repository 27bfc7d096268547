"""Somebody says who they are: "Mẩy đây", "tôi là Sùng", "bà Mẩy nói"."""

from __future__ import annotations

import re

from club.vietnamese.said import Said

_TITLE = r"(?:cu|ong|ba|bac|co|chu|anh|chi|em|chau|me|bo|di|cau) "
_NAMED = re.compile(
    rf"(?:(?:da|vang) )?(?:(?:toi|em|chau|con|minh|day) (?:la )?)?({_TITLE})?"
    r"([a-z]{1,12}(?: [a-z]{1,12}){0,4}?)"
    r"(?: (?:dang noi|noi|day|a|day a|nhe))?"
)


def is_speaking(said: Said) -> str:
    """The name that somebody gives as their own, folded and without a title; empty where there is none."""
    found = _NAMED.fullmatch(said.bare)
    return found[2] if found is not None else ""
