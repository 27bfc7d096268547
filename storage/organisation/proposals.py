"""What one person proposes and another has to agree to: handing the chair over, letting somebody back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.database.engine import Connection
from storage.database.statements import insert
from storage.schema import proposal


@dataclass(frozen=True)
class Proposal:
    """`kind` is "handover" or "restore"; `person_id` whom it is about."""

    id: int
    kind: str
    club_id: int
    person_id: int
    made_by: int
    expires_at: datetime
    answered_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be agreed to."""
        return self.answered_at is None and self.expires_at > now


async def make(
    connection: Connection,
    kind: str,
    club_id: int,
    person_id: int,
    *,
    by: int,
    now: datetime,
    life: timedelta,
) -> int:
    """A new proposal; an open one of the same kind (about the same person,
    where it lets somebody back in) is closed.
    """
    same = [proposal.c.kind == kind, proposal.c.club_id == club_id, proposal.c.answered_at.is_(None)]
    if kind == "restore":
        same.append(proposal.c.person_id == person_id)
    await connection.execute(sa.update(proposal).where(*same).values(answered_at=now, accepted=False))
    return await insert(
        connection,
        proposal,
        kind=kind,
        club_id=club_id,
        person_id=person_id,
        made_by=by,
        made_at=now,
        expires_at=now + life,
    )


async def get(connection: Connection, proposal_id: int) -> Proposal | None:
    """One proposal."""
    r = (await connection.execute(sa.select(proposal).where(proposal.c.id == proposal_id))).one_or_none()
    return (
        Proposal(r.id, r.kind, r.club_id, r.person_id, r.made_by, r.expires_at, r.answered_at) if r else None
    )


async def answer(connection: Connection, proposal_id: int, accepted: bool, *, by: int, now: datetime) -> bool:
    """The other one's word; False if it was answered before."""
    result = await connection.execute(
        sa.update(proposal)
        .where(proposal.c.id == proposal_id, proposal.c.answered_at.is_(None))
        .values(answered_at=now, answered_by=by, accepted=accepted)
    )
    return result.rowcount == 1
