"""Letters and digits in files of people: what stands around a name, and what other programs made of them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from club.errors import Misread
from club.people.listed_names import listed_name
from club.people.phones import whole_digits
from club.people.roster_file import Cell, PeopleList, Sheet, read_sheets

TODAY = date(2026, 11, 23)


def read(*table: list[Cell]) -> PeopleList:
    return read_sheets([Sheet("Trang 1", [tuple(line) for line in table])], TODAY)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ông Lò Văn Hùng", "Lò Văn Hùng"),
        ("Bà: Lò Thị Lan", "Lò Thị Lan"),
        ("BÀ LÒ THỊ ÓN", "Lò Thị Ón"),
        ("(Bà) Lò Thị Lan", "Lò Thị Lan"),
        ("Đ/c Lò Văn Tư", "Lò Văn Tư"),
        ("Hội viên: ông Giàng A Tủa", "Giàng A Tủa"),
        ("Ong Lo Van Hung", "Lo Van Hung"),
        ("Lò Văn Hùng (Hạnh)", "Lò Văn Hùng"),
        ("Lò Văn Hùng(Hạnh)", "Lò Văn Hùng"),
        ("Lò Văn Hùng\n(tổ trưởng)", "Lò Văn Hùng"),
        ("Bà Lò Thị Lan (vợ ông Hùng", "Lò Thị Lan"),
        ("Lò Thị Lan [con ông Tư]", "Lò Thị Lan"),
        ("Lò Thị Lan(Tổ 2)", "Lò Thị Lan"),
        ("Hờ A Dơ - CN", "Hờ A Dơ"),
        ("Thào A Sìn *", "Thào A Sìn"),
        ("- Lò Thị Lan", "Lò Thị Lan"),
        ("Lò Thị Lan +", "Lò Thị Lan"),
        ("Lò Thị Lan - Tổ trưởng", "Lò Thị Lan"),
        ("Lò Thị Lan – phó CN", "Lò Thị Lan"),
        ("Lò Thị Lan, Thủ quỹ CLB", "Lò Thị Lan"),
        ("Lò Thị Lan tổ trưởng", "Lò Thị Lan"),
        ("LÒ THỊ LAN - CHỦ NHIỆM", "Lò Thị Lan"),
        ("1. Lò Văn Hùng", "Lò Văn Hùng"),
        ("'Lò Văn Tư", "Lò Văn Tư"),
        ("’Lò Văn Tư", "Lò Văn Tư"),
        ("Sùng  A   Chống", "Sùng A Chống"),
        ("lò văn páo", "Lò Văn Páo"),
        ("LÒ THỊ EM", "Lò Thị Em"),
        ("\u200bLò\u00a0Thị\u202fLan\ufeff", "Lò Thị Lan"),
        (unicodedata.normalize("NFD", "Quàng Thị Nguyệt"), "Quàng Thị Nguyệt"),
        ("𝕋𝕙ị Lan", "Thị Lan"),
        ("Lо Thі Lаn", "Lo Thi Lan"),
        ("Ðào Thị Hương", "Đào Thị Hương"),
        ("Ｌò Ｔhị Lan", "Lò Thị Lan"),
    ],
)
def test_a_listed_name_is_freed_of_what_stands_around_it(written: str, name: str) -> None:
    assert listed_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("K'Brôi", "K'Brôi"),
        ("H’Bia Niê", "H'Bia Niê"),
        ("Y-Bhăm Êban", "Y-Bhăm Êban"),
        ("Y Blir", "Y Blir"),
        ("Ma Seo Dìn", "Ma Seo Dìn"),
        ("MA A CHU", "Ma A Chu"),
        ("CHU VĂN AN", "Chu Văn An"),
        ("Ông Văn Bé", "Ông Văn Bé"),
        ("Ong Van Be", "Ong Van Be"),
        ("Cô Thị Lan", "Cô Thị Lan"),
        ("Chau Sóc Kha", "Chau Sóc Kha"),
        ("Lò Văn Hùng A", "Lò Văn Hùng A"),
        ("Vang A Pao", "Vang A Pao"),
        ("François Lò", "François Lò"),
        ("Loïc Martin", "Loïc Martin"),
        ("O'Connor", "O'Connor"),
        ("Cầm Bá Chiêu", "Cầm Bá Chiêu"),
        ("Lò Văn Trưởng", "Lò Văn Trưởng"),
        ("Bạc Thị Ban", "Bạc Thị Ban"),
        ("Tô Trường An", "Tô Trường An"),
    ],
)
def test_a_name_that_only_looks_like_something_else_stays(written: str, name: str) -> None:
    assert listed_name(written) == name


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("L? V?n H?ng", "roster.file_lost_letters"),
        ("Lò Th? Lan", "roster.file_lost_letters"),
        ("Nguy?n Thi Hoa", "roster.file_lost_letters"),
        ("L\ufffd V\ufffdn Hùng", "roster.file_lost_letters"),
        ("?ào Thị Lan", "roster.file_lost_letters"),
        ("Лида Ж", "roster.file_letters"),
        ("Lß Lan", "roster.file_letters"),
        ("LÃ² VÄƒn HÃ¹ng", "roster.file_letters"),
        ("ໂລ ລານ", "roster.file_letters"),
        ("Lò Văn Hùng (đã mất)", "roster.file_gone"),
        ("Lò Văn Hùng (mất 2024)", "roster.file_gone"),
        ("Lò Văn Hùng (chuyển đi)", "roster.file_gone"),
        ("Lò Văn Hai/ Lò Thị Ba", "members.name_misread"),
        ("X", "members.name_misread"),
        ("12345", "members.name_misread"),
    ],
)
def test_a_name_whose_letters_are_lost_is_not_taken(written: str, key: str) -> None:
    with pytest.raises(Misread) as caught:
        listed_name(written)
    assert caught.value.key == key


@pytest.mark.parametrize("typed", ["9.12E+08", "9,12E+08", "9.12346E+08", "9.12E8", "8.4912E+10", "9E+08"])
def test_digits_that_a_spreadsheet_lost_are_not_made_up(typed: str) -> None:
    with pytest.raises(Misread) as caught:
        whole_digits(typed)
    assert caught.value.key == "roster.file_phone_shortened"


def test_digits_that_are_all_there_are_read() -> None:
    found = read(
        ["Họ và tên", "Điện thoại"],
        ["Lò Văn Hùng", "9.12345678E+08"],
        ["Lò Thị Lan", 912345679],
        ["Lò Thị Ón", 912345670.0],
        ["Vàng A Páo", "912345671"],
        ["Vàng A Sử", "+84 912 345 672"],
        ["Vàng A Lử", "84912345673"],
    )
    assert [r.phone for r in found.rows] == [f"+8491234567{n}" for n in (8, 9, 0, 1, 2, 3)]


def test_who_lost_the_digits_of_a_phone_stays_in() -> None:
    found = read(
        ["Họ và tên", "Năm sinh", "Điện thoại"], ["Lò Thị Lan", 1952, "9.12E+08"], ["Lò Thị Ón", 1953, None]
    )
    assert [(r.full_name, r.phone) for r in found.rows] == [("Lò Thị Lan", None), ("Lò Thị Ón", None)]
    assert [(n.where, n.key) for n in found.noted] == [("2", "roster.file_phone_shortened")]
