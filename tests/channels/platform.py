"""The pretended Zalo platform on 127.0.0.1, for the tests of the channel."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.channels.zalo import ZaloChannel
from bot.config import ZaloSettings
from bot.sandbox.zalo_platform import ZaloPlatform, zalo_id
from handlers.conversation.chat import Incoming

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
LAN = zalo_id(101)


@dataclass
class Api:
    """The pretended platform and where it is."""

    platform: ZaloPlatform
    url: str

    def settings(self, **more: Any) -> ZaloSettings:
        return ZaloSettings(token=SecretStr(self.platform.token), api_url=self.url, **more)


async def nobody(updates: Sequence[Incoming]) -> None:
    raise AssertionError("nothing was to be handed in")


async def received(channel: ZaloChannel, count: int) -> list[Incoming]:
    found: list[Incoming] = []
    enough = asyncio.Event()

    async def hand_in(updates: Sequence[Incoming]) -> None:
        found.extend(updates)
        if len(found) >= count:
            enough.set()

    task = asyncio.create_task(channel.receive(hand_in))
    await asyncio.wait_for(enough.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return found
