"""Choices where there are no buttons: a numbered list, answered by number, label or a few letters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.parts import plain, to_parts
from bot.channels.zalo import LONGEST
from club.messages.message import Message, Offered
from handlers.conversation.chat import Layout, Reply
from handlers.conversation.texts import LANGUAGES
from handlers.features import build_router
from storage.messages import outbox, writers
from tests.world import World, build_world, zalo_channel


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path, others=[zalo_channel()]) as built:
        yield built


async def lan_on_zalo(world: World) -> str:
    """A club of a chair and Lan, both on Zalo; answers its join code."""
    chair, join = await world.club(name="CLB bản Pa Tần")
    await world.joins("zalo:chair", chair, "Vàng A Sử", "1950", "nam")
    await world.joins("zalo:lan", join, "Lò Thị Lan")
    await world.presses("zalo:chair", "Duyệt")
    for who in ("zalo:chair", "zalo:lan"):
        world.skip(who)
    return join


async def test_joining_by_numbers_alone(world: World) -> None:
    _, join = await world.club()
    assert "1. ✅ Đồng ý\n2. Thôi, không\nGõ số để chọn." in await world.says("zalo:lan", join)
    assert "huyết áp" in await world.says("zalo:lan", "1")
    assert "họ và tên" in await world.says("zalo:lan", "1.")
    assert "năm nào" in await world.says("zalo:lan", "lò thị lan")
    assert "1. Nữ\n2. Nam" in await world.says("zalo:lan", "1950")
    asked = await world.says("zalo:lan", "so 1")
    assert "• Không có điện thoại\nHoặc gõ lại dòng chữ" in asked, "digits are an answer of their own here"
    assert "1. ✅ Đúng rồi\n2. Sửa lại" in await world.says("zalo:lan", "khong co")
    assert "họ và tên" in await world.says("zalo:lan", "chọn số 2")
    await world.says("zalo:lan", "Lò Thị Lan", "1950", "nu", "0912345678")
    assert "Cảm ơn bà" in await world.says("zalo:lan", "dung roi")


@pytest.mark.parametrize(
    "typed", ["2", "2.", "số 2", "so 2", "Lịch họp", "lich hop", "LICH HOP", "lichj hopj", "2)"]
)
async def test_the_menu_is_answered_by_number_label_or_letters(world: World, typed: str) -> None:
    await lan_on_zalo(world)
    assert "1. ❤️ Huyết áp\n2. 📅 Lịch họp" in await world.says("zalo:lan", "menu")
    assert "chưa đặt lịch họp" in await world.says("zalo:lan", typed)


@pytest.mark.parametrize("typed", ["9", "0", "số 77"])
async def test_a_number_that_is_not_in_the_list_is_explained(world: World, typed: str) -> None:
    await lan_on_zalo(world)
    await world.says("zalo:lan", "menu")
    said = await world.says("zalo:lan", typed)
    assert "từ 1 đến 7" in said
    assert "1. ❤️ Huyết áp" in said


async def test_a_number_answers_the_list_that_stands_lowest(world: World) -> None:
    """A meeting notice with choices comes below a question that stands: the number is the notice's, then the question goes on."""
    await lan_on_zalo(world)
    await world.says("zalo:lan", "người thân")
    assert "1. Có\n2. Không" in await world.presses("zalo:lan", "Mời người thân")
    await world.says("zalo:chair", "/hop ngày 21, 8h, nhà văn hoá bản", "đúng")
    assert "1. ✅ Có, tôi đến" in world.last("zalo:lan").text
    said = await world.says("zalo:lan", "2")
    assert "không đến được" in said
    assert "Ta làm tiếp việc đang dở" in said
    assert "xem huyết áp của bà không" in said, "the question asked anew stands lowest again"
    assert "báo ngay" in await world.says("zalo:lan", "2")


async def test_the_number_of_an_old_answer_is_no_longer_a_choice(world: World) -> None:
    """Days later "1" must not take the reading back; the offer of a loan may still be answered."""
    await lan_on_zalo(world)
    await world.says("zalo:lan", "130/80")
    await world.passes(days=2)
    assert "chưa hiểu" in await world.says("zalo:lan", "1")
    await world.says("zalo:chair", "/chovay Lan 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.passes(days=2)
    assert "Kỳ tới" in await world.says("zalo:lan", "1")


async def test_a_question_about_numbers_keeps_its_numbers(world: World) -> None:
    """ "2" is two months, even with the two choices of an application below the question."""
    join = await lan_on_zalo(world)
    await world.says("zalo:chair", "/chovay Lan 5tr", "0,5%")
    await world.joins("zalo:hoa", join, "Lò Thị Hoa")
    assert "1. ✅ Duyệt\n2. Từ chối" in world.last("zalo:chair").text
    assert "Trả theo cách nào" in await world.says("zalo:chair", "2")
    assert "2 tháng" in await world.says("zalo:chair", "1")


def test_a_long_list_is_cut_at_line_ends() -> None:
    choices = tuple(Offered(str(n), f"Người thứ {n} " + "y" * 60) for n in range(40))
    message = Message("x\n" * 990, choices, how="Gõ số để chọn.")
    parts = to_parts(message, zalo_channel().capabilities)
    assert all(len(plain(p.html)) <= LONGEST for p in parts)
    assert len(parts) > 1
    everything = "\n".join(plain(p.html) for p in parts)
    assert all(f"{n + 1}. Người thứ {n} " in everything for n in range(40))
    assert everything.endswith("Gõ số để chọn.")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_menu_and_help_fits_one_message(world: World, language: str) -> None:
    await world.settled_club()
    router = build_router()
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", "chair")
    assert writer is not None
    voice = world.app.texts.voice(None, world.clock.now().date())
    spoken = type(voice)(voice.texts, language, "ông")
    everything = tuple(c.choice for c in router.commands.values())
    texts = tuple(t.label for t in everything[:1])
    reply = Reply(texts, everything, layout=Layout.MENU)
    (part,) = to_parts(spoken.message(reply), zalo_channel().capabilities)
    assert len(plain(part.html)) < LONGEST / 2
    assert len(plain(part.html).splitlines()) >= len(everything)


async def test_the_longest_help_fits_with_its_menu(world: World) -> None:
    await lan_on_zalo(world)
    for who in ("zalo:chair", "zalo:lan", "zalo:stranger"):
        before = len(world.said(who))
        said = await world.says(who, "trợ giúp")
        assert len(world.said(who)) == before + 1
        assert len(said) < LONGEST


async def test_a_command_list_is_not_sent_where_there_is_none(world: World) -> None:
    await lan_on_zalo(world)
    assert all(said.text for said in world.said("zalo:chair"))
    async with world.app.storage.view() as look:
        rows = [
            e for e in await outbox.latest(look, limit=200) if e.kind == "commands" and e.channel == "zalo"
        ]
    assert [(e.state, e.reason) for e in rows] == [("cancelled", "not_shown")]
