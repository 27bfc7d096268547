"""Planning by what is due: touched when something new comes within reach, and nothing is missed by that."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from club.messages.notices import Kind
from storage.messages import outbox
from storage.records import planning
from tests.world import World


async def work_of(world: World) -> tuple[int, int]:
    async with world.app.storage.view() as look:
        now = world.clock.now()
        return len(await planning.clubs_due(look, now)), len(await planning.loans_due(look, now))


async def keys(world: World, *kinds: Kind) -> set[str]:
    async with world.app.storage.view() as look:
        return {e.dedupe for e in await outbox.latest(look, limit=5_000) if Kind(e.kind) in kinds}


async def club(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")


async def test_what_stands_is_not_planned_again(world: World) -> None:
    await club(world)
    await world.app.jobs.plan()
    assert await work_of(world) == (0, 0)
    async with world.app.storage.view() as look:
        at = await planning.next_due(look)
    assert at is not None
    assert timedelta() < at - world.clock.now() <= timedelta(days=7)


async def test_planned_by_what_is_due_is_planned_whole(world: World) -> None:
    """A year of days: what is queued is what planning everything every day would have queued."""
    await club(world)
    for _ in range(120):
        world.clock.advance(timedelta(days=1))
        await world.app.jobs.plan()
        by_due = await keys(world, Kind.MEETING, Kind.LOAN, Kind.LOAN_BOARD)
        async with world.app.storage.unit() as unit:
            await unit.exec_driver_sql(
                "UPDATE meeting_rule SET plan_at = '1970-01-01' WHERE ended_at IS NULL"
            )
            await unit.exec_driver_sql("UPDATE loan SET plan_at = '1970-01-01' WHERE state = 'active'")
        await world.app.jobs.plan()
        assert await keys(world, Kind.MEETING, Kind.LOAN, Kind.LOAN_BOARD) == by_due
    assert len(by_due) > 20


async def test_a_relative_who_comes_to_follow_is_planned_for(world: World) -> None:
    await club(world)
    await world.app.jobs.plan()
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "có", "có")).split("người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    clubs, loans = await work_of(world)
    assert (clubs, loans) == (1, 1)
    await world.app.jobs.plan()
    assert any(":for:" in key for key in await keys(world, Kind.MEETING))


async def test_a_new_treasurer_is_planned_for(world: World) -> None:
    await club(world)
    await world.app.jobs.plan()
    await world.says("chair", "/chucvu", "Inh", "thủ quỹ", "đúng")
    assert (await work_of(world))[1] == 1


async def test_a_loan_that_is_paid_off_is_planned_no_more(world: World) -> None:
    await club(world)
    await world.app.jobs.plan()
    async with world.app.storage.unit() as unit:
        await unit.exec_driver_sql("UPDATE loan SET state = 'settled', plan_at = '1970-01-01'")
    await world.app.jobs.plan()
    async with world.app.storage.view() as look:
        assert (await look.execute(sa.text("SELECT plan_at FROM loan"))).scalar() is None
