"""What an upgrade left half made when it was killed, by versions that did not use one transaction."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from storage.database.engine import DatabaseUnusable

_COPY = "_alembic_tmp_"
"""how the name of a copy begins that is to take a table's place"""


def clear_leftovers(connection: sa.Connection, model: sa.Connection, ours: Collection[str]) -> None:
    """Makes the tables those of `model`, an empty database of the version that this one says it has.

    A copy whose table is gone takes its place. What the version does not know goes, for the upgrade makes it
    again: copies, empty tables with one of `ours` names, columns and indexes.
    Raises DatabaseUnusable where such a table holds something.
    """
    names, wanted = set(sa.inspect(connection).get_table_names()), _tables(model)
    for name in sorted(wanted - names):
        if _COPY + name in names:
            connection.execute(sa.text(f'ALTER TABLE "{_COPY}{name}" RENAME TO "{name}"'))
    for name in sorted(_tables(connection) - wanted):
        copy = name.startswith(_COPY)
        if not copy and name not in ours:
            continue
        if not copy and connection.execute(sa.exists().select_from(sa.table(name)).select()).scalar():
            raise DatabaseUnusable(
                f"The database holds a table {name} with content that its version does not explain. "
                "Nothing was changed. Put the last saved copy of the file in its place."
            )
        connection.execute(sa.text(f'DROP TABLE "{name}"'))
    for name in sorted(wanted & _tables(connection)):
        _clear_table(connection, model, name)


def _tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def _clear_table(connection: sa.Connection, model: sa.Connection, name: str) -> None:
    found, wanted = sa.inspect(connection), sa.inspect(model)
    indexes = {i["name"] for i in found.get_indexes(name)} - {i["name"] for i in wanted.get_indexes(name)}
    for index in sorted(filter(None, indexes)):
        connection.execute(sa.text(f'DROP INDEX "{index}"'))
    columns = {c["name"] for c in found.get_columns(name)} - {c["name"] for c in wanted.get_columns(name)}
    for column in sorted(columns):
        connection.execute(sa.text(f'ALTER TABLE "{name}" DROP COLUMN "{column}"'))
