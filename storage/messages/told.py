"""Who was told of something."""

from __future__ import annotations

import sqlalchemy as sa

from club.messages.notices import Kind
from storage.database.engine import Connection
from storage.schema import outbox


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
