"""Whatever is typed is answered: commands, words, typos, strangers, groups, defects."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest

from bot import logs
from handlers.conversation.chat import Event, Incoming, text
from handlers.conversation.texts import Texts
from storage.messages import dialogues, inbox, writers
from storage.people import persons
from tests.world import MORNING, World


@pytest.mark.parametrize("typed", ["xyz qua", "???", "🙂", "asdfghjkl", "1", "không", "a" * 4000])
async def test_what_is_not_understood_gets_an_example_and_the_menu(world: World, typed: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    said = await world.says("lan", typed)
    assert "130/80" in said
    assert world.last("lan").layout == "menu"
    assert "❤️ Huyết áp" in world.labels("lan")
    assert "📣 Gửi thông báo" not in world.labels("lan"), "a member sees a member's menu"
    assert "mã của câu lạc bộ" in await world.says("stranger", typed)


@pytest.mark.parametrize(
    "typed",
    [
        "lịch họp",
        "lich hop",
        "LICH HOP",
        "lichj hopj",
        "lich hpo",
        "/lichhop",
        "/lichhop@club_bot",
        "📅 Lịch họp",
    ],
)
async def test_commands_are_understood_in_many_spellings(world: World, typed: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "chưa đặt lịch họp" in await world.says("lan", typed)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("tôi muốn xem khoản vay", "không có khoản vay"),
        ("hop khi nao vay", "chưa đặt lịch họp"),
        ("cho tôi xin nghỉ họp", "chưa đặt lịch họp"),
        ("cảm ơn cháu nhé", "Không có gì ạ"),
        ("ok", "trợ lý nghe bà đây"),
        ("tôi đau đầu quá", "ngồi nghỉ"),
        ("cứu tôi với", "GỌI 115 NGAY"),
        ("ba bi kho tho dau nguc", "GỌI 115 NGAY"),
        ("130", "số dưới"),
    ],
)
async def test_plain_sentences_are_answered_to_the_point(world: World, typed: str, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert answer in await world.says("lan", typed)


async def test_a_cry_for_help_is_heard_in_the_middle_of_a_question_and_from_strangers(world: World) -> None:
    await world.settled_club()
    await world.says("chair", "/chovay")
    said = await world.says("chair", "tôi khó thở")
    assert "GỌI 115 NGAY" in said
    assert "Cho ai vay" not in said, "no question hangs below an alarm"
    assert "Cho ai vay" in await world.says("chair", "bà Ón")
    assert "GỌI 115 NGAY" in await world.says("stranger", "cấp cứu")


async def test_the_board_sees_its_own_menu(world: World) -> None:
    await world.settled_club()
    await world.says("chair", "menu")
    assert {"👥 Hội viên", "🗓 Đặt lịch họp", "📣 Gửi thông báo", "📝 Cho vay", "✍️ Thu nợ"} <= set(
        world.labels("chair")
    )
    assert "/chovay" in await world.says("chair", "trợ giúp")


async def test_help_names_a_person_to_call(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    said = await world.says("lan", "tro giup")
    assert "Quàng Văn Sơn: 0912 345 678" in said


async def test_a_look_at_something_leaves_the_question_standing(world: World) -> None:
    await world.settled_club()
    await world.says("chair", "/chovay")
    said = await world.says("chair", "/lichhop")
    assert "chưa đặt lịch họp" in said
    assert "Cho ai vay" in said
    assert "Đã dừng" in await world.says("chair", "menu")
    assert "👤 Hồ sơ" in world.labels("chair")
    assert "không có việc gì" in await world.says("chair", "huỷ"), "the menu ended it"


async def test_a_button_of_an_earlier_question_is_explained(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join)
    old = world.last("lan").choices[0][0]
    await world.says("lan", "đồng ý", "đồng ý")
    await world.hands_in(world.incoming("lan", choice=old))
    assert "của tin trước" in world.last("lan").text
    assert "họ và tên" in world.last("lan").text
    await world.hands_in(world.incoming("lan", choice="nonsense"))
    assert "không dùng được nữa" in world.last("lan").text


async def test_a_pending_applicant_is_told_to_wait(world: World) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    assert "đang chờ chủ nhiệm duyệt" in await world.says("lan", "lịch họp")
    assert "đang chờ chủ nhiệm duyệt" in await world.says("lan", join)


async def test_a_group_is_told_once_that_only_private_chats_are_served(world: World) -> None:
    for _ in range(3):
        await world.hands_in(world.incoming("group", "chào", private=False))
    assert len(world.channel.chats["group"]) == 1
    assert "nói chuyện riêng" in world.last("group").text


async def test_a_repeated_update_does_nothing(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    update = world.incoming("lan", "130/80")
    await world.hands_in(update)
    before = len(world.channel.chats["lan"])
    await world.hands_in(update)
    assert len(world.channel.chats["lan"]) == before


async def test_one_chat_is_handled_in_order_and_many_side_by_side(world: World) -> None:
    _, join = await world.club()
    answers = [join, "đồng ý", "đồng ý", "Lò Thị Ón", "1948", "nữ", "không"]
    updates = [world.incoming(f"p{n}", text) for text in answers for n in range(8)]
    await world.app.dispatcher.receive(updates)
    await world.settle()
    assert all("Như vậy đúng chưa" in world.last(f"p{n}").text for n in range(8))


async def test_a_restart_in_mid_question_goes_on_with_it(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý")
    update = world.incoming("lan", "đồng ý")
    async with world.app.storage.unit() as unit:  # stored, and then the process died
        received = inbox.Received(update.channel, update.update_key, update.to_json())
        await inbox.store(unit, [received], world.clock.now())
    world.skip("lan")
    assert await world.app.dispatcher.recover() == 1
    await world.settle()
    assert "họ và tên" in world.new("lan")


async def test_a_defect_rolls_back_is_logged_without_the_text_and_apologised_for_once(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    logs.configure()
    handler = caplog.handler
    logging.getLogger().addHandler(handler)

    async def broken(turn: object, args: str) -> None:
        await persons.add_person(
            turn.connection,
            full_name="Ma",
            birth_year=None,
            birth_date=None,
            sex=None,
            phone=None,  # type: ignore[attr-defined]
            phone_verified=False,
            now=world.clock.now(),
        )
        raise RuntimeError(f"cannot handle {args}")

    command = world.app.dispatcher.router.commands["lichhop"]
    monkeypatch.setitem(
        world.app.dispatcher.router.commands,
        "lichhop",
        type(command)(**{**command.__dict__, "handle": broken}),
    )
    update = world.incoming("lan", "/lichhop bí-mật-của-bà")
    world.skip("lan")
    await world.hands_in(update)
    await world.hands_in(update)
    said = world.new("lan")
    assert said.count("trợ lý vừa gặp trục trặc") == 1
    logged = "\n".join(str(r.msg) for r in caplog.records)
    assert update.update_key in logged
    assert "RuntimeError" in logged
    assert "bí-mật" not in logged
    async with world.app.storage.view() as look:
        assert await persons.by_name(look, "Ma") == []
    assert "130/80" in await world.says("lan", "130/80"), "and the bot goes on"
    world.app.owners._chats = [("memory", "chair")]
    world.skip("chair")
    for _ in range(2):
        await world.says("lan", "/lichhop")
    assert world.new("chair").count("chưa xử lý được") == 1, "the operator hears of it, once an hour at most"


async def test_whoever_blocks_the_bot_is_left_alone_until_they_return(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.event("lan", Event.STOPPED)
    world.skip("lan")
    await world.says("chair", "/thongbao Mai họp", "đúng")
    assert world.new("lan") == ""
    await world.event("lan", Event.RESUMED)
    await world.says("chair", "/thongbao Ngày kia họp", "đúng")
    assert "Ngày kia họp" in world.new("lan")


async def test_why_lists_reasons(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/thongbao Mai họp", "đúng")
    said = await world.says("lan", "vì sao")
    assert "thông báo của câu lạc bộ: đã gửi" in said
    assert "Lò Thị Ón" in await world.says("lan", "hồ sơ")


async def test_english_is_spoken_to_those_who_chose_it(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    texts: Texts = world.app.texts
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", "lan")
    assert writer is not None
    assert writer.person is not None
    english = type(writer.person)(**{**writer.person.__dict__, "language": "en"})
    voice = texts.voice(english, world.clock.now().date())
    assert voice.you == "you"
    assert "Noted <b>130/80</b>" in voice.say(
        text("health.normal", systolic=130, diastolic=80, pulse=None, kept=True, unwell=False)
    )


async def test_nothing_is_lost_when_the_process_is_cancelled_between_store_and_commit(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    async with world.app.storage.unit():  # the writer is busy, so the update is stored and waits
        task = asyncio.create_task(world.app.dispatcher.receive([world.incoming("lan", "131/81")]))
        await asyncio.sleep(0.02)
    await task
    for waiting in list(world.app.dispatcher._tasks):
        waiting.cancel()
    await asyncio.gather(*world.app.dispatcher._tasks, return_exceptions=True)
    world.app.dispatcher._waiting.clear()
    await world.app.dispatcher.recover()
    await world.settle()
    assert "131/81" in world.last("lan").text


def test_incoming_survives_the_inbox() -> None:
    incoming = Incoming("memory", "1", "lan", MORNING, text="130/80")
    assert Incoming.from_json(incoming.to_json()) == incoming


@pytest.mark.parametrize(
    "place",
    [
        ("repay", "renamed", {"answers": {"club_id": 1}}),
        ("gone", "who", {"answers": {"club_id": 1}}),
        ("repay", "who", {}),
        ("repay", "who", {"club_id": 1, "_path": []}),
        ("repay", "who", {"answers": {}}),
        ("repay", "who", {"answers": {"club_id": 1, "renamed": 2}}),
        ("repay", "amount", {"answers": {"club_id": 1, "who": "Ón"}}),
        ("repay", "amount", {"answers": {"club_id": 1, "who": 1}, "path": ["renamed"]}),
    ],
)
@pytest.mark.parametrize("typed", ["130/80", "huỷ", "Ón"])
async def test_a_question_of_another_version_locks_nobody_out(
    world: World, place: tuple[str, str, dict[str, Any]], typed: str
) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    async with world.app.storage.unit() as unit:
        writer = await writers.find_writer(unit, "memory", "lan")
        assert writer is not None
        later = world.clock.now() + timedelta(hours=3)
        await dialogues.save(
            unit,
            writer.address_id,
            flow=place[0],
            step=place[1],
            data=place[2],
            offered=None,
            expires_at=later,
        )
    said = await world.says("lan", typed)
    assert "Không sao cả" in said
    assert "trục trặc" not in said
    assert "trục trặc" not in await world.says("lan", typed)


@pytest.mark.parametrize(
    "choice", ["b/card/999", "b/come/999", "b/loan_yes/999", "b/takechair/999", "b/unpay/999"]
)
async def test_a_button_whose_row_is_gone_is_answered_kindly(world: World, choice: str) -> None:
    await world.settled_club()
    world.skip("chair")
    await world.hands_in(world.incoming("chair", choice=choice))
    assert "nay không dùng được nữa" in world.new("chair")
