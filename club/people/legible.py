"""The letters of a list made Unicode before anything is read from it, where it is certain which they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from club.people.headings import column_of
from club.vietnamese.old_fonts import (
    DECODED,
    OldFont,
    font_of,
    is_scrambled,
    is_unicode,
    is_writable,
    reads,
    strange_words,
    unscrambled,
)

C = TypeVar("C")
UNSURE = "□"
"""stands for a letter of an old font where it is not certain which: nobody is stored by such a name"""
LOST = "\ufffd"
"""stands for a letter of which bytes are missing"""
_HEADINGS_WITHIN = 30
_NAMES = {"full_name", "family_name", "given_name"}
_HIGH = re.compile(r"[^\x00-\x7f\s‘’“”–—…]")
_MANY_TIMES = 3
"""as many cells in Unicode as in an old font: what reads well in both is Unicode then"""
_NEVER_MEANT = re.compile(r"\bthò\b", re.IGNORECASE)
"""spelled as Vietnamese is, but in a name only ever "Thị" in VNI"""


class Styled(str):
    """Text of a cell whose style names an old font."""

    font: OldFont
    capitals: bool

    def decoded(self) -> str:
        """As that font shows it; the fonts of capitals end in H, as ".VnTimeH"."""
        text = DECODED[self.font](self)
        return text.upper() if self.capitals else text


def in_font(cell: Any, font: str | None) -> Any:
    """A cell with the font of its style, where that is an old one."""
    known = font_of(font)
    if known is None or not isinstance(cell, str):
        return cell
    styled = Styled(cell)
    styled.font = known
    styled.capitals = known is OldFont.TCVN3 and str(font).strip().endswith("H")
    return styled


def legible(table: Sequence[Sequence[C]]) -> list[tuple[C, ...]]:
    """The table with its letters put right; letters that stay in doubt become `UNSURE` or `LOST`."""
    lines = [[_unscrambled(cell) for cell in line] for line in _as_styled(table)]
    strength = Counter[OldFont]()
    below = _restore_headings(lines, strength)
    for font, decode in DECODED.items():
        texts = {c for line in lines[below:] for c in line if isinstance(c, str) and _is_open(c)}
        strength[font] += len({w for t in texts for w in strange_words(t) if reads(decode(w))})
    if strength.total():
        _restore(lines, below, strength)
    return [tuple(line) for line in lines]


def _as_styled(table: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Text in the style of an old font as that shows it, unless cells of its column hold Unicode so."""
    lines = [list(line) for line in table]
    for index in range(max((len(line) for line in lines), default=0)):
        column = [
            (line, cell) for line in lines if index < len(line) and isinstance(cell := line[index], Styled)
        ]
        if all(_is_open(cell, cell.font) for _, cell in column if _HIGH.search(cell)):
            for line, cell in column:
                line[index] = cell.decoded()
    return lines


def old_font_of(table: Sequence[Sequence[object]]) -> OldFont | None:
    """The old font in which most of a table's strange words are Vietnamese, for saying why it is not read."""
    texts = [c for line in table for c in line if isinstance(c, str) and _is_open(c)]
    found = {f: len({w for t in texts for w in strange_words(t) if reads(d(w))}) for f, d in DECODED.items()}
    best = max(found, key=lambda font: found[font])
    return best if found[best] > 1 else None


def _unscrambled(cell: Any) -> Any:
    if not isinstance(cell, str) or not is_scrambled(cell):
        return cell
    whole = unscrambled(cell)
    return re.sub("[ÃÂÄÅÆĂ](?=[^A-Za-zÀ-ỹ])|á[»º]", LOST, whole) if is_scrambled(whole) else whole


def _is_open(text: str, font: OldFont | None = None) -> bool:
    """Whether it may be of an old font: letters beyond ASCII, none of which Unicode alone has."""
    fonts = tuple(DECODED) if font is None else (font,)
    return bool(_HIGH.search(text)) and not is_unicode(text) and any(is_writable(text, f) for f in fonts)


def _restore_headings(lines: list[list[Any]], strength: Counter[OldFont]) -> int:
    """Headings that are one only in an old font ("Hä vµ tªn"), and the number of the line below them."""
    below = 0
    for number, line in enumerate(lines[:_HEADINGS_WITHIN]):
        known: list[str] = []
        for index, cell in enumerate(line):
            if not isinstance(cell, str) or not cell.strip():
                continue
            if column := column_of(cell):
                known.append(column)
            elif _is_open(cell) and (font := _font_of_heading(cell)):
                line[index] = DECODED[font](cell)
                strength[font] += 2
                known.append(column_of(str(line[index])) or "")
        if (len(known) > 1 or _NAMES.intersection(known)) and not below:
            below = number + 1
    return below


def _font_of_heading(cell: str) -> OldFont | None:
    return next(
        (font for font, decode in DECODED.items() if column_of(decode(cell)) and reads(decode(cell))), None
    )


def _restore(lines: list[list[Any]], below: int, strength: Counter[OldFont]) -> None:
    (font, most), *rivals = strength.most_common()
    certain = most > 1 and all(count < most for _, count in rivals)
    for index in range(max((len(line) for line in lines), default=0)):
        column = [
            (line, cell)
            for line in lines[below:]
            if index < len(line) and isinstance(cell := line[index], str) and _HIGH.search(cell)
        ]
        opened = [(line, cell) for line, cell in column if _is_open(cell, font)]
        strange = sum(bool(strange_words(cell)) for _, cell in opened)
        others = len(column) - len(opened)
        for line, cell in opened:
            if strange_words(cell) or _NEVER_MEANT.search(cell) or others < _MANY_TIMES * strange:
                line[index] = _cell(cell, font, many=most > 1, certain=certain and not others)
    for line in lines[:below]:
        for index, cell in enumerate(line):
            if certain and isinstance(cell, str) and _is_open(cell, font) and strange_words(cell):
                decoded = DECODED[font](cell)
                line[index] = decoded if reads(decoded) else cell


def _cell(cell: str, font: OldFont, *, many: bool, certain: bool) -> str:
    """One cell of a table with words of an old font.

    A cell that reads well both ways ("Phóc", which may be Phúc) stays in doubt, and so does a name of another
    language unless it is the only strange thing of the list.
    """
    decoded = DECODED[font](cell)
    if strange_words(cell):
        if certain:
            return decoded
        return _doubted(cell) if many or reads(decoded) else cell
    if decoded == cell or not reads(decoded):
        return cell
    plain = _NEVER_MEANT.sub(lambda word: DECODED[font](word[0]), cell)
    return decoded if certain and (plain == decoded or not reads(cell)) else _doubted(cell)


def _doubted(cell: str) -> str:
    return _HIGH.sub(UNSURE, cell)
