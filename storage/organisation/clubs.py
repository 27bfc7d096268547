"""Clubs and the units they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from club.organisation.roles import Office
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.organisation import codes
from storage.schema import club, fund_entry, membership, unit


@dataclass(frozen=True)
class Club:
    """A club and where it belongs."""

    id: int
    name: str
    commune: str
    province: str
    founded_on: date | None
    members: int = 0
    health_station: str | None = None
    """its phone, E.164"""


async def _unit(connection: Connection, kind: str, name: str, parent_id: int | None) -> int:
    found = await connection.execute(
        sa.select(unit.c.id).where(
            unit.c.kind == kind, unit.c.name == name, unit.c.parent_id == parent_id, unit.c.valid_to.is_(None)
        )
    )
    known = found.scalar()
    return (
        int(known)
        if known is not None
        else await insert(connection, unit, kind=kind, name=name, parent_id=parent_id)
    )


async def exists(connection: Connection, name: str, commune: str, province: str) -> bool:
    """Whether that commune has a club of that name."""
    return any(
        c.name == name and c.commune == commune and c.province == province
        for c in await all_clubs(connection)
    )


async def found_club(
    connection: Connection,
    *,
    name: str,
    commune: str,
    province: str,
    founded_on: date | None,
    fund: int,
    now: datetime,
    today: date,
) -> tuple[int, str, str]:
    """Founds a club with its start-up grant (đồng, 0 for none);
    answers its id, the chair's code and the join code.
    """
    province_id = await _unit(connection, "province", province, None)
    commune_id = await _unit(connection, "commune", commune, province_id)
    club_id = await insert(
        connection, club, name=name, unit_id=commune_id, founded_on=founded_on, created_at=now
    )
    if fund:
        await insert(
            connection,
            fund_entry,
            club_id=club_id,
            fund="income",
            kind="grant",
            amount=fund,
            on_date=founded_on or today,
            recorded_at=now,
        )
    chair = await codes.office_code(connection, club_id, Office.CHAIR, now)
    join = await codes.new_join_code(connection, club_id, now)
    return club_id, chair, join


_province = unit.alias("province")
_CLUBS = sa.select(
    club.c.id,
    club.c.name,
    club.c.founded_on,
    club.c.health_station,
    unit.c.name.label("commune"),
    sa.select(_province.c.name).where(_province.c.id == unit.c.parent_id).scalar_subquery().label("province"),
    sa.select(sa.func.count())
    .select_from(membership)
    .where(membership.c.club_id == club.c.id, membership.c.standing == Standing.ACTIVE.value)
    .scalar_subquery()
    .label("members"),
).join(unit, unit.c.id == club.c.unit_id)


async def all_clubs(connection: Connection) -> list[Club]:
    """Every club."""
    rows = await connection.execute(_CLUBS.order_by(club.c.id))
    return [
        Club(r.id, r.name, r.commune, r.province, r.founded_on, r.members, r.health_station) for r in rows
    ]


async def get_club(connection: Connection, club_id: int) -> Club:
    """One club."""
    r = (await connection.execute(_CLUBS.where(club.c.id == club_id))).one()
    return Club(r.id, r.name, r.commune, r.province, r.founded_on, r.members, r.health_station)


async def unit_of_club(connection: Connection, club_id: int) -> int:
    """The unit of the association that the club belongs to."""
    return int((await connection.execute(sa.select(club.c.unit_id).where(club.c.id == club_id))).scalar_one())


async def set_health_station(connection: Connection, club_id: int, phone: str | None) -> None:
    """The phone (E.164) of the health station that looks after the club; None for not known."""
    await connection.execute(sa.update(club).where(club.c.id == club_id).values(health_station=phone))


async def unit_name(connection: Connection, unit_id: int) -> str:
    """What the unit is called."""
    return str((await connection.execute(sa.select(unit.c.name).where(unit.c.id == unit_id))).scalar_one())
