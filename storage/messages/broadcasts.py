"""Notices that a board sent to its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import broadcast


@dataclass(frozen=True)
class Broadcast:
    """A notice to many and how many it was meant for."""

    id: int
    club_id: int
    author_id: int
    recipients: int
    created_at: datetime
    body: str


async def add(
    connection: Connection,
    club_id: int,
    author_id: int,
    body: str,
    media: dict[str, Any] | None,
    recipients: int,
    now: datetime,
) -> int:
    """Keeps the notice."""
    return await insert(
        connection,
        broadcast,
        club_id=club_id,
        author_id=author_id,
        body=body,
        media=media,
        recipients=recipients,
        created_at=now,
    )


def _broadcast(r: sa.Row[tuple[object, ...]]) -> Broadcast:
    return Broadcast(r.id, r.club_id, r.author_id, r.recipients, r.created_at, r.body)


async def get(connection: Connection, broadcast_id: int) -> Broadcast:
    """One notice."""
    r = (await connection.execute(sa.select(broadcast).where(broadcast.c.id == broadcast_id))).one()
    return _broadcast(r)


async def unreported(connection: Connection) -> list[Broadcast]:
    """Notices whose author has not had the final report."""
    rows = await connection.execute(
        sa.select(broadcast).where(broadcast.c.reported_at.is_(None)).order_by(broadcast.c.id)
    )
    return [_broadcast(r) for r in rows]


async def mark_reported(connection: Connection, broadcast_id: int, now: datetime) -> bool:
    """True the first time."""
    result = await connection.execute(
        sa.update(broadcast)
        .where(broadcast.c.id == broadcast_id, broadcast.c.reported_at.is_(None))
        .values(reported_at=now)
    )
    return result.rowcount == 1


async def find(connection: Connection, broadcast_id: int) -> Broadcast | None:
    """One notice, None where there is none of that id."""
    r = (await connection.execute(sa.select(broadcast).where(broadcast.c.id == broadcast_id))).one_or_none()
    return _broadcast(r) if r is not None else None


async def latest_of(
    connection: Connection, club_id: int, author_id: int, since: datetime
) -> Broadcast | None:
    """The newest notice that this person sent to this club since then."""
    query = (
        sa.select(broadcast)
        .where(
            broadcast.c.club_id == club_id,
            broadcast.c.author_id == author_id,
            broadcast.c.created_at >= since,
        )
        .order_by(broadcast.c.id.desc())
        .limit(1)
    )
    r = (await connection.execute(query)).one_or_none()
    return _broadcast(r) if r is not None else None
