"""Amounts of money as people say and type them, in đồng. The decimal sign is a comma, thousands are dots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from club.errors import Misread, Refused
from club.vietnamese.fold import fold
from club.vietnamese.numbers import NUMBER_WORDS, number_from_words

MAX_AMOUNT = 10_000_000_000
SMALLEST_PLAIN = 10_000
"""đồng; a plain number below it ("500") is asked about: nobody pays 500 đồng, they mean thousands."""

_UNIT = {
    "d": 1, "dong": 1, "vnd": 1, "": 1,
    "tram": 100_000,
    "k": 1_000, "ng": 1_000, "nghin": 1_000, "ngan": 1_000,
    "tr": 1_000_000, "trieu": 1_000_000, "cu": 1_000_000,
    "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>trieu|tram|nghin|ngan|dong|vnd|tr|ty|ti|ng|cu|k|d)?(?![a-z])\s*"
)
_TRAILING = re.compile(
    r"(?P<number>\d+)\s*(?P<unit>trieu|tr)\s*(?P<rest>\d{1,3})(?!\d)\s*(?P<tail>nghin|ngan|k)?\s*(?:d|dong|vnd)?"
)


@dataclass(frozen=True)
class Unsure:
    """More than one amount (đồng) could be meant; the likelier first."""

    candidates: tuple[int, ...]


def _plain(number: str) -> Fraction:
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return Fraction(int(re.sub(r"[.,]", "", number)))
    return Fraction(number.replace(",", "."))


def _from_digits(text: str) -> tuple[Fraction, bool] | None:
    """(amount, whether a unit was said), or None."""
    short = _TRAILING.fullmatch(text)
    if short:  # "1tr5", "1 triệu 250", "1tr250k"
        scale = 1_000_000
        rest = int(short["rest"])
        digits = len(short["rest"])
        part = rest * 1_000 if short["tail"] or digits == 3 else rest * scale // 10**digits
        return Fraction(int(short["number"]) * scale + part), True
    half = text.endswith(" ruoi") or text.endswith("ruoi")
    rest_text = re.sub(r"\s*ruoi$", "", text)
    total, said, last = Fraction(0), False, Fraction(1)
    position = 0
    while position < len(rest_text):
        token = _TOKEN.match(rest_text, position)
        if not token:
            return None
        unit = token["unit"] or ""
        if position and not said:
            return None
        last = Fraction(_UNIT[unit])
        total += _plain(token["number"]) * last
        said = said or unit != ""
        position = token.end()
    return (total + (last / 2 if half else 0), said) if position else None


def read_amount(text: str) -> int | Unsure:
    """The amount in đồng, or `Unsure` with what could be meant.

    >>> read_amount("1tr5"), read_amount("5 trăm"), read_amount("2.000.000đ")
    (1500000, 500000, 2000000)

    Raises:
        Misread: it is not an amount.
        Refused: zero, negative, or beyond what a club can hold.
    """
    typed = fold(text).strip(" .!")
    if re.match(r"^-\s*\d", typed):
        raise Refused("common.amount_zero")
    typed = (
        re.sub(r"(?<=\d) (?=\d{3}\b)", ".", typed)
        if re.fullmatch(r"\d{1,3}( \d{3})+( ?(d|dong|vnd))?", typed)
        else typed
    )
    found = _from_digits(typed)
    if found is None:
        tokens = typed.replace("dong", " ").split()
        value = (
            number_from_words(tokens)
            if tokens and all(t in NUMBER_WORDS or t.isdecimal() for t in tokens)
            else None
        )
        if value is None:
            raise Misread("common.amount_misread")
        found = (value, False)
        if tokens[-1:] == ["tram"] and value < 1_000:
            found = (value * 1_000, True)  # "năm trăm" is 500 nghìn where money is spoken of
    amount, unit_said = found
    if amount == 0:
        raise Refused("common.amount_zero")
    if amount.denominator != 1 or amount > MAX_AMOUNT:
        raise Misread("common.amount_misread")
    whole = int(amount)
    if whole < SMALLEST_PLAIN and not unit_said:
        meant = [whole * 1_000] + ([whole * 1_000_000] if whole < 100 else [])
        return Unsure(tuple(meant if whole < 1_000 else [whole * 1_000, whole]))
    return whole


def dong(amount: int) -> str:
    """`1250000` → `"1.250.000 đồng"`."""
    return f"{amount:,}".replace(",", ".") + " đồng"
