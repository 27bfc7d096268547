"""What a transaction has left so far: for rehearsals, which look at it and undo it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.schema import loan, reading, repayment

_COUNTS = sa.select(
    sa.select(sa.func.count()).select_from(repayment).scalar_subquery().label("repayments"),
    sa.select(sa.func.count())
    .select_from(loan)
    .where(loan.c.state == "active")
    .scalar_subquery()
    .label("running"),
).subquery()
_TRACE = sa.select(_COUNTS.c.repayments, _COUNTS.c.running, reading.c.id).select_from(
    _COUNTS.outerjoin(reading, reading.c.withdrawn_at.is_(None))
)


@dataclass(frozen=True)
class Trace:
    """Readings not withdrawn, repayments not reversed, loans that run: their ids and counts."""

    readings: frozenset[int]
    repayments: int
    running: int


async def trace(connection: Connection) -> Trace:
    """As it stands within this transaction: one statement, since a rehearsal asks twice for each text."""
    rows = (await connection.execute(_TRACE)).all()
    return Trace(
        frozenset(r.id for r in rows if r.id is not None), int(rows[0].repayments), int(rows[0].running)
    )
