"""A second opinion on danger where no reader understood: a linear model over pieces of words.

The rules of `club/health/danger` decide. This model hears only what nobody understood, and may only add:
what it takes for danger is asked about, with 115 in the first line, and nobody is alarmed. It is a logistic
regression on pieces of two to five characters, of the text as typed and without its marks, trained from the
corpus by `tools/train_second_opinion.py`; `docs/understanding.md` has its figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from club.vietnamese.said import Said

LENGTHS = range(2, 6)
"""characters"""
THRESHOLD = 0.5
"""probability from which it is asked about"""
WEIGHTS = Path(__file__).with_name("second_opinion.tsv")
"""lines of a piece, a tab and its weight; the first line is the bias"""
BIAS = "(bias)"


@dataclass(frozen=True)
class Opinion:
    """How likely danger is spoken of (0 to 1), and the pieces that speak for it most, strongest first."""

    probability: float
    strongest: tuple[str, ...]

    @property
    def danger(self) -> bool:
        """Whether it is to be asked about."""
        return self.probability >= THRESHOLD


def pieces(said: Said) -> frozenset[str]:
    """The pieces of a text: behind "=" with the marks as typed, behind "~" without;
    "_" is the edge of a word.

    Every digit counts as 0: which number stands there says nothing.
    """
    found: set[str] = set()
    for sign, text in (("=", said.normal.casefold()), ("~", said.bare)):
        line = re.sub(r"\d", "0", "_".join(["", *re.findall(r"\w+", text), ""]))
        for length in LENGTHS:
            found.update(sign + line[i : i + length] for i in range(len(line) - length + 1))
    return frozenset(found)


@lru_cache(maxsize=1)
def _weights() -> tuple[float, dict[str, int], np.ndarray]:
    rows = [line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines()]
    bias = next(float(weight) for piece, weight in rows if piece == BIAS)
    rows = [row for row in rows if row[0] != BIAS]
    index = {piece: at for at, (piece, _) in enumerate(rows)}
    return bias, index, np.array([float(weight) for _, weight in rows])


def scaled(known: Collection[int]) -> float:
    """What each weight is multiplied by, so that long texts weigh no more than short ones."""
    return 1 / float(np.sqrt(max(1, len(known))))


def second_opinion(said: Said) -> Opinion:
    """What the model makes of it, explained by at most five pieces."""
    bias, index, weights = _weights()
    found = sorted(pieces(said) & index.keys())
    at = [index[piece] for piece in found]
    each = weights[at] * scaled(at)
    probability = 1 / (1 + float(np.exp(-(each.sum() + bias))))
    strongest = [found[i] for i in np.argsort(-each)[:5] if each[i] > 0]
    return Opinion(probability, tuple(strongest))
