"""The bytes of a list in a file of text, in whichever encoding a spreadsheet wrote it."""

from __future__ import annotations

import codecs
import unicodedata

from club.vietnamese.old_fonts import DECODED, reads, words_beyond_ascii

_MANY = 0.3
"""of all bytes: as many are empty in UTF-16 of our letters"""


def decoded(content: bytes) -> str | None:
    """The text of a file; one of an old font keeps its signs, which `legible` reads. None for no text at all.

    UTF-8 and UTF-16 show by themselves. Windows-1258, whose tones stand behind the letters, and the old fonts
    have the same bytes: the one in which more words are Vietnamese is meant.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _plain(content, "utf-16")
    if content.count(0) > _MANY * len(content):
        text = _plain(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
        return text if text and all(c.isprintable() or c.isspace() for c in text) else None
    if (text := _plain(content, "utf-8-sig")) is not None or 0 in content:
        return text
    signs = _plain(content, "cp1252") or content.decode("latin-1")
    text = _plain(content, "cp1258")
    words = words_beyond_ascii(signs)
    oldest = max(sum(reads(decode(word)) for word in words) for decode in DECODED.values())
    if text is None or oldest > sum(reads(word) for word in words_beyond_ascii(text)):
        return signs
    return text


def _plain(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else unicodedata.normalize("NFC", text)
