"""What a sentence asks for: a command's words at its beginning or inside it, politeness around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.fold import closest, words
from club.vietnamese.marks import encode, pattern, words_pattern
from club.vietnamese.marks import plain as without_marks
from club.vietnamese.particles import marked_vay, without_vay
from club.vietnamese.politeness import PERSONS, peel, peeled
from club.vietnamese.said import Said, hear

Phrases = Mapping[str, str]
"""command → words that mean it, in plain Vietnamese, separated by bars"""

_ASKING = (
    "xem|coi|xin|muốn|cần|mở|vào|cho|để|hỏi|ghi|nhờ|bật|gửi|lấy|đọc|nói|kể|chỉ|báo|nhắn|biết|tìm|giúp"
    "|giùm|hộ|dùm|lại|hãy|làm ơn"
)
_IDLE = (
    rf"câu lạc bộ|ban chủ nhiệm|{PERSONS}|{_ASKING}|của|với|nhé|nha|nghen|ạ|đi|thế|vậy|rứa|đấy|đó|này|ni|dạ"
    rf"|vâng|ơi|thì|là|có|được|không|rồi|nữa|hết|thôi|hơn"
    r"|dạo|nay|hôm|mấy|gần|đây|qua|tháng|tuần|năm|thế nào|ra sao|sao|bao nhiêu|bao giờ|đã|đang|còn|vừa|mới"
    r"|các|những|cái|và"
    r"|trợ lý|cùng|lúc|giờ|tất cả|toàn bộ|toàn|trong|như|nào|đâu|cách|một|xã|bản|câu lạc bộ|clb|cả|vẫn|cũng"
    r"|sẽ|dùng|bn|đồng|ở"
)
_IDLE_WORDS = words_pattern(rf"{_IDLE}|dzậy|à|hả|nhỉ|hử|hở|\d+")
_POLITE = words_pattern(rf"{PERSONS}|giúp|giùm|hộ|cho|nhé|với|ạ")
_LEAD = pattern(rf"(?:(?:{_IDLE})\s)*")
_ASKS = words_pattern(
    rf"(?:{_ASKING})|bao giờ|bao nhiêu|mấy|ở đâu|thế nào|khi nào|hôm nào|chừng nào|đi$|nhé|với|sao|nào"
)
_DENIED = pattern(
    rf"(?:.* )?(?:{DENIED}|{DONT}|thôi|khỏi|ngừng|ngưng)(?: (?:cần|đồng ý|muốn|phải|có|còn|cho|{PERSONS}"
    rf"|xem|coi|hỏi|ghi|gửi|lấy))*\s"
)
_DENIES = pattern(rf"(?:{DENIED}|{DONT}|thôi|ngừng|ngưng|dừng|rút|huỷ)\b")
_PAST = words_pattern("hôm qua|hôm nọ|hôm trước|hồi|ngày xưa|lần trước|tuần trước|năm ngoái")
_OF_ANOTHER = words_pattern(
    "(?:của )?(?:mẹ|má|mệ|mế|bố|ba|bọ|chồng|vợ|ông|bà|cụ|con|cháu|u|bầm|nội|ngoại|nó)"
)
_TELLS_LITTLE = frozenset(words(PERSONS.replace("|", " ")).split()) | frozenset(["cho", "cua"])
_LEAST = 0.5
"""score below which a shared word is chance"""
_LONGEST = 14
"""words; a longer sentence is a story"""
_BESIDE = {True: 3, False: 0}
"""words that may stand beside those of the command, where something is asked for and where not"""


@dataclass(frozen=True)
class _Spoken:
    """One way to ask for a command."""

    command: str
    phrase: str
    source: str
    bare: frozenset[str]
    length: int
    denies: bool
    """it denies something itself: "đừng nhắc nữa" """
    idle: bool
    """words of politeness, which are a request alone: "giúp tôi" """

    @cached_property
    def fits(self) -> re.Pattern[str]:
        """Compiled when a text first has all of its words: all together take seconds."""
        return words_pattern(self.source)

    @cached_property
    def own(self) -> list[str]:
        """Its words that tell most."""
        every = words(self.phrase).split()
        return [w for w in every if w not in _TELLS_LITTLE] or every


@dataclass(frozen=True)
class _Found:
    spoken: _Spoken
    start: int
    end: int
    leading: bool
    """nothing but politeness and asking stands before it"""

    @property
    def weight(self) -> tuple[int, bool]:
        return self.spoken.length + self.leading, self.leading


def _bare(encoded: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", without_marks(encoded)))


def _possible(text: str, spoken: tuple[_Spoken, ...]) -> Iterator[_Spoken]:
    """The ways whose words all stand in the text, in whatever order: no other can fit it."""
    bare = _bare(text)
    return (way for way in spoken if way.bare <= bare)


@lru_cache(maxsize=64)
def _spoken(items: tuple[tuple[str, str], ...]) -> tuple[_Spoken, ...]:
    between = rf"(?: (?:{PERSONS}))* "
    found: list[_Spoken] = []
    for command, phrases in items:
        for phrase in filter(None, (p.strip().casefold() for p in phrases.split("|"))):
            plain = " ".join(re.findall(r"[^\W_]+", phrase))
            source = plain.replace(" ", between)
            said = hear(plain).words
            denies, idle = bool(_DENIES.match(said)), not _POLITE.sub(" ", said).split()
            found.append(
                _Spoken(command, plain, source, _bare(encode(plain)), len(plain.split()), denies, idle)
            )
    return tuple(found)


def _all(phrases: Phrases) -> tuple[_Spoken, ...]:
    return _spoken(tuple(phrases.items()))


def _pieces(said: Said) -> list[tuple[str, str]]:
    """Each piece between spaces: as written, and its words in the alphabet of `marks`."""
    return [(piece, hear(piece).words) for piece in said.normal.split()]


def _denied(before: str) -> bool:
    return _DENIED.fullmatch(before) is not None


def _matches(text: str, spoken: tuple[_Spoken, ...]) -> list[_Found]:
    found: list[_Found] = []
    for way in _possible(text, spoken):
        for match in () if way.idle else way.fits.finditer(text):
            before = text[: match.start()]
            if way.denies or not _denied(before):
                leading = _LEAD.fullmatch(before) is not None
                found.append(_Found(way, match.start(), match.end(), leading))
    return found


def _is_request(found: _Found, text: str) -> bool:
    """Whether the words around leave a request: few others, none of the past, asking or the beginning."""
    around = f"{text[: found.start]} {text[found.end :]}"
    others = len(_IDLE_WORDS.sub(" ", around).split())
    if found.leading and found.spoken.length > 1:
        return found.start == 0 or others <= 4
    if found.leading and found.start == 0 and found.spoken.denies:
        return others <= 2
    if found.spoken.length == 1:
        return others == 0 and not any(c.isdigit() for c in around)
    asked = bool(_ASKS.search(around))
    if not asked and any(c.isdigit() for c in around):
        return False
    return not _PAST.search(around) and others <= _BESIDE[asked]


def _is_explicit(found: _Found, text: str) -> bool:
    """Whether exactly its words were said, first or asked for: "cho tôi vay" is no "cho vay"."""
    exact = len(text[found.start : found.end].split()) == found.spoken.length
    return exact and (found.leading or bool(_ASKS.search(text)))


def arguments(text: str) -> str:
    """What stands behind a command, without politeness; empty for "ạ", "của tôi", "giúp tôi"."""
    stripped = text.strip(" \t\n:,.;!?-")
    said = hear(stripped)
    if not _IDLE_WORDS.sub(" ", said.words).split() and not any(c.isdigit() for c in said.words):
        return "" if not _OF_ANOTHER.search(said.words) else stripped
    pieces = _pieces(said)
    kept = len(peel(" ".join(w for _, w in pieces if w), nods=False).split())
    total = len(" ".join(w for _, w in pieces if w).split())
    while pieces and total > kept:
        total -= len(pieces.pop()[1].split())
    left = " ".join(piece for piece, _ in pieces).strip(" ,.;:")
    return left if left == stripped or not left else arguments(left)


def request(said: Said, phrases: Phrases, explicit: Collection[str] = ()) -> tuple[str, str] | None:
    """The command that is asked for, and its arguments as they were typed.

    `explicit`: commands, such as erasure and money, never guessed from a typo or a longer sentence.
    What is denied ("không xem khoản vay nữa") and what is told ("hôm qua tôi đi họp") asks for nothing.
    """
    said = marked_vay(said)
    if said.normal.startswith("/"):
        return None
    pieces = _pieces(said)
    text = " ".join(w for _, w in pieces if w)
    if not text:
        return None
    spoken = _all(phrases)
    core = peeled(said)
    for way in _possible(f"{core} {text}", spoken):
        if (way.fits.fullmatch(core) or way.fits.fullmatch(text)) and (
            way.command not in explicit or len(core.split()) == way.length
        ):
            return way.command, ""
    spoken_words = text.split()
    story = len(spoken_words) > _LONGEST
    head = " ".join(spoken_words[:_LONGEST])
    found = [f for f in _matches(head, spoken) if (f.start == 0 or not story) and _is_request(f, text)]
    found = [f for f in found if f.spoken.command not in explicit or _is_explicit(f, text)]
    if found:
        best = max(found, key=lambda f: f.weight)
        return best.spoken.command, _behind(best, pieces) if best.leading else ""
    if story:
        return None
    options = {way.phrase: way.command for way in spoken if way.command not in explicit}
    shorter = without_vay(said)
    near = closest(shorter.normal, options) or closest(re.sub("[A-Z]", "", peeled(shorter)), options)
    return (near, "") if near is not None and not _denied(f"{text} ") else None


def _behind(found: _Found, pieces: list[tuple[str, str]]) -> str:
    at = 0
    for index, (_, encoded) in enumerate(pieces):
        if at >= found.end:
            return arguments(" ".join(piece for piece, _ in pieces[index:]))
        at += len(encoded) + 1 if encoded else 0
    return ""


@lru_cache(maxsize=16)
def _weights(items: tuple[tuple[str, str], ...]) -> dict[str, float]:
    """How telling a word is: one that belongs to few commands tells more."""
    holders: Counter[str] = Counter()
    for _, phrases in items:
        holders.update(set(words(phrases.replace("|", " ")).split()))
    return {word: math.log(1 + len(items) / count) for word, count in holders.items()}


def likeliest(said: Said, phrases: Phrases, most: int = 3) -> list[str]:
    """The commands nearest to what was said, best first; none where no telling word is shared."""
    weights = _weights(tuple(phrases.items()))
    typed = set(without_vay(said).bare.split())
    scores: dict[str, float] = {}
    for way in _all(phrases):
        whole = sum(weights.get(w, 0.0) for w in way.own)
        shared = sum(weights.get(w, 0.0) for w in way.own if w in typed)
        score = shared * shared / whole if whole else 0.0
        scores[way.command] = max(score, scores.get(way.command, 0.0))
    ranked = sorted((c for c, s in scores.items() if s >= _LEAST), key=lambda c: -scores[c])
    return ranked[:most]
