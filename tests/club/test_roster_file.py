"""Reading lists of people as clubs keep them, and what they would change."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from club.errors import Misread
from club.people.honorifics import Sex
from club.people.roster import Household, ethnic_name
from club.people.roster_file import Cell, PeopleList, Row, Sheet, read_sheets

TODAY = date(2026, 11, 23)


def read(*table: list[Cell]) -> PeopleList:
    return read_sheets([Sheet("Trang 1", list(table))], TODAY)


def test_headings_are_found_in_any_order_below_a_title() -> None:
    found = read(
        ["DANH SÁCH HỘI VIÊN", None, None, None, None, None],
        [None] * 6,
        ["STT", "Số ĐT", "HỌ VÀ TÊN", "Ngày, tháng, năm sinh", "Dân tộc", "Ghi chú"],
        [1, 912345678, "Lò Thị Ón", datetime(1948, 3, 5), "Thái", "tổ trưởng"],
        [2, "0168 234 5678", "SÙNG A PÁO", "1944", "H'mông", None],
        [3, None, "Vàng Thị Mai", 1950.0, None, None],
        [None, None, "Tổng cộng: 3 hội viên", None, None, None],
    )
    assert found.rows == (
        Row(
            "4",
            "Lò Thị Ón",
            birth_year=1948,
            birth_date=date(1948, 3, 5),
            ethnic_group="Thái",
            phone="+84912345678",
        ),
        Row("5", "Sùng A Páo", birth_year=1944, ethnic_group="Mông", phone="+84382345678"),
        Row("6", "Vàng Thị Mai", birth_year=1950),
    )
    assert found.refused == ()
    assert found.unread == ("Ghi chú",)


def test_merged_headings_put_the_year_below_men_and_women() -> None:
    found = read(
        ["TT", "Họ và tên", "Năm sinh", None, "Hộ nghèo", "Hộ cận nghèo", "Hạn thẻ BHYT"],
        [None, None, "Nam", "Nữ", None, None, None],
        [1, "Lò Văn Inh", 1950, None, "x", None, "31/12/2026"],
        [2, "Lò Thị Ón", None, "1948", None, "X", datetime(2027, 1, 31)],
        [3, "Tẩn Thị Mẩy", None, "5/3/1950", None, None, "6/2027"],
    )
    assert [(r.birth_year, r.sex) for r in found.rows] == [
        (1950, Sex.MALE),
        (1948, Sex.FEMALE),
        (1950, Sex.FEMALE),
    ]
    assert [r.household for r in found.rows] == [Household.POOR, Household.NEAR_POOR, None]
    assert [r.card_expires_on for r in found.rows] == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 6, 30),
    ]


def test_ticked_columns_split_names_and_groups_between_the_lines() -> None:
    found = read(
        ["Họ và tên đệm", "Tên", "Giới tính", None, "Tuổi"],
        [None, None, "Nam", "Nữ", None],
        ["Tổ 1: bản Chom Chăng", None, None, None, None],
        ["Lò Thị", "Ón", None, "x", 78],
        ["Nhóm Nà Khương", None, None, None, None],
        ["Lò Văn", "Inh", "X", None, None],
    )
    assert found.rows == (
        Row("4", "Lò Thị Ón", birth_year=1948, sex=Sex.FEMALE, small_group="Tổ 1: bản Chom Chăng"),
        Row("6", "Lò Văn Inh", sex=Sex.MALE, small_group="Nhóm Nà Khương"),
    )


def test_the_household_and_the_family_name_differ_by_a_tone() -> None:
    found = read(["Họ", "Tên", "Hộ"], ["Lò Thị", "Ón", "Cận nghèo"], ["Lò", "Inh", "khá"])
    assert [(r.full_name, r.household) for r in found.rows] == [
        ("Lò Thị Ón", Household.NEAR_POOR),
        ("Lò Inh", Household.OTHER),
    ]


def test_dates_and_phones_that_lost_their_form_are_read() -> None:
    found = read(
        ["Họ tên", "Ngày sinh", "Điện thoại"],
        ["Lò Thị Ón", 18327, "9.12345678E+8"],
        ["Lò Văn Inh", "5.3.50", 912345679.0],
        ["Vàng Thị Mai", 48, "0213 3 876 543 / 0987654321"],
        ["Sùng A Páo", "mùng 5 tháng 3 năm 1944", "không"],
    )
    assert [r.birth_year for r in found.rows] == [1950, 1950, 1948, 1944]
    assert found.rows[0].birth_date == date(1950, 3, 5)
    assert [r.phone for r in found.rows] == ["+84912345678", "+84912345679", "+842133876543", None]


def test_what_cannot_be_read_is_refused_line_by_line() -> None:
    found = read(
        ["Họ và tên", "Năm sinh", "Điện thoại", "Giới tính", "Loại hộ", "Tổ"],
        ["Lò Thị Ón", "1948", "12345", None, None, None],
        ['=HYPERLINK("http://x")', "1948", None, None, None, None],
        [None, "1950", None, None, None, None],
        ["Lò Văn Inh", "2090", None, None, None, None],
        ["Lò Văn Ba", "31/2/1950", None, None, None, None],
        ["Sùng A Páo", "1951", None, None, None, None],
    )
    assert [(r.where, r.key) for r in found.refused] == [
        ("3", "members.name_misread"),
        ("4", "roster.file_no_name"),
        ("5", "common.date_future"),
        ("6", "common.date_impossible"),
    ]
    assert [r.full_name for r in found.rows] == ["Lò Thị Ón", "Sùng A Páo"]


def test_a_cell_that_a_person_can_do_without_is_named_and_left_empty() -> None:
    found = read(
        ["Họ và tên", "Năm sinh", "Điện thoại", "Giới tính", "Loại hộ", "Tổ", "Thẻ BHYT"],
        ["Lò Thị Ón", "1948", "12345", None, None, None, None],
        ["Vàng Thị Mai", 1950, "-", "gì đó", None, None, None],
        ["Vàng Thị Hai", 1950, "chưa có", None, "giàu sang", None, None],
        ["Vàng Thị Tư", 1950, None, None, None, "=1+1", "DT2121234567890"],
    )
    assert [r.full_name for r in found.rows] == ["Lò Thị Ón", "Vàng Thị Mai", "Vàng Thị Hai", "Vàng Thị Tư"]
    assert found.refused == ()
    assert [(n.where, n.args["column"], n.args["cell"]) for n in found.noted] == [
        ("2", "Điện thoại", "12345"),
        ("3", "Giới tính", "gì đó"),
        ("4", "Loại hộ", "giàu sang"),
        ("5", "Tổ", "=1+1"),
        ("5", "Thẻ BHYT", "DT2121234567890"),
    ]


def test_every_sheet_with_headings_counts() -> None:
    sheets = [
        Sheet("Tổ 1", [["Họ tên"], ["Lò Thị Ón"]]),
        Sheet("Ghi chú", [["abc"]]),
        Sheet("Tổ 2", [["Họ tên"], ["Lò Văn Inh"]]),
    ]
    assert [r.where for r in read_sheets(sheets, TODAY).rows] == ["Tổ 1, 2", "Tổ 2, 2"]


def test_a_table_without_names_or_people_is_explained() -> None:
    with pytest.raises(Misread, match="file_no_headings"):
        read(["Số", "Tiền"], [1, 500])
    with pytest.raises(Misread, match="file_nobody"):
        read(["Họ và tên", "Năm sinh"])


def test_ethnic_groups_have_one_spelling() -> None:
    assert [ethnic_name(t) for t in ("H'MÔNG", "mong", "Kho-mu", "la hu", "Pà Thẻn")] == [
        "Mông",
        "Mông",
        "Khơ Mú",
        "La Hủ",
        "Pà Thẻn",
    ]
