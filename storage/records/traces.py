"""What a transaction has left so far: for rehearsals, which look at it and undo it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.schema import loan, reading, repayment


@dataclass(frozen=True)
class Trace:
    """Readings not withdrawn, repayments not reversed, loans that run: their ids and counts."""

    readings: frozenset[int]
    repayments: int
    running: int


async def trace(connection: Connection) -> Trace:
    """As it stands within this transaction."""
    ids = await connection.execute(sa.select(reading.c.id).where(reading.c.withdrawn_at.is_(None)))
    repaid = await connection.execute(sa.select(sa.func.count()).select_from(repayment))
    running = await connection.execute(
        sa.select(sa.func.count()).select_from(loan).where(loan.c.state == "active")
    )
    return Trace(frozenset(r.id for r in ids), int(repaid.scalar_one()), int(running.scalar_one()))
