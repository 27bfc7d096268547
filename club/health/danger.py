"""Signs after which one calls 115, and cries for help, in the words of those who are in need of it.

Signs are a language: what one cannot do any more, what the face or a limb does, the illness named, an
accident, a wrong medicine, a cry; with any subject in front and any degree behind. What is denied, past, or
only spoken of is no sign. Nothing is diagnosed (ISH 2020; VSH/VNHA 2022; signs of stroke as taught by the
association's health talks).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from club.health.animals import begins_with_animal, speaks_of_person
from club.health.complaints import UNWELL, UNWELL_ENGLISH
from club.health.danger_apart import (
    A_LITTLE,
    AFFAIRS,
    CALL_ASKED,
    ENDED,
    NUMB_LEG,
    ONLY_THEN,
    STILL,
    SUPPOSED,
    YESTERDAY,
    as_ever,
    asks,
)
from club.health.danger_denied import (
    AGAIN,
    ANOTHER,
    ASKED_OF,
    ASSERTED,
    BECAUSE,
    BEGUN,
    BETWEEN,
    CALLED_TO,
    CALLS_OUT,
    CLAUSE_END,
    DENIAL,
    EMPHATIC_NO,
    IDIOMS,
    NEVER_SO,
    NOTICE,
    NOW,
    OF_NOBODY,
    OVER,
    PAST,
    RETURNED,
    SOMEBODY,
    SPOKEN_OF,
    TURN,
)
from club.health.danger_doubtful import doubtful, goes_no_more
from club.health.danger_topics import is_topic
from club.health.danger_words import (
    ALONE_115,
    CRYING,
    ENGLISH,
    ENGLISH_DENIED,
    GLUED,
    NUMBER_115,
    SIGNS,
    WANTS_115,
)
from club.health.falls import unhurt
from club.health.help_under_way import UNDER_WAY, help_under_way
from club.health.shaken_typing import spelled_out
from club.vietnamese.marks import plain
from club.vietnamese.said import Said

_DOUBLED = re.compile(r"\b(\w+) \1\b")
_SHAKEN = re.compile(r"([bcghklmnpqrstvx])\1+(?![bcdghklmnpqrstvx])")
""" "ngựcc": no Vietnamese word has a consonant twice """
""" "tay tê tê một bên" """
_OF_ANIMALS = ("limb", "stand", "fall", "injury", "bleeding", "conscious")
"""in the clause behind an animal's these are still its own; "khó thở" there may be somebody's"""
_OF_HOUSES = ("cry", "fire", "flood")
LONGEST_CRY = 16
"""words; a longer text in the middle of composing is the notice, whatever it speaks of"""


@dataclass(frozen=True)
class Signs:
    """What was found: names of signs said of somebody now, and of those that were denied,
    past or only spoken of. `apart`: those that have been so for years, come of a hill, or hurt nobody.
    `gone`: those denied because they were there and have passed.
    """

    said: tuple[str, ...]
    denied: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def _clauses(said: Said) -> list[str]:
    text = re.sub(r"\.{2,}|…|-", " ", said.spoken)
    text = re.sub(r"[\"'()\[\]*_~/\\|+=<>@#$%^&]", " ", text)
    found: list[str] = []
    for part in CLAUSE_END.split(text):
        start = 0
        for turn in TURN.finditer(part):
            found.append(part[start : turn.start()])
            start = turn.end()
        found.append(part[start:])
    return [" ".join(clause.split()) for clause in found if clause.strip()]


def _denied(clause: str, at: int) -> bool:
    """Whether a "no" within the last words before the sign speaks of it, not of what it brings about."""
    if NEVER_SO.search(clause) or CALLS_OUT.search(clause[:at].strip()):
        return False
    before = BECAUSE.split(clause[:at])[-1]
    if STILL.search(before):
        return False
    for denial in DENIAL.finditer(before):
        between = before[denial.end() :].strip()
        if BETWEEN.fullmatch(between) or ANOTHER.search(between):
            return True
    return bool(EMPHATIC_NO.search(clause))


def _only_told(earlier: str, clause: str, at: int) -> bool:
    """Whether the sign is supposed, taught or asked about rather than there: by what stands before it."""
    if SPOKEN_OF.search(clause[:at]) or SUPPOSED.search(clause):
        return True
    if SPOKEN_OF.search(earlier):
        return not ASSERTED.search(clause) and not SOMEBODY.search(clause[:at])
    if SOMEBODY.search(clause[:at]) or BEGUN.search(clause[:at]):
        return False
    return bool(ASKED_OF.search(clause[at:]))


def _calls_115(said: Said) -> bool:
    """Whether the number stands there to be called, rather than as one of a price, a house or a reading."""
    if CALL_ASKED.search(said.words):
        return False
    if ALONE_115.fullmatch(said.folded) or any(sign in said.normal for sign in CRYING):
        return True
    if (
        WANTS_115.search(said.bare)
        and not PAST.search(said.words)
        and not re.search(r"115\s*(?:k|tr|d)\b|\d\s*[/x]\s*\d", said.folded)
    ):
        return True
    return (
        bool(NUMBER_115.search(IDIOMS.sub("…", said.words)))
        and len(said.tokens) <= 3
        and not re.search(r"\d{4,}|\d\s*[/x.,-]\s*\d", said.normal)
        and not re.search(r"115\s*(?:k|tr|d)\b|115\D*\d|\d\D*115", said.folded)
    )


def _glued(said: Said) -> bool:
    """Whether a cry is written in one word, as a shaking hand does."""
    if any(len(t.word) > 5 and GLUED.search(plain(t.encoded)) for t in said.tokens):
        return True
    return len(said.tokens) == 1 and bool(GLUED.search("".join(said.bare.split())))


def named(said: Said, patterns: Mapping[str, re.Pattern[str]]) -> Signs:
    """What of the patterns is said of somebody now, and what is denied, past or only spoken of, in order."""
    found: list[str] = []
    denied: list[str] = []
    apart: list[str] = []
    gone: list[str] = []
    then: list[str] = []
    past = False
    earlier = ""
    helped, animal = help_under_way(said), False
    clauses = _clauses(said)
    ended = bool(clauses and ENDED.search(clauses[-1]) and not STILL.search(clauses[-1]))
    for whole in clauses:
        clause = IDIOMS.sub("…", UNDER_WAY.sub("…", whole) if helped else whole)
        begins = begins_with_animal(whole)
        animal = begins or (animal and not speaks_of_person(whole))
        past = not NEVER_SO.search(clause) and (
            bool(PAST.search(clause)) or (past and not NOW.search(clause))
        )
        if AGAIN.search(clause):  # "năm ngoái bị liệt, giờ lại bị": the sign need not be said twice
            found += then
        over = past or (bool(OVER.search(clause)) and not (A_LITTLE.search(clause) or STILL.search(clause)))
        over = over or (ended and bool(YESTERDAY.search(clause)))
        passed = ended or bool(OVER.search(clause))
        for name, pattern in patterns.items():
            match = pattern.search(clause) or pattern.search(_SHAKEN.sub(r"\1", _DOUBLED.sub(r"\1", clause)))
            if match is None:
                continue
            at = match.start()
            if as_ever(name, match[0], clause) or asks(clause, match):
                apart.append(name)
                continue
            was = (over and not RETURNED.search(clause)) or bool(OF_NOBODY.search(clause[:at]))
            if animal and (name in _OF_ANIMALS or (begins and name not in _OF_HOUSES)):
                apart.append("animal")
            elif was or _only_told(earlier, clause, at) or _denied(clause, at):
                denied.append(name)
                then += [name] if was else []
                gone += [name] if was and passed else []
            else:
                found.append(name)
        earlier = f"{earlier} {clause}"
    if len(clauses) > 1 and PAST.search(clauses[-1]) and ONLY_THEN.search(clauses[-1]):
        denied, found = [*denied, *found], []  # "khó thở, nhưng năm ngoái thôi"
    return Signs(*(tuple(dict.fromkeys(names)) for names in (found, denied, apart, gone)))


@lru_cache(maxsize=64)
def signs(said: Said) -> Signs:
    """The signs that the text names, in its order."""
    clear = spelled_out(said)
    if clear is not None:
        said = clear
    if NUMB_LEG.fullmatch(said.words):
        return Signs((), (), ("limb",))
    if is_topic(said):
        return Signs((), ("topic",))
    inside = named(said, SIGNS)
    found, denied = list(inside.said), list(inside.denied)
    told = any(p.search(said.words) for p in (SPOKEN_OF, SUPPOSED, DENIAL)) or help_under_way(said)
    if not told and _calls_115(said):
        found.append("cry")
    if _glued(said):
        found.append("cry")
    english = said.normal.casefold()
    if any(
        not ENGLISH_DENIED.search(english[max(0, m.start() - 25) : m.start()])
        for m in ENGLISH.finditer(english)
    ):
        found.append("english")
    if not found and set(denied) == {"stand"} and not inside.gone and goes_no_more(said):
        return Signs((), (), (*inside.apart, "errand"))  # "hết xe, không đi được nữa": no sign has passed
    if (doubt := doubtful(said, found)) and not inside.gone:
        return Signs((), tuple(dict.fromkeys(denied)), (*inside.apart, doubt))
    if {*found, *inside.gone} == {"fall"} and unhurt(said):
        return Signs((), tuple(dict.fromkeys(denied)), (*inside.apart, "unhurt"))
    return Signs(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(denied)), inside.apart, inside.gone)


def is_idiom(said: Said) -> bool:
    """Whether words of danger stand in a saying that is none, "thở dài", "cứu trợ", or in talk of affairs."""
    known = IDIOMS.search(said.words) or AFFAIRS.search(said.words)
    return bool(known) or any(begins_with_animal(clause) for clause in _clauses(said))


def addresses_many(said: Said) -> bool:
    """Whether a text written for many speaks to them, rather than cries out."""
    return len(said.tokens) > LONGEST_CRY or bool(NOTICE.search(CALLED_TO.sub(" ", said.words)))


def own_cry(said: Said) -> bool:
    """Whether somebody composing a notice cries for help themselves, rather than writing of such signs."""
    return bool(signs(said).said) and not addresses_many(said) and not help_under_way(said)


def unwell(said: Said) -> bool:
    """Whether a milder complaint is named: advice, and no alarm."""
    if signs(said).said:
        return False
    for whole in _clauses(said):
        clause = IDIOMS.sub("…", whole)
        match = UNWELL.search(clause)
        if match and not _denied(clause, match.start()) and not PAST.search(clause):
            return True
    return bool(UNWELL_ENGLISH.search(said.normal.casefold()))
