"""Relatives: invited with rights chosen one by one, told in time, ended by either side."""

from datetime import UTC, datetime

import sqlalchemy as sa

from storage.people import persons, roster
from tests.world import World


async def invite(world: World, *answers: str) -> str:
    """The member invites; answers the code."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    said = await world.says("lan", *answers)
    return said.split("mã này cho người thân: ")[1][:9]


async def accept(world: World, code: str) -> str:
    return await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")


async def test_a_relative_follows_with_the_rights_the_member_chose(world: World) -> None:
    code = await invite(world, "có", "có", "không", "không")
    said = await world.says("hung", code)
    assert "Lò Thị Ón mời bác cùng theo dõi: xem và ghi huyết áp; được báo khi huyết áp nguy hiểm" in said
    world.skip("lan")
    assert "đã theo dõi cùng Lò Thị Ón" in await world.says(
        "hung", "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ"
    )
    assert "Lò Văn Hùng đã nhận lời" in world.new("lan")
    await world.says("lan", "138/86")
    assert "138/86" in await world.says("hung", "nguoi than")
    assert "Lò Văn Hùng theo dõi cùng bà" in await world.says("lan", "/nguoithan")
    assert "đã có người dùng" in await world.says("x", code)


async def test_a_dangerous_reading_reaches_the_relative_with_sound_even_at_night(world: World) -> None:
    await accept(world, await invite(world, "không", "có", "không", "không"))
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
    await accept(world, await invite(world, "không", "không", "không", "có"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    world.skip("hung")
    await world.passes_by_steps(48)
    assert "Lò Thị Ón có buổi sinh hoạt câu lạc bộ" in world.new("hung")
    world.skip("hung")
    await world.says("lan", "190/110")
    assert world.new("hung") == ""


async def test_either_side_ends_it_with_one_press(world: World) -> None:
    code = await invite(world, "có", "có", "có", "có")
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
    assert "chưa mời ai" in await world.says("lan", "không", "không", "không", "không")
    assert "dành cho hội viên" in await world.says("x", "/nguoithan")
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    said = await world.says("lan", "có", "không", "không", "không")
    code = said.split("mã này cho người thân: ")[1][:9]
    assert "không phải cho mình" in await world.says("lan", f"/start {code}")
    await world.says("hung", code)
    assert "không giữ gì cả" in await world.says("hung", "không")
    await world.passes(days=8)
    assert "đã hết hạn" in await world.says("hung", code)


async def test_nobody_can_end_what_is_not_theirs(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.hands_in(world.incoming("chair", choice="b/unkin/1"))
    assert "thôi từ trước" in world.last("chair").text
    assert "Lò Văn Hùng" in await world.says("lan", "người thân")


# --- several members, and whom one speaks of


async def follows_two(world: World) -> None:
    """Hùng follows Lò Thị Ón ("mẹ") and Lò Văn Inh ("bố") with every right."""
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"), fund=50_000_000)
    for who, calls, answers in (("lan", "mẹ", ("Lò Văn Hùng", "1976", "nam")), ("inh", "Bố", ())):
        await world.says(who, "người thân")
        await world.presses(who, "Mời người thân")
        code = (await world.says(who, "có", "có", "có", "có")).split("mã này cho người thân: ")[1][:9]
        await world.says("hung", code, "đồng ý", *answers, calls)
    for who in ("lan", "inh", "hung", "chair"):
        world.skip(who)


async def test_a_relative_picks_of_whom_they_speak(world: World) -> None:
    await follows_two(world)
    for typed, name in (
        ("huyết áp của mẹ 150/95", "Lò Thị Ón"),
        ("me 150 95", "Lò Thị Ón"),
        ("bố 150/95", "Lò Văn Inh"),
        ("huyet ap ông Inh 150/95", "Lò Văn Inh"),
        ("/huyetap mẹ 150/95", "Lò Thị Ón"),
        ("Lò Văn Inh 150/95", "Lò Văn Inh"),
    ):
        said = await world.says("hung", typed)
        assert f"Của {name}:\n\nĐã ghi 150/95" in said, typed
    assert "Mời mẹ ngồi nghỉ" in await world.says("hung", "mẹ 150/95")
    assert "số nào" not in world.new("inh")


async def test_both_names_stand_at_what_a_relative_notes(world: World) -> None:
    await follows_two(world)
    await world.says("hung", "mẹ 150/95")
    assert "Lò Văn Hùng vừa ghi giúp bà huyết áp 150/95" in world.new("lan")
    assert "150/95 (Hùng ghi)" in await world.says("lan", "huyết áp")
    assert "150/95 (Hùng ghi)" in await world.says("hung", "huyết áp của mẹ")
    assert world.new("inh") == ""
    await world.hands_in(world.incoming("lan", choice="b/wrong/1"))
    assert "Đã bỏ số 150/95" in world.last("lan").text
    assert "đã bỏ số huyết áp 150/95 của Ón" in world.new("hung")


async def test_who_is_no_member_is_asked_whose_a_bare_reading_is(world: World) -> None:
    await follows_two(world)
    assert "của ai" in await world.says("hung", "150/95")
    assert world.labels("hung") == ["Mẹ (Lò Thị Ón)", "Bố (Lò Văn Inh)", "Của tôi", "Của người khác"]
    assert "Của Lò Văn Inh" in await world.says("hung", "của bố")
    await world.says("hung", "150/95")
    assert "đồng ý cho trợ lý ghi huyết áp" in await world.presses("hung", "Của tôi")
    await world.says("hung", "huỷ")
    assert "của ai" in await world.says("hung", "bố mẹ 140/90")


async def test_a_dangerous_reading_of_hers_is_handled_at_her_side(world: World) -> None:
    await follows_two(world)
    said = await world.says("hung", "mẹ 190/110")
    assert "Mẹ có bị một trong những điều này không" in said
    assert "vừa đo huyết áp 190/110" not in said, "who sent it needs no alert"
    assert "Mẹ nằm nghỉ" in await world.presses("hung", "Có")
    assert "mẹ đo lại" in await world.presses("hung", "Không")


async def test_what_may_not_be_seen_is_not_seen(world: World) -> None:
    await accept(world, await invite(world, "không", "có", "không", "không"))
    await world.says("lan", "138/86")
    assert "138/86" not in await world.says("hung", "huyết áp của mẹ")
    assert "Của Lò Thị Ón" not in await world.says("hung", "mẹ 150/95")
    await world.says("hung", "huỷ")
    await world.hands_in(world.incoming("hung", choice="b/wrong/1"))
    assert "việc riêng của người khác" in world.last("hung").text
    assert "138/86" in await world.says("lan", "huyết áp")


async def test_loans_are_seen_and_their_reminders_shared_only_with_that_right(world: World) -> None:
    await follows_two(world)
    for who in ("Ón", "Inh"):
        await world.says("chair", f"/chovay {who} 5tr 0,5% 12 tháng gốc đều", "đúng")
    for who in ("lan", "inh"):
        await world.presses(who, "tôi đồng ý")
    said = await world.says("hung", "người thân")
    assert "Khoản vay 5.000.000 đồng của Lò Thị Ón: còn nợ gốc 5.000.000 đồng" in said
    await world.says("inh", "người thân")
    await world.presses("inh", "Sửa quyền của Lò Văn Hùng")
    assert "Đã đổi" in await world.presses("inh", "Thôi cho xem khoản vay")
    said = await world.says("hung", "người thân")
    assert "của Lò Thị Ón: còn nợ" in said
    assert "của Lò Văn Inh: còn nợ" not in said
    world.skip("hung")
    for _ in range(60):
        await world.passes(days=1)
    shared = world.new("hung")
    assert "Lò Thị Ón đến kỳ trả" in shared
    assert "Lò Văn Inh đến kỳ trả" not in shared
    assert "chậm" not in shared
    assert "còn" not in shared, "arrears are told to no relative"
    await world.passes(days=400)
    said = await world.says("hung", "người thân")
    assert "còn nợ gốc 5.000.000 đồng" in said
    assert "đến hạn" not in said


async def test_each_right_is_taken_back_by_itself_and_what_was_queued_with_it(world: World) -> None:
    await follows_two(world)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("lan", "người thân")
    await world.presses("lan", "Sửa quyền của Lò Văn Hùng")
    await world.presses("lan", "Thôi cho nhận nhắc họp")
    world.skip("hung")
    await world.passes_by_steps(48)
    reminders = world.new("hung")
    assert "Lò Văn Inh có buổi sinh hoạt" in reminders
    assert "Lò Thị Ón có buổi sinh hoạt" not in reminders
    for right in ("xem và ghi huyết áp", "xem khoản vay"):
        await world.presses("lan", f"Thôi cho {right}")
    world.skip("hung")
    assert "Đã thôi" in await world.presses("lan", "Thôi cho được báo"), "without any right it has ended"
    assert "không còn theo dõi nhau" in world.new("hung")


async def test_one_word_ends_it_from_either_side(world: World) -> None:
    await follows_two(world)
    assert "Đã thôi" in await world.says("lan", "NGỪNG")
    assert "không còn theo dõi nhau" in world.new("hung")
    assert "Đã thôi" in await world.says("hung", "ngung")
    assert "không còn theo dõi nhau" in world.new("inh")
    assert "Chưa có người thân" in await world.says("hung", "ngừng")


async def test_with_several_the_word_asks_which(world: World) -> None:
    await follows_two(world)
    assert "ngừng với ai" in await world.says("hung", "ngừng")
    await world.presses("hung", "Ngừng với Lò Văn Inh")
    assert "không còn theo dõi nhau" in world.new("inh")
    assert world.new("lan") == ""


async def test_no_single_word_ends_it_with_all(world: World) -> None:
    await follows_two(world)
    for word in ("ngừng", "có", "không", "vâng", "ngừng", "tất cả"):
        await world.says("hung", "ngừng")
        await world.says("hung", word)
        assert [world.new(who) for who in ("lan", "inh")] == ["", ""], word
        await world.says("hung", "huỷ")
    said = await world.says("hung", "ngừng", "tất cả")
    assert "Lò Thị Ón, Lò Văn Inh, tất cả mọi người, đúng không" in said
    assert "chưa có gì thay đổi" in await world.says("hung", "không")
    await world.says("hung", "ngừng", "tất cả", "đúng")
    for who in ("lan", "inh"):
        assert "không còn theo dõi nhau" in world.new(who)


async def test_which_one_can_be_typed_as_called_or_named_from_either_side(world: World) -> None:
    await follows_two(world)
    await world.says("hung", "ngừng", "bố")
    assert "không còn theo dõi nhau" in world.new("inh")
    assert world.new("lan") == ""
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "có", "có")).split("mã này cho người thân: ")[1][:9]
    await world.says("tam", code, "đồng ý", "Lò Văn Tám", "1999", "nam", "bà")
    world.skip("hung")
    world.skip("tam")
    assert "ngừng với ai" in await world.says("lan", "ngừng")
    assert "ngừng với ai" in await world.says("lan", "Lò Văn"), "two are called so"
    assert "Đã thôi" in await world.says("lan", "Tám")
    assert "không còn theo dõi nhau" in world.new("tam")
    assert world.new("hung") == ""


async def test_who_has_ended_it_is_not_asked_to_measure_again(world: World) -> None:
    await follows_two(world)
    for called, ends in (("mẹ", "lan"), ("bố", "hung")):
        await world.says("hung", f"{called} 165/95")
        assert "Đã thôi" in await world.says(ends, "ngừng")
        world.skip("hung")
        await world.passes(minutes=6)
        assert "đo lại" not in world.new("hung"), ends


async def test_the_members_own_prompt_to_measure_again_stays(world: World) -> None:
    await follows_two(world)
    await world.says("lan", "165/95", "ngừng")
    world.skip("lan")
    await world.passes(minutes=6)
    assert "đo lại" in world.new("lan")


async def test_an_open_code_can_be_taken_back(world: World) -> None:
    code = await invite(world, "có", "có", "không", "không")
    await world.says("lan", "người thân")
    assert "không dùng được nữa" in await world.presses("lan", f"Thu hồi mã {code}")
    assert "hết hạn" in await world.says("hung", code)


async def test_an_agreement_on_paper_names_its_witness(world: World) -> None:
    await world.settled_club(("inh", "Lò Văn Inh"))
    async with world.app.storage.unit() as unit:
        await roster.add(
            unit,
            1,
            {"full_name": "Lò Thị Ón", "birth_year": 1948, "sex": "female"},
            by=None,
            now=world.clock.now(),
        )
    await world.says("chair", "/hoivien Ón")
    assert "người làm chứng" in await world.presses("chair", "Ghi người thân trên giấy")
    assert "phải là người khác" in await world.says("chair", "Quàng Văn Sơn")
    await world.says("chair", "Tẩn Thị Mẩy", "có", "không", "không", "không")
    said = world.last("chair").text
    assert "Tẩn Thị Mẩy làm chứng" in said
    assert "xem và ghi huyết áp" in said
    said = await world.says("chair", "đúng")
    code = said.split("người thân của Lò Thị Ón: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    assert "Đã ghi 130/80" in await world.says("hung", "mẹ 130/80")
    async with world.app.storage.view() as look:
        (on,) = await persons.by_name(look, "Ón")
        rows = (
            await look.execute(
                sa.text("SELECT purpose, granted, channel, witness FROM consent WHERE person_id = :p"),
                {"p": on.id},
            )
        ).all()
        kin = (await look.execute(sa.text("SELECT witness, recorded_by FROM kinship"))).one()
        chair = (await persons.by_name(look, "Quàng Văn Sơn"))[0].id
    assert [tuple(r) for r in rows] == [("health", True, "paper", "Tẩn Thị Mẩy")]
    assert tuple(kin) == ("Tẩn Thị Mẩy", chair)
    await world.hands_in(world.incoming("inh", choice="b/paperkin/1"))
    assert "ban chủ nhiệm" in world.last("inh").text
