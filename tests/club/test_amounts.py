"""Sums of money, whose they are, and what is asked about rather than guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import ClubError, Misread, Refused
from club.money.amounts import Unsure, is_everything, read_amount
from club.money.loan_lines import LoanLine, split_loan
from club.money.repayment_lines import split_name, told_repayment
from club.people.names import read_name
from club.vietnamese.fold import fold
from tests.club.corpus import Phrase, phrases


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("500.000₫", 500_000), ("trả 500k", 500_000), ("bà ấy trả 500k rồi", 500_000), (".5tr", 500_000),
        (",5tr", 500_000), ("nửa triệu", 500_000), ("mười triệu năm trăm", 10_500_000), ("2 triệu 5 trăm", 2_500_000),
        ("mười triệu năm trăm nghìn", 10_500_000), ("hai triệu rưỡi", 2_500_000), ("1tr050", 1_050_000),
        ("một triệu linh năm nghìn", 1_005_000), ("trăm rưỡi", 150_000), ("trả ba trăm", 300_000), ("1.060k", 1_060_000),
        ("500k, còn lại tháng sau trả", 500_000), ("500k hôm 20/11", 500_000), ("500k bà ấy vừa đưa sáng nay", 500_000),
        ("năm chục nghìn", 50_000), ("５００ｋ", 500_000), ("1 củ", 1_000_000), ("1 triệu hai", 1_200_000),
    ],
)  # fmt: skip
def test_amounts(typed: str, amount: int) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("1tr05", (1_050_000, 1_005_000)), ("1tr25", (1_250_000, 1_025_000)), ("1 triệu 50", (1_500_000, 1_050_000)),
        ("mười triệu năm mươi", (10_500_000, 10_050_000)), ("500 đồng", (500_000,)), ("năm trăm đồng", (500_000,)),
        ("1.500 triệu", (1_500_000, 1_500_000_000)), ("mười lăm", (15_000, 15_000_000)), ("5 chục", (50_000,)),
        ("khoảng 500k", (500_000,)), ("hơn 1 triệu", (1_000_000,)), ("500k gốc với 60k lãi", (560_000,)),
        ("500k + 60k", (560_000,)),
    ],
)  # fmt: skip
def test_amounts_that_are_asked_about(typed: str, candidates: tuple[int, ...]) -> None:
    assert read_amount(typed) == Unsure(candidates)


@pytest.mark.parametrize(
    "typed",
    [
        "500k hoặc 600k", "500k hay 600k", "không phải 500k", "bà ấy chưa trả", "hổng có trả", "mai trả 500k", "hẹn 500k",
        "5.00.000", "500.00", "500kk", "15/10", "500k 600k", "hai ba triệu", "một ít", "mấy trăm nghìn", "không", "1tr5000",
        "1tr5 rưỡi", "năm chục con gà", "trả đủ kỳ này", "500k được không?",
    ],
)  # fmt: skip
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(Misread):
        read_amount(typed)


def test_nothing_and_less_is_refused() -> None:
    for typed in ("0", "0đ", "0 đồng", "-500k", "- 5"):
        with pytest.raises(Refused):
            read_amount(typed)


@pytest.mark.parametrize("phrase", phrases("money_amounts"), ids=str)
def test_amounts_of_the_corpus(phrase: Phrase) -> None:
    try:
        read = read_amount(phrase.text)
    except ClubError:
        read = Unsure(())
    assert phrase.fits(str(read) if isinstance(read, int) else None), read
    if isinstance(read, Unsure) and read.candidates and phrase.value:
        assert int(phrase.value) in read.candidates


@pytest.mark.parametrize(
    "typed",
    [
        "trả hết", "tra het", "trả hết nợ", "bà ấy trả hết một lần", "tất cả", "hết luôn", "tất toán", "trả nốt",
        "dạ trả hết ạ", "trả hết nợ rồi", "toàn bộ", "bà trả xong hết rồi nhé",
    ],
)  # fmt: skip
def test_all_that_is_left(typed: str) -> None:
    assert is_everything(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "trả đủ kỳ này",
        "chưa trả hết",
        "không trả hết",
        "trả hết 500k",
        "hết bao nhiêu?",
        "nếu trả hết",
        "hết tiền ăn",
    ],
)
def test_what_is_not_all(typed: str) -> None:
    assert not is_everything(typed)


@pytest.mark.parametrize(
    ("typed", "name", "amount"),
    [
        ("bà Ỏn 500k nhé", "Ỏn", "500k"), ("thu nợ bà Ón 436 nghìn", "Ón", "436 nghìn"), ("bà Ón trả 500k", "Ón", "500k"),
        ("ba On tra 500k", "On", "500k"), ("Bà Ón vừa trả tôi 500 nghìn", "Ón", "500 nghìn"),
        ("ghi giúp em bà Ón nộp 500.000đ", "Ón", "500.000đ"), ("bà Ón trả hết", "Ón", "trả hết"),
        ("sáng nay bà Ón đưa trả 500k tiền vay", "Ón", "500k"), ("o Ón trả 500k rồi hí", "Ón", "500k"),
        ("thu nợ bà Lò Thị Ón sinh năm 1948 500k", "Lò Thị Ón", "500k"), ("bà Năm 500k", "Năm", "500k"),
        ("bà Tư hai triệu", "Tư", "hai triệu"), ("Ón .5tr", "Ón", ".5tr"), ("Thu Hà 500k", "Thu Hà", "500k"),
        ("bà Thu trả 500k", "Thu", "500k"), ("Lò Thị Mới trả 500k", "Lò Thị Mới", "500k"), ("Lan -500k", "Lan", "-500k"),
        ("lò thị em 500k", "lò thị em", "500k"), ("LÒ THỊ EM 500K", "LÒ THỊ EM", "500K"), ("500k bà Ón", "Ón", "500k"),
        ("A Páo 1tr5", "A Páo", "1tr5"), ("nhé", "", ""), ("thu nợ 500k", "", "500k"), ("tôi trả 500k rồi", "", "500k"),
    ],
)  # fmt: skip
def test_a_line_is_a_name_and_an_amount(typed: str, name: str, amount: str) -> None:
    found = split_name(typed)
    assert (found.name, found.amount) == (name, amount)


def test_a_line_of_a_loan() -> None:
    line = split_loan("cho bà Mẩy vay 5 triệu 1% 12 tháng gốc đều")
    assert (line.name, line.amount, line.rate, line.months) == ("Mẩy", "5 triệu", "1%", "12")
    assert split_loan("cho tôi vay") == LoanLine("", "", "", "", None)


@pytest.mark.parametrize(
    "phrase", [p for p in phrases("money_lines") if p.says and "command" in p.means], ids=str
)
def test_names_and_amounts_of_the_corpus(phrase: Phrase) -> None:
    found = split_loan(phrase.text.partition(" ")[2] if phrase.text.startswith("/") else phrase.text)
    given = fold(read_name(found.name)).split()[-1]
    assert given in ("inh", fold(phrase.says[0]).split()[-1]) or found.amount == "1952"
    if len(phrase.says) > 1:
        amount = read_amount(found.amount)
        assert isinstance(amount, int)
        assert f"{amount:,}".replace(",", ".") == phrase.says[1]


@pytest.mark.parametrize(
    "typed",
    [
        "bà Ón trả 500k",
        "thu nợ bà Ón 436 nghìn",
        "ghi bà Ón trả 500k nhé",
        "bà Ón trả hết nợ rồi",
        "ba On tra 500k",
    ],
)
def test_a_payment_that_was_told(typed: str) -> None:
    found = told_repayment(typed)
    assert found is not None
    assert fold(found.name) == "on"


@pytest.mark.parametrize(
    "typed",
    [
        "bà Ón chưa trả 500k", "bà Ón hẹn mai trả 500k", "bà Ón không trả được 500k", "bà Ón xin khất 500k",
        "nếu bà Ón trả 500k thì còn bao nhiêu?", "bà Ón đã trả 500k chưa?", "bà Ón bảo tháng sau mới trả", "tôi trả 500k rồi",
        "bà Ón còn nợ bao nhiêu", "mai tôi trả 500 nghìn nhé", "đừng thu nợ bà Ón",
    ],
)  # fmt: skip
def test_a_payment_that_was_not_made(typed: str) -> None:
    assert told_repayment(typed) is None


@given(st.text(alphabet="bà Ón trả năm trăm triệu rưỡi 0123456789.,kđ+-/%", max_size=40))
def test_no_line_breaks_the_readers(typed: str) -> None:
    for read in (read_amount, split_name, split_loan, told_repayment, is_everything):
        try:
            read(typed)
        except ClubError:
            pass
