"""Which receipt is meant: "huỷ phiếu số 3", "phiếu bà Mẩy ghi nhầm"."""

from __future__ import annotations

from dataclasses import dataclass

from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said
from club.vietnamese.titles import untitled, words_of

_RECEIPT = (
    r"(?:phiếu(?! (?:bầu|khám|huyết áp|bé|đăng ký|mời|tín nhiệm))|biên nhận|biên lai|giấy thu)"
    r"(?: (?:thu|nợ|tiền|trả nợ))*"
)
_MISTAKEN = "(?:ghi |viết |nhập |thu |bị )*(?:nhầm|sai|lộn|lầm)"
_TAKES_BACK = words_pattern(
    rf"(?:huỷ|xoá|bỏ|rút)(?: (?:giúp|hộ|cho|tôi|em|cháu|cái|luôn))* {_RECEIPT}"
    rf"|{_RECEIPT}(?: \w+){{0,6}}? {_MISTAKEN}|{_MISTAKEN} {_RECEIPT}"
    rf"|(?:thu|nhận) (?:nhầm|lộn|lầm)"
)
_WRONG = words_pattern("nhầm|sai|lộn|lầm")
_ASKED = words_pattern("không|chưa|đừng|khỏi|sao|thế nào|làm sao|cách|ai|à|hả|nếu|có phải")
_NUMBER = pattern(
    r"(?:.*(?:số|phiếu|biên nhận|biên lai|thu) )?0*(\d{1,9})"
    rf"(?: (?:cơ|mà|nhé|ạ|kia|chứ|mới đúng|mới phải"
    rf"|này|đó|rồi|{_MISTAKEN}))*"
)
_AROUND = pattern(
    rf"(?:{_RECEIPT}|huỷ|xoá|bỏ|rút|số|của|cho|tôi|em|cháu|giúp|hộ|cái|đi|nhé|ạ|rồi|vừa|vừa rồi|kia|tiền|nợ"
    rf"|{_MISTAKEN}|là|luôn|trả|thu|ghi|này|đó|ấy|nãy|trước|\d\S*|nghìn|triệu|trăm|ơi|tôi|ơ|à)"
)


@dataclass(frozen=True)
class ReceiptMeant:
    """The number of a receipt, or the name of who paid; one of the two is empty."""

    number: int | None = None
    name: str = ""


def receipt_meant(said: Said) -> ReceiptMeant:
    """What was typed of a receipt: "số 3" → 3, "phiếu bà Mẩy ghi nhầm" → "Mẩy"."""
    number = _NUMBER.fullmatch(said.words.strip(" ."))
    if number:
        return ReceiptMeant(int(number[1]))
    words = [w for w in words_of(said) if w.capital or not _AROUND.fullmatch(w.spoken)]
    return ReceiptMeant(None, " ".join(w.typed for w in untitled(words)))


def calls_mistaken(said: Said) -> bool:
    """Whether a mistake is spoken of: the receipt's, or that of having asked for it."""
    return bool(_WRONG.search(said.words))


_POINTS_AT_ONE = words_pattern(
    rf"{_RECEIPT}|huỷ|xoá|bỏ|rút|{_MISTAKEN}|cái|khoản|ấy|đó|kia|này|số \d+|lần trước|hôm trước"
)


def speaks_of_receipt(said: Said) -> bool:
    """Whether a receipt may be pointed at: "cái ông Inh trả 515k ấy"."""
    return _POINTS_AT_ONE.search(said.words) is not None


def takes_receipt_back(said: Said) -> str | None:
    """What stands of the receipt where it is to be reversed: "phiếu bà Mẩy ghi nhầm"; None elsewhere.

    A question about it and what is denied takes nothing back.
    """
    if "?" in said.normal or _ASKED.search(said.words) or not _TAKES_BACK.search(said.words):
        return None
    meant = receipt_meant(said)
    return str(meant.number) if meant.number is not None else meant.name
