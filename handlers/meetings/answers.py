"""Whether I come: the two buttons under every reminder."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from handlers.conversation.chat import Reply, say
from handlers.conversation.feature import Button, its_club
from handlers.conversation.turn import Turn
from handlers.meetings import buttons
from storage.meetings import meetings
from storage.meetings.meetings import Meeting


async def note_answer(turn: Turn, meeting: Meeting, coming: bool) -> Sequence[Reply]:
    """Notes the answer; the last word counts until the meeting begins."""
    if meeting.state != "planned":
        return [say("meetings.is_cancelled", at=meeting.starts_at)]
    if meeting.starts_at <= turn.now:
        return [say("meetings.is_over", at=meeting.starts_at)]
    await meetings.answer(turn.connection, meeting.id, turn.person.id, coming, turn.now)
    return [
        say(
            "meetings.noted_come" if coming else "meetings.noted_away",
            at=meeting.starts_at,
            place=meeting.place,
        )
    ]


async def _come(turn: Turn, meeting: Meeting) -> Sequence[Reply]:
    return await note_answer(turn, meeting, True)


async def _away(turn: Turn, meeting: Meeting) -> Sequence[Reply]:
    return await note_answer(turn, meeting, False)


COME = Button(
    buttons.COME.name, Action.ANSWER_MEETING, _come, its_club, load=meetings.get_meeting, says_yes=True
)
AWAY = Button(buttons.AWAY.name, Action.ANSWER_MEETING, _away, its_club, load=meetings.get_meeting)
