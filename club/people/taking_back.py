"""What somebody takes back, by what they say of it: a relative's sight, a consent, a loan, or nothing named.

"Tôi rút lại đồng ý" names neither: what is meant is asked, and nothing ends by a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from club.people.kinship import Right
from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.marks import pattern, words_pattern, written
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said

LONGEST = 16
"""words; who says more tells of something"""
_WHO = rf"(?:(?:{PERSONS}|tui) )*"
_TURNED = r"(?:(?:nghĩ lại|đổi ý|thay đổi ý kiến)(?: rồi)? )?"
_LEAD = rf"(?:thôi )?{_WHO}{_TURNED}{_WHO}(?:(?:thôi|nay|giờ|từ nay|từ giờ|bây giờ|xin) )*{_WHO}"
_NOT = rf"(?:{DENIED}|{DONT}|thôi|ngừng|ngưng|khỏi|dừng!|cấm)"
_LET = (
    rf"(?: (?:muốn|đồng ý|cần|còn|thích|bằng lòng|được|{PERSONS}))* (?:cho phép|cho|để|muốn|đồng ý|thích)"
    r"(?: (?:cho|để))?"
)
_SEES = r"(?:xem|coi|thấy|nhìn|đọc|ngó|dòm|soi)"
_PRESSURE = r"huyết áp|số đo|chỉ số|sức khoẻ|số huyết áp|kết quả đo"
_LOAN = r"khoản vay|vay|nợ|tiền nong|tiền|món vay|sổ vay"
_THING = rf"(?:{_PRESSURE}|{_LOAN}|dữ liệu|thông tin|chuyện|số|mấy|cái|các|lại|của|gì|hết|cả|{PERSONS})"
_OWN = r"(?:tôi|tui|mình|cho|để)(?!\w)"
_SIGHT = pattern(
    rf"{_LEAD}(?!chưa){_NOT}{_LET} (?P<who>(?!{_OWN})\w+(?: \w+){{0,4}}?)(?: được)? {_SEES}(?: {_THING})*"
    r"(?P<end> nữa| đâu)?"
)
_PLAINLY = words_pattern(rf"(?:{DENIED}|đừng!|thôi không|cấm)")
""" "dung cho" typed without marks may be "đúng, cho" """
_AGREED = r"(?:(?:lời|sự|việc|điều|cái) )*(?:đồng ý|cho phép|bằng lòng|ưng thuận|chấp thuận)"
_BACK = r"(?:rút lại|rút|huỷ bỏ|huỷ|hủy|bỏ!|thu hồi|lấy lại)"
_FOR = rf"(?:(?:cho|việc|về|để|trợ lý|máy|ghi|lưu|giữ|đo|số|của|{PERSONS}) )*"
_ANY_MORE = rf"(?: (?:của|số|vào|sổ|lại|cho|đo|nhé|{PERSONS}))*"
_HEALTH = pattern(
    rf"{_LEAD}(?:muốn |xin |cho )*(?:"
    rf"{_BACK} (?:{_AGREED} )?{_FOR}(?:đồng ý )?(?:ghi |lưu |giữ )(?:{_PRESSURE}|số){_ANY_MORE}(?: nữa)?"
    rf"|{_BACK} {_AGREED} {_FOR}(?:{_PRESSURE}){_ANY_MORE}(?: nữa)?"
    rf"|(?:{_NOT} )+(?:(?:muốn|cho phép|cho|để|đồng ý|cần|còn|trợ lý|máy|{PERSONS}) )*(?:ghi|lưu|giữ)"
    rf"(?: (?:{_PRESSURE}|số))+{_ANY_MORE} (?:nữa|đâu)"
    rf"|(?:ngừng|ngưng|thôi không) (?:ghi|lưu|giữ)(?: (?:{_PRESSURE}|số))+{_ANY_MORE}"
    rf"|{_NOT}(?: (?:muốn|đồng ý|thích|bằng lòng))* cho (?:(?:trợ lý|máy|{PERSONS}) )*(?:ghi|lưu|giữ)"
    rf"{_ANY_MORE} (?:nữa|đâu))"
)
_LENT = pattern(
    rf"{_LEAD}(?:muốn |xin |cho )*(?:{_BACK} (?:(?:{_AGREED}|lời|đơn|việc|cái|khoản|xin|đề nghị|hỏi"
    rf"|đăng ký) )*"
    rf"(?:vay|mượn|vay vốn|nhận vay)(?: (?:tiền|vốn|rồi|nữa|đi|của|{PERSONS}))*)"
    rf"|{_LEAD}{_NOT}(?: (?:muốn|cần|xin|định|còn|thích))* (?:vay|mượn tiền)(?: (?:tiền|vốn|gì))* (?:nữa|đâu)"
)
_UNSAID = pattern(
    rf"{_LEAD}(?:muốn |xin |cho |phải )*(?:(?:rút lại|rút|huỷ|thu hồi|huỷ bỏ) {_AGREED}|rút lại"
    rf"|rút (?:lời|ý kiến)|(?:ngừng|ngưng)(?= \w))(?: \w+){{0,7}}"
)
_OF_ELSE = words_pattern(
    r"theo dõi|tiền|quỹ|xem|quyền|thông báo|nhắc|xoá|số|nhắn|tin|gửi|uống|thở|thuốc|họp|sinh hoạt"
)
"""things that are taken back, or cease, in ways of their own"""
_NOBODY = words_pattern(r"ai|người|mọi|bọn|tụi|chúng|đứa nào|tất cả")
"""others than one relative: who of them is asked"""


_CEASES = pattern(r"(?:thôi )?(?:ngừng|ngưng)(?: (?:lại|đi|thôi|hẳn|luôn|ngay))*")


class What(StrEnum):
    """What is taken back."""

    SIGHT = "sight"
    HEALTH = "health"
    LOAN = "loan"
    UNSAID = "unsaid"
    CEASE = "cease"
    """the one word, which ends the following where nothing else is asked"""


@dataclass(frozen=True)
class TakenBack:
    """What is taken back; of a sight: from whom, which right, and how surely.

    `name` is without a title; `of_kin`: they were called by a word of kinship alone.
    """

    what: What
    name: str = ""
    of_kin: bool = False
    right: Right | None = None
    plainly: bool = False


def taken_back(said: Said) -> TakenBack | None:
    """What the whole text takes back; None for a question, a story, and for anything else."""
    if not said or len(said.tokens) > LONGEST or said.normal.rstrip().endswith("?"):
        return None
    words = peeled(said)
    if _CEASES.fullmatch(words):
        return TakenBack(What.CEASE)
    if found := _SIGHT.fullmatch(words):
        return _sight(words, found["who"], bool(found["end"]))
    if _HEALTH.fullmatch(words):
        return TakenBack(What.HEALTH)
    if _LENT.fullmatch(words):
        return TakenBack(What.LOAN)
    if _UNSAID.fullmatch(words) and not _OF_ELSE.search(words):
        return TakenBack(What.UNSAID)
    return None


_TITLE = pattern(r"(?:(?:thằng|con|cháu|đứa|anh|chị|em|cô|chú|bác|ông|bà|trai|gái|dâu|rể) )*")
_ONLY_KIN = words_pattern(
    r"(?:(?:thằng|con|cháu|đứa|nó|hắn|trai|gái|cả|út|dâu|rể|nhà|tôi|tui|anh|chị|em|chồng|vợ|ông|bà|ấy|kia"
    r"|người|thân) ?)+"
)
_OF_PRESSURE, _OF_LOAN = words_pattern(_PRESSURE), words_pattern(_LOAN)


def _sight(words: str, who: str, ends: bool) -> TakenBack:
    right = None
    if _OF_PRESSURE.search(words):
        right = Right.SEES_READINGS
    elif _OF_LOAN.search(words):
        right = Right.SEES_LOANS
    plainly = bool(_PLAINLY.search(words)) and not _NOBODY.search(who)
    titled = _TITLE.match(who)
    name = written(who[titled.end() :] if titled else who)
    return TakenBack(What.SIGHT, name, _ONLY_KIN.fullmatch(who) is not None, right, plainly and ends)
