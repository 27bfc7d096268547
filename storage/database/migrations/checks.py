"""Changing checks and columns: in place on PostgreSQL, by copying the table on SQLite,
which cannot do otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op


def replace_check(table: sa.Table, name: str, condition: str) -> None:
    """Gives the check `name` of `table` a new condition.

    `table` is the whole table as it is to be, that check included.
    """
    rebuild(table, {name: condition})


def rebuild(
    table: sa.Table, checks: Mapping[str, str | None], nullable: Mapping[str, bool] | None = None
) -> None:
    """Gives the named checks of `table` new conditions (None: it goes) and columns another `nullable`.

    `table` is the whole table as it is to be, its checks included.
    """
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(table.name, copy_from=table, recreate="always"):
            pass
        return
    existing = {found["name"] for found in sa.inspect(op.get_bind()).get_check_constraints(table.name)}
    for name, condition in checks.items():
        full_name = op.f(f"ck_{table.name}_{name}")
        if full_name in existing:
            op.drop_constraint(full_name, table.name, type_="check")
        if condition is not None:
            op.create_check_constraint(full_name, table.name, condition)
    for column, may_be_null in (nullable or {}).items():
        op.alter_column(table.name, column, nullable=may_be_null)


def add_reference(table: sa.Table, name: str) -> None:
    """A new column `name` that may refer to another table's row.

    `table` is the whole table as it is to be.
    """
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table.name} ADD COLUMN {name} INTEGER")
        rebuild(table, {})
        return
    target = next(iter(table.c[name].foreign_keys)).target_fullname
    op.add_column(table.name, sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, ondelete="RESTRICT")))


def drop_reference(table: sa.Table, name: str) -> None:
    """Takes the column away again. `table` is the whole table as it was with it."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(table.name, copy_from=table, recreate="always") as batch:
            batch.drop_column(name)
        return
    op.drop_column(table.name, name)
