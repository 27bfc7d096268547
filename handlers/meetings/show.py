"""When the club meets, as members and their relatives ask for it: /lichhop."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from club.people.kinship import Right
from club.vietnamese.said import hear
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer
from handlers.conversation.feature import allow, own_club
from handlers.conversation.turn import Turn
from handlers.kin.service import meant
from handlers.meetings.answers import AWAY, COME, note_answer
from handlers.meetings.coming import WHO_COMES
from handlers.meetings.service import AHEAD
from storage.meetings import meetings
from storage.organisation import clubs
from storage.people import memberships


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/lichhop [có|không]`: the next meetings, and whether I come to the first;
    for a relative the member's.
    """
    kin = await meant(turn, hear(args), Right.GETS_REMINDERS)
    if kin is not None:
        return await _of_followed(turn, kin.member_id, kin.name)
    allow(turn, Action.SEE_MEETINGS, await own_club(turn, args))
    upcoming = await meetings.upcoming(turn.connection, turn.club_id, turn.now, AHEAD)
    club = await clubs.get_club(turn.connection, turn.club_id)
    if not upcoming:
        key = "meetings.none_board" if turn.may(Action.SET_MEETINGS) else "meetings.none"
        return [say(key, club=club.name)]
    first = upcoming[0]
    coming = Answer(args).agreed if args else None
    if coming is not None:
        return await note_answer(turn, first, coming)
    said = (await meetings.answers(turn.connection, first.id)).get(turn.person.id)
    lines = [text("meetings.next", club=club.name, at=first.starts_at, place=first.place)]
    if upcoming[1:]:
        lines.append(
            text("meetings.later", meetings=[text("meetings.line", at=m.starts_at) for m in upcoming[1:]])
        )
    choices = [COME.choice(first.id, "meetings.come"), AWAY.choice(first.id, "meetings.away")]
    if turn.may(Action.SEE_ROSTER):
        choices.append(WHO_COMES)
        answers = (await meetings.answers(turn.connection, first.id)).values()
        lines.append(text("meetings.counted", yes=sum(answers), no=len(answers) - sum(answers)))
    lines.append(
        text("meetings.ask_coming")
        if said is None
        else text("meetings.said_come" if said else "meetings.said_away")
    )
    return [Reply(tuple(lines), tuple(choices))]


async def _of_followed(turn: Turn, member_id: int, name: str) -> Sequence[Reply]:
    """When the club of a followed member meets."""
    found = await memberships.clubs_of(turn.connection, member_id)
    lines = [text("meetings.of_whom", name=name)]
    for club_id in found:
        upcoming = await meetings.upcoming(turn.connection, club_id, turn.now, AHEAD)
        club = await clubs.get_club(turn.connection, club_id)
        if upcoming:
            first = upcoming[0]
            lines.append(text("meetings.next", club=club.name, at=first.starts_at, place=first.place))
        else:
            lines.append(text("meetings.none", club=club.name))
    return [Reply(tuple(lines))]
