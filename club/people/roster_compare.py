"""Comparing a membership list with the roster, line by line: who is surely known, who is new, and what only
a human can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from club.people.likeness import Likeness, Traits, differing, likeness, missing, traits_of
from club.people.roster_file import Refusal, Row
from club.people.roster_plan import Change, Decision, Known, Near, Plan, Question
from club.people.standing import ENDED, Standing

MOST_NEAR = 5
"""people that one question names"""
_MOST_COMPARED = 200
"""people looked at for one line: no club has so many of one name, and a list may be made to have"""
_GONE = ENDED - {Standing.SUSPENDED}


def compare(
    rows: Sequence[Row], roster: Sequence[Known], decisions: Mapping[str, Decision] | None = None
) -> Plan:
    """What the rows mean for this roster, with the decisions by `Row.where`.

    Taking the same list twice changes nothing the second time.
    """
    return _Comparison(rows, roster, decisions or {}).plan()


class _Index:
    """Finds who may be the same without comparing everybody with everybody."""

    def __init__(self, people: Mapping[Any, Traits]) -> None:
        self.traits: dict[Any, Traits] = {}
        self._by: dict[tuple[str, Any], list[Any]] = defaultdict(list)
        for key, traits in people.items():
            self.add(key, traits)

    def add(self, key: Any, traits: Traits) -> None:
        self.traits[key] = traits
        for place in (("name", traits.letters), ("phone", traits.phone), ("year", traits.year)):
            if place[1]:
                self._by[place].append(key)

    def named(self, who: Traits) -> list[Any]:
        """Who is called so."""
        found = dict.fromkeys(islice(self._by["name", who.letters], _MOST_COMPARED))
        return [k for k in found if self.traits[k].same_name(who)]

    def near(self, who: Traits) -> Iterator[tuple[Any, Likeness]]:
        """Who is the same or alike, each once."""
        length = len(who.letters)
        year = (k for k in self._by["year", who.year] if abs(len(self.traits[k].letters) - length) <= 1)
        near = chain(self._by["name", who.letters], self._by["phone", who.phone], year)
        for key in dict.fromkeys(islice(near, _MOST_COMPARED)):
            if found := likeness(who, self.traits[key]):
                yield key, found


def _one_of_a_list(one: Traits, other: Traits) -> bool:
    """Whether two lines of one list may be one person: two spellings are two people, but with one phone."""
    same_phone = one.phone is not None and one.phone == other.phone
    return one.same_name(other) or (one.letters == other.letters and same_phone)


class _Comparison:
    """One list beside one roster."""

    def __init__(
        self, rows: Sequence[Row], roster: Sequence[Known], decisions: Mapping[str, Decision]
    ) -> None:
        self.rows = rows
        self.traits = [traits_of(row.values) for row in rows]
        self.known = {k.membership_id: k for k in roster}
        self.stands = {k.membership_id: k.values for k in roster}
        """what is known of each, with what the list has changed so far"""
        self.index = _Index({k.membership_id: traits_of(k.values) for k in roster})
        self.decisions = decisions
        self.taken: dict[int, int] = {}
        """by membership the number of the row that is this person"""
        self.listed = _Index({})
        """rows that are nobody known, or of whom it is not decided"""
        self.added: dict[int, Row] = {}
        self.changed: dict[int, Change] = {}
        self.refused: dict[int, Refusal] = {}
        self.questions: list[Question] = []
        self.open: set[str] = set()
        """keys of the rows asked about, which another row cannot be the same as yet"""
        self.unchanged = 0
        self.changes = 0
        """counts what was changed of anybody: it may tell two alike apart"""

    def plan(self) -> Plan:
        left = self._without_agreed(self._without_known(range(len(self.rows))))
        while left:
            changes = self.changes
            self._decide(left.pop(0))
            if self.changes != changes:
                left = self._without_agreed(left)
        return Plan(
            tuple(self.added.values()),
            tuple(self.changed.values()),
            self.unchanged,
            tuple(self.refused[n] for n in sorted(self.refused)),
            tuple(self.questions),
        )

    def _without_known(self, numbers: Sequence[int]) -> list[int]:
        """The rows but for those that say nothing else than what is known of somebody: one row a person,
        so that of two alike each row is one of them.
        """
        free = {n: [k for k in self.index.named(self.traits[n]) if self._says_nothing(n, k)] for n in numbers}
        full: set[int] = set()
        for number in numbers:
            self._find_place(number, free, full)
        placed = set(self.taken.values())
        self.unchanged += len(placed)
        return [n for n in numbers if n not in placed]

    def _find_place(self, number: int, free: Mapping[int, list[int]], full: set[int]) -> None:
        """Gives the row a person, whom another row leaves for another person where it can.

        `full`: people from whom no row can move on any more, so that none is tried for every namesake.
        """
        came: dict[int, tuple[int, int | None]] = {}
        moving: list[tuple[int, int | None]] = [(number, None)]
        for step in moving:
            for key in free[step[0]]:
                if key in came or key in full:
                    continue
                came[key] = step
                if key in self.taken:
                    moving.append((self.taken[key], key))
                    continue
                place: int | None = key
                while place is not None:
                    row, left = came[place]
                    self.taken[place] = row
                    place = left
                return
        full.update(came)

    def _says_nothing(self, number: int, key: int) -> bool:
        known = self.known[key]
        return (
            known.standing not in _GONE
            and not self.traits[number].contradicts(self.index.traits[key])
            and not differing(self._said(number, key), known.values)
        )

    def _said(self, number: int, key: int) -> dict[str, Any]:
        """What the row says that may be written of that person."""
        refuses = self.known[key].refuses
        return {name: value for name, value in self.rows[number].values.items() if name not in refuses}

    def _without_agreed(self, numbers: Sequence[int]) -> list[int]:
        """The rows but for those that are surely somebody known."""
        left, changes = list(numbers), -1
        while left and self.changes != changes:
            changes = self.changes
            left = [n for n in left if not self._agreed(n)]
        return left

    def _agreed(self, number: int) -> bool:
        """Whether the row is surely somebody known, and what it says of them is noted."""
        who = self.traits[number]
        same = [k for k in self.index.named(who) if who.agrees(self.index.traits[k])]
        if len(same) != 1:
            return False
        self._take(number, same[0])
        return True

    def _take(self, number: int, key: int) -> None:
        """The row is this person. A second one only adds what is missing, and is told of."""
        known = self.known[key]
        if known.standing in _GONE:
            self._refuse(number, f"roster.file_ended.{known.standing.value}")
            return
        first = self.taken.setdefault(key, number) == number
        values = (differing if first else missing)(self._said(number, key), self.stands[key])
        if not first:
            self._refuse(number, "roster.file_twice", where=self.rows[self.taken[key]].where)
        if values:
            self.unchanged -= 0 if first or key in self.changed else 1
            self._change(key, self.rows[number], values)
        elif first:
            self.unchanged += 1

    def _change(self, key: int, row: Row, values: Mapping[str, Any]) -> None:
        before = self.changed[key].values if key in self.changed else {}
        self.changed[key] = Change(key, row, {**before, **values}, self.known[key].values)
        self.stands[key] = {**self.stands[key], **values}
        self.index.add(key, traits_of(self.stands[key]))
        self.changes += 1

    def _decide(self, number: int) -> None:
        """What becomes of a row that is surely nobody known."""
        row = self.rows[number]
        twice = next(
            (n for n, found in self._listed(number) if found is Likeness.SAME and n in self.added), None
        )
        if twice is not None:
            self._add_missing(number, twice)
            return
        near = {n.key: n for n in self._near(number)}
        decision = self.decisions.get(row.where)
        if decision is not None and decision.left_out:
            self._refuse(number, "roster.file_left_out")
        elif near and (decision is None or not decision.holds(near) or decision.same in self.open):
            self.questions.append(Question(row, tuple(near.values())))
            self.open.add(f"row:{row.where}")
            self.listed.add(number, self.traits[number])
        elif near and decision is not None and decision.same:
            self._same(number, near[decision.same])
        else:
            self.added[number] = row
            self.listed.add(number, self.traits[number])

    def _same(self, number: int, near: Near) -> None:
        if near.standing is not None:
            self._take(number, int(near.key))
            return
        self._add_missing(number, next(n for n, row in self.added.items() if row.where == near.where))

    def _add_missing(self, number: int, earlier: int) -> None:
        """The row is a second one of a person who is added: what it says more is added too."""
        told = missing(self.rows[number].values, self.added[earlier].values)
        self.added[earlier] = replace(self.added[earlier], **told)
        self.traits[earlier] = traits_of(self.added[earlier].values)
        self.listed.add(earlier, self.traits[earlier])
        self._refuse(number, "roster.file_twice", where=self.rows[earlier].where)

    def _near(self, number: int) -> tuple[Near, ...]:
        """Who may be the same, of the roster and of earlier rows."""
        who = self.traits[number]
        found = []
        for key, _ in islice(self.index.near(who), MOST_NEAR):
            traits, known = self.index.traits[key], self.known[key]
            where = self.rows[self.taken[key]].where if key in self.taken else ""
            fits = who.same_name(traits) and bool(who.year) and who.year == traits.year
            fits = fits and not who.contradicts(traits) and known.standing not in _GONE
            found.append(Near(str(key), known.values, known.standing, where, fits))
        for n, _ in islice(self._listed(number), MOST_NEAR - len(found)):
            row = self.added.get(n, self.rows[n])
            found.append(Near(f"row:{row.where}", row.values, None, row.where))
        return tuple(found)

    def _listed(self, number: int) -> Iterator[tuple[int, Likeness]]:
        """Earlier rows that may be the same."""
        who = self.traits[number]
        for n, found in self.listed.near(who):
            if _one_of_a_list(who, self.traits[n]):
                yield n, found

    def _refuse(self, number: int, key: str, **args: Any) -> None:
        row = self.rows[number]
        self.refused[number] = Refusal(row.where, row.full_name, key, args)
