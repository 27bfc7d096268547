"""Those who run the bot, named in the settings: they hear of what no member and no board can mend."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from bot.channels.base import Channel, Part, SendError
from bot.clock import Clock
from club.messages.notices import Kind
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from handlers.conversation.texts import Texts
from storage import Connection, Storage
from storage.messages import outbox, writers

log = structlog.get_logger("bot.owners")
LONG = 30.0
"""seconds that the database may be away before owners hear of it"""
LOOK_EVERY = 5.0


class Owners:
    """`chats` are (channel, chat id); who never wrote to the bot there cannot be reached."""

    def __init__(self, texts: Texts, clock: Clock, chats: Sequence[tuple[str, str]] = ()) -> None:
        self._texts = texts
        self._clock = clock
        self._chats = chats

    async def tell(self, unit: Connection, key: str, about: str, **given: object) -> None:
        """Queues the text `key` for all of them, once for what it is `about`."""
        post = Post(self._texts, self._clock.now())
        for channel, chat_id in self._chats:
            owner = await writers.find_writer(unit, channel, chat_id)
            if owner is not None:
                draft = post.to_chat(
                    Kind.APOLOGY,
                    f"owner:{about}:{channel}:{chat_id}",
                    say(key, **given),
                    channel=channel,
                    address_id=owner.address_id,
                    person=owner.person,
                )
                await outbox.queue(unit, [draft])

    async def tell_of_defect(self, unit: Connection) -> None:
        """Once an hour at most; where it lies is in the log."""
        await self.tell(unit, "common.defect_to_owner", f"defect:{self._clock.now():%Y%m%d%H}")

    async def watch(self, storage: Storage, channels: Mapping[str, Channel]) -> None:
        """Says that the database is away, past the outbox, which lies in it; until cancelled."""
        told = False
        while True:
            await asyncio.sleep(LOOK_EVERY)
            away = storage.weather.seconds >= LONG
            if away != told:
                told = away
                key = "common.database_away" if away else "common.database_back"
                await self._say_at_once(self._texts.plain(key), channels)

    async def _say_at_once(self, text: str, channels: Mapping[str, Channel]) -> None:
        for name, chat_id in self._chats:
            try:
                if name in channels:
                    await channels[name].send(chat_id, Part(text), silent=False)
            except (SendError, ValueError) as error:
                log.warning("an owner could not be told", channel=name, error=type(error).__name__)
