"""When the notices of a club's meetings and of a loan are planned next: rows are found by what is due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.schema import loan, meeting_rule, membership

PAGE = 500
"""rows looked up at once"""


async def clubs_due(connection: Connection, now: datetime) -> list[int]:
    """Clubs whose meetings are to be planned by now, the longest due first; a page of them."""
    found = await connection.execute(
        sa.select(meeting_rule.c.club_id)
        .where(meeting_rule.c.plan_at <= now)
        .order_by(meeting_rule.c.plan_at, meeting_rule.c.id)
        .limit(PAGE)
    )
    return list(found.scalars())


async def loans_due(connection: Connection, now: datetime) -> list[int]:
    """Loans whose notices are to be planned by now, the longest due first; a page of them."""
    found = await connection.execute(
        sa.select(loan.c.id).where(loan.c.plan_at <= now).order_by(loan.c.plan_at, loan.c.id).limit(PAGE)
    )
    return list(found.scalars())


async def next_due(connection: Connection) -> datetime | None:
    """When there is something to plan next."""
    firsts: list[datetime | None] = []
    for table in (meeting_rule, loan):
        first = sa.select(table.c.plan_at).where(table.c.plan_at.is_not(None)).order_by(table.c.plan_at)
        firsts.append((await connection.execute(first.limit(1))).scalar())
    return min((at for at in firsts if at is not None), default=None)


async def club_planned(connection: Connection, club_id: int, again_at: datetime | None) -> None:
    """The club's meetings are planned until then; None where it meets by no rule."""
    await connection.execute(
        sa.update(meeting_rule)
        .where(meeting_rule.c.club_id == club_id, meeting_rule.c.plan_at.is_not(None))
        .values(plan_at=sa.case((meeting_rule.c.ended_at.is_(None), again_at), else_=None))
    )


async def loan_planned(connection: Connection, loan_id: int, again_at: datetime | None) -> None:
    """The loan's notices are planned until then; None where nothing is to come."""
    await connection.execute(sa.update(loan).where(loan.c.id == loan_id).values(plan_at=again_at))


async def plan_again(
    connection: Connection, now: datetime, *, clubs: Collection[int] = (), people: Collection[int] = ()
) -> None:
    """Something changed in these clubs, or around these members: who follows them, what they may do."""
    theirs = sa.select(membership.c.club_id).where(membership.c.person_id.in_(list(people)))
    await connection.execute(
        sa.update(meeting_rule)
        .where(
            meeting_rule.c.ended_at.is_(None),
            sa.or_(meeting_rule.c.club_id.in_(list(clubs)), meeting_rule.c.club_id.in_(theirs)),
        )
        .values(plan_at=now)
    )
    await connection.execute(
        sa.update(loan)
        .where(
            loan.c.state == "active",
            sa.or_(loan.c.club_id.in_(list(clubs)), loan.c.person_id.in_(list(people))),
        )
        .values(plan_at=now)
    )
