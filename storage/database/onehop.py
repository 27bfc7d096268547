"""An aiosqlite connection that needs one hop to the database thread for each statement.

The stock adapter hops four times (cursor, execute, fetch, close), and a hop costs more than the statement:
the thread has to win the interpreter from a busy event loop each time. Here a statement is executed, fetched
and closed in one hop, and BEGIN IMMEDIATE travels with the first statement of its transaction.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

BEGIN = "BEGIN IMMEDIATE"


class OneHopCursor:
    """The part of aiosqlite's cursor that SQLAlchemy's adapter uses, filled by one visit to the thread."""

    def __init__(self, connection: OneHopConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    def __await__(self) -> Generator[Any, None, OneHopCursor]:
        return self
        yield

    async def __aenter__(self) -> OneHopCursor:
        return self

    async def __aexit__(self, *exc: object) -> None:
        return None

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> OneHopCursor:
        if sql == BEGIN:
            self._connection.begin_pending = True
            return self
        await self._connection.visit(self._run, sql, parameters, False)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> OneHopCursor:
        await self._connection.visit(self._run, sql, parameters, True)
        return self

    def _run(self, sql: str, parameters: Any, many: bool) -> None:
        raw = self._connection.raw
        self._connection.begin_now()
        cursor = raw.cursor()
        try:
            cursor.executemany(sql, parameters) if many else cursor.execute(sql, parameters)
            self.description, self.lastrowid = cursor.description, cursor.lastrowid
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount = cursor.rowcount
        finally:
            cursor.close()

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        return None


class OneHopConnection(aiosqlite.Connection):
    """See the module's docstring; made for SQLAlchemy's `async_creator`."""

    begin_pending = False

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself; to be touched in its own thread only."""
        return self._conn

    def begin_now(self) -> None:
        """Starts the announced transaction; runs in the database thread."""
        if self.begin_pending:
            self.begin_pending = False
            self._conn.execute(BEGIN)

    async def visit(self, work: Any, *args: Any) -> Any:
        """Runs `work` in the database thread."""
        return await self._execute(work, *args)  # type: ignore[no-untyped-call]

    def cursor(self) -> OneHopCursor:  # type: ignore[override]
        return OneHopCursor(self)

    async def commit(self) -> None:
        if self.begin_pending:  # nothing was executed in it
            self.begin_pending = False
            return
        await super().commit()

    async def rollback(self) -> None:
        if self.begin_pending:
            self.begin_pending = False
            return
        await super().rollback()


async def connect(path: Path, pragmas: Sequence[str]) -> OneHopConnection:
    """Opens the file and sets the pragmas. `isolation_level=None`: transactions begin where we say so."""

    def connector() -> sqlite3.Connection:
        raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    connection = OneHopConnection(connector, iter_chunk_size=64)
    connection._thread.daemon = True
    connection._thread.name = f"sqlite-{id(connection) & 0xFFFF:x}"
    opening = asyncio.create_task(_opened(connection))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:  # the thread runs already: let it end before the event loop does
        await asyncio.wait([opening])
        await connection.close()
        raise


async def _opened(connection: OneHopConnection) -> OneHopConnection:
    return await connection  # type: ignore[return-value]
