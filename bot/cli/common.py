"""What every command of the command line shares: settings, the database, and errors as one clear sentence."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from bot import logs
from bot.channels.base import ChannelError
from bot.config import ConfigError, Settings, load
from bot.web import PortTaken
from storage import Connection, Storage, StorageError
from storage.database.engine import DatabaseOutdated
from storage.database.migrate import Version, migrate, version
from storage.organisation import clubs
from storage.organisation.clubs import Club

T = TypeVar("T")
Config = Annotated[
    Path | None, typer.Option("--config", help="Settings file; else $LIENTHEHE_CONFIG, else config.toml")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON")]


def fail(sentence: object) -> NoReturn:
    """Ends with exit code 1 and the sentence on stderr."""
    sys.stderr.write(f"{sentence}\n")
    raise typer.Exit(1)


def do(work: Coroutine[Any, Any, T]) -> T:
    """Runs it to its end; what is known to go wrong ends the command."""
    try:
        return asyncio.run(work)
    except (ConfigError, StorageError, ChannelError, PortTaken) as error:
        fail(error)


def settings_of(config: Path | None) -> Settings:
    """The settings, with logging set up so that no secret is written."""
    try:
        settings = load(config)
    except ConfigError as error:
        fail(error)
    logs.configure(settings.secrets(), level=logging.INFO)
    return settings


async def ready(settings: Settings) -> Storage:
    """The database for a command: a new SQLite file is made, an older database is not touched."""
    state = await version(settings.storage.url)
    storage = Storage(settings.storage.url)
    if state is Version.EMPTY and storage.is_sqlite:
        await migrate(settings.storage.url)
    elif state is not Version.CURRENT:
        raise DatabaseOutdated("The database has to be brought to this version first: run lienthehe migrate.")
    return storage


async def one_club(connection: Connection, named: str) -> Club:
    """The club of that number or name. Raises ConfigError where there is none, or several of that name."""
    everyone = await clubs.all_clubs(connection)
    found = [c for c in everyone if named.isdecimal() and c.id == int(named)]
    found = found or [c for c in everyone if c.name.casefold() == named.strip().casefold()]
    if not found:
        kind = "club number" if named.isdecimal() else "club called"
        raise ConfigError(f"There is no {kind} {named}; lienthehe club list shows them.")
    if len(found) > 1:
        numbers = ", ".join(str(c.id) for c in found)
        raise ConfigError(f'Several clubs are called "{named}"; write the number instead: {numbers}.')
    return found[0]
