"""Somebody the club knows: name, birth, phone, and the settings of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from club.messages.quiet import QuietHours
from club.people.honorifics import Sex
from club.people.names import matches
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import person


@dataclass(frozen=True)
class Person:
    """Somebody the club knows."""

    id: int
    full_name: str
    birth_year: int | None = None
    sex: Sex | None = None
    phone: str | None = None
    honorific: str | None = None
    language: str | None = None
    large_text: bool = False
    remind_at: time | None = None
    quiet: QuietHours | None = None
    """the hours of their own, local; None for those of the settings file"""
    paused_until: datetime | None = None


PERSON_COLUMNS = (
    person.c.full_name,
    person.c.birth_year,
    person.c.sex,
    person.c.phone,
    person.c.honorific,
    person.c.language,
    person.c.large_text,
    person.c.remind_at,
    person.c.quiet_from,
    person.c.quiet_to,
    person.c.paused_until,
)
"""What `person_from` needs of a row."""


def person_from(row: Any, person_id: int) -> Person:
    """A `Person` of a row that holds the person's columns."""
    quiet = (
        QuietHours(row.quiet_from, row.quiet_to)
        if row.quiet_from is not None and row.quiet_to is not None
        else None
    )
    return Person(
        person_id,
        row.full_name,
        row.birth_year,
        Sex(row.sex) if row.sex else None,
        row.phone,
        row.honorific,
        row.language,
        bool(row.large_text),
        row.remind_at,
        quiet,
        row.paused_until,
    )


async def add_person(
    connection: Connection,
    *,
    full_name: str,
    birth_year: int | None,
    birth_date: date | None,
    sex: Sex | None,
    phone: str | None,
    phone_verified: bool,
    now: datetime,
) -> int:
    """A new person."""
    return await insert(
        connection,
        person,
        full_name=full_name,
        birth_year=birth_year,
        birth_date=birth_date,
        sex=sex.value if sex else None,
        phone=phone,
        phone_verified=phone_verified,
        created_at=now,
    )


async def set_settings(connection: Connection, person_id: int, **values: Any) -> None:
    """What the person set for themselves, by the names of the columns; None for the usual."""
    await connection.execute(sa.update(person).where(person.c.id == person_id).values(**values))


async def verify_phone(connection: Connection, person_id: int) -> None:
    """The messenger vouched that the number on the list is theirs."""
    await connection.execute(sa.update(person).where(person.c.id == person_id).values(phone_verified=True))


async def get_person(connection: Connection, person_id: int) -> Person:
    """The person of that id."""
    row = (await connection.execute(sa.select(*PERSON_COLUMNS).where(person.c.id == person_id))).one()
    return person_from(row, person_id)


async def by_name(connection: Connection, typed: str) -> list[Person]:
    """Everybody whose name holds the typed words; for the command line."""
    rows = await connection.execute(sa.select(person.c.id, *PERSON_COLUMNS))
    return [person_from(r, r.id) for r in rows if matches(r.full_name, typed)]
