"""What is a reading, what is not, and what has to be asked about."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.health.blood_pressure import DIASTOLIC, SYSTOLIC, Grade, Pressure, grade, home_mean
from club.health.readings import (
    Doubt,
    Found,
    Lower,
    OneNumber,
    Readings,
    TakeBack,
    Unclear,
    is_plain,
    lower_number,
    read,
)
from club.vietnamese.marks import written
from club.vietnamese.said import hear
from club.vietnamese.when import Vague, When, find_when

NOW = datetime(2026, 11, 23, 9, 0)
"""Monday"""


def certain(typed: str) -> list[Pressure]:
    """The readings of the text, all of which may be kept as they are."""
    found = read(hear(typed))
    assert isinstance(found, Readings), found
    assert found.certain, found
    return [one.pressure for one in found.found]


def doubts(found: Found | None) -> list[Doubt | None]:
    assert isinstance(found, Readings), found
    return [one.doubt for one in found.found]


@pytest.mark.parametrize(
    ("typed", "pressure"),
    [
        ("130/80", Pressure(130, 80)),
        ("130 80", Pressure(130, 80)),
        ("130-80", Pressure(130, 80)),
        ("130,80", Pressure(130, 80)),
        ("130 / 80", Pressure(130, 80)),
        ("135x85", Pressure(135, 85)),
        ("１３０／８０", Pressure(130, 80)),
        ("13o/8o", Pressure(130, 80)),
        ("130/80/72", Pressure(130, 80, 72)),
        ("130 80 72", Pressure(130, 80, 72)),
        ("HA 138-86 mạch 72", Pressure(138, 86, 72)),
        ("HA: 150/95, nhịp tim 88", Pressure(150, 95, 88)),
        ("71 nhịp, 138/86", Pressure(138, 86, 71)),
        ("SYS 135 DIA 85 PUL 72", Pressure(135, 85, 72)),
        ("13/8", Pressure(130, 80)),
        ("13 rưỡi / 8", Pressure(135, 80)),
        ("13,5/8", Pressure(135, 80)),
        ("13,5/8,5", Pressure(135, 85)),
        ("130 trên 80", Pressure(130, 80)),
        ("một trăm ba mươi trên tám mươi", Pressure(130, 80)),
        ("một ba mươi trên tám mươi", Pressure(130, 80)),
        ("mot nam muoi tren chin muoi", Pressure(150, 90)),
        ("huyết áp mười ba rưỡi trên tám", Pressure(135, 80)),
        ("HUYET AP 130/80", Pressure(130, 80)),
        ("huyeets aps 120/80", Pressure(120, 80)),
        ("bà 130/80", Pressure(130, 80)),
        ("chị ơi 135/85 có sao không", Pressure(135, 85)),
        ("150 tren 90 co cao khong", Pressure(150, 90)),
        ("130/80mmHg", Pressure(130, 80)),
        ("đo lại 170/100", Pressure(170, 100)),
        ("toi do lai roi 165 95", Pressure(165, 95)),
    ],
)
def test_usual_forms(typed: str, pressure: Pressure) -> None:
    assert certain(typed) == [pressure]


@pytest.mark.parametrize(
    ("typed", "pressure"),
    [
        ("128/82 52kg", Pressure(128, 82)),
        ("máy số 3: 128/82", Pressure(128, 82)),
        ("thứ 2: 128/82", Pressure(128, 82)),
        ("mẹ con 80 tuổi huyết áp 150/90", Pressure(150, 90)),
        ("tôi 78 tuổi huyết áp 150/90", Pressure(150, 90)),
        ("cân nặng 52 huyết áp 130/80", Pressure(130, 80)),
    ],
)
def test_numbers_of_something_else_stand_beside(typed: str, pressure: Pressure) -> None:
    assert certain(typed) == [pressure]


def test_several_in_one_message_each_with_its_own_words() -> None:
    assert certain("sáng 140/85, tối 150/90") == [Pressure(140, 85), Pressure(150, 90)]
    said = hear("sáng 140/85, tối 150/90")
    found = read(said)
    assert isinstance(found, Readings)
    parts = [said.spoken[slice(*one.span)] for one in found.found]
    assert [hear(written(part)).folded.strip(", ") for part in parts] == ["sang 140/85", "toi 150/90"]


@pytest.mark.parametrize(
    "typed",
    [
        "5/3/1950",
        "0912345678",
        "091 234 5678",
        "500k",
        "12 tháng 8",
        "họp 13/8",
        "ngày 13/8",
        "sinh 13/8",
        "hạn trả 15/10",
        "số nhà 130/80",
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
        "10 ruoi",
    ],
)
def test_what_is_no_reading(typed: str) -> None:
    assert read(hear(typed)) is None
    assert not is_plain(hear(typed))


def test_what_has_to_be_asked_about() -> None:
    assert read(hear("huyết áp tôi là 16")) == OneNumber(160)
    assert read(hear("130")) == OneNumber(130)
    assert read(hear("13/")) == OneNumber(130)
    assert read(hear("80/130")) == Unclear((80, 130))
    odd = read(hear("300/200"))
    assert doubts(odd) == [Doubt.ODD]
    assert isinstance(odd, Readings)
    assert not odd.found[0].pressure.plausible


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("20/11", Doubt.TENS),
        ("24/7", Doubt.TENS),
        ("25/12", Doubt.TENS),
        ("12/8/70", Doubt.TENS),
        ("nếu 180/120 thì làm gì", Doubt.TOLD),
        ("mục tiêu 130/80", Doubt.GOAL),
        ("Bác sĩ bảo dưới 140/90 là được", Doubt.GOAL),
        ("130/80 là cao hay thấp?", Doubt.TOLD),
        ("không phải 130/80", Doubt.DENIED),
        ("hôm nay không đo được 130/80 như hôm qua", Doubt.DENIED),
        ("12 8/82", Doubt.FORM),
    ],
)
def test_what_may_be_something_else_carries_its_doubt(typed: str, doubt: Doubt) -> None:
    assert doubts(read(hear(typed))) == [doubt]
    assert not is_plain(hear(typed))


def test_taking_back() -> None:
    assert read(hear("xoá 130/80")) == TakeBack(Pressure(130, 80))
    assert read(hear("xoá số vừa ghi")) == TakeBack(None)


@pytest.mark.parametrize(
    ("typed", "lower"),
    [
        ("95", Lower(95)),
        ("chín chục", Lower(90)),
        ("dưới 92", Lower(92)),
        ("9", Lower(90)),
        ("95 mạch 72", Lower(95, 72)),
        ("52kg", None),
        ("không nhớ", None),
    ],
)
def test_the_lower_number_alone(typed: str, lower: Lower | None) -> None:
    assert lower_number(hear(typed)) == lower


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("130/80 lúc 7h30", NOW.replace(hour=7, minute=30)),
        ("huyết áp 10 giờ tối nay 130/80", NOW.replace(hour=22)),
        ("huyết áp 130/80 ngày 24/11/2026", datetime(2026, 11, 24, 12)),
        ("130/80 ngày 25/12", datetime(2026, 12, 25, 12)),
        ("hôm qua 130/80", datetime(2026, 11, 22, 12)),
        ("bữa qua 130/80", datetime(2026, 11, 22, 12)),
        ("thứ bảy 130/80", datetime(2026, 11, 21, 12)),
    ],
)
def test_when_it_was_measured(typed: str, at: datetime) -> None:
    """A moment that lies ahead is given as said: who keeps readings refuses it."""
    assert isinstance(read(hear(typed)), Readings)
    found = find_when(hear(typed), NOW)
    assert isinstance(found, When)
    assert found.at == at


@pytest.mark.parametrize(
    "typed", ["tuần trước 150/95", "năm ngoái 170/100", "hôm nọ 165/95", "hôm trước 130/80"]
)
def test_a_time_that_cannot_be_placed_is_not_now(typed: str) -> None:
    assert isinstance(read(hear(typed)), Readings)
    assert isinstance(find_when(hear(typed), NOW), Vague)


@pytest.mark.parametrize("typed", ["130/80", "máy số 3: 128/82", "13/8", "12 8/82"])
def test_no_number_of_a_reading_is_a_time(typed: str) -> None:
    assert find_when(hear(typed), NOW) is None


@given(st.integers(60, 260), st.integers(30, 160), st.sampled_from(["/", " ", "-", " / ", " trên ", ","]))
def test_every_plausible_pair_is_read_as_itself(high: int, low: int, between: str) -> None:
    pressure = Pressure(high, low)
    if not pressure.plausible:
        return
    typed = f"{high}{between}{low}"
    assert certain(typed) == [pressure]
    assert is_plain(hear(typed))


@given(st.text(max_size=60))
def test_no_text_is_too_strange(typed: str) -> None:
    said = hear(typed)
    for found in (read(said), read(said, asked=True)):
        if isinstance(found, Readings) and found.certain:
            assert all(one.pressure.plausible for one in found.found)
    is_plain(said)
    lower_number(said)
    find_when(said, NOW)


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
