"""Reading a membership list out of a table: headings in any order,
cells as people and spreadsheets write them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from club.errors import ClubError, Misread
from club.people.births import UnsureBirth, read_birth
from club.people.headings import column_of, household_of, is_group_line, is_marked, is_total
from club.people.honorifics import Sex, read_sex
from club.people.names import read_name
from club.people.phones import read_phone
from club.people.roster import Household, ethnic_name
from club.vietnamese.dates import read_date
from club.vietnamese.fold import words

Cell = str | int | float | bool | date | datetime | None
HEADINGS_WITHIN = 30
"""lines; above the headings stand the club's name and the title"""
LONGEST = 60
_EPOCH = date(1899, 12, 30)
"""day 0 of spreadsheets"""
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}


@dataclass(frozen=True)
class Row:
    """One person of the list.

    `where`: the line as the spreadsheet numbers it, with its sheet where there are several.
    """

    where: str
    full_name: str
    birth_year: int | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    ethnic_group: str | None = None
    household: Household | None = None
    phone: str | None = None
    small_group: str | None = None
    team: str | None = None
    card_expires_on: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the line says, by the names of the roster; an empty cell says nothing."""
        return {
            f.name: v for f in fields(self) if f.name != "where" and (v := getattr(self, f.name)) is not None
        }


@dataclass(frozen=True)
class Refusal:
    """A line that is not taken: where, whom it names, and the text key (with arguments) of the reason."""

    where: str
    name: str
    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PeopleList:
    """What a file holds. `unread`: headings of columns that the roster has no place for."""

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...] = ()
    unread: tuple[str, ...] = ()


def read_sheets(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]], today: date) -> PeopleList:
    """The people on every sheet that has headings. Raises Misread where none has, or nobody is named."""
    found = [(name, table, at) for name, table in sheets if (at := _find_headings(table)) is not None]
    if not found:
        raise Misread("roster.file_no_headings")
    rows: list[Row] = []
    refused: list[Refusal] = []
    unread: dict[str, None] = {}
    for name, table, at in found:
        prefix = f"{name}, " if len(found) > 1 else ""
        read = _read_table(table, at, prefix, today)
        rows += read.rows
        refused += read.refused
        unread |= dict.fromkeys(read.unread)
    if not rows and not refused:
        raise Misread("roster.file_nobody")
    return PeopleList(tuple(rows), tuple(refused), tuple(unread))


def as_text(cell: Cell) -> str:
    """A cell as somebody would have typed it: 1950.0 → "1950", a date → "05/03/1950"."""
    if cell is None or isinstance(cell, bool):
        return "x" if cell is True else ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    text = " ".join(str(cell).split())
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def _find_headings(table: Sequence[Sequence[Cell]]) -> int | None:
    best, most = None, 0
    for number, line in enumerate(table[:HEADINGS_WITHIN]):
        columns = {c for cell in line if isinstance(cell, str) and (c := column_of(cell))}
        named = "full_name" in columns or {"family_name", "given_name"} <= columns
        if named and len(columns) > most:
            best, most = number, len(columns)
    return best


def _columns(table: Sequence[Sequence[Cell]], at: int) -> tuple[dict[int, str], list[str], int]:
    """What each column holds, the headings not read, and how many lines the headings take.

    Merged headings leave their name in the first cell: below "Năm sinh" may stand "Nam" and "Nữ".
    """
    line = table[at]
    columns: dict[int, str] = {}
    unread = []
    for index, cell in enumerate(line):
        column = _column(as_text(cell))
        if column and column not in columns.values():
            columns[index] = column
        elif as_text(cell) and words(as_text(cell)) not in ("stt", "tt", "so tt", "so thu tu", "no"):
            unread.append(as_text(cell))
    below = table[at + 1] if at + 1 < len(table) else ()
    sub = [i for i, c in enumerate(below) if as_text(c)]
    if not sub or not all(_column(as_text(below[i])) for i in sub):
        return columns, unread, 1
    for index in sub:
        columns[index] = _column(as_text(below[index])) or ""
    return columns, unread, 2


def _column(heading: str) -> str | None:
    return words(heading) if words(heading) in _SEXES else column_of(heading)


def _read_table(table: Sequence[Sequence[Cell]], at: int, prefix: str, today: date) -> PeopleList:
    columns, unread, height = _columns(table, at)
    rows: list[Row] = []
    refused: list[Refusal] = []
    group: str | None = None
    headings = [as_text(c) for c in table[at]]
    for number in range(at + height, len(table)):
        line = table[number]
        written = [as_text(c) for c in line if as_text(c)]
        if len(written) == 1 and is_group_line(written[0]):
            group = written[0].strip(" :.")[:LONGEST]
            continue
        cells = {column: line[i] for i, column in columns.items() if i < len(line) and as_text(line[i])}
        if not cells or [as_text(c) for c in line] == headings or (len(cells) == 1 and is_total(written[0])):
            continue
        where = f"{prefix}{number + 1}"
        name = as_text(cells.get("full_name")) or " ".join(
            part for part in (as_text(cells.get("family_name")), as_text(cells.get("given_name"))) if part
        )
        try:
            rows.append(_read_row(where, name, cells, group, today))
        except ClubError as error:
            refused.append(Refusal(where, name[:LONGEST], error.key, error.args_))
    return PeopleList(tuple(rows), tuple(refused), tuple(unread))


def _read_row(where: str, name: str, cells: Mapping[str, Cell], group: str | None, today: date) -> Row:
    if not name:
        raise Misread("roster.file_no_name")
    values: dict[str, Any] = {"full_name": read_name(name)}
    if group is not None and "small_group" not in cells:
        values["small_group"] = group
    for column, cell in cells.items():
        if column in _SEXES:  # ticked, or the year of birth stands in the column of men or of women
            values["sex"] = _SEXES[column]
            values |= {} if is_marked(as_text(cell)) else _birth(cell, today)
        elif column in _READ:
            values |= _READ[column](cell, today)
    return Row(where, **values)


def _from_serial(cell: Cell) -> Cell:
    """A spreadsheet's day number that lost its format, as a date."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 2_200 < cell < 80_000:
        return _EPOCH + timedelta(days=int(cell))
    return cell


def _birth(cell: Cell, today: date) -> dict[str, Any]:
    found = read_birth(as_text(_from_serial(cell)), today)
    if isinstance(found, UnsureBirth):  # two digits in a column of years are a year
        return {"birth_year": found.as_year}
    return {"birth_year": found.year, "birth_date": found.day}


def _age(cell: Cell, today: date) -> dict[str, Any]:
    return {"birth_year": read_birth(f"{as_text(cell)} tuoi", today).year}  # type: ignore[union-attr]


def _sex(cell: Cell, today: date) -> dict[str, Any]:
    return {"sex": read_sex(as_text(cell))}


def _phone(cell: Cell, today: date) -> dict[str, Any]:
    """The first number that is one: a cell may hold two."""
    typed = as_text(cell)
    if re.fullmatch(r"\d(\.\d+)?[eE]\+\d+", typed):
        typed = str(int(float(typed)))
    if words(typed) in ("khong", "khong co", "0"):
        return {}
    parts = [typed, *re.split(r"[/,;]| - |\bhoặc\b", typed)]
    for part in parts:
        try:
            return {"phone": read_phone(part)}
        except Misread:
            continue
    raise Misread("members.phone_misread")


def _household(cell: Cell, today: date) -> dict[str, Any]:
    found = household_of(as_text(cell))
    if found is None:
        raise Misread("roster.file_household")
    return {"household": found}


def _card(cell: Cell, today: date) -> dict[str, Any]:
    cell = _from_serial(cell)
    if isinstance(cell, datetime | date):
        return {"card_expires_on": cell.date() if isinstance(cell, datetime) else cell}
    month = re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", as_text(cell))
    if month and 1 <= int(month[1]) <= 12:
        year = int(month[2])
        return {"card_expires_on": date(year, int(month[1]), calendar.monthrange(year, int(month[1]))[1])}
    return {"card_expires_on": read_date(as_text(cell), today, ahead=True)}


def _named(column: str) -> Callable[[Cell, date], dict[str, Any]]:
    def read(cell: Cell, today: date) -> dict[str, Any]:
        typed = as_text(cell)
        if len(typed) > LONGEST or not re.search(r"\w", typed) or typed.startswith(("=", "+", "-", "@")):
            raise Misread("roster.words_misread", most=LONGEST)
        return {column: ethnic_name(typed) if column == "ethnic_group" else typed[:1].upper() + typed[1:]}

    return read


def _marked(household: Household) -> Callable[[Cell, date], dict[str, Any]]:
    def read(cell: Cell, today: date) -> dict[str, Any]:
        return {"household": household} if is_marked(as_text(cell)) else {}

    return read


_READ: dict[str, Callable[[Cell, date], dict[str, Any]]] = {
    "birth": _birth,
    "age": _age,
    "sex": _sex,
    "phone": _phone,
    "ethnic_group": _named("ethnic_group"),
    "household": _household,
    "poor": _marked(Household.POOR),
    "near_poor": _marked(Household.NEAR_POOR),
    "small_group": _named("small_group"),
    "team": _named("team"),
    "card_expires_on": _card,
}
