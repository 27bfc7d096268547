"""Membership lists that were sent in and wait for confirmation.

Once applied or given up, what they hold is forgotten.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import people_list


async def keep(
    connection: Connection,
    club_id: int,
    rows: list[dict[str, Any]],
    *,
    name: str,
    by: int | None,
    now: datetime,
) -> int:
    """Keeps the rows until somebody confirms them; an older list of the same sender is forgotten."""
    await connection.execute(
        sa.update(people_list)
        .where(people_list.c.sent_by == by, people_list.c.rows.is_not(None))
        .values(rows=sa.null())
    )
    return await insert(
        connection, people_list, club_id=club_id, rows=rows, name=name[:160], sent_by=by, created_at=now
    )


async def waiting(connection: Connection, list_id: int) -> list[dict[str, Any]] | None:
    """The rows that wait for an answer; None where they were applied or forgotten before."""
    rows: list[dict[str, Any]] | None = (
        await connection.execute(
            sa.select(people_list.c.rows).where(
                people_list.c.id == list_id, people_list.c.applied_at.is_(None)
            )
        )
    ).scalar()
    return rows


async def take(connection: Connection, list_id: int, now: datetime) -> None:
    """The rows are applied, once, and forgotten."""
    await connection.execute(
        sa.update(people_list).where(people_list.c.id == list_id).values(applied_at=now, rows=sa.null())
    )


async def forget(connection: Connection, before: datetime) -> int:
    """Empties what nobody confirmed in time."""
    result = await connection.execute(
        sa.update(people_list)
        .where(people_list.c.created_at < before, people_list.c.rows.is_not(None))
        .values(rows=sa.null())
    )
    return result.rowcount
