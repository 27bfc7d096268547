"""Who says to be somebody on the list without proof: a typed name and phone number,
which the board confirms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from club.people.standing import Standing
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import address, claim, club, membership, person

ON_THE_LIST = (Standing.ACTIVE, Standing.SUSPENDED)


@dataclass(frozen=True)
class Listed:
    """Somebody on a club's list.

    `uses_bot`: messages reach them; `has_chat`: they have used it, if only until they stopped.
    """

    person: Person
    club_id: int
    club: str
    uses_bot: bool
    has_chat: bool
    small_group: str | None = None


@dataclass(frozen=True)
class Claim:
    """Somebody at an address says to be this person."""

    id: int
    address_id: int
    channel: str
    external_id: str
    person_id: int
    club_id: int
    answered: bool


_CHAT = sa.select(address.c.id).where(address.c.person_id == person.c.id)


def _listed(*where: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(
            person.c.id,
            *PERSON_COLUMNS,
            membership.c.club_id,
            membership.c.small_group,
            club.c.name.label("club"),
            sa.exists(_CHAT.where(address.c.state == "active")).label("uses_bot"),
            sa.exists(_CHAT).label("has_chat"),
        )
        .join(membership, membership.c.person_id == person.c.id)
        .join(club, club.c.id == membership.c.club_id)
        .where(membership.c.standing.in_([s.value for s in ON_THE_LIST]), *where)
        .order_by(membership.c.id)
    )


async def _find(connection: Connection, *where: sa.ColumnElement[bool]) -> list[Listed]:
    rows = await connection.execute(_listed(*where))
    found: dict[int, Listed] = {}
    for r in rows:
        found.setdefault(
            r.id,
            Listed(
                person_from(r, r.id), r.club_id, r.club, bool(r.uses_bot), bool(r.has_chat), r.small_group
            ),
        )
    return list(found.values())


async def by_phone(connection: Connection, phone: str) -> list[Listed]:
    """Who stands on a list with this number (E.164), each once."""
    return await _find(connection, person.c.phone == phone)


async def by_id(connection: Connection, person_id: int) -> Listed | None:
    """That person, where they stand on a list."""
    found = await _find(connection, person.c.id == person_id)
    return found[0] if found else None


async def make(connection: Connection, address_id: int, listed: Listed, now: datetime) -> int | None:
    """Notes the claim; None where the same one is open already."""
    known = await connection.execute(
        sa.select(claim.c.id).where(
            claim.c.address_id == address_id,
            claim.c.person_id == listed.person.id,
            claim.c.answered_at.is_(None),
        )
    )
    if known.first() is not None:
        return None
    return await insert(
        connection,
        claim,
        address_id=address_id,
        person_id=listed.person.id,
        club_id=listed.club_id,
        made_at=now,
    )


async def get(connection: Connection, claim_id: int) -> Claim | None:
    """One claim."""
    r = (
        await connection.execute(
            sa.select(claim, address.c.channel, address.c.external_id)
            .join(address, address.c.id == claim.c.address_id)
            .where(claim.c.id == claim_id)
        )
    ).one_or_none()
    if r is None:
        return None
    return Claim(
        r.id, r.address_id, r.channel, r.external_id, r.person_id, r.club_id, r.answered_at is not None
    )


async def answer(connection: Connection, claim_id: int, accepted: bool, *, by: int, now: datetime) -> bool:
    """The board's word; False if somebody else answered before."""
    result = await connection.execute(
        sa.update(claim)
        .where(claim.c.id == claim_id, claim.c.answered_at.is_(None))
        .values(answered_at=now, answered_by=by, accepted=accepted)
    )
    return result.rowcount == 1


async def in_club(connection: Connection, club_id: int) -> list[Listed]:
    """Who stands on the club's list."""
    return await _find(connection, membership.c.club_id == club_id)


async def unlinked(connection: Connection, club_id: int) -> list[Listed]:
    """Who takes part in the club and has never used the bot."""
    return [one for one in await in_club(connection, club_id) if not one.has_chat]
