"""A person in a club: standing, and the offices held there today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.organisation.roles import Office
from club.people.names import sort_key
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.database.statements import insert_new
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import membership, office, person

HOLDS_NOW = sa.and_(
    office.c.person_id == membership.c.person_id,
    office.c.club_id == membership.c.club_id,
    office.c.to_on.is_(None),
)
"""Joins a membership with the offices held in that club today."""


async def apply_for(connection: Connection, person_id: int, club_id: int, now: datetime) -> int:
    """Asks for membership; who was refused or left may ask again."""
    rows = [
        {"person_id": person_id, "club_id": club_id, "standing": Standing.PENDING.value, "applied_at": now}
    ]
    await insert_new(connection, membership, rows)
    result = await connection.execute(
        sa.update(membership)
        .where(membership.c.person_id == person_id, membership.c.club_id == club_id)
        .values(
            standing=Standing.PENDING.value, applied_at=now, decided_at=None, decided_by=None, reason=None
        )
        .returning(membership.c.id)
    )
    return int(result.scalar_one())


async def decide(
    connection: Connection,
    membership_id: int,
    standing: Standing,
    *,
    by: int | None,
    now: datetime,
    reason: str | None = None,
) -> bool:
    """Approves or refuses a pending membership; False if somebody else decided before."""
    result = await connection.execute(
        sa.update(membership)
        .where(membership.c.id == membership_id, membership.c.standing == Standing.PENDING.value)
        .values(standing=standing.value, decided_at=now, decided_by=by, reason=reason)
    )
    return result.rowcount == 1


@dataclass(frozen=True)
class Member:
    """A person in a club."""

    membership_id: int
    club_id: int
    person: Person
    standing: Standing
    offices: frozenset[Office]
    decided_at: datetime | None = None
    small_group: str | None = None


_MEMBERS = (
    sa.select(
        membership.c.id,
        membership.c.club_id,
        membership.c.person_id,
        membership.c.standing,
        membership.c.decided_at,
        membership.c.small_group,
        office.c.office,
        *PERSON_COLUMNS,
    )
    .join(person, person.c.id == membership.c.person_id)
    .outerjoin(office, HOLDS_NOW)
)


def _members(rows: Any) -> list[Member]:
    found: dict[int, tuple[Any, set[Office]]] = {}
    for r in rows:
        offices = found.setdefault(r.id, (r, set()))[1]
        if r.office:
            offices.add(Office(r.office))
    return [
        Member(
            key,
            r.club_id,
            person_from(r, r.person_id),
            Standing(r.standing),
            frozenset(o),
            r.decided_at,
            r.small_group,
        )
        for key, (r, o) in found.items()
    ]


async def members(
    connection: Connection, club_id: int, standings: Collection[Standing] = (Standing.ACTIVE,)
) -> list[Member]:
    """The club's people of these standings, in Vietnamese order of names."""
    query = _MEMBERS.where(
        membership.c.club_id == club_id, membership.c.standing.in_([s.value for s in standings])
    )
    return sorted(_members(await connection.execute(query)), key=lambda m: sort_key(m.person.full_name))


async def of_person(connection: Connection, person_id: int, club_id: int) -> Member | None:
    """The person's membership in that club."""
    found = _members(
        await connection.execute(
            _MEMBERS.where(membership.c.person_id == person_id, membership.c.club_id == club_id)
        )
    )
    return found[0] if found else None


async def find_membership(connection: Connection, membership_id: int) -> Member | None:
    """One membership by its id."""
    found = _members(await connection.execute(_MEMBERS.where(membership.c.id == membership_id)))
    return found[0] if found else None


async def clubs_of(connection: Connection, person_id: int) -> list[int]:
    """The clubs in which the person takes part."""
    rows = await connection.execute(
        sa.select(membership.c.club_id)
        .where(membership.c.person_id == person_id, membership.c.standing == Standing.ACTIVE.value)
        .order_by(membership.c.club_id)
    )
    return [int(r.club_id) for r in rows]
