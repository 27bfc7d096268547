"""What a membership list would change in the roster: whom it adds, whom it changes,
what is not taken and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain
from typing import Any

from club.people.roster import Described, likely_same
from club.people.roster_file import Refusal, Row
from club.people.standing import ENDED, Standing
from club.vietnamese.fold import fold


@dataclass(frozen=True)
class Known:
    """Somebody who stands in the roster: `values` by the names of the roster, as `Row.values`."""

    membership_id: int
    standing: Standing
    values: Mapping[str, Any]

    @property
    def described(self) -> Described:
        """For comparing with others."""
        return _described(self.values)


@dataclass(frozen=True)
class Change:
    """What a row of the list changes of somebody known."""

    membership_id: int
    row: Row
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Everything that taking the list would do."""

    added: tuple[Row, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.added or self.changed)


class _Likeness(Enum):
    OTHER = 0
    UNSURE = 1
    SAME = 2


def _described(values: Mapping[str, Any]) -> Described:
    return Described(values["full_name"], values.get("birth_year"), values.get("sex"), values.get("phone"))


def _likeness(one: Described, other: Described) -> _Likeness:
    """The same name (but for diacritics) with no other year or sex is one person,
    and so is the same name and phone.
    """
    if not likely_same(one, other):
        return _Likeness.OTHER
    same_name = fold(one.full_name) == fold(other.full_name)
    same_year = one.birth_year is None or other.birth_year is None or one.birth_year == other.birth_year
    same_phone = one.phone is not None and one.phone == other.phone
    return _Likeness.SAME if same_name and (same_year or same_phone) else _Likeness.UNSURE


@dataclass
class _Index:
    """Finds who may be the same without comparing everybody with everybody."""

    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_year: dict[int | None, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        who = known.described
        self.by_name[fold(who.full_name)].append(known)
        self.by_year[who.birth_year].append(known)
        if who.phone:
            self.by_phone[who.phone].append(known)

    def same(self, who: Described) -> list[Known]:
        """Who is the same person; where the phone or the spelling with diacritics decides, that one alone."""
        found = [
            k for k in self.by_name[fold(who.full_name)] if _likeness(who, k.described) is _Likeness.SAME
        ]
        found = [k for k in found if who.phone and k.described.phone == who.phone] or found
        return [k for k in found if k.described.full_name.casefold() == who.full_name.casefold()] or found

    def unsure(self, who: Described, taken: set[int]) -> Known | None:
        """Somebody so alike that a human has to look."""
        near: Iterable[Known] = self.by_name[fold(who.full_name)]
        if who.phone:
            near = chain(near, self.by_phone[who.phone])
        if who.birth_year:
            near = chain(near, self.by_year[who.birth_year])
        free = (k for k in near if k.membership_id not in taken)
        return next((k for k in free if _likeness(who, k.described) is _Likeness.UNSURE), None)


def compare(rows: Sequence[Row], roster: Sequence[Known]) -> Plan:
    """What the rows mean for this roster. Taking the same list twice changes nothing the second time."""
    index = _Index()
    for known in roster:
        index.add(known)
    refused: list[Refusal] = []
    changed: list[Change] = []
    fresh: list[Row] = []
    taken: dict[int, str] = {}
    unchanged = 0
    for row in rows:
        same = index.same(_described(row.values))
        if not same:
            fresh.append(row)
        elif len(same) > 1:
            refused.append(_refusal(row, "roster.file_several", count=len(same)))
        elif same[0].membership_id in taken:
            refused.append(_refusal(row, "roster.file_twice", where=taken[same[0].membership_id]))
        else:
            taken[same[0].membership_id] = row.where
            if same[0].standing in ENDED - {Standing.SUSPENDED}:
                refused.append(_refusal(row, f"roster.file_ended.{same[0].standing.value}"))
            elif values := _differing(row, same[0]):
                changed.append(Change(same[0].membership_id, row, values))
            else:
                unchanged += 1
    added = _without_doubles(fresh, index, set(taken), refused)
    order = {row.where: n for n, row in enumerate(rows)}
    return Plan(tuple(added), tuple(changed), unchanged, tuple(sorted(refused, key=lambda r: order[r.where])))


def _without_doubles(
    fresh: Sequence[Row], index: _Index, taken: set[int], refused: list[Refusal]
) -> list[Row]:
    added: list[Row] = []
    seen = _Index()
    for row in fresh:
        who = _described(row.values)
        twins = seen.same(who)
        near = index.unsure(who, taken)
        if twins:
            refused.append(_refusal(row, "roster.file_twice", where=added[twins[0].membership_id].where))
        elif near is not None:
            other = near.described
            refused.append(_refusal(row, "roster.file_unsure", other=other.full_name, year=other.birth_year))
        else:
            seen.add(Known(len(added), Standing.ACTIVE, row.values))
            added.append(row)
    return added


def _differing(row: Row, known: Known) -> dict[str, Any]:
    """What the row says otherwise; a name typed without diacritics does not replace one that has them."""
    values = {name: value for name, value in row.values.items() if known.values.get(name) != value}
    if "full_name" in values and (
        values["full_name"].casefold() == known.values["full_name"].casefold()
        or fold(row.full_name) == row.full_name.casefold()
    ):
        del values["full_name"]
    if (
        "birth_year" in row.values
        and row.birth_date is None
        and known.values.get("birth_year") == row.birth_year
    ):
        values.pop("birth_date", None)
    if "birth_year" in values and row.birth_date is None and known.values.get("birth_date"):
        values["birth_date"] = None
    return values


def _refusal(row: Row, key: str, **args: Any) -> Refusal:
    return Refusal(row.where, row.full_name, key, args)
