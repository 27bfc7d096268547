"""The phrases of one file of the corpus, for the reader whose they are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "understanding"


@dataclass(frozen=True)
class Phrase:
    """What was written and what it may mean; `value` is None where it is not to be read as an answer."""

    text: str
    means: frozenset[str]
    value: str | None
    asking: str
    when: str
    says: tuple[str, ...]

    def __str__(self) -> str:
        return self.text

    def fits(self, read: str | None) -> bool:
        """Whether what a reader made of it is right: the value, or nothing where the phrase may be asked about."""
        if read is None:
            return bool(self.means - {"answer"})
        return "answer" in self.means and read == self.value


def phrases(name: str, asking: str = "") -> list[Phrase]:
    """The phrases of `tests/understanding/NAME.toml` that answer the question `asking`, or all."""
    found = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["phrase"]
    return [
        Phrase(
            p["text"],
            frozenset([p["means"]] if isinstance(p["means"], str) else p["means"]),
            p.get("value"),
            p.get("asking", ""),
            p.get("when", ""),
            tuple(p.get("says", ())),
        )
        for p in found
        if not asking or p.get("asking") == asking
    ]
