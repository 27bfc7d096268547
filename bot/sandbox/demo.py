"""`lienthehe demo`: the real bot with its real channels, against the sandbox, in one process."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from starlette.applications import Starlette

from bot import logs
from bot.app import App
from bot.clock import ShiftedClock
from bot.config import Settings, StorageSettings, TelegramSettings, WebhookSettings, ZaloSettings
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.page import Page
from bot.sandbox.seed import seed
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from storage import Storage
from storage.database.migrate import migrate

HOST = "127.0.0.1"
MORNING = 9
"""local hour at which the demo begins, so that nothing waits for the end of quiet hours"""


@dataclass(frozen=True)
class Demo:
    """What runs."""

    port: int
    telegram: Messenger
    zalo: ZaloPlatform
    bot: App


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def clock_at_nine(zone: ZoneInfo) -> ShiftedClock:
    """A clock that shows the next nine o'clock in the morning."""
    clock = ShiftedClock()
    local: datetime = clock.now().astimezone(zone)
    nine = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    clock.advance((nine if nine > local else nine + timedelta(days=1)) - local)
    return clock


@contextlib.asynccontextmanager
async def running_demo(port: int) -> AsyncIterator[Demo]:
    """The demo while the block runs. Raises PortTaken."""
    with tempfile.TemporaryDirectory(prefix="lienthehe-demo-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        defaults = Settings(storage=StorageSettings(url=url))
        clock = clock_at_nine(defaults.zone)
        telegram, zalo = Messenger(now=clock.now), ZaloPlatform(now=clock.now)
        await migrate(url)
        storage = Storage(url)
        await seed(storage, (telegram, zalo), clock.now(), defaults.zone)
        await storage.close()
        bots: list[App] = []
        page = Page(telegram, zalo, clock, lambda: bots[0])
        site = Starlette(
            routes=[*BotApi(telegram).routes(), *ZaloApi(zalo, "/zalo").routes(), *page.routes()]
        )
        async with serving(site, HOST, port) as found:
            root = f"http://{HOST}:{found}"
            zalo.root = f"{root}/zalo"
            links = WebhookSettings(port=(at := free_port()), public_url=f"http://{HOST}:{at}")
            channels = {
                "telegram": TelegramSettings(
                    token=SecretStr(telegram.token), api_url=root, messages_per_chat=5
                ),
                "zalo": ZaloSettings(
                    token=SecretStr(zalo.token),
                    api_url=zalo.root,
                    messages_per_chat=5,
                    link=f"{root}/",
                    webhook=links,
                ),
            }
            bot = App(defaults.model_copy(update=channels), clock=clock)
            bots.append(bot)
            stop = asyncio.Event()
            running = asyncio.create_task(bot.run(stop))
            try:
                yield Demo(found, telegram, zalo, bot)
            finally:
                stop.set()
                await running
                await telegram.close()
                await zalo.close()


async def serve_demo(port: int, *, open_browser: bool) -> None:
    """Runs until Ctrl+C."""
    logs.configure()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with running_demo(port) as demo:
        address = f"http://{HOST}:{demo.port}/"
        print(f"The demo runs at {address}  (Ctrl+C stops it)", flush=True)
        if open_browser:
            await asyncio.to_thread(_open, address)
        await stopped.wait()


def _open(address: str) -> Any:
    return webbrowser.open(address)
