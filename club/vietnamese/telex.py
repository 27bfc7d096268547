"""Keys of Telex and VNI that stayed behind, where the keyboard did not make marks of them: "huyeets", "d9au".

A word is read so only where it is no Vietnamese syllable as it stands and becomes one by it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    r"(?:uya|uye|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uo|ia|ya|iu|ie|ye|ua|ue|ui|uu|uy|oa|oe"
    r"|oi|(?<=[xbg])oo(?=ng|c)|ai|ao|au|ay|eo|eu"
    r"|[aeiouy])"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = re.compile(rf"{_ONSET}{_NUCLEUS}{_CODA}")
_TELEX_TONE = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONE = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_DOUBLED = {"aa": "â", "ee": "ê", "oo": "ô"}
_VNI_VOWEL = {"a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư"}
_VOWELS = "aăâeêioôơuưy"
_FOREIGN = frozenset(
    "sys sos oxy max test fax gas bus box us as is has was his her for or best first last "
    "rest chest mr ms sir par "
    "sms pos ups gps bis yes dear of off if".split()
)
"""Words of devices and of English that would become syllables."""


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_syllable(word: str) -> bool:
    """Whether a word in lower case is spelled as a Vietnamese syllable, marks or none."""
    return bool(_SYLLABLE.fullmatch(_bare(word)))


def _with_tone(word: str, tone: str) -> str:
    """The tone on the vowel it is written on: the one with a mark of its own, else the middle one."""
    places = [i for i, c in enumerate(word) if c in _VOWELS]
    if word.startswith("qu") or (word.startswith("gi") and len(places) > 1):
        places = places[1:]
    if not places:
        return word
    marked = [i for i in places if word[i] in "ăâêôơư"]
    last_is_vowel = places[-1] == len(word) - 1
    if marked:
        at = marked[-1]
    elif len(places) == 1:
        at = places[0]
    else:
        at = places[-2] if last_is_vowel else places[-1]
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def _horned(word: str) -> str:
    """ "w" on the vowels before it: "uow" → "ươ", "aw" → "ă", a "w" alone is "ư"."""
    if re.search("uw?ow|uwo", word):
        return re.sub("uw?ow?", "ươ", word, count=1)
    at = word.index("w")
    before, after = word[:at], word[at + 1 :]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in "uoa":
            return (
                before[:index] + {"u": "ư", "o": "ơ", "a": "ă"}[before[index]] + before[index + 1 :] + after
            )
    if after.startswith("o"):
        return before + "ươ" + after[1:]
    return before + "ư" + after


def _telex(word: str) -> str | None:
    tones = [
        (i, c) for i, c in enumerate(word) if c in _TELEX_TONE and i and any(v in "aeiouyw" for v in word[:i])
    ]
    tone = ""
    if tones:
        at, key = tones[-1]
        tone, word = _TELEX_TONE[key], word[:at] + word[at + 1 :]
    if word.count("d") == 2 and word[0] == "d":
        word = "đ" + word[1:].replace("d", "", 1)
    for doubled, vowel in _DOUBLED.items():
        if word.count(doubled[0]) == 2:
            first = word.index(doubled[0])
            second = word.index(doubled[0], first + 1)
            word = word[:first] + vowel + word[first + 1 : second] + word[second + 1 :]
    if "w" in word:
        word = _horned(word)
    return _with_tone(word, tone) if tone else word


def _vni(word: str) -> str | None:
    tone = ""
    if word.startswith("d") and "9" in word:
        word = "đ" + word[1:].replace("9", "", 1)
    elif "9" in word:
        return None
    while found := re.search("[678]", word):
        mark, before, after = found[0], word[: found.start()], word[found.end() :]
        place = next((i for i in range(len(before) - 1, -1, -1) if before[i] + mark in _VNI_VOWEL), None)
        if place is None:
            if mark == "7" and re.search("[ươ]", before):
                word = before + after
                continue
            return None
        word = before[:place] + _VNI_VOWEL[before[place] + mark] + before[place + 1 :] + after
        word = re.sub("uơ(?=[a-z0-9])|ưo(?=[a-z0-9])", "ươ", word)
    digits = [c for c in word if c.isdigit()]
    if len(digits) > 1 or any(c not in _VNI_TONE for c in digits):
        return None
    if digits:
        tone = _VNI_TONE[digits[0]]
        word = word.replace(digits[0], "", 1)
    return _with_tone(word, tone) if tone else word


@lru_cache(maxsize=8_192)
def decode(word: str) -> str:
    """The word that the keys meant, or the word as it is. ASCII in lower case, letters and for VNI digits."""
    if not word.isascii() or len(word) < 2 or not word[0].isalpha() or is_syllable(word) or word in _FOREIGN:
        return word
    if word.isalpha():
        meant = _telex(word)
    elif re.fullmatch(r"[a-z]+[a-z0-9]*", word) and sum(c.isdigit() for c in word) <= 4:
        meant = _vni(word)
    else:
        return word
    return meant if meant and meant != word and is_syllable(meant) else word
