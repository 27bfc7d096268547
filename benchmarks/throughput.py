"""Updates a second through the whole path, beside a bare PTB echo bot on the same local Bot API, in one run.

    python benchmarks/throughput.py [--people 64] [--each 12] [--rounds 3]

Every person writes, waits for the answer, and writes again. The Bot API runs in a process of its own,
and so does the bot under test. Printed is the ratio of the two rates; times alone say nothing on a
shared machine.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Someone
from bot.web import serving
from club.people.consent import Purpose
from club.people.standing import Standing
from storage import Storage
from storage.database.migrate import migrate
from storage.messages import addresses
from storage.organisation import clubs
from storage.people import consents, memberships, persons

TOKEN = "1:BENCHMARK"
FIRST_CHAT = 10_000

ECHO = """
import sys
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)

app = Application.builder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot").concurrent_updates(256).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


async def _serve(people: int, each: int, asked: Any, results: Any) -> None:
    """The Bot API and the people; one measurement for each message on `asked`."""
    messenger = Messenger(TOKEN)
    for n in range(people):
        messenger.add(Someone(FIRST_CHAT + n, f"Người {n}"))
    async with serving(Starlette(routes=BotApi(messenger).routes()), "127.0.0.1", 0) as port:
        results.put(port)
        while await asyncio.to_thread(asked.get):
            await _wave(messenger, people, 1)  # warm: connections, prepared statements, first contact
            started = time.perf_counter()
            await _wave(messenger, people, each)
            results.put(people * each / (time.perf_counter() - started))
        await messenger.close()


async def _wave(messenger: Messenger, people: int, each: int) -> None:
    answered = {FIRST_CHAT + n: asyncio.Event() for n in range(people)}
    changes = messenger.listen()

    async def watch() -> None:
        while True:
            chat = (await changes.get())["chat"]
            if not messenger.chats[chat][-1]["mine"]:
                answered[chat].set()

    async def person(chat: int) -> None:
        for n in range(each):
            answered[chat].clear()
            await messenger.write(chat, f"{120 + n % 10}/{70 + n % 10}")
            await answered[chat].wait()

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(person(chat) for chat in answered))
    watching.cancel()
    messenger.unlisten(changes)


def _server(people: int, each: int, asked: Any, results: Any) -> None:
    asyncio.run(_serve(people, each, asked, results))


def _database(folder: Path, people: int) -> str:
    """Members who agreed that readings are kept, so that every update stores one."""
    url = f"sqlite+aiosqlite:///{folder / 'club.db'}"

    async def fill() -> None:
        await migrate(url)
        storage = Storage(url)
        now = SystemClock().now()
        async with storage.unit() as unit:
            club_id, _, _ = await clubs.found_club(
                unit,
                name="CLB",
                commune="xã",
                province="tỉnh",
                founded_on=None,
                fund=0,
                now=now,
                today=now.date(),
            )
            for n in range(people):
                person = await persons.add_person(
                    unit,
                    full_name=f"Lò Thị {n}",
                    birth_year=1950,
                    birth_date=None,
                    sex=None,
                    phone=None,
                    phone_verified=False,
                    now=now,
                )
                membership = await memberships.apply_for(unit, person, club_id, now)
                await memberships.decide(unit, membership, Standing.ACTIVE, by=None, now=now)
                address = await addresses.add_address(unit, "telegram", str(FIRST_CHAT + n), now)
                assert address is not None
                await addresses.link_address(unit, address, person)
                for purpose in Purpose:
                    await consents.add_consent(unit, person, purpose, True, "telegram", now)
        await storage.close()

    asyncio.run(fill())
    return url


def _club_bot(port: int, url: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "LIENTHEHE__STORAGE__URL": url,
        "LIENTHEHE__TELEGRAM__TOKEN": TOKEN,
        "LIENTHEHE__TELEGRAM__API_URL": f"http://127.0.0.1:{port}",
        "LIENTHEHE__TELEGRAM__MESSAGES_PER_SECOND": "100000",
        "LIENTHEHE__TELEGRAM__MESSAGES_PER_CHAT": "100000",
    }
    return subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, stderr=subprocess.DEVNULL)


def _echo_bot(port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ECHO, TOKEN, f"http://127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=64)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    asked, results = context.Queue(), context.Queue()
    server = context.Process(target=_server, args=(given.people, given.each, asked, results), daemon=True)
    server.start()
    port = results.get(timeout=30)
    rates: dict[str, list[float]] = {"echo": [], "club": []}
    with tempfile.TemporaryDirectory() as folder:
        url = _database(Path(folder), given.people)
        for _ in range(given.rounds):
            for name in rates:
                process = _echo_bot(port) if name == "echo" else _club_bot(port, url)
                try:
                    asked.put(True)
                    rates[name].append(results.get(timeout=300))
                finally:
                    _stop(process)
    asked.put(False)
    server.join(10)
    echo, club = statistics.median(rates["echo"]), statistics.median(rates["club"])
    print(f"bare echo  {echo:7.1f} updates/s  {[round(r) for r in rates['echo']]}")
    print(f"club bot   {club:7.1f} updates/s  {[round(r) for r in rates['club']]}")
    print(f"ratio      {club / echo:7.2f}  ({given.people} people at once, {given.each} messages each)")


if __name__ == "__main__":
    main()
