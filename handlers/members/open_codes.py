"""Whether a code can be used: asked when it is typed, and again when all questions are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from handlers.conversation.chat import Reply, say
from handlers.conversation.turn import Turn
from storage.organisation import codes
from storage.organisation.codes import Code


class Expiring(Protocol):
    """A code of any kind."""

    def state(self, now: datetime) -> str:
        """`open`, `used` or `expired`."""
        ...


def closed(code: Expiring | None, now: datetime) -> str:
    """The key of the sentence that says why it leads nowhere: it is used, expired, or does not exist."""
    return f"members.code_{code.state(now) if code else 'unknown'}"


async def open_code(turn: Turn, typed: str) -> Code | Reply:
    """The code while it can be used, or what is to be said because it no longer can."""
    found = await codes.find_code(turn.connection, typed)
    return found if found is not None and found.state(turn.now) == "open" else say(closed(found, turn.now))
