"""Whether I come: the two buttons under every reminder."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action, Target
from handlers.conversation.chat import Reply, say
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from storage.meetings import meetings


async def _meeting_target(turn: Turn, argument: str) -> Target:
    meeting = await meetings.get_meeting(turn.connection, int(argument))
    return Target(meeting.club_id if meeting else None)


async def note_answer(turn: Turn, meeting_id: int, coming: bool) -> Sequence[Reply]:
    """Notes the answer; the last word counts until the meeting begins."""
    meeting = await meetings.get_meeting(turn.connection, meeting_id)
    assert meeting is not None
    if meeting.state != "planned":
        return [say("meetings.is_cancelled", at=meeting.starts_at)]
    if meeting.starts_at <= turn.now:
        return [say("meetings.is_over", at=meeting.starts_at)]
    await meetings.answer(turn.connection, meeting_id, turn.person.id, coming, turn.now)
    return [
        say(
            "meetings.noted_come" if coming else "meetings.noted_away",
            at=meeting.starts_at,
            place=meeting.place,
        )
    ]


async def _come(turn: Turn, argument: str) -> Sequence[Reply]:
    return await note_answer(turn, int(argument), True)


async def _away(turn: Turn, argument: str) -> Sequence[Reply]:
    return await note_answer(turn, int(argument), False)


COME = Button("come", Action.ANSWER_MEETING, _come, _meeting_target)
AWAY = Button("away", Action.ANSWER_MEETING, _away, _meeting_target)
