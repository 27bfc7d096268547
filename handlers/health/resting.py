"""No signs beside a dangerous reading: rest, and measure again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.health.blood_pressure import Grade, grade
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.turn import Turn
from handlers.health.log import meaning, remind_to_measure
from handlers.health.subject import subject_of
from storage.health import readings


async def calm(turn: Turn, reading_id: int, person_id: int | None) -> Sequence[Reply]:
    """No signs: rest and measure again; still as high after that, the health station today (ISH 2020)."""
    if turn.writer.person is None or not reading_id:
        return [say("health.rest_and_measure_alone")]
    subject = await subject_of(turn, person_id)
    noted = await readings.get(turn.connection, reading_id)
    if noted is not None and grade(noted.pressure.systolic, noted.pressure.diastolic) is Grade.LOW:
        return [Reply((*subject.lead, *meaning(noted.pressure, kept=True, about=subject.called)))]
    recent = await readings.last(turn.connection, subject.id, limit=2, since=turn.now - timedelta(minutes=30))
    again = [r for r in recent if grade(r.pressure.systolic, r.pressure.diastolic) is Grade.DANGEROUS]
    if len(again) >= 2:
        high = again[0].pressure
        still = text(
            "health.still_dangerous", systolic=high.systolic, diastolic=high.diastolic, about=subject.called
        )
        return [Reply((*subject.lead, still))]
    remind_to_measure(turn, reading_id, subject)
    return [Reply((*subject.lead, text("health.rest_and_measure", about=subject.called)))]
