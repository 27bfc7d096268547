"""One chat, several people: who speaks is asked and never guessed, and each keeps what is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.messages.writers import find_writer
from storage.records import personal_data
from storage.schema import audit, person, reading, repayment
from tests.handlers.test_relatives import accept, invite
from tests.world import World, build_app, build_world, zalo_channel


async def couple(w: World, chat: str = "home") -> None:
    """Bà Mẩy has the chat; ông Sùng comes in there by the club's code, and agrees."""
    join = await w.settled_club((chat, "Lò Thị Mẩy"))
    await w.says(chat, "thêm người dùng chung máy này", "đồng ý")
    await w.joins(chat, join, "Giàng A Sùng", "1950", "nam")
    await w.presses("chair", "Duyệt")
    await w.says(chat, "chào", "đồng ý")
    w.skip(chat)
    await w.passes(hours=1)
    w.skip(chat)


async def kept(w: World) -> list[tuple[str, int]]:
    async with w.app.storage.view() as look:
        rows = await look.execute(
            sa.select(person.c.full_name, reading.c.systolic)
            .join(person, person.c.id == reading.c.person_id)
            .order_by(reading.c.id)
        )
        return [(r.full_name, r.systolic) for r in rows]


async def id_of(w: World, name: str) -> int:
    async with w.app.storage.view() as look:
        return int(
            (await look.execute(sa.select(person.c.id).where(person.c.full_name == name))).scalar_one()
        )


@pytest.fixture(params=["home", "zalo:home"])
async def home(request: pytest.FixtureRequest, tmp_path: Path):
    async with await build_world(tmp_path, others=[zalo_channel()]) as w:
        await couple(w, request.param)
        yield w, request.param


async def test_a_reading_waits_for_who_it_is_of(home: tuple[World, str]) -> None:
    w, chat = home
    asked = await w.says(chat, "130/80")
    assert "Ai đang nói?" in asked
    assert await kept(w) == []
    assert "130/80" in (answer := await w.says(chat, "2"))
    assert answer.startswith("Của ông Sùng:")
    await w.says(chat, "135/85")  # he still speaks
    await w.passes(minutes=31)
    assert "Ai đang nói?" in await w.says(chat, "142/88")
    assert (await w.says(chat, "Mẩy đây")).startswith("Của bà Mẩy:")
    assert await kept(w) == [("Giàng A Sùng", 130), ("Giàng A Sùng", 135), ("Lò Thị Mẩy", 142)]


async def test_several_messages_wait_in_their_order(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80", "131/81")
    assert await kept(w) == []
    await w.presses(chat, "Bà Mẩy")
    assert await kept(w) == [("Lò Thị Mẩy", 130), ("Lò Thị Mẩy", 131)]


async def test_what_waits_can_be_dropped(home: tuple[World, str]) -> None:
    w, chat = home
    assert "không ghi gì" in await w.says(chat, "130/80", "huỷ")
    await w.says(chat, "lịch họp")
    await w.presses(chat, "Bà Mẩy")
    assert await kept(w) == []


async def test_danger_is_answered_before_anybody_is_asked(home: tuple[World, str]) -> None:
    w, chat = home
    said = await w.says(chat, "đau ngực khó thở quá")
    assert "115" in said.splitlines()[0]
    assert "Ai đang nói?" in said
    assert "115" in await w.says(chat, "cứu tôi với đau ngực quá")
    assert "115" in await w.presses(chat, "Bà Mẩy")


async def test_the_phone_is_handed_over_within_half_an_hour(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80", "1")
    await w.says(chat, "đổi người")
    assert "Ai đang nói?" in await w.says(chat, "140/90")
    await w.says(chat, "ông Sùng")
    assert await kept(w) == [("Lò Thị Mẩy", 130), ("Giàng A Sùng", 140)]


async def test_reminders_go_to_each_by_name_and_are_answered_for_nobody_else(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says("chair", "/hop", "ngày 25", "8h", "nhà văn hoá bản", "đúng")
    await w.says(chat, "lịch họp", "1")
    w.skip(chat)
    await w.passes(days=1)
    read = w.new(chat)
    assert "Của bà Mẩy:" in read
    assert "Của ông Sùng:" in read
    assert "Ai đang nói?" in await w.says(chat, "1")


async def test_whoever_comes_in_agrees_by_name_and_it_is_recorded(world: World) -> None:
    join = await world.settled_club(("home", "Lò Thị Mẩy"))
    assert "đọc được tin" in await world.says("home", "dùng chung máy")
    await world.says("home", "đồng ý")
    await world.joins("home", join, "Giàng A Sùng", "1950", "nam")
    await world.presses("chair", "Duyệt")
    asked = await world.says("home", "130/80")
    assert "Ông Sùng dùng chung máy này với Bà Mẩy" in asked
    assert await kept(world) == []
    assert (await world.says("home", "đồng ý")).startswith("Của ông Sùng:")
    assert await kept(world) == [("Giàng A Sùng", 130)]
    async with world.app.storage.view() as look:
        rows = await look.execute(sa.select(audit.c.subject_id).where(audit.c.action == "shares_phone"))
        assert {r.subject_id for r in rows} == {
            await id_of(world, "Lò Thị Mẩy"),
            await id_of(world, "Giàng A Sùng"),
        }


async def test_whoever_does_not_agree_is_not_on_the_phone(world: World) -> None:
    join = await world.settled_club(("home", "Lò Thị Mẩy"))
    await world.says("home", "dùng chung máy", "đồng ý")
    await world.joins("home", join, "Giàng A Sùng", "1950", "nam")
    assert "Ông Sùng đã rời máy này" in await world.says("home", "130/80", "không đồng ý")
    assert await kept(world) == []
    await world.says("home", "125/80")
    assert await kept(world) == [("Lò Thị Mẩy", 125)]


async def test_either_may_leave_and_the_other_goes_on(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "tôi rời máy này", "Mẩy đây")
    assert "Bà Mẩy đã rời máy này" in await w.says(chat, "có")
    said = await w.says(chat, "130/80")
    assert "Ai đang nói?" not in said
    assert "Của ông" not in said
    assert await kept(w) == [("Giàng A Sùng", 130)]
    assert await id_of(w, "Lò Thị Mẩy")


async def test_exports_hold_only_ones_own(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80", "1")
    await w.passes(minutes=31)
    await w.says(chat, "141/91", "2")
    async with w.app.storage.view() as look:
        hers = await personal_data.all_about(look, await id_of(w, "Lò Thị Mẩy"))
        his = await personal_data.all_about(look, await id_of(w, "Giàng A Sùng"))
    assert [r["systolic"] for r in hers["reading"]] == [130]
    assert [r["systolic"] for r in his["reading"]] == [141]
    assert len(hers["address"]) == len(his["address"]) == 1
    assert "141" not in str(hers["outbox"])


async def test_erasing_one_leaves_the_other_and_the_chat(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80", "1")
    await w.passes(minutes=31)
    await w.says(chat, "141/91", "2")
    await w.passes(minutes=31)
    await w.says(chat, "/xoadulieu", "1", "đúng", "đúng")
    await w.passes(days=2)
    await w.passes(minutes=3)
    w.skip(chat)
    assert await kept(w) == [("Giàng A Sùng", 141)]
    said = await w.says(chat, "142/92")
    assert "Ai đang nói?" not in said
    assert await kept(w) == [("Giàng A Sùng", 141), ("Giàng A Sùng", 142)]


async def test_a_restart_loses_neither_the_question_nor_what_waits(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80")
    again = build_app(w.app.settings.storage.url, w.clock, list(w.channels.values()))
    await w.app.storage.close()
    w.app.sender.storage = again.storage
    w.app.dispatcher.storage = again.storage
    w.app.storage = again.storage
    assert await w.app.dispatcher.recover() == 0, "it waits for the answer"
    await w.says(chat, "1")
    assert await kept(w) == [("Lò Thị Mẩy", 130)]


async def test_an_old_question_is_put_away_and_said(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "130/80")
    w.skip(chat)
    await w.passes(hours=25)
    assert "chưa được ghi" in w.new(chat)
    await w.says(chat, "lịch họp", "1")
    assert await kept(w) == []


async def test_a_chat_of_one_has_nothing_to_say_of_others(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "một người dùng" in await world.says("lan", "tôi rời máy này")
    assert "một người dùng" in await world.says("lan", "đổi người")
    async with world.app.storage.view() as look:
        writer = await find_writer(look, "memory", "lan")
    assert writer is not None
    assert writer.sharers == ()


async def test_an_answer_about_danger_waits_for_nobody(home: tuple[World, str]) -> None:
    w, chat = home
    await w.says(chat, "190/125", "1")
    await w.says("chair", "/thongbao", "Mai lao động vệ sinh đường bản", "đúng")  # both are told
    said = await w.presses(chat, "Có")
    assert "115" in said
    assert "Ai đang nói?" not in said


async def test_signs_pressed_long_after_are_answered_at_once(world: World) -> None:
    await couple(world)
    await world.says("home", "190/125", "1")
    await world.passes(hours=2)
    said = await world.presses("home", "Có")
    assert "115" in said.splitlines()[0]
    assert "Ai vừa bấm nút?" in said
    assert "115" in await world.presses("home", "Bà Mẩy")


async def test_a_button_is_pressed_by_whom_its_message_is_for(world: World) -> None:
    await couple(world)
    await world.says("home", "130/80", "1")
    hers = world.last("home")
    await world.passes(minutes=31)
    await world.says("home", "141/91", "2")
    value = next(v for v, label in hers.choices if "nhầm" in label)
    world.skip("home")
    await world.press("home", hers, value)
    assert "Ai vừa bấm nút?" in world.new("home")
    assert (await world.presses("home", "Bà Mẩy")).startswith("Của bà Mẩy:")


async def test_money_is_never_taken_for_the_other(world: World) -> None:
    """The chair's wife has his phone: his office is his alone."""
    join = await world.settled_club(("on", "Lò Thị Ón"))
    await world.says("chair", "dùng chung máy", "đồng ý")
    await world.joins("chair", join, "Lường Thị Hoa", "1957", "nữ")
    assert "Bà Hoa dùng chung máy này" in await world.says("chair", "hội viên")
    await world.says("chair", "đổi người", "ông Sơn")
    await world.presses("chair", "Duyệt")
    await world.says("chair", "/chovay Ón 2tr 1% 6 tháng gốc đều", "đúng")
    await world.presses("on", "Đồng ý")
    await world.passes(minutes=31)
    assert "Ai đang nói?" in await world.says("chair", "/thuno Ón 100k")
    assert "Bà Hoa đồng ý không?" in await world.says("chair", "Hoa")
    answer = await world.says("chair", "đồng ý")
    assert "Đã ghi" not in answer
    assert "ban chủ nhiệm" in answer
    async with world.app.storage.view() as look:
        assert (await look.execute(sa.select(sa.func.count()).select_from(repayment))).scalar_one() == 0


@pytest.mark.parametrize(
    "typed", ["210/130", "Mẩy đây, huyết áp 210/130", "120/80 rồi 210/130", "huyết áp 210"]
)
async def test_a_dangerous_reading_is_warned_of_before_anybody_is_asked(world: World, typed: str) -> None:
    await couple(world)
    said = await world.says("home", typed)
    assert "115" in said.split("Ai đang nói?")[0]
    assert "Ai đang nói?" in said
    assert await kept(world) == []
    assert "115" in await world.says("home", "185/122"), "also while it is asked already"


@pytest.mark.parametrize("typed", ["130/80", "ngày 18/12", "thu 200k"])
async def test_nobody_is_warned_where_nothing_is_dangerous(world: World, typed: str) -> None:
    await couple(world)
    assert "115" not in await world.says("home", typed)


async def test_a_dangerous_reading_waits_for_who_it_is_of(world: World) -> None:
    await couple(world)
    await world.says("home", "210/130")
    assert "115" in await world.presses("home", "Ông Sùng")
    assert await kept(world) == [("Giàng A Sùng", 210)]


async def test_who_hands_over_speaks_no_more_whenever_it_arrives(world: World) -> None:
    await couple(world)
    await world.says("home", "130/80", "1")
    await world.passes(minutes=2)
    handed = world.incoming("home", "đổi người")
    world.clock.advance(timedelta(seconds=20))
    theirs = world.incoming("home", "170/95")
    world.clock.advance(timedelta(minutes=3))
    await world.app.dispatcher.receive([handed, theirs])
    await world.settle()
    assert await kept(world) == [("Lò Thị Mẩy", 130)]


async def test_the_same_second_is_not_the_previous_ones(world: World) -> None:
    await couple(world)
    await world.says("home", "130/80", "1")
    await world.passes(minutes=2)
    world.clock.advance(timedelta(milliseconds=700))
    written = world.clock.now().replace(microsecond=0)
    for words in ("đổi người", "170/95"):
        await world.hands_in(replace(world.incoming("home", words), sent_at=written))
    assert await kept(world) == [("Lò Thị Mẩy", 130)]


async def test_what_waited_takes_nothing_back_of_who_was_heard(world: World) -> None:
    await couple(world)
    await world.says("home", "130/80", "131/81")
    await world.passes(minutes=25)
    await world.says("home", "1")
    await world.passes(minutes=6)
    assert "Ai đang nói?" not in await world.says("home", "132/82")


async def test_one_answer_carries_out_nothing_of_hours_ago(world: World) -> None:
    await couple(world)
    await world.says("home", "130/80")
    await world.passes(hours=20)
    world.skip("home")
    assert "đang đợi" not in await world.says("home", "151/91")
    assert "hơn nửa giờ" in await world.says("home", "2")
    assert await kept(world) == [("Giàng A Sùng", 151)]


async def test_the_question_says_that_a_message_waits(world: World) -> None:
    await couple(world)
    assert "đang đợi" not in await world.says("home", "130/80")
    await world.passes(minutes=20)
    assert "đang đợi" in await world.says("home", "lịch họp")
    await world.says("home", "huỷ")
    assert await kept(world) == []


async def test_the_button_of_who_left_is_nobodys(world: World) -> None:
    await couple(world)
    await world.says("home", "190/125", "2")
    his = world.last("home")
    ill, mistaken = (next(v for v, label in his.choices if w in label) for w in ("Có", "nhầm"))
    await world.passes(minutes=31)
    await world.says("home", "rời máy này")
    await world.presses("home", "Ông Sùng")
    await world.says("home", "có", "chào")
    world.skip("home")
    await world.press("home", his, mistaken)
    assert "nhầm" not in (said := world.new("home"))
    assert "không dùng được nữa" in said
    assert await kept(world) == [("Giàng A Sùng", 190)]
    await world.press("home", his, ill)
    assert "115" in world.new("home"), "danger is answered whoever pressed"


async def _followed(w: World) -> None:
    """Anh Hùng may get alerts of bà Ón, whose phone somebody else is to use too."""
    await accept(w, await invite(w, "có", "có", "không", "không"))
    await w.says("lan", "dùng chung máy", "đồng ý")
    await w.says("lan", "đổi người")
    await w.passes(hours=1)
    w.skip("hung")
    w.skip("lan")


async def test_a_cry_that_nobody_owns_up_to_is_told(world: World) -> None:
    await _followed(world)
    assert "115" in await world.says("lan", "đau ngực khó thở quá")
    assert not world.new("hung")
    await world.passes(minutes=11)
    told = world.new("hung")
    assert "kêu cứu" in told
    assert "chưa rõ là ai" in told


@pytest.mark.parametrize("answer", ["1", "huỷ"])
async def test_a_cry_that_is_answered_is_not_told_twice(world: World, answer: str) -> None:
    await _followed(world)
    await world.says("lan", "đau ngực khó thở quá", answer)
    await world.passes(minutes=30)
    assert "chưa rõ là ai" not in world.new("hung")


async def test_nothing_is_sent_to_who_has_not_agreed(world: World) -> None:
    join = await world.settled_club(("home", "Lò Thị Mẩy"))
    await world.says("home", "dùng chung máy", "đồng ý")
    world.skip("home")
    asked = await world.joins("home", join, "Giàng A Sùng", "1950", "nam")
    assert "Ông Sùng đồng ý không?" in asked
    await world.presses("chair", "Duyệt")
    await world.says("chair", "/hop", "ngày 25", "8h", "nhà văn hoá bản", "đúng")
    await world.passes(hours=3)
    read = world.new("home")
    assert "Của ông Sùng" not in read
    assert "25" in read, "bà Mẩy is told as ever"
    await world.says("home", "đồng ý")
    await world.passes(minutes=1)
    assert "Của ông Sùng" in "".join(sent.text for sent in world.said("home"))


async def test_the_newcomer_hears_of_danger_before_any_agreement(world: World) -> None:
    join = await world.settled_club(("home", "Lò Thị Mẩy"))
    await world.says("home", "dùng chung máy", "đồng ý")
    await world.joins("home", join, "Giàng A Sùng", "1950", "nam")
    assert "115" in await world.says("home", "đau ngực khó thở quá")
    assert "115" in await world.says("home", "210/130")
