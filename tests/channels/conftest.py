"""A Zalo channel that polls the pretended platform."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette

from bot.channels.zalo import ZaloChannel
from bot.sandbox.phones import Someone
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from tests.channels.platform import Api


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    platform = ZaloPlatform()
    platform.add(Someone(101, "Lan", "+84912345678"))
    platform.keep_calls = True
    async with serving(Starlette(routes=ZaloApi(platform).routes()), "127.0.0.1", 0) as port:
        platform.root = f"http://127.0.0.1:{port}"
        yield Api(platform, platform.root)
        await platform.close()


@pytest.fixture
async def channel(api: Api) -> AsyncIterator[ZaloChannel]:
    built = ZaloChannel(api.settings(), "hết hạn")
    await built.start()
    yield built
    await built.close()
