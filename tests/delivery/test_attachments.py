"""Pictures and files that people send on one messenger, shown on another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.attachments import MOST_BYTES, Attachments
from bot.channels.base import Part, Unreachable
from handlers.conversation.chat import Media
from tests.world import MemoryChannel, World, build_world, zalo_channel

PHOTO = Media("photo", "memory", "invitation", size=3)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path, others=[zalo_channel()]) as built:
        yield built


async def test_a_notice_with_a_picture_reaches_both_messengers(world: World) -> None:
    join = await world.settled_club(("lan", "Lò Thị Ón"))
    await world.joins("zalo:inh", join, "Lò Văn Inh", "1951", "nam")
    await world.presses("chair", "Duyệt")
    world.channel.files["invitation"] = b"jpg"
    await world.says("chair", "/thongbao")
    await world.sends("chair", PHOTO, "Giấy mời")
    await world.says("chair", "đúng")
    assert world.last("lan").part.media == PHOTO, "at home it is shown as it lies"
    shown = world.last("zalo:inh").part
    assert shown.picture == ("anh.jpg", b"jpg")
    assert "Giấy mời" in world.last("zalo:inh").text
    assert "đã gửi 2" in world.last("chair").text


async def test_what_cannot_be_fetched_is_said_in_words(world: World) -> None:
    join = await world.settled_club()
    await world.joins("zalo:inh", join, "Lò Văn Inh", "1951", "nam")
    await world.presses("chair", "Duyệt")

    async def gone(media: Media) -> bytes:
        raise Unreachable("gone")

    world.channel.download = gone  # type: ignore[method-assign]
    await world.says("chair", "/thongbao")
    await world.sends("chair", PHOTO, "Giấy mời")
    await world.says("chair", "đúng")
    assert "Giấy mời\n\n(Tin này có kèm một tấm ảnh" in world.last("zalo:inh").text


async def test_a_file_keeps_its_name_and_type() -> None:
    channel = MemoryChannel(files={"f": b"xlsx"})
    attachments = Attachments({"memory": channel})
    part = await attachments.at_home(
        Part("sổ", media=Media("document", "memory", "f", "sổ.xlsx", "x/y", 4)), "zalo"
    )
    assert part.document == ("sổ.xlsx", "x/y", b"xlsx")
    assert part.media is None


@pytest.mark.parametrize(
    "media", [Media("photo", "nowhere", "f"), Media("photo", "memory", "f", size=MOST_BYTES + 1)]
)
async def test_too_large_or_from_nowhere_is_left_out(media: Media) -> None:
    attachments = Attachments({"memory": MemoryChannel(files={"f": b"x"})})
    part = await attachments.at_home(Part("chữ", media=media, left_out="(ảnh)"), "zalo")
    assert part.html == "chữ\n\n(ảnh)"
    assert part.picture is None


async def test_one_file_for_many_people_is_fetched_once() -> None:
    fetched = 0

    class Counting(MemoryChannel):
        async def download(self, media: Media) -> bytes:
            nonlocal fetched
            fetched += 1
            await asyncio.sleep(0)
            return b"jpg"

    attachments = Attachments({"memory": Counting()})
    parts = await asyncio.gather(*(attachments.at_home(Part(media=PHOTO), "zalo") for _ in range(60)))
    assert all(p.picture == ("anh.jpg", b"jpg") for p in parts)
    assert fetched == 1
