"""Whose danger is told: words without marks that may be nobody, and words by which elders call themselves.

"co dau nguc" is "có đau ngực" far sooner than a bride, and a mother who calls her son writes "mẹ khó thở".
Where that may be so, the danger counts as the writer's too: an alarm too many harms less than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from club.health.danger_words import SIGNS
from club.vietnamese.marks import words_pattern
from club.vietnamese.persons import Mention, Spoken, spoken_of
from club.vietnamese.said import Said

_OWNED = "tôi|tui|em|mình|nhà|tao|tau|chồng|vợ"
_NOBODY = words_pattern(
    rf"(?:có|còn|chỉ|ở|mỗi|do) (?:đau|nói|ho|bên|cả|hai|thứ|ra|nhỏ|giá|chồng)(?! (?:{_OWNED}))"
    rf"|đi (?:ngoài|nói|cả)|mà(?! (?:{_OWNED}|con|cháu))|cầu (?:cứu|cả)|mỏ(?= )|có (?=bị)"
)
"""verbs and joints of a sentence that, typed without marks, look like a bride, an aunt, a mother"""
_DEAR = (
    r"(?:ông|bà|cụ|chồng|vợ|mẹ|bố|cha|má|ba|con|anh|chị|em)(?: (?:ấy|nhà|xã|lão|già|cụ|trai|gái|nó|em|bà))*"
    r"(?: (?:tôi|tui|mình|em))?"
)
_CALLED = words_pattern(
    r"(?:gọi|báo|kêu|nhắn|mách|điện|làm phiền|phiền)(?: (?:cho|với|giúp|hộ|giùm))*"
    r" (?:(?:thằng|con|cháu|chồng|vợ|em|anh|chị)(?: (?:trai|gái|út|cả|lớn|dâu|rể|nó))*(?: (?:tôi|tui|em))?)"
    r"(?=\s*(?:[,.;!?\n]|$)|\s+(?:về|với|ngay|gấp|mau|đến)(?!\w))"
)
"""who shall, or shall not, be called is not the one in danger: "đừng gọi con tôi, tôi đau ngực" """
_THE_DEAD = words_pattern(
    rf"(?:theo|gặp(?: lại)?|về với|cùng với|có|không có|thiếu|nhớ) {_DEAR}|{_DEAR} (?:đã |mới |vừa )?"
    r"(?:mất|chết|đi xa|qua đời|đi)(?: (?:rồi|sớm|lâu|trước))*(?=$|[,.;!]| (?:toi|tôi|tui|thi|thì|nen|nên))"
)
"""whom somebody mourns and wants to be with"""
_ELDER = frozenset("mẹ bố ba ong cu bac co di thim mo me u on noi ngoai mu".split())
_GRAND = re.compile(r"(?:ba|ong|cu|co) (?:noi|ngoai|cu|co|gia|lao)")
"""how a grandmother calls herself to her grandchildren"""
_WHO = r"mẹ|má|mạ|ma|mệ|mế|bầm|bố|bo|ba|bà|cha|tía|ông|cụ|bác|cô|dì|thím|mợ|nội|ngoại"
ANOTHERS = words_pattern(
    rf"(?:{_WHO})(?: (?:đẻ|già|nội|ngoại|cụ|lão))? (?:{_OWNED}|của|cháu|kia|ấy|này|nó|hàng|bên|ta)"
)
"""a word for an elder with an owner: "mẹ tôi", "bà ấy" """
_BEFORE_SIGN = words_pattern(
    r"tự|hơi|bỗng|đột|cứ|vẫn|còn|thấy|sao|chợt|tức|khó|đau|nhức|lại|càng|chắc|hay|nó|hết|sắp|gần|muốn|yếu"
    r"|tê|run|xin|nhờ|cần|hiện|bây|bữa|ngã|té|xỉu|ngất|méo|liệt|nghẹn|nghẹt|nguy|kiệt|chịu|thở|nằm|ngồi"
    r"|chóng|choáng|lịm|nói|nôn|ói|ho|chảy|ra|mờ|bị|cũng|đã|vừa|mới|đang|không|con|thở"
)
"""what stands behind a person in such a sentence, where somebody's name might stand"""


def spoken_in_danger(said: Said, found: Collection[str] = ()) -> Spoken:
    """Whom a text about danger speaks of, without the words that may be no person at all.

    `found`: the signs; whom somebody wants to follow into death is not the one in danger.
    """
    text = _CALLED.sub(" ", _NOBODY.sub(" ", said.spoken))
    if "despair" in found:
        text = _THE_DEAD.sub(" ", text)
    return spoken_of(" ".join(text.split()), said.normal)


def _nameless(mention: Mention, said: Said) -> Mention:
    """Without a name that is the first word of the sign itself: "bà xỉu rồi", "mẹ tự nhiên khó thở"."""
    first = mention.name.split(" ")[0] if mention.name else ""
    if not first or first.capitalize() in said.normal:
        return mention
    begun = any(p.match(first) for p in SIGNS.values())
    return replace(mention, name="") if begun or _BEFORE_SIGN.fullmatch(first) else mention


def may_be_oneself(said: Said, spoken: Spoken) -> bool:
    """Whether whoever is spoken of by a word for an elder may be the writer: "Hùng ơi mẹ khó thở"."""
    if not spoken.others or ANOTHERS.search(said.words):
        return False
    return all(
        not m.name and not m.further and (m.kin in _ELDER or _GRAND.fullmatch(m.kin) is not None)
        for m in (_nameless(one, said) for one in spoken.others)
    )
