"""Whether a yes may be none: typed without marks, or said after words that nobody understood."""

from __future__ import annotations

from collections.abc import Sequence

from club.vietnamese.said import Said
from club.vietnamese.yesno import Agreement, agreement


def unsure(said: Said, echoes: str, offered: Sequence[Sequence[str]] | None, misses: int) -> bool:
    """Whether a question with yes and no was answered by what may be either: "dung" is "đúng" and "đừng".

    So may a yes be after words that were not understood: they may have objected to what was asked.
    """
    values = {value.rpartition("/")[2] for value, _ in offered or ()}
    if "yes" not in values:
        return False
    found = agreement(said, echoes)
    return found is Agreement.UNSURE or (found is Agreement.YES and misses > 0)
