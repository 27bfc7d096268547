"""The pretended Zalo: chats of plain words and pictures, updates handed out once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from bot.sandbox.phones import Json, Phones

LONGEST = 2_000


def zalo_id(person_id: int) -> str:
    """How the platform names a person to this bot: `"00000000000003e9"`."""
    return f"{person_id:016x}"


class ZaloPlatform(Phones):
    """What the platform would remember. `root` is where its files are served."""

    app = "zalo"

    def __init__(
        self, token: str = "2:SANDBOX", now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(token, now)
        self.root = ""

    # --- what people do

    def _message(self, chat_id: int, kind: str, *, group: str = "", **content: Any) -> Json:
        chat = {"id": group or zalo_id(chat_id), "chat_type": "GROUP" if group else "PRIVATE"}
        return {
            "event_name": f"message.{kind}.received",
            "message": {
                "message_id": f"{next(self._message_ids):020x}",
                "date": int(self.now().timestamp() * 1000),
                "chat": chat,
                "from": {"id": zalo_id(chat_id), "display_name": self.people[chat_id].name, "is_bot": False},
                **content,
            },
        }

    def _mine(self, chat_id: int, text: str, file: list[str] | None = None) -> None:
        shown: Json = {
            "id": next(self._message_ids),
            "mine": True,
            "text": text,
            "date": int(self.now().timestamp()),
        }
        self._show(chat_id, shown | ({"file": file} if file else {}))

    async def write(self, chat_id: int, text: str) -> Json:
        """A person types; answers the update."""
        self._mine(chat_id, text)
        update = self._message(chat_id, "text", text=text)
        await self.raw(update)
        return update

    async def upload(self, chat_id: int, name: str, mime: str, content: bytes, caption: str = "") -> Json:
        """A person sends a picture, which the platform hosts; any other file arrives as unsupported."""
        file_id = self.keep_file(name, mime, content)
        self._mine(chat_id, caption, [file_id, name, mime])
        if mime.startswith("image/"):
            more = {"caption": caption} if caption else {}
            update = self._message(chat_id, "image", photo_url=f"{self.root}/files/{file_id}", **more)
        else:
            update = self._message(chat_id, "unsupported")
        await self.raw(update)
        return update

    async def sticker(self, chat_id: int) -> None:
        """A person sends a sticker."""
        self._mine(chat_id, "🙂")
        await self.raw(self._message(chat_id, "sticker", sticker="d063f44dc80821567819"))

    async def in_group(self, group: str, chat_id: int, text: str) -> None:
        """Somebody writes in a group that the bot is in."""
        await self.raw(self._message(chat_id, "text", group=group, text=text))

    # --- what the bot does

    async def hand_out(self, seconds: float) -> Json | None:
        """getUpdates: one update, never to be handed out again; None where none came in time."""
        async with self._arrived:
            await self._wait_for_updates(seconds)
            return self._updates.pop(0) if self._updates else None

    def say(self, chat_id: int, text: str, file: list[str] | None) -> str:
        """The bot writes; answers the message's id."""
        message_id = next(self._message_ids)
        shown: Json = {
            "id": message_id,
            "mine": False,
            "html": escape(text, quote=False),
            "date": int(self.now().timestamp()),
        }
        self._show(chat_id, shown | ({"file": file} if file else {}))
        return f"{message_id:020x}"
