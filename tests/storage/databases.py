"""The databases that storage is tested on: a SQLite file, and PostgreSQL where its programs are installed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from storage.database.migrate import migrate
from tests.ports import free_port


def _program(name: str) -> str | None:
    found = shutil.which(name)
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return found or (str(versions[-1]) if versions else None)


def has_postgresql() -> bool:
    return _program("initdb") is not None


@dataclass
class Server:
    """A PostgreSQL of our own."""

    port: int
    _migrated: bool = False

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://club@127.0.0.1:{self.port}/{database}"

    async def make(self, database: str, *, like: str = "template0") -> None:
        """A new database of that name, a copy of `like`; one that there was is gone."""
        connection = await self._connection()
        try:
            await connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            await connection.execute(f"CREATE DATABASE {database} TEMPLATE {like}")
        finally:
            await connection.close()

    async def _connection(self) -> asyncpg.Connection:
        """The port answers a little before the server takes anybody in."""
        while True:
            try:
                return await asyncpg.connect(
                    host="127.0.0.1", port=self.port, user="club", database="postgres"
                )
            except asyncpg.CannotConnectNowError:
                await asyncio.sleep(0.05)

    async def migrated(self) -> str:
        """The name of a migrated database to copy, made once."""
        if not self._migrated:
            await self.make("migrated")
            await migrate(self.url("migrated"))
            self._migrated = True
        return "migrated"


@contextlib.contextmanager
def postgresql() -> Iterator[Server]:
    """A server of our own on a free port of 127.0.0.1."""
    initdb, postgres = _program("initdb"), _program("postgres")
    assert initdb
    assert postgres
    with tempfile.TemporaryDirectory(prefix="lienthehe-pg-") as folder:
        port = free_port()
        user = None
        if os.geteuid() == 0:  # the server refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
            user = "postgres"
        data = str(Path(folder) / "data")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": folder}
        subprocess.run(
            [initdb, "-D", data, "-U", "club", "--auth=trust", "-E", "UTF8", "--no-sync"], check=True, **quiet
        )  # type: ignore[call-overload]
        server = subprocess.Popen(
            [postgres, "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder, "-F"], **quiet
        )  # type: ignore[call-overload]
        try:
            _wait(port, server)
            yield Server(port)
        finally:
            server.send_signal(signal.SIGINT)  # without waiting for those who are connected
            server.wait(20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise RuntimeError("PostgreSQL did not start")
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not answer")
