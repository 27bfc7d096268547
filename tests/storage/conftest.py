"""Each storage test runs on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage import Storage
from tests.databases import new_database
from tests.storage.databases import Server, has_postgresql, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, one in each testing process."""
    if not has_postgresql():
        pytest.skip("PostgreSQL is not installed")
    with postgresql() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, or will be."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'club.db'}"
    found: Server = request.getfixturevalue("server")
    await found.make("club")
    return found.url("club")


@pytest.fixture
async def storage(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A migrated database, at `url`."""
    if url.startswith("sqlite"):
        await new_database(tmp_path / "club.db")
    else:
        found: Server = request.getfixturevalue("server")
        await found.make("club", like=await found.migrated())
    opened = Storage(url)
    yield opened
    await opened.close()
