"""Whether somebody comes to a meeting, by what they said."""

from __future__ import annotations

import re

from club.meetings.others import of_another
from club.vietnamese.clauses import DENIED, DONT, Clause, clauses
from club.vietnamese.marks import words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said
from club.vietnamese.yesno import Agreement, agreement

_COME = (
    "đi|đến|[t]oHiS|ra|lên|xuống|qua|sang|[d]uHJ|tham dự|tham gia|có mặt|góp mặt|ghé|vô|vào|gặp|đưa|chở"
    "|theo|họp"
    "|sinh hoạt|đăng ký|rảnh|về họp"
)
_BUSY = (
    "[b]aCnJ(?! (?:tâm|bịu chi))|[b]aCn(?= (?:rồi|việc|lắm|quá|không|mai)|$)"
    "|[b]an(?= (?:rồi|việc|lắm|gặt|cấy|không|nên|quá|mai|hôm|buổi|ra đồng|đi làm|trông|làm)|$)"
)
_CANNOT = words_pattern(
    r"muốn (?:đi|đến|tham gia)(?: \w+)? (?:mà|nhưng) (?:đau|ốm|mệt|bận|chân|không|chưa|con"
    r"|cháu|chồng|vợ|nhà).*"
    rf"|(?:{DENIED})(?: (?:thể|có|muốn|sẽ|kịp|ai|còn|được|tiện|cần|chắc))* (?:{_COME}|được|về|tiện|khoẻ|xe"
    rf"|người)"
    rf"|(?:{DENIED}) [t]oi (?:được|nổi|kịp)|(?:{_COME})(?: \w+)? (?:{DENIED}) (?:được|nổi"
    rf"|kịp)|(?:{DONT}) (?:đợi|chờ|tính)|{_BUSY}|kẹt|vướng"
    rf"|vắng|nghỉ"
    r"|mắc (?:việc|công|chuyện|bận|đám|giữ|trông|rồi|con|cháu|lúa|mưa|lũ)|mắc$|kiếu|cáo (?:lỗi|từ|ốm)|hết xe"
    r"|xin (?:thôi|khất|hoãn|phép không)|(?:hẹn|để) (?:buổi|hôm|lần|dịp|kỳ|tháng) (?:sau|khác)"
    r"|có (?:đám|giỗ|khách|cỗ|việc)|đám (?:cưới|ma|giỗ|tang|hiếu|hỏi)|về quê|(?:lên|đi|ra) (?:nương|rẫy"
    r"|ruộng|viện)"
    r"|đi (?:bệnh viện|khám|chợ|xa|công chuyện|gặt|cấy|ăn cưới|đám|huyện|tỉnh|làm)|ở (?:nhà|viện)|nằm"
    r"|nhập viện"
    r"|(?:đi|ở|về|xuống|ra) hà nội|phải (?:trông|ở|giữ|chăm|làm)"
)
_PRESENT_AFTER_ALL = words_pattern(
    rf"(?:{DENIED}|{DONT})(?: (?:có|hề|còn|phải|bị))* (?:bận|vắng|mắc|kẹt|nghỉ|vướng|quên|ốm)(?: \w+){{0,2}}"
    rf"|(?:{DENIED}|{DONT})(?: (?:có|bao giờ|khi nào|dám|bị|để))* (?:{_COME})(?: họp)? (?:trễ|muộn|chậm)"
    rf"(?= (?:đâu|mô|giờ|nhé|nha|ạ|nữa|{PERSONS})(?!\w)|$)"
)
_MUST_COME = words_pattern(
    rf"(?:{_COME})(?: \w+)? (?:chứ|chớ) sao(?: (?:{DENIED}))?"
    rf"|(?:sao|làm sao|răng)(?: \w+)? (?:{DENIED}) (?:{_COME})|(?:{DENIED}) (?:{_COME}) (?:sao|thì sao"
    rf"|răng) được"
    rf"|(?:{DENIED}) (?:{_COME})(?: \w+)? thì (?:lấy |còn |có )?ai (?:{_COME}|lo|làm|thay)"
    rf"|(?:{DENIED}) (?:{_COME})(?: thì)? (?:{DENIED}) được|(?:{DENIED}) thể (?:{DENIED})"
    rf"|(?:thế nào|kiểu gì|bằng giá nào|gì thì gì|mưa gió)(?: \w+)? (?:cũng|vẫn) (?:\w+ )?(?:{_COME})"
)
_RHETORICAL = words_pattern(
    r"(?:có|nào)(?: \w+){0,2}? (?:đi|đến|ra|khoẻ|sức|được|nổi)(?: (?:được|nổi"
    r"|họp))* đâu(?: mà \w+(?: \w+)*)?$"
    r"|^(?:tôi |tui |bà |ông |mình )?đâu (?:có |mà )?(?:đi|đến|ra) (?:được|nổi)|nào có (?:đi|đến"
    r"|ra) (?:được|nổi)"
)
""" "có đi được đâu" asks nothing and means no """
_EITHER_WAY = words_pattern(
    rf"^thôi đi (?:{DENIED}|{DONT})(?: \w+)? đổi|^(?:{PERSONS} )?chắc(?: là)? (?:{_COME})$"
    rf"|(?:đi|đến)(?: họp)? được (?:nhưng|có điều|mỗi tội|song)(?: mà)? (?:{DENIED})(?: có)? (?:ai|người|xe"
    rf"|biết)"
)
_WENT = words_pattern(
    r"(?:đi|đến|dự) họp(?: về)? rồi|họp (?:xong|về)(?: rồi)?(?:$| (?:vui|đông|hay|mệt))|(?:đi|dự) họp về"
)
_UNDECIDED = words_pattern(
    r"(?:được|khoẻ|rảnh|mưa|nắng|xe|đỡ|tạnh|xong|tiện|kịp|khỏi|hết đau|chở|rủ|cho)(?: \w+)? thì"
    r"|để (?!(?:buổi|hôm|lần|kỳ|tháng) (?:sau|khác))\w.*|hình như|có lẽ|có khi(?! nào)|xem (?:đã|sao"
    r"|thế nào)|coi đã|khoan"
    r"|may ra"
    r"|đợi|mai trả lời|tính sau|chắc là|chắc (?:đi|đến|có)|chắc được|có thể|tuỳ|nếu|chưa (?:biết|chắc|rõ"
    r"|quyết)"
    rf"|(?:{DENIED}) (?:biết|chắc|rõ)|chờ xem|không phải (?:là )?(?:không|vắng)|không ai (?:đi|đến) (?:à|ạ"
    rf"|hả|sao)"
)
_PAST = words_pattern(
    r"hôm qua|hôm nọ|hôm trước|tuần trước|tháng trước|buổi trước|lần trước|kỳ trước|năm ngoái|hồi|vừa|mới"
    r"|lịch"
)
_INSTEAD = words_pattern(r"(?:đi|đến|họp|dự|ra) (?:thay|hộ|giùm)(?: (?:tôi|bà|ông|mẹ|bố|em))?")
"""said of somebody else"""
_BESIDE = (
    rf"{_COME}|{PERSONS}|trai|gái|nhà|nó|được|sẽ|vẫn|cũng|thì|chứ|chớ|nhé|nha|nghen|ạ|dạ|vâng|ừ|ok|có"
    rf"|nhất định|cố"
    r"|gắng|ráng|mai|ngày|hôm|này|đó|ấy|nay|kia|tuần|buổi|lần|sáng|trưa|chiều|tối|thứ|đúng|giờ|muộn|trễ|sớm"
    r"|cùng|với"
    r"|và|cả|hai|một|mình|cho|xin|muốn|thích|rồi|đấy|mà|luôn|thôi|lắm|câu lạc bộ|clb|hội|hội trường|văn hoá"
    r"|bà con"
    r"|mọi người|\d{1,2}|phút|tiếng|chỗ|chút|tí|không|sao|nào|tên|suất|tính|ghi|vợ chồng|cô bác"
    r"|chắc chắn|ngay"
    r"|thật|tất"
    r"|mấy|sẵn sàng|chân|đau|mưa"
)
"""words that stand beside a verb of coming in an answer"""
_EXPECTED = words_pattern(_BESIDE)
_COMES = words_pattern(
    rf"(?:đi|đến|[t]oHiS|[d]uHJ|tham dự|tham gia)(?= (?:{_BESIDE})(?!\w)|$)|có mặt|góp mặt|đăng ký|rảnh"
    rf"|ghi tên|một suất"
    "|(?:ra|lên|xuống|về|vô|vào|ghé|gặp)(?= (?:được|họp|nhé|nha|chứ|nhà|hội trường|câu lạc bộ)|$)"
    "|tính (?:cả )?tôi"
)


def _is_about_coming(words: str) -> bool:
    """Whether a verb of coming stands among words of such answers; "tôi đi bộ mỗi sáng" is a story."""
    return bool(_COMES.search(words)) and len(_EXPECTED.sub("", words).split()) <= 1


def _vote(part: Clause) -> bool | None:
    """What one part says: True for coming."""
    words = part.raw
    present = _PRESENT_AFTER_ALL.search(words)
    if present:
        rest = words[: present.start()] + words[present.end() :]
        return None if _CANNOT.search(rest) else True
    if _CANNOT.search(words):
        return False
    return True if _is_about_coming(words) else None


def rsvp(said: Said, writer: str = "") -> bool | None:
    """True for coming, False for staying away; None for a question, a doubt, and what says neither.

    `writer`: the full name of who writes; what is said of others alone is no answer of theirs.

    The last part that says something decides: "tuần trước tôi bận, lần này đến được".
    """
    if re.fullmatch("vang", peeled(said)) or either_way(said) or went(said):
        return None
    found: list[bool] = []
    parts = clauses(said)
    own = [part for part in parts if not of_another(part, said, writer)]
    for part in own:
        if _MUST_COME.search(part.raw):
            found.append(True)
        elif _RHETORICAL.search(part.raw):
            found.append(False)
        elif _UNDECIDED.search(part.raw) or part.asks:
            return None
        elif not _PAST.search(part.raw) and not _INSTEAD.search(part.raw):
            vote = _vote(part)
            if vote is not None:
                found.append(vote)
    if found:
        return found[-1]
    if len(own) < len(parts):
        return None
    answer = agreement(said)
    return answer is Agreement.YES if answer in (Agreement.YES, Agreement.NO) else None


def either_way(said: Said) -> bool:
    """Whether an answer may be a yes as well as a no: "thôi đi, không thay đổi nữa", "chắc là đi"."""
    return bool(_EITHER_WAY.search(said.words))


def went(said: Said) -> bool:
    """Whether a meeting that is over is told of: "bà đi họp rồi, vui lắm"."""
    return bool(_WENT.search(said.words))


def hesitates(said: Said) -> bool:
    """Whether coming is left open: "để xem đã", "chưa biết có đi được không", "chắc là không"."""
    return any(_UNDECIDED.search(part.raw) or part.puts_off or part.doubts for part in clauses(said))
