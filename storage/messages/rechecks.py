"""What would still ask a relative about a member's readings after they are no longer to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.messages.notices import Kind, Reason
from storage.database.engine import Connection
from storage.messages import dialogues
from storage.schema import address, dialogue, outbox, reading

_ABOUT = {"danger": ("about",), "reading": ("whose", "among")}
"""by flow, the answers that say whose reading a question is about"""


def follow_up(member_id: int | None, address_id: int, stamp: str) -> str:
    """The dedupe key of the follow-up to a question for signs, by which `cancel` knows whom it is about."""
    return f"danger:{member_id or 0}:{address_id}:{stamp}"


async def cancel(
    connection: Connection, member_id: int, relative_id: int, reason: Reason, now: datetime
) -> int:
    """Cancels what would ask the relative about the member, and ends the questions that stand there;
    the member's own stay.
    """
    of_member = sa.select(sa.literal("reading:") + sa.cast(reading.c.id, sa.String)).where(
        reading.c.person_id == member_id
    )
    again = sa.and_(outbox.c.kind == Kind.RECHECK.value, outbox.c.subject.in_(of_member))
    signs = sa.and_(
        outbox.c.kind == Kind.DANGER.value, outbox.c.dedupe_key.startswith(f"danger:{member_id}:")
    )
    result = await connection.execute(
        sa.update(outbox)
        .where(outbox.c.person_id == relative_id, outbox.c.state == "queued", sa.or_(again, signs))
        .values(state="cancelled", reason=reason.value, ended_at=now)
    )
    await _end_questions(connection, member_id, relative_id)
    return result.rowcount


async def _end_questions(connection: Connection, member_id: int, relative_id: int) -> None:
    rows = await connection.execute(
        sa.select(dialogue)
        .join(address, address.c.id == dialogue.c.address_id)
        .where(address.c.person_id == relative_id, dialogue.c.flow.in_(_ABOUT))
    )
    for r in rows.all():
        before = r.data.get("interrupted")
        left = None if before and _is_about(before["flow"], before["data"], member_id) else before
        if _is_about(r.flow, r.data, member_id):
            await dialogues.clear(connection, r.address_id)
            await dialogues.resume(connection, r.address_id, left)
        elif left is not before:
            data = {**r.data, "interrupted": None}
            this = dialogue.c.address_id == r.address_id
            await connection.execute(sa.update(dialogue).where(this).values(data=data))


def _is_about(flow: str, data: Mapping[str, Any], member_id: int) -> bool:
    answers = data.get("answers") or {}
    named = (answers.get(field) for field in _ABOUT.get(flow, ()))
    return any(member_id in value if isinstance(value, list) else value == member_id for value in named)
