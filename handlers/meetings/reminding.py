"""What a reminder says: who has answered is told what they said, and is not asked anew."""

from __future__ import annotations

from datetime import datetime

from club.messages.notices import Kind, Lead
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.post import Post
from handlers.meetings.buttons import AWAY, COME
from storage import Connection
from storage.meetings.meetings import Meeting
from storage.messages import rewording
from storage.organisation import clubs
from storage.people.persons import Person


def subject_of(meeting_id: int) -> str:
    """How the notices about a meeting are found."""
    return f"meeting:{meeting_id}"


def key_of(meeting: Meeting, lead: Lead) -> str:
    """Names one reminder of a meeting; a moved one has other reminders."""
    return f"{subject_of(meeting.id)}:r{meeting.revision}:{lead}"


def _choices(meeting: Meeting) -> tuple[Choice, Choice]:
    return COME.choice(meeting.id, "meetings.come"), AWAY.choice(meeting.id, "meetings.away")


def reminder_text(meeting: Meeting, club_name: str, lead: Lead, said: bool | None) -> Reply:
    """The reminder as members read it; the date in full, so that it is right whenever it arrives.

    `said`: whether they come, as they answered; None where they have not.
    """
    return say(
        "meetings.reminder" if lead.unit == "d" else "meetings.reminder_soon",
        *_choices(meeting),
        club=club_name,
        at=meeting.starts_at,
        place=meeting.place,
        said=said,
    )


def why_member(meeting: Meeting, club_name: str) -> Text:
    """Why a member is reminded of this meeting."""
    return text("meetings.why", club=club_name, at=meeting.starts_at)


def announcement(meeting: Meeting, club_name: str, dropped: datetime | None, said: bool | None) -> Reply:
    """The new rule as members read it: its next meeting, and the announced one that is `dropped` for it."""
    return say(
        "meetings.rule_announced",
        *_choices(meeting),
        club=club_name,
        at=meeting.starts_at,
        place=meeting.place,
        dropped=dropped,
        said=said,
    )


async def reword_reminders(
    connection: Connection, post: Post, meeting: Meeting, person: Person, said: bool
) -> None:
    """The reminders of this meeting that wait for the person say from now on what they answered."""
    club_name = (await clubs.get_club(connection, meeting.club_id)).name
    own = f":person:{person.id}"
    for row in await rewording.waiting(connection, Kind.MEETING, subject_of(meeting.id), person.id):
        if ":for:" in row.dedupe_key:  # the copy of a relative, who is asked nothing
            continue
        lead = Lead.parse(row.dedupe_key.removesuffix(own).rpartition(":")[2])
        words, why = reminder_text(meeting, club_name, lead, said), why_member(meeting, club_name)
        await rewording.reword(connection, row.id, post.message(Kind.MEETING, person, words, why))
