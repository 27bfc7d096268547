"""Whether a notice goes is asked when it is sent, and what it says is what is true then."""

from __future__ import annotations

from club.messages.notices import Kind
from handlers.notices.service import why
from storage.messages import outbox
from storage.people import persons
from tests.world import World


async def ended(world: World, kind: Kind, who: str = "Ón") -> set[tuple[str, str | None]]:
    """What became of the notices of this kind to that person."""
    async with world.app.storage.view() as look:
        rows = await outbox.latest(look, limit=500)
    return {(r.state, r.reason) for r in rows if r.kind == kind and who in (r.full_name or "")}


async def of_board(world: World) -> set[tuple[str, str | None]]:
    """What became of what the board is told of loans."""
    return await ended(world, Kind.LOAN_BOARD, "Sơn")


async def lent(world: World) -> None:
    """Lò Thị Ón owes 6 million in 12 months, the first instalment in a month."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")
    world.skip("lan")


async def flips(world: World, label: str) -> str:
    await world.says("lan", "/dongy")
    return await world.presses("lan", label)


async def test_nothing_is_worded_before_it_is_sent(world: World) -> None:
    await lent(world)
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.passes(days=24)
    async with world.app.storage.view() as look:
        rows = [r for r in await outbox.latest(look, limit=500) if r.state == "queued"]
    assert {r.kind for r in rows} >= {Kind.LOAN}
    assert all(
        "planned" in r.body and "text" not in r.body for r in rows if r.kind in (Kind.LOAN, Kind.MEETING)
    )
    assert not any("Ón" in str(r.body) for r in rows), "nobody is named in what waits"


async def test_what_was_sent_keeps_its_words(world: World) -> None:
    await lent(world)
    await world.passes_by_days(31)
    async with world.app.storage.view() as look:
        sent = [r for r in await outbox.latest(look, limit=500) if r.kind == Kind.LOAN and r.state == "sent"]
        (person,) = await persons.by_name(look, "Ón")
        voice = world.app.texts.voice(person, world.clock.now().date())
        reason = await why(look, world.app.around.wordings, sent[0], voice)
    assert "planned" not in sent[0].body
    assert sent[0].said
    assert reason == sent[0].body["why"]


async def test_a_name_and_honorific_of_that_moment(world: World) -> None:
    await lent(world)
    await world.passes(days=22)
    await world.says("lan", "/caidat xưng hô cô")
    world.skip("lan")
    await world.passes_by_steps(48)
    said = world.new("lan")
    assert "Nhắc cô" in said
    assert "bà" not in said, "as she is called now, not when it was planned"


async def test_notices_of_loans_stop_with_the_consent_and_come_back_with_it(world: World) -> None:
    await lent(world)
    await flips(world, "giữ sổ vay")
    world.skip("lan")
    await world.passes_by_days(22)
    await world.passes_by_steps(48)
    assert world.new("lan") == ""
    assert await ended(world, Kind.LOAN) == {("cancelled", "no_consent"), ("queued", None)}
    assert "đến kỳ trả" in await flips(world, "giữ sổ vay"), "what still helps goes at once"


async def test_what_was_paid_meanwhile_is_not_asked_for(world: World) -> None:
    await lent(world)
    await world.passes(days=22)
    async with world.app.storage.unit() as unit:  # somebody's books say so, and no cancelling was done
        await unit.exec_driver_sql("UPDATE loan SET state = 'settled'")
    world.skip("lan")
    await world.passes_by_steps(72)
    assert world.new("lan") == ""
    assert ("cancelled", "changed") in await ended(world, Kind.LOAN)


async def test_a_former_treasurer_gets_nothing_of_the_boards(world: World) -> None:
    await lent(world)
    await world.passes_by_days(43)
    assert await of_board(world) == {("queued", None)}, "it goes tomorrow"
    async with world.app.storage.unit() as unit:
        await unit.exec_driver_sql("UPDATE office SET to_on = '2026-12-01'")
    world.skip("chair")
    await world.passes_by_steps(24 * 4)
    assert "ban chủ nhiệm biết" not in world.new("chair")
    assert {state for state, _ in await of_board(world)} == {"cancelled"}


async def test_the_board_is_told_of_what_is_long_overdue(world: World) -> None:
    await lent(world)
    await world.passes_by_days(43)
    world.skip("chair")
    await world.passes_by_steps(24)
    assert "ban chủ nhiệm biết" in world.new("chair")


async def test_a_paper_member_who_is_suspended_is_not_reminded(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.passes(hours=1)
    async with world.app.storage.unit() as unit:
        await unit.exec_driver_sql("UPDATE membership SET standing = 'suspended' WHERE person_id = 2")
    world.skip("lan")
    await world.passes_by_steps(72)
    assert "nhà văn hoá" not in world.new("lan")
    assert ("cancelled", "not_taking_part") in await ended(world, Kind.MEETING)
