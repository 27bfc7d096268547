"""Comparing a membership list with the roster, line by line: who is surely known, who is new, and what only
a human can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from club.people.likeness import Likeness, Traits, differing, missing, traits_of
from club.people.namesakes import Namesakes
from club.people.roster_file import Refusal, Row
from club.people.roster_plan import Change, Decision, Known, Near, Plan, Question
from club.people.roster_sure import GONE, Sure, allowed

MOST_NEAR = 5
"""people that one question names"""


def compare(
    rows: Sequence[Row], roster: Sequence[Known], decisions: Mapping[str, Decision] | None = None
) -> Plan:
    """What the rows mean for this roster, with the decisions by `Row.where`.

    Taking the same list twice changes nothing the second time.
    """
    return _Comparison(rows, roster, decisions or {}).plan()


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
        self.index = Namesakes({k.membership_id: traits_of(k.values) for k in roster})
        self.sure = Sure(rows, self.traits, self.known, self.index)
        self.decisions = decisions
        self.taken: dict[int, int] = {}
        """by membership the number of the row that is this person"""
        self.listed = Namesakes({})
        """rows that are nobody known, or of whom it is not decided"""
        self.added: dict[int, Row] = {}
        self.changed: dict[int, Change] = {}
        self.refused: dict[int, Refusal] = {}
        self.questions: list[Question] = []
        self.open: set[str] = set()
        """keys of the rows asked about, which another row cannot be the same as yet"""
        self.unchanged = 0

    def plan(self) -> Plan:
        for number in self._without_sure(self._without_known()):
            self._decide(number)
        return Plan(
            tuple(self.added.values()),
            tuple(self.changed.values()),
            self.unchanged,
            tuple(self.refused[n] for n in sorted(self.refused)),
            tuple(self.questions),
        )

    def _without_known(self) -> list[int]:
        """The rows but for those that say nothing else than what is known of somebody."""
        self.taken = self.sure.placed()
        placed = set(self.taken.values())
        self.unchanged += len(placed)
        return [n for n in range(len(self.rows)) if n not in placed]

    def _without_sure(self, numbers: Sequence[int]) -> list[int]:
        """The rows but for those that are surely somebody known."""
        whose = self.sure.whose(numbers)
        for number, key in list(whose.items()):
            if key in self.sure.spoken_for and (key not in self.taken or self._adds(number, key)):
                del whose[number]
            else:
                self._take(number, key)
        return [n for n in numbers if n not in whose]

    def _adds(self, number: int, key: int) -> bool:
        return bool(missing(allowed(self.rows[number].values, self.known[key]), self.stands[key]))

    def _take(self, number: int, key: int) -> None:
        """The row is this person. A second one only adds what is missing, and is told of."""
        known = self.known[key]
        if known.standing in GONE:
            self._refuse(number, f"roster.file_ended.{known.standing.value}")
            return
        first = self.taken.setdefault(key, number) == number
        values = (differing if first else missing)(allowed(self.rows[number].values, known), self.stands[key])
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
            fits = fits and not who.contradicts(traits) and known.standing not in GONE
            found.append(Near(str(key), self.stands[key], known.standing, where, fits))
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
