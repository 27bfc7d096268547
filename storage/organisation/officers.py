"""Officers of the association's tree: of a commune or a province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from club.organisation.disclosure import Node
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import club, officer, unit


@dataclass(frozen=True)
class Unit:
    """A node of the tree."""

    id: int
    kind: str
    name: str


async def appoint(connection: Connection, unit_id: int, person_id: int, today: date) -> int:
    """From now on this person is an officer of the unit; beside others, and once."""
    await end(connection, person_id, today, unit_id)
    return await insert(connection, officer, unit_id=unit_id, person_id=person_id, from_on=today)


async def end(connection: Connection, person_id: int, today: date, unit_id: int | None = None) -> int:
    """They are an officer (of that unit, or of any) no more."""
    which = [officer.c.person_id == person_id, officer.c.to_on.is_(None)]
    if unit_id is not None:
        which.append(officer.c.unit_id == unit_id)
    return (await connection.execute(sa.update(officer).where(*which).values(to_on=today))).rowcount


async def units_of(connection: Connection, person_id: int) -> list[Unit]:
    """Where this person is an officer today."""
    rows = await connection.execute(
        sa.select(unit.c.id, unit.c.kind, unit.c.name)
        .join(officer, officer.c.unit_id == unit.c.id)
        .where(officer.c.person_id == person_id, officer.c.to_on.is_(None))
        .order_by(unit.c.id)
    )
    return [Unit(r.id, r.kind, r.name) for r in rows]


async def find(connection: Connection, kind: str, name: str, parent: str | None = None) -> Unit | None:
    """The unit of that kind and name (below the unit called `parent`)."""
    above = unit.alias()
    query = sa.select(unit.c.id, unit.c.kind, unit.c.name).outerjoin(above, above.c.id == unit.c.parent_id)
    query = query.where(unit.c.kind == kind, unit.c.name == name, unit.c.valid_to.is_(None))
    if parent is not None:
        query = query.where(above.c.name == parent)
    r = (await connection.execute(query)).first()
    return Unit(r.id, r.kind, r.name) if r else None


async def path(connection: Connection, unit_id: int) -> tuple[int, ...]:
    """The unit and all above it."""
    found = [unit_id]
    while True:
        above = (await connection.execute(sa.select(unit.c.parent_id).where(unit.c.id == found[-1]))).scalar()
        if above is None or above in found:
            return tuple(found)
        found.append(above)


async def tree_below(connection: Connection, unit_id: int) -> Node:
    """The unit with its clubs, and all units below it with theirs."""
    tree = sa.select(unit.c.id, unit.c.parent_id).where(unit.c.id == unit_id).cte("tree", recursive=True)
    below = unit.alias()
    tree = tree.union(sa.select(below.c.id, below.c.parent_id).join(tree, below.c.parent_id == tree.c.id))
    units = (await connection.execute(sa.select(tree.c.id, tree.c.parent_id).order_by(tree.c.id))).all()
    rows = await connection.execute(
        sa.select(club.c.id, club.c.unit_id)
        .where(club.c.unit_id.in_(sa.select(tree.c.id)))
        .order_by(club.c.id)
    )
    children: dict[int, list[int]] = {}
    for r in units:
        if r.id != unit_id:
            children.setdefault(r.parent_id, []).append(r.id)
    clubs: dict[int, list[int]] = {}
    for r in rows:
        clubs.setdefault(r.unit_id, []).append(r.id)

    def node(of: int) -> Node:
        return Node(tuple(clubs.get(of, ())), tuple(node(below_id) for below_id in children.get(of, ())))

    return node(unit_id)
