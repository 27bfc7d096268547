"""Zalo's updates as handlers know them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from handlers.conversation.chat import Incoming, Media

NAME = "zalo"
_KEY, _CHAT = 120, 80
"""letters that the inbox and the addresses keep of an identity"""


def unwrapped(given: dict[str, Any]) -> Incoming | None:
    """An update, bare or wrapped as `{"ok": true, "result": {…}}`.

    Raises as `translate` does.
    """
    return translate(given.get("result", given))


def translate(update: dict[str, Any]) -> Incoming | None:
    """An update as handlers know it; None for what concerns nobody.

    Raises KeyError, TypeError, ValueError or AttributeError for what is no update.
    """
    event = str(update["event_name"])
    message = update.get("message")
    if message is None:
        return None
    chat, sender = message["chat"], message.get("from") or {}
    chat_id = str(chat["id"])
    if sender.get("is_bot") or not 0 < len(chat_id) <= _CHAT or not _tame(chat_id):
        return None
    photo = message.get("photo_url") or message.get("photo")
    media = (
        Media("photo", NAME, photo)
        if isinstance(photo, str) and photo.startswith(("https://", "http://"))
        else None
    )
    text = message.get("text") or message.get("caption") or ""
    return Incoming(
        NAME,
        _identity(event, message),
        chat_id,
        _instant(message.get("date")),
        text=_storable(str(text)).strip(),
        media=media,
        private=str(chat.get("chat_type", "PRIVATE")).upper() != "GROUP",
    )


def _identity(event: str, message: dict[str, Any]) -> str:
    """`event_name` and `message_id`: the same whenever one update is handed in."""
    named = message.get("message_id")
    key = f"{event}:{named}" if named else f"{event}:{json.dumps(message, sort_keys=True)}"
    return (
        key
        if len(key) <= _KEY and _tame(key)
        else hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
    )


def _tame(identity: str) -> bool:
    """Whether every database keeps it as it is."""
    return identity.isprintable()


def _storable(text: str) -> str:
    """Without halves of characters and zero bytes: what no database stores would be tried for ever."""
    return text.encode(errors="ignore").decode().replace("\0", "")


def _instant(date: Any) -> datetime:
    """Milliseconds, or seconds as older notes of the platform say; now where neither."""
    try:
        seconds = float(date)
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)
