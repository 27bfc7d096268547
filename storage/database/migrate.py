"""Bringing a database to this version, and refusing one from the future without touching it."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database.engine import (
    Connection,
    DatabaseTooNew,
    DatabaseUnusable,
    plain_connection,
    sqlite_path,
)
from storage.database.files import own_file, own_folder
from storage.database.leftovers import clear_leftovers
from storage.schema import metadata

_SCRIPTS = Path(__file__).parent / "migrations"


class Version(StrEnum):
    """How a database compares with this version of the bot."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"


def config() -> Config:
    """Alembic's settings; the scripts travel inside the package."""
    settings = Config()
    settings.set_main_option("script_location", str(_SCRIPTS))
    return settings


def _compare(found: str | None) -> Version:
    scripts = ScriptDirectory.from_config(config())
    if found is None:
        return Version.EMPTY
    if found not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(
            f"This database was made by a newer version of lienthehe (revision {found}); "
            "nothing was changed. Install that version or newer."
        )
    return Version.CURRENT if found == scripts.get_current_head() else Version.OLDER


def _read(path: Path, mode: str) -> str | None:
    raw = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
    try:
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    finally:
        raw.close()
    return row[0] if row else None


def _sqlite_revision(path: Path) -> str | None:
    """Read without writing anything, not even a journal.

    Where a process died while it wrote, what it left half done is rolled back first.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        try:
            return _read(path, "ro")
        except sqlite3.OperationalError:
            if not _left_behind(path):
                raise
            return _read(path, "rw")
    except sqlite3.OperationalError as error:
        raise DatabaseUnusable(f"The database {path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"The file {path} is not a database of lienthehe: {error}.") from error


def _left_behind(path: Path) -> bool:
    """Whether a journal lies beside the database."""
    return any(path.with_name(path.name + end).exists() for end in ("-journal", "-wal"))


async def version(url: str) -> Version:
    """Compares the database with this version.

    Raises DatabaseTooNew, or DatabaseUnusable where it cannot be opened. Touches nothing.
    """
    path = sqlite_path(url)
    if path is not None:
        return _compare(_sqlite_revision(path))
    try:
        async with plain_connection(url) as connection:
            found = await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    except (OSError, sa.exc.SQLAlchemyError) as error:
        raise DatabaseUnusable(f"The database server cannot be reached: {type(error).__name__}.") from error
    return _compare(found)


def _run(connection: sa.Connection, target: str, *, down: bool) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(settings, target)


def _clear(connection: sa.Connection) -> None:
    """Takes away what a killed upgrade of a former version left, which did not work in one transaction."""
    found = MigrationContext.configure(connection).get_current_revision()
    as_it_was = sa.create_engine("sqlite://")
    with as_it_was.connect() as model:
        if found is not None:
            _run(model, found, down=False)
        clear_leftovers(connection, model, metadata.tables)


async def migrate(url: str, target: str = "head", *, down: bool = False) -> None:
    """Runs the revisions up to `target` (or down to it). Raises as `version` does."""
    await version(url)
    path = sqlite_path(url)
    if path is not None:
        try:
            own_folder(path.parent)
            own_file(path)
        except OSError as error:
            raise DatabaseUnusable(f"The file {path} cannot be made: {error.strerror}.") from error
    try:
        # all or nothing: whoever is killed here starts where they were
        async with plain_connection(url) as connection, connection.begin():
            if path is not None:
                await connection.run_sync(_clear)
            await connection.run_sync(_run, target, down=down)
    except sa.exc.OperationalError as error:
        raise DatabaseUnusable(f"The database cannot be opened: {error.orig}.") from error


async def differences(connection: Connection) -> list[object]:
    """What the tables differ in from the schema in code; empty when they agree."""

    def compare(c: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(c, opts={"compare_type": True}), metadata))

    return await connection.run_sync(compare)
