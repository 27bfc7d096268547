"""Column headings of membership lists as clubs write them, folded, and the words in their cells."""

from __future__ import annotations

import re
import unicodedata

from club.people.roster import Household
from club.vietnamese.fold import words

_COLUMNS = {
    "full_name": "ho va ten|ho ten|ho va ten hoi vien|ho ten hoi vien|ten hoi vien|hoi vien|ten thanh vien|"
    "thanh vien|ho ten vo chong|ho va ten vo chong|ho ten chong vo|ho va ten chong vo|full name|name",
    "family_name": "ho|ho va|ho dem|ho va dem|ho va ten dem|ho ten dem|ho lot",
    "given_name": "ten",
    "birth": "nam sinh|ngay sinh|sinh nam|ngay thang nam sinh|ngay thang sinh|ngay nam sinh|"
    "nam sinh ngay sinh|sinh ngay|birth|birth year|year of birth",
    "age": "tuoi|age",
    "sex": "gioi tinh|gioi|nam nu|phai|gioi tinh nam nu|sex",
    "phone": "dien thoai|so dien thoai|sdt|dt|so dt|so dtdd|dtdd|di dong|so di dong|so may|"
    "so dt lien he|sdt lien he|dien thoai lien he|so dien thoai lien he|phone",
    "ethnic_group": "dan toc|nguoi dan toc|ethnic group",
    "household": "loai ho|dien ho|hoan canh|hoan canh gia dinh|ho gia dinh|ho ngheo can ngheo|"
    "ngheo can ngheo|dien ho ngheo can ngheo|thuoc ho|"
    "thuoc dien|thuoc dien ho|household",
    "poor": "ho ngheo|ngheo",
    "near_poor": "ho can ngheo|can ngheo",
    "small_group": "to|nhom|to nhom|nhom nho|to so|thuoc to|nhom so|to hoi vien|small group",
    "team": "doi|to chuyen mon|doi nhom|doi chuyen mon|to doi|ban chuyen mon|doi tinh nguyen|team",
    "card_expires_on": "han the bhyt|bhyt|the bhyt|han bhyt|han the bao hiem y te|the bao hiem y te|"
    "bao hiem y te|han bao hiem y te|bhyt den ngay|the bhyt den ngay|han su dung the bhyt|insurance card",
}
_BY_HEADING = {heading: column for column, headings in _COLUMNS.items() for heading in headings.split("|")}
_NAMED = re.compile(
    r"ho(?: va)? ten (?:cua )?(?:cac )?"
    r"(?:ong ba|ba ong|cu|cu ong cu ba|(?:hoi vien )?(?:nguoi cao tuoi|nct)|hv|tv)"
)
"""names of people with who they are, as in "Họ và tên ông (bà)" or "Họ tên NCT"."""
_HOUSEHOLDS = {
    Household.POOR: {"ngheo", "ho ngheo", "hn", "poor"},
    Household.NEAR_POOR: {"can ngheo", "ho can ngheo", "can", "hcn", "cn", "near poor"},
    Household.OTHER: {
        "khong",
        "khac",
        "khong ngheo",
        "binh thuong",
        "trung binh",
        "tb",
        "tb kha",
        "trung binh kha",
        "kha gia",
        "kha",
        "giau",
        "thoat ngheo",
        "moi thoat ngheo",
        "da thoat ngheo",
        "other",
    },
}
MARKS = {"x", "v", "co", "1", "yes", "✓", "✔", "*"}
"""What stands in a column that is ticked."""
_NUMBERS = "stt|tt|so tt|so thu tu|no|s tt|st|so".split("|")
_REMARKS = re.compile(r"ghi chu|chu thich|tinh trang|bien dong|ly do|dien bien|note|remark")
_MONEY = re.compile(r"\b(?:vay|tien|du no|no goc|no|goc|lai|lai suat|dong gop|thu nop|nop|quy)\b")

_OF_MONEY = re.compile(
    r"\b(?:(?:ngay|han|ky|da|phai) (?:tra|thu)|thoi han|ky han|con lai|ky nhan|muc dich|phuong an)\b"
)
"""what stands beside sums, and says nothing of money alone"""
_MEMBERS = re.compile(r"danh sach (?:\w+ ){0,3}?(?:hoi vien|thanh vien)")
_BORROWING = re.compile(r"\b(?:vay|du no|tra no|thu no|nop|thu tien|dong gop|gop)\b")
_SPOUSES = frozenset(("vo", "chong", "ho ten vo", "ho ten chong", "ho va ten vo", "ho va ten chong"))


def column_of(heading: str) -> str | None:
    """What a column holds by its heading: `"Họ & tên"` → `"full_name"`; None for one that is not read.

    "Hộ" (household) and "Họ" (family name) differ by their diacritics alone, so those count there.
    """
    if unicodedata.normalize("NFC", heading).strip(" .:").casefold() == "hộ":
        return "household"
    bare = re.sub(r"\(.*?\)", " ", heading)
    said = words(bare.replace("&", " va "))
    if _NAMED.fullmatch(words(heading)):
        return "full_name"
    return _BY_HEADING.get(said) or _BY_HEADING.get(words(re.sub(r"\bngày\b.*\btháng\b.*\bnăm\b", "", bare)))


def household_of(cell: str) -> Household | None:
    """The household that a cell names, None where it is none of them."""
    said = words(cell)
    plain = {said, said.removeprefix("ho ")}
    return next((kind for kind, spoken in _HOUSEHOLDS.items() if plain & spoken), None)


def is_marked(cell: str) -> bool:
    """Whether a column that is ticked is ticked here."""
    return cell.strip().casefold() in MARKS


def is_number_heading(heading: str) -> bool:
    """Whether a column counts the lines: "STT"."""
    return words(heading) in _NUMBERS or heading.strip() == "#"


def is_remark_heading(heading: str) -> bool:
    """Whether a column holds remarks on people, which may say that somebody is no longer there."""
    return bool(_REMARKS.search(words(heading)))


def is_money_heading(heading: str) -> bool:
    """Whether a column holds sums or days of money, as lists of loans and of payments do."""
    return bool(_MONEY.search(words(heading)))


def goes_with_money(heading: str) -> bool:
    """Whether a column is one of those that stand beside sums: "Thời hạn", "Ngày trả", "Còn lại"."""
    return bool(_OF_MONEY.search(words(heading)))


def is_title_of_members(title: str) -> bool:
    """Whether a table is called a list of members, and not of those who borrowed or paid."""
    said = words(title)
    return bool(_MEMBERS.search(said)) and not _BORROWING.search(said)


def is_couple_heading(heading: str) -> bool:
    """Whether below it stand husband and wife, so that a line may be two people: "Họ tên vợ / chồng"."""
    return {"vo", "chong"} <= set(words(heading).split())


def is_spouse_heading(heading: str) -> bool:
    """Whether below the heading of a couple it names one of them: "Vợ"."""
    return words(heading) in _SPOUSES
