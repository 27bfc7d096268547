"""Phone numbers: read as people write them, kept as E.164."""

from __future__ import annotations

import re

import phonenumbers

from club.errors import Misread

_OLD_PREFIXES = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058",
    "0199": "059", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
}  # fmt: skip


def read_phone(text: str) -> str:
    """A Vietnamese phone number as E.164: "0912 345 678", "84912345678", "912345678",
    the old "0168…" (FACTS 6.4).

    A number with another country's code is kept as it is (relatives abroad). Raises Misread otherwise.
    """
    digits = re.sub(r"[^\d+]", "", text)
    if len(re.sub(r"[\d+().\-\s]", "", text)) > 12 or not digits:
        raise Misread("members.phone_misread")
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


def show_phone(e164: str) -> str:
    """`"+84912345678"` → `"0912 345 678"`."""
    number = phonenumbers.parse(e164, "VN")
    style = phonenumbers.PhoneNumberFormat
    return str(
        phonenumbers.format_number(
            number, style.NATIONAL if number.country_code == 84 else style.INTERNATIONAL
        )
    )
