"""Use cases of meetings: keeping the next occurrences and planning their reminders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial

from club.kinship import Right
from club.notices import Kind, Reason
from club.roles import Standing
from handlers.chat import Reply, say
from handlers.meetings.answers import AWAY, COME
from handlers.post import Post
from handlers.turn import ReminderRules
from storage import Connection, clubs, kinships, meetings, outbox, people
from storage.meetings import Meeting
from storage.outbox import Draft

AHEAD = 3
"""occurrences kept in the database"""
PLAN_AHEAD = timedelta(days=8)
"""Reminders due within this time stand in the outbox; later ones are added as time goes on."""


async def refresh_occurrences(connection: Connection, post: Post, club_id: int) -> list[Meeting]:
    """Keeps the next meetings that the club's rule gives; what it no longer gives is cancelled with its reminders."""
    found = await meetings.current_rule(connection, club_id)
    starts: list[datetime] = []
    if found is not None:
        rule_id, rule = found
        for start in rule.next(post.local, AHEAD):
            starts.append(start.astimezone(UTC))
            await meetings.plan_meeting(connection, club_id, rule_id, start.astimezone(UTC), rule.place, post.now)
    for meeting_id in await meetings.cancel_from(connection, club_id, post.now, starts):
        await outbox.cancel(connection, f"meeting:{meeting_id}", Reason.CHANGED, post.now)
    return await meetings.upcoming(connection, club_id, post.now, AHEAD)


def reminder_text(meeting: Meeting, club_name: str, *, soon: bool) -> Reply:
    """The reminder as members read it; the date in full, so that it is right whenever it arrives."""
    return say(
        "meetings.reminder_soon" if soon else "meetings.reminder",
        COME.choice(meeting.id, "meetings.come"),
        AWAY.choice(meeting.id, "meetings.away"),
        club=club_name, at=meeting.starts_at, place=meeting.place,
    )  # fmt: skip


async def plan_for_club(
    connection: Connection,
    post: Post,
    rules: ReminderRules,
    club_id: int,
    only: Collection[int] | None = None,
) -> list[Draft]:
    """The reminders of the next meetings, for all members or for `only` these people.

    A lead that had passed when the meeting was set (or the member joined) is not caught up: they were told then.
    """
    upcoming = await meetings.upcoming(connection, club_id, post.now, AHEAD)
    if not upcoming:
        return []
    joined = {
        m.person.id: m.decided_at
        for m in await people.members(connection, club_id, (Standing.ACTIVE,))
        if only is None or m.person.id in only
    }
    recipients = await people.recipients(connection, list(joined))
    kin = [k for k in await kinships.relatives_of(connection, list(joined)) if Right.GETS_REMINDERS in k.rights]
    relatives = {r.person.id: r for r in await people.recipients(connection, {k.relative_id for k in kin})}
    names = {r.person.id: r.person.full_name for r in recipients}
    club_name = (await clubs.get_club(connection, club_id)).name
    zone = post.texts.zone
    drafts: list[Draft] = []
    for meeting in upcoming:
        start = meeting.starts_at.astimezone(zone)
        dues = sorted((lead.before(start, rules.hour), lead) for lead in rules.meeting)
        for position, (due, lead) in enumerate(dues):
            useful_until = dues[position + 1][0] if position + 1 < len(dues) else start
            send_at = rules.quiet.nearest(due, useful_until)
            if due >= start or due > post.local + PLAN_AHEAD or useful_until <= post.local:
                continue
            if send_at is None or due <= meeting.revised_at:
                continue
            reply = reminder_text(meeting, club_name, soon=lead.unit != "d")
            key = f"meeting:{meeting.id}:r{meeting.revision}:{lead}"
            notice = partial(
                post.to_person, Kind.MEETING, subject=f"meeting:{meeting.id}", not_before=send_at.astimezone(UTC),
                expires_at=useful_until.astimezone(UTC),
            )  # fmt: skip
            told = {p for p, since in joined.items() if since is None or due > since}
            drafts += [notice(key, r, reply) for r in recipients if r.person.id in told]
            for k in kin:
                if k.member_id in told:
                    shared = say("relatives.reminder", name=names[k.member_id], at=meeting.starts_at, place=meeting.place)
                    drafts.append(notice(f"{key}:for:{k.member_id}", relatives[k.relative_id], shared))
    return drafts


async def announce_rule(connection: Connection, post: Post, club_id: int, rule_id: int, besides: int) -> list[Draft]:
    """Tells the members of a new rule, all but the person who set it."""
    upcoming = await meetings.upcoming(connection, club_id, post.now, 1)
    club_name = (await clubs.get_club(connection, club_id)).name
    members = [m.person.id for m in await people.members(connection, club_id) if m.person.id != besides]
    reply = say(
        "meetings.rule_announced", COME.choice(upcoming[0].id, "meetings.come"), AWAY.choice(upcoming[0].id, "meetings.away"),
        club=club_name, at=upcoming[0].starts_at, place=upcoming[0].place,
    )  # fmt: skip
    return [
        post.to_person(Kind.MEETING_RULE, f"meeting_rule:{rule_id}", r, reply, subject=f"meeting_rule:{rule_id}")
        for r in await people.recipients(connection, members)
    ]
