"""What a text written as a notice says besides: that it is for a part of the members, that somebody owes, or
that the assistant shall write it.

A notice goes to every member, so what was meant for one small group or one person, and what would shame
somebody before all, is asked about before it is shown as a notice.
"""

from __future__ import annotations

from club.vietnamese.clauses import SUBJECT
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said, hear

_SEND = "(?:báo|nhắn|gửi|thông báo|nhắc|nói|gọi|loan)(?: tin| lời| thông báo)?"
_TO = "(?:cho|với|tới|đến|riêng|giúp|hộ|giùm|dùm|biết)"
_NO_NAME = (
    "con|ông|bà|cháu|cụ|em|chị|anh|chú|bác|cô|già|nào|ấy|này|trong|ở|mình|ta|tôi|chưa|không|có|là|và|với|đi"
    "|đến|sẽ|nhé|ạ|cả|hội|nhớ|họp|xem|biết|để|nếu|sang|vào|lên|mang|thì|được|hết|đều|ơi"
)
_NAMED = rf"(?:ông|bà|cụ|bác|cô|chú|anh|chị) (?!(?:{_NO_NAME})(?!\w))[^\W\d_]+"
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
_SOME = (
    rf"(?:(?:nhóm|tổ|đội|xóm|thôn) (?:{_COUNT}(?!\w)|trưởng|văn nghệ|dưỡng sinh|nhỏ)|ban chủ nhiệm|bcn"
    rf"|chủ nhiệm"
    r"|thủ quỹ|thư ký|kế toán|ban kiểm tra|(?:mấy|những|các|vài|một số) (?:người|hội viên|ông|bà|cụ|bác|cô"
    r"|chị"
    r"|anh|hộ)(?: \w+){0,2} (?:nợ|vay|chưa|vắng|tổ|nhóm|nghèo|ốm|bệnh|khó khăn|ở tổ|thuộc)"
    r"|(?:người|hội viên|hộ) (?:nợ|vay|chưa|vắng|nghèo))"
)
_WHOM = rf"(?:{_SOME}|{_NAMED})"
_PART = (
    words_pattern(rf"(?:{_SEND}) (?:{_TO} )*?riêng(?: {_TO})*(?! biệt) \w+"),
    words_pattern(rf"(?:chỉ|mỗi|riêng)(?: mình)? (?:{_SEND})(?: {_TO})* {_WHOM}"),
    words_pattern(
        rf"(?:chỉ|mỗi|riêng|duy nhất)(?: mình)? (?:cho |gửi |báo |nhắn )*(?:mình )?{_WHOM}(?: \w+)?"
        rf" (?:thôi|biết|nhận)"
    ),
    words_pattern(rf"(?:{_SEND})(?: {_TO})* (?:mỗi|riêng|một mình|mình|duy nhất)(?: mình)? {_WHOM}"),
    words_pattern(rf"(?:đừng|không|khỏi) (?:{_SEND})(?: {_TO})* {_WHOM}"),
    words_pattern(rf"(?:đừng|không) (?:cho|để) {_WHOM}(?: \w+)? biết|(?:ngoại trừ|trừ) {_WHOM}(?: \w+)? ra"),
)
_LED = pattern(
    rf"(?:(?:dạ|vâng|ừ|nhờ|hãy|giúp|hộ|cháu|em|trợ lý|ơi|thì|tôi muốn|muốn|cần) )*"
    rf"(?:(?:{_SEND})(?: {_TO})*|(?:chỉ |mỗi )?riêng(?: cho| với)?|(?:chỉ|mỗi)(?: cho)?|cho(?: riêng)?)"
    rf" {_WHOM}(?!\w)(?! và mọi người)"
)
_DEBT = (
    r"(?:nợ!|no(?= (?:\d|tien|quy|qua han|lau|chua|khong|nhieu|may|cua))|quỵt|chây ì|khất nợ|trốn nợ|quá hạn"
    r"|(?:chưa|không|không chịu|chẳng chịu|chậm|mãi không|mãi chưa) (?:trả|nộp|đóng|hoàn)|trả chậm|xù"
    r"|vay(?= (?:\d|tiền|vốn|quỹ|của|mà|năm|hai|ba|một|mười)))"
)
_ASIDE = words_pattern(
    rf"(?:gặp|liên hệ|liên hệ với|đến nhà|tới nhà|qua nhà|tại nhà|ở nhà|nhờ|do) {_NAMED}"
    rf"|(?:nộp|trả|gửi|đưa|đóng|hoàn)(?: \w+){{0,3}} (?:cho|tại nhà|ở nhà) {_NAMED}"
    rf"|{_NAMED}(?: \w+)? (?:nhận|thu|ghi sổ)(?!\w)"
)
"""to whom money is brought, who owes nothing by that"""
_OWES = (
    words_pattern(
        rf"{_NAMED}(?: \w+){{0,5}}? (?:{_DEBT}|(?:trả|nộp) (?:nốt |hết |ngay )?(?:nợ|gốc|lãi|tiền vay))"
    ),
    words_pattern(
        rf"(?:nợ|chưa trả|chưa nộp|nợ quá hạn|đòi nợ|con nợ)(?: (?:của|là|gồm|có|quỹ|tiền"
        rf"|nhà))* ?:? ?{_NAMED}"
    ),
)
_NO_PERSON = words_pattern(
    "ai|hội|nếu|còn|đang|người|mọi|các|những|cả|quỹ|nhà|hộ|bà con|hội viên|tổ|ban|câu|mời|nhắc|đề|tháng|ngày"
)
_WRITES = pattern(
    rf"(?:(?:thôi|trợ lý|máy) )?{SUBJECT}(?:nhờ |muốn |bảo |hãy |thì |cứ |có thể |phải )*{SUBJECT}"
    r"(?:viết|soạn|gõ|nghĩ|đánh|nhập|ghi|làm|thảo)"
    r"(?: (?:lại|thông báo|tin|nội dung|cái|một|bài|ra|lời|văn|thử|mẫu|thế nào|sao|cho hay|gì))*"
    rf" (?:giúp|hộ|giùm|dùm|thay|cho|mẫu)"
    rf"(?: (?:giúp|hộ|giùm|dùm|thay|cho|với|cái|đi|nhé|nha|ạ|thông báo|tin|nội dung|được không|không"
    rf"|{PERSONS}))*"
    rf"|{SUBJECT}(?:(?:chưa|không) biết )?(?:nên |phải )?(?:viết|soạn|gõ|ghi|nói|báo)"
    rf" (?:thế nào|sao|ra sao|làm sao|như nào|kiểu gì|cái gì|gì)(?: (?:bây giờ|giờ|cho hay|đây|nhỉ|hả|ạ"
    rf"|{PERSONS}))*"
)
_RECALLS = words_pattern(
    r"(?:thu hồi|rút lại|gỡ|xoá|huỷ|lấy lại|gọi lại|rút|bỏ)(?: (?:lại|giúp|hộ|cho|ngay|cái|mấy|tôi|bỏ|đi))*"
    r" (?:thông báo|tin nhắn|tin|lời nhắn|bài)(?! nhầm người)"
    r"|(?:thông báo|tin(?: nhắn)?)(?: \w+){0,4} (?:thu hồi|rút lại|gỡ)(?!\w)"
    r"|(?:gửi|nhắn|báo|thông báo) (?:nhầm|sai|lộn|nhỡ)(?: \w+){0,5} (?:thu hồi|rút lại|lấy lại|gỡ|xoá|huỷ)"
    r"|(?:gửi|nhắn|báo) (?:nhầm|sai|lộn)(?: (?:rồi|mất))* (?:thông báo|tin)"
    r"|(?:lỡ|trót|vừa) (?:gửi|nhắn|báo)(?: \w+){0,3} (?:nhầm|sai|lộn)(?: \w+)? (?:thông báo|tin|rồi"
    r"|cho mọi người)"
    r"|thông báo(?: \w+){0,3} (?:gửi nhầm|gửi sai|bị nhầm|bị sai|nhầm rồi|sai rồi)"
)
_NO_RECALL = words_pattern(
    r"(?:không|đừng|chưa|khỏi|thôi)(?: (?:cần|phải|muốn|được|có))* (?:thu hồi|rút|gỡ|xoá|huỷ|lấy lại"
    r"|gọi lại|bỏ)|"
    r"huyết áp|số đo|phiếu|khoản vay|lịch họp|nhận (?:tin|thông báo)|không nhận|đừng gửi"
)
_ALL = pattern(
    rf"{SUBJECT}(?:(?:thì|cứ|thôi|ừ|vâng|vậy|thế|cũng|vẫn) )*(?:{_SEND}) (?:{_TO} )*(?:cả|tất cả|toàn bộ"
    rf"|hết|mọi"
    r" người|toàn thể)(?: (?:mọi người|câu lạc bộ|clb|hội|hội viên|hết|bà con|luôn|cũng được|đi|nhé|ạ|cả))*"
)
_LONGEST = 40
"""words"""
_LONGEST_RECALL = 14


def for_a_part(said: Said) -> bool:
    """Whether the words are meant for some of the members: "nhắn riêng tổ 1: …", "chỉ báo cho bà Lan"."""
    if len(said.tokens) > _LONGEST:
        return False
    return bool(_LED.match(said.words)) or any(part.search(said.words) for part in _PART)


def to_everybody(said: Said) -> bool:
    """Whether it may go to all after all: "gửi cho cả câu lạc bộ cũng được"."""
    return _ALL.fullmatch(said.words) is not None


def owes(said: Said) -> bool:
    """Whether somebody is named as owing or borrowing: "bà Ón nợ 500 nghìn không chịu trả"."""
    line = _ASIDE.sub(" … ", hear(_titled_names(said)).spoken)
    return any(way.search(line) for way in _OWES)


def _titled_names(said: Said) -> str:
    """The text with a title before every name that has none: "Lò Thị Ón còn nợ", "Ón nợ 500k"."""
    pieces = said.normal.split()
    written: list[str] = []
    for at, piece in enumerate(pieces):
        capital = piece[:1].isupper() and piece[1:].islower()
        follows = bool(written) and written[-1][:1].isupper()
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        if capital and not follows and not _NO_PERSON.fullmatch(hear(piece).words):
            name = after[:1].isupper() or words_pattern("nợ|còn nợ|vay|chưa").fullmatch(hear(after).words)
            written += ["bà"] if name and not piece.endswith((":", ",", ".")) else []
        written.append(piece)
    return " ".join(written)


_WHO_READS = pattern(
    r"(?:thế |vậy )?(?:gửi|nhắn|báo|thông báo)(?: \w+)? (?:cho|đến|tới) (?:những |các )?"
    r"(?:ai|mấy người|bao nhiêu người)(?: \w+){0,3}"
)


def asks_who_reads(said: Said) -> bool:
    """Whether the chair wants to know whom the notice reaches: "gửi cho những ai vậy cháu"."""
    return _WHO_READS.fullmatch(said.words) is not None


_TO_ALL = pattern(
    r"(?:cho|đến|tới|với)?(?: ?(?:cả|tất cả|toàn bộ|hết|mọi người|toàn thể|các|câu lạc bộ|clb|hội|hội viên"
    r"|bà con|mọi|ông bà|cô bác|nhé|ạ|đi|giúp|tôi|giùm|hộ))+"
)


def names_all(said: Said) -> bool:
    """Whether nothing but the readers is named: "(thông báo) cho cả hội"."""
    return _TO_ALL.fullmatch(said.words) is not None


_APPOINTS = words_pattern(
    r"(?:cho|cử|bầu|giao)(?: \w+){1,5} làm (?:chủ nhiệm|phó chủ nhiệm|thủ quỹ|kế toán|thư ký|tổ trưởng"
    r"|tổ phó)"
)


_OF_MENU = pattern(
    r"(?:duyệt|từ chối|thu nợ|cho vay|huỷ phiếu)(?: (?:đơn|người|ông|bà|cô|chú))?(?: \w+)?|sổ cho vay"
    r"|sổ vay|lịch họp"
    r"|đặt lịch họp|hội viên|danh sách|trợ giúp|hồ sơ|báo cáo|ai (?:đến họp|chưa trả|chờ duyệt)|huyết áp"
)


def is_order(said: Said) -> bool:
    """Whether the words are for the assistant: one word ("duyệt"), a thing of the menu, or an appointment."""
    alone = len(said.tokens) <= 1 or _OF_MENU.fullmatch(said.words) is not None
    return alone or _APPOINTS.match(said.words) is not None


def asks_to_write(said: Said) -> bool:
    """Whether the assistant shall write the notice, or how to is asked: "cháu viết hộ ông với"."""
    return any(_WRITES.fullmatch(words) for words in (said.words, peeled(said)))


def recalls(said: Said) -> bool:
    """Whether a notice that was sent is to be taken back: "thu hồi thông báo", "gửi nhầm rồi, rút lại"."""
    words = said.words
    short = len(said.tokens) <= _LONGEST_RECALL
    return short and bool(_RECALLS.search(words)) and not _NO_RECALL.search(words)
