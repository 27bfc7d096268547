"""Fire, flood and landslide: one leaves for a safe place and calls 114, and 115 for whoever is hurt."""

from __future__ import annotations

from club.vietnamese.marks import words_pattern

_HOUSE = r"nhà|bếp|mái|bản|xóm|chuồng|gác|kho|sân|giường|cửa|nóc"
FIRE = words_pattern(
    rf"cháy!? (?:\w+ ){{0,2}}?(?:nhà|bếp|kho|chuồng|mái|xóm|bản|rừng|to quá|to rồi|to lắm|lớn|bình ga"
    rf"|bình gas)"
    rf"|^cháy rồi|cháy cháy|hoả hoạn|khói (?:\w+ ){{1,2}}nhà"
    rf"|nhà cháy!|(?:{_HOUSE}) (?:\w+ ){{0,3}}?(?:đang |bị |bốc |phát )+cháy"
    rf"|(?:{_HOUSE}) (?:\w+ ){{0,2}}?cháy!(?! (?:đen|ngon|đều|xém|khét|dở))"
    rf"|(?:nhà|bếp) (?:tôi|tui|em|mình|bà|ông|con|cháu)? ?cháy(?! (?:đen|ngon|đều|xém|khét|dở|hết (?:củi"
    rf"|ga)))|lửa (?:\w+ ){{0,2}}?(?:cháy|bén|lan|bốc"
    rf"|to quá)"
    rf"|bén lửa|bốc lửa|nổ (?:bình )?(?:ga|gas)|(?:ga|gas) (?:bị )?(?:nổ|cháy|xì|rò)"
)
FLOOD = words_pattern(
    rf"lũ (?:\w+ )?(?:cuốn|quét)|nước (?:\w+ )?cuốn|sạt lở|lở! (?:đất|núi|đồi)|(?:đất|núi"
    rf"|đồi) (?:\w+ )?(?:lở!|sạt)"
    rf"|(?:nước(?! (?:uống|sạch|máy|mắm|mắt|chè|giếng))|lũ(?! (?:trẻ|con|cháu|nhóc|trò|chúng|bạn"
    rf"|em)))(?: \w+){{0,4}} (?:vào|ngập|tràn|lên|dâng|tới"
    rf"|đến)(?: \w+){{0,3}} (?:{_HOUSE}|cổ|ngực"
    rf"|bụng|gối|nóc)"
    rf"|(?:{_HOUSE}) (?:\w+ ){{0,3}}?(?:ngập|bị lụt|chìm)(?: (?:nước|lũ|rồi|hết|sâu))+"
    rf"|ngập (?:\w+ )?(?:nhà|nóc)|ngập (?:tới|đến) (?:cổ|ngực|bụng|nóc|giường|mái)|(?:nước|lũ) dâng"
    rf"|lũ (?:về|lên|đến|tới)(?! muộn)|nước (?:suối|sông|lũ) (?:\w+ )?lên (?:nhanh|to|cao)"
    rf"|(?:đất|đá|bùn|núi|đồi)(?: \w+){{0,3}} (?:sập|trôi|đổ|lấp|ập|tràn)(?: \w+)? (?:vào |xuống "
    rf"|lên )?(?:{_HOUSE})"
    rf"|nhà (?:bị |sắp |đã |tôi )*(?:cuốn trôi|trôi mất|bị cuốn|bị vùi)|nhà (?:\w+ )?(?:đang"
    rf"|sắp) (?:bị )?ngập"
)
HOUSEHOLD = words_pattern(
    r"(?:bụng|ợ|nước (?:chua|bọt|tiểu|đái|dãi|mũi|mưa))(?: \w+){0,6}? (?:lên|vào|tới|đến)"
    r"|cháy! (?:đen|xém|khét|ngon|đều)|thịt cháy|cơm cháy|nồi cháy|bếp (?:đang )?cháy! (?:ngon|đều|tốt)"
    r"|(?:dập|tắt|dẹp)(?: \w+)? (?:rồi|xong)|lửa to quá(?: \w+){0,3} (?:thịt|cơm|cá|bánh|nồi)"
)
"""of the kitchen and the stomach, and what is out already: no house burns and no water rises"""
