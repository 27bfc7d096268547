"""Looking back at what was said to an address."""

from __future__ import annotations

import sqlalchemy as sa

from storage.engine import Connection
from storage.schema import outbox

LOOK_BACK = 4
"""messages; an offer further up the chat is no longer what a typed "1" answers."""


async def last_offer(connection: Connection, address_id: int) -> list[list[str]]:
    """The choices [value, label] of the newest message there that had buttons, or none."""
    rows = await connection.execute(
        sa.select(outbox.c.body)
        .where(outbox.c.address_id == address_id, outbox.c.state.in_(("sent", "sending")))
        .order_by(sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at).desc(), outbox.c.id.desc())
        .limit(LOOK_BACK)
    )
    for (body,) in rows:
        if body.get("choices") and body.get("layout") in ("buttons", "menu"):
            return [list(c) for c in body["choices"]]
    return []
