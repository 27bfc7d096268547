"""Words of time that cannot be placed on a day: "tuần trước", "hôm nọ", "hồi nằm viện"; they are asked."""

from __future__ import annotations

import re

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.numbers import BELOW_SIXTY

_HOM = "ho[C]m[R]"
_THAT = "(?:[d][D]?o[S]|đấy|ấy)"
""" "hổm" and "đó" with their tone, which else are "hôm" and "đo" """
VAGUE = words_pattern(
    r"(?:mấy|vài|những|mọi|các|nhiều|dăm) (?:hôm|bữa|ngày|tuần|tháng|năm|buổi|lần)(?: (?:nay|trước|rồi|qua"
    r"|rày|này|gần đây))?"
    r"|(?:lần|đợt|hồi|bữa|kỳ) (?:đi )?(?:tái )?(?:khám|kiểm tra)(?: (?:trước|rồi|nọ))?"
    r"|(?:tuần|tháng|năm|mùa|vụ|quý) (?:trước|rồi|qua|ngoái|kia|vừa rồi|vừa qua|nọ|sau|tới)"
    r"|(?:đầu|giữa|cuối) (?:tuần|tháng|năm)(?: (?:trước|rồi|này|ngoái))?"
    rf"|(?:hôm|bữa|bận|ngày|đêm|buổi|sáng|chiều) (?:nọ|trước|{_HOM}|{_THAT}|nào|tê|rồi)"
    rf"|(?:hôm|bữa) (?:họp|khám|đi khám)|hôm bữa|bữa hôm|{_HOM}(?: rày)?|rày|có (?:hôm|bữa|khi|lần|lúc)"
    rf"|đôi khi|thỉnh thoảng|nhiều khi"
    rf"|dạo này|(?:dạo|độ|đợt|đợt họp|kỳ|kỳ họp|lần|hồi|lúc|khi|bận|thời|buổi họp|phiên) (?:trước|nọ|{_THAT}"
    rf"|xưa|trẻ|tết)|(?:năm|hồi) (?:19|20)\d\d"
    r"|hồi (?:tháng|năm) \d+|hồi còn \w+|dịp tết|hôm tết|tết|giáp tết|ra tết|trước tết|sau tết"
    rf"|(?:trước|sau) (?:đây|kia|{_THAT})|ngày xưa|hồi xưa|xưa|lâu (?:lắm )?rồi|lâu nay|bấy lâu nay|từ lâu"
    rf"|gần đây|mới đây"
    r"|(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|hôm|sáng|tối|buổi)|mọi (?:khi|hôm|ngày|lần)|thường ngày"
    r"|ngày thường"
    r"|(?:ngày|hôm|bữa|sáng|chiều|tối|đêm|lúc) nào(?: cũng)?|tháng (?:giêng|chạp|\d{1,2}|mười một|mười hai)"
    rf"|(?:cách đây|cách nay) (?:mấy|vài|\d{{1,2}}|{BELOW_SIXTY}) (?:tuần|tháng|năm)"
    rf"|(?:\d{{1,2}}|{BELOW_SIXTY}) (?:tuần|tháng|năm) (?:trước|rồi|nay)"
    r"|(?<!\d\s)(?<![\d/.,-])(?:[12]?\d|3[01]) (?:tây|dương)(?: lịch)?"
    r"|rằm|(?:mùng|mồng) (?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: âm| ta| âm lịch)?|âm lịch"
)
_OF_SEVEN = pattern(
    r"(?!\w|\s+(?:sáng|tối!|toi (?!(?:đo|con|được|la|\d))|kém|rưỡi|hơn|đúng|\d{1,2}(?!\d|/)"
    rf"|{BELOW_SIXTY}(?!\w)))"
)
NOW_LIKE_SEVEN = re.compile(
    r"(?<!luc )(?<!hoi )(?<!tam )(?<!vao )(?<!khoang )(?<!sang )(?<!\w)bay gio" + _OF_SEVEN.pattern
)
""" "bay gio" without marks is "bây giờ" where nothing beside it says that it is seven o'clock """
DAY_OF_LAST_MONTH = words_pattern(r"(?:ngày|hôm|mùng|mồng) \d{1,2} tháng (?:trước|rồi|qua|vừa rồi|này|nay)")
IN_HOSPITAL = words_pattern(
    r"(?:hồi|lúc|khi|đợt|dạo|thời|bữa|hôm)(?: (?:tôi|tui|mình|còn|đang|mới|phải|bị|đi|bà|ông|em|con))*"
    r" (?:(?:nằm|ra|vào|nhập|xuất|ở|đi) (?:bệnh )?viện|mổ|cấp cứu|tai biến|sinh đẻ)"
)
""" looked for before the hours: "hoi nam vien" is no five o'clock """
