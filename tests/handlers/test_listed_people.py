"""Whoever stands on the list begins to use the bot: by a vouched number, a typed one, a personal code, or an application."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from club.people.honorifics import Sex
from handlers.conversation.chat import Contact, Event
from storage.people import persons, roster
from tests.world import World, build_world, zalo_channel

ON = {
    "full_name": "Lò Thị Ón",
    "birth_year": 1948,
    "sex": "female",
    "phone": "+84912345111",
    "small_group": "Tổ 1",
}
OWN = Contact("+84912345111", own=True)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path, others=[zalo_channel()]) as built:
        yield built


async def listed(world: World, **values: object) -> str:
    join = await world.settled_club()
    await put_on_the_list(world, **values)
    return join


async def put_on_the_list(world: World, **values: object) -> None:
    async with world.app.storage.unit() as unit:
        await roster.add(unit, 1, ON | values, by=None, now=world.clock.now())


async def lines(world: World) -> list[roster.Entry]:
    async with world.app.storage.view() as look:
        return await roster.entries(look, 1)


def code_in(said: str) -> str:
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", said)
    assert found, said
    return found[0]


async def test_the_number_that_the_messenger_vouches_for_lets_her_in(world: World) -> None:
    await listed(world)
    said = await world.says("lan", "xin chào")
    assert "gửi số điện thoại cũng được" in said
    assert world.last("lan").layout == "contact"
    said = await world.shares("lan", OWN)
    assert "CLB bản Chom Chăng đã ghi tên Lò Thị Ón, sinh năm 1948" in said
    assert "máy chủ ở nước ngoài" in said
    await world.presses("lan", "Đồng ý")
    assert "chào bà Ón" in await world.presses("lan", "Đồng ý")
    (line,) = [e for e in await lines(world) if e.full_name == "Lò Thị Ón"]
    assert line.uses_bot
    assert "Đã ghi 130/80" in await world.says("lan", "130/80")


async def test_somebody_elses_number_and_an_unknown_one_let_nobody_in(world: World) -> None:
    await listed(world)
    await world.says("x", "xin chào")
    assert "số của người khác" in await world.shares("x", Contact("+84912345111", own=False))
    assert "chưa thấy số này" in await world.shares("x", Contact("84987654321", own=True))
    assert not [e for e in await lines(world) if e.uses_bot and e.full_name == "Lò Thị Ón"]


async def test_who_shares_a_phone_says_who_they_are(world: World) -> None:
    await listed(world)
    await put_on_the_list(world, full_name="Lò Văn Inh", birth_year=1945, sex="male")
    said = await world.shares("inh", OWN)
    assert "có nhiều người" in said
    assert world.labels("inh") == ["Lò Thị Ón (1948)", "Lò Văn Inh (1945)", "Không phải ai trong số này"]
    assert "ghi tên Lò Văn Inh" in await world.presses("inh", "Inh")
    await world.says("inh", "đồng ý", "không")
    assert "ghi tên Lò Thị Ón" in await world.shares("lan", OWN), "the other one is left"
    assert "không giữ gì cả" in await world.presses("lan", "Không phải tôi")


async def test_who_uses_the_bot_already_needs_the_code_from_there(world: World) -> None:
    await listed(world)
    await world.shares("lan", OWN)
    await world.says("lan", "đồng ý", "đồng ý")
    assert "gõ nơi nhận tin để lấy mã nối" in await world.shares("other", OWN)


async def test_a_typed_number_waits_for_the_boards_word(world: World) -> None:
    await listed(world)
    assert "họ và tên" in await world.says("zalo:lan", "0912345111")
    world.skip("chair")
    assert "đã hỏi ban chủ nhiệm" in await world.says("zalo:lan", "lo thi on")
    asked = world.new("chair")
    assert "Có người qua Zalo nói là Lò Thị Ón (1948), số 0912 345 111" in asked
    world.skip("zalo:lan")
    assert "đã mời Lò Thị Ón" in await world.presses("chair", "Đúng, cho vào")
    assert "đã nhận ra" in world.new("zalo:lan")
    assert "ghi tên Lò Thị Ón" in await world.says("zalo:lan", "1")
    await world.says("zalo:lan", "1", "1")
    assert [e.full_name for e in await lines(world) if e.uses_bot] == ["Lò Thị Ón", "Quàng Văn Sơn"]
    assert "đã có người trong ban trả lời" in await world.presses("chair", "Không phải, hoặc chưa chắc")


async def test_a_typed_number_that_the_board_does_not_know_goes_no_further(world: World) -> None:
    await listed(world)
    await world.says("zalo:x", "0912 345 111", "Lò Thị Ón")
    world.skip("zalo:x")
    await world.presses("chair", "Không phải, hoặc chưa chắc")
    assert "chưa nhận ra" in world.new("zalo:x")
    world.skip("chair")
    said = await world.says("zalo:y", "0912345111", "Vàng Thị Mai")
    assert "chưa thấy số này cùng tên ấy" in said
    assert world.new("chair") == "", "the right number with another name tells nobody anything"


async def test_a_personal_code_is_hers_once(world: World) -> None:
    await listed(world)
    await world.says("chair", "/hoivien Ón")
    said = await world.presses("chair", "Mã riêng")
    assert "Dùng một lần, tới ngày 21/02/2027" in said
    code = code_in(said)
    await world.says("chair", "/hoivien Ón")
    assert code in await world.presses("chair", "Mã riêng"), "the open one is given again"
    assert "ghi tên Lò Thị Ón" in await world.says("zalo:lan", code)
    assert "chào bà Ón" in await world.says("zalo:lan", "1", "1")
    assert "đã có người dùng rồi" in await world.says("x", code)
    await world.says("chair", "/hoivien Ón")
    assert "Mã riêng" not in str(world.labels("chair"))


async def test_a_code_can_be_taken_back_and_ends_by_itself(world: World) -> None:
    await listed(world)
    await world.says("chair", "/hoivien Ón")
    code = code_in(await world.presses("chair", "Mã riêng"))
    assert "Đã thu hồi" in await world.presses("chair", "Thu hồi mã")
    assert "hết hạn" in await world.says("lan", code)
    await world.says("chair", "/hoivien Ón")
    code = code_in(await world.presses("chair", "Mã riêng"))
    world.clock.advance(timedelta(days=91))
    assert "hết hạn" in await world.says("lan", code)


async def test_whoever_left_meanwhile_is_not_let_in(world: World) -> None:
    await listed(world)
    await world.says("chair", "/hoivien Ón")
    code = code_in(await world.presses("chair", "Mã riêng"))
    await world.says("lan", code)
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ, chuyển đi")
    await world.presses("chair", "Chuyển đi")
    await world.says("chair", "đúng")
    assert "không còn trong danh sách" in await world.says("lan", "đồng ý", "đồng ý")


async def test_an_application_of_somebody_listed_becomes_one_person(world: World) -> None:
    join = await listed(world, phone=None)
    await world.joins("lan", join, "lo thi on", phone="0912345111")
    await world.says("lan", "135/85")
    said = await world.presses("chair", "Duyệt")
    assert "đã có người giống" in said
    world.skip("lan")
    assert "Đã duyệt" in await world.presses("chair", "Đúng, là Lò Thị Ón (1948)")
    assert "Bà đã là hội viên" in world.new("lan")
    everybody = await lines(world)
    assert [e.full_name for e in everybody] == ["Lò Thị Ón", "Quàng Văn Sơn"]
    assert (everybody[0].small_group, everybody[0].phone, everybody[0].sex) == (
        "Tổ 1",
        "+84912345111",
        Sex.FEMALE,
    )
    assert "135/85" in await world.says("lan", "huyết áp"), "what she sent before stays hers"
    async with world.app.storage.view() as look:
        assert len(await persons.by_name(look, "on")) == 1


async def test_an_application_of_a_namesake_stays_another_person(world: World) -> None:
    join = await listed(world)
    await world.joins("lan", join, "Lò Thị Ón", phone="0987654321")
    await world.presses("chair", "Duyệt")
    assert "Đã duyệt" in await world.presses("chair", "Không, là người mới")
    assert len([e for e in await lines(world) if e.full_name == "Lò Thị Ón"]) == 2
    assert "được xử lý trước đó" in await world.presses("chair", "✅ Duyệt")


async def test_a_sheet_of_cards_for_everybody_who_is_missing(world: World) -> None:
    await listed(world)
    await world.says("chair", "hội viên")
    said = await world.presses("chair", "In mã cho từng người")
    assert "cho 1 người chưa dùng trợ lý" in said
    document = world.last("chair").part.document
    assert document is not None
    assert document[0] == "Mã riêng CLB bản Chom Chăng.pdf"
    assert document[2].startswith(b"%PDF")
    await world.shares("lan", OWN)
    await world.says("lan", "đồng ý", "đồng ý")
    await world.hands_in(world.incoming("chair", choice="b/printcards/"))
    assert "đều đã dùng trợ lý" in world.last("chair").text
    await world.hands_in(world.incoming("lan", choice="b/printcards/"))
    assert "ban chủ nhiệm" in world.last("lan").text


async def test_the_clubs_code_is_renewed_by_the_chair_and_with_time(world: World) -> None:
    join = await world.settled_club()
    await world.says("chair", "hội viên")
    said = await world.presses("chair", "Mời hội viên")
    assert "Mã dùng tới ngày 23/11/2027" in said
    fresh = code_in(await world.presses("chair", "Đổi mã mới"))
    assert fresh.replace("-", "") != join
    assert "hết hạn" in await world.says("x", join)
    assert "CLB bản Chom Chăng" in await world.says("x", fresh)
    world.clock.advance(timedelta(days=340))
    await world.says("chair", "hội viên")
    assert code_in(await world.presses("chair", "Mời hội viên")) != fresh


async def test_guessing_is_slowed_and_the_board_hears_of_it(world: World) -> None:
    join = await world.settled_club()
    world.skip("chair")
    wrong = [f"ACDEFGH{c}" for c in "ACDEFGH"]
    for code in wrong[:4]:
        assert "không tìm thấy mã này" in await world.says("x", code)
    assert world.new("chair") == ""
    assert "nghỉ nhận mã ở đây tới 09:10" in await world.says("x", wrong[4])
    report = world.new("chair")
    assert "gõ sai mã 5 lần liền qua Memory" in report
    assert "nghỉ nhận mã" in await world.says("x", join), "not even the right one is looked at"
    assert "CLB bản Chom Chăng" in await world.says("y", join), "others are not concerned"
    await world.passes(minutes=11)
    assert "tới 09:31" in await world.says("x", wrong[5]), "twice as long"
    assert world.new("chair") == "", "one report a day"
    await world.passes(minutes=25)
    assert "CLB bản Chom Chăng" in await world.says("x", join)


async def test_only_the_club_whose_code_was_mistyped_hears_of_it(world: World) -> None:
    join = await world.settled_club()
    other, _ = await world.club(name="CLB Nà Khương")
    await world.joins("chair2", other, "Chẻo Láo Tả", "1950", "nam")
    for who in ("chair", "chair2"):
        world.skip(who)
    letters = [c for c in "ACDEFGHJKMNPQRTUVWXY" if c != join[-1]]
    for c in letters[:5]:
        await world.says("x", join[:-1] + c)
    assert "gõ sai mã" in world.new("chair")
    assert world.new("chair2") == ""


async def test_eight_letters_from_a_member_are_words_unless_they_are_a_code(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "Dừng nhắc trong bao lâu" in await world.says("lan", "dung nhac")
    await world.says("lan", "huỷ")
    for _ in range(6):
        assert "mã" not in (await world.says("lan", "can nhach")).split("\n")[0]
    assert "nghỉ nhận mã" not in world.last("lan").text
    async with world.app.storage.unit() as unit:
        await unit.exec_driver_sql("UPDATE code SET code = 'ACDEFGHJ' WHERE purpose = 'member'")
    assert "đã là hội viên" in await world.says("lan", "acde fghj")


async def test_one_of_the_board_alone_opens_nothing_that_was_used_before(world: World) -> None:
    """A member who blocked the bot: no personal code, but the messenger's word brings her back."""
    await listed(world)
    await world.shares("lan", OWN)
    await world.says("lan", "đồng ý", "đồng ý", "138/86")
    await world.event("lan", Event.STOPPED)
    await world.says("chair", "/hoivien Ón")
    assert "🔑 Mã riêng" not in world.labels("chair")
    assert "Mất điện thoại, đổi máy" in world.labels("chair")
    line = next(e for e in await lines(world) if e.full_name == "Lò Thị Ón")
    await world.hands_in(world.incoming("chair", choice=f"b/personcode/{line.membership_id}"))
    assert "đã dùng trợ lý rồi" in world.last("chair").text
    assert "chưa thấy số này" in await world.says("zalo:x", "0912345111", "Lò Thị Ón")
    await world.shares("new", OWN)
    await world.says("new", "đồng ý", "đồng ý")
    assert "138/86" in await world.says("new", "huyết áp")
