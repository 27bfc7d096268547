"""Zalo when things go wrong: every fault of the platform, an update that comes twice, SIGKILL at the worst moment."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.phones import Someone
from bot.sandbox.zalo_platform import ZaloPlatform, zalo_id
from storage.messages import outbox
from tests.channels.worlds import ZaloWorld
from tests.databases import new_database
from tests.e2e.process import ZALO_TOKEN, Person, Process, start, until, write_config, zalo_api, zalo_settings
from tests.faults.club import club_of
from tests.ports import free_port
from tests.world import FrozenClock

PEOPLE, KILLS = 60, 4
CHATS = [10_000 + n for n in range(PEOPLE)]
SECRET = "a-shared-secret"


# --- the platform misbehaves


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[ZaloWorld]:
    built = ZaloWorld(await new_database(tmp_path / "club.db"), FrozenClock())
    async with built:
        await built.settled_club(("lan", "Lò Thị Ón"))
        yield built


async def row(world: ZaloWorld, kind: str) -> outbox.Entry:
    """The newest notice of that kind."""
    async with world.app.storage.view() as look:
        return next(e for e in await outbox.latest(look, limit=20) if e.kind == kind)


async def heal(world: ZaloWorld) -> None:
    """The fault is over, and so are the rests after it."""
    world.clock.advance(timedelta(minutes=16))
    budget = world.app.sender.budgets["zalo"]
    budget._rest_until.clear()
    budget._channel_rest_until = 0
    await world.settle()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("server_errors", "unreachable"),
        ("malformed", "unreachable"),
        ("dropping", "unreachable"),
        ("hanging", "unreachable"),
        ("too_many", "channel_busy"),
    ],
)
async def test_what_may_pass_is_tried_again_and_arrives_once(
    world: ZaloWorld, fault: str, reason: str
) -> None:
    lan = world.person("lan")
    world.platform.faults.hang_seconds = 1
    world.app.channels["zalo"]._http.timeout = httpx.Timeout(0.3)  # type: ignore[attr-defined]
    getattr(world.platform.faults, fault).add(lan)
    world.skip("lan")
    world.sets_out()
    await world.platform.write(lan, "130/80")
    for _ in range(1_000):
        await asyncio.sleep(0.02)
        waiting = await row(world, "answer")
        if waiting.state == "queued" and waiting.attempts:
            break
    assert (waiting.state, waiting.reason) == ("queued", reason)
    assert world.new("lan") == ""
    getattr(world.platform.faults, fault).clear()
    world.skip("lan")
    await heal(world)
    assert world.new("lan").count("Đã ghi 130/80") == 1
    assert (await row(world, "answer")).attempts == 2


async def test_whoever_blocked_the_bot_is_left_alone_until_they_write(world: ZaloWorld) -> None:
    lan = world.person("lan")
    world.platform.faults.blocked.add(lan)
    await world.says("chair", "/thongbao Mai họp", "đúng")
    assert "đã dừng nhận tin" in world.last("chair").text
    ended = await row(world, "broadcast")
    assert (ended.state, ended.reason, ended.attempts) == ("cancelled", "address_stopped", 1)
    world.platform.faults.blocked.clear()
    await world.says("chair", "/thongbao Ngày kia họp", "đúng")
    assert (await row(world, "broadcast")).reason == "address_stopped", (
        "nothing is tried at a stopped address"
    )
    assert "Đã ghi 131/81" in await world.says("lan", "131/81")
    await world.says("chair", "/thongbao Tuần sau họp", "đúng")
    assert "Tuần sau họp" in world.last("lan").text


async def test_an_update_that_comes_again_changes_nothing(world: ZaloWorld) -> None:
    update = await world.platform.write(world.person("lan"), "130/80")
    world.sets_out()
    await world.settle()
    before, rows = len(world.said("lan")), await count(world)
    for _ in range(3):
        await world.platform.raw(update)
        world.sets_out()
    await world.settle()
    assert len(world.said("lan")) == before
    assert await count(world) == rows


async def count(world: ZaloWorld) -> int:
    """Everything that was ever queued."""
    async with world.app.storage.view() as look:
        return len(await outbox.latest(look, limit=1_000))


# --- the bot is killed


@pytest.fixture
async def platform(tmp_path: Path) -> ZaloPlatform:
    built = ZaloPlatform(ZALO_TOKEN)
    for chat in CHATS:
        built.add(Someone(chat, str(chat)))
    await club_of(tmp_path, "zalo", [zalo_id(chat) for chat in CHATS])
    return built


def readings(folder: Path) -> Counter[int]:
    """Readings stored by person."""
    raw = sqlite3.connect(folder / "club.db")
    found = raw.execute("SELECT person_id, count(*) FROM reading GROUP BY person_id").fetchall()
    assert raw.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone() == (0,)
    raw.close()
    return Counter(dict(found))


class Deliveries:
    """The platform's side of a webhook: delivers each update until it is acknowledged, and now and then once more."""

    def __init__(self, root: str, dice: random.Random) -> None:
        self.root = root
        self.dice = dice
        self.tries = 0

    async def deliver(self, client: httpx.AsyncClient, update: Any) -> None:
        extra = self.dice.randrange(3) == 0
        while True:
            self.tries += 1
            try:
                answer = await client.post(
                    f"{self.root}/zalo", json=update, headers={"X-Bot-Api-Secret-Token": SECRET}
                )
                if answer.status_code == 200 and not extra:
                    return
                extra = False
            except httpx.HTTPError:
                await asyncio.sleep(0.05)


def hooked(folder: Path, platform: str, port: int) -> Path:
    hook = f'port = {port}\npublic_url = "https://club.example"\nsecret = "{SECRET}"'
    return write_config(folder, more=zalo_settings(platform, more='mode = "webhook"', webhook=hook))


async def kill_and_start(bot: Process, config: Path) -> Process:
    bot.kill()
    await bot.ended()
    return await start("run", "--config", str(config))


async def test_killed_at_random_with_a_webhook_nothing_is_lost_and_nothing_doubled(
    platform: ZaloPlatform, tmp_path: Path
) -> None:
    seed = random.randrange(1 << 30)
    dice = random.Random(seed)
    print(f"seed {seed}")
    port = free_port()
    async with zalo_api(platform) as root:
        config = hooked(tmp_path, root, port)
        bot = await start("run", "--config", str(config))
        deliveries = Deliveries(f"http://127.0.0.1:{port}", dice)
        async with httpx.AsyncClient(timeout=5) as client:
            sending = []
            for chat in CHATS:
                update = await platform.write(chat, f"{100 + chat % 30}/{70 + chat % 10}")
                sending.append(asyncio.create_task(deliveries.deliver(client, update)))
            for _ in range(KILLS):
                await asyncio.sleep(dice.uniform(0.2, 1.4))
                bot = await kill_and_start(bot, config)
            await asyncio.wait_for(asyncio.gather(*sending), 60)
        await until(lambda: all(Person(platform, c).read for c in CHATS), 60)
        assert await bot.stop() == 0
    assert deliveries.tries > PEOPLE
    assert set(readings(tmp_path).values()) == {1}
    assert len(readings(tmp_path)) == PEOPLE


async def test_killed_between_receipt_and_commit_the_platform_delivers_again(
    platform: ZaloPlatform, tmp_path: Path
) -> None:
    """The delivery has arrived and waits for the database, which another program has locked, when the power goes."""
    port = free_port()
    async with zalo_api(platform) as root:
        config = hooked(tmp_path, root, port)
        bot = await start("run", "--config", str(config))
        await until(lambda: b"running" in bot.errors)
        update = await platform.write(CHATS[0], "130/80")
        lock = sqlite3.connect(tmp_path / "club.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        deliveries = Deliveries(f"http://127.0.0.1:{port}", random.Random(1))
        async with httpx.AsyncClient(timeout=30) as client:
            sending = asyncio.create_task(deliveries.deliver(client, update))
            await asyncio.sleep(0.7)
            assert not sending.done(), "nothing is acknowledged before it is stored"
            bot.kill()
            await bot.ended()
            lock.execute("ROLLBACK")
            lock.close()
            assert readings(tmp_path) == Counter()
            bot = await start("run", "--config", str(config))
            await asyncio.wait_for(sending, 30)
        await Person(platform, CHATS[0]).sees("Đã ghi 130/80")
        assert await bot.stop() == 0
    assert set(readings(tmp_path).values()) == {1}


async def test_killed_after_storing_a_polled_update_it_is_taken_up_at_the_next_start(
    platform: ZaloPlatform, tmp_path: Path
) -> None:
    """By polling an update comes once: the inbox row is what is left of it, in the state that a kill leaves behind."""
    async with zalo_api(platform) as root:
        config = write_config(tmp_path, more=zalo_settings(root))
        bot = await start("run", "--config", str(config))
        await until(lambda: b"running" in bot.errors)
        await Person(platform, CHATS[1]).writes("131/81", "Đã ghi 131/81")
        bot.kill()
        await bot.ended()
        raw = sqlite3.connect(tmp_path / "club.db")
        raw.execute(
            "INSERT INTO inbox (channel, update_key, payload, received_at, failed) SELECT channel, 'message.text.received:cut-off', "
            "json_object('channel', 'zalo', 'update_key', 'message.text.received:cut-off', 'chat_id', ?, 'sent_at', "
            "'2026-11-23T02:00:00+00:00', 'text', '130/80', 'private', json('true'), 'event', 'message'), received_at, 0 "
            "FROM inbox LIMIT 1",
            (zalo_id(CHATS[0]),),
        )
        raw.commit()
        raw.close()
        bot = await start("run", "--config", str(config))
        await Person(platform, CHATS[0]).sees("130/80")
        assert await bot.stop() == 0
    assert len(readings(tmp_path)) == 2


async def test_killed_at_random_while_polling_only_what_was_on_its_way_is_lost(
    platform: ZaloPlatform, tmp_path: Path
) -> None:
    """Whatever the platform still holds arrives; none counts twice.

    A kill costs at most the update in hand and the one that the platform gives to the call that died.
    """
    seed = random.randrange(1 << 30)
    dice = random.Random(seed)
    print(f"seed {seed}")
    async with zalo_api(platform) as root:
        config = write_config(tmp_path, more=zalo_settings(root))
        bot = await start("run", "--config", str(config))

        async def write() -> None:
            for chat in CHATS:
                await platform.write(chat, f"{100 + chat % 30}/{70 + chat % 10}")
                await asyncio.sleep(dice.uniform(0.02, 0.15))

        writing = asyncio.create_task(write())
        for _ in range(KILLS):
            await asyncio.sleep(dice.uniform(0.5, 1.5))
            bot = await kill_and_start(bot, config)
        await writing
        await until(lambda: not platform.unfetched, 60)
        await until(lambda: sum(bool(Person(platform, c).read) for c in CHATS) >= PEOPLE - 2 * KILLS, 60)
        assert await bot.stop() == 0
    stored = readings(tmp_path)
    assert set(stored.values()) == {1}
    assert len(stored) >= PEOPLE - 2 * KILLS
