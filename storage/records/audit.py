"""The record of who looked at or changed what about whom. Append-only; the person concerned can read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import audit, membership, person


@dataclass(frozen=True)
class Line:
    """One line of the record. `actor` is a name, None for the operator's command line or somebody erased."""

    at: datetime
    actor_id: int | None
    actor: str | None
    action: str
    detail: str | None


async def note(
    connection: Connection,
    action: str,
    *,
    by: int | None,
    now: datetime,
    club_id: int | None = None,
    about: int | None = None,
    detail: str | None = None,
) -> None:
    """Writes down that `by` did `action`, about one person or, without `about`, about all of the club."""
    await insert(
        connection,
        audit,
        at=now,
        actor_id=by,
        action=action,
        club_id=club_id,
        subject_id=about,
        detail=detail[:120] if detail else None,
    )


async def noted_since(connection: Connection, action: str, *, by: int, club_id: int, since: datetime) -> bool:
    """Whether `by` has done this to all of the club since then:
    a list that is looked at often is one line a day.
    """
    which = (
        audit.c.actor_id == by,
        audit.c.action == action,
        audit.c.club_id == club_id,
        audit.c.at >= since,
    )
    return (await connection.execute(sa.select(audit.c.id).where(*which).limit(1))).first() is not None


async def about_person(connection: Connection, person_id: int, *, limit: int) -> list[Line]:
    """Who else looked at or changed something of this person or of the whole list
    of their clubs, newest first.
    """
    clubs = sa.select(membership.c.club_id).where(membership.c.person_id == person_id)
    rows = await connection.execute(
        sa.select(audit, person.c.full_name)
        .outerjoin(person, person.c.id == audit.c.actor_id)
        .where(
            sa.or_(
                audit.c.subject_id == person_id,
                sa.and_(audit.c.subject_id.is_(None), audit.c.club_id.in_(clubs)),
            ),
            audit.c.actor_id.is_distinct_from(person_id),
        )
        .order_by(audit.c.id.desc())
        .limit(limit)
    )
    return [Line(r.at, r.actor_id, r.full_name, r.action, r.detail) for r in rows]
