"""Looking at what was queued and what became of it, as people in charge ask for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.messages.message import Message
from club.messages.notices import Kind
from storage.database.engine import Connection
from storage.schema import address, outbox, person


@dataclass(frozen=True)
class Entry:
    """One row as people in charge see it."""

    id: int
    dedupe: str
    kind: str
    subject: str | None
    channel: str
    full_name: str | None
    external_id: str | None
    state: str
    reason: str | None
    not_before: datetime
    ended_at: datetime | None
    attempts: int
    body: Mapping[str, Any]

    @property
    def said(self) -> str:
        """The words of the message, as HTML. Raises ValueError where a later version wrote it."""
        return Message.from_json(self.body).text


async def latest(
    connection: Connection,
    *,
    limit: int,
    person_id: int | None = None,
    since: datetime | None = None,
    besides: Collection[Kind] = (),
) -> list[Entry]:
    """The newest rows, of everybody or of one person, `besides` those of some kinds."""
    query = (
        sa.select(outbox, person.c.full_name, address.c.external_id)
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .outerjoin(address, address.c.id == outbox.c.address_id)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    if person_id is not None:
        query = query.where(outbox.c.person_id == person_id)
    if since is not None:
        query = query.where(outbox.c.created_at >= since)
    if besides:
        query = query.where(outbox.c.kind.not_in([k.value for k in besides]))
    rows = await connection.execute(query)
    return [
        Entry(
            r.id,
            r.dedupe_key,
            r.kind,
            r.subject,
            r.channel,
            r.full_name,
            r.external_id,
            r.state,
            r.reason,
            r.not_before,
            r.ended_at,
            r.attempts,
            r.body,
        )
        for r in rows
    ]


@dataclass(frozen=True)
class Delivery:
    """One person's share of a notice to many."""

    person_id: int
    full_name: str
    state: str
    reason: str | None


async def deliveries(connection: Connection, subject: str, kind: Kind) -> list[Delivery]:
    """How a notice to many stands, person by person."""
    rows = await connection.execute(
        sa.select(outbox.c.person_id, person.c.full_name, outbox.c.state, outbox.c.reason)
        .join(person, person.c.id == outbox.c.person_id)
        .where(outbox.c.subject == subject, outbox.c.kind == kind.value)
        .order_by(outbox.c.id)
    )
    return [Delivery(r.person_id, r.full_name, r.state, r.reason) for r in rows]
