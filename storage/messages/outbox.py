"""Everything that leaves: queued once by its dedupe key, claimed under a lease, ended with a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.messages.notices import OF_ONE_CHAT, PLANNED, AtNight, Kind, Priority, Reason
from club.messages.quiet import QuietHours
from storage.database.engine import Connection
from storage.database.statements import insert_new
from storage.schema import address, attempt, outbox, person

FORGOTTEN = "forgotten"
"""Provider's id of a message whose content was emptied."""
NOWHERE = "none"
"""Channel of a notice to somebody who has no address."""
FOR_LACK_OF_ADDRESS = (Reason.NO_ADDRESS.value, Reason.ADDRESS_STOPPED.value)
"""Reasons of notices that may still be sent if the person is there again in time."""


@dataclass(frozen=True)
class Draft:
    """A notice to be queued.

    `body` is the rendered message as JSON; without an address it is kept as skipped.
    """

    dedupe_key: str
    kind: Kind
    channel: str
    address_id: int | None
    person_id: int | None
    body: dict[str, Any]
    priority: Priority
    at_night: AtNight
    not_before: datetime
    expires_at: datetime | None
    created_at: datetime
    subject: str | None = None
    skipped: Reason | None = None


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send until its lease ends."""

    id: int
    kind: Kind
    channel: str
    address_id: int
    external_id: str
    body: dict[str, Any]
    at_night: AtNight
    attempts: int
    parts_sent: int
    expires_at: datetime | None
    subject: str | None
    priority: int
    quiet: QuietHours | None = None
    """the person's own quiet hours, local"""
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a claimed row. `state` is the new one; `tried` says whether the channel was asked."""

    row: Claimed
    state: str
    at: datetime
    reason: Reason | None = None
    detail: str | None = None
    provider_id: str | None = None
    parts_sent: int = 0
    not_before: datetime | None = None
    tried: bool = True


async def queue(connection: Connection, drafts: Sequence[Draft]) -> int:
    """Queues the notices that were never queued before; answers how many those were."""
    rows = []
    for d in drafts:
        skipped = d.skipped or (Reason.NO_ADDRESS if d.address_id is None else None)
        rows.append(
            {
                "dedupe_key": d.dedupe_key,
                "kind": d.kind.value,
                "subject": d.subject,
                "priority": int(d.priority),
                "channel": d.channel,
                "address_id": d.address_id,
                "person_id": d.person_id,
                "body": d.body,
                "at_night": d.at_night.value,
                "state": "cancelled" if skipped else "queued",
                "reason": skipped.value if skipped else None,
                "not_before": d.not_before,
                "expires_at": d.expires_at,
                "created_at": d.created_at,
                "ended_at": d.created_at if skipped else None,
            }
        )
    return await insert_new(connection, outbox, rows)


def _due(priority: Priority) -> sa.Select[Any]:
    return (
        sa.select(outbox.c.id, outbox.c.priority, outbox.c.not_before)
        .where(
            outbox.c.state == "queued",
            outbox.c.channel == sa.bindparam("b_channel"),
            outbox.c.priority == int(priority),
            outbox.c.not_before <= sa.bindparam("b_now"),
            outbox.c.address_id.not_in(sa.bindparam("b_resting", expanding=True)),
        )
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(sa.bindparam("b_limit"))
    )


_BY_PRIORITY = sa.union_all(*(sa.select(_due(p).subquery()) for p in Priority)).subquery()
_CLAIM = (
    sa.update(outbox)
    .where(
        outbox.c.id.in_(
            sa.select(_BY_PRIORITY.c.id)
            .order_by(_BY_PRIORITY.c.priority, _BY_PRIORITY.c.not_before, _BY_PRIORITY.c.id)
            .limit(sa.bindparam("b_limit"))
        ),
        outbox.c.state == "queued",
    )
    .values(state="sending", lease_until=sa.bindparam("b_lease"), attempts=outbox.c.attempts + 1)
    .returning(
        outbox.c.id,
        outbox.c.kind,
        outbox.c.channel,
        outbox.c.address_id,
        outbox.c.body,
        outbox.c.at_night,
        outbox.c.attempts,
        outbox.c.parts_sent,
        outbox.c.expires_at,
        outbox.c.subject,
        outbox.c.priority,
        sa.select(address.c.external_id)
        .where(address.c.id == outbox.c.address_id)
        .scalar_subquery()
        .label("external_id"),
        *(
            sa.select(person.c[name]).where(person.c.id == outbox.c.person_id).scalar_subquery().label(name)
            for name in ("quiet_from", "quiet_to", "paused_until")
        ),
    )
)


async def claim_due(
    connection: Connection,
    channel: str,
    *,
    now: datetime,
    lease_until: datetime,
    limit: int,
    resting: Collection[int] = (),
) -> list[Claimed]:
    """Takes up to `limit` due rows of the channel, the most urgent first, leaving out addresses that rest."""
    result = await connection.execute(
        _CLAIM,
        {
            "b_channel": channel,
            "b_now": now,
            "b_lease": lease_until,
            "b_limit": limit,
            "b_resting": list(resting),
        },
    )
    rows = [
        Claimed(
            id=r.id,
            kind=Kind(r.kind),
            channel=r.channel,
            address_id=r.address_id,
            external_id=r.external_id,
            body=r.body,
            at_night=AtNight(r.at_night),
            attempts=r.attempts,
            parts_sent=r.parts_sent,
            expires_at=r.expires_at,
            subject=r.subject,
            priority=r.priority,
            quiet=QuietHours(r.quiet_from, r.quiet_to) if r.quiet_from else None,
            paused_until=r.paused_until,
        )
        for r in result
    ]
    return sorted(rows, key=lambda row: (row.priority, row.id))


_RECORD = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("b_id"))
    .values(
        state=sa.bindparam("b_state"),
        reason=sa.func.coalesce(sa.bindparam("b_reason", type_=sa.String), outbox.c.reason),
        last_error=sa.bindparam("b_error"),
        provider_id=sa.bindparam("b_provider"),
        parts_sent=sa.bindparam("b_parts"),
        not_before=sa.func.coalesce(
            sa.bindparam("b_not_before", type_=outbox.c.not_before.type), outbox.c.not_before
        ),
        ended_at=sa.bindparam("b_ended"),
        lease_until=sa.null(),
    )
)


async def record(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Writes what became of claimed rows and appends their attempts."""
    if not outcomes:
        return
    await connection.execute(
        _RECORD,
        [
            {
                "b_id": o.row.id,
                "b_state": o.state,
                "b_reason": o.reason.value if o.reason else None,
                "b_error": o.detail[:300] if o.detail else None,
                "b_provider": o.provider_id,
                "b_parts": o.parts_sent,
                "b_not_before": o.not_before,
                "b_ended": None if o.state == "queued" else o.at,
            }
            for o in outcomes
        ],
    )
    tried = [
        {
            "outbox_id": o.row.id,
            "at": o.at,
            "outcome": o.reason.value if o.reason else o.state,
            "detail": o.detail[:300] if o.detail else None,
        }
        for o in outcomes
        if o.tried
    ]
    if tried:
        await connection.execute(sa.insert(attempt), tried)


async def return_expired_leases(
    connection: Connection, now: datetime, in_flight: Collection[int] = ()
) -> int:
    """Puts rows back whose sender died; those in flight in this very process stay. Answers how many."""
    result = await connection.execute(
        sa.update(outbox)
        .where(outbox.c.state == "sending", outbox.c.lease_until <= now, outbox.c.id.not_in(list(in_flight)))
        .values(state="queued", reason=Reason.LEASE_EXPIRED.value, lease_until=None)
    )
    return result.rowcount


async def cancel(
    connection: Connection, subject: str, reason: Reason, now: datetime, *, keep: Collection[str] = ()
) -> int:
    """Cancels what is queued about a subject, but for the dedupe keys in `keep`.

    What was dropped because the person was not there is marked as well,
    so that it does not come back with them.
    """
    dropped = sa.and_(
        outbox.c.state == "cancelled",
        outbox.c.reason.in_((*FOR_LACK_OF_ADDRESS, Reason.NOT_TAKING_PART.value)),
    )
    where = [outbox.c.subject == subject, sa.or_(outbox.c.state == "queued", dropped)]
    if keep:
        where.append(outbox.c.dedupe_key.not_in(list(keep)))
    result = await connection.execute(
        sa.update(outbox).where(*where).values(state="cancelled", reason=reason.value, ended_at=now)
    )
    return result.rowcount


async def cancel_person(
    connection: Connection, person_id: int, reason: Reason, now: datetime, about: Collection[str] = ()
) -> int:
    """Cancels what is queued for a person, and for relatives about them,
    or only what is `about` these subjects.

    Answers to their own words go on.
    """
    theirs = sa.or_(outbox.c.person_id == person_id, outbox.c.dedupe_key.like(f"%:for:{person_id}:person:%"))
    where = [theirs, outbox.c.state == "queued", outbox.c.kind.not_in([k.value for k in OF_ONE_CHAT])]
    if about:
        where.append(outbox.c.subject.in_(list(about)))
    result = await connection.execute(
        sa.update(outbox).where(*where).values(state="cancelled", reason=reason.value, ended_at=now)
    )
    return result.rowcount


async def cancel_between(
    connection: Connection, member_id: int, relative_id: int, reason: Reason, now: datetime
) -> int:
    """Cancels what is queued for a relative about a member."""
    about = outbox.c.dedupe_key.like(f"%:for:{member_id}:person:{relative_id}")
    result = await connection.execute(
        sa.update(outbox)
        .where(about, outbox.c.state == "queued")
        .values(state="cancelled", reason=reason.value, ended_at=now)
    )
    return result.rowcount


@dataclass(frozen=True)
class Delivery:
    """One person's share of a notice to many."""

    person_id: int
    full_name: str
    state: str
    reason: str | None


async def deliveries(connection: Connection, subject: str, kind: Kind) -> list[Delivery]:
    """How a notice to many stands, person by person."""
    rows = await connection.execute(
        sa.select(outbox.c.person_id, person.c.full_name, outbox.c.state, outbox.c.reason)
        .join(person, person.c.id == outbox.c.person_id)
        .where(outbox.c.subject == subject, outbox.c.kind == kind.value)
        .order_by(outbox.c.id)
    )
    return [Delivery(r.person_id, r.full_name, r.state, r.reason) for r in rows]


async def next_due(connection: Connection, channels: Collection[str]) -> datetime | None:
    """When the next queued row of these channels becomes due."""
    result = await connection.execute(
        sa.select(sa.func.min(outbox.c.not_before, type_=outbox.c.not_before.type)).where(
            outbox.c.state == "queued", outbox.c.channel.in_(list(channels))
        )
    )
    found: datetime | None = result.scalar()
    return found


@dataclass(frozen=True)
class Entry:
    """One row as people in charge see it."""

    id: int
    dedupe: str
    kind: str
    subject: str | None
    channel: str
    full_name: str | None
    external_id: str | None
    state: str
    reason: str | None
    not_before: datetime
    ended_at: datetime | None
    attempts: int
    body: dict[str, Any]


async def latest(
    connection: Connection, *, limit: int, person_id: int | None = None, since: datetime | None = None
) -> list[Entry]:
    """The newest rows, of everybody or of one person."""
    query = (
        sa.select(outbox, person.c.full_name, address.c.external_id)
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .outerjoin(address, address.c.id == outbox.c.address_id)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    if person_id is not None:
        query = query.where(outbox.c.person_id == person_id)
    if since is not None:
        query = query.where(outbox.c.created_at >= since)
    rows = await connection.execute(query)
    return [
        Entry(
            r.id,
            r.dedupe_key,
            r.kind,
            r.subject,
            r.channel,
            r.full_name,
            r.external_id,
            r.state,
            r.reason,
            r.not_before,
            r.ended_at,
            r.attempts,
            r.body,
        )
        for r in rows
    ]


async def withdraw_planned(connection: Connection, person_id: int) -> int:
    """Takes back the reminders planned for a person that nobody has tried to send: they are planned anew."""
    result = await connection.execute(
        sa.delete(outbox).where(
            outbox.c.person_id == person_id,
            outbox.c.state == "queued",
            outbox.c.attempts == 0,
            outbox.c.kind.in_([k.value for k in PLANNED]),
        )
    )
    return result.rowcount


async def release_paused(connection: Connection, person_id: int, now: datetime) -> int:
    """What was held because the person had paused is due now."""
    result = await connection.execute(
        sa.update(outbox)
        .where(
            outbox.c.person_id == person_id,
            outbox.c.state == "queued",
            outbox.c.reason == Reason.PAUSED.value,
        )
        .values(not_before=now)
    )
    return result.rowcount


async def forget_files(connection: Connection, before: datetime) -> int:
    """Empties messages with files that were sent or given up before an instant:
    what they held is kept elsewhere.
    """
    result = await connection.execute(
        sa.update(outbox)
        .where(
            outbox.c.kind == Kind.FILE.value,
            outbox.c.ended_at < before,
            outbox.c.provider_id.is_distinct_from(FORGOTTEN),
        )
        .values(body={"text": ""}, provider_id=FORGOTTEN)
    )
    return result.rowcount


async def return_all_leases(connection: Connection) -> int:
    """Puts back everything that was being sent; only where no other sender can be alive."""
    result = await connection.execute(
        sa.update(outbox)
        .where(outbox.c.state == "sending")
        .values(state="queued", reason=Reason.LEASE_EXPIRED.value, lease_until=None)
    )
    return result.rowcount
