"""Lists of people in and out, in chat: a file is shown back before anything is written, and nothing in it can harm."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from bot.channels.base import Unreachable
from club.errors import ClubError
from club.people.honorifics import Sex
from club.people.roster import Household
from handlers.conversation.chat import Media
from handlers.roster.sheet import harmless, read_people
from handlers.roster.workbook import MOST_BYTES
from storage.people import persons, roster
from storage.records import audit
from tests.world import World

HEADINGS = [
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Giới tính",
    "Dân tộc",
    "Loại hộ",
    "Điện thoại",
    "Tổ",
    "Đội",
    "Hạn thẻ BHYT",
]
LIST = [
    [1, "Lò Thị Ón", 1948, "Nữ", "Thái", "cận nghèo", 912345111, "1", "Văn nghệ", "31/12/2026"],
    [2, "Sùng A Páo", "5/3/1944", "Nam", "H'Mông", "nghèo", "0168 234 5678", "Tổ 2", None, None],
    [3, "Vàng Thị Hai", 1950, "Nữ", None, None, "12345", "1", None, None],
]


_PLAIN_BOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_BOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def workbook(*lines: list[Any], title: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append(["CÂU LẠC BỘ LIÊN THẾ HỆ TỰ GIÚP NHAU"])
        sheet.merge_cells("A1:J1")
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def sends(world: World, who: str, name: str, content: bytes, *, size: int | None = None) -> str:
    world.channel.files[name] = content
    return await world.sends(
        who, Media("document", "memory", name, name, size=len(content) if size is None else size)
    )


async def names(world: World) -> list[str]:
    async with world.app.storage.view() as look:
        return [e.full_name for e in await roster.entries(look, 1)]


async def test_what_a_file_would_do_is_shown_and_done_when_confirmed(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST, title=True))
    assert "Dòng 3: Lò Thị Ón 1948, số …111, Tổ 1.\nTrong câu lạc bộ đã có Lò Thị Ón 1948." in said
    assert "chưa đọc được:\n• Dòng 5 (Vàng Thị Hai): ô Điện thoại “12345” chưa đọc được, nên để trống" in said
    said = await world.presses("chair", "Cùng một người")
    assert "Thêm mới:\n• Sùng A Páo" in said
    assert "Sửa thẻ:\n• Lò Thị Ón (1948): " in said
    assert "thêm mới 2, sửa 1, giữ nguyên 0, chưa nhận 0" in said
    assert "Ghi vào danh sách nhé?" in said
    assert await names(world) == ["Lò Thị Ón", "Quàng Văn Sơn"], "nothing before the confirmation"
    assert "thêm 2 người, sửa 1 thẻ" in await world.presses("chair", "Ghi vào")
    async with world.app.storage.view() as look:
        lines = {e.full_name: e for e in await roster.entries(look, 1)}
        looked = await audit.about_person(look, lines["Lò Thị Ón"].person_id, limit=5)
    on, pao = lines["Lò Thị Ón"], lines["Sùng A Páo"]
    assert (on.household, on.phone, on.small_group, on.team) == (
        Household.NEAR_POOR,
        "+84912345111",
        "Tổ 1",
        "Văn nghệ",
    )
    assert (pao.birth_year, pao.sex, pao.ethnic_group, pao.phone) == (1944, Sex.MALE, "Mông", "+84382345678")
    assert looked[0].action == "changed"
    assert looked[0].actor == "Quàng Văn Sơn"


async def test_the_same_file_again_changes_nothing(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST))
    await world.presses("chair", "Ghi vào")
    before = await names(world)
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST))
    assert "không có gì mới: giữ nguyên 3 người" in said
    assert await names(world) == before


async def test_of_many_lines_left_out_each_is_named_by_its_place(world: World) -> None:
    await world.settled_club()
    people = [[n, f"Lò Văn {'Hùng' * (n % 2) or 'Inh'}", "2090", "Nam"] for n in range(30)]
    cards = [[n, "Lò Thị Mai", 1900 + n, None, None, None, None, None, None, "x"] for n in range(40, 70)]
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *people, *cards))
    assert "và 10 dòng nữa: 22, 23, 24, 25, 26, 27, 28, 29, 30, 31." in said
    assert "và 10 ô nữa, ở dòng 52, 53, 54, 55, 56, 57, 58, 59, 60, 61." in said


async def test_a_no_and_a_day_forget_the_file(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST))
    assert "Chưa có gì thay đổi" in await world.says("chair", "không")
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST))
    await world.passes(days=2)
    assert "Ghi vào" not in await world.says("chair", "đúng")
    assert await names(world) == ["Quàng Văn Sơn"]


def _as_windows_writes(letter: str) -> str:
    """The letter, and its tone behind it."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in tone)) + tone


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1258", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_spreadsheets_save_it(encoding: str, delimiter: str) -> None:
    text = (
        delimiter.join(["Họ và tên", "Năm sinh", "Tổ"])
        + "\r\n"
        + delimiter.join(["Lò Thị Ón", "1948", "Nậm Loỏng"])
        + "\r\n"
    )
    if encoding == "cp1258":
        text = "".join(map(_as_windows_writes, text))
    found = read_people(text.encode(encoding), "ds.csv", date(2026, 11, 23))
    assert [(r.full_name, r.birth_year, r.small_group) for r in found.rows] == [
        ("Lò Thị Ón", 1948, "Nậm Loỏng")
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (100 << 20))
    return out.getvalue()


def entities() -> bytes:
    """A sheet whose text is a thousand million letters once its entities are put in."""
    laugh = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    cell = '<c r="A2" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    source, out = io.BytesIO(workbook(HEADINGS)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = f'<!DOCTYPE s [<!ENTITY l0 "ha">{laugh}]>'.encode() + content.replace(
                    b"</row>", cell.encode()
                )
                assert b"&l9;" in content
            new.writestr(part.filename, content)
    return out.getvalue()


def archive_without_a_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("ds.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "kiểu cũ, hoặc có mật khẩu"),
        ("ds.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "kiểu cũ, hoặc có mật khẩu"),
        ("ds.xlsx", b"PK\x03\x04 broken", "bị hỏng"),
        ("ds.xlsx", workbook(HEADINGS)[:-200], "bị hỏng"),
        ("ds.xlsx", archive_without_a_workbook(), "không phải bảng danh sách"),
        ("ds.xlsx", b"just text", "không phải bảng danh sách"),
        ("ds.csv", b"\x00\x01\x02" * 100, "không phải bảng danh sách"),
        ("ds.csv", "Số,Tiền\n1,500".encode(), "không thấy cột Họ và tên"),
        ("ds.xlsx", workbook(HEADINGS), "chưa có ai"),
        ("ds.xlsx", bomb(), "to quá"),
        ("ds.xlsx", entities(), "bị hỏng"),
        ("ds.csv", b"x" * (MOST_BYTES + 1), "to quá"),
        ("ds.csv", "Họ và tên\n".encode() + "Lò Thị Ón\n".encode() * 5_001, "dài hơn 5000 dòng"),
    ],
    ids=range(13),
)
async def test_a_file_that_cannot_be_taken_is_explained(
    world: World, name: str, content: bytes, answer: str
) -> None:
    await world.settled_club()
    assert answer in await sends(world, "chair", name, content)
    assert await names(world) == ["Quàng Văn Sơn"]


async def test_a_large_file_is_not_even_fetched(world: World) -> None:
    await world.settled_club()
    assert "to quá" in await sends(world, "chair", "ds.xlsx", b"", size=50 << 20)


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.settled_club()

    async def fails(media: Media) -> bytes:
        raise Unreachable("gone")

    monkeypatch.setattr(world.channel, "download", fails)
    assert "chưa tải được tệp" in await sends(world, "chair", "ds.xlsx", b"")


async def test_a_workbook_with_macros_is_read_and_its_macros_are_not(world: World) -> None:
    await world.settled_club()
    source, out = io.BytesIO(workbook(HEADINGS, *LIST[:2])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(_PLAIN_BOOK, _MACRO_BOOK)
            new.writestr(part.filename, content)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")
    assert "thêm mới 2" in await sends(world, "chair", "ds.xlsm", out.getvalue())


async def test_only_the_board_hands_a_list_in(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    content = workbook(HEADINGS, *LIST)
    for who in ("lan", "stranger"):
        said = await sends(world, who, "ds.xlsx", content)
        assert "Sùng A Páo" not in said
        assert said
    assert world.channel.fetched == [], "others' files are not even fetched"
    await sends(world, "chair", "ds.xlsx", content)
    assert world.channel.fetched == ["ds.xlsx"]
    assert len(await names(world)) == 2


async def test_a_file_answers_the_question_that_takes_one(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/thongbao")
    assert "Hội viên sẽ thấy như sau" in await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST))
    await world.says("chair", "huỷ")
    await world.says("chair", "hội viên")
    await world.presses("chair", "Thêm hội viên")
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST[1:]))
    assert "Ghi vào danh sách nhé?" in said


async def exported(world: World, who: str) -> bytes:
    await world.says(who, "hội viên")
    assert "mở được bằng Excel" in await world.presses(who, "Lấy danh sách")
    document = world.last(who).part.document
    assert document is not None
    assert document[0] == "Danh sách CLB bản Chom Chăng.xlsx"
    return document[2]


async def test_what_is_handed_out_can_be_handed_in_again(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *LIST[:2]))
    await world.presses("chair", "Ghi vào")
    content = await exported(world, "chair")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("STT", "Họ và tên", "Năm sinh", "Giới tính")
    assert rows[1][1:8] == ("Lò Thị Ón", 1948, "Nữ", "Thái", "cận nghèo", "0912 345 111", "Tổ 1")
    assert rows[3][1] == "Quàng Văn Sơn"
    assert rows[3][10:] == ("chủ nhiệm", "hội viên")
    said = await sends(world, "chair", "lai.xlsx", content)
    assert "không có gì mới: giữ nguyên 3 người." in said
    assert "không đọc cột: Chức vụ, Tình trạng" in said
    looked = await world_audit(world)
    assert "exported" in looked


async def world_audit(world: World) -> set[str]:
    async with world.app.storage.view() as look:
        (pao,) = await persons.by_name(look, "Páo")
        return {line.action for line in await audit.about_person(look, pao.id, limit=20)}


async def test_formulas_leave_as_plain_words(world: World) -> None:
    await world.settled_club()
    async with world.app.storage.unit() as unit:
        for name in ("=1+1", "@SUM(A1)", "+84", "-2", "\tx"):
            await roster.add(unit, 1, {"full_name": name, "team": f"{name}!"}, by=None, now=world.clock.now())
    content = await exported(world, "chair")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line if isinstance(cell.value, str)]
    assert not [
        c.value for c in cells if c.data_type == "f" or c.value.startswith(("=", "+", "-", "@", "\t"))
    ]
    assert harmless("Lò Thị Ón") == "Lò Thị Ón"


async def test_eight_hundred_people_are_taken_in_one_go(world: World) -> None:
    await world.settled_club()
    family = ["Lò", "Vàng", "Sùng", "Giàng", "Tẩn", "Chẻo", "Lý", "Mào"]
    given_ = ["An", "Bình", "Chi", "Dung", "Giang", "Hoa", "Inh", "Khánh", "Lan", "Mai"]
    lines = [
        [
            n,
            f"{family[n % 8]} {given_[n // 8 % 10]} {given_[n // 80]}",
            1940 + n % 40,
            "Nữ" if n % 2 else "Nam",
            "Thái",
            None,
            912_000_000 + n,
            f"Tổ {n % 20}",
            None,
            None,
        ]
        for n in range(800)
    ]
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "Xem tiếp, còn 780 dòng" in world.labels("chair")
    assert "thêm 800 người" in await world.presses("chair", "Ghi vào")
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "giữ nguyên 800" in said


def test_errors_are_the_clubs_own() -> None:
    with pytest.raises(ClubError):
        read_people(b"", "ds.csv", date(2026, 11, 23))
