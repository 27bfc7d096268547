"""What a reminder says: who has answered is told what they said, and is not asked anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from club.messages.notices import Lead, Reason
from club.people.kinship import Right
from club.people.standing import Standing
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.post import Post
from handlers.conversation.wording import Wording
from handlers.meetings.buttons import AWAY, COME
from storage import Connection
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from storage.messages.recipients import Recipient
from storage.organisation import clubs
from storage.people import kinships, memberships, persons


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


async def _words(
    connection: Connection, post: Post, recipient: Recipient, about: Mapping[str, Any]
) -> Reply | Reason:
    meeting = await meetings.get_meeting(connection, about["meeting"])
    if meeting is None or meeting.state != "planned" or meeting.revision != about["revision"]:
        return Reason.CHANGED
    member_id = about.get("member", recipient.person.id)
    member = await memberships.of_person(connection, member_id, meeting.club_id)
    if member is None or member.standing is not Standing.ACTIVE:
        return Reason.NOT_TAKING_PART
    if "member" not in about:
        said = (await meetings.answers(connection, meeting.id)).get(member_id)
        club_name = (await clubs.get_club(connection, meeting.club_id)).name
        return reminder_text(meeting, club_name, Lead.parse(about["lead"]), said)
    kin = await kinships.between(connection, member_id, recipient.person.id)
    if kin is None or Right.GETS_REMINDERS not in kin.rights:
        return Reason.WITHDRAWN
    name = member.person.full_name
    return say("relatives.reminder", name=name, at=meeting.starts_at, place=meeting.place)


async def _why(connection: Connection, about: Mapping[str, Any]) -> Text | None:
    meeting = await meetings.get_meeting(connection, about["meeting"])
    if meeting is None:
        return None
    at = datetime.fromisoformat(about["at"])  # as it was then, wherever the meeting has moved
    if "member" in about:
        name = (await persons.get_person(connection, about["member"])).full_name
        return text("relatives.why_meeting", name=name, at=at)
    return text("meetings.why", club=(await clubs.get_club(connection, meeting.club_id)).name, at=at)


REMINDER = Wording(_words, _why)
