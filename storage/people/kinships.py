"""Who follows whom, with the rights that the member gave; either side may end it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.people.kinship import Right
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import kinship, person


@dataclass(frozen=True)
class Kinship:
    """A relative of a member; `name` and `phone` are those of the other side, as asked for."""

    id: int
    member_id: int
    relative_id: int
    name: str
    rights: frozenset[Right]
    calls: str = ""
    phone: str | None = None


async def add(
    connection: Connection,
    member_id: int,
    relative_id: int,
    rights: Collection[Right],
    now: datetime,
    *,
    calls: str | None = None,
    witness: str | None = None,
    recorded_by: int | None = None,
) -> int:
    """The relative follows the member from now on; an older agreement between the two ends.

    `calls` is how the relative calls the member.
    An agreement on paper names its `witness` and who recorded it.
    """
    await connection.execute(
        sa.update(kinship)
        .where(
            kinship.c.member_id == member_id,
            kinship.c.relative_id == relative_id,
            kinship.c.ended_at.is_(None),
        )
        .values(ended_at=now, ended_by=member_id)
    )
    return await insert(
        connection,
        kinship,
        member_id=member_id,
        relative_id=relative_id,
        agreed_at=now,
        calls=calls,
        witness=witness,
        recorded_by=recorded_by,
        **{right.value: right in rights for right in Right},
    )


def _kinship(r: Any) -> Kinship:
    rights = frozenset(right for right in Right if getattr(r, right.value))
    return Kinship(r.id, r.member_id, r.relative_id, r.full_name, rights, r.calls or "", r.phone)


async def _find(
    connection: Connection, where: sa.ColumnElement[bool], other: sa.Column[int]
) -> list[Kinship]:
    rows = await connection.execute(
        sa.select(kinship, person.c.full_name, person.c.phone)
        .join(person, person.c.id == other)
        .where(where, kinship.c.ended_at.is_(None))
        .order_by(kinship.c.id)
    )
    return [_kinship(r) for r in rows]


async def relatives_of(connection: Connection, member_ids: Collection[int]) -> list[Kinship]:
    """Those who follow these members, by the relative's name."""
    return await _find(connection, kinship.c.member_id.in_(list(member_ids)), kinship.c.relative_id)


async def followed_by(connection: Connection, relative_id: int) -> list[Kinship]:
    """Those whom this person follows, by the member's name."""
    return await _find(connection, kinship.c.relative_id == relative_id, kinship.c.member_id)


async def between(connection: Connection, member_id: int, relative_id: int) -> Kinship | None:
    """The running agreement of these two."""
    both = sa.and_(kinship.c.member_id == member_id, kinship.c.relative_id == relative_id)
    found = await _find(connection, both, kinship.c.relative_id)
    return found[0] if found else None


async def get(connection: Connection, kinship_id: int) -> Kinship | None:
    """One running agreement, by the relative's name."""
    found = await _find(connection, kinship.c.id == kinship_id, kinship.c.relative_id)
    return found[0] if found else None


async def rights_over(connection: Connection, relative_id: int, member_id: int) -> frozenset[Right]:
    """What that member lets this person do."""
    both = sa.and_(kinship.c.relative_id == relative_id, kinship.c.member_id == member_id)
    found = await _find(connection, both, kinship.c.member_id)
    return found[0].rights if found else frozenset()


async def change_right(
    connection: Connection, kinship_id: int, member_id: int, right: Right, given: bool
) -> bool:
    """The member gives or takes one right; False where the agreement is not theirs or has ended."""
    result = await connection.execute(
        sa.update(kinship)
        .where(kinship.c.id == kinship_id, kinship.c.member_id == member_id, kinship.c.ended_at.is_(None))
        .values({right.value: given})
    )
    return result.rowcount == 1


async def end_all(connection: Connection, person_id: int, now: datetime) -> None:
    """The person has died: nobody is told anything more about them, or on their behalf."""
    await connection.execute(
        sa.update(kinship)
        .where(
            sa.or_(kinship.c.member_id == person_id, kinship.c.relative_id == person_id),
            kinship.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


async def ended_with(connection: Connection, person_id: int, died_at: datetime) -> list[Kinship]:
    """Those who followed the person until a death was noted at that moment, by the relative's name."""
    rows = await connection.execute(
        sa.select(kinship, person.c.full_name, person.c.phone)
        .join(person, person.c.id == kinship.c.relative_id)
        .where(kinship.c.member_id == person_id, kinship.c.ended_at == died_at, kinship.c.ended_by.is_(None))
        .order_by(kinship.c.id)
    )
    return [_kinship(r) for r in rows]


async def end(connection: Connection, kinship_id: int, by: int, now: datetime) -> tuple[int, int] | None:
    """Ends it from either side; answers (member, relative), None where `by` is neither or it ended before."""
    result = await connection.execute(
        sa.update(kinship)
        .where(
            kinship.c.id == kinship_id,
            kinship.c.ended_at.is_(None),
            sa.or_(kinship.c.member_id == by, kinship.c.relative_id == by),
        )
        .values(ended_at=now, ended_by=by)
        .returning(kinship.c.member_id, kinship.c.relative_id)
    )
    r = result.one_or_none()
    return (r.member_id, r.relative_id) if r else None
