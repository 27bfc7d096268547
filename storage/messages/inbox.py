"""Updates as they came in: stored before anything else, claimed once, emptied when handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert_new
from storage.schema import inbox

_CLAIM = (
    sa.update(inbox)
    .where(
        inbox.c.channel == sa.bindparam("b_channel"),
        inbox.c.update_key == sa.bindparam("b_key"),
        inbox.c.handled_at.is_(None),
    )
    .values(handled_at=sa.bindparam("b_now"), payload=sa.null())
)


@dataclass(frozen=True)
class Received:
    """One update: its identity at the channel and its content as JSON."""

    channel: str
    update_key: str
    payload: dict[str, Any]


async def store(connection: Connection, updates: Sequence[Received], now: datetime) -> int:
    """Keeps the updates; a redelivered one changes nothing. Answers how many were new."""
    rows = [
        {"channel": u.channel, "update_key": u.update_key, "payload": u.payload, "received_at": now}
        for u in updates
    ]
    return await insert_new(connection, inbox, rows)


async def claim(connection: Connection, channel: str, update_key: str, now: datetime) -> bool:
    """Takes the update for this transaction and drops its content; False if it was handled before."""
    result = await connection.execute(_CLAIM, {"b_channel": channel, "b_key": update_key, "b_now": now})
    return result.rowcount == 1


async def mark_failed(connection: Connection, channel: str, update_key: str, now: datetime) -> bool:
    """Ends an update that no handler could take; True the first time."""
    result = await connection.execute(
        _CLAIM.values(failed=True), {"b_channel": channel, "b_key": update_key, "b_now": now}
    )
    return result.rowcount == 1


async def pending(connection: Connection, limit: int = 10_000) -> list[Received]:
    """Updates that were stored and not handled before the process ended, oldest first."""
    rows = await connection.execute(
        sa.select(inbox.c.channel, inbox.c.update_key, inbox.c.payload)
        .where(inbox.c.handled_at.is_(None))
        .order_by(inbox.c.id)
        .limit(limit)
    )
    return [Received(r.channel, r.update_key, r.payload) for r in rows]


async def purge(connection: Connection, before: datetime) -> int:
    """Forgets updates handled before an instant; channels do not redeliver that late."""
    result = await connection.execute(sa.delete(inbox).where(inbox.c.handled_at < before))
    return result.rowcount
