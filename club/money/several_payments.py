"""Several payments told in one message: each is asked about by itself."""

from __future__ import annotations

import re

from club.money.repayment_lines import PAID, NameAndAmount, has_several, told_repayment
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_NAMED = words_pattern(r"(?:ông|bà|cụ|bác|cô|chú|anh|chị) (?!ấy|này|kia|ta|đó)(?P<name>[^\W\d]+)")
_BETWEEN = re.compile(r"[,;.\n]\s|\s(?:còn|và|con|va)\s")


def pays_for_several(said: Said) -> bool:
    """Whether the line tells of several payments: "bà Ón trả 300k, ông Inh trả 200k", "… ông Inh 200k"."""
    named = len({m["name"] for m in _NAMED.finditer(said.spoken)})
    return (len(PAID.findall(said.spoken)) > 1 or named > 1) and has_several(said.spoken)


def first_of_several(said: Said) -> NameAndAmount | None:
    """The payment that is told first, where several are."""
    for part in _BETWEEN.split(said.normal):
        if (found := told_repayment(part)) is not None:
            return found if found.amount else None
    return None
