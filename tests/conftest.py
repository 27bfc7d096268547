"""Fixtures shared by all levels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.world import World, build_world

settings.register_profile("bot", deadline=None, max_examples=150)
settings.load_profile("bot")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path) as built:
        yield built
