"""Where a sheet holds people and in which columns: headings of several lines, merged cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from club.people.headings import (
    column_of,
    is_money_heading,
    is_number_heading,
    is_remark_heading,
)
from club.people.list_cells import SEXES, Cell, as_text
from club.people.list_lines import is_numeral
from club.vietnamese.fold import words

HEADINGS_WITHIN = 30
"""lines; above the headings stand the club's name and the title"""
_MOST_HEIGHT = 4
"""lines of headings"""
_NAMES = ("full_name", "family_name", "given_name")
_SHARED = ("small_group", "team", "household", "poor", "near_poor", "phone", "ethnic_group")
"""what a cell merged downward says of everybody beside it"""
DESCRIBES = frozenset(("birth", "age", "sex", "phone", "household", "poor", "near_poor", *SEXES))
"""columns that no list but one of people has"""
_JOINED = {"full_name": " ", "family_name": " ", "given_name": " ", "birth": "/"}
"""what joins the cells below a heading that is merged over several columns"""

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

    @property
    def describes(self) -> bool:
        """Whether it says more of people than their names."""
        return bool(DESCRIBES & self.columns.keys())

    @property
    def is_of_money(self) -> bool:
        """Whether it is a list of loans or payments."""
        return any(is_money_heading(self.headings[i]) for i in self.unread)

    @property
    def is_of_something_else(self) -> bool:
        """Whether names stand beside what is no description of people: who came, who signed."""
        return not self.describes and any(not is_remark_heading(self.headings[i]) for i in self.unread)

    def cell(self, line: Line, column: str) -> Cell:
        """What stands there in that column; under a merged heading the cells are one."""
        cells = [line[i] for i in self.columns.get(column, ()) if i < len(line) and as_text(line[i])]
        if len(cells) < 2:
            return cells[0] if cells else None
        return _JOINED.get(column, ", ").join(as_text(c) for c in cells)

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Each line with its number; what merged cells say of several stands in each."""
        filled: dict[int, dict[int, Cell]] = defaultdict(dict)
        shared = {i for c in _SHARED for i in self.columns.get(c, ())}
        for area in self.sheet.merged:
            if area.bottom > area.top and area.left in shared and self.first <= area.top < self.end:
                top = self.sheet.lines[area.top]
                for number in range(area.top + 1, min(area.bottom + 1, self.end)):
                    filled[number][area.left] = top[area.left] if area.left < len(top) else None
        for number in range(self.first, self.end):
            line = self.sheet.lines[number]
            yield number, _with(line, filled[number]) if number in filled else line


def _with(line: Line, more: Mapping[int, Cell]) -> Line:
    wide = [*line, *[None] * (max(more) + 1 - len(line))]
    return [more.get(i) if cell is None else cell for i, cell in enumerate(wide)]


def tables_of(sheet: Sheet) -> list[Table]:
    """The tables of people of a sheet, one below the other."""
    at = _find_headings(sheet.lines)
    if at is None:
        return []
    first = _first_below(sheet, at)
    starts = [at, *(n for n in range(first, len(sheet.lines)) if _is_new_headings(sheet.lines, at, n))]
    ends = [*starts[1:], len(sheet.lines)]
    return [_table(sheet, start, end) for start, end in zip(starts, ends, strict=True)]


def _first_below(sheet: Sheet, at: int) -> int:
    return _table(sheet, at, len(sheet.lines)).first


def _names(line: Line) -> set[str]:
    return {c for cell in line if isinstance(cell, str) and (c := column_of(cell))}


def _is_named(columns: set[str]) -> bool:
    return "full_name" in columns or {"family_name", "given_name"} <= columns


def _find_headings(lines: Sequence[Line]) -> int | None:
    """The first line that is clearly one of headings, else the one with the most of them."""
    named = [n for n, line in enumerate(lines[:HEADINGS_WITHIN]) if _is_named(_names(line))]
    clear = (n for n in named if _is_headings(lines[n]))
    return next(clear, max(named, key=lambda n: len(_names(lines[n])), default=None))


def _is_headings(line: Line) -> bool:
    """Whether a line names columns, two at least, and has no cell that counts or describes somebody."""
    said = [as_text(c) for c in line if as_text(c)]
    if any(not isinstance(c, str) for c in line if c is not None) or any(map(is_numeral, said)):
        return False
    return sum(bool(_column(cell)) or is_number_heading(cell) for cell in said) >= 2


def _is_new_headings(lines: Sequence[Line], at: int, number: int) -> bool:
    """Whether another table begins below, with other headings."""
    line = lines[number]
    said, first = ([as_text(c) for c in one if as_text(c)] for one in (line, lines[at]))
    return said != first and _is_headings(line) and _is_named(_names(line))


def _column(heading: str) -> str | None:
    return words(heading) if words(heading) in SEXES else column_of(heading)


def _table(sheet: Sheet, at: int, end: int) -> Table:
    headings = {i: as_text(cell) for i, cell in enumerate(sheet.lines[at]) if as_text(cell)}
    wide = _widths(sheet, at, headings)
    columns: dict[int, str] = {}
    for index, heading in headings.items():
        column = _column(heading)
        if column and column not in columns.values():
            columns |= dict.fromkeys(range(index, wide.get(index, index) + 1), column)
    first = at + 1
    while first < min(end, at + _MOST_HEIGHT) and _is_sub_heading(sheet.lines[first], columns):
        for index, cell in enumerate(sheet.lines[first]):
            below = _column(as_text(cell))
            if below and below not in columns.values():
                columns[index] = below
            elif as_text(cell) and index not in headings:
                columns.pop(index, None)
            if as_text(cell) and (below or index not in columns):
                headings[index] = as_text(cell)
        first += 1
    if (beside := _given_beside(sheet.lines[first:end], columns, headings)) is not None:
        columns[beside] = "full_name"
    number = next((i for i, h in headings.items() if i not in columns and is_number_heading(h)), None)
    unread = tuple(i for i, h in headings.items() if i not in columns and not is_number_heading(h))
    by_name: dict[str, tuple[int, ...]] = {}
    for index, column in sorted(columns.items()):
        by_name[column] = (*by_name.get(column, ()), index)
    return Table(sheet, first, end, by_name, headings, unread, number)


def _widths(sheet: Sheet, at: int, headings: Mapping[int, str]) -> dict[int, int]:
    """The last column of each heading that is merged over several."""
    return {
        a.left: a.right
        for a in sheet.merged
        if a.top <= at <= a.bottom and a.right > a.left and a.left in headings and a.right - a.left < 4
    }


def _is_sub_heading(line: Line, columns: Mapping[int, str]) -> bool:
    """Whether a line goes on with the headings: "Nam" and "Nữ" below "Năm sinh"; where it has a word in the
    column of names it is one that is known.
    """
    said = {i: as_text(c) for i, c in enumerate(line) if as_text(c)}
    known = [i for i, cell in said.items() if _column(cell)]
    if not known or any(any(ch.isdigit() for ch in cell) for cell in said.values()):
        return False
    named = [i for i, column in columns.items() if column in _NAMES and i in said]
    return all(i in known for i in named) and len(known) * 2 >= len(said)


def _given_beside(
    lines: Sequence[Line], columns: Mapping[int, str], headings: Mapping[int, str]
) -> int | None:
    """The column without a heading that holds the given names, where "Họ và tên" stands over two columns:
    the names in its own column mostly end as no name does ("Lò Văn").
    """
    at = max((i for i, column in columns.items() if column == "full_name"), default=None)
    if at is None or at + 1 in headings or at + 1 in columns:
        return None
    pairs = [(as_text(line[at]), as_text(line[at + 1])) for line in lines if len(line) > at + 1]
    pairs = [(one, other) for one, other in pairs if one and other]
    halves = [one for one, other in pairs if words(one).split()[-1:] in (["van"], ["thi"])]
    single = all(len(other.split()) == 1 and other.isalpha() for _, other in pairs)
    return at + 1 if pairs and single and len(halves) * 2 >= len(pairs) else None
