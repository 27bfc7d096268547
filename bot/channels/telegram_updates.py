"""Telegram's updates as handlers know them. Only what the bot uses is read of each:
what is new, missing or odd in the rest cannot cost anybody their message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, CallbackQuery, Message, Update

from bot.channels.wordings import Wordings
from handlers.conversation.chat import Contact, Event, Incoming, Media

NAME = "telegram"
_MESSAGE = (
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "text",
    "caption",
    "photo",
    "document",
    "contact",
)
_USED: Mapping[str, tuple[str, ...]] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": ("id", "from", "chat_instance", "data", "message"),
    "my_chat_member": ("chat", "from", "date", "old_chat_member", "new_chat_member"),
}
WANTED = [*_USED]
"""the kinds of updates that Telegram is asked for"""


def _used(given: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"update_id": given["update_id"]}
    for kind, names in _USED.items():
        if (whole := given.get(kind)) is not None:
            found[kind] = {name: whole[name] for name in names if name in whole}
    if (message := found.get("callback_query", {}).get("message")) is not None:
        found["callback_query"]["message"] = {n: message[n] for n in ("message_id", "chat", "date")}
    return found


class Updates:
    """Reads updates one by one; remembers how messages were worded, for edits."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._wordings = Wordings()

    def translate(self, given: Mapping[str, Any]) -> Incoming | None:
        """An update as handlers know it; None for what concerns nobody.

        Raises whatever PTB raises for what is no update.
        """
        update = Update.de_json(_used(given), self._bot)
        key = str(update.update_id)
        if update.callback_query is not None:
            return _pressed(update.callback_query, key)
        if update.my_chat_member is not None:
            change = update.my_chat_member
            gone = change.new_chat_member.status in ("kicked", "left")
            private = change.chat.type == "private"
            if not private and gone:
                return None
            event = Event.STOPPED if gone else Event.RESUMED if private else Event.MESSAGE
            return Incoming(NAME, key, str(change.chat.id), change.date, private=private, event=event)
        message = update.message or update.edited_message
        if message is None or (message.from_user is not None and message.from_user.is_bot):
            return None
        incoming = Incoming(
            NAME,
            key,
            str(message.chat.id),
            message.edit_date or message.date,
            text=(message.text or message.caption or "").strip(),
            private=message.chat.type == "private",
            message_key=f"{NAME}:{message.chat.id}:{message.message_id}",
        )
        changed = self._wordings.changed(incoming.message_key, update.update_id, incoming.text)
        if update.message is not None:
            return replace(incoming, contact=_contact(message), media=_media(message))
        return replace(incoming, edited=True) if changed and incoming.private else None


def _pressed(query: CallbackQuery, key: str) -> Incoming | None:
    if query.message is None:
        return None
    chat = query.message.chat
    return Incoming(
        NAME,
        key,
        str(chat.id),
        datetime.now(UTC),
        choice=query.data or "",
        private=chat.type == "private",
        below=str(query.message.message_id),
    )


def _contact(message: Message) -> Contact | None:
    """A shared contact is the sender's own only where Telegram says that it is the same account."""
    contact = message.contact
    if contact is None:
        return None
    own = message.from_user is not None and contact.user_id == message.from_user.id
    return Contact(contact.phone_number, own)


def _media(message: Message) -> Media | None:
    if message.photo:
        photo = message.photo[-1]
        return Media("photo", NAME, photo.file_id, size=photo.file_size or 0)
    if message.document:
        d = message.document
        return Media("document", NAME, d.file_id, d.file_name or "", d.mime_type or "", d.file_size or 0)
    return None
