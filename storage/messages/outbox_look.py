"""Looking back at what was said to an address."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from club.messages.message import Layout, Message
from club.messages.notices import Kind
from storage.database.engine import Connection
from storage.schema import outbox

ANSWERS_LAST = timedelta(days=1)
LOOK_BACK = 4
"""messages; an offer further up the chat is no longer what a typed "1" answers."""


async def newest(connection: Connection, address_id: int) -> Message | None:
    """The newest message there."""
    at = sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at, type_=outbox.c.created_at.type)
    body = await connection.execute(
        sa.select(outbox.c.body)
        .where(outbox.c.address_id == address_id, outbox.c.state.in_(("sent", "sending")))
        .order_by(at.desc(), outbox.c.id.desc())
        .limit(1)
    )
    found = body.scalar_one_or_none()
    return Message.from_json(found) if found is not None else None


async def last_offer(
    connection: Connection, address_id: int, now: datetime, *, unasked: bool = False
) -> list[list[str]]:
    """The choices [value, label] of the newest message there that had some, or none.

    An answer's choices are good for a day; a notice, such as the offer of a loan, may be answered later.
    `unasked`: only of notices that came after the last answer, so below a question that stands.
    """
    at = sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at, type_=outbox.c.created_at.type)
    rows = await connection.execute(
        sa.select(outbox.c.kind, outbox.c.body, at.label("at"))
        .where(outbox.c.address_id == address_id, outbox.c.state.in_(("sent", "sending")))
        .order_by(at.desc(), outbox.c.id.desc())
        .limit(LOOK_BACK)
    )
    for kind, body, said_at in rows:
        if kind in (Kind.ANSWER, Kind.FILE) and (unasked or now - said_at > ANSWERS_LAST):
            break
        message = Message.from_json(body)
        if message.choices and message.layout is not Layout.CONTACT:
            return [[c.value, c.label] for c in message.choices]
    return []


async def newest_answer(connection: Connection, address_id: int) -> list[str]:
    """The values of the choices below the newest answer there, with or without any."""
    at = sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at, type_=outbox.c.created_at.type)
    body = await connection.scalar(
        sa.select(outbox.c.body)
        .where(
            outbox.c.address_id == address_id,
            outbox.c.state.in_(("sent", "sending")),
            outbox.c.kind.in_((Kind.ANSWER, Kind.FILE)),
        )
        .order_by(at.desc(), outbox.c.id.desc())
        .limit(1)
    )
    return [choice.value for choice in Message.from_json(body).choices] if body is not None else []


async def said_in(connection: Connection, address_id: int, provider_id: str) -> str:
    """The words of a message that was sent to this address, as HTML; empty where they are not kept."""
    found = await connection.execute(
        sa.select(outbox.c.body)
        .where(outbox.c.address_id == address_id, outbox.c.provider_id == provider_id)
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    body = found.scalar()
    return str(body.get("text", "")) if isinstance(body, dict) else ""
