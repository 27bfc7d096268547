"""Queueing what is to leave, once by its dedupe key, and taking back what has not left yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from club.messages.message import EMPTIED, Message
from club.messages.notices import OF_ONE_CHAT, PLANNED, AtNight, Kind, Priority, Reason
from club.messages.planned import Planned
from storage.database.engine import Connection
from storage.database.statements import insert_new
from storage.schema import outbox

FORGOTTEN = "forgotten"
"""Provider's id of a message whose content was emptied."""

NOWHERE = "none"
"""Channel of a notice to somebody who has no address."""

FOR_LACK_OF_ADDRESS = (Reason.NO_ADDRESS.value, Reason.ADDRESS_STOPPED.value)
"""Reasons of notices that may still be sent if the person is there again in time."""


@dataclass(frozen=True)
class Draft:
    """A message to be queued; without an address it is kept as skipped."""

    dedupe_key: str
    kind: Kind
    channel: str
    address_id: int | None
    person_id: int | None
    message: Message | Planned
    priority: Priority
    at_night: AtNight
    not_before: datetime
    expires_at: datetime | None
    created_at: datetime
    subject: str | None = None
    skipped: Reason | None = None


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
                "body": d.message.to_json(),
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


async def cancel(
    connection: Connection, subject: str, reason: Reason, now: datetime, *, keep: Collection[str] = ()
) -> int:
    """Cancels what is queued about a subject, but for the dedupe keys in `keep`.

    What was dropped because the person was not there keeps its reason, and does not come back with them.
    """
    where = [outbox.c.subject == subject]
    if keep:
        where.append(outbox.c.dedupe_key.not_in(list(keep)))
    result = await connection.execute(
        sa.update(outbox)
        .where(*where, outbox.c.state == "queued")
        .values(state="cancelled", reason=reason.value, ended_at=now)
    )
    dropped = (*FOR_LACK_OF_ADDRESS, Reason.NOT_TAKING_PART.value)
    await connection.execute(
        sa.update(outbox)
        .where(*where, outbox.c.state == "cancelled", outbox.c.reason.in_(dropped), outbox.c.not_before > now)
        .values(not_before=now)
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


async def come_back(
    connection: Connection, person_id: int, about: Collection[str], reasons: Collection[Reason], now: datetime
) -> int:
    """Planned notices that were left out for reasons which are over go again, while they still help:
    those to the person, and those to anybody about these subjects. Answers how many.
    """
    result = await connection.execute(
        sa.update(outbox)
        .where(
            sa.or_(outbox.c.person_id == person_id, outbox.c.subject.in_(list(about))),
            outbox.c.state == "cancelled",
            outbox.c.reason.in_([r.value for r in reasons]),
            outbox.c.kind.in_([k.value for k in PLANNED]),
            outbox.c.expires_at > now,
            outbox.c.address_id.is_not(None),
        )
        .values(state="queued", reason=None, ended_at=None)
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
        .values(body=EMPTIED.to_json(), provider_id=FORGOTTEN)
    )
    return result.rowcount
