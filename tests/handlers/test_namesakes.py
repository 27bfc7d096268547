"""People of one name are told apart wherever one of them is chosen, or money of theirs is named."""

from __future__ import annotations

import pytest

from handlers.conversation.chat import Contact
from storage.people import roster
from tests.world import World

LAN = "Lò Thị Lan"


async def two(world: World) -> str:
    """A club with two Lò Thị Lan of 1948, in two small groups; answers the join code."""
    join = await world.settled_club()
    for who, phone in (("a", "0987000111"), ("b", "0987000222")):
        await world.joins(who, join, LAN, "1948", "nữ", phone)
        await world.presses("chair", "Duyệt")
    async with world.app.storage.unit() as unit:
        first, second = [e for e in await roster.entries(unit, 1) if e.full_name == LAN]
        await roster.change(unit, first, {"small_group": "Tổ 1"})
        await roster.change(unit, second, {"small_group": "Tổ 2"})
    return join


def apart(labels: list[str]) -> None:
    named = [label for label in labels if LAN in label]
    assert len(named) == len(set(named)) == 2, labels
    assert "Tổ 1" in named[0]
    assert "Tổ 2" in named[1]


@pytest.mark.parametrize(
    "typed",
    [
        "/hoivien Lan",
        "/chovay Lan 5tr 0,5% 12 tháng gốc đều",
        "/matmay Lan",
        "bà Lan mất điện thoại",
        "thẻ của bà Lan",
        "sửa số điện thoại bà Lan",
        "/khoanvay Lan",
        "bà Lan chuyển đi nơi khác",
    ],
)
async def test_where_a_member_is_chosen(world: World, typed: str) -> None:
    await two(world)
    await world.says("chair", typed)
    apart(world.labels("chair"))


async def test_where_an_office_is_given(world: World) -> None:
    await two(world)
    await world.says("chair", "/chucvu")
    labels = world.labels("chair")
    if not any(LAN in label for label in labels):
        await world.says("chair", "Lan")
        labels = world.labels("chair")
    apart(labels)


async def test_where_somebody_alike_is_added_by_hand(world: World) -> None:
    await two(world)
    await world.says("chair", "hội viên")
    await world.presses("chair", "Thêm hội viên")
    await world.says("chair", "lo thi lan", "1948", "nữ", "không", "không")
    apart(world.labels("chair"))


async def test_where_an_application_may_be_somebody_listed(world: World) -> None:
    join = await world.settled_club()
    async with world.app.storage.unit() as unit:
        for group in ("Tổ 1", "Tổ 2"):
            values = {"full_name": LAN, "birth_year": 1948, "small_group": group}
            await roster.add(unit, 1, values, by=None, now=world.clock.now())
    await world.joins("a", join, LAN, "1948", "nữ", "0987000111")
    await world.presses("chair", "Duyệt")
    apart(world.labels("chair"))


async def test_where_a_shared_phone_is_several_peoples(world: World) -> None:
    await world.settled_club()
    async with world.app.storage.unit() as unit:
        for group in ("Tổ 1", "Tổ 2"):
            values = {"full_name": LAN, "birth_year": 1948, "small_group": group, "phone": "+84987000111"}
            await roster.add(unit, 1, values, by=None, now=world.clock.now())
    await world.shares("a", Contact("+84987000111", own=True))
    apart(world.labels("a"))


async def test_where_receipts_and_debts_are_named(world: World) -> None:
    await two(world)
    for group, who in (("Tổ 1", "a"), ("Tổ 2", "b")):
        await world.says("chair", "/chovay Lan 5tr 0,5% 12 tháng gốc đều")
        await world.presses("chair", group)
        assert f"Cho {LAN}, {group} vay" in await world.says("chair", "5tr", "0,5%", "12")
        await world.says("chair", "đúng")
        await world.presses(who, "tôi đồng ý")
    for group in ("Tổ 1", "Tổ 2"):
        await world.says("chair", "/thuno Lan 500k")
        apart(world.labels("chair"))
        await world.presses("chair", group)
        assert f"{LAN}, {group} trả 500.000 đồng" in await world.says("chair", "500k")
        assert f"{LAN}, {group} trả 500.000 đồng" in await world.says("chair", "đúng")
    await world.says("chair", "/huyphieu")
    apart(sorted(world.labels("chair")))
    assert f"{LAN}, Tổ 1 trả" in await world.presses("chair", "Tổ 1")
    await world.says("chair", "huỷ")
    await world.passes(days=70)
    said = await world.says("chair", "/sovay")
    apart([line for line in said.splitlines() if LAN in line][:2])


async def test_where_a_relative_is_chosen(world: World) -> None:
    join = await world.settled_club()
    await world.joins("a", join, "Lò Thị Ón")
    await world.presses("chair", "Duyệt")
    for who in ("x", "y"):
        await world.says("a", "người thân")
        await world.presses("a", "Mời người thân")
        code = (await world.says("a", "có", "có", "không", "có")).split("mã này cho người thân: ")[1][:9]
        await world.says(who, code, "đồng ý", LAN, "1976", "nữ", "mẹ")
    await world.says("a", "người thân")
    labels = world.labels("a")
    assert len(labels) == len(set(labels)), labels
    await world.says("a", "ngừng")
    labels = [label for label in world.labels("a") if LAN in label]
    assert len(set(labels)) == 2, labels


async def test_where_a_code_is_given_to_somebody_listed(world: World) -> None:
    await world.settled_club()
    async with world.app.storage.unit() as unit:
        for group in ("Tổ 1", "Tổ 2"):
            values = {"full_name": LAN, "birth_year": 1948, "small_group": group}
            await roster.add(unit, 1, values, by=None, now=world.clock.now())
    await world.says("chair", "/marieng Lan")
    apart(world.labels("chair"))


async def test_where_the_chair_is_handed_over(world: World) -> None:
    await two(world)
    await world.says("chair", "/bangiao")
    apart(world.labels("chair"))


async def test_where_a_relative_follows_two_of_one_name(world: World) -> None:
    join = await world.settled_club()
    for who, phone in (("a", "0987000111"), ("b", "0987000222")):
        await world.joins(who, join, LAN, "1948", "nữ", phone)
        await world.presses("chair", "Duyệt")
        await world.says(who, "người thân")
        await world.presses(who, "Mời người thân")
        code = (await world.says(who, "có", "có", "không", "có")).split("mã này cho người thân: ")[1][:9]
        said = await world.says("x", code, "đồng ý")
        if "họ và tên" in said:
            await world.says("x", "Lò Văn Hùng", "1976", "nam")
        await world.says("x", "bà")
    await world.says("x", "140/85")
    labels = [label for label in world.labels("x") if LAN in label]
    assert len(set(labels)) == 2, world.last("x")


async def test_where_a_relative_calls_two_the_same(world: World) -> None:
    join = await world.settled_club()
    for who, name in (("a", LAN), ("b", "Lò Thị Hoa")):
        await world.joins(who, join, name, "1948", "nữ")
        await world.presses("chair", "Duyệt")
        await world.says(who, "người thân")
        await world.presses(who, "Mời người thân")
        code = (await world.says(who, "có", "có", "không", "có")).split("mã này cho người thân: ")[1][:9]
        if "họ và tên" in await world.says("x", code, "đồng ý"):
            await world.says("x", "Lò Văn Hùng", "1976", "nam")
        await world.says("x", "bà")
    await world.says("b", "140/85")
    await world.says("x", "menu")
    assert "❤️ Huyết áp của bà Lan" in world.labels("x")
    assert "140/85" in await world.presses("x", "Huyết áp của bà Hoa")
