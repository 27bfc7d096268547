"""The pretended Telegram: chats with buttons and keyboards, updates that wait to be acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.phones import Json, Phones


class Messenger(Phones):
    """What Telegram's servers would remember."""

    app = "telegram"

    def __init__(
        self, token: str = "1:SANDBOX", now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(token, now)
        self.username = "lienthehe_sandbox_bot"
        self.keyboards: dict[int, Json | None] = {}
        self.commands: dict[int, list[Json]] = {}
        self._sent: dict[tuple[int, int], Json] = {}

    def forget(self) -> None:
        super().forget()
        self.keyboards.clear()
        self.commands.clear()
        self._sent.clear()

    # --- what people do

    async def _update(self, content: Json) -> int:
        update = {"update_id": next(self._ids), **content}
        await self.raw(update)
        return int(update["update_id"])

    def _user(self, chat_id: int) -> Json:
        person = self.people[chat_id]
        return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "vi"}

    def _message(self, chat_id: int, **content: Any) -> Json:
        return {
            "message_id": next(self._message_ids),
            "date": int(self.now().timestamp()),
            "from": self._user(chat_id),
            "chat": {"id": chat_id, "type": "private", "first_name": self.people[chat_id].name},
            **content,
        }

    async def _send(self, message: Json) -> int:
        """The message reaches the bot, and may be edited from then on."""
        self._sent[message["chat"]["id"], message["message_id"]] = message
        return await self._update({"message": message})

    async def write(self, chat_id: int, text: str) -> int:
        """A person types; answers the update's id."""
        message = self._message(chat_id, text=text, **_commands(text))
        self._show(
            chat_id,
            {
                "id": message["message_id"],
                "mine": True,
                "text": text,
                "date": message["date"],
                "editable": True,
            },
        )
        return await self._send(message)

    async def edit(self, chat_id: int, message_id: int, text: str) -> int:
        """A person changes the text of a message they sent, or its caption; answers the update's id.

        Raises KeyError where they sent no such message, ValueError where it has no words to change
        or would say the same.
        """
        message = self._sent[chat_id, message_id]
        kind = "text" if "text" in message else "caption"
        if (kind == "text" and not text) or text == message.get(kind, ""):
            raise ValueError(text)
        edited: Json = {k: v for k, v in message.items() if k not in ("entities", kind)}
        edited |= {"edit_date": int(self.now().timestamp())} | ({kind: text} if text else {})
        if kind == "text":
            edited |= _commands(text)
        self._sent[chat_id, message_id] = edited
        shown = next(m for m in self.chats[chat_id] if m["id"] == message_id)
        shown |= {"text": text, "edited": edited["edit_date"]}
        self._changed(chat_id)
        return await self._update({"edited_message": edited})

    async def press(self, chat_id: int, message_id: int, value: str) -> int:
        """A person presses an inline button."""
        message = self._message(chat_id, text="…")
        message |= {"message_id": message_id, "from": {"id": 1, "is_bot": True, "first_name": "bot"}}
        offered = [c for m in self.chats[chat_id] if m["id"] == message_id for c in m.get("choices", [])]
        label = next((label for offer, label in offered if offer == value), value)
        self._show(
            chat_id, {"id": next(self._message_ids), "mine": True, "text": label, "date": message["date"]}
        )
        query = {
            "id": str(next(self._ids)),
            "from": self._user(chat_id),
            "chat_instance": "1",
            "data": value,
            "message": message,
        }
        return await self._update({"callback_query": query})

    async def share_contact(self, chat_id: int, *, own: bool = True) -> int:
        """A person sends a phone number: their own, or somebody else's."""
        person = self.people[chat_id]
        contact: Json = {"phone_number": person.phone.lstrip("+"), "first_name": person.name}
        if own:
            contact["user_id"] = person.id
        message = self._message(chat_id, contact=contact)
        self._show(
            chat_id,
            {
                "id": message["message_id"],
                "mine": True,
                "text": f"📱 {person.phone}",
                "date": message["date"],
            },
        )
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
        return await self._send(message)

    async def membership(self, chat_id: int, status: str) -> int:
        """Telegram tells the bot that a person blocked ("kicked") or unblocked ("member") it."""
        bot = {"id": 1, "is_bot": True, "first_name": "bot"}
        old: Json = {"status": "member" if status == "kicked" else "kicked", "user": bot}
        new: Json = {"status": status, "user": bot}
        for side in (old, new):
            if side["status"] == "kicked":
                side["until_date"] = 0
        content = {
            "chat": {"id": chat_id, "type": "private"},
            "from": self._user(chat_id),
            "date": int(self.now().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return await self._update({"my_chat_member": content})

    async def in_group(self, group_id: int, chat_id: int, text: str) -> int:
        """Somebody writes in a group that the bot is in."""
        message = self._message(chat_id, text=text)
        message["chat"] = {"id": group_id, "type": "group", "title": "nhóm"}
        self.chats.setdefault(group_id, [])
        return await self._update({"message": message})

    # --- what the bot does

    async def updates(self, offset: int | None, limit: int, seconds: float) -> list[Json]:
        """getUpdates: forgets what lies before `offset`, waits up to `seconds` for something new."""
        async with self._arrived:
            if offset is not None and offset >= 0:
                self._updates = [u for u in self._updates if u["update_id"] >= offset]
            await self._wait_for_updates(seconds)
            return self._updates[:limit]

    def say(
        self, chat_id: int, html: str, markup: Json | None, file: list[str] | None, *, silent: bool
    ) -> int:
        """The bot writes; answers the message's id."""
        message_id = next(self._message_ids)
        shown: Json = {
            "id": message_id,
            "mine": False,
            "html": html,
            "date": int(self.now().timestamp()),
            "silent": silent,
        }
        if markup and "inline_keyboard" in markup:
            shown["choices"] = [
                [b["callback_data"], b["text"]] for row in markup["inline_keyboard"] for b in row
            ]
        elif markup and "keyboard" in markup:
            self.keyboards[chat_id] = markup
            shown["keyboard"] = [
                key["text"] if isinstance(key, dict) else key for row in markup["keyboard"] for key in row
            ]
        elif markup and markup.get("remove_keyboard"):
            self.keyboards[chat_id] = None
        if file:
            shown["file"] = file
        self._show(chat_id, shown)
        return message_id


def _commands(text: str) -> Json:
    """The entities of a text, where it begins with a command."""
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}
