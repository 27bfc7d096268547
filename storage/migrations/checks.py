"""Changing a check constraint: in place on PostgreSQL, by copying the table on SQLite, which cannot do otherwise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def replace_check(table: sa.Table, name: str, condition: str) -> None:
    """Gives the check `name` of `table` a new condition. `table` is the whole table as it is to be, that check included."""
    full_name = op.f(f"ck_{table.name}_{name}")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(table.name, copy_from=table, recreate="always"):
            pass
        return
    op.drop_constraint(full_name, table.name, type_="check")
    op.create_check_constraint(full_name, table.name, condition)
