"""Which figures an officer of the association is told, so that nobody in a small group can be recognised.

The rule (complementary suppression, as statistical offices use it):

- A figure under `FEW` that is not 0 is told as "under 5". A club with fewer members tells nothing else, and
  no total holds it.
- A total would give such a figure away where few of them are in it: the total less what is told. So the sum
  of hidden figures goes into a total only where at least `GROUP` of them stand together, and their sum
  leaves each of them open. A hidden figure that stands with fewer waits for the total of the unit above.
  What is not in a total makes it "at least".
- Each hidden figure goes into one such sum alone, whoever asks: officers of a commune and of its province,
  putting together what they were told, know no more than one of them.
- Poor and near-poor households are of one club's members: where the members that are left would give one of
  them away, both stay untold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FEW = 5
"""Fewer people than these can be recognised."""
GROUP = 3
"""So many hidden figures may be told in one sum."""
PEOPLE = ("members", "women", "older", "poor", "near_poor", "uses_bot", "borrowers")
"""The figures that count people, in the order in which they are told."""
_HOUSEHOLDS = ("poor", "near_poor")


@dataclass(frozen=True)
class Node:
    """A unit of the association: the clubs right below it, and the units below it."""

    clubs: tuple[int, ...] = ()
    below: tuple[Node, ...] = ()

    def all_clubs(self) -> Iterator[int]:
        """The clubs of the unit and of all units below it."""
        yield from self.clubs
        for node in self.below:
            yield from node.all_clubs()


@dataclass(frozen=True)
class Told:
    """A figure as it is told. `few`: under `FEW`, and not which. `more`: at least the value; None: untold.

    `lent`, in đồng, is what the people of this figure borrowed; 0 where that is not told.
    """

    value: int | None
    few: bool = False
    more: bool = False
    lent: int = 0


@dataclass(frozen=True)
class _Sum:
    people: int = 0
    lent: int = 0
    hidden: tuple[tuple[int, int], ...] = ()
    """(people, đồng) of the hidden figures that no total holds yet"""
    lacking: bool = False

    def plus(self, other: _Sum) -> _Sum:
        return _Sum(
            self.people + other.people,
            self.lent + other.lent,
            self.hidden + other.hidden,
            self.lacking or other.lacking,
        )


def is_hidden(count: int) -> bool:
    """Whether so few people are counted that the figure is not told."""
    return 0 < count < FEW


def _left_out(figures: Mapping[str, int], name: str) -> bool:
    """Whether nothing at all is told of this figure of a club, not even within a total."""
    members = figures["members"]
    if is_hidden(members):
        return True
    if name not in _HOUSEHOLDS or not any(is_hidden(figures[n]) for n in _HOUSEHOLDS):
        return False
    # what else the hidden ones could be, were all others told: where places are too few, too little
    told = sum(figures[n] for n in _HOUSEHOLDS if not is_hidden(figures[n]))
    hidden = sum(1 for n in _HOUSEHOLDS if is_hidden(figures[n]))
    return members - told < hidden * (FEW - 1)


def of_club(figures: Mapping[str, int], name: str) -> Told:
    """One figure of one club; `figures` holds all of `PEOPLE`, and "lent"."""
    count = figures[name]
    if name != "members" and _left_out(figures, name):
        return Told(None)
    if is_hidden(count):
        return Told(None, few=True)
    return Told(count, lent=figures["lent"] if name == "borrowers" else 0)


def of_unit(node: Node, clubs: Mapping[int, Mapping[str, int]], name: str) -> Told:
    """One figure of all clubs of a unit; `clubs` holds the figures of each by its id."""
    found = _sum(node, clubs, name)
    more = found.lacking or bool(found.hidden)
    return Told(None) if more and not found.people else Told(found.people, more=more, lent=found.lent)


def _sum(node: Node, clubs: Mapping[int, Mapping[str, int]], name: str) -> _Sum:
    found = _Sum()
    for club_id in node.clubs:
        found = found.plus(_cell(clubs[club_id], name))
    for below in node.below:
        found = found.plus(_sum(below, clubs, name))
    count = len(found.hidden)
    if count < GROUP:
        return found
    people = sum(p for p, _ in found.hidden)
    if max(count + 1, FEW - 1) < people < count * (FEW - 1) - 1:
        return _Sum(found.people + people, found.lent + sum(d for _, d in found.hidden), (), found.lacking)
    # (nearly) all at their least or their most: no total holds them, here nor above, and that alone is told
    return _Sum(found.people, found.lent, (), lacking=True)


def _cell(figures: Mapping[str, int], name: str) -> _Sum:
    if _left_out(figures, name):
        return _Sum(lacking=True)
    count, lent = figures[name], figures["lent"] if name == "borrowers" else 0
    return _Sum(hidden=((count, lent),)) if is_hidden(count) else _Sum(count, lent)
