"""Money, dates, names, phones, codes, yes and no, labels."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import ClubError, Misread, Refused
from club.money.amounts import Unsure, dong, read_amount
from club.organisation.codes import ALPHABET, LENGTH, new_code, read_code, show_code
from club.people.births import Birth, UnsureBirth, read_birth
from club.people.honorifics import Sex, honorific
from club.people.names import matches, read_name, sort_key
from club.people.phones import read_phone, show_phone
from club.vietnamese.dates import read_date
from club.vietnamese.fold import closest, fold, part_of
from club.vietnamese.numbers import number_from_words
from club.vietnamese.times import read_time
from club.vietnamese.yesno import yes_or_no

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("500k", 500_000),
        ("5 trăm", 500_000),
        ("500 nghìn", 500_000),
        ("1tr5", 1_500_000),
        ("1,5 triệu", 1_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("2.000.000đ", 2_000_000),
        ("hai triệu", 2_000_000),
        ("1 triệu 2", 1_200_000),
        ("1tr250", 1_250_000),
        ("5000000", 5_000_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("năm trăm nghìn", 500_000),
        ("1.5tr", 1_500_000),
        ("10 triệu đồng", 10_000_000),
        ("2tr rưỡi", 2_500_000),
        ("một triệu hai", 1_200_000),
        ("500 000", 500_000),
        ("25.000.000", 25_000_000),
    ],
)
def test_amounts(typed: str, amount: int) -> None:
    assert read_amount(typed) == amount


def test_amounts_that_are_asked_about_or_refused() -> None:
    assert read_amount("500") == Unsure((500_000,))
    assert read_amount("5") == Unsure((5_000, 5_000_000))
    for typed in ("0", "0đ", "-5", "-500k"):
        with pytest.raises(Refused):
            read_amount(typed)
    for typed in ("abc", "", "năm chục con gà", "12/8"):
        with pytest.raises(Misread):
            read_amount(typed)


@given(st.integers(10_000, 9_999_999_999))
def test_what_is_shown_is_read_back(amount: int) -> None:
    assert read_amount(dong(amount)) == amount
    assert read_amount(str(amount)) == amount


@given(st.text(max_size=40))
def test_nothing_typed_breaks_a_reader(typed: str) -> None:
    for reader in (
        read_amount,
        read_phone,
        read_name,
        read_time,
        lambda t: read_birth(t, TODAY),
        lambda t: read_date(t, TODAY),
    ):
        try:
            reader(typed)
        except ClubError:
            pass


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("5/3/1950", Birth(1950, date(1950, 3, 5))),
        ("05-03-1950", Birth(1950, date(1950, 3, 5))),
        ("5.3.50", Birth(1950, date(1950, 3, 5))),
        ("mùng 5 tháng 3 năm 1950", Birth(1950, date(1950, 3, 5))),
        ("1950", Birth(1950)),
        ("năm 1948", Birth(1948)),
        ("78 tuổi", Birth(1948)),
        ("48", UnsureBirth(1948, 1978)),
    ],
)
def test_births(typed: str, birth: object) -> None:
    assert read_birth(typed, TODAY) == birth


@pytest.mark.parametrize("typed", ["5/3/2030", "2027", "1890", "30/2/1950", "hôm nào"])
def test_births_that_cannot_be(typed: str) -> None:
    with pytest.raises(ClubError):
        read_birth(typed, TODAY)


def test_dates_and_times() -> None:
    assert read_date("15/12", TODAY, ahead=True) == date(2026, 12, 15)
    assert read_date("15/12", TODAY) == date(2025, 12, 15)
    assert read_date("mai", TODAY) == date(2026, 11, 24)
    assert read_date("thứ bảy tuần sau", TODAY, ahead=True) == date(2026, 12, 5)
    assert [read_time(t) for t in ("8h", "8 giờ 30", "14:00", "7 rưỡi sáng", "2 giờ chiều", "tám giờ")] == [
        time(8),
        time(8, 30),
        time(14),
        time(7, 30),
        time(14),
        time(8),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một trăm ba mươi", 130),
        ("trăm ba", 130),
        ("một trăm linh ba", 103),
        ("ba lăm", 35),
        ("mười ba", 13),
        ("hai triệu tư", 2_400_000),
    ],
)
def test_number_words(words: str, value: int) -> None:
    assert number_from_words(words.split()) == value


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("912345678", "+84912345678"),
        ("01687654321", "+84387654321"),
        ("0123.456.7890", "+84834567890"),
        ("0213 3876 543", "+842133876543"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_phones(typed: str, number: str) -> None:
    assert read_phone(typed) == number


def test_phones_are_shown_in_groups() -> None:
    assert show_phone("+84912345678") == "0912 345 678"
    for typed in ("0123", "abc", "", "số của tôi là không nhớ"):
        with pytest.raises(Misread):
            read_phone(typed)


def test_names() -> None:
    assert read_name("  lò thị ón ") == "Lò Thị Ón"
    assert read_name("SÙNG A PÁO") == "Sùng A Páo"
    assert read_name("H'Mông Y") == "H'Mông Y"
    for typed in ("L", "Lan 5", "", "x" * 61, "130/80"):
        with pytest.raises(Misread):
            read_name(typed)
    names = ["Lò Thị Ón", "Đèo Văn Ánh", "Lò Văn Ẩn", "Vàng Thị Dợ", "Sùng A Đa", "Lò Thị An"]
    assert sorted(names, key=sort_key) == [
        "Lò Thị An",
        "Đèo Văn Ánh",
        "Lò Văn Ẩn",
        "Vàng Thị Dợ",
        "Sùng A Đa",
        "Lò Thị Ón",
    ]
    assert matches("Lò Thị Ón", "lo on")
    assert not matches("Lò Thị Ón", "lan")


@pytest.mark.parametrize(
    ("born", "sex", "form"),
    [
        (1946, Sex.MALE, "cu"),
        (1947, Sex.FEMALE, "ba"),
        (1966, Sex.MALE, "ong"),
        (1967, Sex.MALE, "bac"),
        (1981, Sex.FEMALE, "co"),
        (1982, Sex.FEMALE, "chi"),
        (1990, Sex.MALE, "anh"),
        (None, None, "bac"),
    ],
)
def test_honorifics_by_age_and_sex(born: int | None, sex: Sex | None, form: str) -> None:
    assert honorific(born, sex, TODAY) == form


def test_codes() -> None:
    code = new_code()
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    for typed in (code, code.lower(), show_code(code), f" {code[:4]} {code[4:]} ", f"mã {code}"):
        assert read_code(typed) == code
    assert read_code("xin chào") is None
    assert len({new_code() for _ in range(1000)}) == 1000


def test_yes_and_no() -> None:
    assert all(
        yes_or_no(t) is True
        for t in (
            "có",
            "Co",
            "OK",
            "vâng ạ",
            "đồng ý",
            "Đúng rồi",
            "uh",
            "dc",
            "dạ đúng rồi ạ",
            "vâng có ạ",
            "đồng ý nhé",
        )
    )
    assert all(
        yes_or_no(t) is False for t in ("không", "ko", "K", "thôi", "chưa", "hông", "dạ không ạ", "không con")
    )
    assert yes_or_no("có thể") is None


def test_labels_are_found_with_typos_and_telex_leftovers() -> None:
    labels = {"Lịch họp": 1, "Khoản vay": 2, "❤️ Huyết áp": 3}
    assert closest("lich hop", labels) == 1
    assert closest("khoan vai", labels) == 2
    assert closest("huyeets aps", labels) == 3
    assert closest("lichj hopj", labels) == 1
    assert closest("con mèo", labels) is None
    assert part_of("kho", labels) == 2
    assert part_of("gửi đi", {"✅ Đúng, gửi đi": 1, "Viết lại": 2}) == 1
    assert part_of("tôi đến", {"Có, tôi đến": 1, "Không đến được": 2}) == 1
    assert part_of("đến", {"Có, tôi đến": 1, "Không đến được": 2}) is None
    assert fold("  Đồng  Ý ") == "dong y"


def test_digits_are_never_a_typo() -> None:
    labels = {"3 ngày": 3, "1 tuần": 7, "12 tháng": 12}
    assert closest("8 ngày", labels) is None
    assert closest("10 thang", labels) is None
    assert closest("12 thágn", labels) == 12
