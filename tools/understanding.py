"""Rehearses the corpus and prints how many phrases come out as expected: `make understanding`.

    python tools/understanding.py [--show] [--asking STEP] [FILE…]

Named files are rehearsed alone. The set-aside fifth is measured and never shown.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from pathlib import Path

from bot.rehearsal import Club, Rehearsal
from tests.understanding.corpus import HERE, Phrase, Verdict, groups, judge, phrases, phrases_of


async def rehearse(found: list[Phrase], club: Club) -> list[Verdict]:
    """Judges every phrase; the question it is said to is asked once for all phrases of it."""
    verdicts: list[Verdict] = []
    for (role, asking), group in groups(found):
        async with Rehearsal.open(club) as rehearsal:
            if asking:
                await rehearsal.stand(role, asking)
            for phrase in group:
                verdicts.append(judge(phrase, await rehearsal.hear(role, phrase.text)))
    return verdicts


def figures(verdicts: list[Verdict]) -> str:
    """One line: phrases as expected, and the harms."""
    good = sum(v.expected for v in verdicts)
    return (
        f"{good} of {len(verdicts)} as expected ({100 * good / max(1, len(verdicts)):.1f}%); "
        f"wrong values stored: {sum(v.wrong_value for v in verdicts)}; "
        f"yes nobody said: {sum(v.false_yes for v in verdicts)}; "
        f"danger unheard: {sum(v.unheard for v in verdicts)}"
    )


def show(verdicts: list[Verdict]) -> None:
    """What did not come out as expected."""
    for v in verdicts:
        if not v.expected:
            h = v.heard
            kept = [f"{k['systolic']}/{k['diastolic']} {k['whose']} {k['at'][5:16]}" for k in h.kept]
            print(f"{v.phrase.id} => {'/'.join(v.phrase.means)} {v.phrase.value}")
            print(f"      {h.reader} {h.reads} kept={kept} asked={h.asked} told={h.told} {h.answer[:90]!r}")


async def main() -> None:
    """Prints the figures of the corpus and of the set-aside fifth."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--asking", default=None)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    club = await Rehearsal.found()
    known = phrases(HERE)
    if options.files:
        known = [p for path in options.files for p in phrases_of(path)]
    if options.asking is not None:
        known = [p for p in known if p.asking == options.asking]
    verdicts = await rehearse(known, club)
    if options.show:
        show(verdicts)
        print(Counter(v.phrase.family for v in verdicts if not v.expected).most_common(40))
    print(f"corpus: {figures(verdicts)}")
    if not options.files and options.asking is None:
        aside = await rehearse(phrases(HERE / "held_out"), club)
        print(f"set aside: {figures(aside)}")


if __name__ == "__main__":
    asyncio.run(main())
