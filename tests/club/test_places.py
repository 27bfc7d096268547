"""Where a club meets is a place, not an hour."""

import pytest

from club.errors import ClubError, Misread
from club.meetings.places import read_place
from tests.club.corpus import Phrase, phrases


@pytest.mark.parametrize("phrase", phrases("when_times", "meeting_place"), ids=str)
def test_places_of_the_corpus(phrase: Phrase) -> None:
    try:
        read: str | None = read_place(phrase.text)
    except ClubError:
        read = None
    assert phrase.fits(read), read


@pytest.mark.parametrize(
    "typed",
    [
        "8 giờ sáng",
        "14:00",
        "2 giờ",
        "tám rưỡi",
        "mai",
        "chủ nhật tuần sau",
        "ngày 21",
        "500k",
        "có",
        "ở đâu?",
    ],
)
def test_what_is_no_place(typed: str) -> None:
    with pytest.raises(Misread):
        read_place(typed)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("dạ, ở nhà ông Sơn nhé", "nhà ông Sơn"),
        ("nhà số 8 bản Hon", "nhà số 8 bản Hon"),
        ("Tại UBND xã", "UBND xã"),
    ],
)
def test_places(typed: str, place: str) -> None:
    assert read_place(typed) == place
