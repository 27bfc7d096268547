"""Use cases of meetings: keeping the next occurrences and planning their reminders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from club.meetings.rules import MeetingRule
from club.messages.notices import Kind, Reason
from club.messages.windows import PLAN_AHEAD, Window, windows
from club.messages.windows import planned_again as next_day
from club.people.kinship import Right
from club.people.standing import Standing
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from handlers.conversation.turn import ReminderRules, Turn
from handlers.meetings.reminding import announcement, key_of, subject_of
from storage import Connection
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from storage.messages import outbox, recipients, told
from storage.messages.outbox import Draft
from storage.organisation import clubs
from storage.people import kinships, memberships

AHEAD = 3
"""occurrences kept in the database"""
"""Reminders due within this time stand in the outbox; later ones are added as time goes on."""


async def refresh_occurrences(connection: Connection, post: Post, club_id: int) -> list[Meeting]:
    """Keeps the next meetings that the rule gives; others are cancelled with their reminders."""
    found = await meetings.current_rule(connection, club_id)
    starts: list[datetime] = []
    if found is not None:
        rule_id, rule = found
        for start in rule.next(post.local, AHEAD):
            starts.append(start.astimezone(UTC))
            await meetings.plan_meeting(
                connection, club_id, rule_id, start.astimezone(UTC), rule.place, post.now
            )
    for meeting_id in await meetings.cancel_from(connection, club_id, post.now, starts):
        await outbox.cancel(connection, subject_of(meeting_id), Reason.CHANGED, post.now)
    return await meetings.upcoming(connection, club_id, post.now, AHEAD)


async def plan_for_club(
    connection: Connection,
    post: Post,
    rules: ReminderRules,
    club_id: int,
    only: Collection[int] | None = None,
) -> list[Draft]:
    """The reminders of the next meetings, for all members or for `only` these people.

    A lead that had passed when the meeting was set (or the member joined) is not caught up: they heard then.
    """
    upcoming = await meetings.upcoming(connection, club_id, post.now, AHEAD)
    if not upcoming:
        return []
    joined = {
        m.person.id: m.decided_at
        for m in await memberships.members(connection, club_id, (Standing.ACTIVE,))
        if only is None or m.person.id in only
    }
    members = await recipients.recipients(connection, list(joined))
    kin = [
        k for k in await kinships.relatives_of(connection, list(joined)) if Right.GETS_REMINDERS in k.rights
    ]
    relatives = {
        r.person.id: r for r in await recipients.recipients(connection, {k.relative_id for k in kin})
    }
    drafts: list[Draft] = []
    for meeting in upcoming:
        found: dict[ReminderRules, list[Window]] = {}  # most people have the same
        for to, about in [(r, None) for r in members] + [
            (relatives[k.relative_id], k.member_id) for k in kin
        ]:
            since = joined[about or to.person.id]
            own = rules.of(to.person)
            if own not in found:
                found[own] = _windows(post, own, meeting)
            for window in found[own]:
                if since is not None and window.due <= since:
                    continue
                key = key_of(meeting, window.lead)
                refs: dict[str, int | str] = {
                    "meeting": meeting.id,
                    "revision": meeting.revision,
                    "at": meeting.starts_at.isoformat(),
                    "lead": str(window.lead),
                }
                if about is not None:
                    key = f"{key}:for:{about}"
                    refs["member"] = about
                drafts.append(
                    post.planned(
                        Kind.MEETING,
                        key,
                        to,
                        refs,
                        window,
                    )
                )
    return drafts


async def planned_again(
    connection: Connection, post: Post, rules: ReminderRules, club_id: int
) -> date | None:
    """The day on which the club's meetings are to be planned again; None where it meets by no rule."""
    if await meetings.current_rule(connection, club_id) is None:
        return None
    days: list[date] = []
    for meeting in await meetings.upcoming(connection, club_id, post.now, AHEAD):
        start = meeting.starts_at.astimezone(post.texts.zone)
        days.append(
            min((lead.before(start, rules.hour).date() for lead in rules.meeting), default=start.date())
        )
        days.append(start.date() + PLAN_AHEAD + timedelta(days=1))  # another one is kept
    return next_day(days, post.today)


def _windows(post: Post, rules: ReminderRules, meeting: Meeting) -> list[Window]:
    start = meeting.starts_at.astimezone(post.texts.zone)
    dues = [(lead.before(start, rules.hour), lead) for lead in rules.meeting]
    before = [(due, lead) for due, lead in dues if due < start]
    return windows(before, start, rules.quiet, since=meeting.revised_at, now=post.local)


async def falls_away(connection: Connection, post: Post, club_id: int, rule: MeetingRule) -> Meeting | None:
    """The next meeting, which the members were told of, where this rule would not hold it."""
    upcoming = await meetings.upcoming(connection, club_id, post.now, 1)
    starts = [start.astimezone(UTC) for start in rule.next(post.local, AHEAD)]
    return upcoming[0] if upcoming and upcoming[0].starts_at not in starts else None


async def announce_rule(turn: Turn, club_id: int, rule_id: int, dropped: Meeting | None) -> list[Draft]:
    """Tells the members of a new rule, all but the person who set it;
    and of the meeting that is `dropped` for it.

    Relatives who were reminded of that one are told as well.
    """
    connection, post = turn.connection, turn.post
    (coming,) = await meetings.upcoming(connection, club_id, post.now, 1)
    club_name = (await clubs.get_club(connection, club_id)).name
    members = [
        m.person.id for m in await memberships.members(connection, club_id) if m.person.id != turn.person.id
    ]
    said = await meetings.answers(connection, coming.id)
    subject = f"meeting_rule:{rule_id}"
    old = dropped.starts_at if dropped else None
    drafts = [
        post.to_person(
            Kind.MEETING_RULE,
            subject,
            r,
            announcement(coming, club_name, old, said.get(r.person.id)),
            subject=subject,
        )
        for r in await recipients.recipients(connection, members)
    ]
    if dropped is not None:
        drafts += await _tell_relatives(connection, post, subject, dropped, coming)
    return drafts


async def _tell_relatives(
    connection: Connection, post: Post, subject: str, dropped: Meeting, coming: Meeting
) -> list[Draft]:
    """To relatives who got a reminder of the dropped meeting."""
    reminded = await told.told(connection, Kind.MEETING, subject_of(dropped.id))
    members = {m.person.id: m.person for m in await memberships.members(connection, dropped.club_id)}
    kin = [
        k
        for k in await kinships.relatives_of(connection, list(members))
        if Right.GETS_REMINDERS in k.rights and k.relative_id in reminded
    ]
    to = {r.person.id: r for r in await recipients.recipients(connection, {k.relative_id for k in kin})}
    return [
        post.to_person(
            Kind.MEETING_RULE,
            f"{subject}:for:{k.member_id}",
            to[k.relative_id],
            say(
                "relatives.meeting_moved",
                name=members[k.member_id].full_name,
                dropped=dropped.starts_at,
                at=coming.starts_at,
                place=coming.place,
            ),
            subject=subject,
        )
        for k in kin
    ]
