"""Numbers said in words, composed as people speak: "một ba mươi" (130), "hai triệu rưỡi", "hăm lăm".

A word counts only where the marks that were typed are its own ("bà" is no 3), and words that do not compose
to one number ("trăm hai trăm ba") are none: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from club.vietnamese.marks import encode, pattern

DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
SCALES = {
    "tram": 100, "nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
NUMBER_WORDS = frozenset({*DIGITS, *SCALES, "muoi", "chuc", "linh", "le", "ruoi"})
"""Folded words of which numbers are made."""

_DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALE_WORDS = {
    "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}  # fmt: skip
_OTHER_WORDS = {
    "mươi": "tens", "mười": "ten", "chục": "dozen", "hăm": "twenty", "băm": "thirty", "trăm": "hundred",
    "linh": "zero", "lẻ": "zero", "lẽ": "zero", "rưỡi": "half", "rưởi": "half", "phẩy": "comma",
}  # fmt: skip
_ONLY_AFTER_TENS = re.compile(r"mo(?:C?tS)|tuH?|lB?am|laB?m|nhaB?m")
_ONES = "một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín"
BELOW_SIXTY = rf"(?:(?:mười|hai mươi|hăm|ba mươi|băm|bốn mươi|năm mươi)(?: (?:{_ONES}))?|{_ONES})"
"""Source for `marks.pattern`: a number below sixty in words, as hours, minutes and days are said."""


@dataclass(frozen=True)
class _Word:
    kind: str  # digit, scale, number, or one of `_OTHER_WORDS`
    value: Fraction = Fraction(0)
    in_tens: bool = False  # "mốt", "tư", "lăm": said only behind tens


def _is(word: str, encoded: str) -> bool:
    return bool(pattern(word).fullmatch(encoded))


@lru_cache(maxsize=4_096)
def _word(encoded: str) -> _Word | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", encoded):
        return _Word("number", Fraction(encoded))
    found = next((value for word, value in _DIGIT_WORDS.items() if _is(word, encoded)), None)
    if found is not None:
        return _Word("digit", Fraction(found), bool(_ONLY_AFTER_TENS.fullmatch(encoded)))
    scale = next((value for word, value in _SCALE_WORDS.items() if _is(word, encoded)), None)
    if scale is not None:
        return _Word("scale", Fraction(scale))
    # "muoi" without its mark is read as tens, which ten is where nothing stands before it.
    kind = next((kind for word, kind in _OTHER_WORDS.items() if _is(word, encoded)), None)
    return _Word(kind) if kind else None


def is_number_word(encoded: str) -> bool:
    """Whether a word in the alphabet of `marks` may be part of a number said in words."""
    return _word(encoded) is not None


@dataclass(frozen=True)
class Spoken:
    """A number as it was said: counts of falling scales, and what stood behind the last of them.

    `"hai triệu năm trăm"` is ((2, 1_000_000), (500, 1)); `tail` is a lone digit behind a scale ("hai triệu
    tư", tenths of it) and `half` "rưỡi". `strict` is False where a small number stands straight behind
    millions: exactly said it is 2,000,500, but people leave "nghìn" out.
    """

    groups: tuple[tuple[Fraction, int], ...]
    tail: int | None = None
    half: Fraction = Fraction(0)
    strict: bool = True

    @property
    def value(self) -> Fraction:
        """The number, taking what was said at its word."""
        scale = next((s for _, s in reversed(self.groups) if s > 1), 1)
        tenths = Fraction((self.tail or 0) * scale, 10)
        return sum((count * s for count, s in self.groups), Fraction(0)) + tenths + self.half


class _Reader:
    """Reads words from left to right; every method moves on only past what it understood."""

    def __init__(self, words: Sequence[_Word]) -> None:
        self.words = words
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.words[place].kind if place < len(self.words) else ""

    def take(self) -> _Word:
        word = self.words[self.at]
        self.at += 1
        return word

    def tens(self) -> Fraction | None:
        """0 to 99: "mười lăm", "tám mươi mốt", "hăm lăm", "chín mốt", "năm"."""
        kind = self.kind()
        if kind in ("ten", "tens", "dozen", "twenty", "thirty"):
            self.take()
            return Fraction({"twenty": 20, "thirty": 30}.get(kind, 10)) + self._ones()
        if kind != "digit" and not (kind == "number" and self.words[self.at].value < 10):
            return None
        first = self.take().value
        if self.kind() in ("tens", "dozen"):
            if first == 0 or (first.denominator != 1):
                return None
            self.take()
            return first * 10 + self._ones()
        if self.kind() == "digit" and 1 <= first <= 9 and self.kind(1) not in ("tens", "dozen", "hundred"):
            second = self.words[self.at]
            apart = self.kind(1) in ("scale", "hundred") and not second.in_tens
            if second.value > 0 and not apart:
                self.take()  # "chín mốt": the tens left out
                return first * 10 + second.value
        return first

    def _ones(self) -> Fraction:
        if (
            self.kind() == "digit"
            and self.words[self.at].value > 0
            and self.kind(1) not in ("tens", "hundred")
        ):
            return self.take().value
        if self.kind() == "number" and self.words[self.at].value < 10:
            return self.take().value
        return Fraction(0)

    def below_thousand(self) -> tuple[Fraction, bool] | None:
        """A count of a scale, and whether a hundred was said in it."""
        if self.kind() == "number" and self.kind(1) not in ("tens", "dozen", "hundred"):
            return self.take().value, False
        if self.kind() == "hundred":
            self.take()
            return self._after_hundred(Fraction(100)), True
        start = self.at
        if self.kind() in ("digit", "number") and self.kind(1) == "hundred":
            count = self.take().value
            self.take()
            return self._after_hundred(count * 100), True
        if self.kind() == "digit" and 1 <= self.words[start].value <= 9 and self.kind(1) == "digit":
            hundred = self.take().value * 100  # "một ba mươi" and "một ba lăm": the hundred left out
            second = self.words[self.at].value
            rest = self.tens()
            if rest is not None and rest >= 10 and second > 0:
                return hundred + rest, True
            self.at = start
        found = self.tens()
        if found is not None and self.kind() == "digit" and self.words[start].kind == "digit":
            return None
        return (found, False) if found is not None else None

    def _after_hundred(self, hundreds: Fraction) -> Fraction:
        if self.kind() == "zero":
            self.take()
            return hundreds + (self.take().value if self.kind() in ("digit", "number") else 0)
        if self.kind() == "half":
            self.take()
            return hundreds + 50
        if self.kind() in ("digit", "number") and self.kind(1) != "hundred":
            lone = self.words[self.at].value
            rest = self.tens()
            if rest is None:
                return hundreds
            return hundreds + (rest * 10 if rest == lone and rest < 10 else rest)  # "trăm ba" is 130
        if self.kind() in ("ten", "twenty", "thirty", "tens"):
            return hundreds + (self.tens() or 0)
        return hundreds


def _count(reader: _Reader, *, first: bool) -> tuple[Fraction, bool, bool] | None:
    """What stands before a scale, whether a hundred was named, and whether it is one last word."""
    if first and reader.kind() == "scale":
        return Fraction(1), False, False
    begin = reader.at
    found = reader.below_thousand()
    if found is None:
        return None
    count, hundred = found
    if reader.kind() == "comma":
        reader.take()
        after = reader.below_thousand()
        if after is None or after[0].denominator != 1:
            return None
        count += after[0] / 10 ** len(str(int(after[0])))
    return count, hundred, reader.at - begin == 1 and reader.at == len(reader.words)


def _read(words: Sequence[_Word]) -> Spoken | None:
    reader = _Reader(words)
    groups: list[tuple[Fraction, int]] = []
    strict = True
    while reader.at < len(words):
        last = groups[-1][1] if groups else 0
        zero = False
        if reader.kind() == "half":
            reader.take()
            if reader.at < len(words) or not groups:
                return None
            return Spoken(tuple(groups), half=_half(groups, words), strict=strict)
        if groups and last == 1:
            return None
        if reader.kind() == "zero":
            if not groups:
                return None
            reader.take()
            zero = True
        counted = _count(reader, first=not groups)
        if counted is None:
            return None
        count, hundred, alone = counted
        if groups and last >= 1_000 and alone and 1 <= count <= 9 and not zero:
            return Spoken(tuple(groups), int(count), strict=strict)
        scale = int(reader.take().value) if reader.kind() == "scale" else 1
        if groups and (scale >= last or count >= 1_000):
            return None
        said_zero = zero or (hundred and count < 100)
        if scale == 1 and last >= 1_000_000 and not said_zero:
            strict = False
        groups.append((count, scale))
    return Spoken(tuple(groups), strict=strict) if groups else None


def _half(groups: Sequence[tuple[Fraction, int]], words: Sequence[_Word]) -> Fraction:
    scale = groups[-1][1]
    if scale > 1:
        return Fraction(scale, 2)
    return Fraction(5) if len(words) > 1 and words[-2].kind == "dozen" else Fraction(1, 2)


def spoken_number(encoded: Sequence[str]) -> Spoken | None:
    """The number that words in the alphabet of `marks`, or digits, say; None if they are not one number."""
    words = [_word(token) for token in encoded]
    return _read([w for w in words if w]) if words and all(words) else None


def number_from_words(tokens: Sequence[str]) -> Fraction | None:
    """The number that the words say, or None if they are not one number or may be two different ones.

    Colloquial forms count: "trăm ba" is 130, "một ba mươi" 130, "hai triệu tư" 2,400,000, "rưỡi" half of the
    last unit.
    """
    found = spoken_number([encode(token) for token in tokens])
    return found.value if found and found.strict else None


def year_from_words(tokens: Sequence[str]) -> int | None:
    """A year as it is said: "một nghìn chín trăm năm mươi", "một chín năm mươi", "hai không hai sáu".

    Two digits ("năm mươi") are given as they are.
    """
    whole = number_from_words(tokens)
    if whole is not None and whole.denominator == 1 and (10 <= whole < 100 or 1_000 <= whole < 3_000):
        return int(whole)
    words = [_word(encode(token)) for token in tokens]
    if len(words) < 3 or not all(w and w.kind in ("digit", "number") for w in words[:2]):
        return None
    first, second = (int(w.value) for w in words[:2] if w)
    if (first, second) not in ((1, 8), (1, 9), (2, 0)):
        return None
    rest = words[2:]
    if len(rest) == 2 and rest[0] and rest[1] and rest[0].kind == rest[1].kind == "digit":
        return int(first * 1000 + second * 100 + rest[0].value * 10 + rest[1].value)
    tail = number_from_words(tokens[2:])
    if tail is None or tail.denominator != 1 or not 10 <= tail < 100:
        return None
    return int(first * 1000 + second * 100 + tail)
