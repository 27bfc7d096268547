"""Reading updates one by one: one that cannot be read costs none beside it, and is kept as it came."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot.channels.base import Unreadable
from handlers.conversation.chat import Incoming

log = structlog.get_logger("bot.channels")


def read_apart(
    channel: str, found: Sequence[Any], translate: Callable[[Any], Incoming | None]
) -> list[Incoming | Unreadable]:
    """What the channel handed out, in its order; `translate` may raise whatever it likes."""
    updates: list[Incoming | Unreadable] = []
    for given in found:
        try:
            update: Incoming | Unreadable | None = translate(given)
        except Exception as error:
            log.warning(
                "an update cannot be read and is kept aside", channel=channel, error=type(error).__name__
            )
            update = _as_it_came(channel, given)
        if update is not None:
            updates.append(update)
    return updates


def _as_it_came(channel: str, given: Any) -> Unreadable:
    try:
        raw = json.dumps(given, sort_keys=True)
    except (ValueError, TypeError, RecursionError):
        raw = f"{type(given).__name__} that cannot be written down"
    return Unreadable(channel, f"unreadable:{hashlib.sha256(raw.encode()).hexdigest()}", raw)
