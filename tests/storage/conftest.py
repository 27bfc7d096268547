"""Each storage test runs on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import Storage
from storage.database.engine import plain_connection
from storage.database.migrate import migrate
from tests.storage.databases import has_postgresql, postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    if not has_postgresql():
        pytest.skip("PostgreSQL is not installed")
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'club.db'}"
        return
    found: str = request.getfixturevalue("postgresql_url")
    async with plain_connection(found) as connection:
        await connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        await connection.execute(sa.text("CREATE SCHEMA public"))
        await connection.commit()
    yield found


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Storage]:
    await migrate(url)
    opened = Storage(url)
    yield opened
    await opened.close()
