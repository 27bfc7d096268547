"""Rehearses the corpus and prints how many phrases come out as expected: `make understanding`.

    python -m tools.understanding [--show] [--write] [--asking STEP] [FILE…]

Named files are rehearsed alone. The set-aside part is measured and never shown.
`--write` puts the figures into docs/understanding.md.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.rehearsal import Club, Rehearsal
from tests.understanding.corpus import (
    HELD_OUT,
    HERE,
    Phrase,
    Verdict,
    groups,
    judge,
    phrases,
    phrases_of,
    report,
)
from tools.understanding_page import figures_tables, readers_table, share, write


async def rehearse(found: Sequence[Phrase], club: Club) -> list[Verdict]:
    """Judges every phrase; the question it is said to is asked once for all phrases of it."""
    verdicts: list[Verdict] = []
    for (role, asking), group in groups(found):
        async with Rehearsal.open(club) as rehearsal:
            if asking:
                await rehearsal.stand(role, asking)
            for phrase in group:
                verdicts.append(judge(phrase, await rehearsal.hear(role, phrase.text)))
    return verdicts


def figures(verdicts: Sequence[Verdict]) -> str:
    """One line: phrases as expected, and the harms."""
    good = sum(v.expected for v in verdicts)
    return (
        f"{good} of {len(verdicts)} as expected ({share(verdicts)}); "
        f"wrong values stored: {sum(v.wrong_value for v in verdicts)}; "
        f"yes nobody said: {sum(v.false_yes for v in verdicts)}; "
        f"danger unheard: {sum(v.unheard for v in verdicts)}"
    )


def show(verdicts: Sequence[Verdict]) -> None:
    """What did not come out as expected, and the families it is of."""
    wrong = [v for v in verdicts if v.wrong]
    for verdict in wrong:
        print(report(verdict))
    for family, count in Counter(v.phrase.family for v in wrong).most_common(40):
        print(f"{count:4} {family}")


async def main() -> None:
    """Prints the figures of the corpus and of the set-aside part."""
    parser = argparse.ArgumentParser(prog="python -m tools.understanding", description=__doc__.split("\n")[0])
    parser.add_argument("--show", action="store_true", help="what does not come out as expected")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/understanding.md")
    parser.add_argument(
        "--asking", default=None, help="only what this question is answered; '' for no question"
    )
    parser.add_argument("files", nargs="*", type=Path, help="only these files of the corpus")
    options = parser.parse_args()
    part = bool(options.files) or options.asking is not None
    if part and options.write:
        parser.error("--write needs the whole corpus.")
    club = await Rehearsal.found()
    known = [p for path in options.files for p in phrases_of(path)] or phrases(HERE)
    if options.asking is not None:
        known = [p for p in known if p.asking == options.asking]
    verdicts = await rehearse(known, club)
    if options.show:
        show(verdicts)
    print(f"corpus: {figures(verdicts)}")
    if part:
        return
    aside = await rehearse(phrases(HELD_OUT), club)
    print(f"set aside: {figures(aside)}")
    if options.write:
        write(readers=readers_table(), figures=figures_tables(verdicts, aside))


if __name__ == "__main__":
    asyncio.run(main())
