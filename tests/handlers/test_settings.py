"""What each person sets: how they are addressed, in which words, when they are reminded and when not."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.messages import outbox
from storage.people import persons
from tests.world import World


async def club(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))


async def changes(world: World, who: str, what: str, value: str) -> str:
    await world.says(who, "cài đặt")
    await world.presses(who, what)
    return await world.says(who, value)


async def test_the_card_shows_how_everything_is_set(world: World) -> None:
    await club(world)
    said = await world.says("lan", "/caidat")
    assert "gọi là bà, nói tiếng Việt, chữ thường" in said
    assert "Nhắc lúc 08:00. Giờ nghỉ 20:30 đến 06:00." in said
    assert [label.split(" (")[0] for label in world.labels("lan")] == [
        "Cách xưng hô",
        "Ngôn ngữ",
        "Chữ dễ đọc",
        "Giờ nhắc",
        "Giờ nghỉ",
        "Tạm dừng nhắc",
    ]


async def test_everybody_is_called_as_they_wish(world: World) -> None:
    await club(world)
    assert "gọi là cụ" in await changes(world, "lan", "Cách xưng hô", "cụ")
    assert "Cụ muốn làm gì" in await world.says("lan", "menu")
    assert "chọn một cách gọi" in await changes(world, "lan", "Cách xưng hô", "sếp")
    assert "gọi là bác" in await world.says("lan", "gọi tôi là bác")
    await world.says("lan", "cài đặt")
    await world.presses("lan", "Cách xưng hô")
    assert "gọi là bà" in await world.presses("lan", "Theo tuổi (bà)")
    assert "gọi là cô" in await world.says("lan", "/caidat xưng hô cô")


async def test_the_language_changes_at_once_and_back(world: World) -> None:
    await club(world)
    said = await changes(world, "lan", "Ngôn ngữ", "english")
    assert "Changed" in said
    assert "speaks English" in said
    assert "That is fine" in await world.says("lan", "120/78")
    assert "What shall change" in await world.says("lan", "settings"), (
        "the words of that language are understood"
    )
    assert "speaks English" in await world.says("lan", "cài đặt"), "and the Vietnamese ones still"
    assert "Đã đổi" in await world.says("lan", "/caidat tiếng việt")
    assert "Chỉ số này ổn" in await world.says("lan", "120/78")


async def test_easy_text_has_fewer_words_and_more_lines(world: World) -> None:
    await club(world)
    usual = await world.says("lan", "145/92")
    await changes(world, "lan", "Chữ dễ đọc", "có")
    easy = await world.says("lan", "145/92")
    assert len(easy.split()) < len(usual.split())
    assert easy.count("\n") > usual.count("\n")
    assert "đến trạm y tế" in easy, "what to do is never left out"
    menu = await world.says("lan", "menu")
    assert menu == "Bà chọn một việc.\n\nHoặc gõ huyết áp: 130/80."
    assert "145/92" in await world.says("lan", "huyết áp")
    await world.says("lan", "cài đặt")
    await world.presses("lan", "Chữ dễ đọc")
    await world.presses("lan", "Không, viết như thường")
    assert await world.says("lan", "145/92") == usual


async def test_what_is_dangerous_is_said_in_full_whatever_the_text(world: World) -> None:
    await club(world)
    await world.says("lan", "/caidat chữ to có")
    said = await world.says("lan", "190/115")
    for words in ("đau ngực", "khó thở", "yếu hay tê một bên người", "gọi 115 ngay"):
        assert words in said


async def reminders(world: World, who: str) -> list[datetime]:
    """When the planned reminders go out, in Vietnam."""
    async with world.app.storage.view() as look:
        (person,) = await persons.by_name(look, {"lan": "Ón", "inh": "Inh"}[who])
        rows = await outbox.latest(look, limit=50, person_id=person.id)
    zone = world.app.texts.zone
    return sorted(e.not_before.astimezone(zone) for e in rows if e.kind == "meeting" and e.state == "queued")


async def test_reminders_come_at_the_hour_one_chose_those_planned_included(world: World) -> None:
    await club(world)
    await world.says("chair", "/hop ngày 28, 14h, nhà văn hoá bản", "đúng")
    assert [r.hour for r in await reminders(world, "lan")] == [8, 8, 12]
    await changes(world, "lan", "Giờ nhắc", "5 giờ chiều")
    assert [r.hour for r in await reminders(world, "lan")] == [17, 17, 12]
    assert [r.hour for r in await reminders(world, "inh")] == [8, 8, 12], "others keep theirs"
    world.skip("lan")
    await world.passes_by_steps(60)
    assert world.new("lan").count("đi sinh hoạt") == 1
    await world.says("lan", "cài đặt")
    await world.presses("lan", "Giờ nhắc")
    await world.presses("lan", "Như thường (08:00)")
    assert [r.hour for r in await reminders(world, "lan")][-1] == 12


async def test_an_hour_of_rest_is_no_hour_for_reminders(world: World) -> None:
    await club(world)
    assert "nằm trong giờ nghỉ (20:30 đến 06:00)" in await changes(world, "lan", "Giờ nhắc", "21h")
    assert "chưa đọc được giờ" in await world.says("lan", "lúc nào cũng được")
    await world.says("lan", "huỷ")
    assert "Giờ nghỉ 23:00 đến 05:00" in await changes(world, "lan", "Giờ nghỉ", "từ 23h đến 5h")
    assert "Nhắc lúc 21:00" in await changes(world, "lan", "Giờ nhắc", "21h")


async def test_ones_own_quiet_hours_hold_what_may_wait_and_nothing_else(world: World) -> None:
    await club(world)
    assert "chưa đọc được" in await changes(world, "lan", "Giờ nghỉ", "khi ngủ")
    assert "Giờ nghỉ 08:00 đến 12:00" in await world.says("lan", "8h đến 12h")
    for who in ("lan", "inh"):
        world.skip(who)
    await world.says("chair", "/thongbao Sáng mai họp", "đúng")
    assert "Sáng mai họp" in world.new("inh")
    assert world.new("lan") == ""
    assert "Chỉ số này ổn" in await world.says("lan", "120/78"), "an answer comes at once"
    await world.passes(hours=4)
    assert "Sáng mai họp" in world.new("lan")
    assert "Không có giờ nghỉ" in await changes(world, "lan", "Giờ nghỉ", "không")


async def test_a_pause_holds_reminders_until_it_is_over_or_called_off(world: World) -> None:
    await club(world)
    await world.says("chair", "/hop ngày 28, 14h, nhà văn hoá bản", "đúng")
    said = await world.says("lan", "dừng nhắc")
    assert "Dừng nhắc trong bao lâu" in said
    assert "tạm dừng nhắc tới 01/12/2026" in await world.says("lan", "8 ngày")
    world.skip("lan")
    await world.passes_by_steps(24 * 6)
    assert world.new("lan") == ""
    async with world.app.storage.view() as look:
        (lan,) = await persons.by_name(look, "Ón")
        ended = {
            e.reason for e in await outbox.latest(look, limit=50, person_id=lan.id) if e.kind == "meeting"
        }
    assert ended == {"paused"}
    assert "tạm dừng nhắc" in await world.says("lan", "vì sao")


async def test_alarms_and_answers_come_in_spite_of_a_pause(world: World) -> None:
    await club(world)
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "không", "có", "không", "không")).split("mã này cho người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("hung", "/dungnhac 1 tuần")
    world.skip("hung")
    await world.says("lan", "190/110")
    assert "vừa đo huyết áp 190/110" in world.new("hung")


async def test_what_is_still_useful_comes_when_the_pause_is_over(world: World) -> None:
    await club(world)
    await world.says("lan", "/dungnhac 1 ngày")
    world.skip("lan")
    await world.says("chair", "/thongbao Tuần sau khám mắt", "đúng")
    assert world.new("lan") == ""
    assert "Nhắc lúc 08:00" in await world.says("lan", "nhắc lại")
    assert "Tuần sau khám mắt" in world.channel.chats["lan"][-1].text + world.channel.chats["lan"][-2].text
    await world.says("lan", "/dungnhac 1 ngày")
    await world.says("chair", "/thongbao Nhớ mang sổ", "đúng")
    world.skip("lan")
    await world.passes(hours=24, minutes=5)
    assert "Nhớ mang sổ" in world.new("lan")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2 năm", "chưa đọc được ngày"),
        ("400 ngày", "từ 1 ngày đến 1 năm"),
        ("0", "từ 1 ngày đến 1 năm"),
        ("15/1", "tới 15/01/2027"),
    ],
)
async def test_how_long_a_pause_may_be(world: World, typed: str, said: str) -> None:
    await club(world)
    await world.says("lan", "dừng nhắc")
    assert said in await world.says("lan", typed)


async def test_settings_are_everybodys_own_and_not_a_strangers(world: World) -> None:
    await club(world)
    await changes(world, "lan", "Cách xưng hô", "cụ")
    assert "gọi là ông" not in await world.says("inh", "/caidat")
    assert "gọi là bà" in world.last("inh").text
    assert "dành cho hội viên" in await world.says("x", "/caidat")
    assert "chưa hiểu muốn đổi gì" in await world.says("lan", "/caidat xyz")
