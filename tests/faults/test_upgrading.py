"""Killed while the tables are made or upgraded, and started again: it always runs, and nobody is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from storage.database.engine import DatabaseUnusable
from storage.database.migrate import Version, config, migrate, version

REVISIONS = [s.revision for s in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]
KILLS = int(os.environ.get("KILLS", "2"))
"""a revision; `make faults` takes 60"""
PEOPLE = 3_000


def _fill(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO unit (id, kind, name) VALUES (1, 'commune', 'xã')")
    raw.execute(
        "INSERT INTO club (id, name, unit_id, created_at) VALUES (1, 'CLB', 1, '2026-01-01 00:00:00')"
    )
    for n in range(1, PEOPLE + 1):
        raw.execute(
            "INSERT INTO person (id, full_name, phone_verified, created_at) VALUES (?, ?, 0, ?)",
            (n, f"Lò Thị {n}", "2026-01-01 00:00:00"),
        )
        raw.execute(
            "INSERT INTO membership (person_id, club_id, standing, applied_at) VALUES (?, 1, 'active', ?)",
            (n, "2026-01-01 00:00:00"),
        )
        raw.execute(
            "INSERT INTO address (channel, external_id, person_id, state, created_at) VALUES (?, ?, ?, ?, ?)",
            ("telegram", str(n), n, "active", "2026-01-01 00:00:00"),
        )
    raw.commit()
    raw.close()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_killed_at_any_point_of_an_upgrade(tmp_path: Path, revision: str) -> None:
    template = tmp_path / "before.db"
    before = REVISIONS.index(revision) - 1
    if before >= 0:
        await migrate(f"sqlite+aiosqlite:///{template}", REVISIONS[0])
        _fill(template)
        await migrate(f"sqlite+aiosqlite:///{template}", REVISIONS[before])
    command = [sys.executable, "-m", "tests.faults.upgrading", str(template), revision, str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    found = json.loads(done.stdout)
    assert found["broken"] == []
    assert found["killed"] >= KILLS // 2, "they were killed on the way"


async def test_what_a_killed_former_version_left_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    url = f"sqlite+aiosqlite:///{path}"
    await migrate(url, "0001")
    _fill(path)
    raw = sqlite3.connect(path)
    raw.execute("ALTER TABLE address ADD COLUMN preferred_at DATETIME")
    raw.execute("CREATE INDEX ix_halfway ON address (preferred_at)")
    raw.execute("CREATE TABLE _alembic_tmp_membership AS SELECT * FROM membership LIMIT 7")
    raw.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY)")
    raw.commit()
    raw.close()
    await migrate(url)
    assert await version(url) is Version.CURRENT
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM membership").fetchone() == (PEOPLE,)
    raw.close()


async def test_half_made_first_tables_are_made_anew_and_foreign_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE person (id INTEGER PRIMARY KEY)")
    raw.execute("CREATE TABLE of_the_owner (note TEXT)")
    raw.commit()
    raw.close()
    await migrate(f"sqlite+aiosqlite:///{path}")
    raw = sqlite3.connect(path)
    raw.execute("SELECT note FROM of_the_owner")
    raw.close()


async def test_people_whom_no_version_explains_are_not_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE person (id INTEGER PRIMARY KEY)")
    raw.execute("INSERT INTO person VALUES (1)")
    raw.commit()
    raw.close()
    with pytest.raises(DatabaseUnusable, match="person"):
        await migrate(f"sqlite+aiosqlite:///{path}")
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM person").fetchone() == (1,)
    raw.close()
