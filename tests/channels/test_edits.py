"""A message edited on Telegram, through the whole bot and the pretended Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.channels.worlds import TelegramWorld
from tests.databases import new_database
from tests.world import FrozenClock


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[TelegramWorld]:
    built = TelegramWorld(await new_database(tmp_path / "club.db"), FrozenClock())
    async with built:
        await built.settled_club(("lan", "Lò Thị Ón"))
        yield built


async def kept(world: TelegramWorld) -> list[str]:
    """The readings that stand, in the order in which they were written."""
    query = "SELECT systolic, diastolic FROM reading WHERE withdrawn_at IS NULL ORDER BY id"
    async with world.app.storage.view() as look:
        return [f"{r.systolic}/{r.diastolic}" for r in await look.execute(sa.text(query))]


async def test_a_reading_is_corrected_in_sight(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    await world.passes(minutes=50)
    said = await world.edits("lan", "130/80", "135/80")
    assert said.startswith("Đã sửa: 130/80 thành 135/80.")
    assert await kept(world) == ["135/80"]
    assert "135/80" in await world.says("lan", "huyết áp")


async def test_a_correction_is_corrected_again(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    await world.edits("lan", "130/80", "135/80")
    assert "135/80 thành 138/82" in await world.edits("lan", "135/80", "138/82")
    assert "vẫn đang ghi 138/82" in await world.edits("lan", "138/82", "138/82 ạ")
    assert await kept(world) == ["138/82"]


async def test_an_edit_in_time_leaves_other_readings_alone(world: TelegramWorld) -> None:
    await world.says("lan", "128/79", "130/80", "140/85")
    assert "130/80 thành 135/80" in await world.edits("lan", "130/80", "135/80")
    assert sorted(await kept(world)) == ["128/79", "135/80", "140/85"]


async def test_what_becomes_dangerous_is_asked_about(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    said = await world.edits("lan", "130/80", "185/115")
    assert said.startswith("Đã sửa: 130/80 thành 185/115.")
    assert "nguy hiểm" in said
    assert await kept(world) == ["185/115"]
    assert "GỌI 115 NGAY" in await world.presses("lan", "Có")


async def test_what_was_not_dangerous_is_no_longer_asked_about(world: TelegramWorld) -> None:
    assert "đau ngực" in await world.says("lan", "185/115")
    said = await world.edits("lan", "185/115", "135/80")
    assert said.startswith("Đã sửa: 185/115 thành 135/80.")
    assert "đau ngực" not in said
    world.skip("lan")
    await world.passes(minutes=30)
    assert world.new("lan") == ""


async def test_a_danger_that_stays_one_is_still_asked_about(world: TelegramWorld) -> None:
    await world.says("lan", "185/115")
    assert "185/115 thành 195/115" in await world.edits("lan", "185/115", "195/115")
    assert "GỌI 115 NGAY" in await world.presses("lan", "Có")


@pytest.mark.parametrize("words", ["xoá", "mai tôi đi chợ", "135/80 140/85", "135"])
async def test_what_is_no_one_reading_is_asked_for(world: TelegramWorld, words: str) -> None:
    await world.says("lan", "130/80")
    assert "nên vẫn để số cũ" in await world.edits("lan", "130/80", words)
    assert await kept(world) == ["130/80"]


async def test_after_an_hour_it_is_asked_for(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    await world.passes(minutes=61)
    assert "không làm theo tin đã sửa" in await world.edits("lan", "130/80", "135/80")
    assert await kept(world) == ["130/80"]


async def test_words_that_become_a_reading_are_asked_for(world: TelegramWorld) -> None:
    await world.says("lan", "cảm ơn cháu")
    assert "không làm theo tin đã sửa" in await world.edits("lan", "cảm ơn cháu", "135/80")
    assert await kept(world) == []


async def test_an_edited_cry_for_help_is_heard(world: TelegramWorld) -> None:
    await world.says("lan", "cảm ơn cháu")
    assert "115" in await world.edits("lan", "cảm ơn cháu", "tôi khó thở quá")


async def test_a_confirmation_books_once(world: TelegramWorld) -> None:
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "tôi đồng ý")
    await world.says("chair", "/thuno ón 442k", "đúng")
    assert "không làm theo tin đã sửa" in await world.edits("chair", "đúng", "đúng rồi")
    assert "không làm theo tin đã sửa" in await world.edits("chair", "/thuno ón 442k", "/thuno ón 500k")
    async with world.app.storage.view() as look:
        found = list((await look.execute(sa.text("SELECT count(*) FROM repayment"))).scalars())
    assert found == [1]


async def test_an_edit_answers_no_standing_question(world: TelegramWorld) -> None:
    await world.says("lan", "cảm ơn cháu")
    await world.says("chair", "/thongbao Mai họp")
    await world.edits("chair", "/thongbao Mai họp", "đúng")
    assert not any("Mai họp" in m.text for m in world.said("lan"))
    await world.says("chair", "đúng")
    assert "Mai họp" in world.last("lan").text


async def test_a_caption_is_corrected_too(world: TelegramWorld) -> None:
    await world.pictures("lan", "130/80")
    assert "130/80 thành 135/80" in await world.edits("lan", "130/80", "135/80")
    assert "nên vẫn để số cũ" in await world.edits("lan", "135/80", "")
    assert await kept(world) == ["135/80"]


async def test_an_edit_that_says_the_same_and_one_in_a_group_are_silent(world: TelegramWorld) -> None:
    """The same words come again where a link preview appears; a live location has none."""
    await world.says("lan", "130/80")
    sent = dict(world.messenger._sent[world.person("lan"), world.message("lan", "130/80")])
    world.skip("lan")
    before = len(world.phones.chats[world.person("lan")])
    group = {"id": -5, "type": "group", "title": "nhóm"}
    location = {"latitude": 22.0, "longitude": 103.4, "live_period": 900}
    for edited in (
        sent | {"edit_date": sent["date"] + 5},
        {k: v for k, v in sent.items() if k != "text"} | {"message_id": 900, "location": location},
        sent | {"chat": group, "text": "135/80"},
    ):
        await world.messenger._update({"edited_message": edited})
    assert await world.says("lan", "xin chào")
    assert await kept(world) == ["130/80"]
    assert -5 not in world.phones.chats
    new = [m for m in world.phones.chats[world.person("lan")][before:] if not m["mine"]]
    assert len(new) == 1, "only the greeting was answered"


async def test_an_edit_follows_its_message_in_one_batch(world: TelegramWorld) -> None:
    lan = world.person("lan")
    world.skip("lan")
    for _ in range(2):
        world.sets_out()
    await world.messenger.write(lan, "130/80")
    await world.messenger.edit(lan, world.message("lan", "130/80"), "135/80")
    await world.settle()
    said = world.new("lan")
    assert said.index("Đã ghi 130/80") < said.index("130/80 thành 135/80")
    assert await kept(world) == ["135/80"]


async def test_an_edit_delivered_twice_counts_once(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    edited = world.messenger._sent[world.person("lan"), world.message("lan", "130/80")]
    update = {"update_id": 9_000, "edited_message": edited | {"text": "135/80", "edit_date": edited["date"]}}
    world.skip("lan")
    for _ in range(2):
        world.sets_out()
        await world.messenger.raw(update)
        await world.settle()
    assert world.new("lan").count("Đã sửa") == 1
    assert await kept(world) == ["135/80"]


async def test_a_cry_put_into_a_reading_replaces_it(world: TelegramWorld) -> None:
    await world.says("lan", "130/80")
    said = await world.edits("lan", "130/80", "185/115 đau ngực")
    assert "GỌI 115 NGAY" in said.split("\n")[0]
    assert await kept(world) == ["185/115"]


async def test_a_cry_put_beside_a_reading_keeps_it_once(world: TelegramWorld) -> None:
    await world.says("lan", "185/115")
    said = await world.edits("lan", "185/115", "185/115 đau ngực")
    assert "GỌI 115 NGAY" in said.split("\n")[0]
    assert await kept(world) == ["185/115"]


async def test_a_danger_that_stays_one_is_asked_about_once(world: TelegramWorld) -> None:
    await world.says("lan", "185/115")
    said = await world.edits("lan", "185/115", "195/115")
    assert said.count("méo miệng") == 1
