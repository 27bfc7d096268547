"""The answer to danger: 115 first, then who else was told and whom else one can call."""

from __future__ import annotations

from collections.abc import Collection

from club.organisation.roles import Office
from handlers.conversation.chat import Reply, Text, text
from handlers.conversation.turn import Turn
from handlers.health.subject import subject_of
from handlers.relatives.service import alert_of_symptoms
from storage.organisation import clubs
from storage.people import memberships

SICK_ONE = "người bệnh"
"""how somebody is spoken of whom the writer did not name"""
_PLACES = ("fire", "flood")


def wording_for(found: Collection[str]) -> str:
    """Which words to say 115 with, by the names of the signs."""
    if set(found) == {"despair"}:
        return "despair"
    return next((name for name in _PLACES if name in found), "")


async def call_115(
    turn: Turn, person_id: int | None, key: str, *more: Text, called: str = "", wording: str = ""
) -> Reply:
    """What to do now, who else was told, and whom else one can call.

    `wording`: what the danger is, where lying down is not the answer to it: "despair" (somebody no longer
    wants to live, and is asked not to be alone), "fire", "flood"; or "under_way", where help was called
    already.
    """
    names: list[str] = []
    if person_id is not None and turn.writer.person is not None:
        subject = await subject_of(turn, person_id)
        called = subject.called or called
        names = await alert_of_symptoms(turn, subject.recipient.person, key)
    return Reply(
        (
            text(f"health.call_115_{wording}" if wording else "health.call_115", names=names, about=called),
            *await others_to_call(turn, person_id),
            *more,
        ),
        alone=wording != "under_way",
    )


async def others_to_call(turn: Turn, person_id: int | None) -> tuple[Text, ...]:
    """The chair and the health station, where they are known."""
    chair, station = await _phones(turn, person_id)
    if chair is None and not station:
        return ()
    name, phone = chair or ("", "")
    return (text("health.call_others", chair=name, phone=phone, station=station or ""),)


async def _phones(turn: Turn, person_id: int | None) -> tuple[tuple[str, str] | None, str | None]:
    """The chair's name and number, and the health station's, near whoever is in danger, else the writer's."""
    theirs = [] if person_id is None else await memberships.clubs_of(turn.connection, person_id)
    own = turn.membership.club_id if turn.membership else None
    club_id = own if own in theirs or not theirs else theirs[0]
    if club_id is None:
        return None, None
    club = await clubs.get_club(turn.connection, club_id)
    found = await memberships.members(turn.connection, club.id)
    writer = turn.writer.person
    chair = next(
        (
            (m.person.full_name, m.person.phone)
            for m in found
            if Office.CHAIR in m.offices and m.person.phone and (writer is None or m.person.id != writer.id)
        ),
        None,
    )
    return chair, club.health_station
