"""What is said instead of an answer, where a question asks for words of one's own.

A reason, a place, a name or a notice may be any text, so "đợi tí" and "để hỏi lại đã" would be kept, or sent
to somebody, as if they were one. They are heard here, once for every such question. Only what says nothing
else counts: "chờ ở cổng uỷ ban" is a place, and "đợi mai có xe" is a notice.
"""

from __future__ import annotations

import re
from enum import StrEnum

from club.vietnamese.clauses import ADVERBS, DENIED, NODS, SUBJECT, Clause, clauses
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said
from club.vietnamese.yesno import Agreement, agreement
from club.vietnamese.yesno_words import NEVER_MIND, THANKS


class Withheld(StrEnum):
    """Why it is no answer: put off, not known yet, an order to go on, or a taking back."""

    LATER = "later"
    UNKNOWN = "unknown"
    GO_ON = "go on"
    TAKEN_BACK = "taken back"


_WHOM = (
    rf"(?:(?:{PERSONS}|ban chủ nhiệm|chủ nhiệm|thủ quỹ|thư ký|mọi người|bà con|gia đình|nhà|người ta)"
    r"(?: \w+)?)"
)
_SOFT = (
    r"(?:đã|tí|tý|chút|xíu|lát|lúc|chốc|một|1|thôi|nhé|nha|ạ|cái|này|nào|thế|vậy|rồi|nữa|luôn|hẵng|hãng"
    rf"|{PERSONS})"
)
_WAITS = (
    r"(?:hẵng |hãng |hãy |cứ )*(?:khoan(?: khoan)?|hượm!?|gượm!?|từ từ|thong thả|chờ(?= \w)|đợi(?= \w)|chờ!"
    r"|đợi!"
    r"|(?:đừng|chưa|[k]hoCng) vội)"
)
_DO = (
    "gửi|nhắn|báo|thông báo|viết|soạn|gõ|ghi|nói|trả lời|tính|làm|duyệt|nhận|quyết|quyết định|nhập|đặt|chọn"
    "|đổi|sửa|điền|hay|bàn|xem|hỏi|cho biết|bổ sung|đăng"
)
_THINK = (
    "xem|coi|nhìn|hỏi|hỏi ý|nghĩ|suy nghĩ|ngẫm|tính|bàn|trao đổi|cân nhắc|kiểm tra|tìm hiểu|xác minh|gọi"
    "|tra|nhớ"
    "|họp|viết|soạn|gõ|ghi|sửa|tìm|đọc"
)
_AGAIN = rf"(?:lại|thêm|kỹ|thử|sao|nốt|cho|cho kỹ|cho chắc|với|ý|ý kiến|xong|{_WHOM}|{_SOFT})"
_TIME = (
    r"(?:(?:sáng |trưa |chiều |tối |đến |tới |hôm |ngày )*(?:mai|mốt|kia|sau|nay)|(?:lát|tí|tý|chút|xíu"
    r"|chốc|lúc)"
    r"(?: nữa| sau| khác)?|(?:hôm|khi|lúc|dịp|buổi) (?:khác|nào|sau)|sáng|trưa|chiều|tối|(?:tuần|tháng) sau)"
)
_BUSY_WITH = (
    "nghe|đếm|nhận|lấy|tìm|kiểm|kiểm tra|soát|mở|đeo|cất|ra|vào|ăn|uống|về|chạy|cộng|cân|đong|thu|cầm|rửa|dắt"
    "|đón|tắt|bắt|nấu|cho|đi"
)
_FIRST = (
    rf"(?:để|đợi|chờ!)(?: (?:tí|tý|chút|xíu|lát|một|cho|đã)){{0,3}} (?:{PERSONS})"
    rf" (?:(?:{_BUSY_WITH})(?: \w+){{0,3}}|(?:\w+ ){{1,12}}(?:đã|xong rồi (?:hãy|hẵng|sẽ|mới) \w+))"
    r"|(?:(?:tôi|còn|vẫn) )*đang (?:đếm|tính|kiểm|soát|cộng|nhận)(?: (?:lại|dở|tiền|đã|mà|nhé|ạ|tí))*"
    r"|(?:tiền )?chưa (?:đếm|kiểm|tính|cộng|soát|nhận)(?: (?:tiền|đủ|lại|hết))* xong(?: (?:đã|mà|ạ))*"
)
"""busy with something else before it is answered: "đợi tôi đếm lại", "để tôi nhận tiền đã" """
_LATER = pattern(
    rf"{SUBJECT}{ADVERBS}(?:thôi |thì |xin |tạm )*(?:"
    rf"{_WAITS}(?: {_SOFT}){{0,5}}"
    rf"|(?:chưa|đừng|[k]hoCng) (?:{_DO})(?: (?:\w+ )?(?:vội|ngay))(?: {_SOFT}){{0,3}}"
    rf"|(?:để|đợi|chờ!|hẵng|hãy|cần|phải|đang|còn|xin|muốn)(?: {_WHOM})?(?: (?:đi|ra|về|còn|phải))?"
    rf" (?:{_THINK})(?: {_AGAIN}){{0,5}}"
    rf"|(?:(?:để|đợi|chờ|hẵng|hãy|cần|phải|đang|còn)(?: {_WHOM})? )?(?:{_THINK})(?: \w+){{0,5}} (?:đã|xem sao"
    rf"|rồi (?:{_DO}|hay)(?: {_SOFT}){{0,3}})"
    rf"|(?:để|hẹn|chờ|đợi)(?: {_WHOM})? {_TIME}(?: (?:hãy|hẵng|hãng|sẽ|mới|rồi"
    rf"|{PERSONS}))*(?: (?:{_DO}))?(?: {_SOFT}){{0,3}}"
    rf"|{_TIME} (?:(?:hãy|hẵng|hãng|sẽ|mới|rồi|{PERSONS}) )*(?:{_DO})(?: {_SOFT}){{0,3}}"
    rf"|(?:{_DO}) sau(?: {_SOFT}){{0,3}}"
    rf"|(?:để|đang) (?:bận|dở|bận tay|dở tay)(?: {_SOFT}){{0,3}}|bận (?:tí|tý|chút|xíu)"
    rf"|để đấy đã|để đó đã|để đã|để xem|{_FIRST})"
)
_UNKNOWN = pattern(
    rf"{SUBJECT}{ADVERBS}(?:còn |vẫn |thật )*(?:{DENIED}|đang|còn) (?:biết|rõ|chắc|quyết|quyết định|chốt"
    rf"|chọn|nghĩ ra"
    rf"|nghĩ|nhớ(?: ra)?|thống nhất|xong|phân vân|lưỡng lự|băn khoăn)"
    rf"(?: (?:gì|chi|nữa|đâu|mô|là|được|ra|ở đâu|chỗ nào|thế nào|sao|lý do|tên|viết|ghi|gửi|nói|báo"
    rf"|{_SOFT})){{0,5}}"
    rf"|{SUBJECT}(?:lại |bị |vừa )?quên(?: (?:mất|béng|khuấy|tiệt))*(?: (?:rồi|định|phải|là|tôi|mình|cần))*"
    r"(?: (?:nói|báo|viết|ghi|gửi|hỏi|gõ|nhắn) (?:gì|chi|cái gì|những gì)| tên| mất)?(?: (?:rồi|đã|ạ|mất))*"
)
_ORDERED = (
    rf"đi|luôn|ngay|nhanh|giúp|hộ|giùm|dùm|cho|mọi người|bà con|hội viên|cả|hết|tất cả|toàn bộ|câu lạc bộ"
    rf"|clb|tin"
    rf"|thông báo|nó|như thế|như vậy|thế|vậy|tiếp|lại|nhé|nha|thôi|được rồi|rồi|{PERSONS}"
)
_GO_ON = pattern(
    rf"{SUBJECT}(?:(?:cứ|thì|rồi|mà|ok|giờ|bây giờ|thế|được rồi|xong|xong rồi|bấm|nhấn) )*"
    rf"(?:gửi|đăng|phát|chuyển|nhắn|làm|bấm)(?: (?:{_ORDERED})){{0,6}}|xong(?: rồi)?|tiếp(?: tục)?(?: đi)?"
)
_BACK = pattern(
    rf"(?:(?:ấy|chết|thôi|ối|á|ui|ơ|xin lỗi|{PERSONS}|{NODS}) )*"
    rf"(?:(?:gửi|nhắn|gõ|bấm|viết|nhấn|ấn|đánh|ghi|nói) )?(?:nhầm|lộn|lầm|nhỡ tay|lỡ tay|[s]ai)"
    rf"(?: (?:rồi|mất|tin|chỗ|nút|lại|đấy|đó|thôi|tay|máy|hết|cái|này|{PERSONS})){{0,4}}"
    r"|(?:không|hổng|chẳng|đâu có) phải(?: (?:thế|vậy|cái (?:này|đó|đấy)|đâu|rồi))?"
)
_POLITE = pattern(rf"(?:(?:{NODS}|ok|à|ờ|xin lỗi|cảm ơn|này|ơi|{PERSONS})(?: |$)){{1,6}}")
_NODDED = pattern(rf"^(?:(?:{NODS}|ok) )+")
_LONGEST = 16
"""words; what is longer says something"""
_YES_LONGEST = 4


def _of(part: Clause) -> Withheld | None:
    ways = {part.raw, part.words, re.sub(_NODDED, "", part.raw), re.sub(_NODDED, "", part.words)}
    kinds = ((_LATER, Withheld.LATER), (_UNKNOWN, Withheld.UNKNOWN), (_GO_ON, Withheld.GO_ON))
    for fits, kind in (*kinds, (_BACK, Withheld.TAKEN_BACK)):
        if any(fits.fullmatch(words) for words in ways):
            return kind
    return None


def _says_nothing(part: Clause) -> bool:
    return bool(
        _POLITE.fullmatch(part.raw) or THANKS.fullmatch(part.words) or NEVER_MIND.fullmatch(part.words)
    )


def withheld(said: Said) -> Withheld | None:
    """What stands there instead of an answer; None where anything may be one.

    A yes by itself goes on with nothing.
    """
    parts = clauses(said)
    if not parts or len(said.tokens) > _LONGEST:
        return None
    if len(said.tokens) <= _YES_LONGEST and agreement(said) in (Agreement.YES, Agreement.UNSURE):
        return Withheld.GO_ON
    found: list[Withheld] = []
    for part in parts:
        kind = _of(part)
        if kind is not None:
            found.append(kind)
        elif not _says_nothing(part):
            return None
    return found[0] if found else None
