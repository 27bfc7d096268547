"""Whether somebody wants to be done with the club or the assistant: "tôi không muốn tham gia nữa", "xoá hết
của tôi".

Nothing follows from it alone: what can be done is offered.
"""

from __future__ import annotations

from club.vietnamese.clauses import DENIED
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said

_WHO = rf"(?:(?:{PERSONS}|tui) )*"
_NOT_ANY_MORE = (
    rf"(?:{DENIED}|thôi|xin thôi|hết|ngừng|ngưng)(?: (?:muốn|thích|cần|còn|được|xin|không|có|ham))*"
)
_DOES = (
    r"(?:tham gia|dùng|xài|sử dụng|theo|vào|ở|nhận|nhận tin|nhận tin nhắn|theo dõi|chơi|liên lạc|sinh hoạt)"
)
_WITH = (
    r"(?: (?:câu lạc bộ|clb|hội|cái này|trợ lý|trong|với|tin|thông báo|tin nhắn|của|nữa|đâu|rồi|này|đi|app))*"
)
_OUT = r"(?:rời|rời khỏi|ra khỏi|rút khỏi|bỏ|xin ra|xin rút|rút khỏi|rút tên(?: khỏi)?|xin nghỉ hẳn|nghỉ hẳn)"
_WIPE = r"(?:xoá|xóa|huỷ|hủy)(?: (?:hết|sạch|toàn bộ|tất cả|cả))+"
_LEAVES = pattern(
    rf"(?:thôi )?{_WHO}{_NOT_ANY_MORE} {_DOES}{_WITH} (?:nữa|đâu)"
    rf"|(?:thôi )?{_WHO}(?:(?:muốn|xin|định|cho) )*{_WHO}{_OUT} (?:câu lạc bộ|clb|hội)(?: (?:này|rồi|thôi"
    rf"|đi))*"
    rf"|(?:thôi )?{_WHO}(?:(?:muốn|xin|cho|hãy|nhờ) )*{_WIPE}(?: (?:những gì|mọi thứ|cái gì|về|của|đi|cho"
    rf"|cả|{PERSONS}))+"
)
_LONGEST = 14
"""words; who says more tells of something"""


def wants_out(said: Said) -> bool:
    """Whether the whole text says that somebody wants no more of it."""
    return len(said.tokens) <= _LONGEST and _LEAVES.fullmatch(peeled(said)) is not None
