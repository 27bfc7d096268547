"""Use cases of relatives: what they are told, with the member's consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from club.messages.notices import Kind
from club.people.kinship import Right
from handlers.conversation.chat import Reply, say
from handlers.conversation.turn import Turn
from storage.people import kinships
from storage.people.kinships import Kinship
from storage.people.persons import Person


async def alert(turn: Turn, about: Person, key: str, reply: Reply) -> list[str]:
    """Tells those who may get alerts of this person, all but the writer; answers their names."""
    told = await _to_alert(turn, about.id)
    for kin in told:
        turn.tell(Kind.ALERT, f"alert:{key}", await turn.recipient(kin.relative_id), reply)
    return [kin.name for kin in told]


async def _to_alert(turn: Turn, person_id: int) -> list[Kinship]:
    return [
        k
        for k in await kinships.relatives_of(turn.connection, [person_id])
        if Right.GETS_ALERTS in k.rights and k.relative_id != turn.person.id
    ]


async def alerted(turn: Turn, person_id: int) -> list[str]:
    """Who hears of a dangerous reading of this person, by name."""
    return [kin.name for kin in await _to_alert(turn, person_id)]


async def alert_of_reading(turn: Turn, about: Person, reading_id: int, systolic: int, diastolic: int) -> None:
    """A dangerous reading (mmHg) was sent."""
    reply = say(
        "relatives.alert", name=about.full_name, phone=about.phone, systolic=systolic, diastolic=diastolic
    )
    await alert(turn, about, f"reading:{reading_id}", reply)


async def alert_of_symptoms(turn: Turn, about: Person, reading_id: str) -> list[str]:
    """There are signs of danger; answers who was told."""
    reply = say("relatives.alert_symptoms", name=about.full_name, phone=about.phone)
    return await alert(turn, about, f"symptoms:{reading_id}", reply)


async def alert_of_phone(turn: Turn, people: Sequence[Person], subject: str, at: datetime) -> None:
    """Somebody on the phone of these people cried for help: told at that time, unless `subject` is cancelled.

    Those who share the phone themselves are not told on it.
    """
    ids = [p.id for p in people]
    found = await kinships.relatives_of(turn.connection, ids)
    phone = next((p.phone for p in people if p.phone), None)
    reply = say("relatives.alert_phone", names=[p.full_name for p in people], phone=phone)
    told = {k.relative_id for k in found if Right.GETS_ALERTS in k.rights}
    for relative_id in sorted(told.difference(ids)):
        recipient = await turn.recipient(relative_id)
        key = f"alert:phone:{turn.stamp}"
        turn.outgoing.append(
            turn.post.to_person(Kind.ALERT, key, recipient, reply, subject=subject, not_before=at)
        )


async def alert_taken_back(turn: Turn, about: Person, reading_id: str, systolic: int, diastolic: int) -> None:
    """The dangerous reading was a mistake."""
    reply = say("relatives.alert_taken_back", name=about.full_name, systolic=systolic, diastolic=diastolic)
    await alert(turn, about, f"withdrawn:{reading_id}", reply)
