"""Times of day, dates, and the moment that a sentence speaks of."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.errors import ClubError, Misread
from club.vietnamese.dates import read_date
from club.vietnamese.said import hear
from club.vietnamese.times import read_time
from club.vietnamese.when import Vague, When, find_when, without
from tests.club.corpus import Phrase, phrases

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
WEDNESDAY = datetime(2026, 11, 25, 15, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("1 giờ trưa", time(13)),
        ("12 giờ trưa", time(12)),
        ("11 giờ rưỡi trưa", time(11, 30)),
        ("tám rưỡi", time(8, 30)),
        ("8h kém 15", time(7, 45)),
        ("7 giờ kém mười", time(6, 50)),
        ("2 giờ kém 15 chiều", time(13, 45)),
        ("2 giờ chiều", time(14)),
        ("chiều 3 giờ", time(15)),
        ("19h30", time(19, 30)),
        ("5 giờ sáng", time(5)),
        ("12 giờ đêm", time(0)),
        ("7h toi", time(19)),
        ("02:00", time(2)),
        ("8.30", time(8, 30)),
        ("0800", time(8)),
        ("dạ, 8h sáng ạ", time(8)),
        ("mười hai giờ trưa nhé các bác", time(12)),
    ],
)
def test_times(typed: str, at: time) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize(
    "typed", ["2 giờ", "1h", "14h sáng", "25h", "8h70", "8 hay 9 giờ", "8h hoặc 9h", "sáng", "tôi", "để mai"]
)
def test_times_that_are_asked_about(typed: str) -> None:
    with pytest.raises(Misread):
        read_time(typed)


@pytest.mark.parametrize("phrase", phrases("when_times", "meeting_time"), ids=str)
def test_times_of_the_corpus(phrase: Phrase) -> None:
    try:
        read: str | None = read_time(phrase.text).strftime("%H:%M")
    except ClubError:
        read = None
    assert phrase.fits(read), read


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("thứ hai tuần này", date(2026, 11, 23)),
        ("thứ bảy tuần này", date(2026, 11, 28)),
        ("thứ hai tuần sau", date(2026, 11, 30)),
        ("thứ sáu tuần trước", date(2026, 11, 20)),
        ("chủ nhật tuần rồi", date(2026, 11, 22)),
        ("thứ 7 vừa rồi", date(2026, 11, 21)),
        ("bữa qua", date(2026, 11, 24)),
        ("hôm kia", date(2026, 11, 23)),
        ("hôm kìa", date(2026, 11, 22)),
        ("ngày mai ạ", date(2026, 11, 26)),
        ("ngày kia", date(2026, 11, 27)),
        ("từ mai nhé", date(2026, 11, 26)),
        ("15 tháng chạp năm 2026", date(2026, 12, 15)),
        ("mùng 5 tháng tư", date(2027, 4, 5)),
        ("15/1 sang năm", date(2027, 1, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("ngày 30 tháng 4 năm một chín bảy lăm", date(1975, 4, 30)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert read_date(typed, WEDNESDAY.date(), ahead=True) == day


@pytest.mark.parametrize(
    "typed",
    ["tuần trước", "năm ngoái", "hôm nọ", "hôm trước", "bữa hổm", "tháng sau", "31/2/2027", "hồi Tết"],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(Misread):
        read_date(typed, WEDNESDAY.date())


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9h tối qua 150/95", "2026-11-24 21:00"),
        ("tối qua lúc 8 rưỡi đo 143/89", "2026-11-24 20:30"),
        ("tối qua mẹ đo 140/87 lúc 9h", "2026-11-24 21:00"),
        ("2h đêm qua 150/95", "2026-11-25 02:00"),
        ("7h toi qua 140/90", "2026-11-24 19:00"),
        ("9h toi do duoc 140/90", "2026-11-25 09:00"),
        ("1 giờ trưa 140/90", "2026-11-25 13:00"),
        ("8 giờ 30 130/80", "2026-11-25 08:30"),
        ("7h sáng: 13/8", "2026-11-25 07:00"),
        ("tám giờ mười bốn trên chín", "2026-11-25 08:00"),
        ("lúc 8 giờ 128 82", "2026-11-25 08:00"),
        ("30 phút trước 130/80", "2026-11-25 15:00"),
        ("cách đây 2 tiếng 130/80", "2026-11-25 13:30"),
        ("hôm kìa 140/90", "2026-11-22 12:00"),
        ("hai hôm trước 140/90", "2026-11-23 12:00"),
        ("thứ hai tuần này 130/80", "2026-11-23 12:00"),
        ("chủ nhật 136/83", "2026-11-22 12:00"),
        ("hôm 30 đo 130/80", "2026-10-30 12:00"),
        ("5/11 134/82", "2026-11-05 12:00"),
        ("hồi tối 140/90", "2026-11-24 20:00"),
        ("mai đo lại 130/80", "2026-11-26 12:00"),
    ],
)
def test_moments_in_a_sentence(text: str, at: str) -> None:
    found = find_when(text, WEDNESDAY)
    assert isinstance(found, When)
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    "text",
    [
        "tuần trước 150/95", "năm ngoái 170/100", "hôm nọ 165/95", "hom no 165/95", "hôm trước 130/80", "hôm bữa 140/90",
        "bữa hổm 136/80", "mấy hôm nay 140/85", "sáng nào cũng 140/90", "hồi Tết 160/95", "lâu lắm rồi 180/110",
        "có hôm 180/100", "cách đây một tuần 140/90", "tháng 10 140/90", "ngày 31/2 130/80", "rằm 130/80",
        "3h đo 140/90", "tối 138/84", "hôm qua 140/85, hôm nay 136/82", "7h 130/80, 8h 127/79", "hình như hôm qua 140/85",
    ],
)  # fmt: skip
def test_moments_that_cannot_be_placed_are_never_now(text: str) -> None:
    assert isinstance(find_when(text, WEDNESDAY), Vague)


@pytest.mark.parametrize(
    "text",
    [
        "tôi đo 130/80", "toi do 130/80", "HA 130-80 mạch 72", "bà Mai 140/90", "13 rưỡi trên 8", "12 8/82", "lần thứ 2 130/80",
        "số 2: 128/82", "2: 128/82", "chiều cao 160", "năm nay tôi 70 tuổi 140/90", "vừa đo xong 140/90", "xe 29H 130/80",
        "20/11", "24/7", "130/80", "lần đo này 130/80", "trăm tư trên chín chục",
    ],
)  # fmt: skip
def test_texts_that_say_no_moment(text: str) -> None:
    assert find_when(text, WEDNESDAY) is None


def test_the_words_that_said_when_are_told() -> None:
    said = hear("tối qua mẹ đo 140/87 lúc 9h")
    found = find_when(said, WEDNESDAY)
    assert isinstance(found, When)
    assert [said.spoken[a:b] for a, b in found.spans] == ["toCiS qua", "lucS 9h"]
    assert without(said, found.spans).split() == ["meJ", "dDo", "140/87"]


@pytest.mark.parametrize("phrase", phrases("readings_when"), ids=str)
def test_moments_of_the_corpus(phrase: Phrase) -> None:
    found = find_when(phrase.text, MONDAY)
    if isinstance(found, When):
        assert found.at > MONDAY if not phrase.when else str(found.at).startswith(phrase.when)
    else:
        assert found is not None
        assert "ask" in phrase.means


@given(st.text(max_size=60))
def test_nothing_said_breaks_the_finding(text: str) -> None:
    said = hear(text)
    found = find_when(said, WEDNESDAY)
    if found is not None:
        assert all(0 <= a < b <= len(said.spoken) for a, b in found.spans)
