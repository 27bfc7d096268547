"""A sheet as it was read, and a table of people on it: what stands in which column of a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from club.people.fields import COLUMNS, FIELDS
from club.people.headings import (
    goes_with_money,
    is_couple_heading,
    is_money_heading,
    is_remark_heading,
    is_title_of_members,
)
from club.people.list_cells import Cell, as_text

_SHARED = tuple(name for name, column in COLUMNS.items() if column.shared)
DESCRIBES = frozenset(name for name, column in COLUMNS.items() if column.describes)

Line = Sequence[Cell]


class Area(NamedTuple):
    """Merged cells, counted from 0, the last ones included; what they say stands in the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read. `hidden`: numbers of lines, `struck`: cells by line and column, from 0."""

    name: str
    lines: Sequence[Line]
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True)
class Table:
    """People below their headings: lines `first` to before `end`.

    `columns`: what stands where; `headings` of all columns, by their place, and `unread` which of them have
    no place in the roster; `number`: the column that counts.
    """

    sheet: Sheet
    first: int
    end: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    unread: tuple[int, ...] = ()
    number: int | None = None
    title: str = ""
    """what stands above it"""
    letter: str = ""
    """of its first column, where it stands to the right of another"""

    @property
    def describes(self) -> bool:
        """Whether it says more of people than their names."""
        return bool(DESCRIBES & self.columns.keys())

    @property
    def is_of_money(self) -> bool:
        """Whether it is a list of loans or payments."""
        return any(is_money_heading(self.headings[i]) for i in self.unread)

    @property
    def is_mostly_of_money(self) -> bool:
        """Whether it says more of loans or payments than of people, and is not called a list of members."""
        sums = [self.headings[i] for i in self.unread if is_money_heading(self.headings[i])]
        beside = [h for i in self.unread if goes_with_money(h := self.headings[i]) and h not in sums]
        says = sum(any(c.name in self.columns for c in field.columns) for field in FIELDS) - 1
        return bool(sums) and says <= 2 <= len(sums) + len(beside) and not is_title_of_members(self.title)

    @property
    def is_of_couples(self) -> bool:
        """Whether husband and wife stand beside each other, each in a column."""
        places = self.columns.get("full_name", ())
        return len(places) > 1 and is_couple_heading(self.headings.get(places[0], ""))

    @property
    def is_of_something_else(self) -> bool:
        """Whether names stand beside what is no description of people: who came, who signed."""
        return not self.describes and any(not is_remark_heading(self.headings[i]) for i in self.unread)

    def cell(self, line: Line, column: str) -> Cell:
        """What stands there in that column; under a merged heading the cells are one."""
        cells = [line[i] for i in self.columns.get(column, ()) if i < len(line) and as_text(line[i])]
        if len(cells) < 2:
            return cells[0] if cells else None
        return COLUMNS[column].joined.join(as_text(c) for c in cells)

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Each line with its number; what merged cells say of several stands in each."""
        filled: dict[int, dict[int, Cell]] = defaultdict(dict)
        shared = {i for c in _SHARED for i in self.columns.get(c, ())}
        most = len(self.sheet.lines) * len(shared)  # areas of a sound sheet do not lie over each other
        for area in self.sheet.merged:
            if area.bottom > area.top and area.left in shared and self.first <= area.top < self.end:
                most -= area.bottom - area.top
                if most < 0:
                    break
                top = self.sheet.lines[area.top]
                for number in range(area.top + 1, min(area.bottom + 1, self.end)):
                    filled[number][area.left] = top[area.left] if area.left < len(top) else None
        for number in range(self.first, self.end):
            line = self.sheet.lines[number]
            yield number, _with(line, filled[number]) if number in filled else line


def _with(line: Line, more: Mapping[int, Cell]) -> Line:
    wide = [*line, *[None] * (max(more) + 1 - len(line))]
    return [more.get(i) if cell is None else cell for i, cell in enumerate(wide)]


def letter_of(index: int) -> str:
    """How spreadsheets call a column: 0 is A, 26 is AA."""
    first, last = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
