"""Files of people, from bytes to tables and back: .xlsx (macros are never run) and .csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from club.errors import Misread, Refused
from club.people.legible import UNSURE, legible, old_font_of
from club.people.roster_file import Cell, PeopleList, Sheet, read_sheets
from club.people.text_files import decoded
from handlers.roster.workbook import MOST_BYTES, MOST_COLUMNS, bounded, read_workbook

ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt", ".xls", ".ods")
"""names that look like a list of people; the last two are answered with what to do"""
_OLD = b"\xd0\xcf\x11\xe0"
"""how .xls and password-protected .xlsx begin"""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets."""


def read_people(content: bytes, name: str, today: date) -> PeopleList:
    """The people in a file called `name`.

    Raises:
        Refused: too large, too many rows, an old or protected file, not a table at all.
        Misread: a table in which no column of names is found.
    """
    if len(content) > MOST_BYTES:
        raise Refused("common.file_too_large", most=MOST_BYTES >> 20)
    if content.startswith(_OLD):
        raise Refused("roster.file_old")
    if not content.startswith(b"PK") and not name.lower().endswith((".csv", ".txt")):
        raise Refused("roster.file_no_table")
    written = read_workbook(content) if content.startswith(b"PK") else [Sheet("", _csv(content))]
    sheets = [replace(sheet, lines=legible(sheet.lines)) for sheet in written]
    try:
        return read_sheets(sheets, today)
    except Misread:
        unsure = any(UNSURE in str(cell) for sheet in sheets for line in sheet.lines for cell in line)
        font = next((found for sheet in written if (found := old_font_of(sheet.lines))), None)
        if font is None or not unsure:
            raise
        raise Refused("roster.file_old_font_only", font=font.value) from None


def _csv(content: bytes) -> list[tuple[Cell, ...]]:
    text = decoded(content)
    if text is None:
        raise Refused("roster.file_no_table")
    head = "\n".join(text.splitlines()[:5])
    delimiter = max(",;\t|", key=head.count)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=delimiter)
        return bounded([cell or None for cell in line[:MOST_COLUMNS]] for line in lines)
    except csv.Error:
        raise Refused("roster.file_broken") from None


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def write_table(title: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """An .xlsx with one sheet: headings in bold, dates as day/month/year, numbers of phones as text."""
    import openpyxl
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "".join(c for c in title if c not in "[]:*?/\\")[:31] or "1"
    widths = [len(h) for h in headings]
    for row, line in enumerate([headings, *lines], 1):
        for column, value in enumerate(line, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(row, column)
            assert isinstance(cell, SheetCell)
            cell.value = harmless(value)
            if isinstance(value, date):
                cell.number_format = "DD/MM/YYYY"
            if row == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            widths[column - 1] = max(widths[column - 1], min(40, len(str(value))))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """The same as .csv, marked as UTF-8 so that spreadsheets read the diacritics."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for line in lines:
        writer.writerow(
            [value.strftime("%d/%m/%Y") if isinstance(value, date) else harmless(value) for value in line]
        )
    return out.getvalue().encode("utf-8-sig")
