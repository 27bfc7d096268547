"""Blood pressure as people type it, at any moment."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.conversation.chat import Media
from storage.health import readings
from storage.health.readings import Reading
from storage.messages import writers
from tests.world import MORNING, World


async def stored(world: World, who: str = "lan") -> list[Reading]:
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", who)
        assert writer is not None
        assert writer.person is not None
        return await readings.last(look, writer.person.id, limit=50)


async def member(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))


@pytest.mark.parametrize(
    "typed",
    [
        "130/80",
        "130 80",
        "130-80",
        "130,80",
        "13/8",
        "huyet ap 13 8",
        "HA 130/80",
        "huyet ap 130 80",
        "130 trên 80",
        "một trăm ba mươi trên tám mươi",
        "/huyetap 130/80",
        "130/80mmHg",
        "bà vừa đo 130/80",
        "huyết áp mười ba trên tám",
    ],
)
async def test_a_reading_is_understood_stored_and_echoed_in_full(world: World, typed: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert "130/80" in said
    (reading,) = await stored(world)
    assert (reading.pressure.systolic, reading.pressure.diastolic) == (130, 80)
    assert reading.taken_at == MORNING
    assert reading.recorded_by == reading.person_id


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("118/76", "Chỉ số này ổn"),
        ("134/84", "hơi cao một chút"),
        ("145/85", "cao hơn mức thường"),
        ("165/95", "trạm y tế trong hôm nay"),
        ("85/55", "nằm xuống"),
        ("180/100", "nguy hiểm"),
        ("150/120", "gọi 115 ngay"),
        ("120/75 130", "Mạch 130"),
    ],
)
async def test_the_answer_says_what_it_means_and_what_to_do(world: World, typed: str, meaning: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert meaning in said
    assert "tăng huyết áp" not in said, "one reading is never a diagnosis"


async def test_a_dangerous_reading_is_followed_through(world: World) -> None:
    await member(world)
    await world.says("lan", "185/121")
    assert "GỌI 115 NGAY" in await world.presses("lan", "Có")
    await world.passes(hours=1)
    await world.says("lan", "190/121")
    assert "5 phút nữa" in await world.says("lan", "khong")
    world.skip("lan")
    await world.passes(minutes=6)
    assert "đo lại" in world.new("lan")
    await world.says("lan", "188/118")
    assert "ngay hôm nay" in await world.presses("lan", "Không")


async def test_the_follow_up_is_not_held_at_night(world: World) -> None:
    await member(world)
    world.clock.set(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))  # 22:00
    await world.says("lan", "165/95")
    world.skip("lan")
    await world.passes(minutes=6)
    assert "đo lại" in world.new("lan")


async def test_a_mistake_is_taken_back(world: World) -> None:
    await member(world)
    await world.says("lan", "165/95")
    assert "Đã bỏ số 165/95" in await world.says("lan", "ghi nhầm")
    assert await stored(world) == []
    world.skip("lan")
    await world.passes(minutes=6)
    assert world.new("lan") == "", "no reminder of what was a mistake"
    assert "bỏ từ trước" in await world.presses("lan", "Ghi nhầm")


async def test_odd_reversed_and_half_readings_are_asked_about(world: World) -> None:
    await member(world)
    assert "hơi lạ" in await world.says("lan", "huyết áp 300/200")
    assert "chưa ghi gì" in await world.says("lan", "sai")
    assert "130/80" in await world.says("lan", "80/130")
    await world.says("lan", "đúng")
    assert "số dưới" in await world.says("lan", "huyết áp tôi là 16")
    assert "160/90" in await world.says("lan", "90")
    assert "ví dụ 130/80" in await world.says("lan", "/huyetap abc")
    assert [r.pressure.systolic for r in await stored(world)] == [160, 130]


async def test_past_and_future_times(world: World) -> None:
    await member(world)
    assert "đo ngày 22/11/2026" in await world.says("lan", "hôm qua 130/80")
    assert "06:00" in await world.says("lan", "huyết áp 6 giờ sáng nay 128/78")
    assert "chưa tới" in await world.says("lan", "130/80 ngày 25/12")
    assert "chưa tới" in await world.says("lan", "huyết áp 10 giờ tối nay 130/80")
    assert len(await stored(world)) == 2


async def test_a_reading_is_understood_in_the_middle_of_another_question(world: World) -> None:
    await member(world)
    await world.says("chair", "đặt lịch họp")
    said = await world.says("chair", "128/79")
    assert "128/79" in said
    assert "ngày nào" in said, "the question goes on"
    await world.says("chair", "ngày 21", "8h")
    said = await world.says("chair", "130/80")
    assert "130/80" in said
    assert "ở đâu" in said
    assert len(await stored(world, "chair")) == 2


async def test_a_date_where_a_date_is_asked_is_no_reading(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý", "đồng ý", "Lò Thị Ón")
    said = await world.says("lan", "13/8/1950")
    assert "nam hay nữ" in said


async def test_without_consent_nothing_is_kept_until_it_is_given(world: World) -> None:
    join = await world.settled_club()
    await world.says("lan", join, "đồng ý", "không", "Lò Thị Ón", "1948", "nữ", "không", "đúng")
    said = await world.says("lan", "145/95")
    assert "cao hơn mức thường" in said, "what it means is said all the same"
    assert "có đồng ý" in said
    assert await stored(world) == []
    assert "145/95" in await world.says("lan", "có")
    assert len(await stored(world)) == 1


async def test_a_stranger_learns_what_a_dangerous_reading_means(world: World) -> None:
    said = await world.says("x", "185/125")
    assert "gọi 115 ngay" in said
    assert "đau ngực" in said
    assert "Đã ghi" not in said
    assert "ngồi yên" in await world.says("x", "không")
    assert "chưa ghi lại được" in await world.says("x", "145/95")


async def test_the_log_shows_the_last_readings_and_their_mean(world: World) -> None:
    await member(world)
    assert "chưa có số đo" in await world.says("lan", "huyết áp")
    for day in range(3):
        await world.says("lan", f"{140 + day}/88 72", f"{142 + day}/86")
        await world.passes(days=1)
    said = await world.says("lan", "Huyet Ap")
    assert "144/86" in said
    assert "mạch 72" in said
    assert "Trung bình 7 ngày (4 lần): 142/87" in said, "without the first day"
    assert "trạm y tế" in said


async def test_a_reading_written_while_the_bot_was_away_keeps_its_time(world: World) -> None:
    await member(world)
    late = world.incoming("lan", "185/121")
    world.clock.advance(timedelta(hours=5))
    world.skip("lan")
    await world.hands_in(late)
    assert "đo ngày 23/11/2026 lúc 09:00" in world.new("lan")
    assert (await stored(world))[0].taken_at == MORNING


async def test_a_photo_of_the_monitor_is_answered_kindly(world: World) -> None:
    await member(world)
    said = await world.sends("lan", Media("photo", "memory", "file1"))
    assert "xin bà gõ số" in said
    assert "Đã ghi 131/82" in await world.sends("lan", Media("photo", "memory", "file2"), "131/82 bác sĩ ơi")


@pytest.mark.parametrize("typed", ["90/60 hơi chóng mặt", "120/80 mệt", "165/95 mệt", "mệt quá, 118/76"])
async def test_a_complaint_beside_a_reading_is_never_fine(world: World, typed: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    for who in ("lan", "x"):
        said = await world.says(who, typed)
        assert "ổn" not in said.casefold(), said
        assert "trạm y tế" in said
        assert "gọi người nhà ở bên cạnh" in said
        assert "gọi 115 ngay" in said


async def test_a_reading_without_a_complaint_is_fine(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "Chỉ số này ổn" in await world.says("lan", "120/80")
