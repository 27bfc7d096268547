"""A whole bot around a real SQLite file and an in-memory channel: people write, and read what comes back."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.routing import Route

from bot.app import App
from bot.channels.base import Capabilities, Deliver, Part, SendError
from bot.config import Settings
from bot.delivery.parts import plain
from handlers.chat import Contact, Event, Incoming, Media
from storage import clubs, outbox
from storage.migrate import migrate

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Vietnam."""


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by

    def set(self, now: datetime) -> None:
        self._now = now


@dataclass
class Said:
    """One message as a person got it."""

    text: str
    choices: list[tuple[str, str]]
    layout: str
    silent: bool
    part: Part


@dataclass
class MemoryChannel:
    """Keeps what was sent to each chat; `failures` are raised in order before a message gets through."""

    name: str = "memory"
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(True, 4096, 1024, abroad=True))
    messages_per_second: float = 10_000
    messages_per_chat: float = 10_000
    chats: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    order: list[str] = field(default_factory=list)
    failures: dict[str, list[SendError]] = field(default_factory=lambda: defaultdict(list))
    gate: asyncio.Event | None = None

    async def start(self) -> None: ...

    async def receive(self, deliver: Deliver) -> None:
        await asyncio.Event().wait()

    def routes(self, deliver: Deliver) -> list[Route]:
        return []

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        if self.gate is not None:
            await self.gate.wait()
        if self.failures[chat_id]:
            raise self.failures[chat_id].pop(0)
        self.order.append(chat_id)
        if not part.commands:
            said = Said(plain(part.html), list(part.choices), part.layout, silent, part)
            self.chats[chat_id].append(said)
        return str(len(self.order))

    def invite_link(self, code: str) -> str | None:
        return f"https://chat.example/join?code={code}"

    async def close(self) -> None: ...


class World:
    """Everything real but the messenger and the clock."""

    def __init__(self, app: App, channel: MemoryChannel, clock: FrozenClock) -> None:
        self.app = app
        self.channel = channel
        self.clock = clock
        self._updates = itertools.count(1)
        self._read: dict[str, int] = defaultdict(int)
        self._sending: asyncio.Task[None] | None = None

    async def __aenter__(self) -> World:
        self._sending = asyncio.create_task(self.app.sender.run())
        return self

    async def __aexit__(self, *exc: object) -> None:
        assert self._sending is not None
        self._sending.cancel()
        await asyncio.gather(self._sending, return_exceptions=True)
        await self.app.storage.close()

    # --- people act

    async def hands_in(self, incoming: Incoming) -> None:
        await self.app.dispatcher.receive([incoming])
        await self.settle()

    def incoming(self, who: str, text: str = "", **more: object) -> Incoming:
        return Incoming("memory", str(next(self._updates)), who, self.clock.now(), text=text, **more)  # type: ignore[arg-type]

    async def says(self, who: str, *texts: str) -> str:
        """Types each text; answers everything the person read since the last one."""
        answer = ""
        for text in texts:
            self.skip(who)
            await self.hands_in(self.incoming(who, text))
            answer = self.new(who)
        return answer

    async def presses(self, who: str, label: str) -> str:
        """Presses the newest button whose label holds `label`."""
        for said in reversed(self.channel.chats[who]):
            for value, shown in said.choices:
                if label in shown:
                    self.skip(who)
                    await self.hands_in(self.incoming(who, choice=value))
                    return self.new(who)
        raise AssertionError(f"{who} sees no button {label!r}; last: {self.channel.chats[who][-1:]}")

    async def shares(self, who: str, contact: Contact) -> str:
        self.skip(who)
        await self.hands_in(self.incoming(who, contact=contact))
        return self.new(who)

    async def sends(self, who: str, media: Media, caption: str = "") -> str:
        self.skip(who)
        await self.hands_in(self.incoming(who, caption, media=media))
        return self.new(who)

    async def event(self, who: str, event: Event) -> None:
        await self.hands_in(self.incoming(who, event=event))

    # --- people read

    def skip(self, who: str) -> None:
        self._read[who] = len(self.channel.chats[who])

    def new(self, who: str) -> str:
        """What the person has not read yet, messages apart by a line."""
        messages = self.channel.chats[who][self._read[who] :]
        self.skip(who)
        return "\n---\n".join(m.text for m in messages)

    def last(self, who: str) -> Said:
        return self.channel.chats[who][-1]

    def labels(self, who: str) -> list[str]:
        return [label for _, label in self.last(who).choices]

    # --- time passes

    async def settle(self) -> None:
        """Until every update is handled and everything due has been tried."""
        await self.app.dispatcher.drain()
        self.app.sender.wake()
        for _ in range(2_000):
            await asyncio.sleep(0.002)
            if self.app.sender.idle:
                async with self.app.storage.view() as look:
                    due = await outbox.next_due(look)
                if due is None or due > self.clock.now():
                    return
        raise AssertionError("the bot does not come to rest")

    async def passes(self, **duration: float) -> None:
        """Moves the clock, and lets the jobs run as they would have."""
        self.clock.advance(timedelta(**duration))
        await self.app.jobs.plan()
        await self.app.jobs.tidy()
        await self.settle()

    async def passes_by_steps(self, hours: int) -> None:
        for _ in range(hours):
            await self.passes(hours=1)

    # --- a club to start from

    async def club(self, fund: int = 25_000_000, name: str = "CLB bản Chom Chăng") -> tuple[str, str]:
        """Founds a club; answers the chair's code and the join code."""
        now = self.clock.now()
        async with self.app.storage.unit() as unit:
            _, chair, join = await clubs.found_club(
                unit, name=name, commune="xã Thân Thuộc", province="Lai Châu", founded_on=None, fund=fund, now=now,
                today=now.date(),
            )  # fmt: skip
        return chair, join

    async def joins(self, who: str, code: str, name: str, born: str = "1948", sex: str = "nữ", phone: str = "không") -> str:
        return await self.says(who, f"/start {code}", "đồng ý", "đồng ý", name, born, sex, phone, "đúng")

    async def settled_club(self, *members: tuple[str, str], fund: int = 25_000_000) -> str:
        """A club with chair "chair" (Quàng Văn Sơn) and these (chat, name) members, approved; answers the join code."""
        chair, join = await self.club(fund)
        await self.joins("chair", chair, "Quàng Văn Sơn", "1955", "nam", "0912345678")
        for chat, name in members:
            await self.joins(chat, join, name)
            await self.presses("chair", "Duyệt")
        for chat in ("chair", *(m[0] for m in members)):
            self.skip(chat)
        return join


async def build_world(folder: Path, *, clock: FrozenClock | None = None, url: str = "", **settings: object) -> World:
    """A migrated database in `folder` (or at `url`) and a bot around it."""
    url = url or f"sqlite+aiosqlite:///{folder / 'club.db'}"
    await migrate(url)
    clock = clock or FrozenClock()
    channel = MemoryChannel()
    app = App(Settings(storage={"url": url}, **settings), clock=clock, channels=[channel])
    return World(app, channel, clock)
