"""Meetings: the rule, the reminders, the answers."""

from datetime import UTC, datetime, timedelta

from storage.meetings import meetings
from storage.messages import outbox
from tests.world import World, build_world


async def with_rule(world: World, line: str = "ngày 28, 8h, nhà văn hoá bản") -> None:
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    await world.says("chair", f"/hop {line}", "đúng")


async def test_the_board_sets_the_rule_and_everybody_hears_of_it(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "ngày nào" in await world.says("chair", "đặt lịch họp")
    assert "Ví dụ" in await world.says("chair", "hôm nào cũng được")
    assert "mấy giờ" in await world.says("chair", "thứ bảy tuần thứ hai")
    assert "ở đâu" in await world.says("chair", "8 giờ rưỡi")
    said = await world.says("chair", "nhà văn hoá bản")
    assert "thứ bảy tuần thứ 2 hằng tháng, lúc 08:30" in said
    assert "thứ bảy 12/12/2026; thứ bảy 09/01/2027; thứ bảy 13/02/2027" in said
    assert "1 hội viên" in said
    world.skip("lan")
    assert "Đã đặt lịch" in await world.says("chair", "đúng")
    assert "thứ bảy 12/12/2026, lúc 08:30" in world.new("lan")


async def test_reminders_come_three_days_one_day_and_two_hours_before(world: World) -> None:
    await with_rule(world)
    world.skip("lan")
    arrived = []
    for _ in range(24 * 6):
        await world.passes(hours=1)
        if world.new("lan"):
            arrived.append(world.clock.now() + timedelta(hours=7))
    assert [f"{a:%d %H}" for a in arrived] == ["25 08", "27 08", "28 06"]


async def test_the_reminder_is_answered_with_a_press_a_number_or_a_word(world: World) -> None:
    await with_rule(world)
    await world.passes_by_steps(48)
    assert "Mời bà đi sinh hoạt" in world.last("lan").text
    assert world.labels("lan") == ["✅ Có, tôi đến", "Không đến được"]
    assert "sẽ đến" in await world.says("lan", "co toi den")
    assert "không đến được" in await world.says("inh", "2")
    said = await world.says("chair", "/lichhop")
    assert "1 người báo đến, 1 người báo vắng" in said
    assert "đã báo không đến được" in await world.says("inh", "lịch họp")
    assert "sẽ đến" in await world.says("inh", "/lichhop có")


async def test_an_answer_and_a_reading_in_one_message_are_both_done(world: World) -> None:
    await with_rule(world)
    await world.passes_by_steps(48)
    answer = await world.says("lan", "mai tôi đi được, huyết áp 145/90")
    assert "sẽ đến" in answer
    assert "145/90" in answer
    assert "đã báo sẽ đến" in await world.says("lan", "lịch họp")


async def test_a_moved_meeting_cancels_what_was_queued_for_the_old_day(world: World) -> None:
    await with_rule(world)
    await world.says("chair", "/hop ngày 30, 14h, nhà văn hoá bản", "đúng")
    world.skip("lan")
    said = await world.says("lan", "lich hop")
    assert "30/11/2026, lúc 14:00" in said
    await world.passes_by_steps(24 * 8)
    reminders = [
        m.text for m in world.channel.chats["lan"] if "sinh hoạt" in m.text and "hằng tháng" not in m.text
    ]
    assert reminders
    assert all("28/11" not in text for text in reminders[1:])
    async with world.app.storage.view() as look:
        entries = await outbox.latest(look, limit=300)
    assert {e.reason for e in entries if e.state == "cancelled" and e.kind == "meeting"} == {"changed"}


async def test_an_old_button_says_that_the_meeting_was_moved_or_is_over(world: World) -> None:
    await with_rule(world)
    await world.passes_by_steps(48)
    await world.says("chair", "/hop ngày 30, 14h, nhà văn hoá bản", "đúng")
    old = next(m for m in world.channel.chats["lan"] if "28/11" in m.text and m.choices)
    await world.hands_in(world.incoming("lan", choice=old.choices[0][0]))
    assert "đã đổi lịch" in world.last("lan").text
    await world.passes(days=10)
    new = [m for m in world.channel.chats["lan"] if "30/11" in m.text and m.choices][0]
    await world.hands_in(world.incoming("lan", choice=new.choices[0][0]))
    assert "đã qua" in world.last("lan").text


async def test_after_downtime_useful_reminders_go_out_once_and_useless_ones_end_with_a_reason(
    world: World,
) -> None:
    await with_rule(world)
    world.skip("lan")
    world.clock.set(datetime(2026, 11, 27, 3, 0, tzinfo=UTC))  # down from the 23rd to the 27th, 10:00
    await world.passes()
    assert world.new("lan").count("Mời bà đi sinh hoạt") == 1
    await world.passes(minutes=10)
    assert world.new("lan") == ""
    async with world.app.storage.view() as look:
        entries = [e for e in await outbox.latest(look, limit=300) if e.kind == "meeting"]
    assert {(e.state, e.reason) for e in entries if e.dedupe.split(":")[3] == "3d"} == {
        ("expired", "too_late")
    }


async def test_quiet_hours_move_the_early_reminder(tmp_path: object) -> None:
    async with await build_world(tmp_path) as world:  # type: ignore[arg-type]
        await with_rule(world, "ngày 28, 6h30, nhà văn hoá bản")
        world.skip("lan")
        arrived = []
        for _ in range(24 * 6):
            await world.passes(hours=1)
            if world.new("lan"):
                arrived.append(world.clock.now() + timedelta(hours=7))
        assert [f"{a:%d %H:%M}" for a in arrived] == ["25 08:00", "27 08:00", "28 06:00"]


async def test_the_next_three_occurrences_stand_in_the_database(world: World) -> None:
    await with_rule(world, "ngày 31, 8h, nhà văn hoá bản")
    async with world.app.storage.view() as look:
        found = await meetings.upcoming(look, 1, world.clock.now())
    days = [(m.starts_at + timedelta(hours=7)).strftime("%d/%m") for m in found]
    assert days == ["30/11", "31/12", "31/01"], "clamped at the month's end"
    await world.passes(days=10)
    async with world.app.storage.view() as look:
        found = await meetings.upcoming(look, 1, world.clock.now())
    assert len(found) == 3


async def test_a_member_of_another_club_cannot_answer_for_this_meeting(world: World) -> None:
    await with_rule(world)
    _, other = await world.club(name="CLB bản Nà Khương")
    await world.joins("x", other, "Chẻo Láo Tả")
    await world.hands_in(world.incoming("x", choice="b/come/1"))
    assert "câu lạc bộ khác" in world.last("x").text


# --- who has answered is not asked anew


async def test_who_has_answered_is_reminded_with_what_they_said(world: World) -> None:
    await with_rule(world)
    await world.passes(hours=1)  # the reminders stand in the outbox, worded as a question
    await world.says("lan", "/lichhop có")
    await world.says("inh", "/lichhop không")
    for who in ("lan", "inh", "chair"):
        world.skip(who)
    await world.passes_by_steps(48)
    lan, inh, chair = (world.new(who) for who in ("lan", "inh", "chair"))
    assert "Bà đã báo sẽ đến" in lan
    assert "đã báo không đến được" in inh
    for said in (lan, inh):
        assert "có đến được không?" not in said
    assert "Ông có đến được không?" in chair, "who has not answered is asked"
    assert world.labels("lan") == ["✅ Có, tôi đến", "Không đến được"], "and can change it"
    assert "không đến được" in await world.presses("lan", "Không đến được")
    await world.passes_by_steps(48)
    assert "đã báo không đến được" in world.new("lan"), "the later reminders follow the last word"


async def test_the_answer_to_one_reminder_words_those_of_the_same_meeting_that_wait(world: World) -> None:
    await with_rule(world)
    await world.passes_by_steps(48)
    await world.says("lan", "có")
    world.skip("lan")
    await world.passes_by_steps(70)
    soon = world.last("lan").text
    assert "Sắp đến giờ" in soon
    assert "Bà đã báo sẽ đến" in soon
    await world.passes(days=24)
    await world.passes_by_steps(24 * 4)
    assert "Bà có đến được không?" in world.new("lan"), "another meeting is another question"


async def test_a_relative_is_asked_nothing_when_the_member_answers(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "không", "không", "không", "có")).split("người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("lan", "/lichhop có")
    world.skip("hung")
    await world.passes_by_steps(48)
    assert "Lò Thị Ón có buổi sinh hoạt" in world.new("hung")
    assert world.labels("hung") == []
    await world.says("chair", "/hop ngày 30, 14h, nhà văn hoá bản", "đúng")
    assert "28/11/2026 của Lò Thị Ón đã nhắc hôm trước không họp nữa" in world.new("hung")


# --- who comes


async def test_the_board_sees_who_comes_by_name(world: World) -> None:
    await world.settled_club(
        ("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"), ("an", "Lò Thị An"), ("d", "Vàng Thị Đào")
    )
    assert "chưa đặt lịch họp" in await world.says("chair", "ai đến họp")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("lan", "/lichhop có")
    await world.says("an", "/lichhop có")
    await world.says("d", "/lichhop không")
    for typed in ("ai đến họp", "ai se den", "/aidenhop", "Danh sách đến họp", "mấy người đến họp?"):
        said = await world.says("chair", typed)
        assert "Sẽ đến (2): Lò Thị An, Lò Thị Ón." in said, typed
        assert "Không đến được (1): Vàng Thị Đào." in said, typed
        assert "Chưa trả lời (2): Lò Văn Inh, Quàng Văn Sơn." in said, typed
    await world.says("chair", "lịch họp")
    assert "Sẽ đến (2)" in await world.presses("chair", "Ai đến họp")
    said = await world.says("lan", "ai đến họp")
    assert "ban chủ nhiệm làm" in said
    assert "Inh" not in said
    await world.says("lan", "lịch họp")
    assert not [label for label in world.labels("lan") if "Ai" in label]


# --- a changed rule and the meeting that was announced


async def test_a_changed_rule_says_which_announced_meeting_is_not_held(world: World) -> None:
    await with_rule(world)
    await world.passes_by_steps(48)
    for who in ("lan", "inh"):
        world.skip(who)
    said = await world.says("chair", "/hop ngày 30, 14h, nhà văn hoá bản")
    assert "28/11/2026 lúc 08:00 đã báo cho hội viên sẽ không họp nữa" in said
    await world.says("chair", "đúng")
    for who in ("lan", "inh"):
        told = world.new(who)
        assert "thứ bảy 28/11/2026 lúc 08:00 đã báo trước đây không họp nữa" in told
        assert "Buổi tới: thứ hai 30/11/2026, lúc 14:00" in told


async def test_a_rule_that_keeps_the_announced_meeting_drops_nothing(world: World) -> None:
    await with_rule(world)
    await world.says("lan", "/lichhop có")
    world.skip("lan")
    said = await world.says("chair", "/hop thứ bảy cuối tháng, 8h, trường học")
    assert "không họp nữa" not in said
    await world.says("chair", "đúng")
    told = world.new("lan")
    assert "28/11/2026" in told
    assert "trường học" in told
    assert "không họp nữa" not in told
    assert "Bà đã báo sẽ đến" in told, "it is the same meeting, elsewhere"


async def test_another_hour_of_the_same_day_is_said_too(world: World) -> None:
    await with_rule(world)
    world.skip("lan")
    await world.says("chair", "/hop ngày 28, 14h, nhà văn hoá bản", "đúng")
    told = world.new("lan")
    assert "28/11/2026 lúc 08:00 đã báo trước đây không họp nữa" in told
    assert "28/11/2026, lúc 14:00" in told


async def test_one_line_sets_the_rule_and_words_change_it_before_it_is_set(world: World) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    await world.presses("chair", "Duyệt")
    said = await world.says("chair", "họp 9h ngày 15 hàng tháng tại nhà văn hoá")
    assert "ngày 15 hằng tháng, lúc 09:00, tại nhà văn hoá" in said
    assert "lúc 10:00" in await world.says("chair", "đổi 10h")
    assert "lúc 09:00" in await world.says("chair", "không phải 10h mà 9h")
    assert "tại nhà ông Sơn" in await world.says("chair", "đổi chỗ: nhà ông Sơn")
    assert "ngày nào" in await world.says("chair", "sửa lại ngày")
    assert "ngày 20" in await world.says("chair", "ngày 20")
    assert "Đã đặt lịch" in await world.says("chair", "đúng")
    world.skip("lan")
    assert "ngày 20 hằng tháng, lúc 08:00, tại nhà ông Sơn" in await world.says("chair", "đổi giờ họp 8h")
    await world.says("chair", "huỷ")
    assert "Cả câu lạc bộ nghỉ họp" in await world.says("chair", "không họp tháng này")
    assert world.labels("chair") == ["Báo cả câu lạc bộ nghỉ họp", "Đổi lịch họp", "Chỉ tôi không đến được"]
    assert world.new("lan") == ""
    assert "không đến được buổi tới" in await world.says("lan", "tháng này không họp")
    assert "lúc 09:00" in await world.says("lan", "đổi giờ họp 7h")


async def test_one_meeting_alone_leaves_the_rule(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    await world.says("chair", "/hop ngày 25, 8h, nhà văn hoá")
    await world.says("chair", "đúng")
    assert "chỉ cho buổi này" in await world.says("chair", "đổi họp tháng này sang 9h")
    assert "vẫn giữ" in await world.says("chair", "chỉ tháng này thôi")
    assert "08:00" in await world.says("lan", "lịch họp")
    await world.says("chair", "đổi họp tháng này sang 9h")
    assert "lúc 09:00" in await world.says("chair", "từ nay tháng nào cũng vậy")
    assert "ở đâu" in await world.says("chair", "sửa chỗ họp")


async def test_coming_is_noted_unasked_where_the_meeting_is_meant(world: World) -> None:
    await with_rule(world)
    await world.says("lan", "cài đặt")
    assert "không đến được hôm 28/11" in await world.says("lan", "đau chân quá tôi không đi họp được")
    answer = await world.says("lan", "hôm nay tôi đi họp")
    assert "đã báo không đến được" in answer, "another day than the meeting's: it is shown and asked"
    assert "sẽ đến" in await world.says("lan", "tôi sẽ đi họp")
    await world.says("lan", "cài đặt")
    assert "xin người ấy tự báo" in await world.says("lan", "bà Inh không đi họp")
