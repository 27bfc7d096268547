"""Who comes to the next meeting, by name: for the board, which prepares it."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.turn import Turn
from handlers.meetings.answers import AWAY
from storage.meetings import meetings
from storage.organisation import clubs
from storage.people import memberships

WHO_COMES = Choice("/aidenhop", text("meetings.label_coming"))


async def whose_absence(turn: Turn) -> Sequence[Reply]:
    """ "Không họp tháng này": the writer's own absence, or the whole club's; it is asked."""
    upcoming = await meetings.upcoming(turn.connection, turn.club_id, turn.now, 1)
    choices = [AWAY.choice(upcoming[0].id, "meetings.only_me_away")] if upcoming else []
    if turn.may(Action.SET_MEETINGS):
        tell = Choice("/thongbao", text("meetings.tell_all_off"))
        return [say("meetings.ask_off_board", tell, Choice("/hop", text("meetings.another_day")), *choices)]
    return [say("meetings.ask_off", *choices, Choice("/lichhop", text("meetings.label_schedule")))]


async def who_comes(turn: Turn, args: str) -> Sequence[Reply]:
    """`/aidenhop`: who said yes, who said no, and who has not answered, each in Vietnamese order of names."""
    upcoming = await meetings.upcoming(turn.connection, turn.club_id, turn.now, 1)
    club = await clubs.get_club(turn.connection, turn.club_id)
    if not upcoming:
        return [say("meetings.none_board", club=club.name)]
    said = await meetings.answers(turn.connection, upcoming[0].id)
    names: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for member in await memberships.members(turn.connection, turn.club_id):
        names[said.get(member.person.id)].append(member.person.full_name)
    return [
        say(
            "meetings.who_comes",
            club=club.name,
            at=upcoming[0].starts_at,
            coming=names[True],
            away=names[False],
            silent=names[None],
        )
    ]
