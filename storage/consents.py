"""What people agreed to: every consent and withdrawal, append-only; the newest of a purpose counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from club.consent import Purpose
from storage.engine import Connection
from storage.schema import consent


@dataclass(frozen=True)
class Given:
    """One consent (`granted`) or its withdrawal: when, where, to which wording, and the witness of one on paper."""

    purpose: Purpose
    granted: bool
    at: datetime
    channel: str
    text_version: str
    witness: str | None


async def history(connection: Connection, person_id: int) -> list[Given]:
    """All of them, oldest first."""
    rows = await connection.execute(sa.select(consent).where(consent.c.person_id == person_id).order_by(consent.c.id))
    return [Given(Purpose(r.purpose), r.granted, r.given_at, r.channel, r.text_version, r.witness) for r in rows]


async def newest(connection: Connection, person_id: int) -> dict[Purpose, Given]:
    """What holds today; a purpose that was never asked about is missing."""
    return {given.purpose: given for given in await history(connection, person_id)}
