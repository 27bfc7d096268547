"""Phone numbers: read as people write them, kept as E.164."""

from __future__ import annotations

import re

import phonenumbers

from club.errors import Misread
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said, hear

_OLD_PREFIXES = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058",
    "0199": "059", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
}  # fmt: skip


_DIGIT_WORDS = tuple(
    (pattern(words), digit)
    for words, digit in (
        ("không", "0"), ("một|mốt", "1"), ("hai", "2"), ("ba", "3"), ("bốn|tư", "4"), ("năm|lăm|nhăm", "5"),
        ("sáu", "6"), ("bảy|bẩy", "7"), ("tám", "8"), ("chín", "9"),
    )
)  # fmt: skip
_FEWEST = 8
"""digits; fewer than these are no number of a phone, but may stand beside one ("máy 2")"""
_NONE = words_pattern(
    r"(?:không|chưa|hổng|hông|chẳng)(?: còn)? (?:có|dùng|xài|sử dụng)(?: (?:điện thoại|máy"
    r"|số(?: điện thoại)?|di động|sim))?"
)
_FORGOTTEN = words_pattern(r"(?:không|chưa|hổng|chẳng|nỏ) (?:nhớ|biết|thuộc|rõ)|quên")
_OF_ANOTHER = words_pattern(r"(?:của|nhờ|số|máy) (?:con|cháu|chồng|vợ|ông|bà|hàng xóm|anh|chị)")
_NONE_BESIDE = words_pattern(
    "dạ|vâng|ạ|tôi|em|cháu|con|mình|bà|ông|cụ|bác|cô|thì|nhà|nhé|nha|đâu|gì|cả|riêng|nữa|điện thoại|máy|số"
)


def has_none(text: str | Said) -> bool:
    """Whether somebody says that they have no phone: "không có", "tôi không dùng điện thoại"."""
    line = (text if isinstance(text, Said) else hear(text)).words
    if not _NONE.search(line):
        return False
    return not _NONE_BESIDE.sub(" ", _NONE.sub(" ", line)).strip()


def _numbers(said: Said) -> list[str]:
    """The runs of digits in the text, in figures or in words, signs and spaces between them left out."""
    runs = [""]
    for piece in re.findall(r"\d+|\+|[^\W\d]+|[^\w\s+]", re.sub(r"(?<!\w)[oO](?=\d{8,})", "0", said.spoken)):
        digit = next((d for words, d in _DIGIT_WORDS if words.fullmatch(piece)), "")
        if piece.isdecimal() or digit or (piece == "+" and not runs[-1]):
            runs[-1] += piece if piece.isdecimal() or piece == "+" else digit
        elif not re.fullmatch(r"[.,()\-]", piece):
            runs.append("")
    return [run for run in runs if run]


def read_phone(text: str | Said) -> str:
    """A Vietnamese phone number as E.164: "0912 345 678", "84912345678", the old "0168…" (FACTS 6.4).

    "số tôi là không chín một hai …" is read as well. A number with another country's code is kept as it is
    (relatives abroad).

    Raises:
        Misread: none, two, or one that cannot be dialled.
    """
    said = text if isinstance(text, Said) else hear(text)
    found = [n for n in _numbers(said) if len(n) >= _FEWEST]
    if not found and (_FORGOTTEN.search(said.words) or _OF_ANOTHER.search(said.words)):
        raise Misread("members.phone_forgotten")
    if len(found) != 1:
        raise Misread("members.phone_misread")
    digits = found[0]
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "+" + digits
    if digits.startswith("+84"):
        digits = "0" + digits[3:].lstrip("0")
    elif not digits.startswith(("0", "+")) and len(digits) in (9, 10):
        digits = "0" + digits  # spreadsheets drop the leading 0
    if len(digits) == 11 and digits[:4] in _OLD_PREFIXES:
        digits = _OLD_PREFIXES[digits[:4]] + digits[4:]
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as error:
        raise Misread("members.phone_misread") from error
    if not phonenumbers.is_valid_number(number):
        raise Misread("members.phone_misread")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


_POWER = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")


def whole_digits(typed: str) -> str:
    """The digits of a number that a spreadsheet wrote with a power of ten: "9.12345678E+08" → "912345678".

    Raises:
        Misread: digits are lost, as in "9.12E+08": noughts in their place would be somebody else's number.
    """
    found = _POWER.fullmatch(typed.replace(" ", ""))
    if not found:
        return typed
    digits = found[1] + (found[2] or "")
    if len(digits) != int(found[3]) + 1:
        raise Misread("roster.file_phone_shortened")
    return digits


def show_phone(e164: str) -> str:
    """`"+84912345678"` → `"0912 345 678"`."""
    number = phonenumbers.parse(e164, "VN")
    style = phonenumbers.PhoneNumberFormat
    return str(
        phonenumbers.format_number(
            number, style.NATIONAL if number.country_code == 84 else style.INTERNATIONAL
        )
    )


_NUMBER_BESIDE = re.compile(r"(?<![\d/])(?:\+?84|0)[\d .-]{8,14}\d(?![\d/])")


def phone_beside(said: Said) -> str | None:
    """The one phone number inside a sentence (E.164): "số mới của bà Ón là 0912 333 444"; None elsewhere."""
    found = [match[0] for match in _NUMBER_BESIDE.finditer(said.normal)]
    if len(found) != 1:
        return None
    try:
        return read_phone(found[0])
    except Misread:
        return None
