"""Cards to hand out: an A4 sheet with names in large type, each with its QR code and the code in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno

from handlers.conversation.pdf import document

if TYPE_CHECKING:
    from fpdf import FPDF

COLUMNS, ROWS = 2, 4
_WIDTH, _HEIGHT, _MARGIN, _TOP = 210.0, 297.0, 8.0, 16.0
"""mm, A4 upright"""
_QR = 30.0


@dataclass(frozen=True)
class Card:
    """What one person gets: name, a line that tells namesakes apart, the code, and (messenger, link)
    pairs for QR codes."""

    name: str
    about: str
    code: str
    links: tuple[tuple[str, str], ...]


def cards_pdf(title: str, how: str, cards: Sequence[Card]) -> bytes:
    """The sheet: eight cards a page, cut lines between them.

    `how` says in one sentence what to do with a card.
    """
    pdf = document()
    pdf.set_title(title)
    width, height = (_WIDTH - 2 * _MARGIN) / COLUMNS, (_HEIGHT - _TOP - _MARGIN) / ROWS
    for number, card in enumerate(cards):
        place = number % (COLUMNS * ROWS)
        if place == 0:
            pdf.add_page()
            pdf.set_font("sans", "", 10)
            pdf.set_xy(_MARGIN, 6)
            pdf.cell(_WIDTH - 2 * _MARGIN, 6, title)
        x, y = _MARGIN + place % COLUMNS * width, _TOP + place // COLUMNS * height
        pdf.set_draw_color(170)
        pdf.set_dash_pattern(dash=1.5, gap=1.5)
        pdf.rect(x, y, width, height)
        _card(pdf, card, how, x + 4, y + 3, width - 8)
    return bytes(pdf.output())


def _fitting(pdf: FPDF, text: str, width: float, largest: int) -> None:
    """The largest size at which the line fits."""
    size = largest
    while size > 9 and pdf.get_string_width(text) > width:
        size -= 1
        pdf.set_font_size(size)


def _card(pdf: FPDF, card: Card, how: str, x: float, y: float, width: float) -> None:
    pdf.set_font("sans", "B", 20)
    _fitting(pdf, card.name, width, 20)
    pdf.set_xy(x, y)
    pdf.cell(width, 9, card.name)
    pdf.set_font("sans", "", 11)
    pdf.set_xy(x, y + 9)
    pdf.cell(width, 6, card.about)
    for number, (messenger, link) in enumerate(card.links or (("", card.code),)):
        left = x + number * (_QR + 6)
        _qr(pdf, link, left, y + 16)
        pdf.set_font("sans", "", 9)
        pdf.set_xy(left, y + 16 + _QR)
        pdf.cell(_QR, 5, messenger, align="C")
    beside = x + max(1, len(card.links)) * (_QR + 6)
    pdf.set_font("sans", "", 10)
    if len(card.links) < 2:
        pdf.set_xy(beside, y + 18)
        pdf.multi_cell(x + width - beside, 4.6, how, align="L")
    pdf.set_font("sans", "B", 22)
    pdf.set_xy(x, y + 16 + _QR + 5)
    pdf.cell(width, 10, card.code)


def _qr(pdf: FPDF, content: str, x: float, y: float) -> None:
    """The code as black squares, so that it stays sharp on any printer."""
    matrix = [list(line) for line in segno.make(content, error="m").matrix_iter(border=2)]
    side = _QR / len(matrix)
    pdf.set_fill_color(0)
    for row, line in enumerate(matrix):
        start = None
        for column, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                pdf.rect(x + start * side, y + row * side, (column - start) * side, side * 1.02, style="F")
                start = None
