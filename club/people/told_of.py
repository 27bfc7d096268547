"""What the board tells of a member in a sentence: a line to be mended, or what became of them.

Nothing is changed by it: it opens the question whose answer does, and what became of somebody is confirmed.
"""

from __future__ import annotations

from club.people.standing import Standing, read_standing
from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.marks import pattern, plain, words_pattern
from club.vietnamese.persons import of
from club.vietnamese.politeness import peeled
from club.vietnamese.said import Said

_CHANGE = r"(?:sửa|đổi|thay|chữa|chỉnh|cập nhật|ghi|thêm|bổ sung|nhập|điền)(?: (?:lại|giúp|hộ|cho|thêm|mới))*"
_FIELDS = (
    ("phone", r"(?:số )?(?:điện thoại|đt|dt|máy|sđt|sdt|di động)|số(?= (?:mới|của))"),
    ("birth", r"(?:năm|ngày)(?: tháng)?(?: năm)? sinh|tuổi"),
    ("full_name", r"(?:họ )?(?:và )?tên|họ tên|tên họ"),
    ("small_group", "tổ"),
    ("team", "đội"),
    ("ethnic_group", "dân tộc"),
    ("household", "hộ(?= nghèo| cận)|hộ nghèo"),
    ("card", r"(?:hạn )?thẻ(?: bảo hiểm| bhyt)?|bảo hiểm(?: y tế)?|bhyt"),
)
_MENDS = tuple((field, words_pattern(rf"{_CHANGE} (?:{said})")) for field, said in _FIELDS)
_WRONG = tuple(
    (field, words_pattern(rf"(?:{said})(?: \w+){{1,5}} (?:bị |ghi |đang )*(?:sai|nhầm|đổi rồi|chưa đúng)"))
    for field, said in _FIELDS
)
_OF_A_MEETING = words_pattern(
    "họp|buổi|hôm nay|hôm qua|mai|ngày mai|sáng|trưa|chiều|tối|mệt|ốm|đau|khám|viện|vay|trả|nộp|đóng|nợ|quỹ"
    r"|chuyển khoản|tiền|ck|\d+ ?(?:k|tr|nghìn|ngàn|triệu|đồng)"
)
_AS_NOTICE = words_pattern(
    r"(?:gửi |nhắn |báo |đăng )?(?:thông báo|tin buồn)|(?:báo|nhắn)(?: tin)? (?:cho )?(?:mọi người|bà con"
    r"|cả hội|hội viên)"
    r"|mời (?:mọi người|bà con|các (?:cụ|ông|bà|bác|hội viên)|hội viên)"
)
"""words for all members, not about one to the assistant"""
_MONEY_LOST = words_pattern(
    r"mất (?:(?:hết|toi|tong|đứt|cả|những|tiêu) )?(?:\d[\d.,]*|một|hai|ba|bốn|năm|mấy|vài|nửa"
    r"|chục)(?: (?:trăm|chục|mươi))?"
    r" ?(?:k|nghìn|ngàn|triệu|tr|đồng|củ|lít|xị)"
)
_A_LIST = words_pattern(
    r"(?:vào|trong) danh sách|đi (?:tham quan|chơi|khám|họp|dự|tập huấn|du lịch)|tên (?:con|cháu|chồng|vợ"
    r"|chó|mèo)"
)
"""a name put on a list, or another's: nobody's line is mended"""
_OF_NOBODY = words_pattern(
    r"(?:chó|mèo|lợn|heo|bò|trâu|gà|vịt|ngựa|dê|cá|cây|lúa|máy|xe|pin)(?: \w+){0,4} (?:chết|mất|đi)"
    r"|(?:sợ|cười|mệt|đói|khát|nóng|rét|lạnh|buồn|vui|chán|tức|thèm|nhớ|lo|suýt|tưởng|sắp"
    r"|muốn)(?: \w+)? (?:chết|mất)"
    r"|chết (?:mệt|cười|đói|rét|khiếp|dở|mê|thôi|tiền|dí|điếng|đứng)|mất (?:ví|đồ|tiền|trộm|gà|lợn|trâu|xe"
    r"|điện(?! thoại)|nước"
    r"|sóng|mạng|ngủ|hút|công|thời gian|lòng|mặt|hứng|việc|mùa|thẻ|giấy|chìa)"
    r"|(?:về|đi) (?:quê|chơi|thăm|ăn|tham quan|du lịch|chợ|khám|viện)"
)
"""an animal, a way of speaking, a thing lost or a journey: nothing of the member"""
_FAMILY = words_pattern(
    r"(?:con|cháu|chồng|vợ|mẹ|má|bố|cha|anh|chị|em|thông gia|bà cụ|ông cụ|cụ thân sinh)"
    r" (?:trai |gái |dâu |rể |nội |ngoại |nhà )*(?:của )?(?:ông|bà|cụ|bác|cô|chú|anh|chị) \w+(?: \w+){0,3}"
    r" (?:mất|chết|qua đời|bị|ốm|từ trần)"
)
"""one of the member's family: nothing of the member"""
_LOST = words_pattern("mất")
_PLAINLY_DIED = words_pattern(
    "qua đời|từ trần|tạ thế|khuất|hy sinh|quy tiên|chết|mất (?:hôm|tuần|tháng|năm|đêm|sáng|trưa|chiều|tối"
    "|vì|do|tại"
    "|đột ngột|lúc|ngày|mùng|thọ)"
)
_ONLY_LOST = pattern(
    r"(?:(?:bà|ông|cụ|bác|cô|chú|anh|chị)(?: ấy| này)? )?(?:bị |đã |vừa |mới )*mất(?: rồi| mất rồi)?"
)
_PHONE_LOST = words_pattern(
    r"(?:mất|rơi|đánh rơi|bị lấy) (?:cái )?(?:điện thoại|máy|đt|sim)|(?:điện thoại|máy) bị mất"
)
_TITLED = words_pattern(r"(?:bà|ông|cụ|bác|cô|chú|anh|chị) (?P<name>\w+)")
_NOT = words_pattern(rf"{DENIED}|{DONT}")
_LONGEST = 14
"""words; a longer sentence is a story"""


def named(said: Said) -> str:
    """The one person whom the sentence names; empty where it names nobody, or several."""
    names = {mention.name for mention in of(said).others if mention.name}
    return names.pop() if len(names) == 1 and len(said.tokens) <= _LONGEST else ""


def titled(said: Said) -> str:
    """What stands behind a title and may be a name, where no marks were typed: "ong Inh mat roi"."""
    found = {match["name"] for match in _TITLED.finditer(said.words)}
    return plain(found.pop()) if len(found) == 1 and len(said.tokens) <= _LONGEST else ""


def field_to_mend(said: Said) -> str | None:
    """What of somebody's line is to be changed: "sửa số điện thoại bà Lan", "tên bà Ón ghi sai"."""
    words = said.words
    if _A_LIST.search(words):
        return None
    found = [field for field, fits in (*_MENDS, *_WRONG) if fits.search(words)]
    return found[0] if found and not _NOT.search(words) else None


def of_their_family(said: Said) -> bool:
    """Whether it is told of one of a member's family: "chồng bà Ón mất hôm qua"."""
    return _FAMILY.search(said.words) is not None


def _of_nobody(said: Said) -> bool:
    """Whether nothing is told of a member, though one is named."""
    others = (_OF_NOBODY, _FAMILY, _AS_NOTICE, _MONEY_LOST)
    return any(way.search(said.words) for way in others)


def became(said: Said) -> Standing | None:
    """What became of a member, where nothing else may be meant: no day off from a meeting, no money."""
    told = read_standing(said)
    if _of_nobody(said):
        return None
    if told is None or (told is not Standing.DIED and _OF_A_MEETING.search(said.words)):
        return None
    return told


def lost_or_died(said: Said) -> bool:
    """Whether it may be a death as well as a thing lost: "ông Inh mất rồi", "mất"."""
    if _of_nobody(said):
        return False
    return _LOST.search(said.words) is not None and _PLAINLY_DIED.search(said.words) is None


def phone_lost(said: Said) -> bool:
    """Whether a phone was lost: "bà Lan mất điện thoại"."""
    if _of_nobody(said):
        return False
    return _PHONE_LOST.search(said.words) is not None and not _NOT.search(said.words)


def says_lost_alone(said: Said) -> bool:
    """Whether nothing but "mất" was said, as below somebody's card."""
    return _ONLY_LOST.fullmatch(peeled(said)) is not None


_ONLY_DIED = pattern(
    r"(?:(?:là|thì|dạ|vâng|ừ|à|không) )*(?:(?:bà|ông|cụ|bác|cô|chú|anh|chị|người)(?: ấy| này)? )?(?:bị |đã "
    r"|vừa |mới |là )*"
    r"(?:chết|qua đời|từ trần|tạ thế|không còn)(?: (?:rồi|thật|hẳn|mà|ạ|đấy|đó|nữa|hôm qua|hôm nay|sáng nay"
    r"|tối qua))*"
)
_REMOVES = words_pattern(
    r"(?:xoá|bỏ|gạch|loại|rút|đưa|cho)(?: \w+){1,6} (?:khỏi|ra khỏi) (?:danh sách|câu lạc bộ|clb|hội|sổ)"
    r"|(?:xoá|gạch|bỏ) tên (?:ông|bà|cụ|bác|cô|chú|anh|chị) \w+"
)
_ADDS = words_pattern(
    r"(?:thêm|kết nạp|ghi thêm|đưa|nhận)(?: \w+){1,6} vào (?:danh sách|câu lạc bộ|clb|hội)(?! (?:đi|dự|tham))"
)
_NEW_PHONE = words_pattern(r"(?:số|điện thoại|đt|sđt|máy|sim|di động)")

_RELATED = words_pattern(
    r"(?:con|cháu|chồng|vợ|mẹ|má|bố|anh|chị|em)(?: (?:trai|gái|dâu|rể|nội|ngoại|nhà))* (?:của )?(?:ông|bà"
    r"|cụ|bác) \w+"
)


def says_died_alone(said: Said) -> bool:
    """Whether nothing but a death was said, where it is asked: "chết rồi", "qua đời rồi"."""
    return _ONLY_DIED.fullmatch(said.words) is not None or _ONLY_DIED.fullmatch(peeled(said)) is not None


def removes(said: Said) -> bool:
    """Whether somebody is to be taken off the list, such as "xoá bà Mẩy khỏi danh sách"."""
    return _REMOVES.search(said.words) is not None and not _NOT.search(said.words)


def adds(said: Said) -> bool:
    """Whether somebody is to be put on the list: "thêm bà Cà Thị Xuân vào câu lạc bộ"."""
    return _ADDS.search(said.words) is not None and not _NOT.search(said.words)


def names_phone(said: Said) -> bool:
    """Whether a telephone is spoken of, beside a number."""
    another = _OF_NOBODY.search(said.words) or _RELATED.search(said.words) or _NOT.search(said.words)
    return _NEW_PHONE.search(said.words) is not None and another is None
