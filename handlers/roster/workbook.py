"""The sheets of an .xlsx, bounded in what they unpack to: their cells, and which are merged, hidden or struck
out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from club.errors import Refused
from club.people.legible import in_font
from club.people.roster_file import Area, Cell, Sheet

MOST_BYTES = 10 << 20
MOST_UNPACKED = 40 << 20
"""bytes; a list of 5,000 people takes a tenth of it"""
MOST_PARTS = 500
MOST_ROWS = 5_000
MOST_COLUMNS = 60
_MOST_LINES = 10 * MOST_ROWS
"""lines looked at, empty ones included"""


def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets with cells. Raises Refused: too large, too many rows, broken, or no workbook at all."""
    import openpyxl  # slow to load, and needed by nothing else

    _check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return [_sheet(sheet) for sheet in book.worksheets]
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:  # openpyxl answers a broken file with whatever its parser met
        raise Refused("roster.file_broken") from error


def _sheet(sheet: Any) -> Sheet:
    struck = set()
    hidden, merged = _marks(sheet)

    def values(lines: Iterable[Sequence[Any]]) -> Iterable[list[Any]]:
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell.value, str) and cell.font.strike:
                    struck.add((number, column))
            yield [in_font(c.value, c.font.name) if isinstance(c.value, str) else c.value for c in line]

    lines = bounded(values(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=_MOST_LINES)))
    return Sheet(
        sheet.title,
        lines,
        tuple(area for area in merged if area.top < len(lines)),
        frozenset(hidden),
        frozenset(struck),
        sheet.sheet_state != "visible",
    )


def _marks(sheet: Any) -> tuple[set[int], list[Area]]:
    """The lines that are hidden and the merged cells, which a workbook read line by line does not tell."""
    from openpyxl.utils import range_boundaries
    from openpyxl.xml.functions import iterparse

    hidden: set[int] = set()
    merged: list[Area] = []
    number = 0
    with sheet._get_source() as source:
        for _, element in iterparse(source):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                number = int(element.get("r") or number + 1)
                if element.get("hidden") in ("1", "true"):
                    hidden.add(number - 1)
                element.clear()
            elif tag == "mergeCell" and len(merged) < MOST_ROWS:
                left, top, right, bottom = (n or 1 for n in range_boundaries(element.get("ref") or ""))
                merged.append(Area(top - 1, left - 1, bottom - 1, right - 1))
    return hidden, merged


def _check_archive(content: bytes) -> None:
    """Looks at the sizes that an archive declares before it is unpacked; unpacking stops at them."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise Refused("roster.file_broken") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("common.file_too_large", most=MOST_BYTES >> 20)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Refused("roster.file_no_table")


def bounded(lines: Iterable[Sequence[Any]]) -> list[tuple[Cell, ...]]:
    """The lines up to the last that holds anything. Raises Refused where they are too many."""
    found: list[tuple[Cell, ...]] = []
    last = 0
    for number, line in enumerate(lines, 1):
        found.append(tuple(line))
        if any(cell is not None for cell in line):
            last = number
        if last > MOST_ROWS:
            raise Refused("roster.file_too_long", most=MOST_ROWS)
    return found[:last]
