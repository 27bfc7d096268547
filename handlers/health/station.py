"""`/tramyte [phone]`: the health station that looks after the club, named wherever there is danger."""

from __future__ import annotations

from collections.abc import Sequence

from club.people.phones import read_phone
from club.vietnamese.said import hear
from handlers.conversation.chat import Reply, say
from handlers.conversation.turn import Turn
from storage.organisation import clubs

_NONE = {"khong", "khong co", "xoa", "bo"}


async def station(turn: Turn, args: str) -> Sequence[Reply]:
    """Shows it, sets it, or with "không" forgets it. Raises Misread for no phone number."""
    if not args.strip():
        club = await clubs.get_club(turn.connection, turn.club_id)
        return [say("health.station", phone=club.health_station or "")]
    phone = None if hear(args).bare in _NONE else read_phone(args)
    await clubs.set_health_station(turn.connection, turn.club_id, phone)
    await turn.note("health_station")
    return [say("health.station_set", phone=phone or "")]
