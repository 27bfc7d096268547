"""One person in two messengers: linked by a code, written to where they prefer, and at the other where that fails."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Rejected, Stopped
from club.messages.notices import Kind
from handlers.conversation.chat import Event, say
from handlers.conversation.post import Post
from storage import Connection
from storage.messages import addresses, outbox, redirect
from storage.people import persons
from tests.world import World, build_world, zalo_channel


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path, others=[zalo_channel()]) as built:
        yield built


async def code_of(world: World, who: str) -> str:
    said = await world.says(who, "nơi nhận tin") and await world.presses(who, "Lấy mã nối")
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", said)
    assert found, said
    return found[0]


async def linked(world: World, first: str = "Zalo") -> None:
    """Lan, known at the memory channel, links Zalo."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("zalo:lan", await code_of(world, "lan"), "đúng")
    await world.presses("zalo:lan", first)
    world.skip("lan")


async def test_a_code_shown_on_one_messenger_makes_the_other_the_same_person(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    said = await world.says("lan", "/ketnoi")
    assert "qua Memory" in said
    assert "dùng thêm Zalo" in said
    code = await code_of(world, "lan")
    assert "trong 30 phút" in world.last("lan").text
    asked = await world.says("zalo:lan", code.lower().replace("-", " "))
    assert "Mã này là của Lò Thị Ón" in asked
    assert "1. ✅ Đúng, là tôi" in asked
    assert "nước ngoài" not in asked, "Zalo's servers are in Vietnam"
    assert "ở đâu trước" in await world.says("zalo:lan", "1")
    assert "1. Zalo (ở đây)" in world.last("zalo:lan").text
    world.skip("lan")
    done = await world.says("zalo:lan", "1")
    assert "chào bà Ón" in done
    assert "qua Zalo (ở đây) trước; khi không tới được thì qua Memory" in done
    assert "Zalo vừa được nối với hồ sơ" in world.new("lan")
    assert "Đã ghi 130/80" in await world.says("zalo:lan", "130 80")
    assert "130/80" in await world.says("lan", "huyết áp")


async def test_a_link_code_works_once_and_for_half_an_hour(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    code = await code_of(world, "lan")
    newer = await code_of(world, "lan")
    assert "hết hạn" in await world.says("zalo:eve", code), "a newer code closes the older"
    assert "không cần mã nối" in await world.says("lan", newer)
    assert "đang là hồ sơ của Quàng Văn Sơn" in await world.says("chair", newer)
    await world.says("zalo:eve", newer)
    world.clock.advance(timedelta(minutes=31))
    assert "hết hạn" in await world.says("zalo:eve", "đúng", "1"), "it ran out while the question stood"
    third = await code_of(world, "lan")
    assert "không nối" in await world.says("zalo:eve", third, "không phải tôi")
    await world.says("zalo:lan", third, "đúng", "1")
    assert "có người dùng rồi" in await world.says("zalo:eve", third)


async def test_notices_go_to_the_preferred_messenger(world: World) -> None:
    await linked(world, "Zalo")
    world.skip("zalo:lan")
    await world.says("chair", "/thongbao Mai họp nhé", "đúng")
    assert "Mai họp nhé" in world.new("zalo:lan")
    assert world.new("lan") == ""
    assert "qua Memory trước" in await world.says("zalo:lan", "nơi nhận tin", "1")
    world.skip("zalo:lan")
    await world.says("chair", "/thongbao Ngày kia họp", "đúng")
    assert "Ngày kia họp" in world.new("lan")
    assert world.new("zalo:lan") == ""


async def test_a_stopped_messenger_hands_over_to_the_other(world: World) -> None:
    """Queued and refused notices go on to the other address; nobody gets one twice, and the report counts them as sent."""
    await linked(world, "Zalo")
    world.channels["zalo"].failures["lan"] = [Stopped("403")]
    world.skip("chair")
    await world.says("chair", "/thongbao Mai họp nhé", "đúng")
    assert world.new("lan").count("Mai họp nhé") == 1
    assert "đã gửi 1, chưa tới 0" in world.last("chair").text
    said = await world.says("lan", "vì sao")
    assert "đã gửi (chuyển sang nơi khác của người nhận)" in said
    world.skip("lan")
    await world.says("chair", "/thongbao Ngày kia họp", "đúng")
    assert "Ngày kia họp" in world.new("lan"), "the stopped address is not tried again"
    await world.says("zalo:lan", "xin chào")
    world.skip("zalo:lan")
    await world.says("chair", "/thongbao Tuần sau họp", "đúng")
    assert "Tuần sau họp" in world.new("zalo:lan"), "whoever writes again is there again, and still preferred"


async def test_a_block_moves_what_waits_and_leaves_answers_where_they_belong(world: World) -> None:
    await linked(world, "Memory")
    world.clock.advance(timedelta(hours=12))  # 21:00: notices wait for the morning
    await world.says("chair", "/thongbao Mai họp nhé")
    await world.presses("chair", "Gửi lúc")
    await world.event("lan", Event.STOPPED)
    world.skip("zalo:lan")
    await world.passes(hours=10)
    assert "Mai họp nhé" in world.new("zalo:lan")
    async with world.app.storage.view() as look:
        assert "queued" not in {state for _, _, state in await entries(look)}


async def entries(look: Connection) -> list[tuple[str | None, str, str]]:
    return [(e.external_id, e.kind, e.state) for e in await outbox.latest(look, limit=500)]


async def test_what_is_still_to_come_follows_the_preference(world: World) -> None:
    """Reminders were planned for days ahead: they go where the person wants them now, and only there."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("zalo:lan", await code_of(world, "lan"), "đúng", "1")
    for who in ("lan", "zalo:lan"):
        world.skip(who)
    await world.passes_by_steps(48)
    assert "Mời bà đi sinh hoạt" in world.new("zalo:lan")
    assert world.new("lan") == ""
    await world.says("zalo:lan", "nơi nhận tin", "1")
    for who in ("lan", "zalo:lan"):
        world.skip(who)
    await world.passes_by_steps(48)
    assert "Mời bà đi sinh hoạt" in world.new("lan")
    assert world.new("zalo:lan") == ""


async def test_whoever_comes_back_in_time_gets_what_is_still_to_come(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.event("lan", Event.STOPPED)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair", "/hop ngày 29, 8h, nhà văn hoá bản", "đúng")
    await world.event("lan", Event.RESUMED)
    world.skip("lan")
    await world.passes_by_steps(24 * 6)
    reminders = world.new("lan")
    assert reminders.count("29/11/2026") == 3
    assert "28/11" not in reminders, "the meeting has moved meanwhile"


async def test_a_wrong_message_is_no_reason_to_change_the_messenger(world: World) -> None:
    await linked(world, "Zalo")
    world.channels["zalo"].failures["lan"] = [Rejected("400")]
    await world.says("chair", "/thongbao Mai họp nhé", "đúng")
    assert world.new("lan") == ""
    assert "chưa tới 1" in world.last("chair").text


async def test_a_channel_that_leaves_hands_over_what_waits_for_it(world: World) -> None:
    """A refused channel: linked people are reached at their other address; for the rest it waits, and ends in time."""
    await linked(world, "Zalo")
    _, join = await world.club(name="CLB khác")
    await world.says("zalo:hoa", join, "đồng ý", "đồng ý", "Lò Thị Hoa", "1950", "nữ", "không", "đúng")
    del world.app.channels["zalo"]
    world.skip("zalo:lan")
    await world.says("chair", "/thongbao Mai họp nhé", "đúng")
    assert world.new("lan") == ""
    await world.app.jobs.redirect()
    await world.settle()
    assert "Mai họp nhé" in world.new("lan")
    async with world.app.storage.unit() as unit:
        hoa = (await persons.by_name(unit, "Hoa"))[0]
        (where,) = await addresses.of_person(unit, hoa.id)
        await queue_for(world, unit, where.id, hoa)
    await world.app.jobs.redirect()
    assert ("hoa", "membership", "queued") in await states(world)
    world.clock.advance(timedelta(days=31))
    await world.app.jobs.redirect()
    assert ("hoa", "membership", "expired") in await states(world)


async def queue_for(world: World, unit: Connection, address_id: int, person: persons.Person) -> None:
    post = Post(world.app.texts, world.clock.now())
    draft = post.to_chat(
        Kind.MEMBERSHIP,
        "for-hoa",
        say("common.cancelled"),
        channel="zalo",
        address_id=address_id,
        person=person,
    )
    await outbox.queue(unit, [draft])


async def states(world: World) -> list[tuple[str | None, str, str]]:
    async with world.app.storage.view() as look:
        return await entries(look)


async def test_not_me_takes_the_stranger_out_again(world: World) -> None:
    await linked(world, "Zalo")
    await world.says("zalo:lan", "130/80")
    said = await world.presses("lan", "Không phải tôi, gỡ ra")
    assert "không nhắn cho bà qua Zalo nữa" in said
    assert "mã của câu lạc bộ" in await world.says("zalo:lan", "huyết áp"), "a stranger again"
    world.skip("zalo:lan")
    await world.says("chair", "/thongbao Mai họp nhé", "đúng")
    assert world.new("zalo:lan") == ""
    assert "Mai họp nhé" in world.new("lan")
    assert "đã gỡ từ trước" in await world.presses("lan", "Không phải tôi, gỡ ra")


async def test_the_last_place_stays_and_nobody_moves_anothers(world: World) -> None:
    await linked(world, "Zalo")
    assert "Đã gỡ" in await world.says("lan", "/ketnoi") + await world.presses("lan", "Thôi nhắn qua Zalo")
    async with world.app.storage.view() as look:
        lan = (await persons.by_name(look, "Ón"))[0]
        (only,) = await addresses.of_person(look, lan.id)
    for button in ("unlink", "prefer"):
        await world.hands_in(world.incoming("chair", choice=f"b/{button}/{only.id}"))
        assert "việc riêng của người khác" in world.last("chair").text
    await world.hands_in(world.incoming("lan", choice=f"b/unlink/{only.id}"))
    assert "nơi duy nhất" in world.last("lan").text


async def test_a_newly_linked_messenger_gets_no_answers_of_the_other(world: World) -> None:
    await linked(world, "Zalo")
    world.skip("zalo:lan")
    assert "Đã ghi 131/81" in await world.says("lan", "131/81")
    assert world.new("zalo:lan") == ""


async def test_everything_queued_for_an_address_ends_where_there_is_no_other(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    async with world.app.storage.unit() as unit:
        lan = (await persons.by_name(unit, "Ón"))[0]
        (only,) = await addresses.of_person(unit, lan.id)
        assert await redirect.stop_address(unit, only.id, world.clock.now(), ["memory"]) == []
    assert await addresses_of(world, lan.id) == []


async def addresses_of(world: World, person_id: int) -> list[addresses.Address]:
    async with world.app.storage.view() as look:
        return await addresses.of_person(look, person_id)
