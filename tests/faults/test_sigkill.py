"""Killed at random moments, during a broadcast to 300 chats while 300 readings arrive."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections import Counter
from pathlib import Path

from bot.channels.limits import MOST_IN_FLIGHT
from bot.channels.parts import plain
from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Someone
from tests.e2e.process import TOKEN, Person, bot_api, start, until, write_config
from tests.faults.club import club_of

PEOPLE, KILLS, CHAIR = 300, 4, 9_999


def states(folder: Path) -> dict[str, int]:
    """Messages by what became of them."""
    raw = sqlite3.connect(folder / "club.db")
    found = dict(raw.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
    raw.close()
    return found


async def test_every_reading_is_stored_once_and_every_notice_arrives(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    dice = random.Random(seed)
    print(f"seed {seed}")
    messenger = Messenger(TOKEN)
    chats = [10_000 + n for n in range(PEOPLE)]
    for chat in (*chats, CHAIR):
        messenger.add(Someone(chat, str(chat)))
    await club_of(tmp_path, "telegram", [str(chat) for chat in (*chats, CHAIR)], chair=str(CHAIR))
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        bot = await start("run", "--config", str(config))
        chair = Person(messenger, CHAIR)
        await chair.writes("/thongbao Sáng mai khám sức khoẻ", f"{PEOPLE} hội viên")
        await chair.presses("gửi", "Đang gửi")

        async def write_readings() -> None:
            for chat in chats:
                await messenger.write(chat, f"{100 + chat % 30}/{70 + chat % 10}")
                await asyncio.sleep(dice.uniform(0, 0.012))

        writing = asyncio.create_task(write_readings())
        for _ in range(KILLS):
            await asyncio.sleep(dice.uniform(0.3, 1.3))
            bot.kill()
            await bot.ended()
            bot = await start("run", "--config", str(config))
        await writing

        def texts(chat: int) -> Counter[str]:
            said = [plain(m["html"]) for m in messenger.chats[chat] if not m["mine"]]
            return Counter("notice" if "Sáng mai" in t else "answer" for t in said)

        await until(lambda: all(texts(c)["notice"] and texts(c)["answer"] for c in chats), 120)
        await chair.sees(f"đã gửi {PEOPLE}, chưa tới 0", 60)
        await until(lambda: set(states(tmp_path)) == {"sent"}, 60)
        assert await bot.stop() == 0

    raw = sqlite3.connect(tmp_path / "club.db")
    stored = raw.execute("SELECT person_id, count(*) FROM reading GROUP BY person_id").fetchall()
    waiting = raw.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone()
    raw.close()
    assert len(stored) == PEOPLE
    assert {count for _, count in stored} == {1}, "no reading lost, none twice"
    assert set(states(tmp_path)) == {"sent"}
    assert waiting == (0,)
    repeated = sum(sum(texts(c).values()) - 2 for c in chats)
    assert 0 <= repeated <= KILLS * 2 * MOST_IN_FLIGHT, "only what was in flight may come twice"
