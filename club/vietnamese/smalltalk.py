"""Thanks, greetings, goodbyes, kind questions, loneliness, worry: nothing that could be done is asked for."""

from __future__ import annotations

import re
from typing import Literal

from club.vietnamese import persons
from club.vietnamese.clauses import DENIED, DONT
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS
from club.vietnamese.said import Said

Talk = Literal[
    "thanks",
    "greeting",
    "goodbye",
    "bereaved",
    "how_are_you",
    "who",
    "anybody_there",
    "lonely",
    "worried",
    "how_to_join",
]

_LONGEST = 14
"""words; who says more tells of something"""
_THANKS = words_pattern(
    "(?:xin |chân thành |thành thật )*(?:cảm|cám) (?:ơn|tạ)|cảm tạ|biết ơn|đội ơn|mang ơn|cảm mơn|camon|tks"
    "|thks|thx"
    "|thanks?|thank you|quý hoá quá|tốt quá|tuyệt vời|hay quá|giỏi quá|ưng(?: cái)? bụng|ưng (?:lắm|quá|ghê)"
    "|hài lòng|vừa lòng|vừa ý|mát (?:lòng|ruột|dạ)|được việc"
    "|(?:thích|mừng|sướng|tiện|khéo|quý|vui) (?:quá|lắm|ghê)"
)
_GOODBYE = words_pattern(
    "tạm biệt|chúc ngủ ngon|ngủ ngon|bye(?: bye)?|bai bai|hẹn gặp lại|gặp lại sau|chào tạm biệt|g9|good night"
    "|đi ngủ đây|thôi nghỉ nhé"
)
_GREETING = words_pattern(
    "(?:xin |kính )?chào(?: (?:buổi )?(?:sáng|trưa|chiều|tối))?|alo|a lô|hi|hello|hế lô|helo|kính thưa"
    "|có ai đó không"
    "|chúc(?: \\w+)? (?:năm mới|sức khoẻ|buổi sáng|ngày mới|buổi tối)(?: (?:tốt lành|vui vẻ|an lành))?"
)
_BESIDE = words_pattern(
    rf"{PERSONS}|trợ lý|câu lạc bộ|clb|ban chủ nhiệm|chủ nhiệm|bot|ad|nhiều|lắm|nhé|nha|nghen|nhá|ạ|dạ|vâng"
    rf"|ừ|ok|rất|vì|đã|quá"
    r"|nhớ|nhắc|giúp|giúp đỡ|hộ|rồi|được|thôi|các|mấy|mọi người|cả nhà|bà con|thật|ơi|này|nghe|đấy|đó|thế"
    r"|you|very|much|so"
    r"|anh chị|bạn|đi|xin|với|sau|hôm nay|năm mới|sức khoẻ|vui vẻ|mạnh khoẻ|hen|nè|hỉ|hè|à|lời|tin|chúc"
)


_DIED = words_pattern(
    r"(?:đã|mới|vừa|cũng)? ?(?:mất|qua đời|chết|đi xa|khuất núi|khuất bóng|tạ thế|từ trần|không qua khỏi)"
    r"(?: (?:rồi|ạ|cháu|em|con|sáng nay|trưa nay|chiều nay|hôm nay|hôm qua|đêm qua|tối qua|hôm kia"
    r"|tuần trước|tháng trước"
    r"|năm ngoái|được \w+ (?:ngày|tháng|năm)))*$"
)

_DIZZY = words_pattern("chóng mặt")
""" "chong mat" side by side is "chóng mặt" far sooner than a husband's death"""
_MORTAL = pattern(
    rf"(?:(?:{PERSONS}|tui|thôi|dạ|ừ|trước sau|sớm muộn|kiểu gì|rồi|ai|mà|thì|là|thế|\d\d) )*(?:già|có tuổi"
    rf"|tuổi|chết|cũng)"
    rf"(?: (?:rồi|thì|cũng|sắp|phải|ai|đến lúc|là|chẳng|mấy nữa|mà))* chết(?: (?:thôi|mà|rồi|cả|hết|ạ"
    rf"|{PERSONS}))*"
)
"""how the old speak of their years: nobody is dying, and a warm word is missing"""
_WIDOWED = words_pattern(
    r"chồng mất (?:sớm|(?:(?:được|cách đây|hồi|từ) )?(?:\w+ )?năm(?: (?:ngoái|kia|trước|rồi|xưa|\d+))*)"
    r"(?: (?:rồi|ạ|cháu|con|em))*$"
)
_NOBODY_DIED = words_pattern(
    rf"(?:sợ|lo|suýt|tưởng|sắp|gần|nếu|lỡ|kẻo|{DENIED}|{DONT})(?: \w+){{0,2}} (?:chết|mất|qua đời|đi xa)"
    r"|(?:muốn|mong|đòi|mệt|cười|đói|khát|nóng|rét|lạnh|đau|buồn|vui|chán|tức|thèm|ngượng)(?: \w+){0,2} chết"
    r"|(?:chó|mèo|lợn|heo|bò|trâu|gà|vịt|ngựa|dê|cây|lúa|máy|xe|pin|điện)(?: \w+){0,4} (?:chết|mất)"
)
"""a way of speaking, a fear, or an animal: nobody is mourned"""

_BOT = r"(?:cháu|con|em|bạn|trợ lý|bot|cô|chú|mày|đằng ấy)"
_FIRST = rf"(?:(?:chào|dạ|này|thế|ơi|à|alo|dạo này|hôm nay|lâu nay|{_BOT}) )*"
_LAST = r"(?: (?:vậy|thế|đấy|đó|hả|ạ|nhỉ|hè|ta|cháu|con|em|rồi))*"
_KIND = pattern(
    rf"{_FIRST}{_BOT} (?:(?:có|dạo này|hôm nay|đã|vẫn|còn) )*"
    rf"(?:(?:mạnh )?(?:khoẻ|giỏi)(?: mạnh)?|ăn|ăn (?:cơm|sáng|trưa|tối|gì)|ngủ|ngủ (?:ngon|dậy)|vui|ổn)"
    rf" (?:không|hông|chưa|chứ){_LAST}"
    rf"|{_FIRST}{_BOT} đang làm gì{_LAST}"
)
_WHO = pattern(
    rf"{_FIRST}(?:{_BOT} tên(?: là)? (?:gì|chi)|tên {_BOT}(?: là)? (?:gì|chi)|{_BOT} là (?:ai|gì)|đây là ai"
    rf"|{_BOT} (?:mấy|bao nhiêu) tuổi|{_BOT} (?:là )?(?:con )?(?:của ai|nhà ai|người hay máy|máy hay người)"
    rf"|(?:là )?(?:người|người thật) hay (?:là )?máy|(?:là )?máy hay (?:là )?người(?: thật)?"
    rf"|ai (?:đấy|vậy|thế|đó|đang nói)){_LAST}"
)
_THERE = pattern(
    rf"{_FIRST}(?:có|còn)(?: ai| {_BOT})*(?: (?:ở|trong|bên))* (?:đó|đấy|đây|nhà|ấy|kia|nghe)"
    rf"(?: (?:máy|tôi|không|hông|chứ))+{_LAST}"
)
_LONELY = words_pattern(
    r"buồn(?: (?:chán|tủi|thiu|hiu|bã|rầu))?(?= (?:quá|lắm|ghê|thật|thiệt|vì|một|con|cháu|\w+ ai)|$)"
    r"|cô đơn|cô quạnh|hiu quạnh|lủi thủi|thui thủi|trống vắng|tủi thân"
    r"|nhớ (?:các |mấy |lũ |đứa |thằng )?(?:con cháu|con|cháu|cu|chồng|vợ|nhà|quê|ông ấy|bà ấy)"
    rf"|(?:{DENIED})(?: (?:có|còn|một))* ai(?: (?:để|nói|trò|chuyện|hỏi|han|thăm|tâm sự|bầu bạn|chơi|bên|cạnh"
    r"|cùng|với|đến|tới|ở|nhà|gì|ngó|ngàng|quan|tâm|nhớ))+"
    r"|(?:con cháu|con cái|con|cháu|chúng nó|tụi nó)(?: (?:tôi|nó|đều|thì))* (?:đi|ở)(?: (?:làm|ăn|học"
    r"|lấy chồng))*"
    r" (?:xa|hết|thành phố|tỉnh|nước ngoài|phố)(?: (?:xa|nhà|hết|cả))*"
    r"|(?:ở|có|còn|sống|ngồi)(?: (?:nhà|mỗi|lại))* (?:một|1) mình"
)
_WORRIED = pattern(
    rf"(?:(?:{PERSONS}|tui|dạ|thấy|đang|cứ|cũng|rất|hơi|ở xa|trong lòng|trong bụng) )*"
    r"(?:lo(?: lắng)?(?: cho)?|sốt ruột|bồn chồn|không yên(?: tâm| lòng)?|lo (?:lắm|quá) cho)"
    rf"(?: (?:{PERSONS}|tui|già|ở nhà|ở quê|một mình|lắm|quá|ghê|thật|thiệt|rồi|ạ|nữa|cho|mà|lo|nhà))*"
)
_BESIDE_LONELY = words_pattern(
    r"ghê|hết|cả|thiệt|ở nhà|một mình|mình|chỉ|có|tối|ngày|cứ|mà|thì|là|lại|và|vì|buồn|gì|nào|nữa"
    rf"|(?:{DENIED})(?: (?:có|còn|một))* ai"
)
_HOW_TO_JOIN = pattern(
    rf"{_FIRST}(?:(?:{PERSONS}) )*(?:(?:muốn|xin|cho|cần|được|có|thể|thì|làm|sao|để|thế nào|mới|định"
    rf"|{PERSONS}) )*"
    r"(?:(?:vào|vô|tham gia|gia nhập|đăng ký|xin vào|đăng ký vào|tham gia vào)"
    r"(?: (?:câu lạc bộ|clb|hội))?(?: (?:thì|phải|làm|sao|thế nào|cách nào|được|không|với|nhé|ạ|ở|đâu))*"
    r"|mã(?: số| câu lạc bộ| của câu lạc bộ)?(?: (?:này|ấy|đó))? (?:là (?:gì|chi|cái gì|sao)|gì|nào|ở đâu|đâu"
    r"|lấy (?:ở )?đâu)|(?:lấy|hỏi|xin|tìm|có) mã(?: số)? (?:ở đâu|của ai|thế nào|ai|chỗ nào|đâu)"
    rf"|(?:{DENIED})(?: có| biết| được| thấy)* mã(?: (?:số|gì|nào|đâu|thì|làm|sao|là|nào cả))*){_LAST}"
)


def _sort_of_talk(said: Said) -> Talk | None:
    """Kind questions to the bot, loneliness, and how one joins: the whole text is one of them, or none."""
    words = said.words
    if len(said.tokens) > _LONGEST:
        return None
    wholes: tuple[tuple[Talk, re.Pattern[str]], ...] = (
        ("anybody_there", _THERE),
        ("how_are_you", _KIND),
        ("who", _WHO),
        ("how_to_join", _HOW_TO_JOIN),
        ("worried", _WORRIED),
    )
    kind = next((kind for kind, whole in wholes if whole.fullmatch(words)), None)
    if kind is None and _MORTAL.fullmatch(words):
        return "lonely"
    if kind is None and _LONELY.search(words):
        rest = _BESIDE_LONELY.sub(" ", _BESIDE.sub(" ", _LONELY.sub(" ", words)))
        return "lonely" if not rest.split() else None
    return kind


def smalltalk(said: Said) -> Talk | None:
    """What kind of talk it is, where nothing else was said: "cảm ơn, cho xem lịch họp" asks for something."""
    words = said.words
    if _WIDOWED.search(words) and len(said.tokens) <= _LONGEST:
        return "bereaved"
    if _DIED.search(_DIZZY.sub(" ", words)) and persons.of(said).others and not _NOBODY_DIED.search(words):
        return "bereaved"
    if (other := _sort_of_talk(said)) is not None:
        return other
    kinds: tuple[tuple[Talk, bool], ...] = (
        ("thanks", bool(_THANKS.search(words))),
        ("goodbye", bool(_GOODBYE.search(words))),
        ("greeting", bool(_GREETING.search(words))),
    )
    kind = next((kind for kind, found in kinds if found), None)
    if kind is None:
        return None
    for known in (_THANKS, _GOODBYE, _GREETING, _BESIDE):
        words = known.sub(" ", words)
    return kind if not words.split() else None
