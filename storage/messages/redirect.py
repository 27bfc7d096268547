"""What was to go to one address of a person goes to another:
the first has stopped, or its channel does not run.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from club.messages.notices import OF_ONE_CHAT, Reason
from storage.database.engine import Connection
from storage.messages.addresses import PREFERRED_FIRST, places_of
from storage.messages.outbox import FOR_LACK_OF_ADDRESS, NOWHERE
from storage.schema import address, outbox


async def _move(connection: Connection, which: sa.ColumnElement[bool], running: Collection[str]) -> int:
    """Sends these rows to the person's first address; those of somebody without one stay.

    Answers how many moved.
    """
    next_address = (
        sa.select(address.c.id)
        .where(
            address.c.person_id == outbox.c.person_id,
            address.c.state == "active",
            address.c.channel.in_(list(running)),
        )
        .order_by(*PREFERRED_FIRST)
        .limit(1)
    )
    its_channel = next_address.with_only_columns(address.c.channel)
    result = await connection.execute(
        sa.update(outbox)
        .where(
            which,
            outbox.c.kind.not_in([k.value for k in OF_ONE_CHAT]),
            sa.exists(next_address),
            sa.or_(outbox.c.state != "queued", outbox.c.address_id != next_address.scalar_subquery()),
        )
        .values(
            address_id=next_address.scalar_subquery(),
            channel=its_channel.scalar_subquery(),
            state="queued",
            reason=Reason.MOVED.value,
            parts_sent=0,
            ended_at=None,
            lease_until=None,
        )
    )
    return result.rowcount


async def to_preferred(
    connection: Connection,
    person_id: int,
    running: Collection[str],
    now: datetime,
    dropped_for: Collection[str] = FOR_LACK_OF_ADDRESS,
) -> int:
    """What is still to come goes to the address that the person prefers now. Answers how many.

    So does what was `dropped_for` a reason that is over, such as no address, and is not due yet:
    they are there again.
    """
    of_person = outbox.c.person_id == person_id
    dropped = sa.and_(
        outbox.c.state == "cancelled", outbox.c.reason.in_(list(dropped_for)), outbox.c.not_before > now
    )
    return await _move(connection, sa.and_(of_person, sa.or_(outbox.c.state == "queued", dropped)), running)


async def leave_address(
    connection: Connection,
    address_id: int,
    now: datetime,
    running: Collection[str],
    *,
    just_ended: Collection[int] = (),
) -> list[str]:
    """Nothing more goes to this address: its queued rows (and those
    that it has `just_ended`) move on, or end.

    Answers the subjects of those that ended.
    """
    of_address = outbox.c.address_id == address_id
    open_rows = sa.or_(outbox.c.state == "queued", outbox.c.id.in_(list(just_ended)))
    await _move(connection, sa.and_(of_address, open_rows), running)
    result = await connection.execute(
        sa.update(outbox)
        .where(of_address, outbox.c.state == "queued")
        .values(state="cancelled", reason=Reason.ADDRESS_STOPPED.value, ended_at=now)
        .returning(outbox.c.subject)
    )
    return [subject for (subject,) in result if subject]


async def stop_address(
    connection: Connection,
    address_id: int,
    now: datetime,
    running: Collection[str],
    *,
    just_ended: Collection[int] = (),
) -> list[str]:
    """The chat takes no more messages, whosever they are. Answers the subjects of what ended with it."""
    ended: list[str] = []
    places = await places_of(connection, address_id)
    for place in places:
        await connection.execute(
            sa.update(address).where(address.c.id == place).values(state="stopped", stopped_at=now)
        )
    for place in places:
        ended += await leave_address(connection, place, now, running, just_ended=just_ended)
    return ended


def _elsewhere(running: Collection[str]) -> sa.Select[Any]:
    """Ids of the queued rows of any other channel, by ranges of the index: most rows are of these."""
    known = sorted({*running, NOWHERE})
    gaps = zip([None, *known], [*known, None], strict=True)
    ranges = []
    for after, before in gaps:
        where = [outbox.c.state == "queued"]
        where += [outbox.c.channel > after] if after is not None else []
        where += [outbox.c.channel < before] if before is not None else []
        ranges.append(sa.select(outbox.c.id).where(*where))
    return sa.select(sa.union_all(*ranges).subquery().c.id)


async def leave_absent_channels(connection: Connection, running: Collection[str]) -> int:
    """What waits for a channel that does not run goes to another address where there is one.

    Answers how many.
    """
    return await _move(connection, outbox.c.id.in_(_elsewhere(running)), running)


async def end_overdue(connection: Connection, running: Collection[str], now: datetime) -> int:
    """Ends what nobody will claim in time, because its channel does not run. Answers how many."""
    result = await connection.execute(
        sa.update(outbox)
        .where(
            sa.or_(
                outbox.c.id.in_(_elsewhere(running)),
                outbox.c.id.in_(
                    sa.select(outbox.c.id).where(outbox.c.state == "queued", outbox.c.channel == NOWHERE)
                ),
            ),
            outbox.c.expires_at <= now,
        )
        .values(state="expired", reason=Reason.TOO_LATE.value, ended_at=now)
    )
    return result.rowcount
