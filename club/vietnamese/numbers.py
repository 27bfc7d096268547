"""Numbers said in words: "một trăm ba mươi", "hai triệu rưỡi", "mười ba rưỡi"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from club.vietnamese.fold import fold

DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
SCALES = {
    "tram": 100,
    "nghin": 1_000,
    "ngan": 1_000,
    "trieu": 1_000_000,
    "ty": 1_000_000_000,
    "ti": 1_000_000_000,
}
_TENS = {"muoi", "chuc"}
_ZERO_TENS = {"linh", "le"}
NUMBER_WORDS = frozenset({*DIGITS, *SCALES, *_TENS, *_ZERO_TENS, "ruoi"})


def number_from_words(tokens: Sequence[str]) -> Fraction | None:
    """The number that the words say, or None if they are not one number.

    Colloquial forms count: "trăm ba" is 130, "hai triệu tư" 2,400,000, "rưỡi" half of the last unit said.
    """
    total = Fraction(0)  # thousands and above
    group = Fraction(0)  # below the next scale
    digit: int | None = None
    unit = Fraction(1)  # the last unit said, which "rưỡi" halves
    zero_tens = False
    seen = False
    for position, raw in enumerate(tokens):
        token = fold(raw)
        last = position == len(tokens) - 1
        if token in DIGITS or token.isdecimal():
            if digit is not None:
                if token.isdecimal() or not 1 <= digit <= 9:
                    return None
                group, digit = group + digit * 10, None  # "ba lăm" = 35
            value = DIGITS[token] if token in DIGITS else int(token)
            if last and unit >= 100 and not zero_tens and 1 <= value <= 9 and group % 100 == 0:
                return total + group + value * unit / 10  # "trăm ba" = 130
            digit, seen = value, True
        elif token in _TENS:
            group, digit, unit, seen = (
                group + (digit if digit is not None else 1) * 10,
                None,
                Fraction(10),
                True,
            )
            unit = Fraction(1)
        elif token in _ZERO_TENS:
            zero_tens = True
        elif token == "ruoi":
            if not last or not seen:
                return None
            return total + group + (digit or 0) + unit / 2
        elif token in SCALES:
            scale = SCALES[token]
            if scale == 100:
                group, digit = group + (digit if digit is not None else 1) * 100, None
            else:
                amount = group + (digit or 0)
                total, group, digit = total + (amount if seen else 1) * scale, Fraction(0), None
            unit, seen, zero_tens = Fraction(scale), True, False
        else:
            return None
    return total + group + (digit or 0) if seen else None
