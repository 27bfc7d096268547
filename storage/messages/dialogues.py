"""Which question stands at which address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert_for
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import address, dialogue, person


async def save(
    connection: Connection,
    address_id: int,
    *,
    flow: str,
    step: str,
    data: dict[str, Any],
    offered: list[list[str]] | None,
    expires_at: datetime,
) -> None:
    """Keeps the standing question, replacing an older one."""
    values = {"flow": flow, "step": step, "data": data, "offered": offered, "expires_at": expires_at}
    statement = insert_for(connection, dialogue).values(address_id=address_id, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["address_id"], set_=values))


async def clear(connection: Connection, address_id: int) -> None:
    """Nothing is asked any more."""
    await connection.execute(sa.delete(dialogue).where(dialogue.c.address_id == address_id))


async def resume(connection: Connection, address_id: int, interrupted: dict[str, Any] | None) -> None:
    """Makes a question that an urgent one interrupted stand again, as long as it would have stood."""
    if interrupted:
        until = datetime.fromisoformat(interrupted["expires_at"])
        await save(connection, address_id, **{**interrupted, "expires_at": until})


@dataclass(frozen=True)
class Expired:
    """A question that nobody answered in time."""

    address_id: int
    channel: str
    flow: str
    expires_at: datetime
    person: Person | None


async def expired(connection: Connection, now: datetime) -> list[int]:
    """Ids of the addresses where a question stands whose time is over."""
    found = await connection.execute(sa.select(dialogue.c.address_id).where(dialogue.c.expires_at <= now))
    return list(found.scalars())


async def take_expired(connection: Connection, address_id: int, now: datetime) -> Expired | None:
    """Removes the question whose time is over; None where it may not be spoken of there, or stands no more.

    What it had interrupted stands again; where its own time is over, the next call takes it.
    """
    of_it = sa.and_(dialogue.c.address_id == address_id, dialogue.c.expires_at <= now)
    row = (
        await connection.execute(
            sa.select(
                dialogue.c.flow,
                dialogue.c.data,
                dialogue.c.expires_at,
                address.c.channel,
                address.c.person_id,
                *PERSON_COLUMNS,
            )
            .join(address, address.c.id == dialogue.c.address_id)
            .outerjoin(person, person.c.id == address.c.person_id)
            .where(of_it, address.c.state == "active")
        )
    ).one_or_none()
    await connection.execute(sa.delete(dialogue).where(of_it))
    if row is None:
        return None
    await resume(connection, address_id, row.data.get("interrupted"))
    who = person_from(row, row.person_id) if row.person_id else None
    return Expired(address_id, row.channel, row.flow, row.expires_at, who)
