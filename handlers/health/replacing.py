"""A cry in a message that was edited: its readings replace those which the message had said before."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.turn import Turn
from handlers.health.log import Measured
from handlers.health.withdrawing import withdraw
from storage.health import readings


async def still_to_keep(turn: Turn, found: Sequence[Measured]) -> Sequence[Measured]:
    """Withdraws what the message no longer says; answers what of `found` it did not say before."""
    key = turn.incoming.message_key
    if not turn.incoming.edited or not key or not found:
        return found
    said_now = [one.pressure for one in found]
    stays = []
    for old in await readings.of_message(turn.connection, turn.person.id, key):
        if old.pressure in said_now:
            stays.append(old.pressure)
            continue
        await withdraw(turn, old.id)
    return [one for one in found if one.pressure not in stays]
