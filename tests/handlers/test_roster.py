"""The board's list: by small group, search, cards, adding, mending, and who takes part no more."""

from __future__ import annotations

from handlers.conversation.chat import Event
from storage.messages import outbox
from storage.people import persons, roster
from tests.world import World

PEOPLE = [("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"), ("mai", "Vàng Thị Mai")]


async def club(world: World) -> str:
    return await world.settled_club(*PEOPLE)


async def line_of(world: World, name: str) -> roster.Entry:
    async with world.app.storage.view() as look:
        (found,) = [e for e in await roster.entries(look, 1) if e.full_name == name]
    return found


async def mend(world: World, who: str, field: str, value: str) -> str:
    await world.says("chair", f"/hoivien {who}")
    await world.presses("chair", "Sửa thẻ")
    await world.presses("chair", field)
    return await world.says("chair", value)


async def test_the_list_stands_by_small_group_in_vietnamese_order(world: World) -> None:
    await club(world)
    await mend(world, "Ón", "Tổ", "2")
    await mend(world, "Inh", "Tổ", "1")
    await mend(world, "Sơn", "Tổ", "tổ 1")
    said = await world.says("chair", "hội viên")
    assert "4 hội viên" in said
    assert "Tổ 1 (2)\n• Lò Văn Inh (1948)\n• Quàng Văn Sơn (1955), chủ nhiệm" in said
    assert (
        said.index("Tổ 1")
        < said.index("Tổ 2 (1)\n• Lò Thị Ón")
        < said.index("Chưa xếp tổ (1)\n• Vàng Thị Mai")
    )
    assert "hội viên Lan" in said, "how to find somebody"


async def test_a_search_without_diacritics_opens_the_card_or_asks_which(world: World) -> None:
    await club(world)
    assert "Sinh năm 1948, nữ" in await world.says("chair", "hội viên mai")
    assert "Sinh năm 1948, nữ" in await world.says("chair", "hội viên bà Mai ạ")
    said = await world.says("chair", "/hoivien lo")
    assert "2 người tên như vậy" in said
    assert world.labels("chair") == ["Lò Văn Inh (1948)", "Lò Thị Ón (1948)"]
    assert "Lò Văn Inh" in await world.presses("chair", "Inh")
    assert "không thấy ai tên “Xyz”" in await world.says("chair", "/hoivien Xyz")


async def test_a_card_holds_everything(world: World) -> None:
    await club(world)
    for field, value in (
        ("Ngày, năm sinh", "5/3/1947"),
        ("Điện thoại", "0912 345 111"),
        ("Tổ", "3"),
        ("Đội", "văn nghệ"),
        ("Dân tộc", "thai"),
        ("Hộ nghèo", "can ngheo"),
        ("Hạn thẻ", "31/12/2026"),
    ):
        assert "Đã sửa thẻ của Lò Thị Ón" in await mend(world, "Ón", field, value), field
    said = await world.says("chair", "/hoivien Ón")
    assert "Lò Thị Ón, Tổ 3" in said
    assert "Sinh ngày 05/03/1947, nữ, dân tộc Thái" in said
    assert "Điện thoại: 0912 345 111. Hộ: cận nghèo" in said
    assert "đến ngày 31/12/2026. Đội: Văn nghệ" in said
    assert "Hội viên từ 23/11/2026, đang dùng trợ lý" in said
    assert "chủ nhiệm" in await world.says("chair", "/hoivien Sơn")
    await world.passes(days=50)
    assert "đã hết hạn ngày 31/12/2026" in await world.says("chair", "/hoivien Ón")


async def test_what_is_not_known_can_be_left_out_and_taken_away(world: World) -> None:
    await club(world)
    await mend(world, "Sơn", "Điện thoại", "chưa biết")
    assert "Điện thoại: chưa có" in world.last("chair").text
    await mend(world, "Ón", "Dân tộc", "Si La")
    assert "dân tộc Si La" in world.last("chair").text
    await mend(world, "Ón", "Đội", "bóng chuyền hơi")
    assert "Đội: Bóng chuyền hơi" in world.last("chair").text


async def test_each_thing_on_the_card_can_be_taken_away_again(world: World) -> None:
    """By the button and in words; what was not asked about stays."""
    await club(world)
    given = {
        "Tổ": ("small_group", "3"),
        "Đội": ("team", "văn nghệ"),
        "Dân tộc": ("ethnic_group", "thai"),
        "Hộ nghèo": ("household", "can ngheo"),
        "Hạn thẻ": ("card_expires_on", "31/12/2026"),
        "Điện thoại": ("phone", "0912 345 111"),
    }
    for label, (_, value) in given.items():
        await mend(world, "Ón", label, value)
    names = {name for name, _ in given.values()}
    for number, (label, (name, _)) in enumerate(given.items()):
        before = await line_of(world, "Lò Thị Ón")
        assert getattr(before, name) is not None, label
        if number % 2:
            assert "Đã sửa thẻ" in await mend(world, "Ón", label, "không biết"), label
        else:
            await world.says("chair", "/hoivien Ón")
            await world.presses("chair", "Sửa thẻ")
            await world.presses("chair", label)
            assert "Đã sửa thẻ" in await world.presses("chair", "Chưa biết"), label
        after = await line_of(world, "Lò Thị Ón")
        assert getattr(after, name) is None, label
        assert {n for n in names if getattr(after, n) != getattr(before, n)} == {name}


async def test_bad_input_is_explained_and_the_question_stands(world: World) -> None:
    await club(world)
    assert "10 chữ số" in await mend(world, "Ón", "Điện thoại", "0123")
    assert "0987 654 321" in await world.says("chair", "0987654321")
    assert "chưa đọc được ngày" in await mend(world, "Ón", "Hạn thẻ", "năm sau")
    await world.says("chair", "huỷ")
    assert "chọn một câu" in await mend(world, "Ón", "Hộ nghèo", "giàu")
    await world.says("chair", "huỷ")
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Sửa thẻ")
    assert "chọn một câu" in await world.says("chair", "màu tóc")


async def test_somebody_is_added_by_the_board(world: World) -> None:
    await club(world)
    await world.says("chair", "hội viên")
    assert "Họ và tên" in await world.presses("chair", "Thêm hội viên")
    await world.says("chair", "sùng a páo", "1944", "nam", "chưa biết", "tổ 2")
    assert "Sùng A Páo, nam, sinh năm 1944, Tổ 2" in world.last("chair").text
    said = await world.says("chair", "đúng")
    assert "Đã thêm Sùng A Páo" in said
    assert "chưa dùng trợ lý" in said
    assert "5 hội viên" in await world.says("chair", "hội viên")


async def test_likely_duplicates_are_shown_before_somebody_is_added(world: World) -> None:
    await club(world)
    await world.says("chair", "hội viên")
    await world.presses("chair", "Thêm hội viên")
    said = await world.says("chair", "lo thi on", "1948", "nữ", "không", "không")
    assert "đã có người giống như vậy:\n• Lò Thị Ón, sinh 1948" in said
    assert "không thêm nữa" in await world.presses("chair", "Đúng, là Lò Thị Ón")
    await world.says("chair", "hội viên")
    await world.presses("chair", "Thêm hội viên")
    await world.says("chair", "lo thi on", "1948", "nữ", "không", "không")
    assert "Đúng chưa" in await world.presses("chair", "Không, là người khác")
    await world.says("chair", "đúng")
    async with world.app.storage.view() as look:
        assert len(await persons.by_name(look, "lo thi on")) == 2


async def leaves(world: World, name: str, how: str) -> str:
    await world.says("chair", f"/hoivien {name}")
    await world.presses("chair", "Tạm nghỉ, chuyển đi")
    assert "không nhắn gì cho người ấy nữa" in await world.presses("chair", how)
    return await world.says("chair", "đúng")


async def test_from_that_moment_nothing_more_is_sent(world: World) -> None:
    """Reminders that were queued, notices to all, loan notices, receipts: nothing reaches them."""
    await club(world)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "tôi đồng ý")
    assert "không nhắn cho Lò Thị Ón nữa" in await leaves(world, "Ón", "Chuyển đi")
    assert "Đã chuyển đi từ 23/11/2026" in world.last("chair").text
    world.skip("lan")
    world.skip("inh")
    await world.says("chair", "/thongbao Mai họp", "đúng")
    await world.says("chair", "/thuno on 442k", "đúng")
    for _ in range(40):
        await world.passes(days=1)
    assert world.new("lan") == ""
    assert "Mai họp" in world.new("inh")
    async with world.app.storage.view() as look:
        lan = (await persons.by_name(look, "Ón"))[0]
        rows = [e for e in await outbox.latest(look, limit=500, person_id=lan.id) if e.state != "sent"]
    assert {e.reason for e in rows} == {"not_taking_part"}


async def test_whoever_died_is_mourned_and_relatives_hear_no_more(world: World) -> None:
    await club(world)
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "không", "có")).split("mã này cho người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    said = await leaves(world, "Ón", "Đã mất")
    assert "chia buồn cùng gia đình Lò Thị Ón" in said
    world.skip("lan")
    world.skip("hung")
    for _ in range(6):
        await world.passes(days=1)
    assert world.new("lan") == ""
    assert world.new("hung") == "", "no reminder of a meeting that she will not come to"


async def test_a_break_ends_with_one_choice_and_reminders_come_again(world: World) -> None:
    await club(world)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await leaves(world, "Ón", "Tạm nghỉ")
    assert "đang tạm nghỉ sinh hoạt" in await world.says("lan", "lịch họp")
    said = await world.says("chair", "hội viên")
    assert "3 hội viên" in said
    assert "Đang tạm nghỉ (1)\n• Lò Thị Ón" in said
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Cho sinh hoạt lại")
    assert "lại nhắn lịch họp" in await world.says("chair", "đúng")
    world.skip("lan")
    await world.passes_by_steps(48)
    assert "Mời bà đi sinh hoạt" in world.new("lan")


async def test_a_member_of_two_clubs_goes_on_in_the_other(world: World) -> None:
    await club(world)
    chair, join = await world.club(name="CLB bản Nà Khương")
    await world.joins("chair2", chair, "Chẻo Láo Tả", "1950", "nam")
    await world.says("lan", join, "đồng ý", "đúng")
    await world.presses("chair2", "Duyệt")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair2", "/hop ngày 27, 14h, trạm y tế", "đúng")
    await leaves(world, "Ón", "Chuyển đi")
    world.skip("lan")
    await world.passes_by_steps(24 * 5)
    reminders = world.new("lan")
    assert "trạm y tế" in reminders
    assert "nhà văn hoá bản" not in reminders


async def test_offices_end_with_taking_part_and_only_the_chair_ends_them(world: World) -> None:
    await club(world)
    for who, office in (("Lò Thị Ón", "thư ký"), ("Lò Văn Inh", "thủ quỹ")):
        await world.says("chair", "hội viên")
        await world.presses("chair", "Giao chức vụ")
        await world.says("chair", who)
        await world.presses("chair", office)
        await world.says("chair", "đúng")
    await world.says("lan", "/hoivien Inh")
    assert "chỉ chủ nhiệm ghi được" in await world.presses("lan", "Tạm nghỉ, chuyển đi")
    await world.says("chair", "/hoivien Inh")
    await world.presses("chair", "Tạm nghỉ, chuyển đi")
    assert "cũng thôi làm thủ quỹ" in await world.presses("chair", "Thôi sinh hoạt")
    await world.says("chair", "đúng")
    assert (await line_of(world, "Lò Văn Inh")).offices == frozenset()
    assert "không còn sinh hoạt" in await world.says("inh", "/chovay")
    chair = await line_of(world, "Quàng Văn Sơn")
    await world.hands_in(world.incoming("chair", choice=f"b/standing/{chair.membership_id}"))
    assert "người khác trong ban" in world.last("chair").text


async def test_members_treasurers_and_other_clubs_change_nothing(world: World) -> None:
    await club(world)
    line = await line_of(world, "Lò Thị Ón")
    chair, _ = await world.club(name="CLB khác")
    await world.joins("chair2", chair, "Chẻo Láo Tả", "1950", "nam")
    for button in ("card", "editmember", "standing"):
        for who in ("mai", "chair2", "stranger"):
            await world.hands_in(world.incoming(who, choice=f"b/{button}/{line.membership_id}"))
            assert "Lò Thị Ón" not in world.last(who).text
    assert (await line_of(world, "Lò Thị Ón")) == line


async def test_whoever_is_gone_stays_gone_when_they_block_and_unblock(world: World) -> None:
    await club(world)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await leaves(world, "Ón", "Chuyển đi")
    await world.event("lan", Event.STOPPED)
    await world.event("lan", Event.RESUMED)
    world.skip("lan")
    await world.passes_by_steps(24 * 5)
    assert world.new("lan") == ""


async def test_what_is_told_of_a_member_opens_the_question_and_changes_nothing(world: World) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    await world.presses("chair", "Duyệt")
    for said in ("bà Ón mất rồi", "ba On mat roi"):
        assert "qua đời, hay người ấy mất điện thoại" in await world.says("chair", said)
        assert world.labels("chair") == ["Người ấy đã qua đời", "Mất điện thoại"]
    await world.says("chair", "/hoivien Ón")
    for said in ("mất", "bà ấy mất rồi"):
        assert "qua đời, hay người ấy mất điện thoại" in await world.says("chair", said)
    assert "Lò Thị Ón: đã mất" in await world.presses("chair", "Người ấy đã qua đời")
    await world.says("chair", "không")
    assert "Lò Thị Ón: đã chuyển đi" in await world.says("chair", "bà Ón chuyển đi nơi khác")
    await world.says("chair", "không")
    assert "là 0912 345 678, đúng không" in await world.says("chair", "sửa số điện thoại bà Ón 0912345678")
    assert "0912 345 678" in await world.says("chair", "0912345678")


async def test_a_yes_chooses_no_death_where_a_lost_phone_may_be_meant(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    assert "qua đời, hay" in await world.says("chair", "bà Lan mất rồi")
    assert "chọn một trong" in await world.says("chair", "ừ")
    assert "chọn một trong" in await world.says("chair", "không")
    assert "đã mất" in await world.presses("chair", "qua đời")
