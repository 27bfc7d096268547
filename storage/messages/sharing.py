"""One chat of several people: each has an address of their own there, and the chat itself has one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from club.messages.notices import ANSWERS
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import address, dialogue, outbox, person

SILENCE = timedelta(minutes=30)
"""after which it is asked anew who speaks"""
_SECOND = timedelta(seconds=1)
"""Channels say when something was written to the second."""
COMING_IN = timedelta(days=1)
"""How long somebody who is not known yet has a place in the chat."""


@dataclass(frozen=True)
class Sharer:
    """One of those who write from a chat; `person` is None for somebody who is only coming in."""

    address_id: int
    person: Person | None
    heard_at: datetime | None
    agreed: bool


async def share(connection: Connection, address_id: int, now: datetime) -> int:
    """Gives the chat a place for one more person, who speaks from now on; answers that address.

    `address_id` is the place of whoever has the chat, who has agreed.
    """
    row = (await connection.execute(sa.select(address).where(address.c.id == address_id))).one()
    chat = (address.c.channel == row.channel, address.c.external_id == row.external_id)
    last = (await connection.execute(sa.select(sa.func.max(address.c.profile)).where(*chat))).scalar_one()
    place = {"channel": row.channel, "external_id": row.external_id, "state": row.state, "created_at": now}
    if row.profile == 0:
        last += 1
        await connection.execute(sa.update(address).where(address.c.id == address_id).values(profile=last))
        await insert(connection, address, **place, profile=0)
    await connection.execute(
        sa.update(address)
        .where(*chat, address.c.person_id.is_(None), address.c.heard_at.is_not(None))
        .values(heard_at=None)  # somebody who began to come in, and did not
    )
    await connection.execute(
        sa.update(address).where(address.c.id == address_id).values(agreed_at=now, heard_at=None)
    )
    return await insert(connection, address, **place, profile=last + 1, heard_at=now)


async def heard(connection: Connection, address_id: int, at: datetime) -> None:
    """This one of the chat speaks; what waited is older, and takes nothing back."""
    later = sa.or_(address.c.heard_at.is_(None), address.c.heard_at < at)
    await connection.execute(sa.update(address).where(address.c.id == address_id, later).values(heard_at=at))


async def nobody_speaks(connection: Connection, address_ids: Collection[int], at: datetime) -> None:
    """The phone goes from hand to hand: the next words are anybody's, also those of the same second."""
    silent = at - SILENCE - _SECOND
    await connection.execute(
        sa.update(address)
        .where(address.c.id.in_(list(address_ids)), address.c.heard_at > silent)
        .values(heard_at=silent)
    )


async def agree(connection: Connection, address_id: int, now: datetime) -> None:
    """The person agreed that the others of the chat read along."""
    await connection.execute(sa.update(address).where(address.c.id == address_id).values(agreed_at=now))


@dataclass(frozen=True)
class Place:
    """A place in a shared chat; nobody's any more where `person_id` is None and no sharer has it."""

    address_id: int
    person_id: int | None


def not_agreed() -> sa.Select[tuple[int]]:
    """The places of those who share a chat with somebody and have not agreed yet that they read along."""
    other = address.alias()
    shares = sa.exists().where(
        other.c.channel == address.c.channel,
        other.c.external_id == address.c.external_id,
        other.c.id != address.c.id,
        other.c.person_id != address.c.person_id,
    )
    return sa.select(address.c.id).where(address.c.profile > 0, address.c.agreed_at.is_(None), shares)


async def told_since(connection: Connection, address_ids: Collection[int], since: datetime) -> bool:
    """Whether anything was said to one of these since then: a number or a yes may answer that."""
    found = await connection.execute(
        sa.select(outbox.c.id)
        .where(
            outbox.c.address_id.in_(list(address_ids)),
            outbox.c.kind.not_in([k.value for k in ANSWERS]),
            outbox.c.state.in_(("sent", "sending")),
            sa.func.coalesce(outbox.c.ended_at, outbox.c.created_at, type_=outbox.c.created_at.type) > since,
        )
        .limit(1)
    )
    return found.first() is not None


async def sent_to(connection: Connection, channel: str, external_id: str, provider_id: str) -> Place | None:
    """To whose place in that chat the message of that name went; None for the chat itself, and unknown."""
    found = await connection.execute(
        sa.select(address.c.id, address.c.person_id)
        .join(outbox, outbox.c.address_id == address.c.id)
        .where(
            address.c.channel == channel,
            address.c.external_id == external_id,
            address.c.profile > 0,
            outbox.c.provider_id == provider_id,
        )
        .limit(1)
    )
    row = found.first()
    return Place(row.id, row.person_id) if row is not None else None


@dataclass(frozen=True)
class Whose:
    """Of a shared chat: whose message it is, and until when a question of danger stands there."""

    person: Person
    asked_until: datetime | None


async def whose(connection: Connection, address_ids: Collection[int], urgent: str) -> dict[int, Whose]:
    """Of these addresses those that share their chat with somebody."""
    if not address_ids:
        return {}
    other = address.alias()
    same = sa.and_(other.c.channel == address.c.channel, other.c.external_id == address.c.external_id)
    rows = await connection.execute(
        sa.select(
            address.c.id.label("address_id"),
            address.c.person_id,
            *PERSON_COLUMNS,
            sa.func.max(dialogue.c.expires_at, type_=dialogue.c.expires_at.type).label("asked_until"),
        )
        .join(person, person.c.id == address.c.person_id)
        .join(other, sa.and_(same, other.c.id != address.c.id))
        .outerjoin(dialogue, sa.and_(dialogue.c.address_id == other.c.id, dialogue.c.flow == urgent))
        .where(address.c.id.in_(list(address_ids)))
        .group_by(address.c.id, person.c.id)
        .having(sa.func.count(other.c.person_id) > 0)
    )
    return {r.address_id: Whose(person_from(r, r.person_id), r.asked_until) for r in rows}
