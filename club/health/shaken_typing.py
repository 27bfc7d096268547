"""What a shaking hand types: letters one by one with dots between, and the spellings of text messages."""

from __future__ import annotations

import re
import unicodedata

from club.vietnamese.fold import fold
from club.vietnamese.said import Said, hear

_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[.\-_*,/]+[^\W\d_](?![^\W_]))+[.\-_*]*")
""" "n.g.ự.c": single letters joined by marks, at least two """
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?: [^\W\d_](?![^\W_])){3,}")
_FINAL_K = re.compile(r"(?<=[uưúụứựaăâáạắặấậ])k\b")
_FIRST_K = re.compile(r"\bk(?=[aăâáàảãạấầẩẫậắằẳẵặoôơóòọốồổộớờợuưúùủụứừửự][^\W\d_])")


_STOPPED = re.compile(r"(?<![^\W_])[^\W\d_]{1,6}[cpt]h?\b")
_TONED = re.compile("[\u0301\u0300\u0309\u0303\u0323]")


def _whole_mark_or_none(found: re.Match[str]) -> str:
    """A word that ends in c, ch, p or t has a tone: "ngưc" is half typed, and read without any mark."""
    word = found[0]
    if _TONED.search(unicodedata.normalize("NFD", word)):
        return word
    return fold(word)


def spelled_out(said: Said) -> Said | None:
    """The same as it would be written: "đ.a.u n.g.ự.c", "dau nguk"; None where it is written so already."""
    text = said.normal.casefold()
    clear = _LETTERS.sub(lambda run: re.sub(r"[^\w]|_", "", run[0]), text)
    clear = _SPACED.sub(lambda run: run[0].replace(" ", ""), clear)
    clear = _FIRST_K.sub("c", _FINAL_K.sub("c", clear))
    clear = _STOPPED.sub(_whole_mark_or_none, clear)
    return hear(clear) if clear != text else None
