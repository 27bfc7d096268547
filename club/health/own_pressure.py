"""Whether a reading is said to be the writer's own: "huyết áp của tôi 130/80", "huyết áp em 120/80".

Whoever writes for a parent says "tôi đo" of the parent's arm as well; what is owned by them is theirs.
"""

from __future__ import annotations

from club.vietnamese.clauses import NODS, clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said

_MYSELF = r"(?:tôi|tui|mình|tớ|tao|tau|em|chính tôi|chính mình|bản thân(?: tôi| mình| em)?)"
_ANOTHERS = r"(?:gái|trai|út|họ|rể|dâu|ruột|nuôi|cả|bé|chồng|vợ|tôi|tui|mình|nó|kia|ấy|này|hai|ba|tư)"
_OWNED = words_pattern(
    rf"(?:(?:huyết áp|ha|số đo|số|kết quả|cái|đó|này|đấy|ấy|kia|nó)(?: là)? của|huyết áp|của)"
    rf" {_MYSELF}(?! {_ANOTHERS}(?!\w))"
)


def says_own(said: Said) -> bool:
    """Whether the numbers are said to belong to the writer, and not only to have been measured by them."""
    return _OWNED.search(said.spoken) is not None


_TIME = (
    r"\d[\d:h/]*|sáng|trưa|chiều|tối|đêm|hôm|nay|qua|kia|mai|lúc|hồi|giờ|phút|ngày|bữa|vừa|nãy|ban|thứ|tuần|trước"
    r"|tháng|rưỡi|chủ nhật|hai|ba|tư|năm|sáu|bảy"
)
_POINTS = (
    r"(?:thì|là|đấy|đó|này|nó|cái|số|số đo|kết quả|huyết áp|ha|máy|của|chính|cũng|vẫn|đúng|phải|rồi|ơ"
    r"|à)"
)
_ANYBODY = r"(?:tôi|tui|tao|tau|tớ|mình|em|bản thân|chính mình)"
_YOUNGER = r"(?:con|cháu)"
"""the writer's word for themselves, but where they are old: there it is their child or grandchild"""
_BEHIND = (
    rf"(?: (?:{_TIME}|tự|mới|đã|có|đo|được|chứ(?: của)? ai|chứ|chớ|mà|cơ|kia|thôi|đây|đấy|đó|ạ|nhé|nha|luôn"
    r"|rồi|đúng|số"
    rf"|ở nhà|bằng máy|cái|này|nè|hết|cả|ra|xong))*(?: (?:cháu|em|cô|chú|bác|ạ))?"
)
_MINE, _MINE_YOUNGER = (
    pattern(rf"(?:(?:{NODS}) )*(?:{_POINTS} )*{writer}(?: {_ANYBODY})?{_BEHIND}")
    for writer in (_ANYBODY, _YOUNGER)
)


def claims_own(said: Said, *, elder: bool) -> bool:
    """Whether an answer to "whose is it" says no more than that it is the writer's: "của tôi", "tôi vừa đo".

    A word for oneself stands in any sentence ("cảm ơn em", "tôi bận"); only such a plain answer counts.
    """
    if "?" in said.normal:
        return False
    ways = (_MINE,) if elder else (_MINE, _MINE_YOUNGER)
    return any(way.fullmatch(part.raw) for part in clauses(said) for way in ways)
