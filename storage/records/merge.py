"""Two records of one person become one: everything
that names the newer one names the older one from then on.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from club.people.fields import OF_ORIGIN, OF_PERSON
from storage.database.engine import Connection
from storage.schema import attendance, kinship, membership, metadata, person

_FILLED = (
    *(name for name in OF_PERSON if name != "full_name" and name not in OF_ORIGIN),
    "phone_verified",
    "honorific",
    "language",
)
"""what may have been refused is not filled in"""


async def merge(connection: Connection, gone: int, kept: int) -> None:
    """Makes the person `gone` the person `kept`. What `kept` lacks is filled in; then `gone` is no more."""
    for table in (membership, attendance):  # what both have counts as the older one has it
        other = table.alias()
        same = "club_id" if table is membership else "meeting_id"
        doubled = sa.select(other.c[same]).where(other.c.person_id == kept)
        await connection.execute(
            sa.delete(table).where(table.c.person_id == gone, table.c[same].in_(doubled))
        )
    both = [gone, kept]
    await connection.execute(
        sa.delete(kinship).where(kinship.c.member_id.in_(both), kinship.c.relative_id.in_(both))
    )
    for table in metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is person for key in column.foreign_keys):
                await connection.execute(sa.update(table).where(column == gone).values({column.name: kept}))
    rows = {r.id: r for r in await connection.execute(sa.select(person).where(person.c.id.in_([gone, kept])))}
    await connection.execute(sa.delete(person).where(person.c.id == gone))
    values: dict[str, Any] = {
        name: getattr(rows[gone], name)
        for name in _FILLED
        if not getattr(rows[kept], name) and getattr(rows[gone], name) is not None
    }
    for name, of in (("phone_verified", "phone"), ("birth_date", "birth_year")):
        if getattr(rows[kept], of) not in (None, getattr(rows[gone], of)):
            values.pop(name, None)  # it is of another number, or of another year
    if values:
        await connection.execute(sa.update(person).where(person.c.id == kept).values(**values))
