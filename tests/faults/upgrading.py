"""Upgrades a database again and again and dies in the middle; run as a process of its own, without threads.

`python -m tests.faults.upgrading TEMPLATE TARGET KILLS`, where TEMPLATE is the file of a database one revision
below TARGET. Prints one line of JSON: how many were killed before they had ended, and what was broken after.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

from storage.database.migrate import Version, migrate, version


def _upgrade(path: Path, target: str) -> int:
    """Upgrades in a child; its process id."""
    child = os.fork()
    if child == 0:
        asyncio.run(migrate(f"sqlite+aiosqlite:///{path}", target))
        os._exit(0)
    return child


def _copy(template: Path) -> Path:
    path = template.with_name("killed.db")
    for old in template.parent.glob("killed.db*"):
        old.unlink()
    if template.exists():
        shutil.copyfile(template, path)
    return path


def _broken(path: Path, target: str) -> str:
    """What is wrong with the database after the next start; empty where nothing is."""
    url = f"sqlite+aiosqlite:///{path}"
    try:
        asyncio.run(migrate(url, target))
        asyncio.run(migrate(url))
        assert asyncio.run(version(url)) is Version.CURRENT
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    raw = sqlite3.connect(path)
    (sound,) = raw.execute("PRAGMA integrity_check").fetchone()
    stray = raw.execute("PRAGMA foreign_key_check").fetchall()
    (people,) = raw.execute("SELECT count(*) FROM person").fetchone()
    raw.close()
    return "" if sound == "ok" and not stray and people in (0, 3_000) else f"{sound} {len(stray)} {people}"


def main(template: Path, target: str, kills: int) -> None:
    """Kills at `kills` moments spread evenly, with jitter, over the time that an upgrade takes."""
    path = _copy(template)
    began = time.monotonic()
    os.waitpid(_upgrade(path, target), 0)
    takes = time.monotonic() - began
    killed, broken = 0, []
    for n in range(kills):
        path = _copy(template)
        child = _upgrade(path, target)
        time.sleep(takes * (n + random.random()) / kills)
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        broken += filter(None, [_broken(path, target)])
    print(json.dumps({"killed": killed, "broken": broken}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
