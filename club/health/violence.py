"""Somebody is beaten or threatened: no alarm to the family, of whom it may be one, but whom to call."""

from __future__ import annotations

from club.health.danger import named
from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_WHO = (
    r"chồng|vợ|con(?: trai| gái| rể| dâu| cả| út)?|cháu|thằng \w+|nó|chúng nó|bố|cha|mẹ|ông(?: ấy| xã"
    r"| nhà)?|lão"
    r"|anh(?: ấy| trai)?|em|hàng xóm|người ta|họ!|bọn nó|bà|người yêu|bố chồng|mẹ chồng"
)
_NOT = r"(?:không|chẳng|chả|chưa|hết|đừng|thôi)"
_WHOM = r"tôi|tui|tao|mình|em|mẹ|má|bố|bà|ông|con|cháu|vợ|chồng|chị|cô!|nó"
_BEATS = (
    r"đánh(?: đập| đuổi)?(?! (?:bài|cờ|xe|răng|máy|điện|trống|cồng|chiêng|bóng|cầu|cá|bạc|giá|phấn|thức|đổi))"
    r"|đập|đấm|tát|đạp|bạo hành|hành hung|ngược đãi|bóp cổ|đá!"
)
_THREATENS = r"(?:doạ|đòi|định) (?:giết|đánh|chém|đốt)|(?:cầm|vác|xách) dao (?:đuổi|doạ|đòi|chém)|đuổi đánh"
VIOLENCE = words_pattern(
    rf"(?:{_WHO})(?: (?!{_NOT}\b)\w+){{0,4}} (?:{_BEATS}) (?:đau |chửi )?(?:{_WHOM})(?! (?:ván|bài|thua"
    rf"|thắng|thức))"
    rf"|bị (?:{_WHO})(?: \w+){{0,3}} (?:{_BEATS})"
    rf"|(?:chồng|vợ|con trai|con rể|con dâu|nó)(?: (?!{_NOT}\b)\w+){{0,2}} đánh(?: đau| đập| nữa| hoài"
    rf"| suốt| quá| rồi"
    rf"| lắm)*$"
    rf"|bị (?:đánh|đấm|tát!|bạo hành|hành hung|ngược đãi|bóp cổ|đuổi đánh|doạ giết)(?! (?:giá|thuế|cắp|bài))"
    rf"|(?:{_WHO})(?: \w+){{0,2}} (?:chửi mắng|mắng chửi|chửi bới|chửi rủa|hắt hủi)"
    rf"|(?:bị )?(?:{_WHO})(?: \w+)? đuổi(?: \w+)? (?:ra khỏi|khỏi|ra) (?:nhà|đường)"
    rf"|{_THREATENS}|đánh (?:{_WHOM}) (?:đau|chảy|bầm|tím|suốt|hoài|quá)|bạo lực gia đình"
)


def beaten(said: Said) -> bool:
    """Whether somebody is beaten or threatened now."""
    return bool(named(said, {"violence": VIOLENCE}).said)
