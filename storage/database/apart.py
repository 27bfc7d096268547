"""Working through many, so that one that fails stops none of the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
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
        self, what: str, items: Iterable[T], work: Callable[[Connection, T], Awaitable[int]]
    ) -> int:
        """The sum of what `work` answers for the items that work; a database that is away ends it."""
        done = 0
        for item in items:
            try:
                async with self._storage.unit() as unit:
                    done += await work(unit, item)
            except Exception as error:
                if is_weather(error):
                    raise
                self.failed += 1
                FAILED.labels(what).inc()
                number = item if isinstance(item, int) else ""
                log.error(f"{what} failed", item=number, error=type(error).__name__, where=where(error))
        return done
