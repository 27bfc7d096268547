"""Relatives: the rights that a member gives, each by itself, and whom of several a relative speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.vietnamese.fold import fold


class Right(StrEnum):
    """What a relative may do. Nobody has one that the member did not give."""

    SEES_READINGS = "sees_readings"  # and may send readings for the member
    GETS_ALERTS = "gets_alerts"
    SEES_LOANS = "sees_loans"
    GETS_REMINDERS = "gets_reminders"


@dataclass(frozen=True)
class Named:
    """A member whom the relative follows: `calls` is how the relative calls them ("mẹ"),
    empty where unknown.
    """

    id: int
    full_name: str
    calls: str = ""


_SAME = ({"me", "ma", "u", "bam", "mum", "mother"}, {"bo", "cha", "thay", "tia", "father"})
_BEFORE_A_NAME = "me|bo|ong|ba|cu|bac|co|chu|anh|chi|di|thim|cau|mo|duong|vo|chong|em|cua|cho"
_SELF = re.compile(r"\b(cua|cho) (toi|minh|con|em|chau)\b|\btoi\b")


def _words_for(one: Named) -> list[str]:
    """Patterns that mean this person in folded text, the longest first."""
    name = fold(one.full_name)
    found = [re.escape(name), rf"(?:{_BEFORE_A_NAME}) {re.escape(name.split(' ')[-1])}"]
    if one.calls:
        called = fold(one.calls)
        found += [re.escape(word) for word in next((group for group in _SAME if called in group), {called})]
    return found


def spoken_of(text: str, followed: Sequence[Named]) -> tuple[list[Named], str]:
    """Whom of those followed the text speaks of, and the text (folded) without the words that say so.

    `"huyết áp của mẹ 150/95"` → mother, `"huyet ap 150/95"`. Empty where it names nobody, or the writer.
    """
    typed = fold(text)
    if _SELF.search(typed):
        return [], typed
    found = []
    rest = typed
    for one in followed:
        for pattern in _words_for(one):
            mentioned = re.search(rf"(?<!\w)(?:(?:cua|cho) )?(?:{pattern})(?!\w)", typed)
            if mentioned:
                found.append(one)
                rest = re.sub(rf"(?<!\w){re.escape(mentioned[0])}(?!\w)", " ", rest)
                break
    return found, " ".join(rest.split())
