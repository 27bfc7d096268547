"""A cry in a message that was edited: its readings replace those which the message had said before."""

from __future__ import annotations

from collections.abc import Sequence

from club.health.blood_pressure import Grade, grade
from club.messages.notices import Reason
from handlers.conversation.turn import Turn
from handlers.health.log import Measured
from handlers.health.subject import subject_of
from handlers.relatives.service import alert_taken_back
from storage.health import readings
from storage.messages import outbox


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
        await readings.withdraw(turn.connection, old.id, turn.person.id, turn.now)
        await outbox.cancel(turn.connection, f"reading:{old.id}", Reason.CHANGED, turn.now)
        pair = (old.pressure.systolic, old.pressure.diastolic)
        if grade(*pair) is Grade.DANGEROUS:
            subject = await subject_of(turn, old.person_id)
            await alert_taken_back(turn, subject.recipient.person, str(old.id), *pair)
    return [one for one in found if one.pressure not in stays]
