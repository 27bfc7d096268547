"""Yes, no, stop and back, by what was said: the core of an answer and the verb it repeats.

Marks that were typed are never lost: "đừng", "dừng", "vắng" and "khống" are no "đúng", "vâng" and "không".
A word without marks that may be two opposite ones ("dung", "vang") is `UNSURE`, and so is a yes with a doubt
in it ("hình như có").
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from club.vietnamese.clauses import ADVERBS, DENIED, DONT, NODS, SUBJECT, Clause, clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS, peeled
from club.vietnamese.said import Said, hear


class Agreement(StrEnum):
    """What an answer agrees to. UNSURE: most likely yes, too uncertain for money, erasure or many people."""

    YES = "yes"
    NO = "no"
    STOP = "stop"
    UNSURE = "unsure"


class _Open(StrEnum):
    """Parts that settle nothing: OPEN leaves the whole open, beside POLITE another part decides."""

    OPEN = "open"
    POLITE = "polite"
    ACKNOWLEDGED = "acknowledged"
    DENIED = "denied"
    """something was denied which need not be what was asked: "không đau ngực" """


_Vote = Agreement | _Open | None

ECHOES = "ghi|gửi"
"""Verbs which, repeated, say yes to whatever is asked.

Others are named by their question: "xoá" beside a sum takes it back.
"""
_VERBS = (
    "ghi|gửi|cho|vay|lưu|nhận|bị|duyệt|mời|nối|đăng|phát|lập|in|xoá|xem|làm|trả|nộp|thu|vào|tham gia|thêm"
    "|đổi|huyết áp"
)
"""Verbs that a plain yes may be followed by, and a no."""
_CORE = (
    "có|đúng|phải|được|đồng ý|nhất trí(?: cao)?|bằng lòng|thống nhất|ưng(?: ý)?|thuận|gật đầu|chấp nhận"
    "|xác nhận|tán thành|đồng tình|cho phép|chuẩn không cần chỉnh|chuẩn(?! bị)|chính xác|chắc chắn|chắc mà"
    "|tất nhiên|dĩ nhiên|đương nhiên|nhất định|trúng|rồi|sẵn sàng|yes|yeah|yep|y|ừ thì có|okela|okla"
)
_AFTER_CORE = (
    "rồi|gòi|quá|thế|vậy|rứa|đấy|đó|đây|chứ|chớ|mà|luôn|ngay|hết|cả|lắm|nữa|nhiều|hoàn toàn|như thế|như vậy"
    "|tất|nè|cái|số|con số|mới đo|vừa đo"
    "|một trăm phần trăm|100|với|này"
)
_BESIDE = (
    "đi|vào|lại|sổ|tất cả|toàn bộ|mọi người|mọi thứ|của|cho|cả|xem|biết|ghi|gửi|ấy|nó|hắn|thằng|trai|gái"
    "|giúp|hộ|giùm|dùm"
    f"|đúng|được|bà con|{_AFTER_CORE}|{PERSONS}"
)
_OBJECT = (
    "dữ liệu|thông tin|số đo|huyết áp|tên|câu lạc bộ|clb|hội viên|hội|ban chủ nhiệm|vay|lưu|nhận|xoá|khoản"
    "|khoản vay|tin"
    f"|thông báo|{_BESIDE}"
)
_SOME = r"(?:một|hơi|chút|ít|mấy|vài|cả)(?: \w+){0,3}"
_STOP = pattern(
    rf"{SUBJECT}{ADVERBS}(?:thôi )?(?:(?:dừng|huỷ|thoát|ngưng|ngừng)(?: (?:lại|đã|đi|bỏ|ra"
    r"|ngay|ở đây|đây|luôn"
    rf"|thôi|hết|việc này|cái này"
    rf"|câu này|{PERSONS}))*|(?:không|hổng|chẳng|nỏ) (?:làm|nhập|gõ|ghi|khai|điền"
    r"|đăng ký)(?: gì)? nữa|stop|cancel|quit|exit)"
)
_DUNG = re.compile(r"dD?ung|vang")
"""exactly so typed: "đúng" or "đừng" or "dừng", "vâng" or "vắng" """
_DUNG_YES = re.compile(
    r"(?:da|daJ|uH?F?|u?ok) vang|(?:uH?F? |ok |da |daJ )?dD?ung (?:roi|roiF|r|ruiF?|goi|thật|chuan|that)"
)
_DUNG_NO = pattern(rf"(?:{DENIED}) (?:đung|dung|vang)(?: \w+)?")
_DOUBTED = pattern(
    r"(?:hình như|chắc là|chắc(?! chắn| mà)|có vẻ|có vẻ là|có lẽ|nghe chừng|hơi) (?P<rest>\w.*)"
)
_NOT_NOTHING = pattern(
    rf"(?:{DENIED})(?: có)? (?:sai|nhầm|lầm|lộn|từ chối|phản đối|ngại|ngần ngại|ý kiến|vấn đề"
    rf"|phiền)(?: \w+){{0,3}}"
)
_NEVER_MIND = pattern(r"(?:không|hổng|chẳng|nỏ) sao(?: \w+)?")
_CUTS_BOTH_WAYS = pattern(
    rf"(?:{DENIED}|{DONT}|khỏi|[c]hoHS)(?: \w+){{0,2}} (?:dừng|huỷ|ngừng|thoát|bỏ)(?: \w+)?"
    rf"|(?:{DENIED}) .*(?:không|mà) (?:được|xong)"
)
_NO_CORE = pattern(
    rf"(?:(?:{DENIED})(?: (?:được|cần|cho|muốn|phải|có|thích|chịu|dám|đúng|đồng ý|nhất trí|chấp nhận|xác nhận"
    rf"|nữa|đâu|mô|ai|gì|chi|thèm|{_VERBS}"
    rf"|{_OBJECT}|nào|cái))*)"
)
_NO = pattern(
    rf"(?:(?:{DONT}|[c]hoHS|khỏi|hông!|miễn|sai|nhầm|[l]aCmF|lộn|trật|bỏ|từ chối|rút"
    r"|giữ (?:lại|nguyên)|để (?:đó"
    rf"|đấy|lại|yên|nguyên)|thôi|xin (?:thôi|rút|kiếu|miễn"
    r"|không|lui)|phản đối|no|n|nope)(?: .*)?)"
)
_MISTAKEN = words_pattern(
    r"(?:ghi|gõ|bấm|nhắn|đọc|nghe|viết|nói|nhập|đánh|chọn|nhấn|ấn|lại) (?:nhầm|sai|lộn|trật|lầm)"
)
_HARDLY = pattern(rf"(?:có )?(?:{_CORE}|{_VERBS})(?: \w+)? (?:[d]DaCu|mô)(?: .*)?|(?:có )?(?:ai|đời nào) .*")
_RESIGNED = pattern(r"thôi (?:thì |cũng |cứ )*(?P<rest>(?:được|ừ|vâng|cứ|thì|cũng|đồng ý|ok|có|đúng)\b.*)")
_THANKS = pattern(
    r"(?:rất )?(?:cảm ơn|cám ơn|xin lỗi|thứ lỗi|thông cảm|tks|thanks|tốt|tốt quá|quý hoá quá|hay quá"
    r"|phiền)(?: .*)?"
)
_BACK = pattern(
    rf"{SUBJECT}{ADVERBS}(?:(?:quay|trở|lui|lùi|trờ|về)(?: lại| về| lui| sau)+|lùi|lui|back"
    r"|sửa lại câu trước)"
    rf"(?: (?:một |1 )?(?:bước|câu|câu hỏi|chỗ|phần|cái)| trước(?: đó)?| trên| đi| giúp| giùm| hộ| với"
    rf"| {PERSONS})*"
)


@lru_cache(maxsize=64)
def _yes_patterns(echoes: str) -> tuple[re.Pattern[str], ...]:
    show = r"cho(?: \w+){1,3} (?:xem|biết|vay|ghi)"
    wide = rf"(?:(?:{_VERBS})(?: (?:{_OBJECT}))*|{show})"
    tail = rf"(?: (?:{_AFTER_CORE}|{_CORE}|{PERSONS}))*"
    found = [
        pattern(rf"{SUBJECT}{ADVERBS}(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}(?:{_CORE}){tail}"),
        pattern(
            rf"{SUBJECT}{ADVERBS}(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}(?!phải|được"
            rf"|rồi)(?:{_CORE}){tail} {SUBJECT}{ADVERBS}{wide}"
        ),
        pattern(rf"{SUBJECT}có {_SOME}"),
    ]
    if echoes:
        shown = f"|{show}" if "cho" in echoes.split("|") else ""
        verb = rf"(?:(?:{echoes})(?: (?:{_BESIDE if echoes == ECHOES else _OBJECT}))*{shown})"
        found.append(pattern(rf"(?:(?:{NODS}) )*{SUBJECT}{ADVERBS}{verb}"))
    return tuple(found)


_NODDING = pattern(rf"(?:{NODS})(?: (?:{NODS}|{_AFTER_CORE}|{PERSONS}|được))*")


def _says_yes(words: str, echoes: str) -> _Vote:
    if _NODDING.fullmatch(words):
        return _Open.ACKNOWLEDGED
    if any(p.fullmatch(words) for p in _yes_patterns(echoes)):
        return Agreement.YES
    return None


def _homograph(words: str) -> _Vote:
    """What "dung" and "vang" typed without marks are, by what stands around them."""
    if not any(_DUNG.fullmatch(word) for word in words.split()):
        return None
    if _DUNG_NO.fullmatch(words):
        return Agreement.NO
    if _DUNG_YES.fullmatch(words):
        return Agreement.YES
    if re.match(r"(?:thoi )?dung (?:lai|o day)", words):
        return Agreement.STOP
    return Agreement.UNSURE if len(words.split()) <= 4 else None


def _says_no(words: str, bare: str) -> _Vote:
    if _NOT_NOTHING.fullmatch(bare):
        return Agreement.UNSURE
    if _CUTS_BOTH_WAYS.fullmatch(bare):
        return _Open.OPEN
    if _NO_CORE.fullmatch(bare) or _NO.fullmatch(bare) or _MISTAKEN.search(words) or _HARDLY.fullmatch(bare):
        return Agreement.NO
    if _NEG_FIRST.match(bare):
        return _Open.DENIED
    return None


_NODDED = pattern(rf"^(?:(?:{NODS}) )+")
_NEG_FIRST = pattern(rf"(?:{DENIED})\b")


_THANKED = words_pattern("cảm ơn|cám ơn|tks|thks|xin lỗi")
"""beside a nod it is politeness alone: "dạ con cảm ơn ạ" """


def _vote(clause: Clause, echoes: str) -> _Vote:
    asked = clause.asked
    words = clause.words
    if _NODDING.fullmatch(clause.raw) and not any(_DUNG.fullmatch(w) for w in clause.raw.split()):
        return _Open.OPEN if asked else _Open.ACKNOWLEDGED
    if (either := _homograph(words)) is not None and not asked:
        return either
    if _STOP.fullmatch(re.sub(_NODDED, "", words)):
        return _Open.OPEN if asked else Agreement.STOP
    if _THANKS.fullmatch(words) or _NEVER_MIND.fullmatch(words):
        return _Open.POLITE
    if (resigned := _RESIGNED.fullmatch(words)) and _says_yes(resigned["rest"], echoes):
        return Agreement.UNSURE
    if (doubted := _DOUBTED.fullmatch(words)) and _says_yes(doubted["rest"], echoes) is not None:
        return _Open.OPEN if asked else Agreement.UNSURE
    if clause.asks or clause.puts_off or clause.doubts:
        return _Open.OPEN
    if _NODDING.fullmatch(words) and _THANKED.search(clause.raw):
        return _Open.POLITE
    no = _says_no(words, clause.core)
    return no if no is not None else _says_yes(words, echoes)


def _together(votes: list[_Vote], parts: tuple[Clause, ...]) -> Agreement | None:
    """One answer of all parts: none where they disagree, or where an unknown part may turn it."""
    sides = [v for v in votes if v is not _Open.POLITE]
    if Agreement.STOP in sides[:1]:
        return Agreement.STOP
    if not sides or _Open.OPEN in sides or Agreement.STOP in sides:
        return None
    known = {v for v in sides if v not in (None, _Open.ACKNOWLEDGED)}
    unknown = [c for v, c in zip(votes, parts, strict=True) if v is None]
    if not known:
        return Agreement.YES if _Open.ACKNOWLEDGED in sides and not unknown else None
    if known == {Agreement.NO} or (known == {Agreement.NO, _Open.DENIED}):
        turned = any(c.contrasts for c in unknown)
        return None if turned else Agreement.NO
    if known == {_Open.DENIED}:
        return None if unknown else Agreement.NO
    if len(known) > 1:
        return Agreement.UNSURE if known == {Agreement.YES, Agreement.UNSURE} and not unknown else None
    if unknown and (any(c.contrasts for c in unknown) or any(x.isdigit() for c in unknown for x in c.raw)):
        return None
    if unknown and votes[0] is None:
        return None
    answer = known.pop()
    return answer if isinstance(answer, Agreement) else None


def agreement(said: Said, echoes: str = ECHOES) -> Agreement | None:
    """What was agreed to; None for a question, a hesitation ("để mai", "chưa biết") and for anything else.

    `echoes`: verbs of the question asked, separated by bars ("xoá", "cho|bị"); repeated, they say yes.
    """
    parts = clauses(said)
    if not parts:
        return _by_sign(said)
    votes = [_vote(part, echoes) for part in parts]
    return _together(votes, parts)


def _by_sign(said: Said) -> Agreement | None:
    if any(sign in said.normal for sign in "👍👌✅✔"):
        return Agreement.UNSURE
    return Agreement.NO if any(sign in said.normal for sign in "👎❌✖🚫") else None


def back(said: Said) -> bool:
    """Whether one question back is asked for: "quay lại", "cho tôi lùi lại một bước"."""
    return _BACK.fullmatch(peeled(said)) is not None


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None where neither was said plainly."""
    answer = agreement(hear(text))
    return None if answer in (None, Agreement.UNSURE, Agreement.STOP) else answer is Agreement.YES
