"""What is a reading, what is not, and what has to be asked about."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import Refused
from club.health.blood_pressure import DIASTOLIC, SYSTOLIC, Grade, Pressure, grade, home_mean
from club.health.readings import OneNumber, Typed, Unclear, is_plain_reading, read_pressure

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.mark.parametrize(
    ("typed", "pressure"),
    [
        ("130/80", Pressure(130, 80)),
        ("130 80", Pressure(130, 80)),
        ("130-80", Pressure(130, 80)),
        ("130,80", Pressure(130, 80)),
        ("130 / 80", Pressure(130, 80)),
        ("130/80/72", Pressure(130, 80, 72)),
        ("130 80 72", Pressure(130, 80, 72)),
        ("HA 138-86 mạch 72", Pressure(138, 86, 72)),
        ("HA: 150/95, nhịp tim 88", Pressure(150, 95, 88)),
        ("13/8", Pressure(130, 80)),
        ("13 rưỡi / 8", Pressure(135, 80)),
        ("13,5/8", Pressure(135, 80)),
        ("130 trên 80", Pressure(130, 80)),
        ("một trăm ba mươi trên tám mươi", Pressure(130, 80)),
        ("huyết áp mười ba rưỡi trên tám", Pressure(135, 80)),
        ("HUYET AP 130/80", Pressure(130, 80)),
        ("huyeets aps 120/80", Pressure(120, 80)),
        ("bà 130/80", Pressure(130, 80)),
        ("chị ơi 135/85 có sao không", Pressure(135, 85)),
        ("130/80mmHg", Pressure(130, 80)),
    ],
)
def test_usual_forms(typed: str, pressure: Pressure) -> None:
    found = read_pressure(typed, NOW)
    assert isinstance(found, Typed)
    assert found.pressure == pressure


@pytest.mark.parametrize(
    "typed",
    [
        "5/3/1950",
        "0912345678",
        "500k",
        "12 tháng 8",
        "họp 13/8",
        "ngày 13/8",
        "sinh 13/8",
        "2 3",
        "13",
        "78",
        "toi ten la Lan",
        "2.000.000",
        "ba tư",
        "20 20",
        "5 triệu 12 tháng",
        "8h30",
        "mai 7 giờ họp",
    ],
)
def test_what_is_no_reading(typed: str) -> None:
    assert not isinstance(read_pressure(typed, NOW), Typed)


def test_what_has_to_be_asked_about() -> None:
    assert read_pressure("huyết áp tôi là 16", NOW) == OneNumber(160)
    assert read_pressure("130", NOW) == OneNumber(130)
    assert read_pressure("13/", NOW) == OneNumber(130)
    assert read_pressure("80/130", NOW) == Unclear((80, 130))
    odd = read_pressure("300/200", NOW)
    assert isinstance(odd, Typed)
    assert not odd.pressure.plausible
    tens = read_pressure("13/8", NOW)
    assert isinstance(tens, Typed)
    assert not tens.certain


def test_times_past_and_future() -> None:
    found = read_pressure("hôm qua 130/80", NOW)
    assert isinstance(found, Typed)
    assert found.at is not None
    assert found.at.date() == (NOW - timedelta(days=1)).date()
    found = read_pressure("130/80 lúc 7h30", NOW)
    assert isinstance(found, Typed)
    assert found.at == NOW.replace(hour=7, minute=30)
    for typed in ("130/80 ngày 25/12", "huyết áp 130/80 ngày 24/11/2026", "huyết áp 10 giờ tối nay 130/80"):
        with pytest.raises(Refused):
            read_pressure(typed, NOW)


@given(st.integers(60, 260), st.integers(30, 160), st.sampled_from(["/", " ", "-", " / ", " trên ", ","]))
def test_every_plausible_pair_is_read_as_itself(high: int, low: int, between: str) -> None:
    pressure = Pressure(high, low)
    if not pressure.plausible:
        return
    found = read_pressure(f"{high}{between}{low}", NOW)
    assert isinstance(found, Typed)
    assert found.pressure == pressure
    assert is_plain_reading(f"{high}{between}{low}", NOW)


@given(st.text(max_size=60))
def test_no_text_is_too_strange(typed: str) -> None:
    try:
        read_pressure(typed, NOW)
        read_pressure(typed, NOW, asked=True)
    except Refused:
        pass


@given(st.integers(0, 400), st.integers(0, 300))
def test_every_pair_has_exactly_one_grade_and_more_is_never_milder(high: int, low: int) -> None:
    order = [Grade.LOW, Grade.NORMAL, Grade.HIGH_NORMAL, Grade.HIGH, Grade.VERY_HIGH, Grade.DANGEROUS]
    here = order.index(grade(high, low))
    assert order.index(grade(high + 1, low)) >= here
    assert order.index(grade(high, low + 1)) >= here


@pytest.mark.parametrize(
    ("high", "low", "expected"),
    [
        (129, 84, Grade.NORMAL),
        (130, 80, Grade.HIGH_NORMAL),
        (120, 85, Grade.HIGH_NORMAL),
        (139, 89, Grade.HIGH_NORMAL),
        (140, 80, Grade.HIGH),
        (120, 90, Grade.HIGH),
        (159, 99, Grade.HIGH),
        (160, 80, Grade.VERY_HIGH),
        (120, 100, Grade.VERY_HIGH),
        (179, 119, Grade.VERY_HIGH),
        (180, 80, Grade.DANGEROUS),
        (130, 120, Grade.DANGEROUS),
        (89, 70, Grade.LOW),
        (90, 60, Grade.NORMAL),
        (110, 59, Grade.LOW),
    ],
)
def test_the_edges(high: int, low: int, expected: Grade) -> None:
    assert grade(high, low) is expected


def test_plausible_bounds() -> None:
    assert Pressure(SYSTOLIC.start, DIASTOLIC.start).plausible
    assert Pressure(260, 160, 220).plausible
    assert not Pressure(261, 90).plausible
    assert not Pressure(90, 81).plausible, "at least ten apart"
    assert not Pressure(120, 80, 29).plausible


def test_the_mean_needs_two_and_leaves_out_the_first_day() -> None:
    rows = [(NOW + timedelta(days=d), Pressure(140 + d, 80)) for d in range(3)]
    mean = home_mean(rows, NOW.date())
    assert mean is not None
    assert (mean.systolic, mean.count) == (142, 2)
    assert home_mean(rows[:1]) is None
    assert home_mean([(NOW, Pressure(135, 70)), (NOW, Pressure(135, 70))]).high  # type: ignore[union-attr]
