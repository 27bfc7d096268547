"""The way up, down and up again; a database of the future is not touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import Storage
from storage.engine import DatabaseTooNew, DatabaseUnusable, plain_connection
from storage.migrate import Version, differences, migrate, version


async def _tables(url: str) -> set[str]:
    async with plain_connection(url) as connection:
        return set(await connection.run_sync(lambda c: sa.inspect(c).get_table_names()))


async def test_up_down_and_up(url: str) -> None:
    assert await version(url) is Version.EMPTY
    await migrate(url)
    assert await version(url) is Version.CURRENT
    first = await _tables(url)
    await migrate(url, "base", down=True)
    assert await _tables(url) == {"alembic_version"}
    await migrate(url)
    assert await _tables(url) == first
    async with plain_connection(url) as connection:
        assert await differences(connection) == [], "the revisions give exactly the schema in code"


async def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    files = sorted(p.name for p in tmp_path.iterdir())
    for attempt in (version(url), migrate(url)):
        with pytest.raises(DatabaseTooNew, match="newer version"):
            await attempt
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == files


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    path.write_text("not a database at all, but long enough to look like one" * 20)
    with pytest.raises(DatabaseUnusable, match=r"club\.db"):
        await version(f"sqlite+aiosqlite:///{path}")


async def test_sqlite_is_opened_as_designed(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'club.db'}"
    await migrate(url)
    storage = Storage(url)
    async with storage.unit() as unit:
        answers = {
            p: (await unit.exec_driver_sql(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    await storage.close()
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
