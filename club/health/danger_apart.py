"""Words that set a sign apart without denying it: for years, at a hill, made little of, supposed."""

from __future__ import annotations

import re

from club.health.disasters import HOUSEHOLD
from club.vietnamese.marks import words_pattern

CHRONIC = words_pattern(
    r"(?:mấy|nhiều|cả|vài|gần|hơn|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục) (?:chục )?(?:năm"
    r"|tháng) (?:nay|rồi)"
    r"|(?:mấy|nhiều|\d+|hai|ba|bốn|năm|mười) năm$|bẩm sinh|từ (?:nhỏ|bé|lâu)|lâu (?:nay|năm)|mãn tính"
    r"|kinh niên"
)
"""what has been so for months or years"""
WORSE = words_pattern(
    r"chưa (?:bao giờ|từng|khi nào)|như (?:thế này|vậy|vầy)|lại|hôm nay|sáng nay|chiều nay|tối nay|đêm qua"
    r"|vừa|tự nhiên|đột ngột|bỗng|nặng hơn|bây giờ|giờ"
)
"""beside it: it is not as it has been"""
A_LITTLE = words_pattern(
    r"(?:tí|tý|chút|tẹo|xíu|xí|hơi|nhẹ)(?: \w+){0,3} không (?:sao|việc gì|hề hấn)|thôi không (?:sao|việc gì)"
)
"""there, and made little of: "đau ngực tí thôi không sao" """
OUT_OF_BREATH = words_pattern(r"(?:hụt|đứt|hết|cạn) hơi|thở (?:dốc|hổn hển|gấp)")
EXERTION = words_pattern(
    r"(?:leo|lên|xuống|trèo|đi|chạy|làm|gánh|vác|cuốc|tập|cày|cấy|gặt|bước)(?: \w+){0,2} (?:dốc|núi|đồi"
    r"|cầu thang"
    r"|bậc|thang|nhanh|xa|bộ|nặng|nương|rẫy|đồng|ruộng|củi|lúa|thể dục|cỏ|đất)|chạy bộ|leo dốc|cuốc đất"
)
NUMB_LEG = words_pattern(
    r"(?:(?:tôi|tui|mình|bà|ông|mẹ|bố|em|cháu|dạo này|hay|cứ|thấy|bị) )*(?:tê|té)(?: (?:cả|hai|hết|bì|mỏi))*"
    r"(?: (?:bàn|ngón|bắp))? chân(?: (?:quá|lắm|rồi|hoài|suốt|ạ|nhẹ|chút|một chút))*"
)
"""a whole text of a numb leg of no side, or of a fall on it: advice, where nobody asked for signs"""
SUPPOSED = words_pattern(
    r"(?:có phải|phải chăng)(?: (?:cứ|bị|hễ|mà|là))*"
    r"(?: (?!(?:tôi|tui|mình|mẹ|má|bố|cha|chồng|vợ|ông|bà|cụ|bác|con|cháu|em|nó|đang|vừa)(?!\w))\w+){1,6} là"
    r"(?: (?!(?:tôi|tui|mẹ|chồng|vợ)(?!\w))\w+){1,5} (?:không|hả|hông|phải không)$|"
    r"(?:có phải|phải chăng)(?! (?:\\w+ ){0,3}?(?:tôi|tui|mẹ|má|bố|ba!|cha|chồng|vợ|con tôi|ông nhà|bà nhà"
    r"|cháu nó|em tôi)"
    r"(?!\\w))(?!.*(?:thế này|đang|bây giờ|lúc này)) .{0,80}thì .{0,60}(?:không|hả|hông)$"
    r"|(?:gọi|số) (?:số )?115 (?:\w+ )?(?:mất|tốn|phải trả|…)(?: \w+){0,3} (?:không|bao nhiêu|hả)"
)
"""a question about what one does then"""
AFFAIRS = words_pattern(
    r"sổ (?:quỹ|sách|thu|nợ)|thủ quỹ|thư ký|kế toán|chủ nhiệm|biên bản|báo cáo|danh sách|hội phí|điểm danh"
    r"|(?:in|xem|nộp|thu|gửi) (?:\w+ )?(?:sổ|quỹ|tiền|giấy|danh sách)"
    r"|(?:tôi|em|cháu|con|mình|bà|ông|bác) (?:sẽ |đang )?(?:qua|sang|tới|đến|ra|về|lên)"
    r" (?:ngay|liền|đây|luôn)"
)
"""the club's affairs and errands: what only sounds like danger is none among them"""
THEN = words_pattern(
    r"(?:hôm|đêm|tối|chiều|sáng|trưa) (?:qua|kia|nọ)|tuần (?:qua|trước|rồi)|dự báo|nguy cơ|cảnh báo"
)
"""of a fire or a flood: it was, or it may come"""
STILL = words_pattern(
    r"(?:không|chẳng|chả|chưa|hổng|hông!|nỏ!|khôông) (?:hề |thấy |có |được |mấy |chi )?(?:hết|bớt|đỡ|khỏi"
    r"|giảm|dứt)"
    r"(?! (?:sao|rồi|bị))"
)
"""a "no" to its being over: "chưa hết đau ngực" """
ENDED = words_pattern(
    r"(?:giờ|nay|chừ|rồi|thì)(?: \w+)? (?:hết|khỏi|đỡ|tỉnh|ổn) (?:hẳn |táo |lại )?(?:rồi|hẳn|nhiều)(?: \w+)?$"
    r"|^(?:hết|khỏi) (?:hẳn )?rồi(?: \w+)?$"
)
ONLY_THEN = words_pattern(r"(?:thôi|cơ mà|ấy mà|cơ)(?: (?:ạ|nhé|cháu|con|chứ))*$")
YESTERDAY = words_pattern(r"(?:hôm|đêm|tối|chiều|sáng|trưa|bữa) (?:qua|kia)")
"""beside `ENDED`: what was then is over, and nothing of it is told of now"""
ASKS_WHETHER = words_pattern(
    r"(?:mẹ|má|mạ|bố|ba|bà|ông|cụ|bác|cô|chú|anh|chị|em|cháu|con)(?: \w+)?(?: đang| còn)? có"
    r"(?: (?:bị|thấy|còn|hay|đang))*\s*$"
)
WHETHER = words_pattern(
    r"(?:\s?(?:lắm|nhiều|gì|nữa|quá))*\s?(?:không|hông|hôn)(?: (?:ạ|vậy|thế|hả|nhỉ|mẹ|bà|bố|ông))*"
)
"""around a sign: somebody asks about it, "mẹ có khó thở không" """
_SAT_ON_IT = words_pattern(
    r"(?:ngồi|quỳ|nằm|đứng|gác|bắt chéo|xếp bằng)(?: \w+){0,2} (?:lâu|nhiều|mãi|xổm|cả buổi|quá lâu|đè)"
    r"|(?:do|vì|tại|bởi) (?:ngồi|quỳ|gác|nằm đè|xếp bằng)|ngồi (?:xổm|xếp bằng|lê)"
)
_OF_A_SIDE = words_pattern(
    "tay|mặt|miệng|lưỡi|một bên|nửa|nửa người|liệt|yếu|méo|nói|bên (?:phải|trái)|rơi|cử động|nhấc"
)
_POOR_SIGHT = words_pattern(
    r"mắt(?: \w+)? kém|(?:không|quên|chưa|thiếu|mất)(?: \w+)? kính|(?:nhìn|trông|đọc|xem) (?:\w+ )?(?:số|chữ"
    r"|máy|màn hình|tin)(?: \w+){0,2} (?:không|mờ)|chữ (?:\w+ ){0,2}(?:nhỏ|bé|mờ)"
)
_BLURRED = words_pattern(r"mắt(?: \w+)? (?:mờ|tối|mù|nhoè|nhòe)|(?:mờ|mù|nhoè|tối sầm)(?: \w+)? mắt|nhìn đôi")
_AGE = words_pattern(
    r"(?:là|cũng|thì) phải(?: (?:thôi|rồi|mà|chứ))?$|(?:già|cao tuổi|lớn tuổi|có tuổi|tuổi này)(?: \w+){0,3}"
    r" (?:thì|cũng|nên|là)|(?:do|vì|tại|bởi) (?:già|tuổi)"
)
_NEARLY = words_pattern(
    r"(?:suýt|xém|mém|(?:tí|chút|xíu) nữa)(?: (?:thì|là|bị|nữa|tôi|tui|bà|ông|mẹ|chết|trượt chân))*\s*$"
)
_ENDS_ASKING = words_pattern("(?:không|hông|hôn)$")
"""the sign's own pattern took the "không" in: "mẹ có ngã không" """
_STATES = ("limb", "conscious", "stand", "speech", "sight", "illness", "face")
"""what somebody may have lived with for years; pain and breath are heard however long they last"""


def as_ever(name: str, sign: str, clause: str) -> bool:
    """Whether somebody lives with it, or a hill brought it: a matter for the station, and no alarm."""
    if name == "breath":
        return bool(OUT_OF_BREATH.search(sign) and EXERTION.search(clause) and not WORSE.search(clause))
    if name in ("fall", "injury"):
        return bool(_NEARLY.search(clause[: clause.find(sign)]))
    if name in ("fire", "flood"):
        return bool(THEN.search(clause) or HOUSEHOLD.search(clause))
    if name == "limb" and _SAT_ON_IT.search(clause) and not _OF_A_SIDE.search(clause):
        return True
    if name == "sight":
        dim = _AGE.search(clause) or (_POOR_SIGHT.search(clause) and not _BLURRED.search(clause))
        return bool(dim or CHRONIC.search(clause)) and not WORSE.search(clause)
    return name in _STATES and bool(CHRONIC.search(clause)) and not WORSE.search(clause)


CALL_ASKED = words_pattern(
    r"(?:có|phải|cần|nên|thì|là)(?: \w+){0,2} (?:gọi|kêu)(?: \w+){0,2} 115(?: \w+)?"
    r" (?:không|hông|à|hả|chứ|nhỉ)|sao (?:lại )?(?:phải|cần) (?:gọi|kêu)(?: \w+){0,2} 115"
)
"""whether one should call: the number is no cry"""


def asks(clause: str, sign: re.Match[str]) -> bool:
    """Whether somebody is asked about the sign: that neither says that it is there nor that it is not."""
    if sign.string != clause:
        return False
    if sign[0].endswith("115") and CALL_ASKED.search(clause):
        return True
    before, after = clause[: sign.start()], clause[sign.end() :].strip()
    if not ASKS_WHETHER.search(before):
        return False
    return bool(WHETHER.fullmatch(after) or (not after and _ENDS_ASKING.search(sign[0])))
