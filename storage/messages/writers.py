"""Who writes: the address, the person behind it, and the question that stands there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.organisation.roles import Membership, Office, Standpoint
from club.people.consent import Purpose
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.organisation import officers
from storage.people.consents import agreed_column
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import address, dialogue, kinship, membership, office, officer, person


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


_WRITER = (
    sa.select(
        address.c.id.label("address_id"),
        address.c.channel,
        address.c.external_id,
        address.c.state,
        address.c.person_id,
        *PERSON_COLUMNS,
        dialogue.c.flow,
        dialogue.c.step,
        dialogue.c.data,
        dialogue.c.expires_at,
        dialogue.c.offered,
        membership.c.club_id,
        membership.c.standing,
        office.c.office,
        *(agreed_column(p) for p in Purpose),
        sa.case((membership.c.leads_group, membership.c.small_group)).label("leads"),
        sa.exists(
            sa.select(officer.c.id).where(
                officer.c.person_id == address.c.person_id, officer.c.to_on.is_(None)
            )
        ).label("is_officer"),
        sa.exists(
            sa.select(kinship.c.id).where(
                kinship.c.relative_id == address.c.person_id, kinship.c.ended_at.is_(None)
            )
        ).label("follows"),
    )
    .outerjoin(person, person.c.id == address.c.person_id)
    .outerjoin(dialogue, dialogue.c.address_id == address.c.id)
    .outerjoin(membership, membership.c.person_id == address.c.person_id)
    .outerjoin(
        office,
        sa.and_(
            office.c.person_id == address.c.person_id,
            office.c.club_id == membership.c.club_id,
            office.c.to_on.is_(None),
        ),
    )
    .where(
        address.c.channel == sa.bindparam("b_channel"), address.c.external_id == sa.bindparam("b_external")
    )
    .order_by(membership.c.id.desc())
)


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
        dialogue=Dialogue(first.flow, first.step, first.data, first.expires_at, first.offered)
        if first.flow
        else None,
        units=frozenset(u.id for u in units),
        follows=bool(first.follows),
    )
