"""`lienthehe demo`: the real bot with its real channels, against the sandbox, in one process."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import socket
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
from bot.config import Settings, StorageSettings, TelegramSettings, WebhookSettings, ZaloSettings
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.page import Page
from bot.sandbox.phones import Faults
from bot.sandbox.seed import seed
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from storage import Storage
from storage.database.migrate import migrate

HOST = "127.0.0.1"
MORNING = 9
"""local hour at which the demo begins, so that nothing waits for the end of quiet hours"""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def until_nine(zone: ZoneInfo) -> timedelta:
    """How far the next nine o'clock in the morning is ahead."""
    local = datetime.now(zone)
    nine = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return (nine if nine > local else nine + timedelta(days=1)) - local


class Demo:
    """Two pretended messengers, a clock that can be moved, and the bot; all of it can begin afresh."""

    def __init__(self, folder: Path) -> None:
        self.port = 0
        self.clock = ShiftedClock()
        self.telegram, self.zalo = Messenger(now=self.clock.now), ZaloPlatform(now=self.clock.now)
        self.bot: App
        self._folder = folder
        self._webhook = free_port()
        self._beginnings = itertools.count(1)
        self._changing = asyncio.Lock()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def site(self) -> Starlette:
        """Both platforms and the page, which stay while what is on them begins afresh."""
        page = Page(self.telegram, self.zalo, self.clock, lambda: self.bot, self.restart)
        return Starlette(
            routes=[*BotApi(self.telegram).routes(), *ZaloApi(self.zalo, "/zalo").routes(), *page.routes()]
        )

    async def begin(self) -> None:
        """At nine in the morning, with the clubs of the seed in a database of their own."""
        url = f"sqlite+aiosqlite:///{self._folder / f'demo-{next(self._beginnings)}.db'}"
        settings = self._settings(url)
        self.clock.shift = until_nine(settings.zone)
        await migrate(url)
        storage = Storage(url)
        await seed(storage, (self.telegram, self.zalo), self.clock.now(), settings.zone)
        await storage.close()
        self.bot = App(settings, clock=self.clock)
        self._stop = asyncio.Event()
        self._running = asyncio.create_task(self.bot.run(self._stop))
        self.telegram.restarted()

    async def end(self) -> None:
        """The bot stops."""
        self._stop.set()
        if self._running is not None:
            await self._running

    async def restart(self) -> None:
        """All that was said and done is gone. Whoever asks meanwhile waits for it, and gets no second one."""
        if self._changing.locked():
            async with self._changing:
                return
        async with self._changing:
            self.telegram.faults, self.zalo.faults = Faults(), Faults()
            await self.end()
            self.telegram.forget()
            self.zalo.forget()
            await self.begin()

    def _settings(self, url: str) -> Settings:
        root = f"http://{HOST}:{self.port}"
        self.zalo.root = f"{root}/zalo"
        at = self._webhook
        links = WebhookSettings(port=at, public_url=f"http://{HOST}:{at}")
        channels = {
            "telegram": TelegramSettings(
                token=SecretStr(self.telegram.token), api_url=root, messages_per_chat=5
            ),
            "zalo": ZaloSettings(
                token=SecretStr(self.zalo.token),
                api_url=self.zalo.root,
                messages_per_chat=5,
                link=f"{root}/",
                webhook=links,
            ),
        }
        return Settings(storage=StorageSettings(url=url)).model_copy(update=channels)


@contextlib.asynccontextmanager
async def running_demo(port: int) -> AsyncIterator[Demo]:
    """The demo while the block runs. Raises PortTaken."""
    with tempfile.TemporaryDirectory(prefix="lienthehe-demo-") as folder:
        demo = Demo(Path(folder))
        async with serving(demo.site(), HOST, port) as demo.port:
            await demo.begin()
            try:
                yield demo
            finally:
                await demo.end()
                await demo.telegram.close()
                await demo.zalo.close()


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
