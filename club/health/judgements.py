"""Questions about what was measured, and after somebody's health, in which no number stands:
"có cao không", "mẹ tôi dạo này thế nào", and "tôi đo rồi" without the numbers.
"""

from __future__ import annotations

from club.vietnamese import persons
from club.vietnamese.marks import pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said

_LONGEST = 12
"""words; a longer text is a story"""
_NO = "không|hông|ko|hôn|chăng"
_IT = (
    r"(?:thế|vậy|rứa|như (?:thế|vậy|rứa)|này|đó|đấy|ấy|kia|số|chỉ số|kết quả|huyết áp|ha|nó|con|cái|đo"
    rf"|vừa rồi|thì|là|của|mạch|hôm nay|nay|mà|liệu|hỏi|cho|xem|{PERSONS}|tui)"
)
_STATE = (
    r"(?:(?:bị|hơi|quá|lắm|gì|đáng lo|bình thường|tăng|tụt|hạ)? ?"
    r"(?:cao|thấp|ổn|tốt|bình thường|nguy hiểm|sao|đáng lo|lo|tăng|tụt|xấu|được|việc gì|vấn đề gì|nặng|đẹp))"
    r"(?: (?:lắm|quá|gì|mấy|nhiều))*"
)
_JUDGED = pattern(
    rf"(?:{_IT} )*(?:"
    rf"(?:có )?{_STATE} (?:{_NO})"
    rf"|(?:cao|thấp|tốt|xấu|ổn|bình thường|tăng) hay (?:là )?(?:cao|thấp|xấu|tốt|bình thường|{_NO}|hạ|tụt)"
    r"|(?:thế nào|ra sao|sao)(?: (?:rồi|vậy|thế))?|có phải (?:là )?(?:bị )?(?:cao|thấp)(?: huyết áp)?"
    rf"(?: (?:{_NO}))?|(?:cao|thấp|bình thường) (?:à|ạ|hả|chứ|nhỉ|chưa)|đã cao chưa|bao nhiêu là (?:cao|thấp)"
    rf")(?: (?:{_IT}|hả|nhỉ|vậy|thế|rồi|ạ))*"
)
_ONLY_HOW = pattern(r"(?:thế nào|ra sao|sao|được không|sao không)(?: .*)?")
"""too little by itself: "thế nào" may be said of anything"""
_AFTER = pattern(
    r"(?:.* )?(?:"
    r"(?:dạo này|hôm nay|mấy hôm nay|bữa nay|lâu nay|giờ|nay|độ này|ở nhà)(?: (?:thì|đã|có|còn))*"
    r" (?:thế nào|ra sao|sao|như nào|sao rồi|thế nào rồi|khoẻ không|ổn không)"
    r"|(?:thế nào|ra sao|sao|như nào) rồi"
    rf"|(?:có|còn|vẫn|đã|dạo này|hôm nay)?(?: (?:vẫn|còn|được|hôm nay|dạo này))*"
    rf" ?(?:khoẻ|ổn|mệt|bình thường)(?: mạnh)? (?:{_NO}|chưa|chứ)"
    rf"|(?:đã |có |hôm nay |sáng nay )*(?:đo|ghi)(?: huyết áp| ha)?(?: (?:hôm nay|sáng nay|gì))?"
    rf" (?:chưa|{_NO})"
    r")(?: (?:ạ|vậy|thế|rồi|hả|nhỉ|cháu|em|con|trợ lý|ơi|nhé))*"
)
_MEASURED = pattern(
    rf"(?:(?:{PERSONS}|tui|đã|vừa|hôm nay|sáng nay|chiều nay|tối nay|dạ|vâng|máy|cái) )*"
    r"(?:mới (?:đi )?đo(?: (?:huyết áp|ha|máy|cho mẹ|cho bố|lại|được))*|(?:đo|đi đo)"
    r"(?: (?:huyết áp|ha|máy|cho mẹ|cho bố|lại|được))*(?: (?:rồi|xong|xong rồi|lúc nãy|hồi nãy|sáng nay))+)"
    rf"(?: (?:{PERSONS}|ạ|nhé|đấy|đó|nha|mà|cơ|chứ|rồi|xong|lúc nãy|hồi nãy|sáng nay|hôm qua|tối qua"
    rf"|chiều nay))*"
)


def judges_reading(said: Said) -> bool:
    """Whether what was measured is asked about: "cao không cháu", "thế là cao hay thấp"."""
    words = peeled(said)
    if len(said.tokens) > _LONGEST or any(c.isdigit() for c in words) or _ONLY_HOW.fullmatch(words):
        return False
    return _JUDGED.fullmatch(words) is not None


def asks_after(said: Said) -> bool:
    """Whether the health of somebody else is asked after: "mẹ tôi dạo này thế nào", "me em do chua"."""
    if len(said.tokens) > _LONGEST or any(c.isdigit() for c in said.words):
        return False
    others = persons.of(said).others
    return len(others) == 1 and (others[0].kin in _KIN or bool(others[0].name)) and _asks(said)


def _asks(said: Said) -> bool:
    return _AFTER.fullmatch(said.words) is not None


_KIN = {"mẹ", "bố", "vo", "chong", "ong noi", "ba noi", "ong ngoai", "ba ngoai", "noi", "ngoai"}


def tells_measured(said: Said) -> bool:
    """Whether somebody says that they measured, and no number: "tôi đo rồi"."""
    return (
        len(said.tokens) <= _LONGEST
        and not any(c.isdigit() for c in said.words)
        and any(_MEASURED.fullmatch(words) for words in (peeled(said), said.words))
    )
