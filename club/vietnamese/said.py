"""What somebody said, read once at the border: every reader takes a `Said` and nothing else.

The original is kept. Characters that only look different (full width, no-break, zero width) are made equal,
keys of Telex and VNI that stayed behind are decoded, and the short forms of text messages are written out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from club.vietnamese.fold import fold
from club.vietnamese.marks import encode_word
from club.vietnamese.telex import decode

LONGEST = 4_000
"""characters; no messenger sends more in one message"""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("÷⁄∕", "/"), **dict.fromkeys("‐‑‒–—−―", "-"), **dict.fromkeys("×✕✖", "x"),
        **dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("“”„", '"'), "：": ":", "。": ".", "、": ",",
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u20e3", None),
    }
)  # fmt: skip
_SHORT = {
    "ko": "không",
    "k": "không",
    "hok": "không",
    "khum": "không",
    "hem": "không",
    "kh": "không",
    "dc": "được",
    "đc": "được",
    "đk": "được",
    "đuợc": "được",
    "j": "gì",
    "bít": "biết",
    "bit": "biết",
    "bik": "biết",
    "bjt": "biết",
    "hk": "không",
    "bt": "bình thường",
    "mk": "mình",
    "vs": "với",
    "ck": "chồng",
    "vk": "vợ",
    "bs": "bác sĩ",
    "cx": "cũng",
    "wa": "quá",
    "wá": "quá",
    "lun": "luôn",
    "r": "rồi",
    "rùi": "rồi",
    "ùi": "rồi",
    "dzậy": "vậy",
    "zậy": "vậy",
    "nc": "nước",
    "trc": "trước",
    "hnay": "hôm nay",
    "hqua": "hôm qua",
    "sn": "sinh năm",
    "sđt": "số điện thoại",
    "sdt": "số điện thoại",
    "đt": "điện thoại",
    "ng": "người",
    "nhug": "nhưng",
    "oke": "ok",
    "okie": "ok",
    "okê": "ok",
    "okay": "ok",
    "uh": "ừ",
    "uhm": "ừ",
    "um": "ừ",
    "đag": "đang",
    "dag": "đang",
    "yes": "yes",
    "tui": "tôi",
    "tớ": "tôi",
    "cám": "cảm",
}
"""Short forms of text messages and of speech, written out. "k" behind a number is its thousands."""
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
""" "đau ngựcccc" """
_PIECE = re.compile(r"[^\W_]+|\s+|[^\w\s]|_")


@dataclass(frozen=True)
class Token:
    """One word: as typed in lower case, decoded, and in the alphabet of `marks`."""

    typed: str
    word: str
    encoded: str

    @property
    def marked(self) -> bool:
        """Whether any mark was typed, so that the word is this one and no other."""
        return not self.word.isascii()


@dataclass(frozen=True)
class Said:
    """A text with its readings.

    `normal`: NFC, characters that look alike made equal, single spaces, lines kept. `spoken`:
    every word decoded and written in the alphabet of `marks`, punctuation kept. `tokens`: the words alone.
    """

    original: str
    normal: str
    spoken: str
    tokens: tuple[Token, ...]

    @cached_property
    def folded(self) -> str:
        """Lower case without marks, punctuation kept: `"Huyết áp: 130/80"` → `"huyet ap: 130/80"`."""
        return fold(self._written)

    @cached_property
    def _written(self) -> str:
        return re.sub("[A-Z]", "", self.spoken)

    @cached_property
    def bare(self) -> str:
        """Letters and digits alone, without marks, for comparing with labels."""
        return " ".join(re.findall(r"[0-9a-z]+", self.folded))

    @cached_property
    def words(self) -> str:
        """The words in the alphabet of `marks`, without what stands between them."""
        return " ".join(t.encoded for t in self.tokens)

    def __bool__(self) -> bool:
        return bool(self.normal)


def normalise(text: str) -> str:
    """NFC; full-width letters, digits and signs as the plain ones;
    nothing that cannot be seen; single spaces.
    """
    narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in narrow)
    plain = unicodedata.normalize("NFC", digits).translate(_ALIKE)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def _token(piece: str, before: str) -> Token:
    typed = piece.casefold()
    word = _DRAWN_OUT.sub(r"\1", typed)
    if typed in _SHORT and not (typed == "k" and before.isdigit()):
        word = _SHORT[typed]
    elif word.isascii():
        word = decode(word)
    return Token(typed, word, " ".join(encode_word(part) for part in word.split()))


@lru_cache(maxsize=2_048)
def hear(text: str) -> Said:
    """The text as all readers take it."""
    normal = normalise(text[:LONGEST])
    tokens: list[Token] = []
    spoken: list[str] = []
    before = ""
    for piece in _PIECE.findall(normal):
        if piece[0].isalnum():
            token = _token(piece, before)
            tokens.append(token)
            spoken.append(token.encoded)
            before = piece
        else:
            spoken.append(piece)
            if not piece.isspace():
                before = ""
    return Said(text, normal, "".join(spoken), tuple(tokens))
