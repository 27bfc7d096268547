"""Amounts of money as people say and type them, in đồng. The decimal sign is a comma, thousands are dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from club.errors import ClubError, Misread, Refused
from club.money.amount_pieces import COUNTED, THOUSANDS, Piece, runs
from club.vietnamese.marks import encode, pattern, words_pattern, written
from club.vietnamese.numbers import Spoken, spoken_number
from club.vietnamese.politeness import peeled_line
from club.vietnamese.said import Said, hear

MAX_AMOUNT = 10_000_000_000
SMALLEST_PLAIN = 10_000
"""đồng; an amount below it ("500", "500 đồng") is asked about: nobody pays 500 đồng, they mean thousands."""

_HEDGED = words_pattern("khoảng|tầm|chừng|cỡ|độ|gần|hơn|ngót|trên|dưới|khoảng chừng")
_DENIED = words_pattern(
    r"không phải|không (?:trả|đưa|nộp|có|biết|nhớ|đủ|được)|chưa|hổng|hông|chẳng|đừng|khỏi|thôi không|hoặc"
    r"|hay|nếu"
    r"|hẹn|khất|gì đó|hình như|mấy|vài"
)
_CHANGED_BY = re.compile(
    r"\b(?:them|bot|thieu|du|(?<!sua )(?<!ghi )(?<!nham )(?<!dem )lai|mai|chua|con)\b.*\d|\d.*\bnua\b"
)
_ADDED = pattern(r"\+|(?<!\w)(?:với|và|cộng|thêm)(?!\w)")
_REST_OWED = pattern(r"(?<!\w)(?:(?:phần |số )?còn lại|phần còn lại|số còn lại) .*|, ?còn .*")
_DAY = pattern(r"(?:hôm|ngày|vào) (?:ngày )?\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])")
_BESIDE = frozenset(
    encode(
        "trả nộp đưa đóng góp gửi thu ghi nhận lấy cho vay mượn nợ hoàn thanh toán chuyển khoản tiền mặt số "
        "là của quỹ "
        "gốc lãi kỳ đợt tháng này hôm nay sáng chiều trưa tối qua vừa mới đã xong rồi luôn thôi chẵn tròn "
        "đúng cả tôi em "
        "cháu con mình bà ông cụ bác cô chú anh chị ổng bả ấy ý nó người ta được thêm trước lại với và cộng "
        "hết tổng "
        "khoảng tầm chừng cỡ độ gần hơn ngót trên dưới cũng thì muốn xin lần một đây nhà câu lạc bộ đồng "
        "giúp hộ"
    ).split()
)
"""words that may stand beside an amount without turning it into something else"""
_EVERYTHING = words_pattern(
    r"(?:trả|nộp|đưa|đóng|tất toán|thanh toán|xong|dứt|tất) (?:nốt |luôn )?(?:hết|tất|xong|dứt|toàn bộ"
    r"|tất cả|sạch)"
    r"|tất toán|(?:tất cả|toàn bộ|hết sạch|hết nợ|hết luôn|trả nốt|dứt nợ|xong nợ|số còn lại|hết)"
)

_AT_ONCE = frozenset(encode("một lần thể lượt thảy còn nợ").split())
"""words beside "trả hết" that name no sum: "trả hết luôn một thể" """


@dataclass(frozen=True)
class Unsure:
    """More than one amount (đồng) could be meant, or one was said roughly; the likelier first."""

    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Mention:
    """One amount found in a line: where it stands (in the line given) and what it is."""

    start: int
    end: int
    amount: int | Unsure


def _shortened(raw: str, count: Fraction, base: Fraction) -> int | Unsure:
    """What stands straight behind millions: "1tr5", "1tr250", "1 triệu 50", "mười triệu năm trăm"."""
    digits = len(raw) if raw else len(str(int(count)))
    if digits == 3:
        return int(base + count * 1_000)
    if digits == 1:
        return int(base + count * 100_000)
    if digits == 2:
        return Unsure((int(base + count * 10_000), int(base + count * 1_000)))
    raise Misread("common.amount_misread")


def _is_broken(said: Spoken, pieces: Sequence[Piece]) -> bool:
    """ "500.00", and a half behind a fraction: no amount."""
    typed = pieces[-1].digits
    if (
        typed
        and not any(p.unit for p in pieces)
        and not THOUSANDS.fullmatch(typed)
        and re.search(r"[.,]", typed)
    ):
        return True
    return bool(said.half) and (said.groups[-1][0].denominator != 1 or not said.strict)


def _composed(said: Spoken, typed: str) -> int | Unsure | None:
    """The đồng that a number comes to, None for a fraction of one."""
    scale = said.groups[-1][1]
    if said.tail is not None and scale >= 1_000_000 and len(typed) > 1:
        return _shortened(typed, Fraction(said.tail), said.value - Fraction(said.tail * scale, 10))
    if not said.strict:
        count = said.groups[-1][0]
        return _shortened(typed, count, said.value - count)
    return int(said.value) if said.value.denominator == 1 else None


def _amount(run: Sequence[Piece]) -> int | Unsure | None:
    """What the pieces say, None where they do not compose. Raises Refused for zero, Misread for too much."""
    dong = run[-1].dong
    pieces = [p for p in run if not p.dong]
    if not pieces or any(p.dong for p in run[:-1]) or (pieces[0].unit and pieces[0].digits):
        return None
    said = spoken_number([p.encoded for p in pieces])
    if said is None:
        return None
    typed = pieces[-1].digits
    scales = [scale for _, scale in said.groups]
    if any(p.digits and THOUSANDS.fullmatch(p.digits) for p in pieces) and max(scales) >= 1_000_000:
        return _two_ways(said)  # "1.500 triệu"
    if _is_broken(said, pieces):
        return None
    found = _composed(said, typed)
    if found is None or isinstance(found, Unsure):
        return found
    if found == 0 and not any(p.digits for p in pieces):
        return None  # "không" is no before it is nought
    if found == 0:
        raise Refused("common.amount_zero")
    if found > MAX_AMOUNT:
        raise Misread("common.amount_misread")
    if found > 1_000 and found % 1_000 and len(pieces) > 1:  # "1 triệu lẻ 6 chục": nobody pays 60 đồng
        return Unsure((found + found % 1_000 * 999, found))
    if pieces[-1].parts and found >= SMALLEST_PLAIN:  # "500 600": one sum, or one of two
        return Unsure((found, *(int(part) * 1_000 for part in pieces[-1].parts if part.isdecimal())))
    if max(scales) > 1 or found >= SMALLEST_PLAIN:
        return found
    return _in_thousands(found, pieces, dong)


def _two_ways(said: Spoken) -> Unsure | None:
    if len(said.groups) > 1 or said.half or said.tail is not None:
        return None
    count, scale = said.groups[0]
    return Unsure(tuple(a for a in (int(count * scale / 1_000), int(count * scale)) if a <= MAX_AMOUNT))


def _in_thousands(found: int, pieces: Sequence[Piece], dong: bool) -> int | Unsure:
    """A small number where money is spoken of: "năm trăm" is 500 nghìn; a number alone is asked about."""
    words = {p.encoded for p in pieces}
    if any(pattern("trăm").fullmatch(w) for w in words) and not dong:
        return found * 1_000
    if dong:
        return Unsure((found * 1_000, found)) if found >= 1_000 else Unsure((found * 1_000,))
    if any(pattern("chục").fullmatch(w) for w in words):
        return Unsure((found * 1_000,))
    if found >= 1_000:
        return Unsure((found * 1_000, found))
    return Unsure((found * 1_000, found * 1_000_000) if found < 100 else (found * 1_000,))


def mentions(line: str) -> list[Mention]:
    """The amounts in a line in the alphabet of `marks`: of each run of number words the longest end that
    composes.

    Raises:
        Refused: zero is among them.
        Misread: one is beyond what a club can hold.
    """
    found = []
    line = COUNTED.sub(lambda counted: " " * len(counted[0]), line)
    for run in runs(line):
        for cut in range(len(run)):
            amount = _amount(run[cut:])
            if amount is not None:
                found.append(Mention(run[cut].start, run[-1].end, amount))
                break
    return found


def clear(mention: Mention, line: str) -> bool:
    """Whether it was meant as a number: digits, a scale or several words, not one word like "ba" alone."""
    words = line[mention.start : mention.end]
    return bool(re.search(r"\d", words)) or isinstance(mention.amount, int) or len(words.split()) > 1


def other_amount(said: Said, amount: int) -> int | Unsure | None:
    """The amount (đồng) beside the one that was shown, where somebody corrects it: "à nhầm, 450 thôi"."""
    line = peeled_line(said)
    try:
        found = [m.amount for m in mentions(line) if clear(m, line) and m.amount != amount]
    except ClubError:
        return Unsure(())
    return next((a for a in reversed(found) if not (isinstance(a, Unsure) and amount in a.candidates)), None)


def is_change_of_amount(said: Said) -> bool:
    """Whether a sum is said to come on top or to be missing, rather than the whole: "thêm 50k"."""
    return bool(_CHANGED_BY.search(said.folded))


def without_amount(said: Said, amount: int) -> str:
    """The words around the amount (đồng) that was shown, where it is repeated: "ừ 500 nghìn rồi" → "ừ rồi".

    What names another amount, or says nothing besides, stays as it is.
    """
    line = encode(said.normal)
    try:
        named = [mention for mention in mentions(line) if clear(mention, line)]
    except ClubError:
        return said.normal
    if len(named) != 1 or amount not in _candidates(named[0].amount):
        return said.normal
    (shown,) = named
    return " ".join(written(f"{line[: shown.start]} {line[shown.end :]}").split()) or said.normal


def _candidates(amount: int | Unsure) -> tuple[int, ...]:
    return amount.candidates if isinstance(amount, Unsure) else (amount,)


def read_amount(text: str | Said) -> int | Unsure:
    """The amount in đồng, or `Unsure` with what could be meant.

    Politeness and words of paying around it are left out ("bà ấy trả 500k rồi"); what is denied, promised or
    one of several is no amount.

    >>> read_amount("1tr5"), read_amount("5 trăm"), read_amount("2.000.000đ")
    (1500000, 500000, 2000000)

    Raises:
        Misread: it is not an amount, or not one.
        Refused: zero, negative, or beyond what a club can hold.
    """
    line = peeled_line(text if isinstance(text, Said) else hear(text))
    if re.match(r"^-\s*\d", line):
        raise Refused("common.amount_zero")
    line = _DAY.sub(" ", _REST_OWED.sub(" ", line))
    if _DENIED.search(line) or "?" in line:
        raise Misread("common.amount_misread")
    found = mentions(line)
    if len(found) > 1:
        found = [m for m in found if clear(m, line)] or found
    rest = line
    for mention in reversed(found):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    strange = [w for w in re.findall(r"\w+|[^\w\s,.!;:+]", rest) if not _beside(w)]
    if not found or strange:
        raise Misread("common.amount_misread")
    if len(found) > 1:
        amounts = [m.amount for m in found]
        if not _ADDED.search(rest) or not all(isinstance(a, int) for a in amounts):
            raise Misread("common.amount_misread")
        return Unsure((sum(a for a in amounts if isinstance(a, int)),))
    amount = found[0].amount
    if rest.strip(" ,.") and not clear(found[0], line):
        raise Misread("common.amount_misread")  # "một lần"
    return Unsure((amount,)) if isinstance(amount, int) and _HEDGED.search(rest) else amount


def _beside(word: str) -> bool:
    return word in _BESIDE or any(re.sub("[A-Z]", "", known) == word for known in _BESIDE)


def is_everything(text: str | Said) -> bool:
    """Whether all that is left is meant rather than a sum: "trả hết", "tất toán", "bà ấy trả hết nợ rồi".

    What is due now alone ("trả đủ kỳ này") is not.
    """
    line = peeled_line(text if isinstance(text, Said) else hear(text))
    if _DENIED.search(line) or "?" in line or re.search(r"\d", line):
        return False
    found = _EVERYTHING.search(line)
    if not found:
        return False
    rest = line[: found.start()] + " " + line[found.end() :]
    return all(_beside(word) or word in _AT_ONCE for word in re.findall(r"\w+", rest))


def dong(amount: int) -> str:
    """`1250000` → `"1.250.000 đồng"`."""
    return f"{amount:,}".replace(",", ".") + " đồng"
