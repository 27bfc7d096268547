"""The composition root: reads like a table of contents of the running bot."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from filelock import FileLock, Timeout
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.base import Channel, ChannelRefused
from bot.channels.patience import Patience
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.clock import Clock, SystemClock
from bot.config import ConfigError, Settings, TelegramSettings, WebhookSettings, ZaloSettings
from bot.delivery.sender import Sender
from bot.dispatcher import Dispatcher
from bot.owners import LONG, Owners
from bot.schedule.jobs import Jobs
from bot.shared import Shared
from bot.web import serving
from club.errors import where
from handlers.clockwork.service import Planner
from handlers.conversation.texts import Texts
from handlers.conversation.turn import Surroundings
from handlers.features import WORDINGS, build_router
from handlers.members.service import MEMBER_COMMANDS
from storage import Storage
from storage.database.apart import Apart
from storage.database.engine import DatabaseBusy, DatabaseOutdated
from storage.database.files import OWN_FILE, own_file, own_folder
from storage.database.migrate import Version, migrate, version
from storage.messages import messengers, outbox

log = structlog.get_logger("bot.app")
SHUTDOWN = 20
"""seconds for what is in flight when the bot is stopped"""


def _of_channels(settings: Settings) -> dict[str, TelegramSettings | ZaloSettings]:
    """The settings of the channels that have a token."""
    found: dict[str, TelegramSettings | ZaloSettings] = {"telegram": settings.telegram, "zalo": settings.zalo}
    return {name: of for name, of in found.items() if of.token.get_secret_value()}


def build_channels(settings: Settings, texts: Texts) -> list[Channel]:
    """The channels that have a token. Raises ConfigError where there is none, or one cannot be run as set."""
    found = _of_channels(settings)
    if not found:
        raise ConfigError(
            "There is no bot token. Put it under [telegram] token or [zalo] token in config.toml, or into "
            "LIENTHEHE__TELEGRAM__TOKEN or LIENTHEHE__ZALO__TOKEN."
        )
    channels: list[Channel] = []
    for name, of in found.items():
        if of.mode == "webhook":
            _check_webhook(name, of.webhook)
        if isinstance(of, TelegramSettings):
            commands = [(command, texts.plain(f"members.command.{command}")) for command in MEMBER_COMMANDS]
            channels.append(TelegramChannel(of, commands))
        else:
            channels.append(ZaloChannel(of, texts.plain("common.link_is_over")))
    return channels


def _check_webhook(name: str, webhook: WebhookSettings) -> None:
    if not webhook.public_url.startswith("https://"):
        raise ConfigError(f'[{name}.webhook] public_url must be an https address for mode = "webhook".')
    if not 8 <= len(webhook.secret.get_secret_value()) <= 256:
        raise ConfigError(f"[{name}.webhook] secret must have 8 to 256 letters or digits.")


class App:
    """One running bot."""

    def __init__(
        self, settings: Settings, *, clock: Clock | None = None, channels: Sequence[Channel] | None = None
    ) -> None:
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.texts = Texts(settings.zone, settings.language)
        self._opened = tuple(channels if channels is not None else build_channels(settings, self.texts))
        self.channels = {c.name: c for c in self._opened}
        """Those that run; a channel that refuses us leaves."""
        self.rules = settings.reminders.rules()
        self.storage = Storage(settings.storage.url)
        chats = [(name, str(chat)) for name, of in _of_channels(settings).items() for chat in of.owners]
        self.owners = Owners(self.texts, self.clock, chats)
        shared = Shared(self.storage, self.texts, self.clock, self.owners)
        self.sender = Sender(shared, self.channels, self.rules.quiet, WORDINGS)
        self.around = Surroundings(self.texts, self.rules, self.channels, WORDINGS)
        self.dispatcher = Dispatcher(shared, build_router(), self.around, self.sender.wake)
        self.jobs = Jobs(shared, Planner(self.storage, self.rules, Apart(self.storage)), self.sender)

    # --- the database

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One bot a SQLite file. Raises DatabaseBusy."""
        if self.storage.path is None:
            yield
            return
        path = Path(f"{self.storage.path}.lock")
        own_folder(path.parent)
        lock = FileLock(path, mode=OWN_FILE)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise DatabaseBusy(
                f"Another bot is running on the database {self.storage.path}. "
                "Stop it first, or use another database."
            ) from None
        try:
            yield
        finally:
            lock.release()

    async def _prepare_database(self) -> None:
        """Migrates SQLite by itself; refuses an outdated PostgreSQL and any database of a newer version."""
        state = await version(self.settings.storage.url)
        if state is not Version.CURRENT:
            if not self.storage.is_sqlite:
                raise DatabaseOutdated(
                    "The database has to be brought to this version first: run lienthehe migrate."
                )
            await migrate(self.settings.storage.url)
        if self.storage.path is not None:
            own_file(self.storage.path)
            async with self.storage.unit() as unit:  # alone on this file: whoever held a lease is dead
                await outbox.return_all_leases(unit)

    # --- running

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop`. Raises StorageError, ChannelRefused (no channel is left) or PortTaken."""
        await version(self.settings.storage.url)
        with self._alone():
            await self._prepare_database()
            log.info("starting")
            try:
                async with contextlib.AsyncExitStack() as servers:
                    await self._serve(servers)
                    await self._run_until(stop)
            finally:
                for channel in self._opened:
                    await channel.close()
                await self.storage.close()

    async def _run_until(self, stop: asyncio.Event) -> None:
        recovered = await self.dispatcher.recover()
        if recovered:
            log.info("updates of before the restart are taken up", count=recovered)
        sending = asyncio.create_task(self.sender.run())
        receiving = {asyncio.create_task(self._channel(c)): name for name, c in self.channels.items()}
        watching = asyncio.create_task(self.owners.watch(self.storage, self.channels))
        scheduler = self.jobs.scheduler(self.settings.zone)
        scheduler.start()
        stopping = asyncio.create_task(stop.wait())
        try:
            await self._until_no_channel_is_left(receiving, stopping)
        finally:
            scheduler.shutdown(wait=False)
            for task in (*receiving, stopping, watching):
                task.cancel()
            await asyncio.gather(*receiving, stopping, watching, return_exceptions=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.dispatcher.drain(), SHUTDOWN)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            log.info("stopped")

    async def _until_no_channel_is_left(
        self, receiving: dict[asyncio.Task[None], str], stopping: asyncio.Task[bool]
    ) -> None:
        """Waits for the stop, or for the last channel's refusal, which it raises;
        what waited for another one moves on.
        """
        left: set[asyncio.Task[Any]] = {*receiving, stopping}
        while not stopping.done():
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in done if task is not stopping and task.exception() is not None]
            if failed and left == {stopping}:
                raise failed[0].exception() or RuntimeError
            for task in failed:
                name = receiving[task]
                log.error(
                    "a channel has stopped, the others go on", channel=name, reason=str(task.exception())
                )
                del self.channels[name]
                await self.storage.weather.outlast(partial(self._has_gone, name))
                await self.jobs.redirect()

    async def _has_gone(self, name: str) -> None:
        title = next(c.title for c in self._opened if c.name == name)
        async with self.storage.unit() as unit:
            day = self.clock.now().astimezone(self.settings.zone).date()
            await self.owners.tell(unit, "common.channel_gone", f"gone:{name}:{day}", channel=title)
        self.sender.wake()

    async def _channel(self, channel: Channel) -> None:
        """Runs the channel until it is cancelled, whatever happens to it. Raises ChannelRefused."""
        patience = Patience("a channel stumbled and begins anew", log)
        while True:
            try:
                await channel.start()
                await self.storage.weather.outlast(lambda: self._remember(channel))
                log.info("running", channel=channel.name)
                await channel.receive(self.dispatcher.receive)
            except ChannelRefused:
                raise
            except Exception as error:
                await patience.wait(f"{channel.name}: {type(error).__name__} at {where(error)}")

    async def _remember(self, channel: Channel) -> None:
        found = channel.invitation(messengers.PLACE)
        if found is not None:
            async with self.storage.unit() as unit:
                await messengers.remember(unit, channel.name, found.title, found.link, found.typed)

    # --- web

    async def _serve(self, servers: contextlib.AsyncExitStack) -> None:
        routes: dict[tuple[str, int], list[Route]] = {}  # channels may share an address
        for name, of in _of_channels(self.settings).items():
            if name in self.channels:
                at = routes.setdefault((of.webhook.listen, of.webhook.port), [])
                at.extend(self.channels[name].routes(self.dispatcher.receive))
        for (listen, webhook_port), served in routes.items():
            if served:
                await servers.enter_async_context(serving(Starlette(routes=served), listen, webhook_port))
        if self.settings.health.listen:
            host, _, port = self.settings.health.listen.rpartition(":")
            watch = Starlette(routes=[Route("/healthz", self._healthz), Route("/metrics", _metrics)])
            await servers.enter_async_context(serving(watch, host or "127.0.0.1", int(port)))

    async def _healthz(self, request: Request) -> Response:
        """503 while the database cannot be read, or has not been written to for `LONG` seconds."""
        if self.storage.weather.seconds >= LONG:
            return JSONResponse({"ok": False, "error": "the database is away"}, 503)
        try:
            async with self.storage.view() as look:
                due = await outbox.next_due(look, list(self.channels))
        except Exception as error:
            return JSONResponse({"ok": False, "error": type(error).__name__}, 503)
        return JSONResponse({"ok": True, "next_due": due.isoformat() if due else None})


async def _metrics(request: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
