"""Clubs, the units they belong to, and the codes that let people in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from club.codes import new_code
from club.roles import Office, Standing
from storage.engine import Connection
from storage.schema import club, code, fund_entry, membership, unit
from storage.statements import insert

OFFICE_CODE_DAYS = 30
RELATIVE_CODE_DAYS = 7


@dataclass(frozen=True)
class Club:
    """A club and where it belongs."""

    id: int
    name: str
    commune: str
    province: str
    founded_on: date | None
    members: int = 0


@dataclass(frozen=True)
class Code:
    """A code as it is stored."""

    id: int
    code: str
    purpose: str
    club_id: int
    office: Office | None
    expires_at: datetime | None
    used_at: datetime | None
    person_id: int | None = None
    grants: dict[str, bool] | None = None

    def state(self, now: datetime) -> str:
        """`open`, `used` or `expired`."""
        if self.used_at is not None:
            return "used"
        return "expired" if self.expires_at is not None and self.expires_at <= now else "open"


async def _unit(connection: Connection, kind: str, name: str, parent_id: int | None) -> int:
    found = await connection.execute(
        sa.select(unit.c.id).where(
            unit.c.kind == kind, unit.c.name == name, unit.c.parent_id == parent_id, unit.c.valid_to.is_(None)
        )
    )
    known = found.scalar()
    return int(known) if known is not None else await insert(connection, unit, kind=kind, name=name, parent_id=parent_id)


async def exists(connection: Connection, name: str, commune: str, province: str) -> bool:
    """Whether that commune has a club of that name."""
    return any(c.name == name and c.commune == commune and c.province == province for c in await all_clubs(connection))


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
    """Founds a club with its start-up grant (đồng, 0 for none); answers its id, the chair's code and the join code."""
    province_id = await _unit(connection, "province", province, None)
    commune_id = await _unit(connection, "commune", commune, province_id)
    club_id = await insert(connection, club, name=name, unit_id=commune_id, founded_on=founded_on, created_at=now)
    if fund:
        await insert(
            connection, fund_entry, club_id=club_id, fund="income", kind="grant", amount=fund,
            on_date=founded_on or today, recorded_at=now,
        )  # fmt: skip
    chair, join = await office_code(connection, club_id, Office.CHAIR, now), new_code()
    await insert(connection, code, code=join, purpose="member", club_id=club_id, created_at=now)
    return club_id, chair, join


_province = unit.alias("province")
_CLUBS = sa.select(
    club.c.id,
    club.c.name,
    club.c.founded_on,
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
    return [Club(r.id, r.name, r.commune, r.province, r.founded_on, r.members) for r in rows]


async def get_club(connection: Connection, club_id: int) -> Club:
    """One club."""
    r = (await connection.execute(_CLUBS.where(club.c.id == club_id))).one()
    return Club(r.id, r.name, r.commune, r.province, r.founded_on, r.members)


async def find_code(connection: Connection, typed: str) -> Code | None:
    """The code as stored, used and expired ones included, so that the person can be told which it is."""
    r = (await connection.execute(sa.select(code).where(code.c.code == typed))).one_or_none()
    if r is None:
        return None
    return Code(
        r.id, r.code, r.purpose, r.club_id, Office(r.office) if r.office else None, r.expires_at, r.used_at, r.person_id, r.grants
    )


async def office_code(connection: Connection, club_id: int, office: Office, now: datetime) -> str:
    """A one-time code that gives an office; one of the same office that nobody has used is closed."""
    await connection.execute(
        sa.update(code)
        .where(code.c.club_id == club_id, code.c.office == office.value, code.c.used_at.is_(None))
        .values(expires_at=now)
    )
    typed = new_code()
    await insert(
        connection, code, code=typed, purpose="office", club_id=club_id, office=office.value, created_at=now,
        expires_at=now + timedelta(days=OFFICE_CODE_DAYS),
    )  # fmt: skip
    return typed


async def relative_code(connection: Connection, club_id: int, member_id: int, grants: dict[str, bool], now: datetime) -> str:
    """A one-time code with which somebody may follow this member, with the rights the member chose."""
    typed = new_code()
    await insert(
        connection, code, code=typed, purpose="relative", club_id=club_id, person_id=member_id, grants=grants,
        created_at=now, expires_at=now + timedelta(days=RELATIVE_CODE_DAYS),
    )  # fmt: skip
    return typed


async def use_code(connection: Connection, code_id: int, person_id: int, now: datetime) -> bool:
    """Uses up a one-time code; False if somebody was faster."""
    result = await connection.execute(
        sa.update(code).where(code.c.id == code_id, code.c.used_at.is_(None)).values(used_at=now, used_by=person_id)
    )
    return result.rowcount == 1


async def join_code(connection: Connection, club_id: int) -> str:
    """The code that lets members ask to join the club."""
    found = await connection.execute(
        sa.select(code.c.code).where(code.c.club_id == club_id, code.c.purpose == "member").order_by(code.c.id.desc()).limit(1)
    )
    return str(found.scalar_one())
