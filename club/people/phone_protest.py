"""The word of somebody who does not go along with the report that a phone is lost: "máy tôi đây mà"."""

from __future__ import annotations

from club.vietnamese.clauses import DENIED, DONT, clauses
from club.vietnamese.marks import words_pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said
from club.vietnamese.yesno import Agreement, agreement

_PHONE = "máy|điện thoại|đt|dt|sim|con máy|cái máy"
_WHOSE = rf"(?:(?:của )?(?:{PERSONS})(?: (?:nhà|ấy|này))? )?"
_STILL = words_pattern(
    rf"(?:{_PHONE}) {_WHOSE}(?:(?:có|vẫn|còn|đang|mà|thì|ở|luôn|cầm|trong) )*(?:đây|này|bên|tay|túi|nhà"
    rf"|mất đâu"
    rf"|dùng|giữ|bình thường)"
    rf"|(?:vẫn|còn|đang) (?:còn |đang )?(?:giữ|cầm|dùng|xài|có)(?: (?:\w+)){{0,2}} (?:{_PHONE}|đây)"
    rf"|(?:{DENIED}|đâu|đâu có|nào có|có) mất (?:đâu|mô|máy|điện thoại|gì|bao giờ)|(?:đâu có|nào có"
    rf"|làm gì có) mất"
    rf"|(?:{DENIED})(?: (?:có|hề|bị|phải))* mất|ai (?:bảo|nói|báo)(?: \w+){{0,3}} mất|mất bao giờ"
)
_AGAINST = words_pattern(
    rf"(?:{DENIED}) (?:đồng ý|nhất trí|chấp nhận|tin)|(?:{DONT}) (?:cấp|cho|đưa|đổi|làm|tin)"
    rf"|phản đối"
    rf"|từ chối|lừa đảo|lừa|kẻ gian|bịa|báo (?:nhầm|sai|láo|bậy)|nhầm (?:rồi|người)|sai rồi|dừng lại"
)
_CONFIRMS = words_pattern(
    r"^(?:đúng|phải|ừ|vâng|dạ|có|chuẩn)(?: (?:rồi|thế|ạ|đấy|mất))*(?!\w)(?! không)|bị (?:\w+ ){0,2}?(?:lừa"
    r"|lấy|cướp|trộm|móc)"
    r"|mất (?:máy |điện thoại )?thật|rơi (?:xuống|mất)|(?:kẻ gian|trộm|cướp) (?:\w+ )?(?:lấy|móc|giật)"
)
"""goes along with the report, or tells how the phone went"""
_SHORT, _LONGEST = 3, 20
"""words; a longer no may be about something else: "tôi không được khoẻ" """


def still_has_it(said: Said) -> bool:
    """Whether the phone is said to be there: "tôi có mất đâu", "máy tôi đây mà"; for whoever holds it."""
    return len(said.tokens) <= _LONGEST and _STILL.search(said.words) is not None


def protests(said: Said) -> bool:
    """Whether it is a no to the report; putting the answer off stops nothing."""
    if len(said.tokens) > _LONGEST or any(part.puts_off for part in clauses(said)):
        return False
    if _CONFIRMS.search(said.words):
        return False
    plain_no = agreement(said) is Agreement.NO and len(said.tokens) <= _SHORT
    return plain_no or _AGAINST.search(said.words) is not None or still_has_it(said)
