"""Who writes: the address, the person behind it, and the question that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.organisation.roles import Membership, Office, Standpoint
from club.people.consent import Purpose
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.messages import sharing
from storage.messages.sharing import COMING_IN, SILENCE, Sharer
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
    sharers: tuple[Sharer, ...] = ()
    """those who share the chat; empty where it is one person's"""
    unsure: bool = False
    """nobody knows who of them writes: the address is the chat's own"""
    to_agree: int | None = None
    """the address of the one who speaks and has not agreed yet that the others read along"""

    left_behind: bool = False
    """what was pressed is of somebody who has left the chat: nobody's answer"""

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
        address.c.profile,
        address.c.heard_at,
        address.c.agreed_at,
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
    .order_by(address.c.profile, membership.c.id.desc())
)


async def find_writer(
    connection: Connection, channel: str, external_id: str, at: datetime | None = None
) -> Writer | None:
    """Who writes from that chat (at that time; else who was heard last), with all that a handler needs.

    In a chat of several people that is who spoke last, while it is certain; else the chat itself, `unsure`.
    """
    rows = (await connection.execute(_WRITER, {"b_channel": channel, "b_external": external_id})).all()
    if not rows:
        return None
    sharers = _sharers(rows, at)
    if not sharers:
        return await _writer(connection, rows, rows[0].address_id)
    if len(sharers) == 1:
        return await _writer(connection, rows, sharers[0].address_id)
    speaks = max(sharers, key=lambda v: v.heard_at.timestamp() if v.heard_at else 0)
    asked = any(r.flow for r in rows if r.profile == 0)  # who speaks: the answer is nobody's yet
    sure = not asked and await _certain(connection, speaks, sharers, at)
    if sure:
        writer = await _writer(connection, rows, speaks.address_id, sharers)
        if speaks.agreed or writer.person is None or writer.dialogue is not None:
            return writer
    chat = next(r.address_id for r in rows if r.profile == 0)
    writer = await _writer(connection, rows, chat, sharers)
    return replace(writer, unsure=True, to_agree=speaks.address_id if sure else None)


def _sharers(rows: Sequence[Any], at: datetime | None) -> tuple[Sharer, ...]:
    """Who has a place in the chat: its people, and somebody who has begun to come in."""
    found: dict[int, Sharer] = {}
    for r in rows:
        coming = r.heard_at is not None and (at is None or at - r.heard_at < COMING_IN)
        if r.person_id is not None or (r.profile and coming):
            who = person_from(r, r.person_id) if r.person_id is not None else None
            found[r.address_id] = Sharer(r.address_id, who, r.heard_at, r.agreed_at is not None)
    people: dict[object, Sharer] = {}  # two records that became one have one place
    for sharer in found.values():
        people.setdefault(sharer.person.id if sharer.person else None, sharer)
    return tuple(people.values())


async def _certain(
    connection: Connection, speaks: Sharer, sharers: Sequence[Sharer], at: datetime | None
) -> bool:
    if speaks.heard_at is None:
        return False
    if at is None:
        return True
    others = [v.address_id for v in sharers if v is not speaks]
    silent = at - speaks.heard_at >= SILENCE
    return not silent and not await sharing.told_since(connection, others, speaks.heard_at)


async def _writer(
    connection: Connection, every: Sequence[Any], address_id: int, sharers: tuple[Sharer, ...] = ()
) -> Writer:
    rows = [r for r in every if r.address_id == address_id]
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
        sharers=sharers,
    )


async def reread(connection: Connection, writer: Writer) -> Writer:
    """The same writer as they are now: who speaks does not change within a turn."""
    fresh = await at_address(connection, writer, writer.address_id)
    return replace(fresh, unsure=writer.unsure, to_agree=writer.to_agree, left_behind=writer.left_behind)


async def at_address(connection: Connection, writer: Writer, address_id: int) -> Writer:
    """Whose that address of the same chat is."""
    chat = {"b_channel": writer.channel, "b_external": writer.external_id}
    found = await connection.execute(_WRITER, chat)
    return await _writer(connection, found.all(), address_id, writer.sharers)


async def of_message(connection: Connection, writer: Writer, provider_id: str) -> Writer:
    """Who presses a button of that message: in a chat of several people it must be whom it was sent to."""
    place = await sharing.sent_to(connection, writer.channel, writer.external_id, provider_id)
    if place is None or place.address_id == writer.address_id:
        return writer
    if place.person_id is None and place.address_id not in {s.address_id for s in writer.sharers}:
        return replace(writer, left_behind=True)
    own = writer.person is not None and writer.person.id == place.person_id
    if writer.unsure or own or not writer.sharers:
        return writer
    return replace(await _of_chat(connection, writer), unsure=True)


async def _of_chat(connection: Connection, writer: Writer) -> Writer:
    """The chat itself, as a writer who is nobody yet."""
    rows = await connection.execute(_WRITER, {"b_channel": writer.channel, "b_external": writer.external_id})
    found = rows.all()
    chat = next(r.address_id for r in found if r.profile == 0)
    return await _writer(connection, found, chat, writer.sharers)
