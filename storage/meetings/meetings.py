"""The monthly rule of each club, its next meetings, and who said they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from club.meetings.rules import MeetingRule, RuleKind
from storage.database.engine import Connection
from storage.database.statements import insert, insert_for, insert_new
from storage.schema import attendance, meeting, meeting_rule


@dataclass(frozen=True)
class Meeting:
    """One meeting of a club; `revision` rises whenever it is moved."""

    id: int
    club_id: int
    starts_at: datetime
    place: str
    revision: int
    state: str
    revised_at: datetime


async def set_rule(
    connection: Connection, club_id: int, rule: MeetingRule, *, by: int | None, now: datetime
) -> int:
    """Replaces the club's rule from now on."""
    await connection.execute(
        sa.update(meeting_rule)
        .where(meeting_rule.c.club_id == club_id, meeting_rule.c.ended_at.is_(None))
        .values(ended_at=now, plan_at=None)
    )
    return await insert(
        connection,
        meeting_rule,
        club_id=club_id,
        kind=rule.kind.value,
        day=rule.day,
        weekday=rule.weekday,
        week=rule.week,
        at=rule.at,
        place=rule.place,
        set_by=by,
        set_at=now,
        plan_at=now,
    )


async def current_rule(connection: Connection, club_id: int) -> tuple[int, MeetingRule] | None:
    """The rule in force and its id."""
    r = (
        await connection.execute(
            sa.select(meeting_rule).where(
                meeting_rule.c.club_id == club_id, meeting_rule.c.ended_at.is_(None)
            )
        )
    ).one_or_none()
    return (r.id, MeetingRule(RuleKind(r.kind), r.at, r.place, r.day, r.weekday, r.week)) if r else None


async def upcoming(connection: Connection, club_id: int, now: datetime, limit: int = 3) -> list[Meeting]:
    """The club's next meetings."""
    rows = await connection.execute(
        sa.select(meeting)
        .where(meeting.c.club_id == club_id, meeting.c.state == "planned", meeting.c.starts_at > now)
        .order_by(meeting.c.starts_at)
        .limit(limit)
    )
    return [_meeting(r) for r in rows]


def _meeting(r: sa.Row[tuple[object, ...]]) -> Meeting:
    return Meeting(r.id, r.club_id, r.starts_at, r.place, r.revision, r.state, r.revised_at)


async def get_meeting(connection: Connection, meeting_id: int) -> Meeting | None:
    """One meeting."""
    r = (await connection.execute(sa.select(meeting).where(meeting.c.id == meeting_id))).one_or_none()
    return _meeting(r) if r else None


async def plan_meeting(
    connection: Connection, club_id: int, rule_id: int, starts_at: datetime, place: str, now: datetime
) -> None:
    """Keeps one occurrence of the rule; a known one changes only if it was cancelled or is held elsewhere."""
    row = {
        "club_id": club_id,
        "rule_id": rule_id,
        "starts_at": starts_at,
        "place": place,
        "state": "planned",
        "revised_at": now,
    }
    if await insert_new(connection, meeting, [row]):
        return
    await connection.execute(
        sa.update(meeting)
        .where(
            meeting.c.club_id == club_id,
            meeting.c.starts_at == starts_at,
            sa.or_(meeting.c.state != "planned", meeting.c.place != place),
        )
        .values(
            rule_id=rule_id, place=place, state="planned", revision=meeting.c.revision + 1, revised_at=now
        )
    )


async def cancel_from(connection: Connection, club_id: int, now: datetime, keep: list[datetime]) -> list[int]:
    """Cancels the planned meetings ahead that the rule no longer gives; answers their ids."""
    result = await connection.execute(
        sa.update(meeting)
        .where(
            meeting.c.club_id == club_id,
            meeting.c.state == "planned",
            meeting.c.starts_at > now,
            meeting.c.starts_at.not_in(keep),
        )
        .values(state="cancelled", revision=meeting.c.revision + 1, revised_at=now)
        .returning(meeting.c.id)
    )
    return [meeting_id for (meeting_id,) in result]


async def answer(
    connection: Connection, meeting_id: int, person_id: int, coming: bool, now: datetime
) -> None:
    """Notes whether a person comes; the last word counts."""
    values = {"coming": coming, "answered_at": now}
    statement = insert_for(connection, attendance).values(
        meeting_id=meeting_id, person_id=person_id, **values
    )
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=values)
    )


async def answers(connection: Connection, meeting_id: int) -> dict[int, bool]:
    """Who said what, by person."""
    rows = await connection.execute(
        sa.select(attendance.c.person_id, attendance.c.coming).where(attendance.c.meeting_id == meeting_id)
    )
    return {r.person_id: r.coming for r in rows}
