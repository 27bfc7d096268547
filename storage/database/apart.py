"""Working through many, so that one that fails stops none of the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog
from prometheus_client import Counter

from club.errors import where
from storage.database.engine import Connection, Storage
from storage.database.weather import is_weather

log = structlog.get_logger("bot.apart")
FAILED = Counter("lienthehe_failed_total", "Clubs, people and rows that could not be worked on", ["what"])
T = TypeVar("T")


class Apart:
    """Gives each its own transaction; `failed` counts those that did not work since the start."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.failed = 0

    async def each(
        self,
        what: str,
        items: Sequence[T],
        work: Callable[[Connection, T], Awaitable[int]],
        *,
        together: int = 1,
    ) -> int:
        """The sum of what `work` answers for the items that work; a database that is away ends it.

        As many as `together` share a transaction, and each has its own where one of them fails.
        """
        done = 0
        for start in range(0, len(items), together):
            some = items[start : start + together]
            try:
                done += await self._in_one(some, work)
            except Exception as error:
                if is_weather(error):
                    raise
                if len(some) > 1:
                    done += await self.each(what, some, work)
                else:
                    self._count(what, some[0], error)
        return done

    async def _in_one(self, items: Sequence[T], work: Callable[[Connection, T], Awaitable[int]]) -> int:
        async with self._storage.unit() as unit:
            return sum([await work(unit, item) for item in items])

    def _count(self, what: str, item: object, error: Exception) -> None:
        self.failed += 1
        FAILED.labels(what).inc()
        number = item if isinstance(item, int) else ""
        log.error(f"{what} failed", item=number, error=type(error).__name__, where=where(error))
