"""Relatives: invited with rights chosen one by one, told in time, ended by either side."""

from datetime import UTC, datetime

from tests.world import World


async def invite(world: World, *answers: str) -> str:
    """The member invites; answers the code."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    said = await world.says("lan", *answers)
    return said.split("mã này cho người thân: ")[1][:9]


async def accept(world: World, code: str) -> str:
    return await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam")


async def test_a_relative_follows_with_the_rights_the_member_chose(world: World) -> None:
    code = await invite(world, "có", "có", "không")
    said = await world.says("hung", code)
    assert "Lò Thị Ón mời bác cùng theo dõi: xem huyết áp; được báo khi huyết áp nguy hiểm" in said
    world.skip("lan")
    assert "đã theo dõi cùng Lò Thị Ón" in await world.says("hung", "đồng ý", "Lò Văn Hùng", "1976", "nam")
    assert "Lò Văn Hùng đã nhận lời" in world.new("lan")
    await world.says("lan", "138/86")
    assert "138/86" in await world.says("hung", "nguoi than")
    assert "Lò Văn Hùng theo dõi cùng bà" in await world.says("lan", "/nguoithan")
    assert "đã có người dùng" in await world.says("x", code)


async def test_a_dangerous_reading_reaches_the_relative_with_sound_even_at_night(world: World) -> None:
    await accept(world, await invite(world, "không", "có", "không"))
    world.clock.set(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))  # 23:00
    world.skip("hung")
    await world.says("lan", "185/110")
    alert = world.new("hung")
    assert "Lò Thị Ón vừa đo huyết áp 185/110" in alert
    assert not world.last("hung").silent
    assert "đang báo cho Lò Văn Hùng" in await world.presses("lan", "Có")
    assert "có dấu hiệu nguy hiểm" in world.new("hung")
    await world.presses("lan", "Ghi nhầm")
    assert "là ghi nhầm" in world.new("hung")
    await world.says("lan", "145/90")
    assert world.new("hung") == "", "only what is dangerous is an alarm"
    assert "145/90" not in await world.says("hung", "người thân"), "seeing readings was not allowed"


async def test_meeting_reminders_are_shared(world: World) -> None:
    await accept(world, await invite(world, "không", "không", "có"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    world.skip("hung")
    await world.passes_by_steps(48)
    assert "Lò Thị Ón có buổi sinh hoạt câu lạc bộ" in world.new("hung")
    world.skip("hung")
    await world.says("lan", "190/110")
    assert world.new("hung") == ""


async def test_either_side_ends_it_with_one_press(world: World) -> None:
    code = await invite(world, "có", "có", "có")
    await accept(world, code)
    await world.says("lan", "người thân")
    world.skip("hung")
    assert "Đã thôi" in await world.presses("lan", "Không cho Lò Văn Hùng")
    assert "không còn theo dõi nhau" in world.new("hung")
    await world.says("lan", "190/110")
    assert world.new("hung") == ""
    assert "Chưa có người thân" in await world.says("hung", "người thân")
    assert "thôi từ trước" in await world.presses("lan", "Không cho Lò Văn Hùng")


async def test_nothing_without_rights_consent_or_a_code(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    assert "chưa mời ai" in await world.says("lan", "không", "không", "không")
    assert "dành cho hội viên" in await world.says("x", "/nguoithan")
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    said = await world.says("lan", "có", "không", "không")
    code = said.split("mã này cho người thân: ")[1][:9]
    assert "không phải cho mình" in await world.says("lan", f"/start {code}")
    await world.says("hung", code)
    assert "không giữ gì cả" in await world.says("hung", "không")
    await world.passes(days=8)
    assert "đã hết hạn" in await world.says("hung", code)


async def test_nobody_can_end_what_is_not_theirs(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có"))
    await world.hands_in(world.incoming("chair", choice="b/unkin/1"))
    assert "thôi từ trước" in world.last("chair").text
    assert "Lò Văn Hùng" in await world.says("lan", "người thân")
