"""The parts of what was said, and what leaves a part open: a question, a hesitation, a condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peel
from club.vietnamese.said import Said

DENIED = r"không|hông!(?= \w)|hổng|hỏng|chẳng|chả|nỏ|chưa|mô có|đâu có|nào có"
DONT = "[d]DuH?ngF|[d]DuHng|[d]ung"
NODS = "vâng|dạ|ừ|ừa|ừm|[o]H?F|uk|uki|okk?|oki|[v]aCngF|dzâng|dạ vâng"
SUBJECT = rf"(?:(?:cho |để )?(?:{PERSONS})(?: (?:nhà |của )?(?:{PERSONS}))? )?"
ADVERBS = r"(?:(?:cứ|thì|cũng|vẫn|sẽ|xin|muốn|hoàn toàn|rất|thật|quá|nay|giờ) )*"
_OPENING = pattern(rf"^(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}")
_ASKS = pattern(
    r"(?:.* )?(?:[a]F|hả|hở|hử|nhỉ|chăng|[c]oH|thì sao|thế nào|ra sao|là sao|như nào|được không|phải không"
    r"|đúng không|đúng chưa"
    r"|có không|chắc không|hay không|thật không|hay sao)"
)
_ASKING = words_pattern(
    "gì|chi|sao|ai|nào|ở đâu|đi đâu|bao nhiêu|bao giờ|mấy (?:giờ|đồng|người|ngày)|(?:ngày|bằng|lúc) mấy"
    "|khi nào|vì răng|răng|tại sao|làm răng"
)
_DENIES = words_pattern(rf"{DENIED}|{DONT}|khỏi|thôi|mô")
_ENDS_ASKING = pattern(rf"{SUBJECT}(?!(?:{DENIED}|thôi|{DONT}|xin)(?: |$))\w.* (?:không|hông|hổng|chưa)")
_HESITATES = pattern(
    rf"{SUBJECT}(?:(?:để|đợi) (?!(?:đó|đấy|yên|nguyên|lại(?: đi)?$))\w.*|đợi|để|khoan\b.*|từ từ.*|thong thả.*"
    rf"|chờ (?:tí|chút|đã|lát|xíu|tý|một).*"
    r"|[c]ho(?:HF|H|F)\b.*|lát nữa.*|mai .*|mai|sau|hôm sau|hôm khác|bữa khác|tính sau)"
)
_UNCERTAIN = words_pattern(
    rf"(?:{DENIED}) (?:biết|rõ|chắc|quyết|nghĩ|hiểu|nhớ|tính|hỏi|xem lại|kịp|dám chắc|quyết định|rành)|nếu"
    rf"|tuỳ|có thể|có lẽ|có khi"
    r"|biết đâu|phân vân|lưỡng lự|băn khoăn|suy nghĩ|nghĩ (?:đã|lại|thêm)|hỏi (?:lại|ý)|bàn (?:với|lại)"
    r"|xem đã|miễn là|với điều kiện"
    r"|trừ khi|[h]ay"
)
_BUT = words_pattern("nhưng|nhưng mà|song|mỗi tội|có điều|chỉ là")
_SPLIT = re.compile(r"([,.;!?\n…:()]+|(?<=\w)\s+-+\s+)")


@dataclass(frozen=True)
class Clause:
    """A part of what was said, in the alphabet of `marks`.

    `words`: without the politeness around them. `contrasts`: it follows a "nhưng". `asked`: "?" follows.
    """

    raw: str
    words: str
    contrasts: bool = False
    asked: bool = False

    @property
    def core(self) -> str:
        """The words without who says them and how: `"tôi cũng không"` → `"không"`."""
        return re.sub(_OPENING, "", self.words)

    @property
    def asks(self) -> bool:
        """Whether it is a question, by its mark or its words; "không có gì" is none."""
        words = self.core
        if self.asked or _ASKS.fullmatch(self.raw) or _ENDS_ASKING.fullmatch(words):
            return True
        asking = _ASKING.search(words)
        return asking is not None and not _DENIES.search(words[: asking.start()])

    @property
    def puts_off(self) -> bool:
        """Whether the answer is left for later: "để mai", "khoan đã", "chờ tí"."""
        return _HESITATES.fullmatch(self.core) is not None

    @property
    def doubts(self) -> bool:
        """Whether it is uncertain or conditional: "chưa biết", "nếu không mưa", "còn tuỳ"."""
        return _UNCERTAIN.search(self.core) is not None


@lru_cache(maxsize=512)
def clauses(said: Said) -> tuple[Clause, ...]:
    """The parts of what was said, cut at punctuation and at "nhưng"."""
    found: list[Clause] = []
    pieces = _SPLIT.split(said.spoken)
    for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        parts = [" ".join(re.findall(r"\w+", part)) for part in _BUT.split(piece)]
        for index, raw in enumerate(parts):
            if raw:
                asked = "?" in mark and index == len(parts) - 1
                found.append(Clause(raw, peel(raw, nods=False), index > 0, asked))
    return tuple(found)
