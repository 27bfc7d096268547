"""What stands beside the answer to who pays, and to how much: "bà Ón, 560 nghìn, hôm nay"."""

from __future__ import annotations

from club.errors import ClubError
from club.money.amounts import clear, mentions
from club.money.repayment_lines import NameAndAmount, has_several, split_name
from club.vietnamese.clauses import DENIED, clauses
from club.vietnamese.marks import pattern, plain, words_pattern
from club.vietnamese.said import Said, hear

_TITLED = words_pattern(
    r"(?:ông|bà|cụ|bác|cô|chú|anh|chị) (?!ấy|này|kia|ta|đó|gửi|trả|đưa|nộp|đóng|mang|có"
    r"|hỏi)(?P<name>[^\W\d]+)"
)
_DENIES = words_pattern(
    rf"{DENIED}|đừng|nhầm|sai|hẹn|khất|nếu|sẽ|mai|bao nhiêu|mấy|nợ|còn!|còn (?:nợ|thiếu|lại)|thiếu|thừa|tổng"
    r"|gì đó|khoảng|chừng|tầm"
)
_HANDS_OVER = words_pattern("đưa|trả|gửi|nộp|đóng|mang|nhận")
_NOT_THAT = pattern(
    r"^(?:(?:không phải|không|nhầm|nhầm rồi|sai|sai rồi|à|ơ|ấy|thôi|chết|khoan)"
    r"(?: (?:thế|vậy|đâu|số (?:đó|ấy)))?\s*[,.;:]+\s*)+"
)


_OWES = words_pattern(
    r"nợ|vay|trễ|quá hạn|chậm trả|trả chậm|khất"
    r"|(?:trả|nộp|đóng)(?: (?:nợ|tiền|gốc|lãi|kỳ này|tháng này|đủ|hết|được|xong))* chưa"
    r"|(?:chưa|không|không thấy) (?:trả|nộp|đóng)"
)
_NOT_OF_LOAN = words_pattern(
    r"cho (?:\w+ ){1,3}(?:vay|mượn)|cho vay|hội phí|quỹ|muốn|xin|định|cần|tôi|nhắc|báo"
)
_LONGEST = 9


def borrower_asked_about(said: Said) -> str:
    """The one whose loan is asked about by whoever keeps it: "bà Ón trễ mấy ngày rồi", "bà Ón trả chưa"."""
    words = said.words
    found = {match["name"] for match in _TITLED.finditer(words)}
    asks = any(part.asks for part in clauses(said)) or words_pattern("chưa|mấy|bao nhiêu").search(words)
    if len(found) != 1 or len(said.tokens) > _LONGEST or any(c.isdigit() for c in said.normal) or not asks:
        return ""
    return plain(found.pop()) if _OWES.search(words) and not _NOT_OF_LOAN.search(words) else ""


def asks_how(said: Said) -> bool:
    """Whether it is a question instead of an answer: "thu nợ kiểu gì"."""
    return "?" in said.normal or any(part.asks for part in clauses(said))


def payer_line(said: Said) -> NameAndAmount:
    """The one who is named with a title, and the sum; empty where it is not certain which."""
    found = {match["name"] for match in _TITLED.finditer(said.words)}
    amount = _one_sum(said)
    if len(found) != 1 or _DENIES.search(said.words) or not amount:
        return NameAndAmount("")
    return NameAndAmount(plain(found.pop()), amount)


def sum_beside(said: Said) -> str:
    """The only sum of a longer answer, as it was typed; empty where it is denied, or one of several."""
    left = _NOT_THAT.match(said.spoken)
    if left is not None:
        words = len(hear(said.normal).spoken[: left.end()].split())
        rest = hear(" ".join(said.normal.split()[words:]))
        return "" if _DENIES.search(rest.words) else rest.normal
    told = _HANDS_OVER.search(said.words) is not None and "?" not in said.normal
    return _one_sum(said) if told and not _DENIES.search(said.words) else ""


def _one_sum(said: Said) -> str:
    line = said.spoken
    try:
        found = [one for one in mentions(line) if clear(one, line)]
    except ClubError:
        return ""
    return split_name(said).amount if len(found) == 1 and not has_several(line) else ""


_RATE_ASKED = words_pattern(
    r"lãi(?: suất)?(?: \w+){0,6} (?:bao nhiêu|mấy|cao nhất|tối đa)(?: \w+){0,6}"
    r" (?:được phép|cho phép|đúng luật|luật|là được|thì được|hợp pháp|tối đa)"
    r"|lãi(?: suất)? (?:cao nhất|tối đa)(?: \w+){0,4} (?:bao nhiêu|mấy)"
    r"|luật(?: \w+){0,4} lãi(?: \w+){0,4} (?:bao nhiêu|mấy)"
)


def asks_of_rate(said: Said) -> bool:
    """Whether it is asked which interest the law allows: "lãi bao nhiêu là được phép"."""
    return _RATE_ASKED.search(said.words) is not None
