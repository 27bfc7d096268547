"""The jobs of the clock. Each may be missed, doubled or run late without harm: dedupe keys see to that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.delivery.sender import Sender
from handlers.conversation.post import Post
from handlers.conversation.texts import Texts
from handlers.notices.service import Planner
from storage import Storage
from storage.messages import outbox, redirect

log = structlog.get_logger("bot.schedule")
PLAN_EVERY = timedelta(minutes=10)
TIDY_EVERY = timedelta(minutes=2)
LEASES_EVERY = timedelta(seconds=15)


class Jobs:
    """What the clock does, and the scheduler that does it."""

    def __init__(
        self, storage: Storage, planner: Planner, sender: Sender, clock: Clock, texts: Texts
    ) -> None:
        self.storage = storage
        self.planner = planner
        self.sender = sender
        self.clock = clock
        self.texts = texts

    def _post(self) -> Post:
        return Post(self.texts, self.clock.now())

    async def plan(self) -> None:
        """Fills the outbox with the reminders and notices of the coming days."""
        queued = await self.planner.plan(self._post())
        if queued:
            log.info("notices planned", count=queued)
            self.sender.wake()

    async def tidy(self) -> None:
        """Questions nobody answered, reports, old updates."""
        await self.planner.tidy(self._post())
        self.sender.wake()

    async def redirect(self) -> None:
        """What waits for a channel that does not run goes to a person's other address,
        or ends when it is too late.
        """
        running = list(self.sender.channels)
        async with self.storage.unit() as unit:
            moved = await redirect.leave_absent_channels(unit, running)
            await redirect.end_overdue(unit, running, self.clock.now())
        if moved:
            log.info("notices go to other addresses, as their channel does not run", count=moved)
            self.sender.wake()

    async def return_leases(self) -> None:
        """Rows whose sender died go back into the queue."""
        async with self.storage.unit() as unit:
            returned = await outbox.return_expired_leases(unit, self.clock.now(), self.sender.in_flight)
        if returned:
            log.warning("messages of a dead sender go out again", count=returned)
            self.sender.wake()

    def scheduler(self, zone: ZoneInfo) -> AsyncIOScheduler:
        """APScheduler with fixed ids; it keeps nothing, so nothing is lost with it."""
        scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        jobs: tuple[tuple[str, Callable[[], object], timedelta], ...] = (
            ("plan", self.plan, PLAN_EVERY),
            ("tidy", self.tidy, TIDY_EVERY),
            ("redirect", self.redirect, TIDY_EVERY),
            ("leases", self.return_leases, LEASES_EVERY),
        )
        for name, job, every in jobs:
            scheduler.add_job(
                job, IntervalTrigger(seconds=int(every.total_seconds()), timezone=zone), id=name
            )
        return scheduler
