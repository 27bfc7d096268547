"""What one line says of money paid back: "/thuno Lan 500k", "bà Ón vừa trả 500k nhé"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import ClubError
from club.money.amounts import Mention, clear, is_everything, mentions
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said, hear
from club.vietnamese.titles import Word, is_title, untitled, words_of
from club.vietnamese.yesno import Agreement, agreement

_VERB = pattern("trả|nộp|đưa|đóng|góp|gửi|hoàn|thanh|tất|vay|mượn|nợ|hết|chuyển")
_JUST = pattern("vừa|mới|đã|có|lại|vẫn|còn|muốn|xin|cần|đến|tới|lên")
_BEFORE_NAME = pattern(
    r"(?:nhận (?:được |tiền |lại )*(?:của|từ)|dạ|vâng|thưa|cho (?:tôi|em|cháu|mình)(?: xem| ghi)?|thu (?:nợ"
    r"|tiền|lại|hộ|của|gốc|lãi)"
    r"|thu(?= (?:ông|bà|cụ|bác|cô|chú|anh|chị) )"
    r"|ghi(?: lại| nhận| sổ)?|giúp(?: em| tôi| cháu| mình)?|giùm(?: em| tôi)?|hộ(?: em| tôi)?|nhờ|khoản vay"
    r"|khoản|cho vay|cho"
    r"|vay|nợ|của|tiền|hội viên|người vay|tên(?: là)?|là|xem(?: thẻ)?|thẻ|tìm|(?:sáng|trưa|chiều"
    r"|tối) (?:nay|qua)"
    r"|(?:hôm|bữa) (?:nay|qua)|nay(?= (?:ông|bà|cụ|bác|cô|chú|anh|chị) )|vừa(?: rồi| nãy)?|lúc nãy|mới)(?= "
    r"|$)"
)
_BORN = pattern(r"(?:sinh(?: năm)?|sinh năm|năm sinh|tuổi)? ?(?:19|20)\d\d$")
_OF_BIRTH = words_pattern(r"(?:sinh|năm)(?: năm)? (?:19|20)\d\d")
_NOT_PAID = words_pattern(
    r"chưa|không|chẳng|hổng|hông|đừng|hẹn|khất|nếu|bao giờ|khi nào|bao nhiêu|mấy|sẽ|mai|tuần sau|tháng sau"
    r"|định"
    r"|bảo|nói|muốn"
    r"|cần|phải|có thể|xin|hỏi|à|hả|nhỉ|sao|ai|(?:trả|nộp|đóng) (?:thay|hộ|giùm)|thừa"
    r"|tiền (?:điện|nước|hàng|phân)|cho con|thiếu"
)
_AT_THE_START = re.compile(
    r"^(?:(?:hôm|ngày|sáng|trưa|chiều|tối|lúc|hom|ngay|sang|trua|chieu|toi|luc) )+"
    r"(?:nay|qua|kia|\d{1,2}(?:[/h:]\d{0,4}){0,2})[ ,]+",
    re.I,
)
"""when it was, said before who paid"""
_FEES = words_pattern(
    r"(?:hội|lệ|niên|nguyệt) phí|phí (?:hội viên|sinh hoạt|tháng)|tiền (?:phí|phúng|viếng|ăn|cỗ|bảo hiểm"
    r"|ủng hộ)"
    r"|(?:nộp|gửi|đưa|trả|nhận)(?: \S+){0,4} (?:tiền )?quỹ(?! vay| tăng| nợ)(?: hội| clb| câu lạc bộ)?$"
    r"|tiền (?:thuốc|gạo|thịt|lợn|gà|xe|giống|y tế|học|chợ|công|quà|áo|hoa|đám|cưới|giỗ|viện|riêng)"
    r"|ủng hộ|đóng góp|quyên góp|(?:đóng|góp|nộp)(?: tiền)? (?:quỹ|hội)(?! (?:vay|tăng))"
)
"""money that belongs to no loan"""
_TO_ANOTHER = words_pattern(
    r"(?:trả|đưa|gửi|chuyển)(?: (?:nợ|tiền|lại|hộ|\d\S*|nghìn|triệu|trăm))* cho (?:quán|chợ|hàng|chủ|ông|bà"
    r"|chị"
    r"|anh|cô|chú|bác|em|cháu|con|tôi|tui|hàng xóm|cửa hàng)"
)
"""paid to somebody, not to the club: "bà Ón trả nợ cho bà Lan 300k" """
_WIRED_OUT = words_pattern(
    r"(?:chuyển (?:khoản|tiền)|ck)(?: \S+){0,3} cho (?!tôi|tui|em(?! \w)|mình|cô(?! \w)|quỹ|clb|câu lạc bộ"
    r"|hội|thủ quỹ)\w+"
)
"""sent by the bank to somebody else"""
_MORE = words_pattern(r"thêm|lần nữa|nữa|hai lần|2 lần|lần (?:hai|2|khác)")
_YES_BEFORE = pattern(
    r"(?:(?:dạ|vâng|ừ|ừm|uh|rồi|đúng|đúng rồi|ok|oke|phải|chuẩn|được|có|nhận|đã nhận|nhận đủ|xong)(?: rồi"
    r"| ạ| cô"
    r"| em| cháu)*[ ,.;:]+)+"
)
_BUT_OF = words_pattern("(?:nhưng|mà)(?: mà)?(?: là)? (?:của|do)")
_BARE_YES = pattern(r"(?:dạ|ạ|vâng ạ)[ ,.;:]+")

_ANOTHER = words_pattern(
    r"(?:nhầm|sai|lộn) người|(?:của )?người khác|không phải (?:người|ông|bà|cô|chú|bác) (?:này|ấy|đó)"
)
_GIVEN = words_pattern(
    r"đưa|gửi(?: trả| lại| tiền)?|mang(?: đến| tới| lại)?(?: trả)?|nhận (?:được |tiền |lại )*(?:của|từ)|nhận"
)
"""money handed over; a repayment only with a sum and a name beside it"""
PAID = words_pattern(
    r"trả|nộp|đóng|hoàn trả|tất toán|đưa trả|thu nợ|thu tiền|thu của|thu gốc|thu lãi"
    r"|chuyển khoản|ck(?= (?:\d|cho|vào|trả|rồi))"
)


@dataclass(frozen=True)
class NameAndAmount:
    """A part of a name and, where one was typed, an amount (or "trả hết") as text."""

    name: str
    amount: str = ""


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


def has_several(line: str) -> bool:
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


def names_birth_year(said: Said) -> bool:
    """Whether a year stands beside a name, which tells who it is and not when: "bà Ón sinh năm 1948"."""
    return _OF_BIRTH.search(said.words) is not None


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
    if "?" in line or any(other.search(line) for other in (_NOT_PAID, _FEES, _TO_ANOTHER, _WIRED_OUT)):
        return None
    if not PAID.search(line) and not _handed_over(said):
        return None
    told = _AT_THE_START.sub("", said.normal)
    found = split_name(told)
    if has_several(hear(told).spoken):
        found = replace(found, amount="")
    return found if found.name else None


def name_and_sum(said: Said) -> NameAndAmount | None:
    """A name and a sum with nothing else: "Lan 1tr1", "bà Ón 500k nhé", or None."""
    found = split_name(said)
    if "?" in said.normal or not re.search(
        r"\d\s*(?:k|tr|ng|đ|d|triệu|nghìn|ngàn|trăm|\.\d)", found.amount.lower()
    ):
        return None
    whole = fold(f"{found.name} {found.amount}")
    typed = words_of(said)
    alone = whole in (fold(" ".join(w.typed for w in words)) for words in (typed, untitled(typed)))
    return found if found.name and alone else None


def _handed_over(said: Said) -> bool:
    """Money handed over by somebody who is named with a title: "bà Ón đưa 560k", "nhận của bà Ón 560k"."""
    named = any(is_title(word) for word in words_of(said))
    return named and bool(_GIVEN.search(said.spoken)) and bool(re.search(r"\d", split_name(said).amount))


def is_no_loan_money(said: Said) -> bool:
    """Whether fees or gifts are told of, which no loan is repaid with: "bà Ón nộp hội phí 50k"."""
    line = said.spoken
    return "?" not in line and bool(_FEES.search(line)) and bool(split_name(said).amount)


def once_more(said: Said) -> bool:
    """Whether the same sum is said to have been paid again: "thêm", "lần nữa", "phải, thêm một phiếu"."""
    return bool(_MORE.search(said.words)) and agreement(said) is not Agreement.NO and "?" not in said.normal


def paid_beside_yes(said: Said) -> bool:
    """Whether a yes stands first and somebody else's payment behind: "đúng, bà Lan trả 1tr1"."""
    if _BUT_OF.search(said.words):  # "đúng 500 nghìn nhưng của bà Lan" is one payment, of another
        return False
    return bool(_YES_BEFORE.match(said.spoken)) and not _BARE_YES.match(said.spoken)
