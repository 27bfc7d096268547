"""Use cases of relatives: what they are told, with the member's consent."""

from __future__ import annotations

from club.notices import Kind
from handlers.chat import Reply, say
from handlers.turn import Turn
from storage import kinships


async def alert(turn: Turn, key: str, reply: Reply) -> list[str]:
    """Tells those who may get alerts of the person who writes; answers their names."""
    told = [k for k in await kinships.relatives_of(turn.connection, [turn.person.id]) if k.gets_alerts]
    for kin in told:
        turn.tell(Kind.ALERT, f"alert:{key}", await turn.recipient(kin.relative_id), reply)
    return [kin.name for kin in told]


async def alert_of_reading(turn: Turn, reading_id: int, systolic: int, diastolic: int) -> None:
    """A dangerous reading (mmHg) was sent."""
    name, phone = turn.person.full_name, turn.person.phone
    await alert(
        turn, f"reading:{reading_id}", say("relatives.alert", name=name, phone=phone, systolic=systolic, diastolic=diastolic)
    )


async def alert_of_symptoms(turn: Turn, reading_id: str) -> list[str]:
    """The person says that there are signs of danger; answers who was told."""
    name, phone = turn.person.full_name, turn.person.phone
    return await alert(turn, f"symptoms:{reading_id}", say("relatives.alert_symptoms", name=name, phone=phone))


async def alert_taken_back(turn: Turn, reading_id: str, systolic: int, diastolic: int) -> None:
    """The dangerous reading was a mistake."""
    reply = say("relatives.alert_taken_back", name=turn.person.full_name, systolic=systolic, diastolic=diastolic)
    await alert(turn, f"withdrawn:{reading_id}", reply)
