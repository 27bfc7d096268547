"""Where a sheet holds people and in which columns: headings of several lines or merged over several columns,
tables one below the other and side by side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from club.people.headings import column_of, is_couple_heading, is_number_heading, is_spouse_heading
from club.people.list_cells import SEXES, as_text
from club.people.list_columns import Line, Sheet, Table, letter_of
from club.people.list_lines import is_numeral
from club.vietnamese.fold import words

HEADINGS_WITHIN = 30
"""lines; above the headings stand the club's name and the title"""
_MOST_HEIGHT = 4
"""lines of headings"""
_MOST_BESIDE = 6
"""tables side by side"""
_NAMES = ("full_name", "family_name", "given_name")


def tables_of(sheet: Sheet) -> list[Table]:
    """The tables of people of a sheet, one below the other and side by side."""
    at = _find_headings(sheet.lines)
    if at is None:
        return []
    starts = _beside(sheet.lines[at])
    if len(starts) == 1:
        return _below(sheet, at)
    found: list[Table] = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        lines = [[*[None] * start, *line[start:end]] for line in sheet.lines]
        letter = letter_of(start) if start else ""
        found += (replace(table, letter=letter) for table in _below(replace(sheet, lines=lines), at))
    return found


def _beside(line: Line) -> list[int]:
    """The first column of each table whose headings stand in a line: their first heading comes again, and
    names people again.
    """
    said = [words(as_text(cell)) for cell in line]
    first = next(i for i, heading in enumerate(said) if heading)
    starts = [i for i, heading in enumerate(said) if heading == said[first]]
    ends = [*starts[1:], len(said)]
    apart = all(_is_named(_names(line[start:end])) for start, end in zip(starts, ends, strict=True))
    return [0, *starts[1:_MOST_BESIDE]] if apart else [0]


def _below(sheet: Sheet, at: int) -> list[Table]:
    first = _table(sheet, at, len(sheet.lines)).first
    starts = [at, *(n for n in range(first, len(sheet.lines)) if _is_new_headings(sheet.lines, at, n))]
    ends = [*starts[1:], len(sheet.lines)]
    return [_table(sheet, start, end) for start, end in zip(starts, ends, strict=True)]


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
    if unicodedata.normalize("NFC", heading).strip(" .:").casefold() == "năm":
        return "birth"  # but for its mark it is the word for men
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
        is_dated = _is_date_heading(sheet.lines[first])
        for index, cell in enumerate(sheet.lines[first]):
            below = "birth" if is_dated else _column(as_text(cell))
            if is_dated and as_text(cell):
                columns[index] = "birth"
            elif is_spouse_heading(as_text(cell)) and _is_beside_names(index, columns, headings):
                columns[index] = "full_name"
            elif below and below not in columns.values():
                columns[index] = below
            elif as_text(cell) and index not in headings and not is_spouse_heading(as_text(cell)):
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
    return Table(sheet, first, end, by_name, headings, unread, number, _title(sheet.lines[:at]))


def _title(above: Sequence[Line]) -> str:
    """What the last lines before the headings say, where they are no lines of a table."""
    said = [[as_text(cell) for cell in line if as_text(cell)] for line in above[-_MOST_HEIGHT:]]
    return " ".join(cell for line in said if len(line) <= 2 for cell in line)


def _is_beside_names(index: int, columns: Mapping[int, str], headings: Mapping[int, str]) -> bool:
    """Whether a column stands below the heading of a couple, though the file lost what was merged."""
    first = min((i for i, column in columns.items() if column == "full_name"), default=None)
    if first is None or not is_couple_heading(headings.get(first, "")):
        return False
    return index == first or (index == first + 1 and index not in headings)


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
    is_dated = _is_date_heading(line)
    known = [i for i, cell in said.items() if is_dated or _column(cell) or is_spouse_heading(cell)]
    if not known or any(any(ch.isdigit() for ch in cell) for cell in said.values()):
        return False
    named = [i for i, column in columns.items() if column in _NAMES and i in said]
    return all(i in known for i in named) and len(known) * 2 >= len(said)


def _is_date_heading(line: Line) -> bool:
    """Whether day, month and year of birth stand in columns of their own."""
    return [words(as_text(c)) for c in line if as_text(c)] == ["ngay", "thang", "nam"]


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
