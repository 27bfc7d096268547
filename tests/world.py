"""A whole bot around a real SQLite file and an in-memory channel: people write, and read what comes back."""

from __future__ import annotations

import asyncio
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from starlette.routing import Route

from bot.app import App
from bot.channels.base import Capabilities, Channel, HandIn, Part, SendError
from bot.channels.parts import plain
from bot.config import Settings
from handlers.conversation.chat import Contact, Event, Incoming, Invitation, Media
from handlers.conversation.texts import Texts
from storage.database.migrate import migrate
from storage.messages import outbox
from storage.organisation import clubs
from tests.beginnings import beginning
from tests.databases import new_database

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Vietnam."""
PATIENCE = 30
"""seconds within which the bot comes to rest, whatever else the machine does"""


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
    name: str = ""
    """as the channel calls it"""


@dataclass
class MemoryChannel:
    """Keeps what was sent to each chat; `failures` are raised in order before a message gets through."""

    name: str = "memory"
    title: str = "Memory"
    abroad: bool = True
    capabilities: Capabilities = Capabilities(buttons=True, commands=True, longest=4096, longest_caption=1024)
    messages_per_second: float = 10_000
    messages_per_chat: float = 10_000
    chats: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    order: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    failures: dict[str, list[SendError]] = field(default_factory=lambda: defaultdict(list))
    gate: asyncio.Event | None = None

    async def start(self) -> None: ...

    async def receive(self, hand_in: HandIn) -> None:
        await asyncio.Event().wait()

    def routes(self, hand_in: HandIn) -> list[Route]:
        return []

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        if self.gate is not None:
            await self.gate.wait()
        if self.failures[chat_id]:
            raise self.failures[chat_id].pop(0)
        self.order.append(chat_id)
        if not part.commands:
            name = str(len(self.order))
            said = Said(plain(part.html), list(part.choices), part.layout, silent, part, name)
            self.chats[chat_id].append(said)
        return str(len(self.order))

    def invitation(self, code: str) -> Invitation | None:
        return Invitation(self.title, f"https://chat.example/join?code={code}")

    async def download(self, media: Media) -> bytes:
        self.fetched.append(media.ref)
        return self.files[media.ref]

    async def close(self) -> None: ...


def listed(text: str) -> list[tuple[str, str]]:
    """What can be typed for each choice of a list in words, and its label: ("2", "Không đến được"), ("Nữ", "Nữ")."""
    found = re.findall(r"^(?:(\d+)\.|•) (.+)$", text, re.MULTILINE)
    return [(number or label, label) for number, label in found]


class World:
    """Everything real but the messenger and the clock."""

    def __init__(
        self, app: App, channel: MemoryChannel, clock: FrozenClock, others: Sequence[MemoryChannel] = ()
    ) -> None:
        self.app = app
        self.channel = channel
        self.clock = clock
        self.channels = {c.name: c for c in (channel, *others)}
        self._updates = itertools.count(1)
        self._read: dict[str, int] = defaultdict(int)
        self._sending: asyncio.Task[None] | None = None
        self._rests = asyncio.Event()

    async def __aenter__(self) -> World:
        self._listen_for_rests()
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

    def _at(self, who: str) -> tuple[MemoryChannel, str]:
        """ "lan" is a chat of the memory channel, "zalo:lan" one of that channel."""
        name, _, chat = who.rpartition(":")
        return self.channels[name or "memory"], chat

    def incoming(self, who: str, text: str = "", **more: object) -> Incoming:
        channel, chat = self._at(who)
        return Incoming(channel.name, str(next(self._updates)), chat, self.clock.now(), text=text, **more)  # type: ignore[arg-type]

    async def write(self, who: str, text: str) -> None:
        """The person types."""
        await self.hands_in(self.incoming(who, text))

    async def says(self, who: str, *texts: str) -> str:
        """Types each text; answers everything the person read since the last one."""
        answer = ""
        for text in texts:
            self.skip(who)
            await self.write(who, text)
            answer = self.new(who)
        return answer

    async def presses(self, who: str, label: str) -> str:
        """Chooses the newest choice whose label holds `label`: presses its button, or types its number in the list."""
        for said in reversed(self.said(who)):
            for value, shown in [*said.choices, *listed(said.text)]:
                if label in shown:
                    self.skip(who)
                    await self.press(who, said, value)
                    return self.new(who)
        raise AssertionError(f"{who} sees no choice {label!r}; last: {self.said(who)[-1:]}")

    async def press(self, who: str, said: Said, value: str) -> None:
        """Presses the button of that message, or types what stands for the choice where there are none."""
        if said.choices:
            await self.hands_in(self.incoming(who, choice=value, below=said.name))
        else:
            await self.write(who, value)

    async def shares(self, who: str, contact: Contact) -> str:
        self.skip(who)
        await self.hands_in(self.incoming(who, contact=contact))
        return self.new(who)

    async def sends(self, who: str, media: Media, caption: str = "") -> str:
        self.skip(who)
        await self.hands_in(self.incoming(who, caption, media=media))
        return self.new(who)

    async def pictures(self, who: str, caption: str) -> None:
        """Sends a photo with a caption."""
        await self.hands_in(
            self.incoming(who, caption, media=Media("photo", self._at(who)[0].name, "picture"))
        )

    async def event(self, who: str, event: Event) -> None:
        await self.hands_in(self.incoming(who, event=event))

    # --- people read

    def said(self, who: str) -> list[Said]:
        """Everything the bot said to the person."""
        channel, chat = self._at(who)
        return channel.chats[chat]

    def skip(self, who: str) -> None:
        self._read[who] = len(self.said(who))

    def new(self, who: str) -> str:
        """What the person has not read yet, messages apart by a line."""
        messages = self.said(who)[self._read[who] :]
        self.skip(who)
        return "\n---\n".join(m.text for m in messages)

    def people(self) -> list[str]:
        """Everybody whom the bot said something to."""
        return sorted(chat for chat, said in self.channel.chats.items() if said)

    def last(self, who: str) -> Said:
        return self.said(who)[-1]

    def labels(self, who: str) -> list[str]:
        return [label for _, label in self.last(who).choices]

    # --- time passes

    def _listen_for_rests(self) -> None:
        """Sets `_rests` each time the sender has nothing to do but wait: looking for that again and again costs more."""
        sender = self.app.sender
        wait = sender._wait

        async def noted() -> None:
            self._rests.set()
            await wait()

        sender._wait = noted  # type: ignore[method-assign]

    async def settle(self) -> None:
        """Until every update is handled and everything due has been tried."""
        await self.app.dispatcher.drain()
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._at_rest():
                    pass
        except TimeoutError:
            raise AssertionError("the bot does not come to rest") from None

    async def _at_rest(self) -> bool:
        """Lets the sender look once more, until it waits; whether nothing was left to do then."""
        self._rests.clear()
        self.app.sender.wake()
        while not self.app.sender.idle:
            await self._rests.wait()
            self._rests.clear()
        async with self.app.storage.view() as look:
            due = await outbox.next_due(look, list(self.app.channels))
        return due is None or due > self.clock.now()

    async def passes(self, **duration: float) -> None:
        """Moves the clock, and lets the jobs run as they would have."""
        self.clock.advance(timedelta(**duration))
        await self.app.jobs.plan()
        await self.app.jobs.tidy()
        await self.settle()

    async def passes_by_steps(self, hours: int) -> None:
        for _ in range(hours):
            await self.passes(hours=1)

    async def passes_by_days(self, days: int) -> None:
        """For a long way to the time that matters; from there it is looked at by the hour."""
        for _ in range(days):
            await self.passes(days=1)

    # --- a club to start from

    async def club(self, fund: int = 25_000_000, name: str = "CLB bản Chom Chăng") -> tuple[str, str]:
        """Founds a club; answers the chair's code and the join code."""
        now = self.clock.now()
        async with self.app.storage.unit() as unit:
            _, chair, join = await clubs.found_club(
                unit,
                name=name,
                commune="xã Thân Thuộc",
                province="Lai Châu",
                founded_on=None,
                fund=fund,
                now=now,
                today=now.date(),
            )
        return chair, join

    async def joins(
        self, who: str, code: str, name: str, born: str = "1948", sex: str = "nữ", phone: str = "không"
    ) -> str:
        return await self.says(who, f"/start {code}", "đồng ý", "đồng ý", name, born, sex, phone, "đúng")

    async def settled_club(self, *members: tuple[str, str], fund: int = 25_000_000) -> str:
        """A club with chair "chair" (Quàng Văn Sơn) and these (chat, name) members, approved; answers the join code."""
        return await beginning(self, (members, fund), lambda: self._settles(*members, fund=fund))

    async def _settles(self, *members: tuple[str, str], fund: int) -> str:
        chair, join = await self.club(fund)
        await self.joins("chair", chair, "Quàng Văn Sơn", "1955", "nam", "0912345678")
        for chat, name in members:
            await self.joins(chat, join, name)
            await self.presses("chair", "Duyệt")
        for chat in ("chair", *(m[0] for m in members)):
            self.skip(chat)
        return join

    # --- what a beginning is copied from, and to

    def kind(self) -> tuple[Hashable, ...]:
        """What conversations depend on: in worlds of the same kind the same is said and stored."""
        settings = self.app.settings.model_dump_json(exclude={"storage"})
        return type(self).__name__, tuple(self.app.channels), settings, self.clock.now()

    @property
    def untouched(self) -> bool:
        """Whether nothing was said, and nothing keeps messages from arriving."""
        channels = self.channels.values()
        return not any(c.order or c.gate or any(c.failures.values()) for c in channels)

    def remembered(self) -> dict[str, Any]:
        """All but the database that the conversation goes on from."""
        chats = {
            name: ({chat: copied(said) for chat, said in c.chats.items()}, list(c.order))
            for name, c in self.channels.items()
        }
        following = next(self._updates)
        self._updates = itertools.count(following)
        return {"chats": chats, "read": dict(self._read), "updates": following}

    def recall(self, remembered: dict[str, Any]) -> None:
        """Goes on from what another world remembered."""
        for name, (chats, order) in remembered["chats"].items():
            self.channels[name].chats.update({chat: copied(said) for chat, said in chats.items()})
            self.channels[name].order[:] = order
        self._read.update(remembered["read"])
        self._updates = itertools.count(remembered["updates"])


def copied(messages: Sequence[Said]) -> list[Said]:
    """The same messages, to be kept apart from what becomes of these."""
    return [replace(said, choices=list(said.choices)) for said in messages]


def zalo_channel() -> MemoryChannel:
    """A second channel in memory, with the form that Zalo has."""
    form = Capabilities(buttons=False, commands=False, longest=2000, longest_caption=2000)
    return MemoryChannel("zalo", "Zalo", abroad=False, capabilities=form)


_texts = functools.cache(Texts)
"""The words are the same in every world: read and compiled once."""


def build_app(url: str, clock: FrozenClock, channels: Sequence[Channel], **settings: object) -> App:
    """The bot on the database at `url`, with these channels."""
    with mock.patch("bot.app.Texts", _texts):
        return App(Settings(storage={"url": url}, **settings), clock=clock, channels=channels)


async def build_world(
    folder: Path,
    *,
    clock: FrozenClock | None = None,
    url: str = "",
    others: Sequence[MemoryChannel] = (),
    **settings: object,
) -> World:
    """A migrated database in `folder` (or at `url`) and a bot around it."""
    if not url:
        url = await new_database(folder / "club.db")
    else:
        await migrate(url)
    clock = clock or FrozenClock()
    channel = MemoryChannel()
    app = build_app(url, clock, [channel, *others], **settings)
    return World(app, channel, clock, others)
