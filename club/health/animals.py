"""Animals that are sick or dead: a cat that is short of breath is nobody's danger, a dog that bites is."""

from __future__ import annotations

from club.vietnamese.marks import words_pattern

_STATE = (
    r"(?:bị|sắp|mới|vừa|đang|cứ|lại|chết|ốm|què|đẻ|kêu|bỏ|khó|thở|không|hay|nó|nằm|lăn|méo|liệt|ngã|té|co)"
)
_OWNER = r"(?: (?:nhà|của|con|tôi|tui|mình|em|bà|ông|cháu|hàng xóm|này|kia|ấy|nái|mẹ!))*"
_SURE = "gà|vịt|heo|trâu|ngan|ngỗng|ngựa"
_MARKED = "chó!|mèo!|lợn!|bò!|dê!|bê!|nghé!|cá!|chim|gà!|vịt!|trâu!|ngỗng!|ngựa!"
"""unmarked, "con lon", "con be" and "con ca" are children"""
_ANIMAL = words_pattern(
    r"^(?:(?:dạ|thưa|cháu|ơi|ạ|hôm nay|sáng nay|hôm qua|đêm qua|có|mấy|đàn|lũ!|bầy|cả) )*"
    rf"(?:(?:con )?(?:{_MARKED})|(?:con|đàn|bầy) (?:{_SURE}|bò|mèo(?! (?:miệng|mồm|mặt|mép|môi)))"
    rf"|(?:{_SURE}|lợn|mèo)(?= (?:nhà|của|con|nái|mun|mướp)(?!\w))"
    rf"|(?:con )?chó(?= nhà(?: (?:tôi|tui|em|mình|bà|ông|nó))? {_STATE}(?!\w)))"
    rf"{_OWNER}"
)
"""unmarked, "cho nha toi bi nga" is a dog; "cho me toi" may be for the mother"""
_HURTS = words_pattern(r"cắn|húc|đá!|đạp|cào|mổ|tông|đâm|đè|giẫm|dẫm|làm|vồ|đuổi|chích|đốt|quật|ăn phải")
_PERSON = words_pattern(
    r"tôi|tui|tao|tau|mình|em|cháu|mẹ|má|mạ|mế|bố|cha|tía|chồng|vợ|ông|bà|cụ|bác|chú|anh|chị|người|ai"
)


def begins_with_animal(clause: str) -> bool:
    """Whether an animal is what the clause is about, and no person stands in it but its owner."""
    found = _ANIMAL.match(clause)
    if found is None or _HURTS.search(clause):
        return False
    return not _PERSON.search(clause[found.end() :])


def speaks_of_person(clause: str) -> bool:
    """Whether somebody stands in the clause, who is not the animal of the one before."""
    return bool(_PERSON.search(clause) or _HURTS.search(clause))
