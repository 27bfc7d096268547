"""Trains the second opinion on danger from the corpus: writes `handlers/health/second_opinion.tsv`.

    python -m tools.train_second_opinion [--measure]

Logistic regression with a small L2 penalty by Adam on all pieces that stand in three phrases, then again on
the strongest of them. The set-aside fifth is never trained on. `--measure` only prints figures: five-fold by
whole families of phrases, and on the set-aside fifth beside the rules.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from club.health.danger import signs
from club.vietnamese.said import hear
from handlers.health import second_opinion as model
from tests.understanding.corpus import HERE, Phrase, phrases

LEAST, KEPT = 3, 6000
"""phrases that a piece must stand in; pieces that are kept"""
PENALTY, RATE, ROUNDS = 1e-5, 0.05, 300
FOLDS = 5


@dataclass(frozen=True)
class Trained:
    """The index of pieces, their weights, and the bias."""

    index: Mapping[str, int]
    weights: np.ndarray
    bias: float

    def probability(self, found: Collection[str]) -> float:
        """Of danger, for the pieces of one text."""
        at = [self.index[piece] for piece in found if piece in self.index]
        return 1 / (1 + float(np.exp(-(self.weights[at].sum() * model.scaled(at) + self.bias))))


def means_danger(phrase: Phrase) -> bool | None:
    """None where danger is one of several things that it may mean."""
    if phrase.means == ("danger",):
        return True
    return None if "danger" in phrase.means else False


def _descend(texts: Sequence[Collection[str]], wanted: np.ndarray, index: Mapping[str, int]) -> Trained:
    known = [np.array(sorted(index[p] for p in text if p in index), dtype=int) for text in texts]
    columns = np.concatenate(known)
    rows = np.repeat(np.arange(len(known)), [len(k) for k in known])
    scale = np.array([model.scaled(k) for k in known])[rows]
    values = np.zeros(len(index) + 1)  # the bias is the last
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for at in range(1, ROUNDS + 1):
        score = np.bincount(rows, weights=values[columns] * scale, minlength=len(known)) + values[-1]
        error = (1 / (1 + np.exp(-score)) - wanted) / len(known)
        slope = np.bincount(columns, weights=error[rows] * scale, minlength=len(values)) + PENALTY * values
        slope[-1] = error.sum()
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values = values - RATE * (mean / (1 - 0.9**at)) / (np.sqrt(square / (1 - 0.999**at)) + 1e-8)
    return Trained(index, values[:-1], float(values[-1]))


def train(texts: Sequence[Collection[str]], wanted: np.ndarray) -> Trained:
    """Of the pieces of each text and whether it means danger."""
    counted = Counter(piece for text in texts for piece in text)
    index = {piece: at for at, piece in enumerate(sorted(p for p, n in counted.items() if n >= LEAST))}
    wide = _descend(texts, wanted, index)
    strongest = sorted(index, key=lambda piece: -abs(wide.weights[index[piece]]))[:KEPT]
    return _descend(texts, wanted, {piece: at for at, piece in enumerate(sorted(strongest))})


def write(trained: Trained) -> None:
    """As a file of weights that can be read and compared."""
    rows = [f"{piece}\t{trained.weights[at]:.3f}" for piece, at in sorted(trained.index.items())]
    model.WEIGHTS.write_text("\n".join([f"{model.BIAS}\t{trained.bias:.3f}", *rows]) + "\n", "utf-8")


def measure(known: Sequence[Phrase], texts: Sequence[Collection[str]], wanted: np.ndarray) -> None:
    """Prints how much unseen danger is heard, and what is taken for it wrongly, at several thresholds."""
    families = sorted({p.family for p in known})
    random.Random(1).shuffle(families)
    part = {family: at % FOLDS for at, family in enumerate(families)}
    unseen = np.zeros(len(known))
    for fold in range(FOLDS):
        mine = [i for i, p in enumerate(known) if part[p.family] != fold]
        trained = train([texts[i] for i in mine], wanted[mine])
        for i, phrase in enumerate(known):
            if part[phrase.family] == fold:
                unseen[i] = trained.probability(texts[i])
    trained = train(texts, wanted)
    aside = [p for p in phrases(HERE / "held_out") if means_danger(p) is not None]
    heard = np.array([trained.probability(model.pieces(hear(p.text))) for p in aside])
    means = np.array([bool(means_danger(p)) for p in aside])
    rules = np.array([bool(signs(hear(p.text)).said) for p in aside])
    print(f"set aside: the rules alone hear {rules[means].sum()} of {means.sum()} signs")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said, new = unseen >= threshold, (heard >= threshold) & ~rules
        print(
            f"{threshold}: unseen families {said[wanted == 1].mean():.1%} heard, "
            f"{said[wanted == 0].mean():.1%} wrongly; set aside {new[means].sum()} more heard, "
            f"{new[~means].sum()} wrongly, of what any reader takes"
        )


def main() -> None:
    """Trains on the corpus."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    known = [p for p in phrases(HERE) if means_danger(p) is not None]
    texts = [model.pieces(hear(p.text)) for p in known]
    wanted = np.array([float(bool(means_danger(p))) for p in known])
    if options.measure:
        measure(known, texts, wanted)
    else:
        write(train(texts, wanted))


if __name__ == "__main__":
    main()
