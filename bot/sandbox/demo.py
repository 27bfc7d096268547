"""`lienthehe demo`: the real bot with its real Telegram channel, against the sandbox, in one process."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from starlette.applications import Starlette

from bot import logs
from bot.app import App
from bot.clock import ShiftedClock
from bot.config import Settings, StorageSettings, TelegramSettings
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.page import Page
from bot.sandbox.seed import seed
from bot.web import serving
from storage import Storage
from storage.migrate import migrate

HOST = "127.0.0.1"
MORNING = 9
"""local hour at which the demo begins, so that nothing waits for the end of quiet hours"""


def clock_at_nine(zone: ZoneInfo) -> ShiftedClock:
    """A clock that shows the next nine o'clock in the morning."""
    clock = ShiftedClock()
    local: datetime = clock.now().astimezone(zone)
    nine = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    clock.advance((nine if nine > local else nine + timedelta(days=1)) - local)
    return clock


@contextlib.asynccontextmanager
async def running_demo(port: int) -> AsyncIterator[tuple[int, Messenger, App]]:
    """The demo while the block runs: its port, the messenger, the bot. Raises PortTaken."""
    with tempfile.TemporaryDirectory(prefix="lienthehe-demo-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        defaults = Settings(storage=StorageSettings(url=url))
        clock = clock_at_nine(defaults.zone)
        messenger = Messenger(now=clock.now)
        await migrate(url)
        storage = Storage(url)
        await seed(storage, messenger, clock.now(), defaults.zone)
        await storage.close()
        bots: list[App] = []
        page = Page(messenger, clock, lambda: bots[0])
        site = Starlette(routes=[*BotApi(messenger).routes(), *page.routes()])
        async with serving(site, HOST, port) as found:
            telegram = TelegramSettings(token=SecretStr(messenger.token), api_url=f"http://{HOST}:{found}", messages_per_chat=5)
            bot = App(defaults.model_copy(update={"telegram": telegram}), clock=clock)
            bots.append(bot)
            stop = asyncio.Event()
            running = asyncio.create_task(bot.run(stop))
            try:
                yield found, messenger, bot
            finally:
                stop.set()
                await running
                await messenger.close()


async def serve_demo(port: int, *, open_browser: bool) -> None:
    """Runs until Ctrl+C."""
    logs.configure()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with running_demo(port) as (found, _, _bot):
        address = f"http://{HOST}:{found}/"
        print(f"The demo runs at {address}  (Ctrl+C stops it)", flush=True)
        if open_browser:
            await asyncio.to_thread(_open, address)
        await stopped.wait()


def _open(address: str) -> Any:
    return webbrowser.open(address)
