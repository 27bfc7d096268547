"""What a shaking hand types: letters one by one with dots between, and the spellings of text messages."""

from __future__ import annotations

import re

from club.vietnamese.said import Said, hear

_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[.\-_*,/]+[^\W\d_](?![^\W_]))+[.\-_*]*")
""" "n.g.ự.c": single letters joined by marks, at least two """
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?: [^\W\d_](?![^\W_])){3,}")
_FINAL_K = re.compile(r"(?<=[uưúụứựaăâáạắặấậ])k\b")
_FIRST_K = re.compile(r"\bk(?=[aăâáàảãạấầẩẫậắằẳẵặoôơóòọốồổộớờợuưúùủụứừửự][^\W\d_])")


def spelled_out(said: Said) -> Said | None:
    """The same as it would be written: "đ.a.u n.g.ự.c", "dau nguk"; None where it is written so already."""
    text = said.normal.casefold()
    clear = _LETTERS.sub(lambda run: re.sub(r"[^\w]|_", "", run[0]), text)
    clear = _SPACED.sub(lambda run: run[0].replace(" ", ""), clear)
    clear = _FIRST_K.sub("c", _FINAL_K.sub("c", clear))
    return hear(clear) if clear != text else None
