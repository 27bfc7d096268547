"""What somebody is to a club."""

from __future__ import annotations

from enum import StrEnum

from club.vietnamese.clauses import DENIED, DONT, clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said


class Standing(StrEnum):
    """A person's membership of a club.

    Only who is ACTIVE takes part; whoever is in ENDED gets nothing more.
    """

    PENDING = "pending"
    ACTIVE = "active"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    MOVED = "moved"
    LEFT = "left"
    DIED = "died"


ENDED = frozenset({Standing.SUSPENDED, Standing.MOVED, Standing.LEFT, Standing.DIED})

_OTHERS = (
    "vợ|chồng|con(?: trai| gái| dâu| rể)?|cháu(?: nội| ngoại)?|bố|mẹ|má|thân sinh|thông gia|hàng xóm"
    "|điện thoại|máy|xe"
    "|gà|vịt|lợn|trâu|bò|dê|chó|cây|lúa|ngô"
)
"""whose end is not the member's"""
_DIED = words_pattern(
    r"mất(?=$| (?:rồi|hôm|tuần|tháng|năm|đêm|sáng|trưa|chiều|tối|vì|do|tại|ở|đột ngột|lâu|ngày|từ|hồi|lúc"
    r"|cách đây"
    r"|bữa|mới|vừa|được|\d|mùng|thứ|thật|đó|trong|khi|cả|nên|luôn|và))|qua đời|chết(?! (?:máy|điện|pin|mất"
    r"|cười|tiền))|tạ thế|từ trần|khuất(?: núi| bóng)?"
    r"|quy tiên|hy sinh|lìa đời|không còn(?= nữa|$| trên đời)|về (?:với )?(?:tổ tiên|ông bà|trời|chúa"
    r"|cát bụi|đất|tiên tổ|cõi)"
    r"|yên nghỉ|tắt thở|trút hơi thở|mãn phần|về nơi chín suối|từ giã cõi đời|băng hà|viên tịch|đi xa mãi"
)
_PLACE = r"nơi|chỗ|xã|huyện|tỉnh|bản|vùng|làng|thành phố|phường"
_MOVED = words_pattern(
    r"(?:chuyển|dọn|dời)(?= (?:đi|nhà|về|sang|vào|ra|xuống|lên|đến|tới|khẩu|hộ khẩu|luôn|hẳn|rồi|ở)"
    rf"|$| (?:\w+ )?(?:{_PLACE}))|theo (?:\w+ )?(?:con|cháu|chồng|vợ)(?: \w+)? (?:về|vào|xuống|ra|lên|đi"
    rf"|sang|ở)"
    r"|(?:vào|ra|về|xuống|lên|sang|đi|ở) (?:trong |ngoài |dưới )?(?:nam|bắc|xuôi|hà nội|sài gòn|thành phố"
    r"|nước ngoài)"
    rf"|(?:đi|sang|về|ra|đến) (?:{_PLACE})(?: \w+)? khác|về quê(?: ở)?|(?:ở|sống) với (?:con|cháu)"
    r"|không (?:còn )?ở (?:đây|bản|xã|làng)(?: này)?(?: nữa)?|định cư|đi xa"
)
_FOR_GOOD = words_pattern(r"chuyển|dọn|dời|định cư|hẳn|luôn|mãi|theo (?:con|cháu|chồng|vợ)")
_FOR_A_WHILE = words_pattern(
    r"chữa bệnh|điều trị|trị bệnh|thuốc thang|phẫu thuật|mổ|dưỡng bệnh|nằm viện|thăm|chơi|làm thuê|làm ăn"
    r"|trông (?:cháu|con)"
    r"|(?:một|hai|ba|mấy|vài|ít|nửa|\d{1,2}) (?:tháng|tuần|hôm|ngày|bữa|thời gian)(?! (?:rồi|nay|trước|qua))"
)
"""a journey that ends: a break, not a move"""
_LEFT = words_pattern(
    r"xin (?:được )?(?:ra|thôi|rút|rời|nghỉ (?:hẳn|luôn))|(?:không|hổng|nỏ|chẳng|chả|thôi) (?:muốn |còn "
    r"|đi )?"
    r"(?:tham gia|sinh hoạt|vào hội|theo hội|theo câu lạc bộ|họp hành|làm hội viên|ở câu lạc bộ"
    r"|ở hội)(?: \w+){0,3}"
    r"|rút (?:khỏi|ra|tên|lui)|(?:ra|rời|bỏ|thôi)(?: khỏi)? (?:câu lạc bộ|clb|hội|sinh hoạt)|nghỉ (?:hẳn"
    r"|luôn|sinh hoạt hẳn)"
)
_SUSPENDED = words_pattern(
    r"tạm (?:nghỉ|dừng|vắng|ngừng|thôi|hoãn)|nghỉ(?! (?:hẳn|luôn|ngơi|hưu|hè|lễ|tết|trưa|tay))|(?:ngừng"
    r"|dừng|vắng) (?:một|mấy|vài|ít) "
    r"(?:thời gian|tháng|hôm|tuần|buổi)|vắng (?:dài|lâu)"
)
_READ = (
    (Standing.DIED, _DIED),
    (Standing.MOVED, _MOVED),
    (Standing.LEFT, _LEFT),
    (Standing.SUSPENDED, _SUSPENDED),
)
_DENIED = pattern(rf".*\b(?:{DENIED}|{DONT}|không phải(?: là)?|đâu có)(?: \w+)?\s")
_NOT_YET = words_pattern("sắp|định|tính|suýt|tưởng|nghe nói|nghe đâu|đồn|hình như|chắc|giá mà|mong")
_ANOTHERS = pattern(rf".*\b(?:{_OTHERS})(?: \w+){{0,2}}\s")


def _told(words: str) -> set[Standing]:
    found = set()
    for standing, spoken in _READ:
        for match in spoken.finditer(words):
            before = words[: match.start()]
            anothers = standing is Standing.DIED and _ANOTHERS.fullmatch(before)
            if not _DENIED.fullmatch(before) and not anothers:
                found.add(standing)
    return found


def read_standing(said: Said) -> Standing | None:
    """What became of a member in the board's words: died, moved, left, a break. None where that is not plain.

    A thing that was lost ("mất điện thoại"), the death of somebody else ("vợ ông ấy mất") and what is denied
    ("chưa mất") are no death, and of two things neither is chosen. The board confirms whatever was read.
    """
    found: set[Standing] = set()
    for part in clauses(said):
        if part.asks or part.puts_off or part.doubts or _NOT_YET.search(part.raw):
            return None
        found |= _told(part.raw)
    away = found == {Standing.MOVED} and _FOR_A_WHILE.search(said.words) and not _FOR_GOOD.search(said.words)
    if away:
        return Standing.SUSPENDED
    return found.pop() if len(found) == 1 else None
