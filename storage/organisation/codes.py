"""Codes that people type: for all members of a club, for an office, for one person, for a relative."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from club.organisation.codes import new_code
from club.organisation.roles import Office
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import code, wrong_code

JOIN_CODE_LIFE = timedelta(days=365)
JOIN_CODE_RENEWED = timedelta(days=30)
"""A club's code that ends sooner than this gives way to a new one when it is asked for."""
OFFICE_CODE_LIFE = timedelta(days=30)
PERSONAL_CODE_LIFE = timedelta(days=90)
"""They are printed, and handed out at the next meetings."""
RELATIVE_CODE_LIFE = timedelta(days=7)
RESTORE_CODE_LIFE = timedelta(days=1)


@dataclass(frozen=True)
class Code:
    """A code as it is stored. An officer's code names a unit of the association; all others name a club."""

    id: int
    code: str
    purpose: str
    club_id: int | None
    office: Office | None
    expires_at: datetime | None
    used_at: datetime | None
    person_id: int | None = None
    grants: dict[str, Any] | None = None
    unit_id: int | None = None

    def state(self, now: datetime) -> str:
        """`open`, `used` or `expired`."""
        if self.used_at is not None:
            return "used"
        return "expired" if self.expires_at is not None and self.expires_at <= now else "open"


def _code(r: Any) -> Code:
    office = Office(r.office) if r.office else None
    return Code(
        r.id, r.code, r.purpose, r.club_id, office, r.expires_at, r.used_at, r.person_id, r.grants, r.unit_id
    )


async def find_code(connection: Connection, typed: str) -> Code | None:
    """The code as stored, used and expired ones included, so that the person can be told which it is."""
    r = (await connection.execute(sa.select(code).where(code.c.code == typed))).one_or_none()
    return _code(r) if r else None


def _open(now: datetime, *which: sa.ColumnElement[bool]) -> tuple[sa.ColumnElement[bool], ...]:
    return (*which, code.c.used_at.is_(None), sa.or_(code.c.expires_at.is_(None), code.c.expires_at > now))


async def _close(connection: Connection, now: datetime, *which: sa.ColumnElement[bool]) -> int:
    result = await connection.execute(sa.update(code).where(*_open(now, *which)).values(expires_at=now))
    return result.rowcount


async def _new(connection: Connection, purpose: str, now: datetime, life: timedelta, **values: Any) -> str:
    typed = new_code()
    await insert(
        connection, code, code=typed, purpose=purpose, created_at=now, expires_at=now + life, **values
    )
    return typed


# --- for all members of a club


async def join_code(connection: Connection, club_id: int) -> str:
    """The code that lets members ask to join the club."""
    found = await connection.execute(
        sa.select(code.c.code)
        .where(code.c.club_id == club_id, code.c.purpose == "member")
        .order_by(code.c.id.desc())
        .limit(1)
    )
    return str(found.scalar_one())


async def valid_join_code(connection: Connection, club_id: int, now: datetime) -> Code:
    """The same, made anew where it has ended or soon will: for whoever hands it on."""
    found = await find_code(connection, await join_code(connection, club_id))
    assert found is not None
    if found.expires_at is not None and found.expires_at < now + JOIN_CODE_RENEWED:
        found = await find_code(connection, await new_join_code(connection, club_id, now))
        assert found is not None
    return found


async def new_join_code(connection: Connection, club_id: int, now: datetime) -> str:
    """A new code for the club's members; the old one is no longer good."""
    await _close(connection, now, code.c.club_id == club_id, code.c.purpose == "member")
    return await _new(connection, "member", now, JOIN_CODE_LIFE, club_id=club_id)


# --- used once


async def office_code(connection: Connection, club_id: int, office: Office, now: datetime) -> str:
    """A one-time code that gives an office; one of the same office that nobody has used is closed."""
    await _close(connection, now, code.c.club_id == club_id, code.c.office == office.value)
    return await _new(connection, "office", now, OFFICE_CODE_LIFE, club_id=club_id, office=office.value)


async def officer_code(connection: Connection, unit_id: int, now: datetime) -> str:
    """A one-time code that makes somebody an officer of a unit of the association."""
    await _close(connection, now, code.c.unit_id == unit_id, code.c.purpose == "officer")
    return await _new(connection, "officer", now, OFFICE_CODE_LIFE, unit_id=unit_id)


async def relative_code(
    connection: Connection, club_id: int, member_id: int, grants: dict[str, Any], now: datetime
) -> str:
    """A one-time code with which somebody may follow this member, with the rights the member chose."""
    return await _new(
        connection, "relative", now, RELATIVE_CODE_LIFE, club_id=club_id, person_id=member_id, grants=grants
    )


async def personal_code(connection: Connection, club_id: int, person_id: int, now: datetime) -> str:
    """The one-time code with which somebody on the list begins to use the bot;
    one that is open is given again.
    """
    mine = (code.c.person_id == person_id, code.c.club_id == club_id, code.c.purpose == "person")
    lasting = code.c.expires_at > now + PERSONAL_CODE_LIFE / 3
    found = (await connection.execute(sa.select(code.c.code).where(*_open(now, *mine), lasting))).scalar()
    if found is not None:
        return str(found)
    await _close(connection, now, *mine)
    return await _new(connection, "person", now, PERSONAL_CODE_LIFE, club_id=club_id, person_id=person_id)


async def restore_code(connection: Connection, club_id: int, person_id: int, now: datetime) -> str:
    """The one-time code that gives somebody who lost their phone their place back."""
    await _close(connection, now, code.c.person_id == person_id, code.c.purpose == "restore")
    return await _new(connection, "restore", now, RESTORE_CODE_LIFE, club_id=club_id, person_id=person_id)


async def use_code(connection: Connection, code_id: int, person_id: int, now: datetime) -> bool:
    """Uses up a one-time code; False if somebody was faster."""
    result = await connection.execute(
        sa.update(code)
        .where(code.c.id == code_id, code.c.used_at.is_(None))
        .values(used_at=now, used_by=person_id)
    )
    return result.rowcount == 1


async def open_codes(
    connection: Connection, person_id: int, now: datetime, purposes: Collection[str]
) -> list[Code]:
    """The codes about this person that somebody could still use."""
    rows = await connection.execute(
        sa.select(code)
        .where(*_open(now, code.c.person_id == person_id, code.c.purpose.in_(list(purposes))))
        .order_by(code.c.id)
    )
    return [_code(r) for r in rows]


async def revoke(connection: Connection, code_id: int, now: datetime) -> bool:
    """From now on the code is no longer good; False if it was used or had ended."""
    return await _close(connection, now, code.c.id == code_id) == 1


async def revoke_all_of(
    connection: Connection, person_id: int, now: datetime, purposes: Collection[str]
) -> int:
    """No code about this person, for these purposes, is good any more. Answers how many there were."""
    return await _close(connection, now, code.c.person_id == person_id, code.c.purpose.in_(list(purposes)))


# --- wrong ones


async def note_wrong(connection: Connection, address_id: int, now: datetime) -> None:
    """A code was typed there that does not exist."""
    await insert(connection, wrong_code, address_id=address_id, at=now)


async def wrong_since(connection: Connection, address_id: int, since: datetime) -> list[datetime]:
    """When wrong codes were typed there, oldest first."""
    rows = await connection.execute(
        sa.select(wrong_code.c.at)
        .where(wrong_code.c.address_id == address_id, wrong_code.c.at > since)
        .order_by(wrong_code.c.at)
    )
    return [r.at for r in rows]


async def forget_wrong(connection: Connection, before: datetime) -> int:
    """What was mistyped long ago counts no more."""
    return (await connection.execute(sa.delete(wrong_code).where(wrong_code.c.at < before))).rowcount


async def clubs_with_codes(connection: Connection, now: datetime) -> list[tuple[int, str]]:
    """(club, code) of every code that is open."""
    rows = await connection.execute(
        sa.select(code.c.club_id, code.c.code).where(*_open(now, code.c.club_id.is_not(None)))
    )
    return [(r.club_id, r.code) for r in rows]
