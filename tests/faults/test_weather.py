"""A database that is locked, full or read-only for a while: nobody loses a word, and nobody is apologised to."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
import structlog
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.base import ChannelRefused, Unreachable
from bot.channels.patience import Refusal
from bot.delivery.sender import MOST_COPIES
from club.messages.notices import Reason
from handlers.clockwork import service
from storage import Storage
from storage.database import engine, weather
from storage.database.apart import Apart
from storage.database.onehop import OneHopConnection
from storage.database.weather import is_weather
from tests.delivery.test_sender import chats, draft, entries, queue
from tests.world import MemoryChannel, World, build_world

PRAGMAS = {
    "full": ("max_page_count=1", "max_page_count=1000000"),
    "read-only": ("query_only=ON", "query_only=OFF"),
}


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    short = tuple(p.replace("busy_timeout=10000", "busy_timeout=20") for p in engine._PRAGMAS)
    monkeypatch.setattr(engine, "_PRAGMAS", short)
    monkeypatch.setattr(weather, "LONGEST", 0.05)
    async with await build_world(tmp_path) as built:
        await built.settled_club(("lan", "Lò Thị Ón"))
        built.app.owners._chats = [("memory", "chair")]
        yield built


class Locked:
    """Another program holds the file."""

    def __init__(self, storage: Storage) -> None:
        assert storage.path is not None
        self._raw = sqlite3.connect(storage.path, isolation_level=None)

    async def begin(self) -> None:
        self._raw.execute("BEGIN IMMEDIATE")

    async def end(self) -> None:
        self._raw.execute("ROLLBACK")
        self._raw.close()


class Pragma:
    """The writing connection is told that the disk is full, or read-only."""

    def __init__(self, storage: Storage, kind: str) -> None:
        self._storage = storage
        self._before, self._after = PRAGMAS[kind]

    async def _say(self, *statements: str) -> None:
        async with self._storage._writer.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert isinstance(driver, OneHopConnection)
            for statement in statements:
                await driver.visit(driver.raw.execute, statement)

    async def begin(self) -> None:
        await self._say(f"PRAGMA {self._before}")
        with contextlib.suppress(sqlite3.OperationalError):
            await self._say(
                "CREATE TABLE filler (content)", *["INSERT INTO filler VALUES (zeroblob(500))"] * 500
            )

    async def end(self) -> None:
        await self._say(f"PRAGMA {self._after}")


def outage(world: World, kind: str) -> Locked | Pragma:
    storage = world.app.storage
    return Locked(storage) if kind == "locked" else Pragma(storage, kind)


@pytest.mark.parametrize("kind", ["locked", "full", "read-only"])
async def test_an_update_met_by_it_is_tried_again(world: World, kind: str) -> None:
    for who in ("lan", "chair"):
        world.skip(who)
    away = outage(world, kind)
    long = world.incoming("lan", "xin chào " * 400)  # no page has room for it any more
    updates = [long, *(world.incoming("lan", f"1{n}0/80") for n in range(2, 5))]
    await away.begin()
    writing = asyncio.create_task(world.app.dispatcher.receive(updates))
    await asyncio.sleep(0.4)
    assert not writing.done(), "nothing is acknowledged that is not stored"
    assert world.app.storage.weather.seconds > 0
    await away.end()
    await asyncio.wait_for(writing, 20)
    await world.settle()
    said = world.new("lan")
    assert all(f"1{n}0/80" in said for n in range(2, 5))
    assert "trục trặc" not in said
    assert world.new("chair") == ""
    assert world.app.storage.weather.seconds == 0


async def test_what_was_being_handled_is_handled_afterwards(world: World) -> None:
    """The update is stored already when the database goes away."""
    world.skip("lan")
    handling = world.app.dispatcher._handle
    away = outage(world, "locked")

    async def in_the_rain(update: object) -> str:
        if not away_since:
            away_since.append(1)
            await away.begin()
            asyncio.get_running_loop().call_later(0.4, lambda: asyncio.ensure_future(away.end()))
        return await handling(update)  # type: ignore[arg-type]

    away_since: list[int] = []
    world.app.dispatcher._handle = in_the_rain  # type: ignore[method-assign]
    assert "130/80" in await world.says("lan", "130/80")


async def test_the_watch_says_so_after_half_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.owners.LOOK_EVERY", 0.02)
    monkeypatch.setattr("bot.owners.LONG", 0.1)
    monkeypatch.setattr("bot.app.LONG", 0.1)
    world.skip("chair")
    watching = asyncio.create_task(world.app.owners.watch(world.app.storage, world.app.channels))
    app = Starlette(routes=[Route("/healthz", world.app._healthz)])
    away = outage(world, "locked")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        await away.begin()
        handing = asyncio.create_task(world.app.dispatcher.receive([world.incoming("lan", "130/80")]))
        await asyncio.sleep(0.5)
        assert (await client.get("/healthz")).status_code == 503
        assert "chưa ghi được" in world.new("chair")
        await away.end()
        await handing
        await world.settle()
        assert (await client.get("/healthz")).status_code == 200
    await asyncio.sleep(0.2)
    watching.cancel()
    assert "đã ghi lại được" in world.new("chair")


async def test_what_is_wrong_with_a_statement_is_no_weather(world: World) -> None:
    async with world.app.storage.view() as look:
        with pytest.raises(sa.exc.OperationalError) as caught:
            await look.execute(sa.text("SELECT x FROM nowhere"))
    assert not is_weather(caught.value)
    assert "SELECT" in str(caught.value)


async def test_no_error_tells_what_a_person_wrote(world: World) -> None:
    async with world.app.storage.unit() as unit:
        with pytest.raises(sa.exc.DBAPIError) as caught:
            await unit.execute(
                sa.text("INSERT INTO person (id, full_name) VALUES (:id, :name)"),
                {"id": 1, "name": "Lò Thị Bí Mật"},
            )
    assert "Bí Mật" not in str(caught.value)


# --- what stops one only


async def test_a_row_that_cannot_be_read_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.sender.STUMBLED", 0.05)
    one, two = await chats(world, 2)
    await queue(world, draft(world, "one", one), draft(world, "two", two))
    async with world.app.storage.unit() as unit:
        await unit.exec_driver_sql(
            "UPDATE outbox SET state = 'queued', ended_at = NULL, kind = 'of the future', body = '{' WHERE "
            "dedupe_key = 'one'"
        )
    world.skip("chair")
    for n in range(6):
        await queue(world, draft(world, f"more{n}", two))
        await world.passes(minutes=10)
    async with world.app.storage.view() as look:
        found = dict(
            (
                await look.exec_driver_sql(
                    "SELECT dedupe_key, state || ' ' |"
                    "| coalesce(reason, '') FROM outbox WHERE dedupe_key IN ('one', 'two', 'more0', 'more5')"
                )
            ).all()
        )
    assert found == {"one": "failed unreadable", "two": "sent ", "more0": "sent ", "more5": "sent "}
    assert world.new("chair").count("không đọc được nội dung") == 1


async def test_one_that_fails_stops_none_of_the_others(world: World) -> None:
    apart = Apart(world.app.storage)

    async def work(unit: object, item: int) -> int:
        if item == 2:
            raise ValueError("Lò Thị Bí Mật")
        return item

    with structlog.testing.capture_logs() as logged:
        assert await apart.each("adding", [1, 2, 3], work) == 4
    assert apart.failed == 1
    assert logged[0]["event"] == "adding failed"
    assert "Bí Mật" not in str(logged)


async def test_a_club_that_cannot_be_planned_stops_no_other_and_owners_hear_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, _ = await world.club(name="CLB Nà Khoang")
    await world.joins("mai", other, "Vàng Thị Mai")
    for who, day in (("chair", "ngày 25"), ("mai", "ngày 25")):
        await world.says(who, "/hop", day, "8:00", "nhà văn hoá", "đúng")
    planning = service.plan_for_club

    async def one_fails(unit: object, post: object, rules: object, club_id: int) -> object:
        if club_id == 1:
            raise ValueError("Lò Thị Bí Mật")
        return await planning(unit, post, rules, club_id)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "plan_for_club", one_fails)
    world.clock.advance(timedelta(days=1, hours=2))
    for who in ("chair", "mai"):
        world.skip(who)
    jobs = world.app.jobs
    for _ in range(2):
        await jobs._carried_out("plan", jobs.plan)
    await world.settle()
    assert "CLB Nà Khoang" in world.new("mai")
    assert world.new("chair").count("chưa xử lý được") == 1


async def test_copies_that_the_channel_never_confirms_come_to_an_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.sender.pause_after", lambda attempts: 0.01)
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [Unreachable("ReadTimeout", doubtful=True) for _ in range(20)]
    await queue(world, draft(world, "one", one))
    for _ in range(8):
        await world.settle()
        await world.passes(minutes=10)
        await asyncio.sleep(0)
    found = (await entries(world))["one"]
    assert (found.state, found.reason) == ("failed", Reason.UNCONFIRMED)
    assert 20 - len(world.channel.failures["c0"]) == MOST_COPIES


async def test_what_never_left_is_tried_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.sender.pause_after", lambda attempts: 0.01)
    (one,) = await chats(world, 1)
    world.channel.failures["c0"] = [Unreachable("502") for _ in range(8)]
    await queue(world, draft(world, "one", one))
    for _ in range(10):
        await world.settle()
        await world.passes(minutes=10)
    assert (await entries(world))["one"].state == "sent"


# --- the platform refuses


async def test_one_refusal_ends_no_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    refusal = Refusal("no", structlog.get_logger("test"))
    now = 0.0
    monkeypatch.setattr("bot.channels.patience.asyncio.sleep", sleep)
    refusal.over()
    await refusal.heard()
    refusal.over()
    await refusal.heard()
    await refusal.heard()
    assert slept == [90.0] * 3, "asked again minutes apart"
    loop = asyncio.get_running_loop()
    began = loop.time()
    monkeypatch.setattr(loop, "time", lambda: began + 200 + now)
    with pytest.raises(ChannelRefused):
        await refusal.heard()


async def test_a_channel_that_stumbles_begins_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.patience.LONGEST", 0.01)
    tries: list[int] = []
    often = asyncio.Event()

    class Stumbling(MemoryChannel):
        async def receive(self, hand_in: object) -> None:  # type: ignore[override]
            tries.append(1)
            if len(tries) == 3:
                often.set()
            raise ValueError("whatever")

    running = asyncio.create_task(world.app._channel(Stumbling()))
    await asyncio.wait_for(often.wait(), 10)
    assert not running.done()
    running.cancel()
