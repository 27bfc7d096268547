"""Numbers in a message that are no blood pressure: weight, age, hour, dose, device, phone;
they are covered before the reading is looked for. The pulse is taken out with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.health.blood_pressure import PULSE
from club.health.spoken_numbers import runs, spoken_number, spoken_pair
from club.vietnamese.marks import pattern, words_pattern

_N = r"(?<![\d/\\|.,x-])(?<!/\s)\d+(?:[.,]\d+)?"
_COVERED = (
    re.compile(r"(?<!\d)(?:\+?84|0)\d(?:[ .-]?\d){7,9}(?!\d)|(?<!\d)0\d{2,3} \d{3} \d{2,4}(?!\d)|\d{7,}"),
    pattern(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d(?!\d)"),
    pattern(r"(?<!\w)(?:ngày|hôm|mùng|mồng)\s*\d{1,2}(?:\s*(?:[/.-]|tháng)\s*\d{1,2})?(?!\d)"
        r"|tháng\s*\d{1,2}(?!\s*/)|năm\s*(?:19|20)\d\d"),
    pattern(r"(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}(?=\s*:\s*\d{2,3})"),
    pattern(r"(?:19|20)\d\d(?!\d)"),
    pattern(r"(?:lúc\s*)?(?<![\d/])\d{1,2}\s*(?:h|giờ|g)(?:\s*(?:\d{1,2}(?!\d"
        r"|\s*[/x-]\s*\d)(?:\s*phút|p)?|rưỡi|kém \w+))?(?!\w)|(?<![\d/])\d{1,2} rưỡi(?= (?:sáng"
        r"|tối|chiều|đo))|lúc \d{1,2}(?: rưỡi)?(?!\d|\s*[/-])"),
    pattern(r"(?<!\w)(?:cân nặng|nặng|cân|can|trọng lượng)(?: được"
        rf"| là)?\s*:?\s*\d{{2,3}}(?:[.,]\d)?(?:\s*(?:kg|ký|kí|kilo|cân))?(?:\s*rưỡi)?"
        rf"|{_N}\s*(?:kg|ký|kí|kilo|cân(?! nặng)|lạng)(?:\s*rưỡi)?(?!\w)"),
    pattern(rf"(?<!\w)(?:chiều cao\s*(?:là\s*)?\d?\s*(?:m|mét)?\s*\d{{2,3}}(?:\s*cm)?(?!\s*/)"
        rf"|cao\s*(?:\d\s*(?:m|mét)\s*\d{{1,2}}|1[3-9]\d(?=\s*(?:cm|,?\s*(?:nặng|cân)))))"
        rf"|\d\s*m\s*\d{{1,2}}(?!\d)|{_N}\s*(?:cm|km|mét|m2)(?!\w)"),
    pattern(r"(?<![\d/])\d{1,3}\s*(?:tuổi|t(?!\w)(?!\s*\d))|tuổi\s*\d{1,3}"),
    pattern(rf"(?<!\w)(?:spo2|sp02|spo|oxy|oxi|ôxy|o2|sat)\s*:?\s*(?:là\s*)?\d{{2,3}}\s*%?|{_N}\s*%"),
    pattern(r"(?<!\w)(?:nhiệt độ|thân nhiệt|sốt|nhiệt)\s*:?\s*(?:là\s*)?\d{2}(?:[.,]\d)?\s*(?:độ"
        r"|°)?|(?<![\d/])(?:3[4-9]|4[0-3])(?:[.,]\d)?\s*(?:độ|°)"),
    pattern(rf"(?<!\w)(?:đường huyết|đường máu|tiểu đường|đường)\s*:?\s*(?:là\s*)?\d{{1,2}}[.,]\d+"
        rf"|{_N}\s*mmol"),
    pattern(r"(?<!\d)\d{1,2}\s*(?:viên|lần)\s*(?:mỗi|một|/|trên)\s*ngày"),
    pattern(rf"{_N}\s*(?:mg|ml|viên|cốc|chén|ly|lít|liều|gói|ống|lần(?!\s*\d)|phút|p(?!\w)|giây"
        r"|tiếng|tháng|tuần|ngày|hôm|năm|người|hội viên|thành viên|đứa|nghìn|ngàn|triệu|trăm"
        r"|đồng|k|tr|đ|vnđ|vnd|quả"
        r"|con(?! (?:ông|bà|mẹ|bố|má|ba|chồng|vợ|tôi|anh|chị|em|cụ|cô|chú|bác))"
        r"|bàn|điểm|trang|bữa|buổi)(?!\w)"),
    pattern(r"(?<!\w)(?:máy|số máy|máy số|tổ|nhóm|đội|lần|lần thứ|đợt|thứ|kỳ|bản|khu|phòng"
        r"|t)(?:\s*(?:số|thứ))?\s*\d{1,2}(?!\d|\s*[/.,]\s*\d)\s*:?"),
    pattern(r"(?:lần|đợt) (?:một|hai|ba|đầu|thứ nhất|thứ hai)|(?:hai|ba|bốn) (?:lần|lượt)|(?:một"
        r"|hai|ba|năm|mười) phút|thứ (?:hai|ba|tư|năm|sáu|bảy)"),
)  # fmt: skip
_PULSE_BEFORE = pattern(
    r"(?<!\w)(?:nhịp tim|nhịp đập|mạch đập|tim đập|mạch|nhịp|tim|pulse|pul|hr|bpm|p"
    r"|m)(?:/min|\s*/\s*phút)?\s*(?:là|đập|được|:|=)?\s*(\d{2,3})(?!\d|\s*[/x])(?:\s*(?:lần"
    r"|l)\s*(?:/|trên|một)?\s*(?:phút|p)|\s*nhịp|\s*bpm)?"
)
_PULSE_OF_ONE_DIGIT = pattern(
    r"(?<!\w)(?:nhịp tim|mạch đập|tim đập|mạch|nhịp)\s*(?:là|đập|được|:|=)?\s*(\d)(?!\d|\s*(?:/|chục|lần"
    r"|phút))"
)
""" "mạch 7": seventy, or a slip; the reading beside it is asked about """
_PULSE_AFTER = pattern(r"(?<![\d/])(\d{2,3})\s*(?:nhịp|lần\s*(?:/|trên|một)\s*phút|l/p|bpm)(?!\w)(?!\s*\d)")
_POINT = pattern(r"(?<![\d/])(\d{1,2})\s+(?:phẩy|phảy|chấm)\s+(?:5|năm)(?!\d)")
_IN_BRACKETS = re.compile(r"\((\d{2,3})\)")
_PULSE_WORDS = pattern(r"(?:nhịp tim|mạch đập|tim đập|mạch|nhịp)\s*(?:là|đập)?\s*$")
_BETWEEN = pattern(r"\s*(?:trên|phần|/)\s*")
_LABEL = pattern(
    r"(?<!\w)(?:số trên|số dưới|trên|dưới|tâm thu|tâm trương|tối đa|tối thiểu|hatt|hattr)\s*(?:là|:)?\s*$"
)
HIGH_LABEL = pattern(
    r"(?<![^\W\d])(?:systolic|sys|số to|số lớn|cái trên|con trên|tâm thu|hatt|số trên|trên|cao|max"
    r"|tối đa)\s*(?:mmhg)?\s*(?:là|:|=)?\s*(\d{2,3})(?!\d|\s*[/])"
)
LOW_LABEL = pattern(
    r"(?<![^\W\d])(?:diastolic|dia|số bé|số nhỏ|cái dưới|con dưới|tâm trương|hattr|số dưới"
    r"|dưới|thấp|min|tối thiểu)\s*(?:mmhg)?\s*(?:là|:|=)?\s*(\d{2,3})(?!\d|\s*[/])"
)
_GLUED_LABELS = re.compile(r"^\W*(?:sys\d+dia\d+(?:pul(?:se)?\d+)?|ha\d+/\d+m\d+)\W*$")
_COUNTED = words_pattern("hai lần|ba lần|lần một|lần hai|lần ba")


@dataclass(frozen=True)
class Bared:
    """The text with everything covered that is no blood pressure, of the same length;
    pulses with their places.
    """

    text: str
    pulses: tuple[tuple[int, int], ...]


def _cover(text: str, start: int, end: int) -> str:
    return text[:start] + "·" * (end - start) + text[end:]


def _spelled(text: str) -> str:
    """Number words into digits where they stand as a reading does, each at the place of its words."""
    found = list(runs(text))
    replaced: list[tuple[int, int, str]] = []
    used: set[int] = set()
    for index, (start, end, words) in enumerate(found):
        if index + 1 < len(found):
            following = found[index + 1]
            if _BETWEEN.fullmatch(text, end, following[0]):
                high, low = spoken_number(words), spoken_number(following[2])
                if high is not None and low is not None:
                    replaced += [(start, end, _shown(high)), (following[0], following[1], _shown(low))]
                    used |= {index, index + 1}
                    continue
        before = text[:start]
        if index not in used and (_PULSE_WORDS.search(before) or _LABEL.search(before)):
            value = spoken_number(words)
            if value is not None:
                replaced.append((start, end, _shown(value)))
                used.add(index)
        elif index not in used and len(words) >= 3 and (pair := spoken_pair(words)) is not None:
            replaced.append((start, end, f"{_shown(pair[0])}/{_shown(pair[1])}"))
            used.add(index)
    for start, end, digits in sorted(replaced, reverse=True):
        text = text[:start] + digits.ljust(end - start)[: max(end - start, len(digits))] + text[end:]
    return text


def _shown(value: object) -> str:
    number = float(value)  # type: ignore[arg-type]
    return str(int(number)) if number == int(number) else f"{number:.1f}"


def bare(text: str) -> Bared:
    """What is left of a text in the alphabet of `marks` once other numbers are covered."""
    if _GLUED_LABELS.match(text):
        text = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", text)
    text = re.sub(r"(?<=\d)[oO](?=\W|$|/)", "0", re.sub(r"(?<!\w)l(?=\d\d)", "1", text))
    if len(re.findall(r"\d+", text)) < 2 or _PULSE_WORDS.search(
        text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    ):
        text = _spelled(text)
    else:
        text = _pulse_spelled(text)
    text = _POINT.sub(lambda m: f"{m[1]}.5".ljust(len(m[0])), text)
    text = pattern(r"(?<!\d)(?<!\d\d\d/)([12]?\d)\s+rưỡi").sub(lambda m: f"{m[1]}.5".ljust(len(m[0])), text)
    pulses: list[tuple[int, int]] = []
    for said in (_PULSE_BEFORE, _PULSE_OF_ONE_DIGIT, _PULSE_AFTER, _IN_BRACKETS):
        for found in list(said.finditer(text)):
            pulses.append((found.start(), int(found[1])))
            text = _cover(text, found.start(), found.end())
    for covered in _COVERED:
        for found in list(covered.finditer(text)):
            text = _cover(text, found.start(), found.end())
    return Bared(text, tuple(pulses))


def _pulse_spelled(text: str) -> str:
    for start, end, words in reversed(list(runs(text))):
        if (
            _PULSE_WORDS.search(text[:start])
            and (value := spoken_number(words)) is not None
            and value in PULSE
        ):
            text = text[:start] + _shown(value).ljust(end - start) + text[end:]
    return text
