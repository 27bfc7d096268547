"""Those of a roster or a list by what they are known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from club.people.likeness import Likeness, Traits, likeness

_MOST_COMPARED = 200
"""people looked at for one line: no club has so many of one name, and a list may be made to have"""


class Namesakes:
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
