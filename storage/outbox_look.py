"""Looking back at what was said to an address."""

from __future__ import annotations

import sqlalchemy as sa

from club.notices import Kind
from storage.engine import Connection
from storage.schema import outbox

LOOK_BACK = 4
"""messages; an offer further up the chat is no longer what a typed "1" answers."""


async def last_offer(connection: Connection, address_id: int, *, unasked: bool = False) -> list[list[str]]:
    """The choices [value, label] of the newest message there that had some, or none.

    `unasked`: only of notices that came after the last answer, so below a question that stands.
    """
    rows = await connection.execute(
        sa.select(outbox.c.kind, outbox.c.body)
        .where(outbox.c.address_id == address_id, outbox.c.state.in_(("sent", "sending")))
        .order_by(sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at).desc(), outbox.c.id.desc())
        .limit(LOOK_BACK)
    )
    for kind, body in rows:
        if unasked and kind == Kind.ANSWER:
            break
        if body.get("choices") and body.get("layout") in ("buttons", "menu"):
            return [list(c) for c in body["choices"]]
    return []
