"""The sender: claims what is due, in order of urgency, sends it within the budgets,
and writes down what became of it.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import structlog
from prometheus_client import Counter as Metric

from bot.channels.attachments import Attachments
from bot.channels.base import Busy, Channel, Rejected, SendError, Stopped, Unreachable
from bot.channels.limits import Budget
from bot.channels.parts import to_parts
from bot.shared import Shared
from club.errors import where
from club.messages.message import Message
from club.messages.notices import ANSWERS, End, Hold, Priority, Reason, Send, ruling
from club.messages.planned import Planned
from club.messages.quiet import QuietHours
from club.people.names import given_name
from handlers.conversation.chat import text
from handlers.conversation.post import Post
from handlers.conversation.wording import Wordings, worded
from handlers.notices.service import broadcasts_of, report
from storage import Connection
from storage.database.weather import is_weather
from storage.messages import outbox, redirect
from storage.messages.outbox import Claimed, Draft, Outcome

log = structlog.get_logger("bot.sender")
T = TypeVar("T")
R = TypeVar("R")
SENT = Metric("lienthehe_messages_total", "Messages by outcome", ["channel", "outcome"])
LEASE = timedelta(seconds=45)
"""Longer than any call to a channel may take."""
MOST_COPIES = 4
"""tries of a message that the channel may have carried out each time, before it is left at that"""
STUMBLED = 1.0
"""seconds before the sender goes on after it could not claim or write down"""
LONGEST_PAUSE = 300.0
"""seconds between two tries of one message"""


def pause_after(attempts: int) -> float:
    """Seconds to the next try: 1, 2, 4 … with jitter, at most `LONGEST_PAUSE`."""
    return min(LONGEST_PAUSE, 2.0 ** min(attempts - 1, 10)) * random.uniform(0.7, 1.3)


class Sender:
    """Runs until cancelled; `wake` tells it that there may be something to do.

    `channels` are those that run.
    """

    def __init__(
        self, shared: Shared, channels: Mapping[str, Channel], quiet: QuietHours, wordings: Wordings
    ) -> None:
        self.storage = shared.storage
        self.channels = channels
        self._senders = dict(channels)  # what is in flight ends well where a channel leaves
        self.clock = shared.clock
        self.texts = shared.texts
        self.zone: ZoneInfo = shared.texts.zone
        self.quiet = quiet
        self._wordings = wordings
        self._owners = shared.owners
        self.budgets = {n: Budget(c.messages_per_second, c.messages_per_chat) for n, c in channels.items()}
        self._attachments = Attachments(channels)
        self._finished: list[Outcome] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._event = asyncio.Event()
        self._look = True
        self._cycling = False
        self._next_due: datetime | None = None
        self._network_failures = dict.fromkeys(channels, 0)
        self._doubtful: Counter[int] = Counter()
        self._one_by_one: set[str] = set()

    def wake(self) -> None:
        """Something was queued, or the clock was moved."""
        self._look = True
        self._event.set()

    @property
    def in_flight(self) -> list[int]:
        """Ids of the rows that are being sent by this process."""
        return [row for budget in self.budgets.values() for row in budget.in_flight.values()]

    @property
    def idle(self) -> bool:
        """Nothing is in flight, nothing unwritten, nothing to look for."""
        return not (self._cycling or self._finished or self._look or self.in_flight)

    async def run(self) -> None:
        """Sends until cancelled, then waits for what is in flight and writes it down."""
        try:
            while True:
                self._event.clear()
                self._cycling = True
                try:
                    busy = await self._cycle()
                except Exception as error:
                    if not is_weather(error):
                        log.error(
                            "the sender stumbled and goes on",
                            error=type(error).__name__,
                            where=where(error),
                        )
                    busy = False
                    self._look = True
                    await asyncio.sleep(STUMBLED)
                self._cycling = False
                if not busy:
                    await self._wait()
        finally:
            await asyncio.shield(self._finish())

    async def _finish(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=15)
        if self._finished:
            async with self.storage.unit() as unit:
                await self._record(unit)

    async def _wait(self) -> None:
        seconds = min((b.wakes_in() for b in self.budgets.values()), default=5.0)
        if self._next_due is not None and self._next_due > self.clock.now():
            seconds = min(seconds, (self._next_due - self.clock.now()).total_seconds())
        try:
            async with asyncio.timeout(
                max(0.02, seconds)
            ):  # wait_for may swallow a cancel: a stop without end
                await self._event.wait()
        except TimeoutError:
            self._look = True

    async def _cycle(self) -> bool:
        """Writes down what has ended and claims what is due, in one transaction.

        True where more may be due.
        """
        room = {name: self.budgets[name].room() for name in self.channels}
        claiming = self._look and any(room.values())
        if not self._finished and not claiming:
            return False
        if claiming:
            self._look = False  # before anything is awaited: whoever wakes meanwhile must not be overheard
        claimed: list[Claimed] = []
        more = False
        async with self.storage.unit() as unit:
            await self._record(unit)
            if claiming:
                now = self.clock.now()
                lease = outbox.Lease(now, now + LEASE)
                for name, limit in room.items():
                    if limit:
                        resting = self.budgets[name].resting()
                        rows = await self._claim(unit, name, lease, limit, resting)
                        more = more or len(rows) == limit
                        claimed += rows
                if not claimed:
                    self._next_due = await outbox.next_due(unit, list(self.channels))
        by_address: dict[tuple[str, int], list[Claimed]] = {}
        for row in claimed:
            by_address.setdefault((row.channel, row.address_id), []).append(row)
        for rows in by_address.values():
            self.budgets[rows[0].channel].in_flight[rows[0].address_id] = rows[0].id
            task = asyncio.create_task(self._deliver_in_order(rows))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if claimed:
            self._look = True
        return more

    async def _claim(
        self, unit: Connection, channel: str, lease: outbox.Lease, limit: int, resting: list[int]
    ) -> list[Claimed]:
        """What is due. A row that cannot be read fails the whole claim: the next ones take them one by one
        and set that one aside.
        """
        if channel not in self._one_by_one:
            try:
                return await outbox.claim_due(unit, channel, lease, limit=limit, resting=resting)
            except Exception as error:
                if not is_weather(error):
                    self._one_by_one.add(channel)
                raise
        claimed = []
        for row in await outbox.due(unit, channel, lease.now, limit=limit, resting=resting):
            try:
                async with unit.begin_nested():
                    claimed += await outbox.claim(unit, row, lease)
            except Exception as error:
                if is_weather(error):
                    raise
                log.error("a message cannot be read", row=row, error=type(error).__name__)
                if await outbox.set_aside(unit, row, lease.now, pause_after):
                    await self._owners.tell(unit, "common.row_set_aside", f"row:{row}", row=row)
        self._one_by_one.discard(channel)
        return claimed

    async def _record(self, unit: Connection) -> None:
        finished, self._finished = self._finished, []
        if not finished:
            return
        try:
            await outbox.record(unit, finished)
            subjects = [o.row.subject for o in finished if o.row.subject and o.state != "queued"]
            stopped: dict[int, list[Outcome]] = {}
            for outcome in finished:
                if outcome.reason is Reason.ADDRESS_STOPPED:
                    stopped.setdefault(outcome.row.address_id, []).append(outcome)
            for ended in stopped.values():
                subjects += await self._apart(unit, "stopping an address", self._stop, ended) or []
            drafts = []
            for broadcast_id in broadcasts_of(subjects):
                drafts += await self._apart(unit, "a delivery report", self._report, broadcast_id) or []
            if drafts:
                await outbox.queue(unit, drafts)
                self.wake()
        except BaseException:
            self._finished = [*finished, *self._finished]
            raise

    async def _apart(
        self, unit: Connection, what: str, work: Callable[[Connection, T], Awaitable[R]], item: T
    ) -> R | None:
        """What follows from an outcome; where it fails, the outcome is written down all the same."""
        try:
            async with unit.begin_nested():
                return await work(unit, item)
        except Exception as error:
            if is_weather(error):
                raise
            log.error(f"{what} failed", error=type(error).__name__, where=where(error))
            await self._owners.tell_of_defect(unit)
            return None

    async def _stop(self, unit: Connection, ended: list[Outcome]) -> list[str]:
        rows = [o.row.id for o in ended]
        return await redirect.stop_address(
            unit, ended[0].row.address_id, ended[0].at, list(self.channels), just_ended=rows
        )

    async def _report(self, unit: Connection, broadcast_id: int) -> list[Draft]:
        return await report(unit, Post(self.texts, self.clock.now()), broadcast_id)

    async def _deliver_in_order(self, rows: list[Claimed]) -> None:
        """The messages of one chat, one after the other; when one has to wait, so do those behind it."""
        budget = self.budgets[rows[0].channel]
        held: Outcome | None = None
        for row in rows:
            budget.in_flight[row.address_id] = row.id
            if held is not None:
                outcome = Outcome(
                    row,
                    held.state if held.reason is Reason.ADDRESS_STOPPED else "queued",
                    self.clock.now(),
                    held.reason,
                    parts_sent=row.parts_sent,
                    not_before=held.not_before,
                    tried=False,
                )
            else:
                outcome = await self._deliver(row)
                if outcome.tried and outcome.state != "sent" and outcome.reason is not Reason.REJECTED:
                    held = outcome
            SENT.labels(row.channel, outcome.reason.value if outcome.reason else outcome.state).inc()
            self._finished.append(outcome)
        budget.in_flight.pop(rows[0].address_id, None)
        self.wake()

    async def _deliver(self, row: Claimed) -> Outcome:
        now = self.clock.now()
        if row.asked_until is not None and row.asked_until > now and row.priority > Priority.ALERT:
            until = row.asked_until
            return Outcome(
                row,
                "queued",
                now,
                Reason.DANGER_ASKED,
                parts_sent=row.parts_sent,
                not_before=until,
                tried=False,
            )
        found = ruling(
            row.at_night, row.expires_at, now.astimezone(self.zone), row.quiet or self.quiet, row.paused_until
        )
        if isinstance(found, End):
            return Outcome(row, "expired", now, found.reason, parts_sent=row.parts_sent, tried=False)
        if isinstance(found, Hold):
            return Outcome(
                row,
                "queued",
                now,
                found.reason,
                parts_sent=row.parts_sent,
                not_before=found.until,
                tried=False,
            )
        return await self._send(row, found)

    async def _send(self, row: Claimed, how: Send) -> Outcome:
        channel, budget = self._senders[row.channel], self.budgets[row.channel]
        sent, provider_id = row.parts_sent, ""
        try:
            message = await self._worded(row)
            if isinstance(message, Reason):
                return Outcome(row, "cancelled", self.clock.now(), message, parts_sent=sent, tried=False)
            parts = to_parts(self._named(row, message), channel.capabilities)
            if not parts:
                return Outcome(row, "cancelled", self.clock.now(), Reason.NOT_SHOWN, tried=False)
            for part in parts[sent:]:
                await budget.spend(row.address_id)
                shown = await self._attachments.at_home(part, row.channel)
                provider_id = await channel.send(row.external_id, shown, silent=how.silent)
                sent += 1
        except SendError as error:
            return self._failed(row, error, sent)
        except Exception as error:
            return self._unmade(row, error, sent)
        self._network_failures[row.channel] = 0
        self._doubtful.pop(row.id, None)
        kept = message if Planned.of(row.body) is not None else None
        return Outcome(
            row, "sent", self.clock.now(), provider_id=provider_id or None, parts_sent=sent, worded=kept
        )

    async def _worded(self, row: Claimed) -> Message | Reason:
        """What to send now; only answers to somebody's own words are sent without a look."""
        if row.kind in ANSWERS:
            return Message.from_json(row.body)
        async with self.storage.view() as look:
            post = Post(self.texts, self.clock.now())
            return await worded(look, post, self._wordings, row)

    def _unmade(self, row: Claimed, error: Exception, sent: int) -> Outcome:
        now = self.clock.now()
        if is_weather(error):
            later = now + timedelta(seconds=pause_after(row.attempts))
            return Outcome(row, "queued", now, parts_sent=sent, not_before=later, tried=False)
        log.error("a message could not be made", row=row.id, kind=row.kind.value, error=type(error).__name__)
        return Outcome(row, "failed", now, Reason.REJECTED, type(error).__name__, parts_sent=sent)

    def _named(self, row: Claimed, message: Message) -> Message:
        """The message; where several people share the chat it begins with whose it is."""
        if row.whose is None or message.commands is not None:
            return message
        voice = self.texts.voice(row.whose, self.clock.now().astimezone(self.zone).date())
        whose = voice.say(text("common.whose", name=given_name(row.whose.full_name)))
        return replace(message, text=f"{whose} {message.text}".rstrip())

    def _failed(self, row: Claimed, error: SendError, sent: int) -> Outcome:
        now, budget, detail = self.clock.now(), self.budgets[row.channel], str(error)
        if isinstance(error, Stopped):
            return Outcome(row, "cancelled", now, Reason.ADDRESS_STOPPED, detail, parts_sent=sent)
        if isinstance(error, Rejected):
            log.error("a message was rejected", row=row.id, kind=row.kind.value, detail=detail)
            return Outcome(row, "failed", now, Reason.REJECTED, detail, parts_sent=sent)
        if isinstance(error, Busy):
            budget.busy(row.address_id, error.retry_after)
            pause, reason = error.retry_after, Reason.CHANNEL_BUSY
        else:
            if isinstance(error, Unreachable) and error.doubtful:
                self._doubtful[row.id] += 1
                if self._doubtful[row.id] >= MOST_COPIES:
                    del self._doubtful[row.id]
                    return Outcome(row, "failed", now, Reason.UNCONFIRMED, detail, parts_sent=sent)
            pause, reason = pause_after(row.attempts), Reason.UNREACHABLE
            if isinstance(error, Unreachable) and error.network:
                self._network_failures[row.channel] += 1
                budget.rest_channel(min(30.0, pause_after(self._network_failures[row.channel])))
            budget.rest_chat(row.address_id, pause)
        return Outcome(
            row, "queued", now, reason, detail, parts_sent=sent, not_before=now + timedelta(seconds=pause)
        )
