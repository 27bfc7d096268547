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


async def keep_aside(connection: Connection, updates: Sequence[Received], now: datetime) -> int:
    """Keeps updates that nobody can read, as failed ones; answers how many were new."""
    rows = [
        {
            "channel": u.channel,
            "update_key": u.update_key,
            "payload": u.payload,
            "received_at": now,
            "handled_at": now,
            "failed": True,
        }
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
        .where(inbox.c.handled_at.is_(None), inbox.c.held_for.is_(None))
        .order_by(inbox.c.id)
        .limit(limit)
    )
    return [Received(r.channel, r.update_key, r.payload) for r in rows]


async def hold(connection: Connection, update: Received, chat_id: str) -> None:
    """Keeps an update that was claimed in this transaction, until it is known who of that chat wrote it."""
    await connection.execute(
        sa.update(inbox)
        .where(inbox.c.channel == update.channel, inbox.c.update_key == update.update_key)
        .values(handled_at=None, payload=update.payload, held_for=chat_id)
    )


async def waits(
    connection: Connection, channel: str, chat_id: str, since: datetime, besides: str = ""
) -> bool:
    """Whether anything that came since then is kept for that chat, `besides` the update of that key."""
    found = await connection.execute(
        sa.select(inbox.c.id)
        .where(
            inbox.c.channel == channel,
            inbox.c.held_for == chat_id,
            inbox.c.received_at > since,
            inbox.c.update_key != besides,
        )
        .limit(1)
    )
    return found.first() is not None


async def release(connection: Connection, channel: str, chat_id: str, since: datetime) -> list[Received]:
    """What is kept for that chat and came since then is to be handled, oldest first; the older stays."""
    held = (inbox.c.channel == channel, inbox.c.held_for == chat_id, inbox.c.received_at > since)
    rows = await connection.execute(
        sa.select(inbox.c.channel, inbox.c.update_key, inbox.c.payload).where(*held).order_by(inbox.c.id)
    )
    found = [Received(r.channel, r.update_key, r.payload) for r in rows]
    await connection.execute(sa.update(inbox).where(*held).values(held_for=None))
    return found


async def drop_held(connection: Connection, channel: str, chat_id: str, now: datetime) -> int:
    """Gives up what is kept for that chat: nobody says who wrote it. Answers how many."""
    result = await connection.execute(
        sa.update(inbox)
        .where(inbox.c.channel == channel, inbox.c.held_for == chat_id)
        .values(handled_at=now, payload=sa.null(), held_for=None)
    )
    return result.rowcount


async def drop_held_before(connection: Connection, before: datetime, now: datetime) -> int:
    """Gives up what has been kept for longer than the question stood. Answers how many."""
    result = await connection.execute(
        sa.update(inbox)
        .where(inbox.c.held_for.is_not(None), inbox.c.received_at <= before)
        .values(handled_at=now, payload=sa.null(), held_for=None)
    )
    return result.rowcount


async def purge(connection: Connection, before: datetime) -> int:
    """Forgets updates handled before an instant; channels do not redeliver that late."""
    result = await connection.execute(sa.delete(inbox).where(inbox.c.handled_at < before))
    return result.rowcount
