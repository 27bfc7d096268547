"""`/aixem`: who looked at or changed what is stored about me."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.turn import Turn
from storage.records import audit
from storage.records.audit import Line

SHOWN = 15


def line(entry: Line) -> Text:
    """When, who, and what."""
    return text(
        "privacy.look_line",
        at=entry.at,
        name=entry.actor or "",
        action=text(f"privacy.action.{entry.action}"),
    )


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """The newest lines of the record."""
    found = await audit.about_person(turn.connection, turn.person.id, limit=SHOWN)
    if not found:
        return [say("privacy.nobody_looked")]
    return [say("privacy.looks", lines=[line(entry) for entry in found])]
