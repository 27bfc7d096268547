"""The people of one table: which of its lines name somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from club.errors import ClubError, Misread
from club.people.fields import COLUMNS
from club.people.headings import is_marked, is_remark_heading
from club.people.list_cells import LONGEST, Cell, as_text, read_cell
from club.people.list_columns import Line, Table, letter_of
from club.people.list_lines import (
    group_of,
    is_note,
    is_numeral,
    is_signature,
    is_total,
    names_two,
    says_gone,
)
from club.people.list_rows import PeopleList, Refusal, Row
from club.people.listed_names import listed_name

_NEEDED = frozenset(name for name, column in COLUMNS.items() if column.needed)
_LOOSE = frozenset(name for name, column in COLUMNS.items() if column.loose)
_ENOUGH = 3
"""one line in so many tells how the list describes its people"""
_COUNTED = re.compile(r"^\(?\d{1,4}[.)\-/]\s*(?=\D)")


@dataclass(frozen=True)
class _Found:
    """A line that may name somebody.

    `sure`: a cell or its number shows that a person stands there; `likely`: words in a column that takes any.
    `refused`: why the line is held back though somebody is named.
    """

    where: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    noted: tuple[Refusal, ...] = ()
    sure: bool = False
    likely: bool = False
    is_note: bool = False
    refused: Refusal | None = None


def read_table(table: Table, prefix: str, today: date) -> PeopleList:
    """Who stands in the table. A line with no sign of a person but words where names stand is held back."""
    found = _Reading(table, prefix, today).lines()
    named = [f for f in found if not f.is_note and f.refused is None]
    asks_sure = sum(f.sure for f in named) * _ENOUGH >= len(named)
    asks_likely = sum(f.sure or f.likely for f in named) * _ENOUGH >= len(named)
    rows: list[Row] = []
    refused: list[Refusal] = []
    noted: list[Refusal] = []
    signed = False
    for one in found:
        signed = signed or (one.is_note and is_signature(one.name))
        seen = one.sure or (one.likely and not asks_sure) or not (asks_sure or asks_likely or signed)
        if one.refused is not None and (one.sure or one.refused.key in _SAID):
            refused.append(one.refused)
        elif one.is_note or not seen or one.refused is not None:
            refused.append(Refusal(one.where, one.name[:LONGEST], "roster.file_not_person"))
        else:
            rows.append(Row(one.where, **one.values))
            noted += one.noted
    unread = [*(table.headings[i] for i in table.unread), *_without_heading(table, rows, prefix)]
    return PeopleList(tuple(rows), tuple(refused), tuple(unread), tuple(noted))


_LETTERS = frozenset(("roster.file_lost_letters", "roster.file_letters", "roster.file_old_font"))
_SAID = _LETTERS | {"roster.file_struck", "roster.file_hidden", "roster.file_gone", "roster.file_two_names"}
"""reasons that tell of the line whatever else stands in it"""
_OF_CELLS = frozenset(("roster.file_phone_shortened", "roster.file_old_font"))
"""reasons that say of a cell what is to be done with it"""


def _without_heading(table: Table, rows: Sequence[Row], prefix: str) -> list[str]:
    """The letters of columns that say something of people below no heading, but for one that counts them."""
    taken = (int(row.where.removeprefix(prefix + table.letter)) for row in rows)
    lines = [table.sheet.lines[number - 1] for number in taken]
    read = {i for places in table.columns.values() for i in places} | table.headings.keys()
    said = {
        i
        for line in lines
        for i, c in enumerate(line)
        if i not in read and as_text(c) and not is_numeral(as_text(c))
    }
    return [letter_of(i) for i in sorted(said)]


class _Reading:
    """One table, from its first line to its last."""

    def __init__(self, table: Table, prefix: str, today: date) -> None:
        self.table = table
        self.prefix = prefix
        self.today = today
        self.group: str | None = None

    def lines(self) -> list[_Found]:
        headings = list(self.table.headings.values())
        found = []
        for number, line in self.table.lines():
            said = [as_text(c) for c in line if as_text(c)]
            if not said or said == headings or self._counts(line, said):
                continue
            name = self._name(line)
            group = group_of(said)
            if group is not None:
                self.group = group[:LONGEST]
            elif not (is_total(said[0]) and (not name or is_total(name))) and not is_total(name):
                found.append(self._found(number, line, name, said))
        return found

    def _counts(self, line: Line, said: Sequence[str]) -> bool:
        """Whether a line of numbers only counts the columns, or itself where the form is still empty."""
        if not all(is_numeral(cell) and len(cell) < 4 for cell in said):  # a year counts nothing
            return False
        read = {i for places in self.table.columns.values() for i in places}
        return bool(self._name(line)) or not any(as_text(c) for i, c in enumerate(line) if i in read)

    def _name(self, line: Line) -> str:
        whole = as_text(self.table.cell(line, "full_name"))
        parts = (as_text(self.table.cell(line, c)) for c in ("family_name", "given_name"))
        return whole or " ".join(part for part in parts if part)

    def _where(self, number: int) -> str:
        return f"{self.prefix}{self.table.letter}{number + 1}"

    def _found(self, number: int, line: Line, name: str, said: Sequence[str]) -> _Found:
        where = self._where(number)
        values, noted, error = self._cells(number, name, line)
        counted = _COUNTED.match(name)
        at = self.table.number
        numbered = at is not None and at < len(line) and as_text(line[at]).strip("().").isdecimal()
        described = bool(values.keys() - _LOOSE) or (error is not None and self._has_figures(line))
        sure = described or (numbered and bool(name)) or bool(counted)
        likely = bool(values)
        if self.group is not None and "small_group" not in values:
            values["small_group"] = self.group
        bare = name[counted.end() :] if counted else name
        reason = self._held_back(number, line, bare)
        if reason is None and not bare:
            reason = Misread("roster.file_no_name")
        if reason is None:
            try:
                values["full_name"] = listed_name(bare)
            except ClubError as misread:
                reason = misread
        reason = reason or error
        refused = Refusal(where, bare[:LONGEST], reason.key, reason.args_) if reason else None
        shown = bare or next((cell for cell in said if not is_numeral(cell)), "")
        note = not described and is_note(shown)
        if note or (not bare and not sure):
            self.group = None if shown and is_numeral(said[0]) and not said[0].isdecimal() else self.group
            return _Found(where, shown, is_note=True)
        return _Found(where, bare, values, tuple(noted), sure, likely, refused=refused)

    def _cells(
        self, number: int, name: str, line: Line
    ) -> tuple[dict[str, Any], list[Refusal], ClubError | None]:
        """What the cells say, those that cannot be read, and the error of one that the line needs."""
        values: dict[str, Any] = {}
        noted: list[Refusal] = []
        held: ClubError | None = None
        where = self._where(number)
        for column, places in self.table.columns.items():
            cell: Cell = self.table.cell(line, column)
            if not as_text(cell):
                continue
            try:
                if column not in _NEEDED and any((number, i) in self.table.sheet.struck for i in places):
                    raise Misread("roster.file_struck")
                told = {k: v for k, v in read_cell(column, cell, self.today).items() if v is not None}
                values |= {k: v for k, v in told.items() if column != "age" or k not in values}
            except ClubError as error:
                key = error.key if error.key in _OF_CELLS else "roster.file_cell_unread"
                args = {"column": self.table.headings.get(places[0], ""), "cell": as_text(cell)[:LONGEST]}
                noted.append(Refusal(where, name[:LONGEST], key, args))
                if column in _NEEDED and error.key != "members.birth_forgotten":
                    held = held or error
        if "birth_year" in values:  # one of the age and the birth says it
            held = None
        return values, noted, held

    def _has_figures(self, line: Line) -> bool:
        cells = (as_text(self.table.cell(line, column)) for column in _NEEDED)
        return any(re.search(r"\d", cell) for cell in cells)

    def _held_back(self, number: int, line: Line, name: str) -> ClubError | None:
        """Why somebody named is not simply taken: what the sheet shows, or says beside the name."""
        if number in self.table.sheet.hidden:
            return Misread("roster.file_hidden")
        if any((number, i) in self.table.sheet.struck for i in self._places_of_names()):
            return Misread("roster.file_struck")
        beside = re.split(r"[-–,:;()/]", name)[1:]
        remark = next((b for b in beside if says_gone(b)), None) or self._gone(line)
        if remark:
            return Misread("roster.file_gone", remark=remark.strip(" .")[:LONGEST])
        return Misread("roster.file_two_names") if self._names_two(line, name) else None

    def _gone(self, line: Line) -> str | None:
        """What the line says of somebody's death or leaving, in any cell but those of the name."""
        names = self._places_of_names()
        for index, cell in enumerate(line):
            if index not in names and as_text(cell):
                heading = self.table.headings.get(index, "")
                if says_gone(as_text(cell), alone=is_remark_heading(heading)):
                    return as_text(cell)
                if says_gone(heading) and is_marked(as_text(cell)):
                    return heading
        return None

    def _places_of_names(self) -> set[int]:
        return {i for c in ("full_name", "family_name", "given_name") for i in self.table.columns.get(c, ())}

    def _names_two(self, line: Line, name: str) -> bool:
        places = self.table.columns.get("full_name", ())
        if self.table.is_of_couples and sum(i < len(line) and bool(as_text(line[i])) for i in places) > 1:
            return True
        cell = self.table.cell(line, "full_name")
        return names_two(cell if isinstance(cell, str) and "\n" in cell else name)
