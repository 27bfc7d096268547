"""Names: read out of what was typed, ordered and found as Vietnamese lists do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from club.errors import Misread
from club.vietnamese.fold import fold
from club.vietnamese.hesitation import hold
from club.vietnamese.marks import encode, pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.titles import TITLES, Word, untitled, words_of

T = TypeVar("T")

_ALPHABET = " -.'0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_NAME = re.compile(r"[^\W\d_]+(?:['’.\- ]+[^\W\d_]+)*\.?")

_WHO = "tôi|em|cháu|con|mình|chúng tôi"
_KIN = (
    rf"(?:{TITLES}|bố|mẹ|vợ|chồng|ông nội|bà nội|ông ngoại|bà ngoại|người nhà)"
    "(?: (?:cháu|em|con|tôi|mình|nội|ngoại|nhà))*"
)
_LEADS = tuple(
    pattern(rf"(?:{words})(?:\s+|$)")
    for words in (
        r"(?:dạ|thưa|v[a][C]ng|kính thưa|xin chào|xin thưa|alo|à)"
        rf"(?: (?:cháu|cô|chú|bác|anh|chị|ông|bà|em)(?: là(?= (?!thị |văn ))|(?= (?:tên|họ|là|{_WHO}))))?",
        rf"(?:(?:{_WHO}|{_KIN}) )?(?:(?:có |xin )?họ (?:và )?tên|tên|xin tên)"
        rf"(?: (?:đầy đủ|đầy đủ của|thật|khai sinh|gọi|họ|của|{_WHO}|{_KIN}))*(?: l[a]F?)?(?= )",
        rf"(?:(?:{_WHO}|đây|{_KIN}) )l[a]F?(?: (?:người )?tên)?(?= )",
        rf"(?:(?:{_WHO}) )?(?:xin )?(?:ghi|đăng ký|khai|viết|làm|nhập|báo)(?: tên)? (?:hộ|giúp|giùm|dùm"
        rf"|thay|cho)(?: cho)?"
        rf"(?: {_KIN})?(?: của (?:{_WHO}))?(?: tên)?(?: l[a]F?)?",
        r"ghi tên(?= )",
        rf"(?:cứ )?(?:gọi|kêu) (?:{_WHO}) l[a]F?(?: (?:{TITLES}))?(?= )",
    )
)
"""words before a name in a sentence: "tôi tên là …", "cháu ghi hộ bà …", "họ tên: …" """
_DETAILS = re.compile(
    r"\s*[,;(\-–]?\s*\(?\b(?:sinh|sn|năm sinh|sinh năm|nam sinh|ngày sinh|tuổi|nữ|nam giới|dân tộc|dan toc"
    r"|quê|số điện thoại|"
    r"sđt|sdt|đt|thường gọi|tên thường gọi|"
    r"\d{1,3} tuổi|ở bản|o ban|bản)\b.*$|\s*[,;(]\s*(?:19|20)\d\d\)?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE = re.compile(
    r"[,;(\-–.]\s*\(?(?:(?:giới tính|gioi tinh)\s*:?\s*)?(?:nữ|nu|nam)(?: giới| gioi)?\)?\s*$"
    r"|[,;.]\s*(?:tôi|toi|em|cháu|chau|con|mình|minh)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
"""the sex behind a name, and what the writer adds: "Lo Thi Ban, nu", "…, tôi đăng ký hộ" """
_ANSWERS = pattern(
    r"(?:dạ |vâng )?(?:vâng|dạ|ừ|ờ|ok|có|không|nữ|nữ giới|nam giới|đồng ý|tôi đồng ý|đúng|đúng rồi|được"
    r"|được rồi|rồi|không nhớ"
    r"|không nhớ rõ|không biết|chưa biết|chưa có|không có|quên|quên rồi|để mai|mai|thôi|huỷ|hủy|dừng|ngừng"
    r"|bỏ qua|tiếp|tiếp tục"
    r"|quay lại|giúp|trợ giúp|xin chào|chào|cảm ơn|yes|no|sai|sai rồi)(?: ạ| rồi ạ| nhé)?"
)
_NO_NAME = pattern(
    r"không|chưa|nhớ|biết|để|hỏi|gì|nào|co[H]|ha[R]|vậy|đồng|ý|đúng|được|muốn|có|ghi|ho[C]J|giúp|quên|rồi"
    r"|thôi|hay|tên|tôi|l[a][F]|khai|bao|nhiêu"
    r"|thế|đâu|sao|ai|nhìn|thấy|đã|khỏi|cần|phải|xem|nói"
)


_TITLE_ALONE = pattern("chá[u]S?|b[o][C]?S|m[e]J|ông|tôi|b[a]F")
_ONE = re.compile("anh|em|co|chi|bac|chu|con")
"""lower-case words that alone call somebody, and are no name"""


def tidy(name: str) -> str:
    """Capital letters where a name has them, if it was typed without or with nothing else."""
    parts = name.split(" ")
    plain = name in (name.lower(), name.upper()) or (
        len(parts) > 1 and all(p == p.lower() for p in parts[1:])
    )
    if not plain:
        return name
    return " ".join(re.sub(r"(?:^|(?<=['\-]))\w", lambda c: c[0].upper(), part.lower()) for part in parts)


def _led(words: list[Word]) -> list[Word]:
    """The words without those that lead to a name in a sentence."""
    left = words
    while left:
        spoken = " ".join(w.spoken for w in left) + " "
        found = next((m for lead in _LEADS if (m := lead.match(spoken))), None)
        taken = len(found[0].split()) if found else 0
        if not taken or (taken >= len(left) and len(left) == 1):
            return left
        left = left[taken:]
    return left


def read_name(text: str | Said) -> str:
    """A person's full name, tidied: `"  lò THỊ ón "`, `"dạ tôi tên là Lò Thị Ón ạ"` → `"Lò Thị Ón"`.

    Titles, politeness and the sentence around it are left out. Never demands three parts.

    Raises:
        Misread: a question, an answer that is no name ("đồng ý"), digits, one letter, over 60 characters.
    """
    said = text if isinstance(text, Said) else hear(text)
    hold(said)
    typed = _BESIDE.sub("", said.normal).strip() or said.normal
    typed = _DETAILS.sub("", typed).strip() or typed
    words = words_of(typed)
    if "?" in said.normal or _ANSWERS.fullmatch(" ".join(w.spoken for w in words)):
        raise Misread("members.name_misread")
    words = untitled(_led(words))
    name = " ".join(w.typed for w in words)
    if not 2 <= len(name) <= 60 or not _NAME.fullmatch(name) or not re.search(r"\w{2}", name):
        raise Misread("members.name_misread")
    if _no_name(words):
        raise Misread("members.name_misread")
    return tidy(name)


def _no_name(words: Sequence[Word]) -> bool:
    """Whether the words are a sentence: "để cháu hỏi bà đã"; "Đặng Văn Không" is a name."""
    if _ANSWERS.fullmatch(" ".join(w.spoken for w in words)):
        return True
    sentence = len(words) > 1 and all(not w.capital for w in words[1:])
    hits = [
        i
        for i, w in enumerate(words)
        if (sentence or not w.capital)
        and len(w.typed) > 1
        and _NO_NAME.fullmatch(w.spoken)
        and not (i and fold(words[i - 1].typed) in ("van", "thi"))
    ]
    if len(words) > 2 and fold(words[1].typed) in ("van", "thi", "a"):
        return False
    if len(words) == 1:
        return (
            bool(hits)
            or bool(not words[0].capital and _ONE.fullmatch(words[0].spoken))
            or bool(_TITLE_ALONE.fullmatch(words[0].spoken))
        )
    return bool(hits) and ((hits[0] == 0 and not words[0].capital) or len(hits) >= 2 or len(words) < 3)


def given_name(full_name: str) -> str:
    """The given name, which stands last: `"Lò Thị Ón"` → `"Ón"`."""
    return full_name.split(" ")[-1]


def _letter(char: str) -> tuple[int, int]:
    """(place in the alphabet, tone)."""
    base, tone = char, 0
    decomposed = unicodedata.normalize("NFD", char)
    for mark in decomposed[1:]:
        tone = _TONES.get(mark, tone)
    if len(decomposed) > 1:
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return (_ALPHABET.find(base) if base in _ALPHABET else 99, tone)


@lru_cache(maxsize=8_192)
def _collation(words: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The letters by the alphabet's own order, and only where all are equal their tones."""
    keys = [_letter(char) for char in unicodedata.normalize("NFC", words).casefold()]
    return tuple(place for place, _ in keys), tuple(tone for _, tone in keys)


def sort_key(full_name: str) -> tuple[object, ...]:
    """Order of Vietnamese lists: given name, then family and middle names; by the alphabet, tones last."""
    family, _, given = full_name.rpartition(" ")
    return (_collation(given), _collation(family), full_name)


@dataclass(frozen=True)
class Sought:
    """A name as somebody typed it to find a person; `year` of birth where it stood beside the name."""

    words: tuple[Word, ...]
    year: int | None = None


def sought(typed: str | Said) -> Sought:
    """The name in "bà Ón", "hội viên ông Inh", "tên Mẩy nhé", "Quàng Thị Lan 1952"."""
    said = typed if isinstance(typed, Said) else hear(typed)
    words = words_of(said)
    year = next((int(w.typed) for w in words[1:] if re.fullmatch(r"(?:19|20)\d\d", w.typed)), None)
    if year is not None:
        born = pattern("sinh|năm|sinh năm|tuổi")
        kept = [
            w for w in words if not (w.typed == str(year) or (not w.capital and born.fullmatch(w.spoken)))
        ]
        words = kept or words
    words = _led(words) or words
    return Sought(tuple(untitled(words)), year)


def _agree(have: str, wanted: str, *, tones: bool) -> bool:
    """Whether a word of a name begins as the one typed, marks that were typed being the name's own.

    Both in the alphabet of `marks`.
    """
    tone_have, tone = (re.search(r"[SFRXJ]?$", word) for word in (have, wanted))
    assert tone_have is not None
    assert tone is not None
    if tones and tone[0] and not (tone[0] == tone_have[0] or {tone[0], tone_have[0]} == {"R", "X"}):
        return False
    letters = re.findall(r"[^A-Z][CBHD]?", have)
    typed = re.findall(r"[^A-Z][CBHD]?", wanted)
    if len(typed) > len(letters):
        return False
    marked = bool(re.search("[A-Z]", wanted))
    for a, b in zip(letters, typed, strict=False):
        if a[0] != b[0] or (len(b) > 1 and a != b):
            return False
        if tones and marked and len(a) > 1 and len(b) == 1 and a[1] in "CBH" and _tone_typed_without(wanted):
            return False
    return True


def _tone_typed_without(wanted: str) -> bool:
    """A word with its tone typed has its other marks typed as well: "Hùng" is not "Hừng"."""
    return bool(re.search(r"[SFRXJ]$", wanted))


def _fits(full_name: str, wanted: Sequence[Word], *, tones: bool = True) -> bool:
    have = [encode(part) for part in re.split(r"[\s\-']+|(?<=\.)", full_name) if part] + [
        encode(part) for part in full_name.split(" ")
    ]
    return bool(wanted) and all(
        any(_agree(part, encode(word.typed.casefold()), tones=tones) for part in have) for word in wanted
    )


def matches(full_name: str, typed: str | Said) -> bool:
    """Whether the typed part of a name is in the name, word by word, ignoring case and titles.

    Marks that were left out fit any, marks that were typed tell people apart: "hung" finds Hùng and Hưng,
    "Hưng" Hưng.
    """
    return _fits(full_name, sought(typed).words)


def find_named(
    people: Sequence[T], typed: str | Said, called: Callable[[T], tuple[str, int | None]]
) -> list[T]:
    """Those whom the typed name means; `called` gives somebody's full name and year of birth.

    The whole name, marks and all, wins over parts of names. Where nobody is called so, a wrong tone is
    forgiven ("Ỏn" is Ón, but "Hùng" never Hưng): the caller shows whom it found. A year typed beside the name
    tells namesakes apart.
    """
    said = typed if isinstance(typed, Said) else hear(typed)
    wanted = sought(said)
    exact = {n.casefold() for n in (" ".join(w.typed for w in wanted.words), said.normal.strip())}
    named = [(one, *called(one)) for one in people]
    found = [
        (one, year) for one, name, year in named if unicodedata.normalize("NFC", name).casefold() in exact
    ]
    for tones in (True, False):
        found = found or [(one, year) for one, name, year in named if _fits(name, wanted.words, tones=tones)]
    if wanted.year is not None:
        return [one for one, year in found if year in (wanted.year, None)]
    return [one for one, _ in found]
