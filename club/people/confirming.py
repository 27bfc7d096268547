"""What of the details shown before joining is said to be wrong: "tên đúng mà số điện thoại sai"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from club.errors import ClubError
from club.people.births import Birth, read_birth
from club.people.honorifics import Sex, read_sex
from club.people.names import read_name
from club.people.phones import read_phone
from club.vietnamese import persons
from club.vietnamese.clauses import clauses
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said

_FIELDS = {
    "phone": words_pattern(
        r"(?:số )?(?:điện thoại|đt|sđt|di động|phôn)|số máy|số (?:của )?(?:tôi|tui|bà|ông|em)"
    ),
    "birth": words_pattern(
        r"(?:năm|ngày|tháng) sinh|sinh (?:năm|ngày|vào|là|sai|nhầm)|tuổi|sinh! \d.*|năm (?:sai|là)"
    ),
    "sex": words_pattern(r"giới tính|nữ|nam giới|(?:là|ghi|phải) nam!|đàn ông|đàn bà"),
    "name": words_pattern(r"(?:họ )?(?:và )?tên|họ|gọi (?:tôi|tui|bà|ông|em|con|mình|là)|chữ (?:lót|đệm)"),
}
_WRONG = words_pattern(
    r"sai|nhầm|lộn|lầm|trật|không|chưa|chẳng|hổng|thiếu|thừa|sửa|đổi|khác|lại|phải là|mới đúng|đúng ra"
    r"|đúng là|là|thành"
)
_RIGHT = words_pattern(r"đúng|chuẩn|phải rồi|ok|oke|okê|được|chính xác|ổn|không (?:sai|nhầm)|thì phải")
_TURN = pattern(r"(?<!\w)(?:mà|nhưng|còn|chứ|chỉ|riêng|có điều|trừ)(?!\w)")
_NOT_THAT = re.compile(r"(?<!\w)(?:chu )?(?:khong|dau|chang) phai(?: (?:la|so|nam))* [\w/.]+")
"""in folded words: "1952 chứ không phải 1951" """
_NAMED = re.compile(
    r"(?i)(?<!\w)t[êe]n(?:\s(?:tôi|toi|tui|em|bà|ba|ông|ong|đúng|dung|thật|phải|phai|đầy|đủ)){0,3}\s(?:là"
    r"|la)\s"
    r"([^,.;]+)"
)
_RATHER = re.compile(r"(?i)\s(?:chứ|chớ|mà|không phải|chu khong|ma khong)\s")


@dataclass(frozen=True)
class Amended:
    """The fields that are wrong ("name", "birth", "sex", "phone"), and what is right where it was said."""

    wrong: frozenset[str]
    name: str | None = None
    birth: Birth | None = None
    sex: Sex | None = None
    phone: str | None = None


def amended(said: Said, today: date) -> Amended | None:
    """The fields named as wrong, or named alone, as one does to have them asked anew; None where none is."""
    wrong: set[str] = set()
    for clause in clauses(said):
        for part in _TURN.split(clause.raw):
            named = [field for field, spoken in _FIELDS.items() if spoken.search(part)]
            denied = _WRONG.search(_RIGHT.sub(" ", part)) is not None
            right = _RIGHT.search(part) is not None and not denied
            wrong |= set() if right or clause.asks else set(named[:1] if not denied else named)
    if not wrong:
        return None
    return Amended(
        frozenset(wrong),
        name=_name(said) if "name" in wrong else None,
        birth=_birth(said, today) if "birth" in wrong else None,
        sex=_sex(said) if "sex" in wrong else None,
        phone=_phone(said) if "phone" in wrong else None,
    )


def _name(said: Said) -> str | None:
    """A whole name that was said to be the writer's; one word of it is asked for."""
    found = _NAMED.search(said.normal)
    name = _RATHER.split(found[1])[0] if found is not None else ""
    if len(name.split()) < 2 or any(mention.kin for mention in persons.of(said).others):
        return None
    try:
        return read_name(name)
    except ClubError:
        return None


def _birth(said: Said, today: date) -> Birth | None:
    rest = _NOT_THAT.sub(" ", said.folded)
    years = re.findall(r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d(?!\d)", rest)
    try:
        found = read_birth(years[0], today) if len(years) == 1 else None
    except ClubError:
        return None
    return found if isinstance(found, Birth) else None


def _sex(said: Said) -> Sex | None:
    try:
        return read_sex(said)
    except ClubError:
        return None


def _phone(said: Said) -> str | None:
    try:
        return read_phone(_NOT_THAT.sub(" ", said.folded))
    except ClubError:
        return None
