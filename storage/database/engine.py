"""Opening the database and its transactions.

SQLite (default): one writing connection, so that writing units queue up in order instead of colliding, and a
few for reading; WAL, synchronous=FULL, foreign keys, busy timeout, BEGIN IMMEDIATE.
PostgreSQL: asyncpg, by its URL alone.

StorageError
├── DatabaseTooNew      made by a newer version of the bot; nothing was touched
├── DatabaseOutdated    `lienthehe migrate` has to be run (PostgreSQL)
├── DatabaseBusy        another bot runs on the same file
└── DatabaseUnusable    the file or server cannot be opened
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import onehop
from storage.database.weather import Weather, is_weather

Connection = AsyncConnection
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "temp_store=MEMORY",
    "secure_delete=ON",
)
READERS = 4


class StorageError(Exception):
    """Base of what can be wrong with the database; the message is a sentence for the operator."""


class DatabaseTooNew(StorageError):
    """A newer version of the bot wrote this database."""


class DatabaseOutdated(StorageError):
    """Migrations are pending and not run by themselves here."""


class DatabaseBusy(StorageError):
    """Another process runs the bot on this database."""


class DatabaseUnusable(StorageError):
    """The database cannot be opened."""


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL, None for another database."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


class Storage:
    """The database of one process. `unit()` is one writing transaction, `view()` one that reads."""

    def __init__(self, url: str) -> None:
        parsed: URL = make_url(url)
        self.url = url
        self.path = sqlite_path(url)
        self.weather = Weather()
        self._turn: asyncio.Lock | None = None
        if self.path is None:
            self._writer = self._reader = create_async_engine(
                parsed, pool_pre_ping=True, pool_size=10, hide_parameters=True
            )
            return
        self._turn = asyncio.Lock()
        self._writer = self._sqlite(self.path, size=1, writing=True)
        self._reader = self._sqlite(self.path, size=READERS, writing=False)

    @staticmethod
    def _sqlite(path: Path, *, size: int, writing: bool) -> AsyncEngine:
        pragmas: Sequence[str] = _PRAGMAS if writing else (*_PRAGMAS, "query_only=ON")
        engine = create_async_engine(
            "sqlite+aiosqlite://",
            async_creator=lambda: onehop.connect(path, pragmas),
            poolclass=sa.pool.AsyncAdaptedQueuePool,
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,  # they hold people's words, and errors are logged
        )

        @sa.event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql(onehop.BEGIN if writing else "BEGIN")

        return engine

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file of this machine."""
        return self.path is not None

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Connection]:
        """One writing transaction: committed at the end, rolled back on any error.

        The weather hears of what became of it.
        """
        async with self._turn or nullcontext():
            try:
                async with self._writer.begin() as connection:
                    yield connection
            except Exception as error:
                if is_weather(error):
                    self.weather.away(error)
                raise
            self.weather.back()

    @asynccontextmanager
    async def view(self) -> AsyncIterator[Connection]:
        """One consistent look at what is stored."""
        async with self._reader.begin() as connection:
            yield connection

    async def forget_pages(self) -> None:
        """After something was erased: what the log of the database still holds of it goes too."""
        if self._turn is None:
            return
        async with self._turn, self._writer.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert isinstance(driver, onehop.OneHopConnection)
            await driver.visit(driver.raw.execute, "PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Closes all connections."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


@asynccontextmanager
async def plain_connection(url: str) -> AsyncIterator[Connection]:
    """A single connection outside the pools, for migrations and checks.

    On SQLite a transaction begins where it is said and holds changes of tables too: the driver's own
    way would commit each of them at once.
    """
    if sqlite_path(url) is None:
        engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
    else:
        engine = create_async_engine(
            url, poolclass=NullPool, hide_parameters=True, connect_args={"isolation_level": None}
        )

        @sa.event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql(onehop.BEGIN)

    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()
