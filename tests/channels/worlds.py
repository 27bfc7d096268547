"""The same world through real channels: HTTP to the pretended Telegram and to the pretended Zalo."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import copy
import itertools
from collections.abc import Sequence
from typing import Any

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.base import Part
from bot.channels.parts import plain
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.config import TelegramSettings, WebhookSettings, ZaloSettings
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Faults, Phones, Someone
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from handlers.conversation.chat import Incoming
from tests.ports import free_port
from tests.world import FrozenClock, MemoryChannel, Said, World, build_app

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
MESSENGER = ("people", "chats", "files", "keyboards", "commands", "_sent")
"""what a pretended messenger remembers of what was said"""
FAST: dict[str, Any] = {"messages_per_second": 1_000, "messages_per_chat": 1_000}


class HttpWorld(World):
    """A world whose people hold phones of a pretended messenger; `who` becomes a person there when they first write."""

    def __init__(self, url: str, clock: FrozenClock, phones: Phones, routes: list[Route]) -> None:
        self.phones = phones
        self.url = url
        self._routes = routes
        self._servers = contextlib.AsyncExitStack()
        self._ids: dict[str, int] = {}
        self._on_its_way = 0
        self._all_arrived = asyncio.Event()
        self._all_arrived.set()
        super().__init__(build_app(url, clock, [MemoryChannel()]), MemoryChannel(), clock)

    def build(self, root: str) -> Any:
        """The channel, against the server at `root`."""
        raise NotImplementedError

    async def __aenter__(self) -> World:
        port = await self._servers.enter_async_context(
            serving(Starlette(routes=self._routes), "127.0.0.1", 0)
        )
        channel = self.build(f"http://127.0.0.1:{port}")
        await self.app.storage.close()
        self.app = build_app(self.url, self.clock, [channel])
        await super().__aenter__()
        await channel.start()
        served = channel.routes(self._deliver)
        if served:
            at = channel.settings.webhook
            await self._servers.enter_async_context(serving(Starlette(routes=served), at.listen, at.port))
        self._receiving = asyncio.create_task(channel.receive(self._deliver))
        return self

    async def _deliver(self, updates: Sequence[Incoming]) -> None:
        await self.app.dispatcher.receive(updates)
        self._on_its_way -= len(updates)
        if not self._on_its_way:
            self._all_arrived.set()

    async def __aexit__(self, *exc: object) -> None:
        self._receiving.cancel()
        await asyncio.gather(self._receiving, return_exceptions=True)
        await self.phones.close()
        await self._servers.aclose()
        for channel in self.app.channels.values():
            await channel.close()
        await super().__aexit__(*exc)

    def person(self, who: str) -> int:
        if who not in self._ids:
            self._ids[who] = 1_000 + len(self._ids)
            self.phones.add(Someone(self._ids[who], who, f"+8491234{self._ids[who]}"))
        return self._ids[who]

    def sets_out(self) -> None:
        """Something is written."""
        self._on_its_way += 1
        self._all_arrived.clear()

    async def settle(self) -> None:
        """Also waits until everything written has arrived."""
        async with asyncio.timeout(20):
            await self._all_arrived.wait()
        await super().settle()

    def said(self, who: str) -> list[Said]:
        return [
            Said(
                plain(m["html"]),
                self._choices(m),
                "",
                False,
                Part(picture=("", b"") if m.get("file") else None),
            )
            for m in self.phones.chats[self.person(who)]
            if not m["mine"]
        ]

    def people(self) -> list[str]:
        return sorted(who for who in self._ids if self.said(who))

    def _choices(self, message: Any) -> list[tuple[str, str]]:
        return []

    @property
    def untouched(self) -> bool:
        """Nobody has a phone yet, and none is going to fail."""
        return not self.phones.people and not self.phones.unfetched and self.phones.faults == Faults()

    def remembered(self) -> dict[str, Any]:
        """Also what the messenger remembers."""
        phones = self.phones
        kept = {name: getattr(phones, name) for name in MESSENGER if hasattr(phones, name)}
        numbers = {name: next(getattr(phones, name)) for name in ("_ids", "_message_ids")}
        self._number_from(numbers)
        more = {"phones": copy.deepcopy(kept), "numbers": numbers, "ids": dict(self._ids)}
        return super().remembered() | more

    def recall(self, remembered: dict[str, Any]) -> None:
        """Also the messenger goes on."""
        super().recall(remembered)
        for name, kept in copy.deepcopy(remembered["phones"]).items():
            getattr(self.phones, name).update(kept)
        self._number_from(remembered["numbers"])
        self._ids.update(remembered["ids"])

    def _number_from(self, numbers: dict[str, int]) -> None:
        for name, following in numbers.items():
            setattr(self.phones, name, itertools.count(following))


class TelegramWorld(HttpWorld):
    def __init__(self, url: str, clock: FrozenClock) -> None:
        self.messenger = Messenger(now=clock.now)
        super().__init__(url, clock, self.messenger, BotApi(self.messenger).routes())

    def build(self, root: str) -> TelegramChannel:
        return TelegramChannel(
            TelegramSettings(token=SecretStr(self.messenger.token), api_url=root, **FAST), []
        )

    def _choices(self, message: Any) -> list[tuple[str, str]]:
        pressed = [(f"{message['id']}|{value}", label) for value, label in message.get("choices", [])]
        return pressed + [(label, label) for label in message.get("keyboard", [])]

    async def write(self, who: str, text: str) -> None:
        self.sets_out()
        await self.messenger.write(self.person(who), text)
        await self.settle()

    async def press(self, who: str, said: Said, value: str) -> None:
        message, pressed, data = value.partition("|")
        if pressed:
            self.sets_out()
            await self.messenger.press(self.person(who), int(message), data)
            await self.settle()
        else:  # a keyboard's key sends its label
            await self.write(who, value)

    def message(self, who: str, text: str) -> int:
        """The newest message of the person that says this."""
        sent = self.phones.chats[self.person(who)]
        return next(int(m["id"]) for m in reversed(sent) if m["mine"] and m["text"] == text)

    async def edits(self, who: str, old: str, new: str) -> str:
        """Changes the newest message that says `old`; answers what the person then read."""
        self.skip(who)
        self.sets_out()
        await self.messenger.edit(self.person(who), self.message(who, old), new)
        await self.settle()
        return self.new(who)

    async def pictures(self, who: str, caption: str) -> None:
        self.sets_out()
        await self.messenger.upload(self.person(who), "a.png", "image/png", PNG, caption)
        await self.settle()


class ZaloWorld(HttpWorld):
    def __init__(self, url: str, clock: FrozenClock) -> None:
        self.platform = ZaloPlatform(now=clock.now)
        super().__init__(url, clock, self.platform, ZaloApi(self.platform).routes())

    def build(self, root: str) -> ZaloChannel:
        self.platform.root = root
        port = free_port()
        webhook = WebhookSettings(port=port, public_url=f"http://127.0.0.1:{port}")
        settings = ZaloSettings(
            token=SecretStr(self.platform.token), api_url=root, link="http://bot", webhook=webhook, **FAST
        )
        return ZaloChannel(settings, "")

    async def write(self, who: str, text: str) -> None:
        self.sets_out()
        await self.platform.write(self.person(who), text)
        await self.settle()

    async def pictures(self, who: str, caption: str) -> None:
        self.sets_out()
        await self.platform.upload(self.person(who), "a.png", "image/png", PNG, caption)
        await self.settle()


class MemoryWorld(World):
    def __init__(self, url: str, clock: FrozenClock) -> None:
        channel = MemoryChannel()
        super().__init__(build_app(url, clock, [channel]), channel, clock)
