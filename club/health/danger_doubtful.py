"""Words that are a sign or something quite different, where nothing beside them tells which: asked about,
with 115 first, and nobody is alarmed.

"khong di duoc nua" is a walk that fails or a meeting one cannot go to; "noi do" is slurred speech or a place.
"""

from __future__ import annotations

from collections.abc import Collection

from club.health.danger_words import GOES_NO_MORE
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_WHO = r"tôi|tui|mình|bà|ông|cụ|mẹ|má|bố|ba|chồng|vợ|em|cháu|con|bác|nó|nhà|già|mế|mạ"
_GOES_NO_MORE = words_pattern(GOES_NO_MORE)
_BODY = words_pattern(
    r"chân|gối|ngã!|té!|bị (?:ngã|té)|vừa (?:ngã|té)|(?:ngã|té)(?= \w|$)|liệt|yếu|tê|đứng|dậy|bò|lết|lê|người"
    r"|tự nhiên|tự dưng|bỗng|đột|ngủ dậy|khuỵu|quỵ|đau|mỏi|run|nằm|khớp|hông!|lưng|mệt|đùi|bước|lảo đảo"
)
_ERRAND = words_pattern(
    r"xe|đò|tàu|đường|mưa|bận|họp|hết vé|lũ!|ngập|lịch|đám (?:cưới|ma|giỗ)|(?:con|cháu) ốm|sinh hoạt"
    r"|câu lạc bộ|clb"
)
_HOME_AGAIN = words_pattern("về")
"""somebody came home and cannot walk: no bus is missing"""
_SLURRED_OR_THERE = words_pattern(
    rf"^(?:(?:{_WHO}|trợ lý|ơi|dạ|tự nhiên|tự dưng|bỗng|đột nhiên|sao|cứ|thấy|hôm nay|sáng nay|nay|tôi|đang"
    rf"|lại"
    rf"|bị) )*(?:nói đớ|mặt đơ)(?: (?:quá|rồi|lắm|ra|ạ|cháu|con|luôn|hết|hẳn|không rõ|đi|cả))*$"
)
CHECKED = words_pattern(
    r"(?:bác sĩ|bác sỹ|bs|y sĩ|trạm xá|trạm y tế|trạm|bệnh viện|y tá|thầy thuốc)(?: \w+){0,4}"
    r" (?:không (?:sao|việc gì|có gì|phải tim|hề gì|đáng lo|nguy hiểm)|bình thường|ổn!|lành tính|chẳng sao)"
)
"""somebody who knows has looked at it; a pain that is still there is asked about all the same"""
_WORSE = words_pattern(
    r"giờ|bây giờ|vẫn|lại|nặng hơn|hơn|tăng|chưa|nhưng(?: mà)?|mà(?! thôi)|tự nhiên|vừa|quá|lắm|dữ|không chịu"
)


def goes_no_more(said: Said) -> bool:
    """Whether the text says that somebody cannot go any more, and nothing of the body beside it."""
    found = _GOES_NO_MORE.search(said.words)
    return bool(found) and not _BODY.search(_GOES_NO_MORE.sub(" ", said.words))


def names_errand(said: Said) -> bool:
    """Whether beside it stands where one goes, or why not: "hết xe", "đường ngập": no walk fails."""
    return bool(_ERRAND.search(said.words)) and not _HOME_AGAIN.search(said.words)


def slurred_or_there(said: Said) -> bool:
    """Whether "noi do" or "mat do" without marks is all that is said of somebody."""
    text = said.words
    return bool(_SLURRED_OR_THERE.search(text))


def doubtful(said: Said, found: Collection[str]) -> str:
    """What makes the signs found doubtful: "walk", "errand" (no sign), "checked", "slurred"; else empty."""
    if set(found) == {"stand"} and goes_no_more(said):
        return "errand" if names_errand(said) else "walk"
    if found and set(found) <= _LOOKED_AT and looked_at(said):
        return "checked"
    return "slurred" if not found and slurred_or_there(said) else ""


_LOOKED_AT = {"chest", "breath", "head", "limb", "sight", "fall", "stand", "speech", "belly"}


def looked_at(said: Said) -> bool:
    """Whether a doctor has said that the sign is nothing, and nobody says that it goes on or grows."""
    found = CHECKED.search(said.words)
    return bool(found) and not _WORSE.search(CHECKED.sub(" ", said.words))
