"""A message that was edited after it was sent:
a reading of it is corrected in sight, anything else is asked for anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.health import readings as reader
from club.health.readings import Readings
from club.vietnamese.said import Said
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.turn import Turn
from handlers.health import danger
from handlers.health.log import Measured
from handlers.health.service import store
from handlers.health.subject import subject_of
from handlers.health.withdrawing import withdraw
from storage.health import readings

CORRECTED_WITHIN = timedelta(hours=1)


async def edited_reading(turn: Turn, said: Said) -> Sequence[Reply]:
    """Withdraws what the message had said and keeps what it says now; both are named.

    Without a reading it asks.
    """
    if turn.writer.person is None or not turn.incoming.message_key:
        return [say("common.edited")]
    before = await readings.of_message(turn.connection, turn.person.id, turn.incoming.message_key)
    recent = [r for r in before if r.recorded_at and turn.now - r.recorded_at <= CORRECTED_WITHIN]
    found = reader.read(said)
    if not recent or len(recent) != len(before):
        return [say("common.edited")]
    old = recent[-1]
    if not isinstance(found, Readings) or not found.certain or len(recent) > 1 or len(found.found) > 1:
        return [
            say("health.edited_unclear", systolic=old.pressure.systolic, diastolic=old.pressure.diastolic)
        ]
    new = found.found[0].pressure
    if new == old.pressure:
        return [say("health.edited_same", systolic=new.systolic, diastolic=new.diastolic)]
    await withdraw(turn, old.id)
    await danger.no_longer_asked(turn)
    subject = await subject_of(turn, old.person_id)
    corrected = text(
        "health.corrected",
        old_systolic=old.pressure.systolic,
        old_diastolic=old.pressure.diastolic,
        systolic=new.systolic,
        diastolic=new.diastolic,
    )
    first, *others = await store(turn, [Measured(new, old.taken_at)], subject)
    return [first.after(corrected), *others]
