"""Words of time inside a message that do not say when something was measured:
the hour of the medicine, "sang" that is a verb, "bay gio" that is no seven o'clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from club.vietnamese.marks import pattern
from club.vietnamese.times import CLOCK, PART
from club.vietnamese.vague_times import NOW_LIKE_SEVEN

_DOSE = r"(?: (?:\d+|một|hai|ba|nửa) viên)?(?: thuốc)?"
_TAKING = rf"(?:uống|tiêm|chích){_DOSE}"
_PATTERNS: tuple[re.Pattern[str], ...] = (
    pattern(rf"(?<!\w){_TAKING}(?: (?:xong|rồi|sáng|tối|hôm nay))* (?:lúc|vào|hồi|từ) " + CLOCK),
    pattern(rf"{CLOCK}(?: (?:tôi|tui|mình|bà|ông|mẹ|em|con|đã|mới|có))* {_TAKING}(?!\w)"),
    pattern(
        rf"(?<!\w){PART}(?: (?:nay|qua|tôi|tui|mình|bà|ông|mẹ|đã|mới|có))* {_TAKING}"
        r"(?: (?:xong|rồi|xong rồi))?\s*[,;.]\s*(?=(?:bây )?giờ(?!\w)|vừa(?!\w)|mới(?!\w)|nay(?!\w))"
    ),
    pattern(
        r"(?<!\w)sang(?= (?:một|mot|1|bên|ben|phía|nhà|tay|chân|trái|phải|đây|đó|làng|xã|bản|viện|trạm|chơi"
        r"|thăm|hàng|xóm|tuần|tháng|năm|gặp|đến|số|máy|ngày|đường|thôn|ấp|con|cháu|mẹ|ông|bà|cô|chị|anh)(?!\w))"
    ),
    pattern(r"(?<!\w)\d{1,2} ?(?:viên|lần) ?(?:mỗi|một|/|trên) ?ngày(?!\w)"),
    NOW_LIKE_SEVEN,
)


def times_beside(text: str) -> Iterator[re.Match[str]]:
    """Each such place in a text in the alphabet of `marks`."""
    for words in _PATTERNS:
        if found := words.search(text):
            yield found
