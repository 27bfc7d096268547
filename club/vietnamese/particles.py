"""The "vậy" behind a question, which without its marks is written like the word for a loan."""

from __future__ import annotations

import re
from functools import lru_cache

from club.vietnamese.said import Said, hear

_BEHIND_A_QUESTION = re.compile(
    r"(?i)(?<!\w)(giờ|gio|gì|gi|sao|đâu|dau|nào|nao|mấy|may|nhiêu|nhieu|thế"
    r"|ai là|ai la|là ai|la ai|rồi|roi|hả|ha)"
    r"\s+(?:vay|vậy|dzay|zay|vầy)"
    r"(?=(?:\s+(?:cháu|chau|con|em|bác|bac|cô|co|chú|chu|anh|chị|chi|trợ lý|tro ly"
    r"|ơi|oi|ạ|a|hả|ha|nhỉ|nhi|ta)){0,3}"
    r"\W*$)"
)
_MARKED = re.compile(r"(?i)(?<!\w)vậy(?!\w)")


@lru_cache(maxsize=64)
def marked_vay(said: Said) -> Said:
    """The text with the marks of that word: "may gio vay chau" asks for the hour; "vay the nao" speaks of a
    loan.
    """
    marked = _BEHIND_A_QUESTION.sub(r"\1 vậy", said.normal)
    return said if marked == said.normal else hear(marked)


@lru_cache(maxsize=64)
def without_vay(said: Said) -> Said:
    """The text without that word where it has its marks, so that it is no near miss of a loan."""
    shorter = _MARKED.sub(" ", marked_vay(said).normal).strip()
    return hear(shorter) if shorter else said


_EMPTY = frozenset(
    "vào ra về đến tới ở và với thì là mà cho của rồi đã đang sẽ cũng để bằng này kia cái các".split()
)


def says_nothing(said: Said) -> bool:
    """Whether the whole text is one word that means nothing by itself: "vào"."""
    return said.normal.casefold().strip(" .!?") in _EMPTY or said.bare in {"vao", "ve", "cho", "cua", "roi"}
