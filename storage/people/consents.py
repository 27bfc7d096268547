"""What people agreed to: every consent and withdrawal, append-only; the newest of a purpose counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.people.consent import TEXT_VERSION, Purpose
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import consent, person


@dataclass(frozen=True)
class Given:
    """One consent (`granted`) or its withdrawal: when, where, to which wording,
    and the witness of one on paper.
    """

    purpose: Purpose
    granted: bool
    at: datetime
    channel: str
    text_version: str
    witness: str | None


async def history(connection: Connection, person_id: int) -> list[Given]:
    """All of them, oldest first."""
    rows = await connection.execute(
        sa.select(consent).where(consent.c.person_id == person_id).order_by(consent.c.id)
    )
    return [
        Given(Purpose(r.purpose), r.granted, r.given_at, r.channel, r.text_version, r.witness) for r in rows
    ]


async def newest(connection: Connection, person_id: int) -> dict[Purpose, Given]:
    """What holds today; a purpose that was never asked about is missing."""
    return {given.purpose: given for given in await history(connection, person_id)}


def agreed_column(purpose: Purpose) -> Any:
    """Of a statement over `person`: whether their newest word on the purpose is a yes;
    None where never asked.
    """
    return (
        sa.select(consent.c.granted)
        .where(consent.c.person_id == person.c.id, consent.c.purpose == purpose.value)
        .order_by(consent.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label(f"consent_{purpose.value}")
    )


async def forget(connection: Connection, person_id: int) -> None:
    """What an applicant said who turns out to be a member: the member's own word stands."""
    await connection.execute(sa.delete(consent).where(consent.c.person_id == person_id))


async def add_consent(
    connection: Connection,
    person_id: int,
    purpose: Purpose,
    granted: bool,
    channel: str,
    now: datetime,
    *,
    witness: str | None = None,
    recorded_by: int | None = None,
) -> None:
    """Appends a consent or its withdrawal; the newest of a purpose counts. One on paper names its witness."""
    await insert(
        connection,
        consent,
        person_id=person_id,
        purpose=purpose.value,
        granted=granted,
        channel=channel,
        text_version=TEXT_VERSION,
        given_at=now,
        witness=witness,
        recorded_by=recorded_by,
    )
