"""Pictures and files that people sent on one channel, brought to another."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

import structlog

from bot.channels.base import Channel, Part, SendError
from handlers.conversation.chat import Media

log = structlog.get_logger("bot.attachments")
MOST_BYTES = 20 << 20
"""Telegram hands out no larger file."""
KEPT = 4
"""files remembered, so that a broadcast fetches its picture once"""


class Attachments:
    """Fetches what lies at another channel than the one that shows it."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels
        self._fetched: OrderedDict[tuple[str, str], asyncio.Task[bytes | None]] = OrderedDict()

    async def at_home(self, part: Part, channel: str) -> Part:
        """The part as this channel can send it: foreign media as bytes, or left out and said so."""
        media = part.media
        if media is None or media.channel == channel:
            return part
        content = await self._content(media)
        if content is None:
            return without_media(part)
        name = media.name or ("anh.jpg" if media.kind == "photo" else "tep")
        if media.kind == "photo":
            return replace(part, media=None, picture=(name, content))
        return replace(part, media=None, document=(name, media.mime or "application/octet-stream", content))

    async def _content(self, media: Media) -> bytes | None:
        key = (media.channel, media.ref)
        task = self._fetched.get(key)
        if task is None or (task.done() and task.result() is None):
            task = self._fetched[key] = asyncio.create_task(self._fetch(media))
        self._fetched.move_to_end(key)
        while len(self._fetched) > KEPT:
            self._fetched.popitem(last=False)
        return await asyncio.shield(task)

    async def _fetch(self, media: Media) -> bytes | None:
        source = self._channels.get(media.channel)
        if source is None or media.size > MOST_BYTES:
            return None
        try:
            content = await source.download(media)
        except SendError as error:
            log.warning(
                "a file could not be fetched",
                channel=media.channel,
                error=type(error).__name__,
                detail=str(error),
            )
            return None
        return content if 0 < len(content) <= MOST_BYTES else None


def without_media(part: Part) -> Part:
    """The part in words alone, saying that something is missing."""
    html = "\n\n".join(words for words in (part.html, part.left_out) if words)
    return replace(part, html=html, media=None, picture=None, document=None)
