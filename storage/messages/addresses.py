"""Where people are written to: the chats of one person, which goes first, and codes that link another one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from club.organisation.codes import new_code
from storage.database.engine import Connection
from storage.database.statements import insert, insert_new
from storage.schema import address, dialogue, link_code

LINK_CODE_LIFE = timedelta(minutes=30)
PREFERRED_FIRST = (address.c.preferred_at.desc().nulls_last(), address.c.id.desc())
"""The order in which a person's active addresses are tried."""


@dataclass(frozen=True)
class Address:
    """One chat of a person."""

    id: int
    channel: str
    external_id: str
    state: str


@dataclass(frozen=True)
class LinkCode:
    """A code that makes another chat the same person."""

    id: int
    code: str
    person_id: int
    expires_at: datetime
    used_at: datetime | None

    def state(self, now: datetime) -> str:
        """`open`, `used` or `expired`."""
        if self.used_at is not None:
            return "used"
        return "expired" if self.expires_at <= now else "open"


async def add_address(
    connection: Connection, channel: str, external_id: str, now: datetime, state: str = "active"
) -> int | None:
    """A chat that is new to us; None where it is known already."""
    row = {"channel": channel, "external_id": external_id, "state": state, "created_at": now}
    if not await insert_new(connection, address, [row]):
        return None
    found = await connection.execute(
        sa.select(address.c.id).where(address.c.channel == channel, address.c.external_id == external_id)
    )
    return int(found.scalar_one())


async def set_address_state(connection: Connection, address_id: int, state: str, now: datetime) -> None:
    """Active again, or stopped by the person."""
    await connection.execute(
        sa.update(address)
        .where(address.c.id == address_id)
        .values(state=state, stopped_at=now if state == "stopped" else None)
    )


async def places_of(connection: Connection, address_id: int) -> list[int]:
    """All addresses of the same chat, this one included: one for each who shares it."""
    one = address.alias()
    rows = await connection.execute(
        sa.select(address.c.id)
        .join(one, sa.and_(one.c.channel == address.c.channel, one.c.external_id == address.c.external_id))
        .where(one.c.id == address_id)
        .order_by(address.c.id)
    )
    return [r.id for r in rows]


async def link_address(connection: Connection, address_id: int, person_id: int) -> None:
    """From now on that chat is this person."""
    await connection.execute(sa.update(address).where(address.c.id == address_id).values(person_id=person_id))


async def of_person(
    connection: Connection, person_id: int, states: Collection[str] = ("active",)
) -> list[Address]:
    """The person's chats that can be written to, the first to be tried first."""
    rows = await connection.execute(
        sa.select(address.c.id, address.c.channel, address.c.external_id, address.c.state)
        .where(address.c.person_id == person_id, address.c.state.in_(list(states)))
        .order_by(*PREFERRED_FIRST)
    )
    return [Address(r.id, r.channel, r.external_id, r.state) for r in rows]


async def owner(connection: Connection, address_id: int) -> int | None:
    """Whose chat it is."""
    return (
        await connection.execute(sa.select(address.c.person_id).where(address.c.id == address_id))
    ).scalar()


async def prefer(connection: Connection, address_id: int, now: datetime) -> None:
    """From now on this chat goes before the person's others."""
    person = sa.select(address.c.person_id).where(address.c.id == address_id).scalar_subquery()
    await connection.execute(
        sa.update(address).where(address.c.person_id == person).values(preferred_at=None)
    )
    await connection.execute(sa.update(address).where(address.c.id == address_id).values(preferred_at=now))


async def unlink(connection: Connection, address_id: int) -> None:
    """The chat is nobody's again; what was asked there is forgotten."""
    await connection.execute(sa.delete(dialogue).where(dialogue.c.address_id == address_id))
    await connection.execute(
        sa.update(address)
        .where(address.c.id == address_id)
        .values(person_id=None, preferred_at=None, heard_at=None, agreed_at=None)
    )


async def new_link_code(connection: Connection, person_id: int, now: datetime) -> str:
    """A one-time code for another chat of this person; an unused older one is closed."""
    await connection.execute(
        sa.update(link_code)
        .where(
            link_code.c.person_id == person_id, link_code.c.used_at.is_(None), link_code.c.expires_at > now
        )
        .values(expires_at=now)
    )
    typed = new_code()
    await insert(
        connection,
        link_code,
        code=typed,
        person_id=person_id,
        created_at=now,
        expires_at=now + LINK_CODE_LIFE,
    )
    return typed


async def find_link_code(connection: Connection, typed: str) -> LinkCode | None:
    """The code as stored, used and expired ones included."""
    r = (await connection.execute(sa.select(link_code).where(link_code.c.code == typed))).one_or_none()
    return LinkCode(r.id, r.code, r.person_id, r.expires_at, r.used_at) if r else None


async def use_link_code(connection: Connection, code_id: int, address_id: int, now: datetime) -> bool:
    """Uses up the code; False if somebody was faster."""
    result = await connection.execute(
        sa.update(link_code)
        .where(link_code.c.id == code_id, link_code.c.used_at.is_(None), link_code.c.expires_at > now)
        .values(used_at=now, used_for=address_id)
    )
    return result.rowcount == 1
