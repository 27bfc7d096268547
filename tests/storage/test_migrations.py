"""The way up, down and up again; a database of the future is not touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import Storage
from storage.database.engine import DatabaseTooNew, DatabaseUnusable, plain_connection
from storage.database.migrate import Version, differences, migrate, version


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
            p: (await unit.exec_driver_sql(f"PRAGMA {p}")).scalar()
            for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    await storage.close()
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


async def test_members_survive_the_way_up_and_down(url: str) -> None:
    """The table of members is copied on SQLite: nobody may be lost, and no check either."""
    await migrate(url, "0002")
    async with plain_connection(url) as connection:
        for statement in (
            "INSERT INTO unit (id, kind, name) VALUES (1, 'commune', 'xã')",
            "INSERT INTO club (id, name, unit_id, created_at) VALUES (1, 'CLB', 1, '2026-01-01 00:00:00')",
            "INSERT INTO person (id, full_name, phone_verified, created_at) VALUES (7, 'Lò Thị Ón', false, '2026-01-01 00:00:00')",
            "INSERT INTO membership (id, person_id, club_id, standing, applied_at) VALUES (3, 7, 1, 'active', '2026-01-01 00:00:00')",
        ):
            await connection.execute(sa.text(statement))
        await connection.commit()
    await migrate(url)
    async with plain_connection(url) as connection:
        await connection.execute(
            sa.text("UPDATE membership SET standing = 'moved', small_group = 'Tổ 1' WHERE id = 3")
        )
        await connection.commit()
        with pytest.raises(sa.exc.IntegrityError):
            await connection.execute(sa.text("UPDATE membership SET standing = 'vanished'"))
        await connection.rollback()
    await migrate(url, "0002", down=True)
    async with plain_connection(url) as connection:
        rows = (await connection.execute(sa.text("SELECT id, person_id, standing FROM membership"))).all()
        assert [tuple(r) for r in rows] == [(3, 7, "left")]
        with pytest.raises(sa.exc.IntegrityError):
            await connection.execute(sa.text("UPDATE membership SET standing = 'moved'"))
        await connection.rollback()
