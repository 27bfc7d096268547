"""Blood-pressure readings (mmHg). Nothing is deleted by a mistake: a wrong one is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from club.blood_pressure import Pressure
from storage.engine import Connection
from storage.schema import reading
from storage.statements import insert


@dataclass(frozen=True)
class Reading:
    """A stored reading: whose, what, when, and who sent it."""

    id: int
    person_id: int
    pressure: Pressure
    taken_at: datetime
    recorded_by: int


async def add(
    connection: Connection, person_id: int, pressure: Pressure, *, taken_at: datetime, recorded_by: int, now: datetime
) -> int:
    """Stores a reading."""
    return await insert(
        connection, reading, person_id=person_id, systolic=pressure.systolic, diastolic=pressure.diastolic,
        pulse=pressure.pulse, taken_at=taken_at, recorded_by=recorded_by, recorded_at=now,
    )  # fmt: skip


async def last(connection: Connection, person_id: int, *, limit: int, since: datetime | None = None) -> list[Reading]:
    """The newest readings, newest first."""
    query = (
        sa.select(reading)
        .where(reading.c.person_id == person_id, reading.c.withdrawn_at.is_(None))
        .order_by(reading.c.taken_at.desc(), reading.c.id.desc())
        .limit(limit)
    )
    if since is not None:
        query = query.where(reading.c.taken_at >= since)
    rows = await connection.execute(query)
    return [Reading(r.id, r.person_id, Pressure(r.systolic, r.diastolic, r.pulse), r.taken_at, r.recorded_by) for r in rows]


async def withdraw(connection: Connection, reading_id: int, recorded_by: int, now: datetime) -> Pressure | None:
    """Takes back a reading that its sender mistyped; None if it was not theirs or is gone already."""
    result = await connection.execute(
        sa.update(reading)
        .where(reading.c.id == reading_id, reading.c.recorded_by == recorded_by, reading.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(reading.c.systolic, reading.c.diastolic, reading.c.pulse)
    )
    r = result.one_or_none()
    return Pressure(r.systolic, r.diastolic, r.pulse) if r else None
