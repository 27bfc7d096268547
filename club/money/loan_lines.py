"""What one line says of money: "/chovay Lan 5tr 0,5% 12 tháng", "bà Ón vừa trả 500k nhé"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import ClubError
from club.money.amounts import Mention, clear, is_everything, mentions
from club.money.loans import Method
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.titles import Word, is_title, untitled, words_of

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

_VERB = pattern("trả|nộp|đưa|đóng|góp|gửi|hoàn|thanh|tất|vay|mượn|nợ|hết|chuyển")
_JUST = pattern("vừa|mới|đã|có|lại|vẫn|còn|muốn|xin|cần|đến|tới|lên")
_BEFORE_NAME = pattern(
    r"(?:dạ|vâng|thưa|cho (?:tôi|em|cháu|mình)(?: xem| ghi)?|thu (?:nợ|tiền|lại|hộ|của|gốc|lãi)"
    r"|thu(?= (?:ông|bà|cụ|bác|cô|chú|anh|chị) )"
    r"|ghi(?: lại| nhận| sổ)?|giúp(?: em| tôi| cháu| mình)?|giùm(?: em| tôi)?|hộ(?: em| tôi)?|nhờ|khoản vay"
    r"|khoản|cho vay|cho"
    r"|vay|nợ|của|tiền|hội viên|người vay|tên(?: là)?|là|xem(?: thẻ)?|thẻ|tìm|(?:sáng|trưa|chiều"
    r"|tối) (?:nay|qua)"
    r"|(?:hôm|bữa) (?:nay|qua)|vừa(?: rồi| nãy)?|lúc nãy|mới)(?= |$)"
)
_BORN = pattern(r"(?:sinh(?: năm)?|sinh năm|năm sinh|tuổi)? ?(?:19|20)\d\d$")
_NOT_PAID = words_pattern(
    r"chưa|không|chẳng|hổng|hông|đừng|hẹn|khất|nếu|bao giờ|khi nào|bao nhiêu|sẽ|mai|tuần sau|tháng sau|định"
    r"|bảo|nói|muốn"
    r"|phải|có thể|xin|hỏi|à|hả|nhỉ|sao|ai|(?:trả|nộp|đóng) (?:thay|hộ|giùm)|thừa"
    r"|tiền (?:điện|nước|hàng|phân)|cho con"
)
_LENDS = words_pattern(r"cho (?:(?!khoản)\w+ ){0,4}?(?:vay|mượn)|(?:vay|mượn) (?:thêm|mới|\d\S*)")
_ANOTHER = words_pattern(
    r"(?:nhầm|sai|lộn) người|(?:của )?người khác|không phải (?:người|ông|bà|cô|chú|bác) (?:này|ấy|đó)"
)
_PAID = words_pattern("trả|nộp|đóng|hoàn trả|tất toán|đưa trả|thu nợ|thu tiền|thu của|thu gốc|thu lãi")


@dataclass(frozen=True)
class NameAndAmount:
    """A part of a name and, where one was typed, an amount (or "trả hết") as text."""

    name: str
    amount: str = ""


def method_in(typed: str) -> Method | None:
    """The method that the words name, or None."""
    folded = fold(typed)
    return next((m for words, m in METHOD_WORDS.items() if words in folded), None)


def _name(words: Sequence[Word]) -> str:
    """The name that the words hold, without titles, verbs of paying, a year of birth and politeness."""
    left = list(words)
    while left:
        found = _BEFORE_NAME.match(" ".join(w.spoken for w in left))
        taken = len(found[0].split()) if found and found[0] else 0
        if not taken or (
            left[0].capital and len(left) > taken and left[taken].capital and not is_title(left[taken])
        ):
            break  # "Thu Hà"
        if taken == len(left) and not _all_said(left):
            break
        left = left[taken:]
    verb = next(
        (i for i, w in enumerate(left) if i and _VERB.fullmatch(w.spoken) and not w.capital), len(left)
    )
    if verb < len(left):
        left = left[:verb]
        while len(left) > 1 and _JUST.fullmatch(left[-1].spoken) and not left[-1].capital:
            left = left[:-1]
    for at in range(1, len(left)):
        if _BORN.match(" ".join(w.spoken for w in left[at:])):
            left = left[:at]
            break
    left = untitled(left)
    if left and not left[0].capital and _VERB.fullmatch(left[0].spoken):
        return ""  # "cho tôi vay"
    return (
        "" if len(left) == 1 and not left[0].capital and _all_said(left) else " ".join(w.typed for w in left)
    )


def _all_said(words: Sequence[Word]) -> bool:
    """Whether these are words of speech alone, and no name among them."""
    return not any(w.capital for w in words) and bool(
        re.fullmatch(
            r"(?: ?(?:nheS?|nha|aJ|giupS|hoCJ|em|toCi|voHiS|dDi|luoCn|roCiF|traR|dDuHa|thu|noHJ|ghi|cho))+",
            _join(words),
        )
    )


def _join(words: Sequence[Word]) -> str:
    return " ".join(w.spoken for w in words)


def _chosen(line: str) -> Mention | None:
    """The last amount that is one beyond doubt; a year of birth and a word like "ba" alone are none."""
    found = [m for m in mentions(line) if clear(m, line)]
    kept = [m for m in found if not re.fullmatch(r"(?:19|20)\d\d", line[m.start : m.end])] or found
    return kept[-1] if kept else None


def _several(line: str) -> bool:
    """Whether more than one amount stands in the line: which of them was paid would be guessed."""
    try:
        found = [m for m in mentions(line) if clear(m, line)]
    except ClubError:
        return False
    return len([m for m in found if not re.fullmatch(r"(?:19|20)\d\d", line[m.start : m.end])]) > 1


def split_name(text: str | Said) -> NameAndAmount:
    """ "thu nợ bà Lan 500k nhé" → name and amount; titles, verbs and politeness around both are left out."""
    words = words_of(text)
    line = " ".join(w.spoken for w in words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word.spoken) + 1)
    try:
        mention = _chosen(line)
    except ClubError:  # nothing, or more than a club holds: the reader of amounts says so
        first = next((i for i, w in enumerate(words) if re.search(r"\d", w.typed)), len(words))
        return NameAndAmount(_name(words[:first]), " ".join(w.typed for w in words[first:]))
    if mention is None:
        name = _name(words)
        at = next((i for i, w in enumerate(words) if _VERB.fullmatch(w.spoken) and not w.capital and i), None)
        rest = " ".join(w.typed for w in words[at:]) if at is not None else ""
        return NameAndAmount(name, rest if rest and is_everything(rest) else "")
    begin = next(i for i in range(len(words)) if starts[i + 1] > mention.start)
    end = next(i for i in range(len(words)) if starts[i + 1] > mention.end - 1) + 1
    name = _name(words[:begin]) or _name(words[end:])
    return NameAndAmount(name, " ".join(w.typed for w in words[begin:end]))


def lends(said: Said) -> bool:
    """Whether money goes out: "cho Mẩy vay 5tr … trả đều" tells how it comes back, and is no repayment."""
    return bool(_LENDS.search(said.words))


def another_payer(said: Said) -> bool:
    """Whether it is said that somebody else paid, without a name: "nhầm người rồi"."""
    return bool(_ANOTHER.search(said.words))


def told_repayment(text: str | Said) -> NameAndAmount | None:
    """Who paid, and how much, where the line tells of a payment that was made: "bà Ón vừa trả 500k".

    None for one that was not made, is promised, wished for or asked about ("bà Ón chưa trả 500k", "hẹn mai
    trả").
    """
    said = text if isinstance(text, Said) else hear(text)
    line = said.spoken
    if "?" in line or _NOT_PAID.search(line) or not _PAID.search(line):
        return None
    found = split_name(said)
    if _several(line):
        found = replace(found, amount="")
    return found if found.name else None


def pays_for_several(said: Said) -> bool:
    """Whether the line tells of several payments: "bà Ón trả 300k, ông Inh trả 200k"."""
    return len(_PAID.findall(said.spoken)) > 1 and _several(said.spoken)


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


_LENT = pattern(
    r"(?:ghi )?(?:đã |vừa |mới |xin )?cho (?P<whom>(?!vay).{2,40}?) (?:vay|mượn)(?: thêm)?(?: (?P<terms>.+))?"
)
_NOT_LENT = words_pattern("không|chưa|đừng|nếu|có nên|được không|bao nhiêu|chuyện|tin")


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
    if verb is None or start is None or not is_title(words_of(hear(words[start + 1]))[0]):
        return None
    terms = (
        words[verb + 2 :]
        if words[verb + 1 : verb + 2] and fold(words[verb + 1]) == "them"
        else words[verb + 1 :]
    )
    return " ".join([*words[start + 1 : verb], *terms])
