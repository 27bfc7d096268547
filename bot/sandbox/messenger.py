"""The state of the pretended messenger: people, chats, updates that wait for the bot, faults."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

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
    too_many: set[int] = field(default_factory=set)
    retry_after: int = 2
    hang_seconds: float = 20.0


class Messenger:
    """What Telegram's servers would remember. Times come from `now`, which the sandbox may shift."""

    def __init__(self, token: str = "1:SANDBOX", now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.token = token
        self.username = "lienthehe_sandbox_bot"
        self.now = now
        self.people: dict[int, Someone] = {}
        self.chats: dict[int, list[Json]] = {}
        self.keyboards: dict[int, Json | None] = {}
        self.commands: dict[int, list[Json]] = {}
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

    # --- what people do

    def add(self, person: Someone) -> None:
        """Somebody gets a phone."""
        self.people[person.id] = person
        self.chats.setdefault(person.id, [])

    async def _update(self, content: Json) -> int:
        update = {"update_id": next(self._ids), **content}
        async with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()
        return int(update["update_id"])

    def _user(self, chat_id: int) -> Json:
        person = self.people[chat_id]
        return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "vi"}

    def _message(self, chat_id: int, **content: Any) -> Json:
        return {
            "message_id": next(self._message_ids), "date": int(self.now().timestamp()), "from": self._user(chat_id),
            "chat": {"id": chat_id, "type": "private", "first_name": self.people[chat_id].name}, **content,
        }  # fmt: skip

    def _show(self, chat_id: int, message: Json) -> None:
        self.chats.setdefault(chat_id, []).append(message)
        for listener in self._listeners:
            listener.put_nowait({"chat": chat_id})

    async def write(self, chat_id: int, text: str) -> int:
        """A person types; answers the update's id."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
        message = self._message(chat_id, text=text, **({"entities": entities} if entities else {}))
        self._show(chat_id, {"id": message["message_id"], "mine": True, "text": text, "date": message["date"]})
        return await self._update({"message": message})

    async def press(self, chat_id: int, message_id: int, value: str) -> int:
        """A person presses an inline button."""
        message = self._message(chat_id, text="…")
        message |= {"message_id": message_id, "from": {"id": 1, "is_bot": True, "first_name": "bot"}}
        offered = [c for m in self.chats[chat_id] if m["id"] == message_id for c in m.get("choices", [])]
        label = next((label for offer, label in offered if offer == value), value)
        self._show(chat_id, {"id": next(self._message_ids), "mine": True, "text": label, "date": message["date"]})
        query = {"id": str(next(self._ids)), "from": self._user(chat_id), "chat_instance": "1", "data": value, "message": message}
        return await self._update({"callback_query": query})

    async def share_contact(self, chat_id: int, *, own: bool = True) -> int:
        """A person sends a phone number: their own, or somebody else's."""
        person = self.people[chat_id]
        contact: Json = {"phone_number": person.phone.lstrip("+"), "first_name": person.name}
        if own:
            contact["user_id"] = person.id
        message = self._message(chat_id, contact=contact)
        self._show(chat_id, {"id": message["message_id"], "mine": True, "text": f"📱 {person.phone}", "date": message["date"]})
        return await self._update({"message": message})

    async def upload(self, chat_id: int, name: str, mime: str, content: bytes, caption: str = "") -> int:
        """A person sends a picture or a document."""
        file_id = self.keep_file(name, mime, content)
        described: Json = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}
        shown: Json = {"mine": True, "text": caption, "file": [file_id, name, mime]}
        if mime.startswith("image/"):
            message = self._message(chat_id, photo=[described | {"width": 640, "height": 480}])
        else:
            message = self._message(chat_id, document=described | {"file_name": name, "mime_type": mime})
        if caption:
            message["caption"] = caption
        self._show(chat_id, {"id": message["message_id"], "date": message["date"], **shown})
        return await self._update({"message": message})

    async def membership(self, chat_id: int, status: str) -> int:
        """Telegram tells the bot that a person blocked ("kicked") or unblocked ("member") it."""
        bot = {"id": 1, "is_bot": True, "first_name": "bot"}
        old: Json = {"status": "member" if status == "kicked" else "kicked", "user": bot}
        new: Json = {"status": status, "user": bot}
        for side in (old, new):
            if side["status"] == "kicked":
                side["until_date"] = 0
        content = {
            "chat": {"id": chat_id, "type": "private"}, "from": self._user(chat_id), "date": int(self.now().timestamp()),
            "old_chat_member": old, "new_chat_member": new,
        }  # fmt: skip
        return await self._update({"my_chat_member": content})

    async def in_group(self, group_id: int, chat_id: int, text: str) -> int:
        """Somebody writes in a group that the bot is in."""
        message = self._message(chat_id, text=text)
        message["chat"] = {"id": group_id, "type": "group", "title": "nhóm"}
        self.chats.setdefault(group_id, [])
        return await self._update({"message": message})

    async def raw(self, update: Json) -> None:
        """Delivers an update as it is, an old one again included."""
        async with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()

    # --- what the bot does

    async def updates(self, offset: int | None, limit: int, seconds: float) -> list[Json]:
        """getUpdates: forgets what lies before `offset`, waits up to `seconds` for something new."""
        async with self._arrived:
            if offset is not None and offset >= 0:
                self._updates = [u for u in self._updates if u["update_id"] >= offset]
            if not self._updates and seconds > 0:
                try:
                    await asyncio.wait_for(self._arrived.wait_for(lambda: bool(self._updates) or self._closed), seconds)
                except TimeoutError:
                    return []
            return self._updates[:limit]

    async def close(self) -> None:
        """Ends waiting calls, so that the server can stop."""
        async with self._arrived:
            self._closed = True
            self._arrived.notify_all()
        for listener in self._listeners:
            listener.put_nowait({"closed": True})

    @property
    def unfetched(self) -> int:
        """Updates that the bot has not acknowledged."""
        return len(self._updates)

    def say(self, chat_id: int, html: str, markup: Json | None, file: list[str] | None, *, silent: bool) -> int:
        """The bot writes; answers the message's id."""
        message_id = next(self._message_ids)
        shown: Json = {"id": message_id, "mine": False, "html": html, "date": int(self.now().timestamp()), "silent": silent}
        if markup and "inline_keyboard" in markup:
            shown["choices"] = [[b["callback_data"], b["text"]] for row in markup["inline_keyboard"] for b in row]
        elif markup and "keyboard" in markup:
            self.keyboards[chat_id] = markup
        elif markup and markup.get("remove_keyboard"):
            self.keyboards[chat_id] = None
        if file:
            shown["file"] = file
        self._show(chat_id, shown)
        return message_id

    def keep_file(self, name: str, mime: str, content: bytes) -> str:
        """Keeps a file and answers its id."""
        file_id = f"file{next(self._ids)}"
        self.files[file_id] = (name, mime, content)
        return file_id

    # --- who watches

    def listen(self) -> asyncio.Queue[Json]:
        """A queue that hears of every change."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def unlisten(self, queue: asyncio.Queue[Json]) -> None:
        """Stops listening."""
        self._listeners.discard(queue)
