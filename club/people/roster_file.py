"""Reading a membership list out of a file's sheets: who is taken, and which lines and cells are not and why.

Nothing is left out unnamed, but for totals, headings and lines that only count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from club.errors import Misread
from club.people.list_cells import Cell
from club.people.list_columns import Area, Sheet, Table
from club.people.list_people import read_table
from club.people.list_rows import PeopleList, Refusal, Row
from club.people.list_tables import tables_of

__all__ = ["Area", "Cell", "PeopleList", "Refusal", "Row", "Sheet", "read_sheets"]


def read_sheets(sheets: Sequence[Sheet], today: date) -> PeopleList:
    """The people on every sheet that has headings. Raises Misread where none has, or nobody is named."""
    found = [table for sheet in sheets for table in tables_of(sheet)]
    if not found:
        raise Misread("roster.file_no_headings")
    several = len({table.sheet.name for table in found}) > 1
    described = any(t.describes and not t.is_of_money and not t.sheet.is_hidden for t in found)
    rows: list[Row] = []
    refused: list[Refusal] = []
    noted: list[Refusal] = []
    unread: dict[str, None] = {}
    for table in found:
        prefix = f"{table.sheet.name}, " if several else ""
        if reason := _of_nobody(table, described=described):
            where = f"{prefix}{table.letter}{table.first + 1}–{max(table.first + 1, table.end)}"
            refused.append(Refusal(where, "", reason))
            continue
        read = read_table(table, prefix, today)
        rows += read.rows
        refused += read.refused
        noted += read.noted
        unread |= dict.fromkeys(read.unread)
    if not rows and not refused:
        raise Misread("roster.file_nobody")
    return PeopleList(tuple(rows), tuple(refused), tuple(unread), tuple(noted))


def _of_nobody(table: Table, *, described: bool) -> str | None:
    """Why a table adds nobody: it is hidden, of loans, or of visits beside the list of people."""
    if table.sheet.is_hidden:
        return "roster.file_hidden_sheet"
    money = table.is_of_money and (described or not table.describes or table.is_mostly_of_money)
    return "roster.file_other_table" if money or (described and table.is_of_something_else) else None
