"""The sender: urgency, limits, retries, reasons."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels import limits
from bot.channels.base import Busy, Rejected, Stopped, Unreachable
from bot.delivery.sender import LONGEST_PAUSE, pause_after
from club.messages.message import Message
from club.messages.notices import Kind, Reason
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from storage.messages import addresses, outbox, writers
from storage.messages.outbox import Draft, Entry
from tests.world import World, build_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path) as built:
        yield built


async def chats(world: World, count: int) -> list[int]:
    async with world.app.storage.unit() as unit:
        found = [
            await addresses.add_address(unit, "memory", f"c{n}", world.clock.now()) for n in range(count)
        ]
    return [a for a in found if a is not None]


def draft(world: World, key: str, address: int, kind: Kind = Kind.ANSWER) -> Draft:
    post = Post(world.app.texts, world.clock.now())
    return post.to_chat(kind, key, say("common.cancelled"), channel="memory", address_id=address, person=None)


async def queue(world: World, *drafts: Draft) -> None:
    async with world.app.storage.unit() as unit:
        await outbox.queue(unit, drafts)
    world.app.sender.wake()


async def entries(world: World) -> dict[str, Entry]:
    async with world.app.storage.view() as look:
        return {e.dedupe: e for e in await outbox.latest(look, limit=2_000)}


async def test_an_answer_overtakes_a_broadcast_to_800(world: World) -> None:
    found = await chats(world, 801)
    world.channel.gate = asyncio.Event()
    await queue(world, *(draft(world, f"b{n}", a, Kind.BROADCAST) for n, a in enumerate(found[:800])))
    for _ in range(4_000):
        await asyncio.sleep(0.005)
        if len(world.app.sender.in_flight) >= limits.MOST_IN_FLIGHT:
            break
    await queue(world, draft(world, "answer", found[800]))
    world.channel.gate.set()
    await world.settle()
    assert len(world.channel.order) == 801
    assert world.channel.order.index("c800") <= limits.MOST_IN_FLIGHT, (
        "only what was in flight goes before it"
    )


async def test_a_chat_gets_a_burst_and_then_its_own_pace() -> None:
    budget = limits.Budget(10_000, 0.01)
    for _ in range(limits.CHAT_BURST):
        assert budget.resting() == []
        await budget.spend(1)
    assert budget.resting() == [1]


async def test_all_chats_together_keep_to_the_channels_pace() -> None:
    assert limits.Budget(50, 1).room() == 10, "a fifth of a second's budget at once"
    budget = limits.Budget(0.5, 1)
    assert budget.room() == 1
    await budget.spend(1)
    assert budget.room() == 0
    assert budget.wakes_in() <= 1 / 0.5, "the next message goes as soon as its token is there"
    fresh = limits.Budget(50, 1)
    fresh.rest_channel(60)
    assert fresh.room() == 0


async def test_429_makes_that_chat_wait_and_no_other(world: World) -> None:
    one, two = await chats(world, 2)
    world.channel.failures["c0"] = [Busy(30)]
    await queue(world, draft(world, "one", one))
    await world_rests(world, "one", "queued")
    await queue(world, draft(world, "two", two))
    await world_rests(world, "two", "sent")
    found = await entries(world)
    assert found["one"].reason == Reason.CHANNEL_BUSY
    assert found["one"].not_before == world.clock.now() + timedelta(seconds=30)


async def test_429_of_several_chats_makes_the_whole_channel_wait(world: World) -> None:
    ids = await chats(world, 4)
    for n in range(3):
        world.channel.failures[f"c{n}"] = [Busy(30)]
        await queue(world, draft(world, str(n), ids[n]))
        await world_rests(world, str(n), "queued")
    assert world.app.sender.budgets["memory"].room() == 0
    await queue(world, draft(world, "three", ids[3]))
    await asyncio.sleep(0.1)
    assert (await entries(world))["three"].state == "queued"
    assert world.channel.order == []


async def world_rests(world: World, key: str, state: str) -> None:
    for _ in range(4_000):
        await asyncio.sleep(0.005)
        found = (await entries(world))[key]
        if found.state == state and found.attempts and not world.app.sender.in_flight:
            return
    raise AssertionError(f"{key} is {found.state}")


@pytest.mark.parametrize(
    "error", [Unreachable("ReadTimeout"), Unreachable("502"), Unreachable("dropped", network=False)]
)
async def test_what_may_pass_is_tried_again(world: World, error: Unreachable) -> None:
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [error]
    await queue(world, draft(world, "one", one))
    await world_rests(world, "one", "queued")
    assert (await entries(world))["one"].reason == Reason.UNREACHABLE
    world.clock.advance(timedelta(seconds=5))
    world.app.sender.budgets["memory"]._rest_until.clear()
    world.app.sender.wake()
    await world.settle()
    found = (await entries(world))["one"]
    assert (found.state, found.attempts) == ("sent", 2)


def test_pauses_grow_with_jitter_up_to_a_limit() -> None:
    for attempt, middle in ((1, 1), (2, 2), (5, 16), (30, LONGEST_PAUSE)):
        drawn = [pause_after(attempt) for _ in range(200)]
        assert 0.69 * middle <= min(drawn) < max(drawn) <= 1.31 * middle
        assert len(set(drawn)) > 100


async def test_what_waits_for_a_retry_keeps_its_place(world: World) -> None:
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [Unreachable("502")]
    await queue(world, draft(world, "first", one), draft(world, "second", one))
    await world_rests(world, "first", "queued")
    found = await entries(world)
    assert found["second"].state == "queued"
    assert world.channel.order == []


async def test_a_person_who_blocked_the_bot_ends_their_rows(world: World) -> None:
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [Stopped("Forbidden")]
    await queue(world, draft(world, "one", one), draft(world, "two", one))
    await world.settle()
    found = await entries(world)
    assert {(e.state, e.reason) for e in found.values()} == {("cancelled", Reason.ADDRESS_STOPPED)}
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", "c0")
    assert writer is not None
    assert writer.state == "stopped"
    await world.says("c0", "xin chào")
    assert "Xin chào" in world.last("c0").text, "whoever writes again is there again"


async def test_whoever_wakes_the_sender_while_it_looks_is_not_overheard(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world._sending is not None
    world._sending.cancel()
    sender, claim = world.app.sender, outbox.claim_due

    async def claim_and_meanwhile(*args: object, **more: object) -> object:
        found = await claim(*args, **more)  # type: ignore[arg-type]
        sender.wake()
        return found

    monkeypatch.setattr(outbox, "claim_due", claim_and_meanwhile)
    sender._event.clear()
    sender._look = True
    await sender._cycle()
    assert sender._look
    assert sender._event.is_set()


async def test_a_rejected_message_is_a_defect_and_never_tried_again(world: World) -> None:
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [Rejected("BadRequest")]
    await queue(world, draft(world, "one", one), draft(world, "two", one))
    await world.settle()
    found = await entries(world)
    assert (found["one"].state, found["one"].attempts) == ("failed", 1)
    assert found["two"].state == "sent", "the next message is not to blame"


async def test_expiry_and_quiet_hours_are_applied_before_sending(world: World) -> None:
    one, two, three = await chats(world, 3)
    world.clock.set(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))  # 22:00
    late = draft(world, "late", one, Kind.MEETING)
    late = Draft(**{**late.__dict__, "expires_at": world.clock.now()})
    await queue(world, late, draft(world, "reminder", two, Kind.MEETING), draft(world, "answer", three))
    await world.settle()
    found = await entries(world)
    assert (found["late"].state, found["late"].reason) == ("expired", Reason.TOO_LATE)
    assert (found["reminder"].state, found["reminder"].reason) == ("queued", Reason.QUIET_HOURS)
    assert found["reminder"].not_before == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert found["answer"].state == "sent"
    assert world.last("c2").silent
    world.clock.set(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    world.app.sender.wake()
    await world.settle()
    assert (await entries(world))["reminder"].state == "sent"


async def test_a_message_in_parts_goes_on_where_it_broke_off(world: World) -> None:
    (one,) = await chats(world, 1)
    words = "\n".join(f"dòng {n} " + "x" * 90 for n in range(90))
    long = replace(draft(world, "long", one), message=Message(words))
    world.channel.gate = None
    sent: list[str] = []
    real = world.channel.send

    async def flaky(chat: str, part: object, *, silent: bool) -> str:
        if len(sent) == 1 and "broken" not in sent:
            sent.append("broken")
            raise Unreachable("dropped")
        sent.append(part.html[:12])  # type: ignore[attr-defined]
        return await real(chat, part, silent=silent)  # type: ignore[arg-type]

    world.channel.send = flaky  # type: ignore[assignment, method-assign]
    await queue(world, long)
    await world_rests(world, "long", "queued")
    world.clock.advance(timedelta(seconds=5))
    world.app.sender.budgets["memory"]._rest_until.clear()
    world.app.sender.wake()
    await world.settle()
    texts = [m.text for m in world.channel.chats["c0"]]
    assert "\n".join(texts) == words, "nothing twice, nothing left out"


async def test_a_row_that_cannot_be_read_holds_up_no_other(world: World) -> None:
    (one,) = await chats(world, 1)
    await queue(world, draft(world, "strange", one))
    async with world.app.storage.unit() as unit:
        await unit.execute(
            sa.text("UPDATE outbox SET body = '{\"version\": 99}' WHERE dedupe_key = 'strange'")
        )
    await queue(world, draft(world, "plain", one))
    await world.settle()
    found = await entries(world)
    assert (found["strange"].state, found["strange"].reason) == ("failed", Reason.REJECTED)
    assert found["plain"].state == "sent"


async def test_a_stop_ends_the_sender_whatever_wakes_it_then(tmp_path: Path) -> None:
    world = await build_world(tmp_path)
    sender = world.app.sender
    for steps in range(8):
        sending = asyncio.create_task(sender.run())
        await asyncio.sleep(0.1)  # it looks once, then waits to be woken
        sender._event.set()
        for _ in range(steps):
            await asyncio.sleep(0)
        sending.cancel()
        done, _ = await asyncio.wait({sending}, timeout=3)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        assert done, f"still sending after a stop {steps} steps after it was woken"
    await world.app.storage.close()
