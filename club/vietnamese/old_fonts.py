"""Text of old Vietnamese fonts and of programs that took one encoding for another, made Unicode again.

TCVN3 (.VnTime and its kin): the national standard TCVN 5712:1993, VSCII-3. VNI: the VNI fonts for Windows,
where a letter that stands for the marks follows the vowel. The table of TCVN3 agrees with that of iconv in
glibc (TCVN). No package on PyPI is named for reading these fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from club.vietnamese.telex import is_syllable


class OldFont(StrEnum):
    """Which letters the signs of a text stand for; the value is how people call it."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TWO_CASES = frozenset("ăâêôơưđĂÂÊÔƠƯĐ")
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROOFED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_SHORT = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_MARKED = (
    {base + mark: base + tone for base in "aeouy" for mark, tone in _VNI_TONES.items()}
    | {base + mark: _VNI_ALONE[base] + tone for base in "ôö" for mark, tone in _VNI_TONES.items()}
    | {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _VNI_ROOFED.items()}
    | {"a" + mark: "ă" + tone for mark, tone in _VNI_SHORT.items()}
)
_VNI = {key: unicodedata.normalize("NFC", letter) for key, letter in (_VNI_MARKED | _VNI_ALONE).items()}
_VNI_PIECE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
OURS = frozenset("àáâãèéêìíòóôõùúýăđĩũơư") | {chr(c) for c in range(0x1EA0, 0x1EFA)}
"""letters with marks of the Vietnamese alphabet, as Unicode has them, in either case where they have two"""
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_TONED = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MISSPELT = re.compile("[ăâêôơ].*[ăâêôơ]|[uy]ư|ơư")
"""in the letters of a syllable without its tone"""
_OF_VNI = re.compile("a[àáâãèéêùúõ]|e[àáâãùõ]|o[âõù]|[uy][ùõ]", re.IGNORECASE)
"""Vietnamese letters that stand beside each other in VNI alone"""
_WORD = re.compile(r"[^\s\d,;:()/.\"'’\-–]+")


def from_tcvn3(text: str) -> str:
    """ "Lß V¨n Hïng" → "Lò Văn Hùng".

    Vowels with a tone have no capitals there: "V¡N HïNG" is "VĂN HÙNG", and "ThÞ ¸nh" the name "Thị Ánh".
    """
    decoded = "".join(_TCVN3.get(c, c) for c in text)
    if _in_capitals(text):
        return decoded.upper()
    pairs = [(w[0], decoded[w.start() : w.end()]) for w in _WORD.finditer(text)]
    named = len(pairs) > 1 and all(w[0].isupper() for w, _ in pairs if w[0].isascii())
    capital = [d.upper() if _in_capitals(w) else d[0].upper() + d[1:] if named else d for w, d in pairs]
    words = iter(capital)
    return _WORD.sub(lambda _: next(words), text)


def _in_capitals(written: str) -> bool:
    """By the letters that have a capital in TCVN3, two of a word at the least."""
    telling = [
        [_TCVN3.get(c, c) for c in word if (c.isalpha() and c.isascii()) or _TCVN3.get(c) in _TWO_CASES]
        for word in _WORD.findall(written)
    ]
    return any(len(word) > 1 for word in telling) and all(c.isupper() for word in telling for c in word)


def from_vni(text: str) -> str:
    """ "Loø Vaên Huøng" → "Lò Văn Hùng"."""
    return _VNI_PIECE.sub(lambda piece: _vni_letter(piece[0]), text)


def _vni_letter(piece: str) -> str:
    letter = _VNI[piece.lower()]
    return letter.upper() if piece[0].isupper() else letter


DECODED: dict[OldFont, Callable[[str], str]] = {OldFont.TCVN3: from_tcvn3, OldFont.VNI: from_vni}


def font_of(name: str | None) -> OldFont | None:
    """The table of a font by its name: ".VnTime", ".VnArialH", "VNI-Times"."""
    called = (name or "").strip().casefold()
    if called.startswith((".vn", "vn time", "vntime")):
        return OldFont.TCVN3
    return OldFont.VNI if called.startswith(("vni-", "vni ")) else None


def is_writable(text: str, font: OldFont) -> bool:
    """Whether the font has all letters of a text: "Vàng" is of neither, "Sùng" not of VNI."""
    left = _VNI_PIECE.sub("", text) if font is OldFont.VNI else "".join(c for c in text if c not in _TCVN3)
    return not any(c.isalpha() and not c.isascii() for c in left)


def is_unicode(text: str) -> bool:
    """Whether a letter stands in it that no old font and no wrong encoding writes so."""
    return bool(_ONLY_UNICODE.search(text))


@lru_cache(maxsize=8_192)
def is_plausible(word: str) -> bool:
    """Whether a word is spelled as Vietnamese is, with one tone, which before -c, -p, -t is sắc or nặng."""
    lower = unicodedata.normalize("NFC", word).lower()
    if any(not c.isascii() and c not in OURS for c in lower) or not is_syllable(lower):
        return False
    apart = unicodedata.normalize("NFD", lower)
    tones = _TONED.findall(apart)
    bare = unicodedata.normalize("NFC", _TONED.sub("", apart))
    if len(tones) > 1 or _MISSPELT.search(bare):
        return False
    return not (tones and tones[0] not in "\u0301\u0323" and re.search(r"(?:[cpt]|ch)$", lower))


def reads(text: str) -> bool:
    """Whether every word of a text is plausible; one letter alone ("A") is the beginning of a name."""
    return all(len(word) == 1 or is_plausible(word) for word in _WORD.findall(text))


def words_beyond_ascii(text: str) -> set[str]:
    """The words that tell encodings apart."""
    return {word for word in _WORD.findall(text) if not word.isascii()}


def strange_words(text: str) -> set[str]:
    """The words that hold a sign or letter which Vietnamese does not have: "V¨n", "Huøng"."""
    return {
        w
        for w in _WORD.findall(text)
        if any(not c.isascii() and c.lower() not in OURS for c in w) or _OF_VNI.search(w)
    }


def _bytes_of(encoding: str) -> dict[str, int]:
    table = {bytes([n]).decode(encoding, "replace"): n for n in range(256)}
    table.pop("\ufffd", None)
    return {chr(n): n for n in range(0x80, 0xA0)} | table


_TAKEN_FOR = tuple(_bytes_of(encoding) for encoding in ("cp1252", "cp1258", "latin-1"))
_SCRAMBLED = re.compile("[ÃÂÄÅÆĂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ¡-¿]|[áÁ][»º]|Ã(?= [a-z])|ï¿½|â€")


def is_scrambled(text: str) -> bool:
    """Whether UTF-8 was taken for another encoding: "HÃ¹ng", "Nguyá»…n"."""
    return bool(_SCRAMBLED.search(text))


def unscrambled(text: str) -> str:
    """UTF-8 that was taken for another encoding, once or several times, as it was: "HÃ¹ng" → "Hùng".

    What cannot be turned back, because bytes are missing, stays as it is.
    """
    left = text
    for _ in range(3):
        if not is_scrambled(left):
            break
        found = next((t for table in _TAKEN_FOR if (t := _turned_back(left, table)) is not None), None)
        if found is None:
            break
        left = found
    return unicodedata.normalize("NFC", left) if left != text else text


def _turned_back(text: str, table: dict[str, int]) -> str | None:
    for attempt in (text, re.sub("(?<=Ã) (?=[a-z])", "\u00a0", text)):
        try:
            return bytes(n if (n := table.get(c)) is not None else ord(c) for c in attempt).decode()
        except (ValueError, UnicodeDecodeError):
            continue
    return None
