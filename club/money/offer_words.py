"""What is said below the offer of a loan beside yes and no: questions, another sum, wanting time."""

from __future__ import annotations

from enum import StrEnum

from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.hesitation import waits
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

LONGEST = 14
"""words; who says more tells of something"""
_HOW_MUCH = r"(?:bao nhiêu|mấy|bao lâu|thế nào|ra sao|khi nào|bao giờ|lúc nào|nào|hôm nào|chừng nào|làm sao)"
_TERMS = words_pattern(
    rf"(?:lãi|tiền lãi|lãi suất|trả|đóng|nộp|vay|gốc|kỳ đầu|kỳ hạn|hạn|mỗi tháng|một tháng"
    rf"|hằng tháng)(?: \w+){{0,3}}?"
    rf" {_HOW_MUCH}"
    rf"|(?:tháng|ngày|hôm|bữa|năm) (?:nào|mấy)(?: \w+){{0,2}} (?:trả|đóng|nộp)"
    rf"|bao lâu(?: \w+){{0,2}} (?:trả|xong)"
    r"|(?:đồng ý|nhất trí|ưng) (?:cái |việc |chuyện )?(?:gì|chi|nào)|(?:khoản|cái) (?:gì|nào) (?:đây|thế|vậy)"
    r"|có (?:phải )?lãi không|lãi (?:cao|nhiều|nặng) không"
)
_IF_NOT = words_pattern(
    rf"(?:{DENIED}) (?:đồng ý|nhận|vay|ưng|chịu|lấy)(?: \w+){{0,2}}? thì (?:sao|thế nào|làm sao|răng|có sao"
    rf"|bị)"
    rf"|(?:{DENIED}) (?:đồng ý|nhận|vay) (?:có sao|có bị|là sao)"
)
_OTHER_SUM = words_pattern(
    rf"(?:{DENIED}|{DONT}) (?:vay|mượn|lấy|nhận)(?: tiền)? (?:nhiều|lắm|ngần|từng)"
    rf"|(?:vay|mượn|lấy|xin|cần)(?: tôi)? (?:có|mỗi|chỉ|chừng|khoảng)? ?\d+(?: \w+){{0,2}} thôi"
    rf"|chỉ (?:xin |muốn |cần )?(?:vay|mượn|lấy)(?: \w+){{0,3}} (?:triệu|tr|nghìn|ngàn|k)"
    r"|(?:nhiều|ít|to) (?:quá|thế|vậy|lắm)|bớt (?:đi|xuống|lại)|sai số tiền"
)
_OTHERS_SAY = words_pattern(
    rf"(?:con|cháu|chồng|vợ|nhà|ông|bà|mẹ|bố|anh|chị|em|nó)(?: (?:gái|trai|dâu|rể|tôi|tui|nhà|ấy|xã))*"
    rf" (?:bảo|nói|dặn|khuyên|can|kêu|muốn)(?: \w+)? (?:{DONT}|{DENIED}|khoan|thôi)"
)
_EITHER = words_pattern(rf"(?:{DENIED}) vay(?: \w+)? thì (?:ai|lấy|còn|biết|làm)")


class AboutOffer(StrEnum):
    """What is wanted to be known or said."""

    TERMS = "terms"
    IF_NOT = "if_not"
    OTHER_SUM = "other_sum"
    TIME = "time"
    EITHER = "either"


def about_offer(said: Said) -> AboutOffer | None:
    """What is said of an offered loan beside yes and no; None for those, and for anything else."""
    if len(said.tokens) > LONGEST:
        return None
    for kind, words in (
        (AboutOffer.IF_NOT, _IF_NOT),
        (AboutOffer.EITHER, _EITHER),
        (AboutOffer.TERMS, _TERMS),
        (AboutOffer.OTHER_SUM, _OTHER_SUM),
        (AboutOffer.TIME, _OTHERS_SAY),
    ):
        if words.search(said.words):
            return kind
    return AboutOffer.TIME if waits(said) else None
