"""Numbers and words of amounts in a line, before anything is said of what they come to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from club.vietnamese.marks import encode, pattern
from club.vietnamese.numbers import is_number_word

_UNITS = tuple(
    (pattern(words), encode(meant) if meant else "")
    for words, meant in (
        ("k|ng|ngh|nghìn|ngàn", "nghìn"),
        ("tr|triệu|củ|chai", "triệu"),
        ("tỷ|tỉ", "tỷ"),
        ("đ|đồng|vnđ|vnd|₫|d", ""),
    )
)
"""what may stand behind a number, and the scale it means; none for đồng itself"""
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)?(?![.,]?\d)|[.,]\d+(?![.,]?\d)"
_PIECE = re.compile(
    rf"(?P<number>(?<![\d.,])(?:{_NUMBER}))|(?P<word>[^\W\d_]+|₫)|(?P<space>\s+)|(?P<other>.)", re.DOTALL
)
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_HALF = encode("nửa")

COUNTED = pattern(
    r"(?<!\w)(?:tháng|kỳ|kì|lần|đợt|tổ|nhóm|phiếu|ngày|hôm) (?:thứ |số )?\d{1,2}(?=\s)"
    r"(?!\s*(?:k|tr|triệu|nghìn|ngàn|trăm|đồng|đ|củ|chục)(?!\w))"
)
"""the number of a month, an instalment or a day is no money: "kỳ 2 900k" """


@dataclass(frozen=True)
class Piece:
    """A number, or a word of one, with its place in the line. `digits` are as typed ("05" is no 5).

    `parts`: groups of a number with spaces between that may be several sums: "500 600", not "500 000".
    """

    start: int
    end: int
    encoded: str
    digits: str = ""
    unit: bool = False
    dong: bool = False
    parts: tuple[str, ...] = ()


def _plain(number: str) -> Fraction:
    if THOUSANDS.fullmatch(number):
        return Fraction(int(re.sub(r"[.,]", "", number)))
    return Fraction(("0" if number[0] in ".," else "") + number.replace(",", "."))


def _decimal(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else format(float(value), ".9f").rstrip("0")


def runs(line: str) -> list[list[Piece]]:
    """Numbers and words of numbers that stand together, with nothing but spaces between them."""
    runs: list[list[Piece]] = [[]]
    for found in _PIECE.finditer(line):
        at, end, before = found.start(), found.end(), runs[-1]
        if found["space"]:
            continue
        if found["number"]:
            spaced = before and before[-1].digits and re.fullmatch(r"\d{3}", found[0])
            if spaced and re.fullmatch(r"\d{1,3}(?:\.\d{3})*", before[-1].digits):  # "500 000"
                last = before.pop()
                digits = f"{last.digits}.{found[0]}"
                parts = (*(last.parts or (last.digits,)), found[0]) if found[0] != "000" else ()
                before.append(Piece(last.start, end, _decimal(_plain(digits)), digits, parts=parts))
            else:
                before.append(Piece(at, end, _decimal(_plain(found[0])), found[0]))
            continue
        word = found["word"] or ""
        unit = next((meant for words, meant in _UNITS if words.fullmatch(word)), None) if before else None
        if unit is not None and not (before[-1].dong or (before[-1].unit and unit)):
            before.append(Piece(at, end, unit, unit=bool(unit), dong=not unit))
        elif word and (is_number_word(word) or word == _HALF):
            before.append(Piece(at, end, "0.5" if word == _HALF else word))
        elif before:
            runs.append([])
    return [run for run in runs if run]
