"""What one line says of money lent: "/chovay Lan 5tr 0,5% 12 tháng", "cho bà Mẩy vay 5 triệu 1%"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.money.loans import Method
from club.money.repayment_lines import split_name
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.titles import is_title, words_of

_RATE = re.compile(
    r"(?:l[aã]i(?: su[aâấ]t)?\s*)?(\d+(?:[.,]\d+)?\s*(?:%|ph[aầ]n tr[aă]m)"
    r"(?:\s*/?\s*(?:m[oộ]t )?(?:th[aá]ng|n[aă]m))?)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"(?:trong )?\b(\d{1,3})\s*(?:th[aá]ng|th|t)\b", re.I)
METHOD_WORDS = {
    "goc deu": Method.EQUAL_PRINCIPAL, "du no giam dan": Method.EQUAL_PRINCIPAL,
    "giam dan": Method.EQUAL_PRINCIPAL,
    "goc bang nhau": Method.EQUAL_PRINCIPAL, "lai deu": Method.FLAT, "lai phang": Method.FLAT,
    "lai co dinh": Method.FLAT,
    "tra deu": Method.EQUAL_INSTALMENTS, "tra bang nhau": Method.EQUAL_INSTALMENTS,
    "moi thang bang nhau": Method.EQUAL_INSTALMENTS, "moi thang tra nhu nhau": Method.EQUAL_INSTALMENTS,
    "goc cuoi ky": Method.INTEREST_ONLY, "cuoi ky tra goc": Method.INTEREST_ONLY,
    "lai hang thang": Method.INTEREST_ONLY,
    "tra goc cuoi": Method.INTEREST_ONLY, "goc cuoi": Method.INTEREST_ONLY,
}  # fmt: skip
"""Folded words for how a loan is paid back."""

_LENDS = words_pattern(r"cho (?:(?!khoản)\w+ ){0,4}?(?:vay|mượn)|(?:vay|mượn) (?:thêm|mới|\d\S*)")
_LENT = pattern(
    r"(?:ghi )?(?:đã |vừa |mới |xin )?cho (?P<whom>(?!vay).{2,40}?) (?:vay|mượn)(?: thêm)?(?: (?P<terms>.+))?"
)
_NOT_LENT = words_pattern("không|chưa|đừng|nếu|có nên|được không|bao nhiêu|chuyện|tin")


def method_in(typed: str) -> Method | None:
    """The method that the words name, or None."""
    folded = fold(typed)
    return next((m for words, m in METHOD_WORDS.items() if words in folded), None)


def lends(said: Said) -> bool:
    """Whether money goes out: "cho Mẩy vay 5tr … trả đều" tells how it comes back, and is no repayment."""
    return bool(_LENDS.search(said.words))


@dataclass(frozen=True)
class LoanLine:
    """What one line says of a loan; empty strings for what it does not."""

    name: str
    amount: str
    rate: str
    months: str
    method: Method | None


def split_loan(text: str) -> LoanLine:
    """Takes rate, months and method out of the line; the rest is name and amount."""
    text = hear(text).normal
    method = method_in(text)
    rest = text
    if method is not None:
        folded = fold(text)
        for words, value in METHOD_WORDS.items():
            if value is method and words in folded and len(folded) == len(text):
                at = folded.index(words)
                rest = text[:at] + " " + text[at + len(words) :]
                break
    rate = _RATE.search(rest)
    if rate:
        rest = rest[: rate.start()] + " " + rest[rate.end() :]
    months = _MONTHS.search(rest)
    if months:
        rest = rest[: months.start()] + " " + rest[months.end() :]
    found = split_name(re.sub(r"[,;]\s|\s+", " ", rest).strip(" ,;"))
    return LoanLine(
        found.name.strip(" ,"), found.amount, rate[1] if rate else "", months[1] if months else "", method
    )


def told_loan(said: Said) -> str | None:
    """The line behind "/chovay" where somebody is lent to:
    "cho bà Mẩy vay 5 triệu 1%" → "bà Mẩy 5 triệu 1%".
    """
    typed = said.normal.strip(" .,!")
    found = _LENT.fullmatch(said.spoken.strip(" .,!"))
    if found is None or "?" in typed or _NOT_LENT.search(said.words):
        return None
    words = typed.split()
    verb = next((i for i, w in enumerate(words) if i and fold(w) in ("vay", "muon")), None)
    start = next((i for i, w in enumerate(words) if fold(w) == "cho"), None)
    if verb is None or start is None:
        return None
    whom = words_of(hear(words[start + 1]))[0]
    if not (is_title(whom) or whom.capital):
        return None
    terms = (
        words[verb + 2 :]
        if words[verb + 1 : verb + 2] and fold(words[verb + 1]) == "them"
        else words[verb + 1 :]
    )
    return " ".join([*words[start + 1 : verb], *terms])
