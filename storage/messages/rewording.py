"""Notices that still wait, and new words for them: what they say can change between planning and sending."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from club.messages.message import Message
from club.messages.notices import Kind
from storage.database.engine import Connection
from storage.schema import outbox


@dataclass(frozen=True)
class Waiting:
    """A queued notice of which nothing was sent yet."""

    id: int
    dedupe_key: str


async def waiting(connection: Connection, kind: Kind, subject: str, person_id: int) -> list[Waiting]:
    """What waits for a person about a subject, held notices included."""
    rows = await connection.execute(
        sa.select(outbox.c.id, outbox.c.dedupe_key)
        .where(
            outbox.c.kind == kind.value,
            outbox.c.subject == subject,
            outbox.c.person_id == person_id,
            outbox.c.state == "queued",
            outbox.c.parts_sent == 0,
        )
        .order_by(outbox.c.id)
    )
    return [Waiting(r.id, r.dedupe_key) for r in rows]


async def reword(connection: Connection, outbox_id: int, message: Message) -> None:
    """Gives a waiting notice new words; its key and its times stay."""
    await connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == "queued")
        .values(body=message.to_json())
    )


async def told(connection: Connection, kind: Kind, subject: str) -> set[int]:
    """Who got a notice of this kind about a subject."""
    rows = await connection.execute(
        sa.select(outbox.c.person_id).where(
            outbox.c.kind == kind.value,
            outbox.c.subject == subject,
            outbox.c.state.in_(("sent", "sending")),
            outbox.c.person_id.is_not(None),
        )
    )
    return {person_id for (person_id,) in rows}
