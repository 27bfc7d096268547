"""Taking a reading out of the log again: the row stays, withdrawn, and nobody goes on acting on it."""

from __future__ import annotations

from club.health.blood_pressure import Grade, grade
from club.messages.notices import Reason
from handlers.conversation.turn import Turn
from handlers.health.subject import subject_of
from handlers.relatives.service import alert_taken_back
from storage.health import readings
from storage.health.readings import Reading
from storage.messages import outbox


async def withdraw(turn: Turn, reading_id: int) -> Reading | None:
    """Withdraws it and the notices about it; who was alarmed hears that it was a mistake.

    None where it is neither the writer's nor noted by them, or gone already.
    """
    found = await readings.withdraw(turn.connection, reading_id, turn.person.id, turn.now)
    if found is None:
        return None
    await outbox.cancel(turn.connection, f"reading:{reading_id}", Reason.CHANGED, turn.now)
    pair = (found.pressure.systolic, found.pressure.diastolic)
    if grade(*pair) is Grade.DANGEROUS:
        subject = await subject_of(turn, found.person_id)
        await alert_taken_back(turn, subject.recipient.person, str(reading_id), *pair)
    return found
