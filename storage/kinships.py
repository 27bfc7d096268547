"""Who follows whom, with the rights that the member gave; either side may end it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.engine import Connection
from storage.schema import kinship, person
from storage.statements import insert


@dataclass(frozen=True)
class Kinship:
    """A relative of a member; `name` is that of the other side, as asked for."""

    id: int
    member_id: int
    relative_id: int
    name: str
    sees_readings: bool
    gets_alerts: bool
    gets_reminders: bool


async def add(connection: Connection, member_id: int, relative_id: int, grants: dict[str, bool], now: datetime) -> int:
    """The relative follows the member from now on; an older agreement between the two ends."""
    await connection.execute(
        sa.update(kinship)
        .where(kinship.c.member_id == member_id, kinship.c.relative_id == relative_id, kinship.c.ended_at.is_(None))
        .values(ended_at=now, ended_by=member_id)
    )
    return await insert(
        connection, kinship, member_id=member_id, relative_id=relative_id, agreed_at=now,
        sees_readings=grants["sees_readings"], gets_alerts=grants["gets_alerts"], gets_reminders=grants["gets_reminders"],
    )  # fmt: skip


async def _find(connection: Connection, where: sa.ColumnElement[bool], other: sa.Column[int]) -> list[Kinship]:
    rows = await connection.execute(
        sa.select(kinship, person.c.full_name)
        .join(person, person.c.id == other)
        .where(where, kinship.c.ended_at.is_(None))
        .order_by(kinship.c.id)
    )
    return [
        Kinship(r.id, r.member_id, r.relative_id, r.full_name, r.sees_readings, r.gets_alerts, r.gets_reminders) for r in rows
    ]


async def relatives_of(connection: Connection, member_ids: Collection[int]) -> list[Kinship]:
    """Those who follow these members, by the relative's name."""
    return await _find(connection, kinship.c.member_id.in_(list(member_ids)), kinship.c.relative_id)


async def followed_by(connection: Connection, relative_id: int) -> list[Kinship]:
    """Those whom this person follows, by the member's name."""
    return await _find(connection, kinship.c.relative_id == relative_id, kinship.c.member_id)


async def end_all(connection: Connection, person_id: int, now: datetime) -> None:
    """The person has died: nobody is told anything more about them, or on their behalf."""
    await connection.execute(
        sa.update(kinship)
        .where(sa.or_(kinship.c.member_id == person_id, kinship.c.relative_id == person_id), kinship.c.ended_at.is_(None))
        .values(ended_at=now)
    )


async def end(connection: Connection, kinship_id: int, by: int, now: datetime) -> tuple[int, int] | None:
    """Ends it from either side; answers (member, relative), None where `by` is neither or it ended before."""
    result = await connection.execute(
        sa.update(kinship)
        .where(
            kinship.c.id == kinship_id,
            kinship.c.ended_at.is_(None),
            sa.or_(kinship.c.member_id == by, kinship.c.relative_id == by),
        )
        .values(ended_at=now, ended_by=by)
        .returning(kinship.c.member_id, kinship.c.relative_id)
    )
    r = result.one_or_none()
    return (r.member_id, r.relative_id) if r else None
