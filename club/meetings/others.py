"""Of whom an answer to a meeting speaks: somebody else's coming is no answer of the writer."""

from __future__ import annotations

from club.vietnamese import persons
from club.vietnamese.clauses import NODS, Clause, clauses
from club.vietnamese.fold import fold
from club.vietnamese.marks import pattern, plain, words_pattern
from club.vietnamese.said import Said

_LED = rf"(?:(?:{NODS}|còn|thì|mà|cả) )*"
_KIN = "con|cháu|chồng|vợ|mẹ|má|bố|ba|cha|ông|bà|cụ|anh|chị|em|chú|bác|cô|dì|cậu|nội|ngoại"
_RELATION = "gái|trai|dâu|rể|cả|út|lớn|nhà|nội|ngoại|ruột|họ|của"
_OF_MINE = pattern(
    rf"{_LED}(?:(?:{_KIN})(?: (?:{_RELATION}))* (?:tôi|tui|mình|nhà tôi|nhà tui|nhà em)"
    r"|(?:ông|bà) (?:xã|nhà)|chồng(?! mặt)|vợ(?! chồng)|nó|hắn|hàng xóm)(?: (?P<rest>.*))?"
)
_TITLED = pattern(
    rf"{_LED}(?:ông|bà|cụ|cô|chú|bác|anh|chị|dì|cậu|thím|hội viên) (?P<name>\w+)(?: (?P<rest>.*))?"
)
_NO_NAME = words_pattern(
    "ốm|đau|bận|mắc|vắng|nghỉ|khoẻ|rảnh|mệt|kẹt|vướng|yếu|già|xa|con|cũng|vẫn|sẽ|nhất định|phải|chắc|xuống"
    "|lên|ra|sang|qua|vào|vô|tới|ghé|tham|dự|họp|hôm|mai|chịu|xin|cháu|nhà|nhớ|nghe|hứa|cố|ráng|gắng|tự|chỉ"
    "|thích|chưa|định|đăng|ơi|sốt|bệnh|nằm|đang|đã|chả|chẳng|hổng|bà|ông|cô|chú|bác|nội|ngoại|mình|sẵn"
)
_TOGETHER = words_pattern("tôi|tui|mình|với|cùng|và|cả hai|hai|đưa|chở|đều")


def of_another(part: Clause, said: Said, writer: str = "") -> bool:
    """Whether a part speaks of somebody else alone: "ông nhà tôi đi", "bà Lan không đi"; not "tôi và bà Lan".

    `writer`: the full name of who writes, who may call themselves by it ("bà Ón đi").
    """
    found = _OF_MINE.fullmatch(part.raw)
    if found is None:
        found = _TITLED.fullmatch(part.raw)
        if found is None or _NO_NAME.fullmatch(found["name"]):
            return False
        name = plain(found["name"])
        if name not in {fold(m.name) for m in persons.of(said).others}:
            return False
        if name in fold(writer).split():
            return False
    return not _TOGETHER.search(found["rest"] or "")


def speaks_of_another(said: Said, writer: str = "") -> bool:
    """Whether any part speaks of somebody else alone."""
    return any(of_another(part, said, writer) for part in clauses(said))
