"""One incoming update is one transaction: claim, who writes, the standing question,
the change, the answers.

A crash at any instruction loses nothing and does nothing twice: what was received is stored before the
channel is told so, and what was stored and not handled is taken up again at the next start.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from prometheus_client import Counter

from bot.channels.base import ChannelError, Unreadable
from bot.shared import Shared
from club.errors import ClubError, Refused, where
from club.messages.notices import Kind
from handlers.conversation.chat import Event, Incoming, Reply, say
from handlers.conversation.post import Post
from handlers.conversation.router import Router, not_served_in_groups
from handlers.conversation.turn import Surroundings, Turn
from storage import Connection
from storage.messages import addresses, inbox, outbox, redirect, sharing, writers
from storage.messages.writers import Writer

log = structlog.get_logger("bot.dispatcher")
UPDATES = Counter("lienthehe_updates_total", "Updates handled", ["channel", "outcome"])
MOST_WAITING = 2_000
"""updates held in memory; more stay at the channel until these are handled"""


class Dispatcher:
    """Stores updates, then handles them: those of one chat in order, different chats side by side."""

    def __init__(
        self, shared: Shared, router: Router, around: Surroundings, wake: Callable[[], None]
    ) -> None:
        self.storage = shared.storage
        self.clock = shared.clock
        self._owners = shared.owners
        self.router = router
        self.around = around
        self._wake = wake
        self._waiting: dict[tuple[str, str], deque[Incoming]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self._room = asyncio.Event()
        self._room.set()

    async def receive(self, updates: Sequence[Incoming | Unreadable]) -> None:
        """Stores the updates durably, then hands them to their chats.

        Returns once they are safe, however long the database is away.
        """
        if not updates:
            return
        await self._room.wait()
        try:
            await self._take(updates)
        except Exception as error:  # one that no database takes must not cost those beside it
            log.error("updates are stored one by one", error=type(error).__name__, where=where(error))
            for update in updates:
                await self._take_alone(update)

    async def _take(self, updates: Sequence[Incoming | Unreadable]) -> None:
        await self.storage.weather.outlast(lambda: self._store(updates))
        for update in updates:
            if isinstance(update, Incoming):
                self._submit(update)

    async def _take_alone(self, update: Incoming | Unreadable) -> None:
        try:
            await self._take([update])
        except Exception:
            if isinstance(update, Unreadable):
                raise
            raw = json.dumps(update.to_json())
            await self._take([Unreadable(update.channel, update.update_key, raw)])

    async def _store(self, updates: Sequence[Incoming | Unreadable]) -> None:
        """Those that cannot be read are kept as they came and count as failed."""
        odd = [u for u in updates if isinstance(u, Unreadable)]
        received = [
            inbox.Received(u.channel, u.update_key, u.to_json()) for u in updates if isinstance(u, Incoming)
        ]
        now = self.clock.now()
        async with self.storage.unit() as unit:
            await inbox.store(unit, received, now)
            kept = await inbox.keep_aside(
                unit, [inbox.Received(u.channel, u.update_key, {"raw": u.raw}) for u in odd], now
            )
            if kept:
                await self._owners.tell_of_defect(unit)
        if odd:
            self._wake()
        for update in odd:
            UPDATES.labels(update.channel, "unreadable").inc()

    async def recover(self) -> int:
        """Takes up what was stored and not handled before the process ended."""

        async def look_for_it() -> Sequence[inbox.Received]:
            async with self.storage.view() as look:
                return await inbox.pending(look)

        found = await self.storage.weather.outlast(look_for_it)
        for received in found:
            self._submit(Incoming.from_json(received.payload))
        return len(found)

    async def drain(self) -> None:
        """Waits until everything received so far is handled."""
        while self._tasks:
            await asyncio.gather(*list(self._tasks), return_exceptions=True)

    def _submit(self, update: Incoming) -> None:
        key = (update.channel, update.chat_id)
        self._count += 1
        if self._count >= MOST_WAITING:
            self._room.clear()
        if key in self._waiting:
            self._waiting[key].append(update)
            return
        self._waiting[key] = deque([update])
        task = asyncio.create_task(self._chat(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _next(self, after: Incoming, updates: Sequence[Incoming]) -> None:
        """Hands updates that waited to their chat, before what came later."""
        waiting = self._waiting.get((after.channel, after.chat_id))
        if waiting is None:
            for update in updates:
                self._submit(update)
            return
        waiting.extendleft(reversed(updates))
        self._count += len(updates)

    async def _chat(self, key: tuple[str, str]) -> None:
        waiting = self._waiting[key]
        while waiting:
            await self.handle(waiting.popleft())
            self._count -= 1
            if self._count < MOST_WAITING:
                self._room.set()
        del self._waiting[key]

    async def handle(self, update: Incoming) -> None:
        """Handles one update to its end, again where the database was away; never raises for what
        a handler did.
        """
        try:
            outcome = await self.storage.weather.outlast(lambda: self._handle(update))
        except Exception as error:
            outcome = "failed"
            log.error(
                "an update could not be handled",
                channel=update.channel,
                update=update.update_key,
                error=type(error).__name__,
                where=where(error),
            )
            try:
                await self.storage.weather.outlast(lambda: self._apologise(update))
            except Exception as second:
                log.error("the apology failed too", update=update.update_key, error=type(second).__name__)
        UPDATES.labels(update.channel, outcome).inc()
        self._wake()

    async def _handle(self, update: Incoming) -> str:
        now = self.clock.now()
        try:
            prepared = await self._prepared(update, now)
            async with self.storage.unit() as unit:
                if not await inbox.claim(unit, update.channel, update.update_key, now):
                    return "repeated"
                released = await self._answer(unit, update, now, None, prepared)
        except ClubError as error:  # a rule said no: nothing of the attempt stays, and the person hears why
            async with self.storage.unit() as unit:
                if await inbox.claim(unit, update.channel, update.update_key, now):
                    await self._answer(unit, update, now, error)
            return "refused"
        self._next(update, [Incoming.from_json(r.payload) for r in released])
        return "handled"

    async def _prepared(self, update: Incoming, now: datetime) -> object:
        """What is read out of a document that somebody wants: a download must not hold the database.

        Raises Refused where it is too large, cannot be fetched, or is not what it should be.
        """
        media = update.media
        if (
            media is None
            or media.kind != "document"
            or not update.private
            or update.channel not in self.around.channels
        ):
            return None
        async with self.storage.view() as look:
            writer = await writers.find_writer(look, update.channel, update.chat_id, update.said_at(now))
        taker = self.router.wants(writer, update) if writer is not None else None
        if taker is None:
            return None
        if media.size > taker.most_bytes:
            raise Refused("common.file_too_large", most=taker.most_bytes >> 20)
        try:
            content = await self.around.channels[update.channel].download(media)
        except ChannelError as error:
            log.warning("a document could not be fetched", channel=update.channel, error=type(error).__name__)
            raise Refused("common.file_not_fetched") from None
        today = now.astimezone(self.around.texts.zone).date()
        return await asyncio.to_thread(taker.prepare, content, media.name, today)

    async def _answer(
        self,
        unit: Connection,
        update: Incoming,
        now: datetime,
        error: ClubError | None,
        prepared: object = None,
    ) -> Sequence[inbox.Received]:
        """Answers which updates are to be handled next."""
        if not update.private:
            await self._group(unit, update, now)
            return ()
        writer = await self._writer(unit, update, now)
        if update.event is Event.STOPPED:
            await redirect.stop_address(unit, writer.address_id, now, list(self.around.channels))
            return ()
        if writer.state != "active":
            await self._is_back(unit, writer, now)
        if update.event is Event.RESUMED:
            return ()
        if writer.sharers and not writer.unsure and not writer.left_behind:
            await sharing.heard(unit, writer.address_id, update.said_at(now))
        turn = Turn(unit, self.around, update, writer, now, prepared=prepared)
        replies = await (self.router.handle(turn) if error is None else self.router.explain(turn, error))
        said = f"asked:{now.timestamp():.3f}" if turn.held else "answer"  # held, it is answered once more
        drafts = [
            turn.post.to_chat(
                Kind.FILE if reply.file else Kind.ANSWER,
                f"{said}:{update.channel}:{update.update_key}:{n}",
                reply,
                channel=update.channel,
                address_id=turn.writer.address_id,
                person=turn.writer.person,
            )
            for n, reply in enumerate(replies)
        ]
        await outbox.queue(unit, [*drafts, *turn.outgoing])
        return turn.released

    async def _is_back(self, unit: Connection, writer: Writer, now: datetime) -> None:
        """The chat can be written to again: all who share it are."""
        for place in await addresses.places_of(unit, writer.address_id):
            await addresses.set_address_state(unit, place, "active", now)
        people = [writer.person, *(v.person for v in writer.sharers)]
        for person_id in dict.fromkeys(p.id for p in people if p is not None):
            await redirect.to_preferred(unit, person_id, list(self.around.channels), now)

    async def _writer(self, unit: Connection, update: Incoming, now: datetime) -> Writer:
        found = await writers.find_writer(unit, update.channel, update.chat_id, update.said_at(now))
        if found is not None:
            return await writers.of_message(unit, found, update.below) if update.below else found
        address_id = await addresses.add_address(unit, update.channel, update.chat_id, now)
        assert address_id is not None
        return Writer(address_id, update.channel, update.chat_id, "active")

    async def _group(self, unit: Connection, update: Incoming, now: datetime) -> None:
        """Says once in a group that only private chats are served."""
        address_id = await addresses.add_address(unit, update.channel, update.chat_id, now, state="group")
        if address_id is not None and update.event is Event.MESSAGE:
            await self._say(unit, update, address_id, not_served_in_groups())

    async def _apologise(self, update: Incoming) -> None:
        now = self.clock.now()
        async with self.storage.unit() as unit:
            if not await inbox.mark_failed(unit, update.channel, update.update_key, now):
                return
            if update.private and update.event is Event.MESSAGE:
                writer = await self._writer(unit, update, now)
                await self._say(unit, update, writer.address_id, say("common.apology"), apology=True)
            await self._owners.tell_of_defect(unit)

    async def _say(
        self, unit: Connection, update: Incoming, address_id: int, reply: Reply, *, apology: bool = False
    ) -> None:
        kind, prefix = (Kind.APOLOGY, "apology") if apology else (Kind.ANSWER, "group")
        draft = Post(self.around.texts, self.clock.now()).to_chat(
            kind,
            f"{prefix}:{update.channel}:{update.update_key}",
            reply,
            channel=update.channel,
            address_id=address_id,
            person=None,
        )
        await outbox.queue(unit, [draft])
