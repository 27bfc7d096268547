"""Writes the tables of docs/understanding.md: the readers from the code, the figures from a rehearsal.

python -m tools.understanding_page      the readers, at once
python -m tools.understanding --write   the readers and the figures, after everything was rehearsed
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from club.vietnamese.said import hear
from handlers.conversation.hearing import Reader
from handlers.understanding import TABLE
from tests.understanding.corpus import Phrase, Verdict

PAGE = Path(__file__).resolve().parents[1] / "docs" / "understanding.md"
COMMAND = {
    "readers": "python -m tools.understanding_page",
    "figures": "python -m tools.understanding --write",
}
"""what writes each marked part of the page"""
KINDS = {
    "danger": "a sign after which one calls 115",
    "unwell": "a milder complaint",
    "reading": "a reading",
    "readings": "a reading",
    "taken_back": "a reading is taken back",
    "yes": "yes",
    "no": "no",
    "stop": "leaving",
    "back": "one question back",
    "answer": "an answer to what is asked",
    "rsvp_yes": "coming, or not",
    "rsvp_no": "coming, or not",
    "command": "a request",
    "code": "a code",
    "thanks": "thanks and greetings",
    "ask": "unclear: is asked about",
    "other": "nothing of all this",
}
"""The row that a phrase is counted in, by the meaning that is named first for it."""


def with_part(page: str, name: str, content: str) -> str:
    """The page with this part between its two marker lines. Raises LookupError where they are missing."""
    begin, end = f"<!-- {name}: written by `{COMMAND[name]}` -->", f"<!-- {name} end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise LookupError(f"The page has no lines {begin} and {end}")
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


# --- readers


def readers_table(table: Sequence[Reader] = TABLE) -> str:
    """The readers in their order: name, what it takes, when it is left out."""
    rows = ["| | reader | takes | is left out |", "|---:|---|---|---|"]
    for number, reader in enumerate(table, 1):
        rows.append(f"| {number} | {reader.name} | {_first_sentence(reader.purpose)} | {_left_out(reader)} |")
    return "\n".join(rows)


def _first_sentence(docstring: str) -> str:
    line = " ".join(docstring.split()).replace("|", "\\|")
    return re.split(r"(?<=\.) ", line, maxsplit=1)[0]


def _left_out(reader: Reader) -> str:
    if not reader.standing:
        return "while a question stands"
    return "" if reader.fresh else "while nothing is asked"


# --- figures


def figures_tables(corpus: Sequence[Verdict], aside: Sequence[Verdict]) -> str:
    """Two tables: the figures of the corpus and of the set-aside part, and both by kind of meaning."""
    return f"{_whole(corpus, aside)}\n\n{_by_kind(corpus, aside)}"


def _whole(corpus: Sequence[Verdict], aside: Sequence[Verdict]) -> str:
    known = {_words(v.phrase) for v in corpus}
    rows = [
        "| | phrases | as expected | wrong values stored | yes nobody said | danger unheard |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, verdicts in (
        ("corpus", corpus),
        ("set aside", aside),
        ("set aside, in words that the corpus has not", [v for v in aside if _words(v.phrase) not in known]),
    ):
        harms = [sum(getattr(v, harm) for v in verdicts) for harm in ("wrong_value", "false_yes", "unheard")]
        rows.append(f"| {name} | {len(verdicts):,} | {share(verdicts)} | {' | '.join(map(str, harms))} |")
    return "\n".join(rows)


def _words(phrase: Phrase) -> tuple[str, str, str]:
    """Equal for what differs by capitals alone, said by the same to the same question; marks count."""
    return hear(phrase.text).normal.casefold(), phrase.role, phrase.asking


def _by_kind(corpus: Sequence[Verdict], aside: Sequence[Verdict]) -> str:
    rows = [
        "| meaning | corpus | as expected | set aside | as expected |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind in dict.fromkeys(KINDS.values()):
        cells = [kind]
        for verdicts in (corpus, aside):
            these = [v for v in verdicts if KINDS[v.phrase.means[0]] == kind]
            cells += [f"{len(these):,}", share(these)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def share(verdicts: Sequence[Verdict]) -> str:
    """How many came out as expected, in per cent; rounded down, so that 100.0% means all."""
    if not verdicts:
        return ""
    return f"{1000 * sum(v.expected for v in verdicts) // len(verdicts) / 10:.1f}%"


def write(**parts: str) -> None:
    """Puts these parts into the page."""
    page = PAGE.read_text(encoding="utf-8")
    for name, content in parts.items():
        page = with_part(page, name, content)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(readers=readers_table())
