"""Offices of a club's board: given for a term, ended, and whose term ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from club.organisation.roles import Office
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import office, person


async def appoint(
    connection: Connection,
    club_id: int,
    person_id: int,
    new_office: Office,
    *,
    by: int | None,
    today: date,
    term_until: date | None = None,
) -> None:
    """Gives an office for a term. It ends for whoever held it, as each office but deputy has one holder."""
    same = [office.c.club_id == club_id, office.c.office == new_office.value, office.c.to_on.is_(None)]
    if new_office is Office.DEPUTY:
        same.append(office.c.person_id == person_id)
    await connection.execute(sa.update(office).where(*same).values(to_on=today))
    if new_office is not Office.DEPUTY:
        await connection.execute(
            sa.update(office)
            .where(office.c.club_id == club_id, office.c.office == new_office.value, office.c.to_on.is_(None))
            .values(to_on=today)
        )
    await insert(
        connection,
        office,
        club_id=club_id,
        person_id=person_id,
        office=new_office.value,
        from_on=today,
        appointed_by=by,
        term_until=term_until,
    )


async def end_offices(
    connection: Connection,
    club_id: int,
    person_id: int,
    today: date,
    offices: Collection[Office] = tuple(Office),
) -> None:
    """The person holds none of these offices any more."""
    which = [office.c.club_id == club_id, office.c.person_id == person_id, office.c.to_on.is_(None)]
    await connection.execute(
        sa.update(office).where(*which, office.c.office.in_([o.value for o in offices])).values(to_on=today)
    )


@dataclass(frozen=True)
class Term:
    """An office whose term ends on a day."""

    office_id: int
    club_id: int
    person_id: int
    full_name: str
    office: Office
    until: date


async def holds_any(connection: Connection, person_id: int) -> bool:
    """Whether the person holds an office today, in whatever club."""
    found = await connection.execute(
        sa.select(office.c.id).where(office.c.person_id == person_id, office.c.to_on.is_(None)).limit(1)
    )
    return found.first() is not None


async def get_term(connection: Connection, office_id: int) -> Term | None:
    """An office that is held today and has a term; None where it is over."""
    row = (
        await connection.execute(
            sa.select(office, person.c.full_name)
            .join(person, person.c.id == office.c.person_id)
            .where(office.c.id == office_id, office.c.to_on.is_(None), office.c.term_until.is_not(None))
        )
    ).one_or_none()
    if row is None:
        return None
    return Term(row.id, row.club_id, row.person_id, row.full_name, Office(row.office), row.term_until)


async def terms_ending(connection: Connection, before: date) -> list[Term]:
    """The offices held today whose term is over by then, the first first."""
    rows = await connection.execute(
        sa.select(office, person.c.full_name)
        .join(person, person.c.id == office.c.person_id)
        .where(office.c.to_on.is_(None), office.c.term_until <= before)
        .order_by(office.c.term_until, office.c.id)
    )
    return [Term(r.id, r.club_id, r.person_id, r.full_name, Office(r.office), r.term_until) for r in rows]
