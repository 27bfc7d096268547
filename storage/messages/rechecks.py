"""Prompts to measure again that wait for a relative who is no longer to know of the readings."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from club.messages.notices import Kind, Reason
from storage.database.engine import Connection
from storage.schema import outbox, reading


async def cancel(
    connection: Connection, member_id: int, relative_id: int, reason: Reason, now: datetime
) -> int:
    """Cancels what would ask the relative to measure the member again; the member's own prompts stay."""
    of_member = sa.select(sa.literal("reading:") + sa.cast(reading.c.id, sa.String)).where(
        reading.c.person_id == member_id
    )
    result = await connection.execute(
        sa.update(outbox)
        .where(
            outbox.c.kind == Kind.RECHECK.value,
            outbox.c.person_id == relative_id,
            outbox.c.state == "queued",
            outbox.c.subject.in_(of_member),
        )
        .values(state="cancelled", reason=reason.value, ended_at=now)
    )
    return result.rowcount
