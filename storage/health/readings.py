"""Blood-pressure readings (mmHg). Nothing is deleted by a mistake: a wrong one is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.health.blood_pressure import Pressure
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import person, reading


@dataclass(frozen=True)
class Reading:
    """A stored reading: whose, what, when, and who sent it."""

    id: int
    person_id: int
    pressure: Pressure
    taken_at: datetime
    recorded_by: int
    recorder: str = ""
    """the name of whoever sent it"""
    recorded_at: datetime | None = None


async def add(
    connection: Connection,
    person_id: int,
    pressure: Pressure,
    *,
    taken_at: datetime,
    recorded_by: int,
    now: datetime,
    message: str | None = None,
) -> int:
    """Stores a reading; `message` names the message it came in, so that an edit of it can be understood."""
    return await insert(
        connection,
        reading,
        person_id=person_id,
        systolic=pressure.systolic,
        diastolic=pressure.diastolic,
        pulse=pressure.pulse,
        taken_at=taken_at,
        recorded_by=recorded_by,
        recorded_at=now,
        message=message,
    )


_READINGS = sa.select(reading, person.c.full_name).join(person, person.c.id == reading.c.recorded_by)


def _reading(r: Any) -> Reading:
    pressure = Pressure(r.systolic, r.diastolic, r.pulse)
    return Reading(r.id, r.person_id, pressure, r.taken_at, r.recorded_by, r.full_name, r.recorded_at)


async def of_message(connection: Connection, recorded_by: int, message: str) -> list[Reading]:
    """The readings, not withdrawn, that this person sent in that message, in its order."""
    mine = sa.and_(reading.c.message == message, reading.c.recorded_by == recorded_by)
    rows = await connection.execute(
        _READINGS.where(mine, reading.c.withdrawn_at.is_(None)).order_by(reading.c.id)
    )
    return [_reading(r) for r in rows]


async def get(connection: Connection, reading_id: int) -> Reading | None:
    """One reading, withdrawn or not."""
    r = (await connection.execute(_READINGS.where(reading.c.id == reading_id))).one_or_none()
    return _reading(r) if r else None


async def last(
    connection: Connection, person_id: int, *, limit: int, since: datetime | None = None
) -> list[Reading]:
    """The newest readings, newest first."""
    query = (
        _READINGS.where(reading.c.person_id == person_id, reading.c.withdrawn_at.is_(None))
        .order_by(reading.c.taken_at.desc(), reading.c.id.desc())
        .limit(limit)
    )
    if since is not None:
        query = query.where(reading.c.taken_at >= since)
    return [_reading(r) for r in await connection.execute(query)]


async def recorded(connection: Connection, by: int, *, since: datetime, limit: int) -> list[Reading]:
    """What this person noted since then, of whomever, newest first."""
    mine = (reading.c.recorded_by == by, reading.c.recorded_at >= since, reading.c.withdrawn_at.is_(None))
    rows = await connection.execute(_READINGS.where(*mine).order_by(reading.c.id.desc()).limit(limit))
    return [_reading(r) for r in rows]


async def withdraw(connection: Connection, reading_id: int, by: int, now: datetime) -> Reading | None:
    """Takes back a reading that was mistyped: by whoever sent it, or whose it is.

    None where it is neither's, or gone.
    """
    result = await connection.execute(
        sa.update(reading)
        .where(
            reading.c.id == reading_id,
            sa.or_(reading.c.recorded_by == by, reading.c.person_id == by),
            reading.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    return await get(connection, reading_id) if result.rowcount == 1 else None


async def drop_all(connection: Connection, person_id: int) -> int:
    """Deletes the person's readings: they no longer want them kept. Answers how many there were."""
    return (await connection.execute(sa.delete(reading).where(reading.c.person_id == person_id))).rowcount
