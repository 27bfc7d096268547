"""A database that is away for a while: locked, full, read-only, restarted. It is waited for, like rain.

What is wrong with one statement or one row is no weather and is never tried again here.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import sqlalchemy as sa
import structlog

log = structlog.get_logger("storage.weather")
T = TypeVar("T")
LONGEST = 5.0
"""seconds between two tries"""
SAY_EVERY = 60.0
_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
_POSTGRES = ("08", "25006", "40001", "40P01", "53", "55P03", "57P0", "58")
"""how SQLSTATE begins: connection, read-only, collisions, resources, locks, operator, system"""


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        found = waiting.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [getattr(found, "orig", None), found.__cause__]


def is_weather(error: BaseException) -> bool:
    """Whether the database is away, and what was tried may be tried again as it was."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            code = getattr(cause, "sqlite_errorcode", None)
            return code is not None and code & 0xFF in _SQLITE
        if isinstance(cause, sa.exc.DBAPIError) and cause.connection_invalidated:
            return True
        state = getattr(cause, "sqlstate", None)
        if isinstance(state, str) and state.startswith(_POSTGRES):
            return True
        if isinstance(cause, sa.exc.TimeoutError | ConnectionError):
            return True
    return False


class Weather:
    """Since when the database has been away; whoever waits for it goes on when it is back."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._said_at: float | None = None
        self._fair = asyncio.Event()
        self._fair.set()

    @property
    def seconds(self) -> float:
        """How long it has been away by now; 0 while it is there."""
        return 0.0 if self._since is None else asyncio.get_running_loop().time() - self._since

    def away(self, error: BaseException) -> None:
        """A transaction met an error that is weather."""
        now = asyncio.get_running_loop().time()
        self._fair.clear()
        if self._since is None:
            self._since = now
        if self._said_at is None or now - self._said_at >= SAY_EVERY:
            self._said_at = now
            names = [type(e).__name__ for e in _causes(error)]
            log.error("the database is away; the bot waits for it", error=names[-1])

    def back(self) -> None:
        """A transaction was committed."""
        if self._since is not None:
            log.warning("the database is back", seconds=round(self.seconds, 1))
            self._since = self._said_at = None
            self._fair.set()

    async def outlast(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Tries until the database is there; any other error is the caller's."""
        tries = 0
        while True:
            try:
                return await attempt()
            except Exception as error:
                if not is_weather(error):
                    raise
                self.away(error)
            await self.pause(tries)
            tries += 1

    async def pause(self, tries: int = 0) -> None:
        """Waits before the next try, no longer than until the database is back."""
        seconds = min(LONGEST, 0.2 * 2.0 ** min(tries, 8)) * random.uniform(0.7, 1.3)
        try:
            async with asyncio.timeout(seconds):
                await self._fair.wait()
        except TimeoutError:
            return
