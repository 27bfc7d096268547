"""How boards lay out their lists: headings over several columns and lines, merged, hidden and struck cells,
signatures, remarks, lists of something else beside.
"""

from __future__ import annotations

import io
import random
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from club.errors import ClubError
from club.people.headings import column_of
from club.people.honorifics import Sex
from club.people.list_lines import group_of, is_note, names_two, says_gone
from club.people.roster import Household
from club.people.roster_file import PeopleList
from handlers.roster.sheet import read_people

TODAY = date(2026, 11, 23)


def book(*lines: list[Any], merge: tuple[str, ...] = ()) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    for line in lines:
        sheet.append(line)
    for area in merge:
        sheet.merge_cells(area)
    return made


def content(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(made: openpyxl.Workbook) -> PeopleList:
    return read_people(content(made), "ds.xlsx", TODAY)


def names(found: PeopleList) -> list[str]:
    return [row.full_name for row in found.rows]


def left(found: PeopleList) -> list[tuple[str, str]]:
    return [(r.where, r.key.removeprefix("roster.file_")) for r in found.refused]


def test_a_heading_over_two_columns_holds_the_whole_name() -> None:
    lines: list[list[Any]] = [
        ["STT", "Họ và tên", None, "Năm sinh"],
        [1, "Lò Văn", "Hùng", 1950],
        [2, "Lò Thị", "Lan", 1952],
        [3, "Sùng A", "Páo", 1948],
    ]
    whole = ["Lò Văn Hùng", "Lò Thị Lan", "Sùng A Páo"]
    assert names(read(book(*lines, merge=("B1:C1",)))) == whole
    assert names(read(book(*lines))) == whole, "as files lose what is merged"
    dates = [["Họ và tên", "Ngày sinh", None, None], ["Lò Thị Ón", 5, 3, 1950]]
    assert read(book(*dates, merge=("B1:D1",))).rows[0].birth_date == date(1950, 3, 5)


def test_a_column_without_heading_is_named_by_its_letter() -> None:
    found = read(book(["Họ và tên", "Năm sinh", None], ["Lò Thị Ón", 1950, "bản Hua Tạt"]))
    assert names(found) == ["Lò Thị Ón"]
    assert found.unread == ("C",)


def test_headings_of_two_and_three_lines_with_an_unknown_one() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", "Năm sinh", None, "Hoàn cảnh", None, None],
            [None, None, "Nam", "Nữ", "Hộ nghèo", "Hộ cận nghèo", "Khác"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            [1, "Lò Văn Hùng", 1950, None, "x", None, None],
            [2, "Lò Thị Lan", None, 1952, None, "x", None],
            merge=("A1:A2", "B1:B2", "C1:D1", "E1:G1"),
        )
    )
    assert [(r.full_name, r.birth_year, r.sex, r.household) for r in found.rows] == [
        ("Lò Văn Hùng", 1950, Sex.MALE, Household.POOR),
        ("Lò Thị Lan", 1952, Sex.FEMALE, Household.NEAR_POOR),
    ]
    assert found.unread == ("Khác",)
    assert found.refused == ()


def test_family_and_given_name_below_one_heading() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", None, "Năm sinh", "Giới tính"],
            [None, "Họ đệm", "Tên", None, None],
            [1, "Lò Văn", "Hùng", 1950, "Nam"],
            merge=("B1:C1",),
        )
    )
    assert [(r.full_name, r.birth_year, r.sex) for r in found.rows] == [("Lò Văn Hùng", 1950, Sex.MALE)]


def test_what_is_merged_downward_is_said_of_everybody_beside_it() -> None:
    found = read(
        book(
            ["Tổ", "Họ và tên", "Năm sinh", "Điện thoại", "Loại hộ"],
            ["Tổ 1", "Lò Văn Hùng", 1950, "0987654321", "Nghèo"],
            [None, "Lò Thị Lan", 1952, None, None],
            ["Tổ 2", "Vàng A Páo", 1948, None, None],
            [None, "Giàng Thị Mỷ", 1950, None, "Cận nghèo"],
            merge=("A2:A3", "A4:A5", "D2:D3", "E2:E3"),
        )
    )
    assert [(r.small_group, r.phone, r.household) for r in found.rows] == [
        ("Tổ 1", "+84987654321", Household.POOR),
        ("Tổ 1", "+84987654321", Household.POOR),
        ("Tổ 2", None, None),
        ("Tổ 2", None, Household.NEAR_POOR),
    ]


def test_signatures_and_notes_are_nobody_and_are_named() -> None:
    found = read(
        book(
            ["HỘI NGƯỜI CAO TUỔI XÃ THÂN THUỘC"],
            ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Tổ"],
            [1, "Lò Văn Hùng", 1950, "Nam", "Tổ 1"],
            [None, "Ghi chú"],
            ["II", "Hội viên mới"],
            [2, "Lò Thị Lan", 1952, "Nữ", "Tổ 1"],
            ["Cộng", None, 2],
            [None, "Tổng cộng: 2 người"],
            [None, "Thân Thuộc, ngày 20 tháng 11 năm 2026"],
            [None, "Người lập biểu", None, "TM. BAN CHỦ NHIỆM", "Chủ nhiệm"],
            [None, "Ký tên"],
            [None, "Quàng Thị Mai", None, "Quàng Văn Sơn"],
            [None, None, None, None, "Quàng Văn Sơn"],
        )
    )
    assert names(found) == ["Lò Văn Hùng", "Lò Thị Lan"]
    assert left(found) == [(where, "not_person") for where in ("4", "5", "9", "10", "11", "12", "13")]
    assert found.refused[0].name == "Ghi chú"


def test_a_list_of_bare_names_is_one_of_people_until_it_is_signed() -> None:
    found = read(
        book(
            ["Họ và tên"],
            ["Lò Văn Hùng"],
            ["Tô Thị Lan"],
            ["To Thi Hoa"],
            ["Người lập biểu"],
            ["Quàng Thị Mai"],
        )
    )
    assert names(found) == ["Lò Văn Hùng", "Tô Thị Lan", "To Thi Hoa"]
    assert left(found) == [("5", "not_person"), ("6", "not_person")]


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (["Tổ 1: Bản Hua Tạt"], "Tổ 1: Bản Hua Tạt"),
        (["I", "TỔ 2"], "TỔ 2"),
        (["I. Tổ 2", "12 người"], "Tổ 2"),
        (["To 3"], "To 3"),
        (["Bản Nà Khương"], "Bản Nà Khương"),
        (["Tô Thị Lan"], None),
        (["To Thi Lan"], None),
        (["Hội viên mới"], None),
        (["Tổ trưởng: Lò Văn Hùng"], None),
        (["1", "Lò Văn Hùng", "1950"], None),
    ],
)
def test_a_line_may_name_the_group_of_those_below(line: list[str], group: str | None) -> None:
    assert group_of(line) == group


def test_birth_cells_as_boards_and_spreadsheets_write_them() -> None:
    cells = {
        "1950?": 1950,
        "khoảng 1950": 1950,
        "SN 1950": 1950,
        "5/1950": 1950,
        "1950 (76 tuổi)": 1950,
        "00/00/1950": 1950,
        "0/0/1950": 1950,
        "1950-03-05": 1950,
        "1950-03-05 00:00:00": 1950,
        "~1950": 1950,
    }
    found = read(book(["Họ và tên", "Ngày sinh"], *([f"Lò Văn {'Hùng'}", cell] for cell in cells)))
    assert [r.birth_year for r in found.rows] == list(cells.values())
    assert [str(r.birth_date) for r in found.rows if r.birth_date] == ["1950-03-05", "1950-03-05"]


def test_a_year_typed_into_a_cell_of_dates_is_that_year() -> None:
    found = read(
        book(
            ["Họ và tên", "Ngày sinh"],
            ["Lò Văn Hùng", datetime(1905, 5, 3)],
            ["Lò Thị Lan", datetime(1905, 5, 5)],
            ["Lò Thị Ón", datetime(1950, 3, 5)],
        )
    )
    assert [r.birth_year for r in found.rows] == [1950, 1952, 1950]
    assert [r.birth_date for r in found.rows] == [None, None, date(1950, 3, 5)]


def test_who_has_died_or_left_is_not_added() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", "Năm sinh", "Ghi chú"],
            [1, "Lò Văn Hùng", 1950, "Đã mất 3/2026"],
            [2, "Lò Thị Lan", 1952, "Chuyển về Sơn La"],
            [3, "Lò Thị Ỏn", 1945, "chồng đã mất"],
            [4, "Vàng A Páo (đã mất)", 1940, None],
            [5, "Giàng A Chống", 1941, "mất"],
            [6, "Giàng A Páo - đã mất", 1941, None],
            [7, "Giàng A Sử", "mất 2024", None],
        )
    )
    assert names(found) == ["Lò Thị Ỏn"]
    assert left(found) == [(where, "gone") for where in ("2", "3", "5", "6", "7", "8")]
    assert found.refused[0].args["remark"] == "Đã mất 3/2026"


def test_columns_of_who_has_died_or_left_are_ticked() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", "Năm sinh", "Đã mất", "Chuyển đi", "Hộ nghèo"],
            [1, "Lò Văn Hùng", 1950, "x", None, None],
            [2, "Lò Thị Lan", 1952, None, "x", None],
            [3, "Lò Thị Ỏn", 1945, None, None, "x"],
            [None, "Tổng hộ nghèo", None, None, None, 1],
        )
    )
    assert names(found) == ["Lò Thị Ỏn"]
    assert left(found) == [("2", "gone"), ("3", "gone")]


@pytest.mark.parametrize(
    ("remark", "gone"),
    [
        ("Đã mất", True),
        ("da mat 2025", True),
        ("Mất năm 2024", True),
        ("từ trần", True),
        ("Chuyển đi Hà Nội", True),
        ("Chuyển sang CLB bản Mường", True),
        ("xin ra khỏi CLB", True),
        ("không tham gia nữa", True),
        ("chồng mất năm 2019", False),
        ("vợ đã chết", False),
        ("Mới chuyển đến", False),
        ("chuyển từ Tổ 2", False),
        ("mất sức lao động", False),
        ("mổ mắt", False),
        ("nghỉ hưu", False),
        ("đang tạm nghỉ", False),
        ("tổ trưởng", False),
        ("mất thẻ BHYT", False),
        ("đã mất máy", False),
        ("con chuyển đi Hà Nội", False),
        ("mất 2024", True),
    ],
)
def test_remarks_of_leaving(remark: str, gone: bool) -> None:
    assert says_gone(remark) is gone


def test_struck_out_and_hidden_lines_and_sheets_add_nobody() -> None:
    made = book(
        ["Họ và tên", "Năm sinh", "Điện thoại"],
        ["Lò Văn Hùng", 1950, "0987654321"],
        ["Vàng A Páo", 1930, None],
        ["Lò Thị Lan", 1952, None],
    )
    sheet = made.active
    sheet["A3"].font = Font(strike=True)
    sheet["C2"].font = Font(strike=True)
    sheet.row_dimensions[4].hidden = True
    other = made.create_sheet("Cũ")
    other.append(["Họ và tên", "Năm sinh"])
    other.append(["Lò Thị Ỏn", 1945])
    other.sheet_state = "hidden"
    found = read(made)
    assert [(r.full_name, r.phone) for r in found.rows] == [("Lò Văn Hùng", None)]
    assert left(found) == [("Sheet, 3", "struck"), ("Sheet, 4", "hidden"), ("Cũ, 2–2", "hidden_sheet")]
    assert [n.args["cell"] for n in found.noted] == ["0987654321"]


def test_lists_of_loans_and_of_visits_add_nobody() -> None:
    made = book(["Họ và tên", "Năm sinh"], ["Lò Văn Hùng", 1950])
    for name, *lines in (
        ("Vay", ["Họ và tên", "Số tiền vay"], ["Người Ngoài", 5_000_000]),
        ("Họp", ["STT", "Họ và tên", "Có mặt"], [1, "Người Ngoài", "x"]),
        ("Tổ 2", ["STT", "Họ và tên"], [1, "Lò Thị Lan"]),
    ):
        sheet = made.create_sheet(str(name))
        for line in lines:
            sheet.append(line)
    found = read(made)
    assert names(found) == ["Lò Văn Hùng", "Lò Thị Lan"]
    assert left(found) == [("Vay, 2–2", "other_table"), ("Họp, 2–2", "other_table")]


def test_a_second_table_below_has_headings_of_its_own() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", "Năm sinh"],
            [1, "Lò Văn Hùng", 1950],
            [],
            ["DANH SÁCH HỘI VIÊN MỚI"],
            ["Họ và tên", "Giới tính", "Năm sinh"],
            ["Lò Thị Lan", "Nữ", 1952],
            [],
            ["Họ và tên", "Năm sinh", "Số tiền vay"],
            ["Người Ngoài", 1960, 5_000_000],
        )
    )
    assert [(r.full_name, r.birth_year) for r in found.rows] == [("Lò Văn Hùng", 1950), ("Lò Thị Lan", 1952)]
    assert left(found) == [("4", "not_person"), ("9–9", "other_table")]


@pytest.mark.parametrize(
    ("name", "two"),
    [
        ("Ông Lò Văn Hai và bà Lò Thị Ba", True),
        ("Lò Văn Hai/ Lò Thị Ba", True),
        ("Lò Văn Hai, Lò Thị Ba", True),
        ("Lò Văn Hai và vợ", True),
        ("Lò Văn Hai\nLò Thị Ba", True),
        ("Và A Páo", False),
        ("Giàng Và Páo", False),
        ("Hờ A Dơ - CN", False),
        ("Lò Văn Hùng\n(tổ trưởng)", False),
        ("Lò Văn\nHùng", False),
    ],
)
def test_two_names_in_a_cell_are_not_one_person(name: str, two: bool) -> None:
    assert names_two(name) is two
    found = read(book(["Họ và tên", "Năm sinh"], ["Lò Thị Lan", 1952], [name, 1950]))
    assert (left(found) == [("3", "two_names")]) is two


def test_columns_that_count_come_in_many_kinds() -> None:
    found = read(
        book(
            ["TT", "Họ và tên", None],
            ["01", "Lò Văn Hùng"],
            ["2.", "Lò Thị Lan"],
            [3.0, "3. Vàng A Páo"],
            [4, None],
            [None, "Quàng Thị Mai"],
        )
    )
    assert names(found) == ["Lò Văn Hùng", "Lò Thị Lan", "Vàng A Páo"]
    assert left(found) == [("6", "not_person")]


def test_tables_side_by_side_are_both_read() -> None:
    found = read(
        book(
            ["STT", "Họ và tên", "Năm sinh", None, "STT", "Họ và tên", "Năm sinh"],
            [1, "Lò Văn Hùng", 1950, None, 2, "Lò Thị Lan", 1952],
            [None, "Người lập biểu", None, None, None, "Chủ nhiệm", None],
        )
    )
    assert [(r.where, r.full_name, r.birth_year) for r in found.rows] == [
        ("2", "Lò Văn Hùng", 1950),
        ("E2", "Lò Thị Lan", 1952),
    ]
    assert left(found) == [("3", "not_person"), ("E3", "not_person")]


def test_day_month_and_year_in_columns_of_their_own() -> None:
    lines = [
        ["Họ và tên", "Ngày sinh", None, None, "Tuổi"],
        [None, "Ngày", "Tháng", "Năm", None],
        ["Lò Văn Hùng", 5, 3, 1950, 70],
        ["Lò Thị Lan", None, None, 1952, None],
        ["Lò Thị Ỏn", None, None, "không rõ", "80 tuổi"],
    ]
    for merge in (("B1:D1",), ()):
        found = read(book(*lines, merge=merge))
        assert [(r.birth_year, r.birth_date) for r in found.rows] == [
            (1950, date(1950, 3, 5)),
            (1952, None),
            (1946, None),
        ]
    assert read(book(["Họ tên", "Năm"], ["Lò Thị Lan", 1952])).rows[0].sex is None


def test_notes_are_told_from_names() -> None:
    assert all(
        is_note(n) for n in ("Người lập biểu", "Ký tên", "Ghi chú:", "Xác nhận của UBND xã", "TM. BCN")
    )
    assert not any(is_note(n) for n in ("Lò Văn Nam", "Nam Văn Thu", "Cầm Thị Ký", "Tô Thị Hội"))


def test_the_same_file_gives_the_same_and_a_mutilated_one_an_answer() -> None:
    source = random.Random(11)
    words = [
        "Họ và tên",
        "Tổ",
        "Năm sinh",
        "Nam",
        "Nữ",
        "Lò Văn Hùng",
        "Tổ 1",
        1950,
        None,
        "x",
        "Ghi chú",
        1e20,
    ]
    words += [
        "Tổng",
        -3,
        0.5,
        True,
        datetime(1905, 5, 3),
        "(",
        "/",
        "Họ",
        "Tên",
        "STT",
        "Số tiền",
        "\n",
        "'=1",
    ]
    for _ in range(150):
        lines = [[source.choice(words) for _ in range(source.randint(1, 6))] for _ in range(9)]
        made = book(["STT", "Họ và tên", "Năm sinh"], *lines)
        for _ in range(source.randint(0, 3)):
            top, start = source.randint(1, 9), source.randint(1, 5)
            made.active.merge_cells(
                start_row=top, start_column=start, end_row=top + source.randint(0, 3), end_column=start + 1
            )
        raw = content(made)
        broken = bytearray(raw)
        broken[source.randrange(len(broken))] ^= 255
        for file in (raw, bytes(broken)):
            results = []
            for _ in range(2):
                try:
                    results.append(read_people(file, "ds.xlsx", TODAY))
                except ClubError as error:
                    results.append(error.key)
            assert results[0] == results[1]


@pytest.mark.parametrize("merge", [("B1:C1",), ()], ids=["merged", "as files lose what is merged"])
@pytest.mark.parametrize(
    ("heading", "wife", "husband"),
    [
        ("Họ tên vợ / chồng", "Vợ", "Chồng"),
        ("Họ và tên vợ, chồng", "Họ tên vợ", "Họ tên chồng"),
        ("Ho ten chong - vo", "Vo", "Chong"),
    ],
)
def test_couples_in_two_columns_are_two_people(
    merge: tuple[str, ...], heading: str, wife: str, husband: str
) -> None:
    found = read(
        book(
            ["STT", heading, None, "Năm sinh", None],
            [None, wife, husband, wife, husband],
            [1, "Lò Thị Ón", "Lò Văn Inh", 1950, 1948],
            [2, "Vàng Thị Mai", None, 1955, None],
            [3, None, "Sùng A Páo", None, 1944],
            merge=(*merge, "D1:E1"),
        )
    )
    assert [(r.full_name, r.birth_year) for r in found.rows] == [("Vàng Thị Mai", 1955), ("Sùng A Páo", 1944)]
    assert left(found) == [("3", "two_names")]


def test_the_husband_of_somebody_in_the_list_is_no_name_of_a_line() -> None:
    found = read(book(["Họ và tên", "Năm sinh", "Họ tên vợ/chồng"], ["Lò Thị Ón", 1950, "Lò Văn Inh"]))
    assert (names(found), found.unread) == (["Lò Thị Ón"], ("Họ tên vợ/chồng",))
    found = read(
        book(["Họ tên vợ/chồng", "Năm sinh"], ["Lò Thị Ón / Lò Văn Inh", 1950], ["Vàng Thị Mai", 1955])
    )
    assert (names(found), left(found)) == (["Vàng Thị Mai"], [("2", "two_names")])


@pytest.mark.parametrize(
    "headings",
    [
        ["Họ và tên", "Năm sinh", "Số tiền vay", "Ngày vay", "Thời hạn"],
        ["Họ và tên", "Năm sinh", "Số tiền", "Ngày trả", "Ký nhận"],
        ["Ho va ten", "Nam sinh", "Goc", "Lai", "Con lai"],
        ["Họ tên", "Năm sinh", "Dư nợ", "Lãi suất", "Mục đích"],
        ["Họ tên", "Ngày sinh", "Tiền quỹ tháng 1", "Tiền quỹ tháng 2", "Ghi chú"],
    ],
)
def test_a_table_of_sums_alone_is_none_of_people(headings: list[str]) -> None:
    line = ["Lò Thị Ón", 1950, 5_000_000, 20_000, "12"]
    found = read(book(headings, line))
    assert (names(found), left(found)) == ([], [("2–2", "other_table")])
    found = read(book(["DANH SÁCH HỘI VIÊN VAY VỐN"], headings, line))
    assert (names(found), left(found)) == ([], [("3–3", "other_table")])


@pytest.mark.parametrize(
    "lines",
    [
        [["Họ và tên", "Năm sinh", "Tiền quỹ"], ["Lò Thị Ón", 1950, 20_000]],
        [["Họ và tên", "Năm sinh", "Đang vay", "Ghi chú"], ["Lò Thị Ón", 1950, "x", None]],
        [
            ["DANH SÁCH HỘI VIÊN NĂM 2026"],
            ["Họ và tên", "Năm sinh", "Quỹ T1", "Quỹ T2"],
            ["Lò Thị Ón", 1950, 20_000, 20_000],
        ],
        [
            ["Họ và tên", "Năm sinh", "Giới tính", "Tổ", "Số tiền vay", "Ngày vay"],
            ["Lò Thị Ón", 1950, "Nữ", "1", 5_000_000, "1/2/2026"],
        ],
    ],
)
def test_a_list_of_people_may_hold_sums_too(lines: list[list[Any]]) -> None:
    assert names(read(book(*lines))) == ["Lò Thị Ón"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Họ và tên ông (bà)", "full_name"),
        ("Họ tên ông/bà", "full_name"),
        ("HỌ VÀ TÊN NGƯỜI CAO TUỔI", "full_name"),
        ("Ho ten NCT", "full_name"),
        ("Họ và tên HV", "full_name"),
        ("Họ tên các cụ", "full_name"),
        ("Họ tên chủ hộ", None),
        ("Họ tên con", None),
        ("Họ tên người thân", None),
        ("Họ tên bà", None),
    ],
)
def test_the_heading_of_names_may_say_whose(heading: str, column: str | None) -> None:
    assert column_of(heading) == column
