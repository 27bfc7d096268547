"""Which lines of a list are surely whose.

That goes by the list and the roster as they came, never by what the list has done so far: else it could
change one person because it had changed another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from club.people.likeness import Traits, at_odds, differing
from club.people.namesakes import Namesakes
from club.people.roster_file import Row
from club.people.roster_plan import Known
from club.people.standing import ENDED, Standing

GONE = ENDED - {Standing.SUSPENDED}


def allowed(values: Mapping[str, Any], known: Known) -> Mapping[str, Any]:
    """What of these values may be written of that person."""
    if not known.refuses:
        return values
    return {name: value for name, value in values.items() if name not in known.refuses}


class Sure:
    """The rows by number, beside the people by membership."""

    def __init__(
        self, rows: Sequence[Row], traits: Sequence[Traits], known: Mapping[int, Known], people: Namesakes
    ) -> None:
        self.rows = rows
        self.traits = traits
        self.known = known
        self.people = people
        self.nothing_new = [self._says_nothing_of(n) for n in range(len(rows))]
        """by row the people of whom it says nothing else than what is known"""
        self.spoken_for = set(chain.from_iterable(self.nothing_new))
        """people who are on the list with nothing new: no other row changes them unasked"""

    def _says_nothing_of(self, number: int) -> list[int]:
        who, values = self.traits[number], self.rows[number].values
        return [
            key
            for key in self.people.named(who)
            if self.known[key].standing not in GONE
            and not who.contradicts(self.people.traits[key])
            and not differing(allowed(values, self.known[key]), self.known[key].values)
        ]

    def placed(self) -> dict[int, int]:
        """By membership the row that says nothing new of them: one row a person, so that of two alike
        each row is one of them.
        """
        taken: dict[int, int] = {}
        full: set[int] = set()
        for number in range(len(self.rows)):
            self._find_place(number, taken, full)
        return taken

    def _find_place(self, number: int, taken: dict[int, int], full: set[int]) -> None:
        """Gives the row a person, whom another row leaves for another person where it can.

        `full`: people from whom no row can move on any more, so that none is tried for every namesake.
        """
        came: dict[int, tuple[int, int | None]] = {}
        moving: list[tuple[int, int | None]] = [(number, None)]
        for step in moving:
            for key in self.nothing_new[step[0]]:
                if key in came or key in full:
                    continue
                came[key] = step
                if key in taken:
                    moving.append((taken[key], key))
                    continue
                place: int | None = key
                while place is not None:
                    row, left = came[place]
                    taken[place] = row
                    place = left
                return
        full.update(came)

    def whose(self, numbers: Sequence[int]) -> dict[int, int]:
        """Which of these rows are surely somebody's.

        Where rows that may all be somebody's contradict each other, none surely is.
        """
        nearest = {n: key for n in numbers if (key := self._nearest(n)) is not None}
        claimed: dict[int, list[Traits]] = defaultdict(list)
        for who in self.traits if nearest else ():
            for key in self.people.named(who):
                if who.bound(self.people.traits[key]):
                    claimed[key].append(who)
        unsure = {key for key, lines in claimed.items() if key not in self.spoken_for and at_odds(lines)}
        return {n: key for n, key in nearest.items() if key not in unsure}

    def _nearest(self, number: int) -> int | None:
        """Who agrees with the row where nobody else comes as near: not by a contradiction either, for what
        contradicts may be what the list wrote; and nobody who is gone of whom the row may tell.
        """
        who, found = self.traits[number], None
        for key in self.people.named(who):
            other = self.people.traits[key]
            gone = self.known[key].standing in GONE and not who.contradicts(other)
            if gone or who.bound(other) or key in self.nothing_new[number]:
                if found is not None:
                    return None
                found = key
        return found if found is not None and who.agrees(self.people.traits[found]) else None
