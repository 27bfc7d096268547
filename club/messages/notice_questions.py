"""What a board asks about notices where it writes them: whom the last one reached, what sending costs, when
it goes.

A question that nobody hears would be shown as a notice, and one "ừ" sends it to everybody.
"""

from __future__ import annotations

from enum import StrEnum

from club.vietnamese.clauses import clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said


class NoticeQuestion(StrEnum):
    """What is asked; each has an answer in the `notices` texts."""

    DELIVERED = "delivered"
    READERS = "readers"
    COST = "cost"
    WHEN = "when"
    PICTURE = "picture"
    ONE = "one"


_NOTICE = r"(?:thông báo|tin nhắn|tin|lời nhắn|bài|nội dung)"
_PAST = (
    r"(?:vừa rồi|vừa nãy|vừa xong|hôm qua|hôm nọ|hôm kia|hôm trước|lúc nãy|ban nãy|hồi nãy|sáng nay"
    r"|chiều nay|tối qua"
    r"|sáng qua|chiều qua|tuần trước|lần trước|mới rồi|mới đây|gần nhất|gần đây|trước|vừa|cũ)"
)
_BEFORE = (
    rf"(?:(?:cho (?:{PERSONS}) hỏi|hỏi|thế|vậy|à|ơ|ấy|mà|xem|kiểm tra|{PERSONS}|cái|mấy|những|các|của|này"
    rf"|ấy|đó|kia|đấy"
    rf"|{_NOTICE}|{_PAST}|đã|rồi|thì|là|bị|được|gửi|không biết|chẳng biết|biết|lại|còn|có|do|bởi) )*"
)
_BEHIND = (
    rf"(?: (?:rồi|chưa|không|vậy|thế|nhỉ|hả|à|ạ|đấy|đó|đây|cháu|em|con|trợ lý|{PERSONS}|được|tin|{_NOTICE}"
    rf"|hết|cả|{_PAST}"
    r"|đi|xong|nào|ấy|này|kia|của|nữa|luôn|sao|hay|đâu|lại|chứ))*"
)
_SENT = r"(?:gửi|nhắn|báo|chuyển|thông báo|phát|đăng)"
_TO = r"(?:cho|tới|đến|được cho|đi cho)"
_HAVE = r"(?:nhận|đọc|xem|biết|thấy|trả lời|phản hồi|hồi âm|nghe|mở)"
_COUNT = r"(?:mấy|bao nhiêu|những|có bao nhiêu|được mấy)"
_DELIVERED = pattern(
    rf"{_BEFORE}(?:{_COUNT} (?:người|hội viên|ai|nhà|hộ)(?: (?:đã|được|có|thì|chưa|không))* {_HAVE}"
    rf"|(?:có |còn |những )?ai(?: (?:đã|được|có|chưa|không|mà))* {_HAVE}"
    rf"|(?:chưa|không|chẳng|đã|có)(?: có)? ai {_HAVE}|(?:mọi người|bà con|hội viên|các cụ|tất cả) (?:đã "
    rf"|được )*{_HAVE}(?= .*(?:chưa|không))"
    rf"|{_SENT}(?: được| đi)?(?= (?:chưa|xong chưa|đi chưa|rồi (?:à|hả|phải không|chưa)))"
    rf"|(?:đến|tới) (?:nơi|máy|tay|nhà|mọi người|bà con|hội viên|ai|những ai|mấy người|bao nhiêu người)"
    rf"|(?:trùng|lặp|hai lần|2 lần|mấy lần)(?= (?:à|hả|không|chưa|sao|nhỉ|rồi)|$))"
    rf"{_BEHIND}"
)
_READERS = pattern(
    rf"{_BEFORE}{_SENT}(?: \w+)? {_TO} (?:những |các )?(?:ai|mấy người|bao nhiêu người)(?: \w+){{0,3}}"
)
_REPORTED = words_pattern(rf"{_PAST}|rồi|đã")
_COST = pattern(
    rf"{_BEFORE}(?:{_SENT} )*(?:{_NOTICE} )*(?:thì )?(?:có |bị |phải )*(?:mất|tốn|trả"
    rf"|tính)(?: bao nhiêu)? (?:tiền|phí|cước)"
    rf"(?: (?:bao nhiêu|mấy))?{_BEHIND}"
)
_WHEN = pattern(
    rf"{_BEFORE}(?:(?:khi nào|bao giờ|lúc nào|mấy giờ|chừng nào|hôm nào|bao lâu)(?: (?:thì|mới|được|là|nữa"
    rf"|{_NOTICE}|sẽ))*"
    rf" (?:{_SENT}|đến|tới)(?: (?:được|đi|tới|đến|nơi|mọi người))*|{_SENT}(?: đi)? (?:lúc nào|khi nào"
    rf"|mấy giờ|bao giờ))"
    rf"{_BEHIND}"
)
_PICTURE = pattern(
    rf"{_BEFORE}(?:có )?(?:thể )?(?:{_SENT} )?(?:được )?(?:kèm )?(?:ảnh|hình|tấm ảnh|video|phim|giấy mời"
    rf"|file|tệp|văn bản|giọng nói)"
    rf"(?: kèm)? (?:được )?(?:không|có được không|kiểu gì|thế nào|ra sao|sao){_BEHIND}"
)
_ONE = pattern(
    rf"{_BEFORE}(?:thể )?(?:chỉ )?{_SENT}(?: được)?(?: riêng)?(?: (?:cho|tới|đến))? ?(?:riêng )?(?:một|1"
    rf"|từng|mỗi|vài|mấy|hai|2)"
    rf"(?: mình)? ?(?:người|hội viên|tổ|nhóm|ông|bà)?(?: \w+){{0,2}} (?:được |có được )?không{_BEHIND}"
)
_SPEAKS_OF_NOTICE = words_pattern(_NOTICE)
_LONGEST = 14
"""words; a longer text was written to be read"""
_KINDS = (
    (NoticeQuestion.ONE, _ONE),
    (NoticeQuestion.COST, _COST),
    (NoticeQuestion.PICTURE, _PICTURE),
    (NoticeQuestion.WHEN, _WHEN),
    (NoticeQuestion.DELIVERED, _DELIVERED),
)


def asked_of_notices(said: Said, *, writing: bool) -> NoticeQuestion | None:
    """What is asked about notices, None where it is something else, such as the text of one.

    `writing`: a notice is being written, so that it need not be said what is asked about.
    """
    if len(said.tokens) > _LONGEST or not (writing or _SPEAKS_OF_NOTICE.search(said.words)):
        return None
    ways = {said.words, peeled(said)}
    if any(_READERS.fullmatch(words) for words in ways):
        past = _REPORTED.search(said.words) is not None
        return NoticeQuestion.DELIVERED if past else NoticeQuestion.READERS
    return next((kind for kind, fits in _KINDS if any(fits.fullmatch(words) for words in ways)), None)


_READ_BY = words_pattern(
    r"bà con|mọi người|các (?:cụ|bác|ông|bà|cô|chú|anh|chị|hội viên)|hội viên|ông bà|ai|cả nhà|quý vị|ạ"
)


def asks_itself(said: Said) -> bool:
    """Whether a short text asks something, and nobody it may be written for: "có cần ghi tên không"."""
    parts = clauses(said)
    return bool(parts) and parts[-1].asks and not _READ_BY.search(said.words)
