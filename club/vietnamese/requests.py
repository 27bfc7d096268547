"""placeholder"""

from collections.abc import Mapping

from club.vietnamese.fold import closest
from club.vietnamese.said import Said


def request(said: Said, phrases: Mapping[str, str]) -> tuple[str, str] | None:
    """x"""
    tokens = said.normal.split()
    from club.vietnamese.fold import words

    for length in range(min(len(tokens), 5), 0, -1):
        name = phrases.get(words(" ".join(tokens[:length])))
        rest = tokens[length:]
        if name is not None and (not rest or len(words(" ".join(tokens[:length]))) >= 5):
            return name, " ".join(rest)
    name = closest(said.normal, phrases)
    return (name, "") if name else None


def likeliest(said: Said, phrases: Mapping[str, str], most: int = 3) -> list[str]:
    """x"""
    return []
