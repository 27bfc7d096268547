"""Names, births, sex and phones as people answer them; names found and put in order."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import ClubError, Misread
from club.people.births import Birth, UnsureBirth, read_birth
from club.people.honorifics import Sex, read_sex
from club.people.names import find_named, matches, read_name, sort_key
from club.people.phones import has_none, read_phone
from tests.club.corpus import Phrase, phrases

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dạ cháu tên Hà Thị Nguyệt ạ", "Hà Thị Nguyệt"), ("em là Lò Thị Hoa ạ", "Lò Thị Hoa"),
        ("cháu ghi hộ bà Lò Thị Hoa", "Lò Thị Hoa"), ("cháu ghi hộ mẹ cháu: Lò Thị Ún", "Lò Thị Ún"),
        ("bà nội cháu tên là Lò Thị Ún", "Lò Thị Ún"), ("đăng ký cho bà Lò Thị Ún", "Lò Thị Ún"),
        ("Lò Thị Hoa, sinh năm 1952", "Lò Thị Hoa"), ("Lò Thị Hoa (1952)", "Lò Thị Hoa"), ("K'Brôi", "K'Brôi"),
        ("H’Bia Niê", "H'Bia Niê"), ("Y-Bhăm", "Y-Bhăm"), ("k'brôi", "K'Brôi"), ("vang a pao", "Vang A Pao"),
        ("Và A Páo", "Và A Páo"), ("la văn cầu", "La Văn Cầu"), ("ha thi nguyet", "Ha Thi Nguyet"), ("lò thị em ạ", "Lò Thị Em"),
        ("LÒ THỊ EM", "Lò Thị Em"), ("đặng văn không", "Đặng Văn Không"), ("Nông Thị Đồng", "Nông Thị Đồng"),
        ("chị Anh", "Anh"), ("Lò thị hoa", "Lò Thị Hoa"), ("Lo\u0300 Thi\u0323 O\u0301n", "Lò Thị Ón"),
    ],
)  # fmt: skip
def test_names_are_taken_out_of_the_sentence(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "đồng ý", "Đồng ý", "không nhớ", "Không nhớ rõ", "chưa biết", "để mai", "Để cháu hỏi bà đã", "vâng ạ", "nữ", "tên gì cơ?",
        "bác tên là gì", "cháu ghi hộ bà", "tên tôi", "tôi không có tên", "anh", "cháu", "130/80", "sinh năm 1950", "huỷ",
    ],
)  # fmt: skip
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(Misread):
        read_name(typed)


@pytest.mark.parametrize("phrase", phrases("joining_name"), ids=str)
def test_names_of_the_corpus(phrase: Phrase) -> None:
    try:
        read: str | None = read_name(phrase.text)
    except ClubError:
        read = None
    assert phrase.fits(read), read


LISTED = [
    ("Lò Thị Ón", 1948), ("Lường Văn Inh", 1950), ("Lò Văn Hùng", 1951), ("Lò Văn Hưng", 1953), ("Quàng Thị Lan", 1952),
    ("Bàn Thị Lan", 1960), ("Y-Bhăm Niê", 1949),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ông Inh", ["Lường Văn Inh"]), ("hội viên ông Inh", ["Lường Văn Inh"]), ("hoi vien ong Inh", ["Lường Văn Inh"]),
        ("Inh nhé", ["Lường Văn Inh"]), ("tên Inh", ["Lường Văn Inh"]), ("INH", ["Lường Văn Inh"]), ("bà Ỏn", ["Lò Thị Ón"]),
        ("on", ["Lò Thị Ón"]), ("hung", ["Lò Văn Hùng", "Lò Văn Hưng"]), ("Hùng", ["Lò Văn Hùng"]), ("Hưng", ["Lò Văn Hưng"]),
        ("lò văn hưng", ["Lò Văn Hưng"]), ("bà Lan", ["Quàng Thị Lan", "Bàn Thị Lan"]), ("Lan 1952", ["Quàng Thị Lan"]),
        ("ba Lan", ["Quàng Thị Lan", "Bàn Thị Lan"]), ("bham", ["Y-Bhăm Niê"]), ("Xuyến", []), ("Lan 1999", []), ("", []),
    ],
)  # fmt: skip
def test_people_are_found_by_what_was_typed(typed: str, found: list[str]) -> None:
    assert [name for name, _ in find_named(LISTED, typed, lambda one: one)] == found


def test_marks_that_were_typed_tell_people_apart() -> None:
    assert find_named([("Lò Văn Hùng", 1951)], "Hưng", lambda one: one) == []
    assert matches("Lò Văn Hùng", "hung")
    assert not matches("Lò Văn Hùng", "Hưng")
    assert not matches("Lò Văn Hưng", "Hùng")


def test_lists_are_in_the_order_of_the_vietnamese_alphabet() -> None:
    """`names_in_order.txt` was sorted by ICU's collation for Vietnamese: given name first, then the others."""
    ordered = (Path(__file__).parent / "names_in_order.txt").read_text(encoding="utf-8").splitlines()
    assert len(ordered) == 200
    assert sorted(set(ordered), key=sort_key) == ordered
    assert sorted(["Lò Anh", "Lò Án"], key=sort_key) == ["Lò Án", "Lò Anh"], "letters before tones"


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("3/1950", Birth(1950)), ("tháng ba năm 1950", Birth(1950)), ("sinh năm 50", Birth(1950)), ("SN1950", Birth(1950)),
        ("bà sinh 5.3.50 ạ", Birth(1950, date(1950, 3, 5))), ("một chín bốn tám", Birth(1948)), ("78 tuổi", Birth(1948)),
        ("bảy mươi tám tuổi", Birth(1948)), ("mẹ cháu 78 tuổi", Birth(1948)), ("tuổi Dần 1950", Birth(1950)),
        ("tôi sinh 1950, năm nay 76 tuổi", Birth(1950)), ("một nghìn chín trăm bốn mươi tám", Birth(1948)),
        ("ngày 2 tháng 9 năm 45", Birth(1945, date(1945, 9, 2))), ("tám mươi tuổi", Birth(1946)), ("48", UnsureBirth(1948, 1978)),
    ],
)  # fmt: skip
def test_births(typed: str, birth: object) -> None:
    assert read_birth(typed, TODAY) == birth


@pytest.mark.parametrize(
    "typed",
    [
        "tuổi Dần", "không nhớ", "1950 hay 1951", "13/1950", "5/13/1950", "19500", "ngày 5 tháng 3", "1850", "2030", "nhà số 1950",
        "1950 1951", "sao phải hỏi năm sinh?", "cuối năm 1950",
    ],
)  # fmt: skip
def test_births_that_are_asked_about(typed: str) -> None:
    with pytest.raises(ClubError):
        read_birth(typed, TODAY)


@pytest.mark.parametrize("phrase", phrases("joining_birth"), ids=str)
def test_births_of_the_corpus(phrase: Phrase) -> None:
    read: str | None = None
    try:
        found = read_birth(phrase.text, TODAY)
        if isinstance(found, Birth):
            read = found.day.isoformat() if found.day else str(found.year)
    except ClubError:
        pass
    assert phrase.fits(read), read


@pytest.mark.parametrize(
    ("typed", "sex"),
    [
        ("nữ ạ", Sex.FEMALE), ("dạ tôi là nữ", Sex.FEMALE), ("đàn bà", Sex.FEMALE), ("con gái", Sex.FEMALE), ("bà", Sex.FEMALE),
        ("không phải nam, tôi là nữ", Sex.FEMALE), ("tôi là bà già rồi", Sex.FEMALE), ("nu", Sex.FEMALE), ("nam.", Sex.MALE),
        ("là ông ạ", Sex.MALE), ("dan ong", Sex.MALE), ("không phải nữ, nam", Sex.MALE), ("M", Sex.MALE),
    ],
)  # fmt: skip
def test_sex(typed: str, sex: Sex) -> None:
    assert read_sex(typed) is sex


@pytest.mark.parametrize(
    "typed",
    [
        "co",
        "năm",
        "năm mươi",
        "việt nam",
        "nam hay nữ",
        "nam nữ",
        "bà Lan",
        "tôi là chồng bà Lan",
        "1950",
        "",
    ],
)
def test_sex_that_is_asked_about(typed: str) -> None:
    with pytest.raises(Misread):
        read_sex(typed)


@pytest.mark.parametrize("phrase", phrases("joining_sex_phone"), ids=str)
def test_sex_and_phones_of_the_corpus(phrase: Phrase) -> None:
    if phrase.asking == "phone" and has_none(phrase.text):
        assert "no" in phrase.means
        return
    try:
        read: str | None = read_sex(phrase.text).value if phrase.asking == "sex" else read_phone(phrase.text)
    except ClubError:
        read = None
    assert phrase.fits(read), read


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("số tôi là không chín một hai ba bốn năm sáu bảy tám", "+84912345678"), ("+84 912.345.678", "+84912345678"),
        ("không chín một hai 345 678", "+84912345678"), ("O912345678", "+84912345678"), ("số cũ 0168 123 4567", "+84381234567"),
        ("máy 2: 0912345678", "+84912345678"), ("dạ 0912-345-678 ạ", "+84912345678"),
    ],
)  # fmt: skip
def test_phones(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    "typed", ["0912345678 hoặc 0987654321", "không nhớ số", "123", "một hai ba", "0012345678", "09123456789"]
)
def test_phones_that_are_asked_about(typed: str) -> None:
    assert not has_none(typed)
    with pytest.raises(Misread):
        read_phone(typed)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_a_reader(typed: str) -> None:
    for read in (
        read_name,
        read_sex,
        read_phone,
        has_none,
        sort_key,
        lambda t: read_birth(t, TODAY),
        lambda t: find_named(LISTED, t, lambda one: one),
    ):
        try:
            read(typed)
        except ClubError:
            pass
