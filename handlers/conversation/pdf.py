"""A4 documents whose fonts write every Vietnamese letter."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN = 18
_BODY = 13
"""points; to be read without glasses"""


@cache
def _font(style: str) -> str:
    """DejaVu Sans travels with matplotlib."""
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / f"DejaVuSans{style}.ttf")


def document() -> FPDF:
    """An empty A4 document, measured in mm."""
    from fpdf import FPDF  # slow to load, and no command but those that print needs it

    pdf = FPDF("P", "mm", "A4")
    pdf.set_auto_page_break(False)
    pdf.add_font("sans", "", _font(""))
    pdf.add_font("sans", "B", _font("-Bold"))
    return pdf


def readable(title: str, sections: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A document in large type: a title, and sections of lines."""
    pdf = document()
    pdf.set_title(title)
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(True, _MARGIN)
    pdf.add_page()
    _lines(pdf, [title], 18, bold=True)
    for heading, lines in sections:
        pdf.ln(5)
        _lines(pdf, [heading], 15, bold=True)
        _lines(pdf, lines, _BODY, bold=False)
    return bytes(pdf.output())


def _lines(pdf: FPDF, lines: Sequence[str], size: int, *, bold: bool) -> None:
    pdf.set_font("sans", "B" if bold else "", size)
    for line in lines:
        pdf.multi_cell(0, size * 0.52, line, align="L", new_x="LMARGIN", new_y="NEXT")
