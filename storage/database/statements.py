"""Statement forms that both databases speak, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage.database.engine import Connection


def insert_for(connection: Connection, table: sa.Table) -> Any:
    """The dialect's INSERT, which knows ON CONFLICT."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


async def insert(connection: Connection, table: sa.Table, **values: Any) -> int:
    """Inserts one row and answers its id."""
    result = await connection.execute(sa.insert(table).values(**values).returning(table.c.id))
    return int(result.scalar_one())


async def insert_new(connection: Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> int:
    """Inserts the rows that break no unique constraint; answers how many those were."""
    if not rows:
        return 0
    statement = insert_for(connection, table).on_conflict_do_nothing().returning(table.c.id)
    return len((await connection.execute(statement, list(rows))).all())
