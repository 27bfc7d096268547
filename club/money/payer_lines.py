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
