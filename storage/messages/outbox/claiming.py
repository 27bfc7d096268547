"""Claiming what is due under a lease, and writing down what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from club.messages.message import Message
from club.messages.notices import AtNight, Kind, Priority, Reason
from club.messages.quiet import QuietHours
from storage.database.engine import Connection
from storage.messages import sharing
from storage.people.persons import Person
from storage.schema import address, attempt, dialogue, outbox, person

MOST_READINGS = 5
"""tries to read a row that cannot be read: a later version may know it"""
URGENT_FLOW = "danger"
"""the flow whose question stands alone"""


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send until its lease ends."""

    id: int
    kind: Kind
    channel: str
    address_id: int
    external_id: str
    person_id: int | None
    body: Mapping[str, Any]
    at_night: AtNight
    attempts: int
    parts_sent: int
    expires_at: datetime | None
    subject: str | None
    priority: int
    quiet: QuietHours | None = None
    """the person's own quiet hours, local"""
    paused_until: datetime | None = None
    asked_until: datetime | None = None
    """until when a question of danger stands there, below which no other is shown"""
    whose: Person | None = None
    """whose message it is, where several people share the chat"""


@dataclass(frozen=True)
class Lease:
    """From when (due by `now`) until when rows are this process's own to send. Aware."""

    now: datetime
    until: datetime


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
    worded: Message | None = None
    """the words it got when it was sent, which are kept from then on"""


_AT_ONCE = (Priority.ALERT, Priority.ANSWER)
"""what is of danger, or answers one's own words: it waits for nobody's agreement"""
# until somebody agreed that those who share the chat read along, what is sent to them waits


def _due(priority: Priority) -> sa.Select[Any]:
    agreed = () if priority in _AT_ONCE else (outbox.c.address_id.not_in(sharing.not_agreed()),)
    return (
        sa.select(outbox.c.id, outbox.c.priority, outbox.c.not_before)
        .where(
            outbox.c.state == "queued",
            outbox.c.channel == sa.bindparam("b_channel"),
            outbox.c.priority == int(priority),
            outbox.c.not_before <= sa.bindparam("b_now"),
            outbox.c.address_id.not_in(sa.bindparam("b_resting", expanding=True)),
            *agreed,
        )
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(sa.bindparam("b_limit"))
    )


_BY_PRIORITY = sa.union_all(*(sa.select(_due(p).subquery()) for p in Priority)).subquery()

_FIRST = (
    sa.select(_BY_PRIORITY.c.id)
    .order_by(_BY_PRIORITY.c.priority, _BY_PRIORITY.c.not_before, _BY_PRIORITY.c.id)
    .limit(sa.bindparam("b_limit"))
)
_STILL_QUEUED = outbox.c.state.concat("") == "queued"
"""asked of the rows found, where another sender may have been faster; never a reason to walk all that wait"""
_TAKE = (
    sa.update(outbox)
    .where(_STILL_QUEUED)
    .values(state="sending", lease_until=sa.bindparam("b_lease"), attempts=outbox.c.attempts + 1)
    .returning(
        outbox.c.id,
        outbox.c.kind,
        outbox.c.channel,
        outbox.c.address_id,
        outbox.c.person_id,
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
        sa.select(address.c.profile)
        .where(address.c.id == outbox.c.address_id)
        .scalar_subquery()
        .label("profile"),
        sa.select(dialogue.c.expires_at)
        .where(dialogue.c.address_id == outbox.c.address_id, dialogue.c.flow == URGENT_FLOW)
        .scalar_subquery()
        .label("asked_until"),
        *(
            sa.select(person.c[name]).where(person.c.id == outbox.c.person_id).scalar_subquery().label(name)
            for name in ("quiet_from", "quiet_to", "paused_until")
        ),
    )
)
_CLAIM = _TAKE.where(outbox.c.id.in_(_FIRST))
_CLAIM_ONE = _TAKE.where(outbox.c.id == sa.bindparam("b_id"))


async def claim_due(
    connection: Connection,
    channel: str,
    lease: Lease,
    *,
    limit: int,
    resting: Collection[int] = (),
) -> list[Claimed]:
    """Takes up to `limit` due rows of the channel, the most urgent first, leaving out addresses that rest."""
    result = await connection.execute(
        _CLAIM,
        {
            "b_channel": channel,
            "b_now": lease.now,
            "b_lease": lease.until,
            "b_limit": limit,
            "b_resting": list(resting),
        },
    )
    return await _read(connection, result.all())


async def due(
    connection: Connection, channel: str, now: datetime, *, limit: int, resting: Collection[int] = ()
) -> list[int]:
    """Ids of the rows that `claim_due` would take, in its order, whatever stands in them."""
    given = {"b_channel": channel, "b_now": now, "b_limit": limit, "b_resting": list(resting)}
    return list((await connection.execute(_FIRST, given)).scalars())


async def claim(connection: Connection, row: int, lease: Lease) -> list[Claimed]:
    """Takes one row; nothing where another has it. Raises whatever reading it raises."""
    result = await connection.execute(_CLAIM_ONE, {"b_id": row, "b_lease": lease.until})
    return await _read(connection, result.all())


async def set_aside(
    connection: Connection, row: int, now: datetime, pause_after: Callable[[int], float]
) -> bool:
    """Puts a row that cannot be read off for a growing while; True where it has failed for good."""
    found = await connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == row)
        .values(attempts=outbox.c.attempts + 1, reason=Reason.UNREADABLE.value)
        .returning(outbox.c.attempts)
    )
    attempts: int = found.scalar_one()
    over = attempts >= MOST_READINGS
    later = {"not_before": now + timedelta(seconds=pause_after(attempts))}
    await connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == row)
        .values(**{"state": "failed", "ended_at": now} if over else later)
    )
    return over


async def _read(connection: Connection, claimed: Sequence[sa.Row[Any]]) -> list[Claimed]:
    shared = {r.address_id for r in claimed if r.profile}
    of = await sharing.whose(connection, shared, URGENT_FLOW)
    rows = [
        Claimed(
            id=r.id,
            kind=Kind(r.kind),
            channel=r.channel,
            address_id=r.address_id,
            external_id=r.external_id,
            person_id=r.person_id,
            body=r.body,
            at_night=AtNight(r.at_night),
            attempts=r.attempts,
            parts_sent=r.parts_sent,
            expires_at=r.expires_at,
            subject=r.subject,
            priority=r.priority,
            quiet=QuietHours(r.quiet_from, r.quiet_to) if r.quiet_from else None,
            paused_until=r.paused_until,
            asked_until=_later(r.asked_until, of[r.address_id].asked_until)
            if r.address_id in of
            else r.asked_until,
            whose=of[r.address_id].person if r.address_id in of else None,
        )
        for r in claimed
    ]
    return sorted(rows, key=lambda row: (row.priority, row.id))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


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


_KEEP_WORDS = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("b_id"))
    .values(body=sa.bindparam("b_body", type_=outbox.c.body.type))
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
    worded = [{"b_id": o.row.id, "b_body": o.worded.to_json()} for o in outcomes if o.worded is not None]
    if worded:
        await connection.execute(_KEEP_WORDS, worded)
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


def _first(priority: Priority) -> sa.Select[Any]:
    """The moment of the first one, found at the end of the index whatever waits behind it."""
    agreed = () if priority in _AT_ONCE else (outbox.c.address_id.not_in(sharing.not_agreed()),)
    return (
        sa.select(outbox.c.not_before)
        .where(
            outbox.c.state == "queued",
            outbox.c.channel == sa.bindparam("b_channel"),
            outbox.c.priority == int(priority),
            *agreed,
        )
        .order_by(outbox.c.not_before)
        .limit(1)
    )


_FIRST_DUE = sa.union_all(*(sa.select(_first(p).subquery()) for p in Priority))


async def next_due(connection: Connection, channels: Collection[str]) -> datetime | None:
    """When the next queued row of these channels becomes due."""
    found: list[datetime] = []
    for channel in channels:
        found += (await connection.execute(_FIRST_DUE, {"b_channel": channel})).scalars()
    return min(found, default=None)


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


async def return_all_leases(connection: Connection) -> int:
    """Puts back everything that was being sent; only where no other sender can be alive."""
    back = {"state": "queued", "reason": Reason.LEASE_EXPIRED.value, "lease_until": None}
    result = await connection.execute(sa.update(outbox).where(outbox.c.state == "sending").values(**back))
    return result.rowcount
