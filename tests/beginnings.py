"""Where tests start from: reached by conversation once in each testing process, then copied to every bot as fresh.

The copy is of the whole: what the database holds, what the messenger remembers, and what people have read. So the
numbers of messages and updates, and all that was said, are as if the conversation had been had again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.schema import metadata

if TYPE_CHECKING:
    from tests.world import World


@dataclass(frozen=True)
class Beginning:
    """What a conversation left behind, and what it answered."""

    database: bytes
    remembered: dict[str, Any]
    answer: str


_reached: dict[Hashable, Beginning] = {}


async def beginning(world: World, key: Hashable, reach: Callable[[], Awaitable[str]]) -> str:
    """Has the world where `reach` leads from an empty one; answers what `reach` does.

    By conversation where anything has happened in the world already, or its database is no file.
    """
    await world.settle()
    path = world.app.storage.path
    if path is None or not world.untouched or not _is_empty(path):
        return await reach()
    whole = (key, *world.kind())
    if whole not in _reached:
        answer = await reach()
        _reached[whole] = Beginning(_read(path), world.remembered(), answer)
        return answer
    found = _reached[whole]
    _write(path, found.database)
    world.recall(found.remembered)
    await world.settle()
    return found.answer


def _is_empty(path: Path) -> bool:
    """Whether no table has a row."""
    rows = " UNION ALL ".join(f'SELECT EXISTS (SELECT 1 FROM "{t.name}")' for t in metadata.sorted_tables)
    with closing(sqlite3.connect(path)) as raw:
        return not any(found for (found,) in raw.execute(rows))


def _read(path: Path) -> bytes:
    """The database as one file, what lies in its write-ahead log included."""
    copy = path.with_suffix(".copy")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    content = copy.read_bytes()
    copy.unlink()
    return content


def _write(path: Path, content: bytes) -> None:
    """Puts it in the place of what is there, in one transaction: the bot's connections stay open."""
    copy = path.with_suffix(".copy")
    copy.write_bytes(content)
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    for left in path.parent.glob(f"{copy.name}*"):
        left.unlink()
