"""Why did I get this, why did she not: the reason of each notice, as it stood then."""

from club.messages.notices import Kind
from handlers.conversation.chat import Event
from handlers.notices.service import why
from storage.messages import outbox
from storage.messages.outbox import Entry
from storage.people import persons
from tests.world import MORNING, World


async def of(world: World, name: str) -> list[Entry]:
    async with world.app.storage.view() as look:
        (person,) = await persons.by_name(look, name)
        return await outbox.latest(look, limit=300, person_id=person.id)


async def with_meeting(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.passes_by_steps(48)


async def test_what_was_sent_has_its_reason(world: World) -> None:
    await with_meeting(world)
    await world.says("chair", "/thongbao Sáng mai khám sức khoẻ", "đúng")
    said = await world.says("lan", "/visao")
    assert "nhắc họp: đã gửi. Gửi vì bà là hội viên CLB bản Chom Chăng, buổi họp ngày 28/11/2026." in said
    assert "thông báo của câu lạc bộ: đã gửi. Gửi vì bà là hội viên" in said
    assert "nhắc họp: đang chờ. Gửi vì" in said


async def test_many_answers_hide_no_notice(world: World) -> None:
    await with_meeting(world)
    for _ in range(45):
        await world.write("lan", "lịch họp")
    assert "nhắc họp" in await world.says("lan", "vì sao")


async def test_the_reason_of_that_time_stays(world: World) -> None:
    await with_meeting(world)
    await world.says("lan", "/lichhop có")
    await world.says("chair", "/hop ngày 30, 8h, nhà văn hoá bản", "đúng")
    found = [e for e in await of(world, "Ón") if e.subject == "meeting:1"]
    async with world.app.storage.view() as look:
        (person,) = await persons.by_name(look, "Ón")
        reasons = {
            await why(look, world.app.around.wordings, e, world.app.texts.voice(person, MORNING.date()))
            for e in found
        }
    assert reasons == {"bà là hội viên CLB bản Chom Chăng, buổi họp ngày 28/11/2026"}
    assert {(e.state, e.reason) for e in found} == {("sent", None), ("cancelled", "changed")}
    assert "không gửi (việc đã thay đổi). Lẽ ra gửi vì bà là hội viên" in await world.says("lan", "/visao")


async def test_who_blocked_is_said_to_have_blocked(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.event("lan", Event.STOPPED)
    await world.says("chair", "/thongbao Sáng mai khám sức khoẻ", "đúng")
    await world.passes(minutes=3)
    said = world.said("chair")[-1].text
    assert "đã chặn trợ lý" in said
    assert "chưa dùng trợ lý" not in said
    (entry,) = [e for e in await of(world, "Ón") if e.kind == Kind.BROADCAST]
    assert (entry.state, entry.reason) == ("cancelled", "address_stopped")


async def test_a_later_change_does_not_rewrite_why_it_was_not_sent(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.event("lan", Event.STOPPED)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair", "/hop ngày 30, 8h, nhà văn hoá bản", "đúng")
    old = [e for e in await of(world, "Ón") if e.subject == "meeting:1"]
    assert old
    assert {(e.state, e.reason) for e in old} == {("cancelled", "address_stopped")}
    await world.event("lan", Event.RESUMED)
    world.skip("lan")
    await world.passes_by_steps(24 * 7)
    said = world.new("lan")
    assert "30/11/2026" in said
    assert "Mời bà đi sinh hoạt CLB bản Chom Chăng:\nthứ bảy 28/11" not in said, "nor does it come back"


async def test_relatives_and_boards_read_their_own_reasons(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "có", "có")).split("người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.passes_by_steps(48)
    assert "Gửi vì Lò Thị Ón cho bác nhận nhắc họp, buổi họp ngày 28/11/2026" in await world.says(
        "hung", "/visao"
    )
