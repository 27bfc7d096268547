"""What is said right after a reading was stored to put it right: "nhầm rồi", "135 chứ không phải 145",
"cái đó của ông nhà tôi", "số đó hôm qua".

Nothing is changed by it alone: what is meant is shown, and asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.health.blood_pressure import DIASTOLIC, SYSTOLIC, Pressure
from club.health.numbers_beside import bare
from club.health.reading_words import refuses
from club.vietnamese import persons
from club.vietnamese.marks import pattern, words_pattern, written
from club.vietnamese.politeness import peeled
from club.vietnamese.said import Said, hear

LONGEST = 14
"""words; a correction is short"""
_SELF = "tôi|tui|mình|em|con|cháu|bà|ông|cụ|bác|tao"
_IT = (
    r"(?:(?:cái|số|con|lần|kết quả)(?: (?:đầu|cuối|trên|dưới|to|lớn|nhỏ|bé|số|đo|vừa|vừa rồi|vừa ghi|vừa gửi"
    r"|này|đó|đấy|ấy|kia|nãy|huyết áp))*|đó|nó)"
)
_WRONG = (
    r"(?:(?:ghi|gõ|bấm|gửi|nhập|đo|đọc|nhắn|nhìn|viết) )?(?:bị )?(?:nhầm|sai|lộn|trật|lầm)"
    r"(?: (?:rồi|mất|số|hết|máy))*"
)
_AWAY = (
    rf"(?:(?:xoá|xóa|bỏ!|huỷ|hủy|gỡ)(?: (?:đi|giúp|hộ|giùm|cho|luôn|với|{_SELF}|{_IT}))*"
    rf"|(?:rút lại|trừ)(?: (?:giúp|hộ|giùm|cho|{_SELF}))* (?:cái |lần )?{_IT}(?: (?:đi|giúp|hộ|với))*)"
)
_NOT_IT = (
    rf"(?:{_IT} )?(?:không phải|hổng phải|đâu phải|chẳng phải)(?: (?:là|số|huyết áp|kết quả|số đo))*"
    rf"(?: của (?:{_SELF}))?(?: đâu)?"
)
_DISCARDED = pattern(
    rf"(?:(?:{_SELF}) )?(?:{_IT} )?(?:{_WRONG})(?: (?:thôi )?(?:{_AWAY}))?"
    rf"|(?:thôi )?(?:{_AWAY})|(?:thôi )?(?:đừng|không|khỏi|khoan) (?:ghi|lưu|nhập|tính)"
    r"(?: (?:nữa|số đó|cái đó))*"
    rf"|{_NOT_IT}|(?:{_IT} )?(?:không|chưa|chẳng|hổng) (?:đúng|chính xác|chuẩn)(?: đâu| rồi)?|bo (?:di"
    rf"|so do|cai do|so nay|so vua roi)"
)
_THROWN = pattern(rf"(?:thôi )?(?:{_AWAY})|bo (?:di|so do|cai do|so nay|so vua roi)")
_NOT_ANOTHER = words_pattern(r"(?:chứ|mà) (?:không|đâu|chẳng|hổng) phải")
_NO_NUMBER = pattern(r"(?<!\w)(?:không|đâu|chẳng|hổng) phải(?: (?:là|số|cái))* (\d{2,3})(?!\d)")
""" "145 chứ không phải 135": the second is the wrong one """
_NAMED_MISTAKE = words_pattern(rf"{_WRONG}|{_AWAY}|của (?:{_SELF})")
_OWN = words_pattern(rf"của (?:chính )?(?:{_SELF})")
_OWN_AFTER_ALL = words_pattern(
    rf"(?:nhầm|lộn|lầm|không phải|hổng phải|đâu phải)(?:[ ,]+\w+){{0,4}}?(?:,|,? (?:là|mà|{_IT}))"
    rf" của (?:{_SELF})"
)
""" "không phải mẹ, của em", "em ghi nhầm, số đó của em" """
_TURNED = words_pattern(r"nhầm|lộn|sai|mới đúng|đúng ra|đúng là|chứ|sửa|không phải|đâu phải|mà là|phải là")
_PULSE = words_pattern("mạch|nhịp|tim|pulse")
_UPPER = words_pattern(r"(?:số|cái|con) (?:trên|to|lớn)|trên!|tâm thu")
_LOWER = words_pattern(r"(?:số|cái|con) (?:dưới|nhỏ|bé)|dưới!|tâm trương")
_POINTED = pattern(
    rf"(?:{_NOT_IT}[ ,]+(?:(?:mà|là|thì) )*)?(?:[àaơ],? |ủa,? |thật ra |không,? )?(?:{_WRONG}[ ,]+)?"
    rf"(?:(?:{_IT}"
    rf"|\d{{2,3}}(?: ?/ ?\d{{2,3}})?) )?(?:(?:thì|là|đo) )*"
    r"(?:của|đo cho|hôm|bữa|sáng|trưa|chiều|tối|đêm|lúc|hồi|thứ)(?!\w)"
)
""" "số đó hôm qua", "145 là của ông nhà tôi" """


_DAY_NAMED = (
    r"(?:(?:sáng|trưa|chiều|tối|đêm) )?(?:hôm |bữa )?(?:qua|kia|trước)|(?:ngày|hôm|thứ) \d{1,2}(?:/\d{1,2})?"
)
_OF_A_DAY = words_pattern(
    rf"(?:nhầm|sai|lộn|lầm|sửa)(?: (?:lại|mất|rồi|cho|giúp|tôi))* (?:cái |con |lần )?(?:số|kết quả|huyết áp"
    rf"|cái|lần)"
    rf"(?: (?:đo|huyết áp|của|ghi|ngày))* (?:{_DAY_NAMED})"
    rf"|(?:số|kết quả|lần|cái|huyết áp)(?: (?:đo|huyết áp|của|ghi|ngày))* (?:{_DAY_NAMED})"
    rf"(?: (?:tôi|bị|là|ghi|gõ|bấm|đo|nhắn|thì))* (?:nhầm|sai|lộn|lầm|không đúng)"
)
_NOT_THAT_DAY = pattern(
    r"(?<!\w),? ?(?:chứ |mà )?(?:không|đâu|chẳng|hổng|nỏ) phải(?: (?:là|đo|của|số))*"
    r" (?:(?:sáng|trưa|chiều|tối|đêm) )?(?:hôm |bữa )?(?:nay|qua|kia)(?: đâu)?(?!\w)"
)
_POINTS_ALONE = pattern(
    rf"\W*(?:(?:nhầm|sai|lộn|lầm|rồi|mất|ghi|gõ|bấm|a|ơ|à|ủa|thật ra|thì|là|đo|của|cơ|mà|đấy|đó|chứ|ạ"
    rf"|nhé|nha|lúc|hồi|vào|{_SELF}|{_IT}"
    r"|\d{2,3}(?: ?/ ?\d{2,3})?)\W*)*"
)


@dataclass(frozen=True)
class Correction:
    """What is meant: the right numbers, where some were said; else the reading is to go,
    is somebody else's (`of_other`), or of another time (`of_then`).
    """

    pressure: Pressure | None = None
    of_other: bool = False
    of_then: bool = False


def may_correct(said: Said) -> bool:
    """Whether the words may put something right at all, whatever was stored."""
    if len(said.tokens) > LONGEST:
        return False
    spoken = said.spoken
    return bool(
        _DISCARDED.fullmatch(peeled(said))
        or _TURNED.search(spoken)
        or _LOWER.search(spoken)
        or _POINTED.match(spoken)
        or refuses(spoken)
    )


def names_another_day(said: Said) -> bool:
    """Whether the reading of a day is said to be wrong: "nhầm số hôm qua rồi, 130/85 mới đúng"."""
    return bool(_OF_A_DAY.search(said.spoken))


def without_denied_day(said: Said) -> Said:
    """Without the day that it was not: "hôm qua đo chứ không phải hôm nay"."""
    rest = _NOT_THAT_DAY.sub(" ", said.spoken)
    return said if rest == said.spoken else hear(written(rest))


def only_points(rest: str) -> bool:
    """Whether these words, in the alphabet of `marks`, say nothing but which reading is meant."""
    return _POINTS_ALONE.fullmatch(rest) is not None


def names_mistake(said: Said) -> bool:
    """Whether a mistake is named, or whose it is not: more than a bare "không phải"."""
    return bool(_NAMED_MISTAKE.search(said.spoken))


def names_other(said: Said) -> bool:
    """Whether it is only said whose it is: "của mẹ tôi", "nhầm, của bố"."""
    return _POINTED.match(said.spoken) is not None and bool(persons.of(said).others)


def says_whose(said: Said) -> bool:
    """Whether it is said to belong to the writer: "nhầm, của em", "cái đó của tôi"."""
    return _OWN.search(said.spoken) is not None


def throws_away(said: Said) -> bool:
    """Whether what was noted is to go, in words like "xoá đi", "bỏ số đó"."""
    return _THROWN.fullmatch(peeled(said)) is not None


def says_wrong(said: Said) -> bool:
    """Whether something that is not named is said to be wrong: "sai rồi", "không phải"."""
    return _DISCARDED.fullmatch(peeled(said)) is not None and not throws_away(said)


def denies_another(said: Said) -> bool:
    """Whether what stands first is said to be right: "145/85 chứ không phải 150/90"."""
    return bool(_NOT_ANOTHER.search(said.spoken))


def put_right(said: Said, stored: Pressure) -> Correction | None:
    """What these words, said right after `stored` (mmHg) was noted, put right; None for other words."""
    if not said or len(said.tokens) > LONGEST:
        return None
    words = peeled(said)
    if _DISCARDED.fullmatch(words):
        return Correction()
    bared = bare(said.spoken).text  # a pulse, a weight, an hour is no pressure
    numbers = [int(n) for n in re.findall(r"(?<![\d/.,·])\d{2,3}(?![\d/.,h·])", bared)]
    named = _TURNED.search(said.spoken) or _LOWER.search(said.spoken)
    if named and (right := _right(said, numbers, stored)) is not None:
        return Correction(right)
    if {*numbers} - {stored.systolic, stored.diastolic}:
        return None
    if _POINTED.match(said.spoken) or _OWN_AFTER_ALL.search(said.spoken):
        return Correction(of_other=True, of_then=True)
    return None


def _right(said: Said, numbers: list[int], stored: Pressure) -> Pressure | None:
    """The pressure with the one number that was put right."""
    if _PULSE.search(said.spoken):
        return None  # "mạch 72 chứ" is no lower number
    old = {stored.systolic, stored.diastolic}
    new = [n for n in numbers if n not in old]
    if len(new) != 1 or len(numbers) > 2 or re.search(r"\d\s*/\s*\d", said.spoken):
        return None
    value = new[0]
    if any(int(denied[1]) == value for denied in _NO_NUMBER.finditer(said.spoken)):
        return None
    if _LOWER.search(said.spoken) and not _UPPER.search(said.spoken):
        upper = False
    elif _UPPER.search(said.spoken) or stored.systolic in numbers:
        upper = True
    elif stored.diastolic in numbers:
        upper = False
    else:
        upper = abs(value - stored.systolic) <= abs(value - stored.diastolic)
    right = Pressure(value, stored.diastolic) if upper else Pressure(stored.systolic, value)
    return right if value in (SYSTOLIC if upper else DIASTOLIC) and right.plausible else None
