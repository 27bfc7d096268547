"""Whom a notice goes to, and where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from club.people.consent import Purpose
from club.people.names import sort_key
from club.people.standing import ENDED, Standing
from storage.database.engine import Connection
from storage.messages.addresses import PREFERRED_FIRST
from storage.people.consents import agreed_column
from storage.people.persons import PERSON_COLUMNS, Person, person_from
from storage.schema import address, kinship, membership, person


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
    stopped: bool = False
    """they blocked the bot, at one chat at least"""


def _is_member(*standings: Standing) -> Any:
    found = sa.select(membership.c.id).where(
        membership.c.person_id == person.c.id, membership.c.standing.in_([s.value for s in standings])
    )
    return sa.exists(found)


_FOLLOWS = sa.exists(
    sa.select(kinship.c.id).where(kinship.c.relative_id == person.c.id, kinship.c.ended_at.is_(None))
)


_GONE = sa.or_(
    _is_member(Standing.DIED),
    sa.and_(_is_member(*ENDED), sa.not_(_is_member(*set(Standing) - ENDED)), sa.not_(_FOLLOWS)),
).label("gone")
"""Died, or left every club and follows nobody as a relative."""


_blocked = address.alias()
_STOPPED = sa.exists(
    sa.select(_blocked.c.id).where(_blocked.c.person_id == person.c.id, _blocked.c.state == "stopped")
).label("stopped")
"""They blocked the bot at one of their addresses."""


async def recipients(connection: Connection, person_ids: Collection[int]) -> list[Recipient]:
    """Where these people can be written to: the active address they prefer, else their newest."""
    if not person_ids:
        return []
    rows = await connection.execute(
        sa.select(
            person.c.id,
            *PERSON_COLUMNS,
            address.c.id.label("address_id"),
            address.c.channel,
            *(agreed_column(p) for p in Purpose),
            _GONE,
            _STOPPED,
        )
        .outerjoin(address, sa.and_(address.c.person_id == person.c.id, address.c.state == "active"))
        .where(person.c.id.in_(list(person_ids)))
        .order_by(person.c.id, *PREFERRED_FIRST)
    )
    found: dict[int, Recipient] = {}
    for r in rows:
        granted = frozenset(p for p in Purpose if getattr(r, f"consent_{p.value}"))
        found.setdefault(
            r.id,
            Recipient(person_from(r, r.id), r.address_id, r.channel, granted, bool(r.gone), bool(r.stopped)),
        )
    return sorted(found.values(), key=lambda r: sort_key(r.person.full_name))
