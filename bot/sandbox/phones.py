"""What both pretended messengers share: people with phones, their chats, files, faults, and who watches."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Json = dict[str, Any]


@dataclass
class Someone:
    """A person with a phone in the sandbox."""

    id: int
    name: str
    phone: str = ""
    role: str = "stranger"
    note: str = ""


@dataclass
class Faults:
    """What goes wrong when the bot writes to somebody."""

    blocked: set[int] = field(default_factory=set)
    missing: set[int] = field(default_factory=set)
    hanging: set[int] = field(default_factory=set)
    dropping: set[int] = field(default_factory=set)
    server_errors: set[int] = field(default_factory=set)
    malformed: set[int] = field(default_factory=set)
    too_many: set[int] = field(default_factory=set)
    retry_after: int = 2
    hang_seconds: float = 20.0


class Dropped(Response):
    """An answer that breaks off: fewer bytes than announced, then nothing."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the beginning and closes the connection."""
        headers = [(b"content-length", b"1000"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok": tr', "more_body": False})


class Phones:
    """Chats by person. Times come from `now`, which the sandbox may shift."""

    app = ""
    """Name of the messenger, which is the channel's name."""

    def __init__(self, token: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.token = token
        self.now = now
        self.people: dict[int, Someone] = {}
        self.chats: dict[int, list[Json]] = {}
        self.files: dict[str, tuple[str, str, bytes]] = {}
        self.faults = Faults()
        self.webhook: Json | None = None
        self.calls: list[tuple[str, Json]] = []
        self.keep_calls = False
        self._updates: list[Json] = []
        self._ids = itertools.count(1)
        self._message_ids = itertools.count(1)
        self._arrived = asyncio.Condition()
        self._closed = False
        self._listeners: set[asyncio.Queue[Json]] = set()

    def add(self, person: Someone) -> None:
        """Somebody gets a phone."""
        self.people[person.id] = person
        self.chats.setdefault(person.id, [])

    def _show(self, chat_id: int, message: Json) -> None:
        self.chats.setdefault(chat_id, []).append(message)
        self._changed(chat_id)

    def _changed(self, chat_id: int) -> None:
        """Whoever watches hears that the chat looks different."""
        for listener in self._listeners:
            listener.put_nowait({"chat": chat_id, "app": self.app})

    def keep_file(self, name: str, mime: str, content: bytes) -> str:
        """Keeps a file and answers its id."""
        file_id = f"file{next(self._ids)}"
        self.files[file_id] = (name, mime, content)
        return file_id

    async def raw(self, update: Json) -> None:
        """Hands in an update as it is, an old one again included."""
        async with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()

    async def _wait_for_updates(self, seconds: float) -> None:
        """Until there is one, or the time is over; with the condition held."""
        if self._updates or seconds <= 0:
            return
        try:
            await asyncio.wait_for(
                self._arrived.wait_for(lambda: bool(self._updates) or self._closed), seconds
            )
        except TimeoutError:
            return

    @property
    def unfetched(self) -> int:
        """Updates that wait for the bot."""
        return len(self._updates)

    async def close(self) -> None:
        """Ends waiting calls, so that the server can stop."""
        async with self._arrived:
            self._closed = True
            self._arrived.notify_all()
        for listener in self._listeners:
            listener.put_nowait({"closed": True})

    def forget(self) -> None:
        """Nobody has a phone, and nothing was ever said; whoever watches goes on watching."""
        self.people.clear()
        self.chats.clear()
        self.files.clear()
        self.calls.clear()
        self._updates.clear()
        self.faults = Faults()
        self.webhook = None

    def restarted(self) -> None:
        """Whoever watches hears that nothing is as it was."""
        for listener in self._listeners:
            listener.put_nowait({"restarted": True})

    # --- who watches

    def listen(self) -> asyncio.Queue[Json]:
        """A queue that hears of every change."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self.tell(queue)
        return queue

    def tell(self, queue: asyncio.Queue[Json]) -> None:
        """Lets this queue hear of every change too."""
        self._listeners.add(queue)

    def unlisten(self, queue: asyncio.Queue[Json]) -> None:
        """Stops listening."""
        self._listeners.discard(queue)
