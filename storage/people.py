"""People, their memberships, offices and consents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from club.consent import TEXT_VERSION, Purpose
from club.people import Sex, matches, sort_key
from club.quiet import QuietHours
from club.roles import ENDED, Membership, Office, Standing, Standpoint
from storage import officers
from storage.addresses import PREFERRED_FIRST
from storage.engine import Connection
from storage.schema import address, consent, dialogue, kinship, membership, office, officer, person
from storage.statements import insert, insert_new


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


@dataclass(frozen=True)
class Dialogue:
    """The question that stands at an address."""

    flow: str
    step: str
    data: dict[str, Any]
    expires_at: datetime
    offered: list[list[str]] | None = None


@dataclass(frozen=True)
class Writer:
    """Who writes: their address, and the person behind it where it is known."""

    address_id: int
    channel: str
    external_id: str
    state: str
    person: Person | None = None
    memberships: tuple[Membership, ...] = ()
    consents: frozenset[Purpose] = frozenset()
    dialogue: Dialogue | None = None
    units: frozenset[int] = frozenset()
    follows: bool = False
    """whether they are anybody's relative"""

    @property
    def standpoint(self) -> Standpoint:
        """For `club.roles.can`."""
        return Standpoint(self.person.id if self.person else None, self.memberships, self.units)

    @property
    def membership(self) -> Membership | None:
        """The membership spoken of where no club is named: the active one, else the newest."""
        active = (m for m in self.memberships if m.standing is Standing.ACTIVE)
        return next(active, self.memberships[0] if self.memberships else None)

    def holds(self, *offices: Office) -> bool:
        """Whether one of these offices is held anywhere."""
        return any(m.offices & set(offices) for m in self.memberships if m.standing is Standing.ACTIVE)


def _consented(purpose: Purpose) -> Any:
    return (
        sa.select(consent.c.granted)
        .where(consent.c.person_id == person.c.id, consent.c.purpose == purpose.value)
        .order_by(consent.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label(f"consent_{purpose.value}")
    )


PERSON_COLUMNS = (
    person.c.full_name, person.c.birth_year, person.c.sex, person.c.phone, person.c.honorific, person.c.language,
    person.c.large_text, person.c.remind_at, person.c.quiet_from, person.c.quiet_to, person.c.paused_until,
)  # fmt: skip
"""What `person_from` needs of a row."""
HOLDS_NOW = sa.and_(
    office.c.person_id == membership.c.person_id, office.c.club_id == membership.c.club_id, office.c.to_on.is_(None)
)
"""Joins a membership with the offices held in that club today."""
_WRITER = (
    sa.select(
        address.c.id.label("address_id"), address.c.channel, address.c.external_id, address.c.state,
        address.c.person_id, *PERSON_COLUMNS,
        dialogue.c.flow, dialogue.c.step, dialogue.c.data, dialogue.c.expires_at, dialogue.c.offered,
        membership.c.club_id, membership.c.standing, office.c.office, *(_consented(p) for p in Purpose),
        sa.case((membership.c.leads_group, membership.c.small_group)).label("leads"),
        sa.exists(
            sa.select(officer.c.id).where(officer.c.person_id == address.c.person_id, officer.c.to_on.is_(None))
        ).label("is_officer"),
        sa.exists(
            sa.select(kinship.c.id).where(kinship.c.relative_id == address.c.person_id, kinship.c.ended_at.is_(None))
        ).label("follows"),
    )
    .outerjoin(person, person.c.id == address.c.person_id)
    .outerjoin(dialogue, dialogue.c.address_id == address.c.id)
    .outerjoin(membership, membership.c.person_id == address.c.person_id)
    .outerjoin(
        office,
        sa.and_(
            office.c.person_id == address.c.person_id, office.c.club_id == membership.c.club_id, office.c.to_on.is_(None)
        ),
    )
    .where(address.c.channel == sa.bindparam("b_channel"), address.c.external_id == sa.bindparam("b_external"))
    .order_by(membership.c.id.desc())
)  # fmt: skip


def person_from(row: Any, person_id: int) -> Person:
    """A `Person` of a row that holds the person's columns."""
    quiet = QuietHours(row.quiet_from, row.quiet_to) if row.quiet_from is not None and row.quiet_to is not None else None
    return Person(
        person_id, row.full_name, row.birth_year, Sex(row.sex) if row.sex else None, row.phone, row.honorific, row.language,
        bool(row.large_text), row.remind_at, quiet, row.paused_until,
    )  # fmt: skip


async def find_writer(connection: Connection, channel: str, external_id: str) -> Writer | None:
    """Who writes from that address, with everything a handler needs to know of them, in one statement."""
    rows = (await connection.execute(_WRITER, {"b_channel": channel, "b_external": external_id})).all()
    if not rows:
        return None
    first = rows[0]
    clubs: dict[int, tuple[Standing, set[Office], str | None]] = {}
    for r in rows:
        if r.club_id is not None:
            offices = clubs.setdefault(r.club_id, (Standing(r.standing), set(), r.leads))[1]
            if r.office:
                offices.add(Office(r.office))
    units = await officers.units_of(connection, first.person_id) if first.is_officer else []
    return Writer(
        address_id=first.address_id,
        channel=first.channel,
        external_id=first.external_id,
        state=first.state,
        person=person_from(first, first.person_id) if first.person_id is not None else None,
        memberships=tuple(Membership(c, s, frozenset(o), leads) for c, (s, o, leads) in clubs.items()),
        consents=frozenset(p for p in Purpose if getattr(first, f"consent_{p.value}")),
        dialogue=Dialogue(first.flow, first.step, first.data, first.expires_at, first.offered) if first.flow else None,
        units=frozenset(u.id for u in units),
        follows=bool(first.follows),
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
        connection, person, full_name=full_name, birth_year=birth_year, birth_date=birth_date,
        sex=sex.value if sex else None, phone=phone, phone_verified=phone_verified, created_at=now,
    )  # fmt: skip


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


async def add_consent(
    connection: Connection,
    person_id: int,
    purpose: Purpose,
    granted: bool,
    channel: str,
    now: datetime,
    *,
    witness: str | None = None,
    recorded_by: int | None = None,
) -> None:
    """Appends a consent or its withdrawal; the newest of a purpose counts. One on paper names its witness."""
    await insert(
        connection, consent, person_id=person_id, purpose=purpose.value, granted=granted, channel=channel,
        text_version=TEXT_VERSION, given_at=now, witness=witness, recorded_by=recorded_by,
    )  # fmt: skip


async def apply_for(connection: Connection, person_id: int, club_id: int, now: datetime) -> int:
    """Asks for membership; who was refused or left may ask again."""
    rows = [{"person_id": person_id, "club_id": club_id, "standing": Standing.PENDING.value, "applied_at": now}]
    await insert_new(connection, membership, rows)
    result = await connection.execute(
        sa.update(membership)
        .where(membership.c.person_id == person_id, membership.c.club_id == club_id)
        .values(standing=Standing.PENDING.value, applied_at=now, decided_at=None, decided_by=None, reason=None)
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


_MEMBERS = (
    sa.select(
        membership.c.id, membership.c.club_id, membership.c.person_id, membership.c.standing, membership.c.decided_at,
        office.c.office, *PERSON_COLUMNS,
    )
    .join(person, person.c.id == membership.c.person_id)
    .outerjoin(office, HOLDS_NOW)
)  # fmt: skip


def _members(rows: Any) -> list[Member]:
    found: dict[int, tuple[Any, set[Office]]] = {}
    for r in rows:
        offices = found.setdefault(r.id, (r, set()))[1]
        if r.office:
            offices.add(Office(r.office))
    return [
        Member(key, r.club_id, person_from(r, r.person_id), Standing(r.standing), frozenset(o), r.decided_at)
        for key, (r, o) in found.items()
    ]


async def members(connection: Connection, club_id: int, standings: Collection[Standing] = (Standing.ACTIVE,)) -> list[Member]:
    """The club's people of these standings, in Vietnamese order of names."""
    query = _MEMBERS.where(membership.c.club_id == club_id, membership.c.standing.in_([s.value for s in standings]))
    return sorted(_members(await connection.execute(query)), key=lambda m: sort_key(m.person.full_name))


async def find_membership(connection: Connection, membership_id: int) -> Member | None:
    """One membership by its id."""
    found = _members(await connection.execute(_MEMBERS.where(membership.c.id == membership_id)))
    return found[0] if found else None


@dataclass(frozen=True)
class Recipient:
    """A person and where they can be written to; no address means they cannot.

    `gone`: they take part nowhere any more, so nothing is sent to them.
    """

    person: Person
    address_id: int | None
    channel: str | None
    consents: frozenset[Purpose]
    gone: bool = False


def _is_member(*standings: Standing) -> Any:
    found = sa.select(membership.c.id).where(
        membership.c.person_id == person.c.id, membership.c.standing.in_([s.value for s in standings])
    )
    return sa.exists(found)


_FOLLOWS = sa.exists(sa.select(kinship.c.id).where(kinship.c.relative_id == person.c.id, kinship.c.ended_at.is_(None)))
_GONE = sa.or_(
    _is_member(Standing.DIED),
    sa.and_(_is_member(*ENDED), sa.not_(_is_member(*set(Standing) - ENDED)), sa.not_(_FOLLOWS)),
).label("gone")
"""Died, or left every club and follows nobody as a relative."""


async def recipients(connection: Connection, person_ids: Collection[int]) -> list[Recipient]:
    """Where these people can be written to: the active address they prefer, else their newest."""
    if not person_ids:
        return []
    rows = await connection.execute(
        sa.select(
            person.c.id, *PERSON_COLUMNS, address.c.id.label("address_id"), address.c.channel,
            *(_consented(p) for p in Purpose), _GONE,
        )
        .outerjoin(address, sa.and_(address.c.person_id == person.c.id, address.c.state == "active"))
        .where(person.c.id.in_(list(person_ids)))
        .order_by(person.c.id, *PREFERRED_FIRST)
    )  # fmt: skip
    found: dict[int, Recipient] = {}
    for r in rows:
        granted = frozenset(p for p in Purpose if getattr(r, f"consent_{p.value}"))
        found.setdefault(r.id, Recipient(person_from(r, r.id), r.address_id, r.channel, granted, bool(r.gone)))
    return sorted(found.values(), key=lambda r: sort_key(r.person.full_name))


async def by_name(connection: Connection, typed: str) -> list[Person]:
    """Everybody whose name holds the typed words; for the command line."""
    rows = await connection.execute(sa.select(person.c.id, *PERSON_COLUMNS))
    return [person_from(r, r.id) for r in rows if matches(r.full_name, typed)]
