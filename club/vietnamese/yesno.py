"""Yes, no, stop and back, by what was said: the core of an answer and the verb it repeats.

Marks that were typed are never lost: "đừng", "dừng", "vắng" and "khống" are no "đúng", "vâng" and "không".
A word without marks that may be two opposite ones ("dung", "vang") is `UNSURE`, and so is a yes with a doubt
in it ("hình như có").
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from club.vietnamese.clauses import ADVERBS, DENIED, DONT, NODS, SUBJECT, Clause, clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said, hear
from club.vietnamese.yesno_words import (
    AFTER_CORE,
    BACK,
    BESIDE,
    CORE,
    CUTS_BOTH_WAYS,
    DOUBTED,
    DUNG,
    DUNG_NO,
    DUNG_YES,
    GIVES_UP,
    HARDLY,
    HESITATED,
    MISTAKEN,
    NEVER_MIND,
    NO,
    NO_CORE,
    NOBODY,
    NOT_MINE,
    NOT_NO,
    NOT_NOTHING,
    NOT_YET_DONE,
    OBJECT,
    RESIGNED,
    SOME,
    STATED,
    STOP,
    THANKS,
    VERBS,
    YES_AND_NO,
)


class Agreement(StrEnum):
    """What an answer agrees to. UNSURE: most likely yes, too uncertain for money, erasure or many people."""

    YES = "yes"
    NO = "no"
    STOP = "stop"
    UNSURE = "unsure"


class _Open(StrEnum):
    """Parts that settle nothing: OPEN leaves the whole open, beside POLITE another part decides."""

    OPEN = "open"
    POLITE = "polite"
    ACKNOWLEDGED = "acknowledged"
    DENIED = "denied"
    """something was denied which need not be what was asked: "không đau ngực" """


_Vote = Agreement | _Open | None
_LONGEST = 18
"""words of one part; more are no plain answer, and repeated without end they would hold the bot up"""

ECHOES = "ghi|gửi"
"""Verbs which, repeated, say yes to whatever is asked.

Others are named by their question: "xoá" beside a sum takes it back.
"""


_DONE_TO_MORE = frozenset({"xoá", "đổi", "thêm", "vay", "mời", "duyệt", "lập", "in", "phát"})
"""verbs that say yes only where they were asked about: "đồng ý xoá" at a sum agrees to another thing"""


@lru_cache(maxsize=64)
def _yes_patterns(echoes: str) -> tuple[re.Pattern[str], ...]:
    asked = echoes.split("|")
    verbs = "|".join(v for v in VERBS.split("|") if v not in _DONE_TO_MORE or v in asked)
    lending = "|vay" if {"cho", "vay"} & set(asked) else ""
    show = rf"cho(?: \w+){{0,3}} (?:xem|biết|ghi{lending})(?: (?:{OBJECT}))*"
    wide = rf"(?:(?:{verbs})(?: (?:{OBJECT}))*|{show})"
    lent = "" if lending else r"(?! cho vay)"  # typed like that it may also be "chớ vậy"
    tail = rf"{lent}(?: (?:{AFTER_CORE}|{CORE}|{PERSONS}))*"
    found = [
        pattern(rf"{SUBJECT}{ADVERBS}(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}(?:{CORE}){tail}"),
        pattern(
            rf"{SUBJECT}{ADVERBS}(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}(?!phải|được"
            rf"|rồi)(?:{CORE}){tail} {SUBJECT}{ADVERBS}{wide}"
        ),
        pattern(rf"{SUBJECT}có {SOME}"),
    ]
    if echoes:
        shown = f"|{show}" if "cho" in echoes.split("|") else ""
        verb = rf"(?:(?:{echoes})(?: (?:{BESIDE if echoes == ECHOES else OBJECT}))*{shown})"
        found.append(pattern(rf"(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}{verb}"))
    return tuple(found)


_NODDING = pattern(rf"(?:{NODS})(?: (?:{NODS}|{AFTER_CORE}|{PERSONS}|được))*")


def _says_yes(words: str, echoes: str) -> _Vote:
    if _NODDING.fullmatch(words):
        return _Open.ACKNOWLEDGED
    if any(p.fullmatch(words) for p in _yes_patterns(echoes)):
        return Agreement.YES
    return None


def _homograph(words: str) -> _Vote:
    """What "dung" and "vang" typed without marks are, by what stands around them."""
    if not any(DUNG.fullmatch(word) for word in words.split()):
        return None
    if DUNG_NO.fullmatch(words):
        return Agreement.NO
    if DUNG_YES.fullmatch(words):
        return Agreement.YES
    if re.match(r"(?:thoi )?dung (?:lai|o day)", words):
        return Agreement.STOP
    leads = DUNG.match(re.sub(_NODDED, "", words)) is not None
    return Agreement.UNSURE if len(words.split()) <= (8 if leads else 4) else None


def _says_no(words: str, bare: str) -> _Vote:
    if NOT_NOTHING.fullmatch(bare) or NOT_NO.search(words):
        return Agreement.UNSURE
    if NOBODY.search(words) or NOT_YET_DONE.fullmatch(bare):
        return _Open.OPEN
    if CUTS_BOTH_WAYS.fullmatch(bare):
        return _Open.OPEN
    if NO_CORE.fullmatch(bare) or NO.fullmatch(bare) or MISTAKEN.search(words) or HARDLY.fullmatch(bare):
        return Agreement.NO
    if _NEG_FIRST.match(bare):
        return _Open.DENIED
    return None


_NODDED = pattern(rf"^(?:(?:{NODS}) )+")
_NEG_FIRST = pattern(rf"(?:{DENIED})\b")


@lru_cache(maxsize=64)
def _kept_from(echoes: str) -> re.Pattern[str]:
    return pattern(
        rf"{SUBJECT}(?:thôi )?(?:{DENIED}|{DONT}|khỏi) (?:{echoes})(?: (?:{OBJECT}|phiếu|nữa|đâu))*"
    )


_THANKED = words_pattern("cảm ơn|cám ơn|tks|thks|xin lỗi")
"""beside a nod it is politeness alone: "dạ con cảm ơn ạ" """


def _vote(clause: Clause, echoes: str) -> _Vote:
    asked = clause.asked
    words = clause.words
    if len(clause.raw.split()) > _LONGEST:
        return None
    if _NODDING.fullmatch(clause.raw) and not any(DUNG.fullmatch(w) for w in clause.raw.split()):
        return _Open.OPEN if asked else _Open.ACKNOWLEDGED
    if (either := _homograph(words)) is not None and not asked:
        return either
    if echoes != ECHOES and _kept_from(echoes).fullmatch(words):
        return Agreement.NO  # "không huỷ nữa", where it was asked whether to
    if echoes != ECHOES and _NODDED.match(words) and _says_yes(words, echoes) is Agreement.YES:
        return Agreement.YES  # "ừ huỷ đi", where it was asked whether to
    if STOP.fullmatch(re.sub(_NODDED, "", words)):
        return _Open.OPEN if asked else Agreement.STOP
    if THANKS.fullmatch(words) or NEVER_MIND.fullmatch(words):
        return _Open.POLITE
    if (resigned := RESIGNED.fullmatch(words)) and _says_yes(resigned["rest"], echoes):
        return Agreement.UNSURE
    if (doubted := DOUBTED.fullmatch(words)) and _says_yes(doubted["rest"], echoes) is not None:
        return _Open.OPEN if asked else Agreement.UNSURE
    if clause.asks or clause.puts_off or clause.doubts:
        return _Open.OPEN
    if _NODDING.fullmatch(words) and _THANKED.search(clause.raw):
        return _Open.POLITE
    no = _says_no(words, clause.core)
    return no if no is not None else _says_yes(words, echoes)


def _together(votes: list[_Vote], parts: tuple[Clause, ...]) -> Agreement | None:
    """One answer of all parts: none where they disagree, or where an unknown part may turn it."""
    sides = [v for v in votes if v is not _Open.POLITE]
    if Agreement.STOP in sides[:1]:
        return Agreement.STOP
    if not sides or _Open.OPEN in sides or Agreement.STOP in sides:
        return None
    known = {v for v in sides if v not in (None, _Open.ACKNOWLEDGED)}
    unknown = [c for v, c in zip(votes, parts, strict=True) if v is None]
    if not known:
        return Agreement.YES if _Open.ACKNOWLEDGED in sides and not unknown else None
    if known == {Agreement.NO} or (known == {Agreement.NO, _Open.DENIED}):
        turned = any(c.contrasts for c in unknown)
        return None if turned else Agreement.NO
    if known == {_Open.DENIED}:
        return None if unknown else Agreement.NO
    if len(known) > 1:
        return Agreement.UNSURE if known == {Agreement.YES, Agreement.UNSURE} and not unknown else None
    if unknown and (any(c.contrasts for c in unknown) or any(x.isdigit() for c in unknown for x in c.raw)):
        return None
    if unknown and votes[0] is None:
        return None
    answer = known.pop()
    if answer is Agreement.YES and unknown:
        return Agreement.UNSURE  # "đúng, bà Ón chưa nộp"
    return answer if isinstance(answer, Agreement) else None


@lru_cache(maxsize=256)
def agreement(said: Said, echoes: str = ECHOES) -> Agreement | None:
    """What was agreed to; None for a question, a hesitation ("để mai", "chưa biết") and for anything else.

    `echoes`: verbs of the question asked, separated by bars ("xoá", "cho|bị"); repeated, they say yes.
    """
    parts = clauses(said)
    if not parts:
        return _by_sign(said)
    if YES_AND_NO.search(said.folded):
        return None
    if HESITATED.fullmatch(said.words):
        return Agreement.UNSURE
    votes = [_vote(part, echoes) for part in parts]
    if votes[0] is Agreement.NO:  # "khong, dung bao cho no": behind a no it is "đừng"
        votes = [Agreement.NO if _FORBIDS.match(p.words) else v for v, p in zip(votes, parts, strict=True)]
    answer = _together(votes, parts)
    if answer is Agreement.YES and (NOT_MINE.search(said.words) or STATED.fullmatch(said.words)):
        return Agreement.UNSURE
    return answer


_FORBIDS = re.compile(r"(?:thoi )?dung (?:co )?(?:bao|cho|noi|goi|ke|gui|ghi|luu|de|xem|lam|xoa|nhan)(?!\w)")


def _by_sign(said: Said) -> Agreement | None:
    if any(sign in said.normal for sign in "👍👌✅✔"):
        return Agreement.UNSURE
    return Agreement.NO if any(sign in said.normal for sign in "👎❌✖🚫") else None


def gives_up(said: Said) -> bool:
    """Whether a question that asks for a text or a number is left: "thôi", "thôi không gửi nữa"."""
    return GIVES_UP.fullmatch(peeled(said)) is not None


def back(said: Said) -> bool:
    """Whether one question back is asked for: "quay lại", "cho tôi lùi lại một bước"."""
    return BACK.fullmatch(peeled(said)) is not None


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None where neither was said plainly."""
    answer = agreement(hear(text))
    return None if answer in (None, Agreement.UNSURE, Agreement.STOP) else answer is Agreement.YES
