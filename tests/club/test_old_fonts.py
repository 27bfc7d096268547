"""Lists in old fonts and in wrong encodings: put right where it is certain, else nobody is stored by them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from club.errors import Refused
from club.people.legible import legible
from club.people.listed_names import listed_name
from club.people.roster_file import PeopleList
from club.vietnamese.old_fonts import _TCVN3, _VNI, from_tcvn3, from_vni
from handlers.roster.sheet import read_people

TODAY = date(2026, 11, 23)
NAMES = [
    "Lò Văn Hùng",
    "Nguyễn Thị Nguyệt",
    "Đào Thị Hương",
    "Vàng A Páo",
    "Sùng Thị Mỷ",
    "Giàng A Tủa",
    "Phan Thị Lan",
    "Chảo Sử Mẩy",
    "Ma Seo Dìn",
    "Hoàng Đức Lượng",
    "Quàng Văn Ước",
]
CASES = [
    line for line in (Path(__file__).parent / "names_in_order.txt").read_text("utf-8").splitlines() if line
]


def tcvn3(text: str) -> str:
    back = {letter: sign for sign, letter in _TCVN3.items()}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


def vni(text: str) -> str:
    back = {letter: signs for signs, letter in _VNI.items()}
    return "".join(back.get(c) or (signs.upper() if (signs := back.get(c.lower())) else c) for c in text)


def scrambled(encoding: str, times: int = 1) -> Callable[[str], str]:
    def written(text: str) -> str:
        for _ in range(times):
            text = "".join(_seen(byte, encoding) for byte in text.encode())
        return text

    return written


def _seen(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def book(lines: Sequence[Sequence[object]], font: str | None = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column, value)
            if font is not None:
                cell.font = Font(name=font)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sheet(*lines: Sequence[object], font: str | None = None) -> PeopleList:
    return read_people(book(lines, font), "a.xlsx", TODAY)


def names(found: PeopleList) -> list[str]:
    assert found.refused == ()
    return [row.full_name for row in found.rows]


WRITTEN = [
    pytest.param(tcvn3, id="tcvn3"),
    pytest.param(vni, id="vni"),
    pytest.param(scrambled("cp1252"), id="cp1252"),
    pytest.param(scrambled("latin-1"), id="latin-1"),
    pytest.param(scrambled("cp1258"), id="cp1258"),
    pytest.param(scrambled("cp1252", 2), id="twice"),
]


@pytest.mark.parametrize("written", WRITTEN)
def test_names_below_unicode_headings_are_put_right(written: Callable[[str], str]) -> None:
    found = sheet(["Họ và tên", "Năm sinh"], *([written(name), 1950] for name in NAMES))
    assert names(found) == NAMES


@pytest.mark.parametrize("written", WRITTEN)
def test_the_headings_are_put_right_as_well(written: Callable[[str], str]) -> None:
    headings = ["STT", "Họ và tên", "Giới tính", "Dân tộc", "Địa chỉ", "Tổ"]
    lines = [[n, name, "Nữ", "Thái", "bản Nà Khương", "Tổ 2"] for n, name in enumerate(NAMES, 1)]
    title = ["Danh sách hội viên câu lạc bộ", None, None, None, None, None]
    found = sheet(
        *([c if not isinstance(c, str) else written(c) for c in line] for line in (title, headings, *lines))
    )
    assert names(found) == NAMES
    assert {(r.sex and r.sex.value, r.ethnic_group, r.small_group) for r in found.rows} == {
        ("female", "Thái", "Tổ 2")
    }
    assert found.unread == ("Địa chỉ",)


@pytest.mark.parametrize(
    ("font", "written"),
    [(".VnTime", tcvn3), (".VnArial", tcvn3), (".VnTimeH", tcvn3), ("VNI-Times", vni), ("VNI-Helve", vni)],
)
def test_the_font_of_a_cell_tells_how_it_is_read(font: str, written: Callable[[str], str]) -> None:
    some = ["Lý Thu Phúc", "Phan Thị Lan", "Lò Mộng"]  # each reads well as it stands, too
    found = sheet([written("Họ và tên"), written("Năm sinh")], *([written(n), 1950] for n in some), font=font)
    assert names(found) == some


def test_unicode_in_the_style_of_an_old_font_stays() -> None:
    found = sheet(["Họ và tên"], *([name] for name in NAMES), font=".VnTime")
    assert names(found) == NAMES


@pytest.mark.parametrize("name", CASES)
def test_a_name_in_unicode_is_never_converted(name: str) -> None:
    assert legible([["Họ và tên", "Năm sinh"], [name, 1950]]) == [("Họ và tên", "Năm sinh"), (name, 1950)]


@pytest.mark.parametrize(
    "name",
    [
        "André Lò", "François Nguyễn", "Loïc Martin", "Noël Dupont", "Zoë Smith", "Björn Lan", "Hélène Vàng",
        "Müller Anna", "Citroën", "Anaïs Roux", "John O'Connor", "Vang A Pao", "Lo Thi On", "Thao Mi", "Yang Xiong",
        "H’Bia Niê", "K'Brôi", "Y-Bhăm Êban", "Lê Ái", "Sùng A Páo", "Lò Thi Hoa", "Hà Thu", "Ê Ban", "Đỗ Ô",
    ],
)  # fmt: skip
def test_a_name_of_another_language_stays(name: str) -> None:
    others = [[n] for n in NAMES]
    assert legible([["Họ và tên"], *others, [name]])[-1] == (name,)
    assert legible([["Ho va ten"], ["Vang A Pao"], [name]])[-1] == (name,)


def test_a_list_of_many_names_is_read_back_from_either_font() -> None:
    plain = [n for n in CASES if n.isalpha() or " " in n]
    for written, back in ((tcvn3, from_tcvn3), (vni, from_vni)):
        assert [listed_name(back(written(n))) for n in plain] == plain


@pytest.mark.parametrize("written", [tcvn3, vni])
def test_names_in_two_ways_in_one_column_are_not_guessed(written: Callable[[str], str]) -> None:
    old = ["Lò Văn Hùng", "Nguyễn Thị Nguyệt"]
    found = sheet(
        ["Họ và tên"], *([written(n)] for n in old), ["Đào Thị Hương"], ["Vàng A Páo"], ["Vang A Pao"]
    )
    assert [r.full_name for r in found.rows] == ["Đào Thị Hương", "Vàng A Páo", "Vang A Pao"]
    assert {r.key for r in found.refused} == {"roster.file_old_font"}


@pytest.mark.parametrize("written", [tcvn3, vni])
def test_one_name_in_an_old_font_among_others_is_refused(written: Callable[[str], str]) -> None:
    found = sheet(["Họ và tên"], *([n] for n in NAMES), [written("Hoàng Đức Lượng")], [written("Nông Hữu")])
    assert [r.full_name for r in found.rows] == NAMES
    assert [r.key for r in found.refused] == ["roster.file_old_font"] * 2


def test_a_name_that_reads_well_both_ways_is_refused() -> None:
    found = sheet(["Họ và tên"], *([tcvn3(n)] for n in NAMES), ["Phan Thu Phóc"])
    assert [(r.where, r.key) for r in found.refused] == [("13", "roster.file_old_font")]


def test_letters_whose_bytes_are_missing_are_lost() -> None:
    found = sheet(["Họ và tên"], ["Nguyá»…n Thá» Lan"], ["LÃ² VÄn HÃng"], ["Lò Thị Lan"])
    assert [r.full_name for r in found.rows] == ["Lò Thị Lan"]
    assert {r.key for r in found.refused} == {"roster.file_lost_letters"}


def test_names_of_the_highlands_in_an_old_font() -> None:
    some = ["K'Brôi", "H'Bia Niê", "Y Bhăm Êban", "Lò Văn Hùng", "Nguyễn Thị Hường"]
    assert names(sheet(["Họ và tên"], *([vni(n)] for n in some))) == some
    assert names(sheet(["Họ và tên"], *([tcvn3(n)] for n in some))) == some


def test_capitals_of_a_font_without_capital_vowels() -> None:
    found = sheet(["Họ và tên"], ["Lß V¡N HïNG"], ["NGUYÔN THÞ NGUYÖT"], ["§µO THÞ H¦¥NG"])
    assert names(found) == ["Lò Văn Hùng", "Nguyễn Thị Nguyệt", "Đào Thị Hương"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "bytes_of",
    [
        pytest.param(lambda text: text.encode("utf-8-sig"), id="utf-8 marked"),
        pytest.param(lambda text: text.encode(), id="utf-8"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16 marked"),
        pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16"),
        pytest.param(lambda text: text.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(lambda text: tcvn3(text).encode("latin-1"), id="tcvn3"),
        pytest.param(lambda text: vni(text).encode("latin-1"), id="vni"),
        pytest.param(lambda text: _windows(text), id="cp1258"),
        pytest.param(lambda text: scrambled("cp1252")(text).encode(), id="scrambled"),
    ],
)
def test_text_files_in_every_encoding(bytes_of: Callable[[str], bytes], mark: str) -> None:
    lines = [["STT", "Họ và tên", "Năm sinh", "Giới tính"]]
    lines += [[str(n), name, "1950", "Nữ"] for n, name in enumerate(NAMES, 1)]
    text = "".join(mark.join(line) + "\r\n" for line in lines)
    assert names(read_people(bytes_of(text), "a.csv", TODAY)) == NAMES


def _windows(text: str) -> bytes:
    """As Windows-1258 writes: the vowel with its own mark, then the tone."""
    import unicodedata

    parts = []
    for char in text:
        whole = unicodedata.normalize("NFD", char)
        tones = [c for c in whole if c in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(c for c in whole if c not in tones))
        parts.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(parts)


def test_a_file_of_signs_without_headings_says_which_font() -> None:
    with pytest.raises(Refused) as caught:
        sheet(
            ["Người nộp", "Số tiền"],
            [tcvn3("Nguyễn Thị Nguyệt"), 1000],
            [tcvn3("Lò Văn Hùng"), 1000],
            ["Lò Ước"],
        )
    assert (caught.value.key, caught.value.args_["font"]) == ("roster.file_old_font_only", "TCVN3")


def test_long_repeated_signs_are_read_in_time() -> None:
    for piece in ("Ã", "aù", "á»", "¨", "ö", "?", "(", "Ã "):
        legible([["Họ và tên"], [piece * 20_000]])
