"""Words with the marks that were typed:
what was left out fits any word, what was typed fits its own word alone.

"đừng", "dừng" and "đúng" are three words; "dung" may be each of them. Text is written in an alphabet of its
own (`encode`), in which a pattern written in plain Vietnamese (`pattern`) fits the word without any mark or
as it is: "dung" fits the patterns "đừng" and "đúng", "đừng" fits its own alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUALITY = {"\u0302": "C", "\u0306": "B", "\u031b": "H"}
"""circumflex, breve and horn: they make another vowel, and stand behind it"""
_TONE = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J"}
"""they stand behind the word, since people put them on either of two vowels ("hòa", "hoà")"""
_EITHER = {"R": "[RX]", "X": "[RX]"}
"""hỏi and ngã sound alike in the North-West's and the South's speech, and are typed so"""
_WORD = re.compile(r"[^\W\d_]+")
_PIECES = re.compile(r"(\\.|\(\?(?:P<[a-z_]+>|<?[=!]|:)|\[[^\]]*\])|([^\W\d_]+)(!?)")


def _letters(word: str) -> tuple[list[tuple[str, str]], str]:
    """(letter, quality) of each letter, and the tone of the word: the last one typed."""
    found: list[tuple[str, str]] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONE:
            tone = _TONE[char]
        elif char in _QUALITY and found:
            found[-1] = (found[-1][0], _QUALITY[char])
        elif char == "đ":
            found.append(("d", "D"))
        elif not unicodedata.combining(char):
            found.append((char, ""))
    return found, tone


@lru_cache(maxsize=8_192)
def encode_word(word: str) -> str:
    """One word in lower case: `"đừng"` → `"dDuHngF"`."""
    letters, tone = _letters(word)
    return "".join(letter + quality for letter, quality in letters) + tone


def plain(encoded: str) -> str:
    """Encoded text without its marks: `"dDuHngF"` → `"dung"`."""
    return re.sub("[A-Z]", "", encoded)


_TONE_BEHIND = re.compile(rf"([aeiouy][A-Z]?)([^aeiouy\W\dA-Z]+)([{''.join(_TONE.values())}])")
_MARK_OF = {code: mark for mark, code in {**_QUALITY, **_TONE}.items()}


def written(encoded: str) -> str:
    """Encoded text as it may be typed again; the tone on the last vowel, which `encode` does not mind."""
    text = _TONE_BEHIND.sub(r"\1\3\2", encoded.replace("dD", "đ"))
    return unicodedata.normalize("NFC", "".join(_MARK_OF.get(char, char) for char in text))


def encode(text: str) -> str:
    """Every word of the text, what stands between them as it is."""
    return _WORD.sub(lambda found: encode_word(found[0]), text.casefold())


def _fitting(word: str, strict: bool) -> str:
    """What may stand for the word: no marks at all, or all of its marks."""
    letters, tone = _letters(word)
    bare = "".join(letter for letter, _ in letters)
    vowels = "".join(letter + quality for letter, quality in letters)
    tone = _EITHER.get(tone, tone)
    if strict:
        return vowels + tone
    if vowels == bare:
        return f"{bare}{tone}?" if tone else bare
    return f"(?:{bare}|{vowels}{tone})"


_BLANK = "\0"
"""a space inside a class, which stays one"""


@lru_cache(maxsize=1_024)
def pattern(source: str) -> re.Pattern[str]:
    """A regular expression over `encode`d text, written in plain Vietnamese in lower case.

    Escapes, group names and classes in brackets are left as they are; a space stands for any white space,
    " ?" for white space or none.
    Of a word with "!" behind it the marks must have been typed: "ngã!" is no "nga", which is a name.
    """

    def piece(found: re.Match[str]) -> str:
        return found[1].replace(" ", _BLANK) if found[1] else _fitting(found[2], bool(found[3]))

    written = _PIECES.sub(piece, " ".join(source.split()))
    return re.compile(re.sub(" [?*]", r"\\s*", written).replace(" ", r"\s+").replace(_BLANK, " "))


def words_pattern(source: str) -> re.Pattern[str]:
    """The same, for whole words: `words_pattern("đau ngực|khó thở")` finds them between other words."""
    return pattern(rf"(?<!\w)(?:{source})(?!\w)")
