"""Thanks, greetings and goodbyes which ask for nothing."""

from __future__ import annotations

from typing import Literal

from club.vietnamese import persons
from club.vietnamese.marks import words_pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

Talk = Literal["thanks", "greeting", "goodbye", "bereaved"]

_THANKS = words_pattern(
    "(?:xin |chân thành |thành thật )*(?:cảm|cám) (?:ơn|tạ)|cảm tạ|biết ơn|đội ơn|mang ơn|cảm mơn|camon|tks"
    "|thks|thx"
    "|thanks?|thank you|quý hoá quá|tốt quá|tuyệt vời|hay quá|giỏi quá"
)
_GOODBYE = words_pattern(
    "tạm biệt|chúc ngủ ngon|ngủ ngon|bye(?: bye)?|bai bai|hẹn gặp lại|gặp lại sau|chào tạm biệt|g9|good night"
    "|đi ngủ đây|thôi nghỉ nhé"
)
_GREETING = words_pattern(
    "(?:xin |kính )?chào(?: (?:buổi )?(?:sáng|trưa|chiều|tối))?|alo|a lô|hi|hello|hế lô|helo|kính thưa"
    "|có ai đó không"
    "|chúc(?: \\w+)? (?:năm mới|sức khoẻ|buổi sáng|ngày mới|buổi tối)(?: (?:tốt lành|vui vẻ|an lành))?"
)
_BESIDE = words_pattern(
    rf"{PERSONS}|trợ lý|câu lạc bộ|clb|ban chủ nhiệm|chủ nhiệm|bot|ad|nhiều|lắm|nhé|nha|nghen|nhá|ạ|dạ|vâng"
    rf"|ừ|ok|rất|vì|đã|quá"
    r"|nhớ|nhắc|giúp|giúp đỡ|hộ|rồi|được|thôi|các|mấy|mọi người|cả nhà|bà con|thật|ơi|này|nghe|đấy|đó|thế"
    r"|you|very|much|so"
    r"|anh chị|bạn|đi|xin|với|sau|hôm nay|năm mới|sức khoẻ|vui vẻ|mạnh khoẻ|hen|nè|hỉ|hè|à|lời|tin|chúc"
)


_DIED = words_pattern(
    r"(?:đã|mới|vừa|cũng)? ?(?:mất|qua đời|chết|đi xa|khuất núi|khuất bóng|tạ thế|từ trần|không qua khỏi)"
    r"(?: (?:rồi|ạ|cháu|em|con|sáng nay|trưa nay|chiều nay|hôm nay|hôm qua|đêm qua|tối qua|hôm kia"
    r"|tuần trước|tháng trước"
    r"|năm ngoái|được \w+ (?:ngày|tháng|năm)))*$"
)


def smalltalk(said: Said) -> Talk | None:
    """What kind of talk it is, where nothing else was said: "cảm ơn, cho xem lịch họp" asks for something."""
    words = said.words
    if _DIED.search(words) and persons.of(said).others:
        return "bereaved"
    kinds: tuple[tuple[Talk, bool], ...] = (
        ("thanks", bool(_THANKS.search(words))),
        ("goodbye", bool(_GOODBYE.search(words))),
        ("greeting", bool(_GREETING.search(words))),
    )
    kind = next((kind for kind, found in kinds if found), None)
    if kind is None:
        return None
    for pattern in (_THANKS, _GOODBYE, _GREETING, _BESIDE):
        words = pattern.sub(" ", words)
    return kind if not words.split() else None
