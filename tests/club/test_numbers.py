"""Numbers said in words compose as people speak, or they are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.vietnamese.fold import fold
from club.vietnamese.numbers import number_from_words, year_from_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một ba mươi", 130),
        ("một ba lăm", 135),
        ("một bốn một", 141),
        ("mot nam muoi", 150),
        ("một trăm hăm tám", 128),
        ("trăm rưỡi", 150),
        ("hai trăm rưỡi", 250),
        ("trăm rưỡi nghìn", 150_000),
        ("một lăm", 15),
        ("hăm lăm", 25),
        ("hai nhăm", 25),
        ("chín mốt", 91),
        ("ba tư", 34),
        ("một trăm linh tám", 108),
        ("một trăm lẻ năm", 105),
        ("bốn chục", 40),
        ("hai chục rưỡi", 25),
        ("mười triệu năm trăm nghìn", 10_500_000),
        ("hai triệu rưỡi", 2_500_000),
        ("triệu rưỡi", 1_500_000),
        ("hai triệu tư", 2_400_000),
        ("một triệu linh năm nghìn", 1_005_000),
        ("một triệu không trăm năm mươi nghìn", 1_050_000),
        ("một phẩy năm triệu", 1_500_000),
        ("hai lăm nghìn", 25_000),
        ("một nghìn chín trăm năm mươi", 1950),
        ("hai nghìn không trăm linh sáu", 2006),
        ("bẩy mươi bẩy", 77),
        ("5 trăm", 500),
        ("1 triệu 2", 1_200_000),
    ],
)
def test_numbers_compose(words: str, value: int) -> None:
    assert number_from_words(words.split()) == value
    assert number_from_words(fold(words).split()) == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "trăm hai trăm ba",
        "một trăm ba mươi tám mươi",
        "hai ba triệu",
        "năm sáu trăm",
        "mười hai ba",
        "mười mười",
        "hai mười",
        "một nghìn một triệu",
        "một triệu một triệu",
        "rưỡi",
        "linh năm",
        "một trăm bà mươi",
        "bà",
        "vài trăm",
        "hai triệu năm trăm",
        "một hai ba bốn",
    ],
)
def test_what_does_not_compose_is_no_number(words: str) -> None:
    assert number_from_words(words.split()) is None


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("một chín năm mươi", 1950),
        ("một chín bốn tám", 1948),
        ("một chín sáu lăm", 1965),
        ("mot chin nam muoi", 1950),
        ("một nghìn chín trăm bốn mươi tám", 1948),
        ("một ngàn chín trăm năm mươi", 1950),
        ("hai không hai sáu", 2026),
        ("hai nghìn lẻ năm", 2005),
        ("năm mươi", 50),
        ("một chín", 19),
        ("ba chín năm mươi", None),
        ("không nhớ", None),
    ],
)
def test_years_in_words(words: str, year: int | None) -> None:
    assert year_from_words(words.split()) == year


_WORDS = "không một mốt hai ba bốn tư năm lăm sáu bảy tám chín mười mươi chục trăm nghìn triệu linh rưỡi hăm phẩy 5 12".split()


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_no_run_of_number_words_breaks_the_reader(words: list[str]) -> None:
    value = number_from_words(words)
    assert value is None or value >= 0
    year_from_words(words)
