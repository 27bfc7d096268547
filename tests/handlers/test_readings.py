"""Readings with somebody else's name, another day, a doubt: kept as said, or asked and not kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from storage.health.readings import Reading
from tests.handlers.test_danger import CALL, asked, first_line, notices
from tests.handlers.test_health import member, stored
from tests.handlers.test_relatives import accept, follows_two, invite
from tests.world import MORNING, World


def pairs(found: list[Reading]) -> list[tuple[int, int]]:
    """Newest first."""
    return [(r.pressure.systolic, r.pressure.diastolic) for r in found]


async def all_readings(world: World) -> int:
    async with world.app.storage.view() as look:
        count = await look.scalar(sa.text("SELECT count(*) FROM reading WHERE withdrawn_at IS NULL"))
        return int(count or 0)


# --- whose


@pytest.mark.parametrize(
    "typed",
    [
        "mẹ tôi 185/115",
        "chồng tôi 190/120",
        "huyết áp của chồng 150/95",
        "đo cho bà Sáu 142/88",
        "mẹ vợ 150/90",
        "bố mẹ 140/90",
    ],
)
async def test_of_somebody_who_is_not_followed_it_is_asked(world: World, typed: str) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    world.skip("hung")
    said = await world.says("lan", typed)
    assert "của ai" in said
    assert world.labels("lan") == ["Của tôi", "Của người khác"]
    if "185" in typed or "190" in typed:
        assert "gọi 115 ngay" in said, "what is dangerous is said before it is settled whose"
    assert await all_readings(world) == 0
    assert world.new("hung") == "", "nobody is alarmed"
    assert "chưa ghi" in await world.presses("lan", "Của người khác")
    assert await all_readings(world) == 0
    assert await asked(world, "lan") == ""


async def test_her_own_after_all(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    world.skip("hung")
    await world.says("lan", "mẹ tôi 185/115")
    assert "có bị một trong những điều này" in await world.presses("lan", "Của tôi")
    assert "185/115" in world.new("hung")
    assert pairs(await stored(world)) == [(185, 115)]
    said = await world.says("lan", "có")
    assert CALL in first_line(said)
    assert "của ai" not in said, "what was answered is not asked again"
    assert await asked(world, "lan") == ""


@pytest.mark.parametrize(
    "typed", ["mẹ tôi 185/115", "mẹ 185/115", "huyết áp của mẹ tôi 185/115", "ma 185/115"]
)
async def test_of_somebody_who_is_followed_it_is_theirs(world: World, typed: str) -> None:
    await follows_two(world)
    said = await world.says("hung", typed)
    assert said.startswith("Của Lò Thị Ón")
    assert pairs(await stored(world)) == [(185, 115)]
    assert await stored(world, "hung") == []
    assert await stored(world, "inh") == []
    assert "185/115" in world.new("lan")
    assert world.new("inh") == ""


async def test_a_member_who_follows_is_not_taken_for_whom_they_follow(world: World) -> None:
    """C1: a member who follows his mother, and whose wife gets his alerts."""
    await world.settled_club(("lan", "Lò Thị Ón"), ("tuan", "Lò Văn Tuấn"))
    for who, relative, answers in (
        ("lan", "tuan", ("mẹ",)),
        ("tuan", "vo", ("Cà Thị Xuân", "1980", "nữ", "chồng")),
    ):
        await world.says(who, "người thân")
        await world.presses(who, "Mời người thân")
        code = (await world.says(who, "có", "có", "có", "có")).split("mã này cho người thân: ")[1][:9]
        await world.says(relative, code, "đồng ý", *answers)
    for who in ("lan", "tuan", "vo"):
        world.skip(who)
    said = await world.says("tuan", "mẹ tôi 185/115")
    assert said.startswith("Của Lò Thị Ón")
    assert "Mẹ có bị" in said
    assert pairs(await stored(world, "lan")) == [(185, 115)]
    assert await stored(world, "tuan") == []
    assert world.new("vo") == "", "his wife is not alarmed about him"
    told = world.new("lan")
    assert "185/115" in told
    assert "đau ngực" in told


# --- what is not certain is neither kept nor alarming


@pytest.mark.parametrize("typed", ["20/11", "24/7", "25/12", "nếu 180/120 thì làm gì", "nếu 185/125 thì sao"])
async def test_nobody_is_alarmed_by_what_is_not_certain(world: World, typed: str) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    world.clock.set(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))  # 23:00
    world.skip("hung")
    said = await world.says("lan", typed)
    assert "Đây có phải số huyết áp" in said
    assert await stored(world) == []
    assert world.new("hung") == ""
    assert await asked(world, "lan") == "reading.sure"
    assert "chưa ghi gì" in await world.says("lan", "không")
    assert await stored(world) == []
    await world.passes(minutes=15)
    assert world.new("hung") == ""
    assert "danger" not in [kind for kind, *_ in await notices(world, "lan")]


async def test_confirmed_it_is_kept_and_alarms_once(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    world.skip("hung")
    await world.says("lan", "20/11")
    assert "có bị một trong những điều này" in await world.says("lan", "đúng")
    assert pairs(await stored(world)) == [(200, 110)]
    assert "200/110" in world.new("hung")
    said = await world.says("lan", "không")
    assert "ngồi yên" in said
    assert "Đây có phải" not in said, "what was answered is not asked again"
    assert await asked(world, "lan") == ""
    assert pairs(await stored(world)) == [(200, 110)]


@pytest.mark.parametrize(
    "typed",
    [
        "mục tiêu 130/80",
        "Bác sĩ bảo dưới 140/90 là được",
        "130/80 là cao hay thấp?",
        "không phải 130/80",
        "hôm nay không đo được 130/80 như hôm qua",
        "hạn trả 15/10",
        "số nhà 130/80",
        "100/60 hội viên",
        "12/8/70",
        "xoá 130/80",
        "091 234 5678",
        "10 ruoi",
    ],
)
async def test_what_is_no_reading_is_never_kept_silently(world: World, typed: str) -> None:
    await member(world)
    assert "Đã ghi" not in await world.says("lan", typed)
    assert await all_readings(world) == 0


@pytest.mark.parametrize("typed", ["hôm nọ 165/95", "hôm qua 165/95", "không phải 165/95"])
async def test_a_doubtful_answer_to_a_doubt_is_not_kept(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "20/11")
    await world.says("lan", typed)
    assert await stored(world) == []


async def test_a_day_where_the_lower_number_is_asked_is_asked_about(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("lan", "160")
    world.skip("hung")
    assert "200/110" in await world.says("lan", "20/11")
    assert await stored(world) == []
    assert world.new("hung") == ""


# --- forms, days, several


@pytest.mark.parametrize(
    ("typed", "pair", "pulse"),
    [
        ("13,5/8,5", (135, 85), None),
        ("１３０／８０", (130, 80), None),
        ("tôi 78 tuổi huyết áp 150/90", (150, 90), None),
        ("cân nặng 52 huyết áp 130/80", (130, 80), None),
        ("128/82 52kg", (128, 82), None),
        ("máy số 3: 128/82", (128, 82), None),
        ("71 nhịp, 138/86", (138, 86), 71),
        ("đo lại 170/100", (170, 100), None),
        ("toi do lai roi 165 95", (165, 95), None),
        ("150 tren 90 co cao khong", (150, 90), None),
        ("13o/8o", (130, 80), None),
        ("một ba mươi trên tám mươi", (130, 80), None),
        ("mot nam muoi tren chin muoi", (150, 90), None),
        ("135x85", (135, 85), None),
    ],
)
async def test_forms_that_were_misread_are_kept_as_meant(
    world: World, typed: str, pair: tuple[int, int], pulse: int | None
) -> None:
    await member(world)
    assert f"Đã ghi {pair[0]}/{pair[1]}" in await world.says("lan", typed)
    (reading,) = await stored(world)
    assert (reading.pressure.systolic, reading.pressure.diastolic) == pair
    assert reading.pressure.pulse == pulse
    assert reading.taken_at == MORNING


@pytest.mark.parametrize(
    "typed", ["tuần trước 150/95", "năm ngoái 170/100", "hôm nọ 165/95", "hôm trước 130/80"]
)
async def test_a_day_that_cannot_be_placed_is_asked_and_never_now(world: World, typed: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert "hôm nào" in said
    assert "đo lại" not in said
    assert await stored(world) == []
    assert "không ghi" in await world.says("lan", "không nhớ")
    assert await stored(world) == []


async def test_the_day_that_was_asked_is_kept(world: World) -> None:
    await member(world)
    await world.says("lan", "tuần trước 150/95")
    assert "chưa rõ là hôm nào" in await world.says("lan", "hôm ấy")
    assert "đo ngày 19/11/2026" in await world.says("lan", "thứ năm")
    assert pairs(await stored(world)) == [(150, 95)]


async def test_yesterday_is_yesterday(world: World) -> None:
    await member(world)
    assert "đo ngày 22/11/2026" in await world.says("lan", "bữa qua 130/80")
    (reading,) = await stored(world)
    assert reading.taken_at.astimezone(UTC).date().isoformat() == "2026-11-22"


async def test_saturday_is_that_day(world: World) -> None:
    await member(world)
    said = await world.says("lan", "thứ bảy 130/80")
    if await asked(world, "lan") == "reading.sure":
        assert await stored(world) == []
        said = await world.says("lan", "đúng")
    assert "đo ngày 21/11/2026" in said


async def test_several_readings_each_with_their_time(world: World) -> None:
    await member(world)
    said = await world.says("lan", "sáng hôm qua 140/85, tối qua 150/90, sáng nay 138/84 mạch 70")
    assert "3 lần đo: 140/85, 150/90, 138/84" in said
    found = await stored(world)
    assert pairs(found) == [(138, 84), (150, 90), (140, 85)]
    zone = world.app.texts.zone
    assert [r.taken_at.astimezone(zone).day for r in found] == [23, 22, 22]
    assert found[0].pressure.pulse == 70
    assert found[1].pressure.pulse is None


async def test_a_mother_of_eighty_is_no_pulse(world: World) -> None:
    await follows_two(world)
    assert "150/90" in await world.says("hung", "mẹ con 80 tuổi huyết áp 150/90")
    (reading,) = await stored(world)
    assert (reading.pressure.systolic, reading.pressure.diastolic, reading.pressure.pulse) == (150, 90, None)


# --- taken back, corrected


async def test_the_named_one_is_taken_back(world: World) -> None:
    await member(world)
    await world.says("lan", "130/80", "142/88")
    assert "không thấy" in await world.says("lan", "xoá 150/80")
    assert "Đã bỏ số 130/80" in await world.says("lan", "xoá 130/80")
    assert pairs(await stored(world)) == [(142, 88)]
    await world.says("lan", "135/85")
    assert "muốn bỏ số nào" in await world.says("lan", "xoá số vừa ghi")
    await world.presses("lan", "142/88")
    assert pairs(await stored(world)) == [(135, 85)]


async def test_a_relative_takes_back_what_they_noted(world: World) -> None:
    await follows_two(world)
    await world.says("hung", "mẹ 130/80")
    world.skip("lan")
    assert "Đã bỏ số 130/80" in await world.says("hung", "xoá 130/80 của mẹ")
    assert await stored(world) == []
    assert "Lò Văn Hùng đã bỏ số huyết áp 130/80" in world.new("lan")


async def test_an_edited_message_corrects_its_reading(world: World) -> None:
    """C19: 190/80, then edited to 130/80."""
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.hands_in(world.incoming("lan", "190/80", message_key="m1"))
    assert "có bị một trong những điều này" in world.new("lan")
    world.skip("hung")
    await world.hands_in(world.incoming("lan", "130/80", message_key="m1", edited=True))
    said = world.new("lan")
    assert "Đã sửa: 190/80 thành 130/80" in said
    assert "có bị một trong những điều này" not in said, "what was mistyped is no danger"
    assert await asked(world, "lan") == ""
    assert pairs(await stored(world)) == [(130, 80)]
    assert "ghi nhầm" in world.new("hung")
    await world.passes(minutes=11)
    assert "115" not in world.new("lan")


# --- what the menu of a relative says


async def test_the_menu_of_a_relative_speaks_of_the_member(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("lan", "138/86")
    await world.says("hung", "menu")
    assert "❤️ Huyết áp của mẹ" in world.labels("hung")
    for typed in ("❤️ Huyết áp của mẹ", "Huyết áp của mẹ", "huyet ap cua me"):
        said = await world.says("hung", typed)
        assert said.startswith("Của Lò Thị Ón"), typed
        assert "138/86" in said, typed
    assert "138/86" in await world.presses("hung", "Huyết áp của mẹ")


async def test_a_day_beside_a_yes_is_the_days_reading(world: World) -> None:
    """ "đúng, đo hôm qua" is asked once more, and kept as yesterday's."""
    await member(world)
    await world.says("lan", "có phải 145/85 không", "đúng, đo hôm qua")
    assert pairs(await stored(world)) == []
    assert "đo ngày" in await world.says("lan", "đúng")


async def test_a_number_that_is_not_to_be_noted_is_not_agreed_to(world: World) -> None:
    await member(world)
    await world.says("lan", "đừng ghi 145/85", "vâng")
    assert pairs(await stored(world)) == []
