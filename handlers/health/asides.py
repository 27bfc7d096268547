"""What is asked at the question for signs of danger: answered shortly, and the question stands below it."""

from __future__ import annotations

from club.errors import Misread
from club.health.blood_pressure import Grade, grade
from club.health.danger_asides import Aside
from handlers.conversation.turn import Turn
from handlers.relatives.service import alerted
from storage.health import readings


async def answer_aside(turn: Turn, reading_id: int, beside: Aside) -> Misread:
    """The short answer to "115 là số gì" and "Hùng biết chưa", also to who asks that nobody be told.

    `reading_id`: the reading below which signs are asked for; those close to somebody hear of a dangerous
    one.
    """
    if beside == "number":
        return Misread("health.what_115_is")
    known = await readings.get(turn.connection, reading_id) if reading_id else None
    names: list[str] = []
    if known is not None and grade(known.pressure.systolic, known.pressure.diastolic) is Grade.DANGEROUS:
        names = await alerted(turn, known.person_id)
    return Misread("health.who_was_told", names=names)
