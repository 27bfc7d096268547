"""Numbers of a blood pressure said in words: "một ba mươi", "trăm tư", "tám lăm", "mười ba rưỡi"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from club.vietnamese.marks import pattern

_WORDS = {
    "0": "không",
    "1": "một|mốt",
    "2": "hai",
    "3": "ba",
    "4": "bốn|tư",
    "5": "năm|lăm|nhăm",
    "6": "sáu",
    "7": "bảy|bẩy",
    "8": "tám",
    "9": "chín",
    "ten": "mười",
    "tens": "mươi|chục",
    "hundred": "trăm",
    "odd": "linh|lẻ",
    "half": "rưỡi",
    "twenty": "hăm",
}
_MEANS = [(name, pattern(words)) for name, words in _WORDS.items()]
_LARGER = pattern("nghìn|ngàn|triệu|tỷ|tỉ")
_HIGH, _LOW = range(60, 281), range(30, 181)


def _means(word: str) -> str | None:
    return next((name for name, said in _MEANS if said.fullmatch(word)), None)


def is_number_word(word: str) -> bool:
    """Whether the word (in the alphabet of `marks`) may be one of a number."""
    return _means(word) is not None or bool(_LARGER.fullmatch(word))


def _below_hundred(parts: Sequence[str]) -> int | None:
    match parts:
        case [one] if one.isdecimal():
            return int(one)
        case ["ten" | "tens"]:
            return 10
        case ["ten" | "tens", one] if one.isdecimal():
            return 10 + int(one)
        case ["twenty", one] if one.isdecimal():
            return 20 + int(one)
        case [ten, "ten" | "tens"] if ten.isdecimal():
            return int(ten) * 10
        case [ten, "ten" | "tens", one] if ten.isdecimal() and one.isdecimal():
            return int(ten) * 10 + int(one)
        case [ten, one] if ten.isdecimal() and one.isdecimal() and ten != "0":
            return int(ten) * 10 + int(one)
    return None


def _composed(parts: Sequence[str]) -> int | None:
    if "hundred" in parts:
        at = parts.index("hundred")
        head = 1 if at == 0 else int(parts[0]) if at == 1 and parts[0].isdecimal() else None
        rest = list(parts[at + 1 :])
        if head is None:
            return None
        if not rest:
            return head * 100
        if rest == ["half"]:
            return head * 100 + 50
        if len(rest) == 1 and rest[0].isdecimal():
            return head * 100 + int(rest[0]) * 10  # "trăm tư" is 140
        if rest[0] == "odd":
            return head * 100 + int(rest[1]) if len(rest) == 2 and rest[1].isdecimal() else None
        low = _below_hundred(rest)
        return head * 100 + low if low is not None else None
    if len(parts) == 3 and all(p.isdecimal() for p in parts) and parts[0] in ("1", "2"):
        return int("".join(parts))  # "một hai tám" is 128
    if len(parts) >= 3 and parts[0] in ("1", "2") and parts[2] in ("ten", "tens"):
        low = _below_hundred(parts[1:])
        return int(parts[0]) * 100 + low if low is not None else None  # "một ba mươi" is 130
    return _below_hundred(parts)


def spoken_number(words: Sequence[str]) -> Fraction | None:
    """What the words (in the alphabet of `marks`) say, or None where they are no one number.

    Half only below 30.
    """
    found = [_means(word) for word in words]
    if not found or any(f is None for f in found):
        return None
    parts = [f for f in found if f is not None]
    if parts[-1] == "half" and "hundred" not in parts:
        whole = _composed(parts[:-1])
        return Fraction(2 * whole + 1, 2) if whole is not None and whole < 30 else None
    value = _composed(parts)
    return Fraction(value) if value is not None else None


def spoken_pair(words: Sequence[str]) -> tuple[Fraction, Fraction] | None:
    """The two numbers said one after the other, where there is one way to part them:
    "một trăm ba lăm tám lăm".
    """
    found: list[tuple[Fraction, Fraction]] = []
    if spoken_number(words) is not None:
        return None  # one number
    for cut in range(1, len(words)):
        high, low = spoken_number(words[:cut]), spoken_number(words[cut:])
        if high is None or low is None:
            continue
        scale = 10 if high < 30 and low < 30 else 1
        if high * scale in _HIGH and low * scale in _LOW and high - low >= (1 if scale == 10 else 10):
            found.append((high, low))
    return found[0] if len(set(found)) == 1 else None


_WORD = re.compile(r"[^\W\d_]+")
_OVER = pattern("trên|phần")
_GAP = re.compile(r"[ \t]*")


def runs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end, words) of each row of number words in a text in the alphabet of `marks`."""
    start = end = 0
    words: list[str] = []
    for found in _WORD.finditer(text):
        joined = words and _GAP.fullmatch(text, end, found.start()) is not None
        if is_number_word(found[0]):
            if joined:
                words.append(found[0])
            else:
                if words:
                    yield start, end, words
                start, words = found.start(), [found[0]]
            end = found.end()
        elif words:
            yield start, end, words
            words = []
    if words:
        yield start, end, words
