"""Migrated databases for tests: the way up is tested where it belongs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from storage.database.migrate import migrate

_migrated: list[bytes] = []


async def migrated() -> bytes:
    """A migrated SQLite database, made once in each testing process: the way up is tested where it belongs."""
    if not _migrated:
        with tempfile.TemporaryDirectory(prefix="lienthehe-") as folder:
            path = Path(folder, "club.db")
            await migrate(f"sqlite+aiosqlite:///{path}")
            _migrated.append(path.read_bytes())
    return _migrated[0]


async def new_database(path: Path) -> str:
    """Makes a migrated database; answers its URL."""
    path.write_bytes(await migrated())
    return f"sqlite+aiosqlite:///{path}"
