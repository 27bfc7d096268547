"""Words of somebody who feels unwell. What to do is said at once; nothing is diagnosed.

The signs are those after which one calls 115 (ISH 2020; VSH/VNHA 2022), and plain cries for help.
"""

from __future__ import annotations

import re

from club.vietnamese.fold import untelex, words

_URGENT = re.compile(
    r"\b(cuu (toi|voi|ba|ong|bac|me|bo)|cap cuu|dau nguc|tuc nguc|kho tho|nghet tho"
    r"|meo mieng|noi kho|noi ngong|"
    r"(yeu|te|liet) (tay|chan|nua nguoi|mot ben)|lu lan|(bi|muon|sap|vua) ngat|ngat xiu|bat tinh|"
    r"co giat|dau dau du doi|nhin mo|mo mat)\b"
)
_UNWELL = re.compile(
    r"\b(dau dau|chong mat|met (qua|lam|nhieu)|buon non|hoa mat|kho chiu|bi om|thay met|nhuc dau)\b"
)


def distress(text: str) -> str | None:
    """`"urgent"` for signs after which one calls 115, `"unwell"` for milder ones,
    None where neither is named.
    """
    for form in (words(text), untelex(text)):
        if _URGENT.search(form):
            return "urgent"
        if _UNWELL.search(form):
            return "unwell"
    return None
