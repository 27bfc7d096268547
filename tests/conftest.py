"""Fixtures shared by all levels."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.world import World, build_world

settings.register_profile("bot", deadline=None, max_examples=150)
settings.load_profile("bot")

MEMORY = Path("/dev/shm")
ENOUGH = 1 << 30
"""bytes that all tests together need at most"""


def pytest_configure() -> None:
    """Databases of tests lie in memory, where there is enough.

    Each unit waits until the disk has it (`synchronous=FULL`), which no test looks at: what is killed is a process, not
    the machine.
    """
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path) as built:
        yield built
