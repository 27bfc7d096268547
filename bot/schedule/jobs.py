"""The jobs of the clock. Each may be missed, doubled or run late without harm: dedupe keys see to that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.delivery.sender import Sender
from bot.shared import Shared
from club.errors import where
from handlers.clockwork.service import Planner
from handlers.conversation.post import Post
from storage.database.weather import is_weather
from storage.messages import outbox, redirect

log = structlog.get_logger("bot.schedule")
PLAN_EVERY = timedelta(minutes=10)
"""the safety net: what is due by then is planned when it is due"""
SOON = timedelta(seconds=30)
"""what cannot be planned is not tried again at once"""
TIDY_EVERY = timedelta(minutes=2)
LEASES_EVERY = timedelta(seconds=15)


class Jobs:
    """What the clock does, and the scheduler that does it."""

    def __init__(self, shared: Shared, planner: Planner, sender: Sender) -> None:
        self.storage = shared.storage
        self.clock = shared.clock
        self.texts = shared.texts
        self.owners = shared.owners
        self.planner = planner
        self._scheduler: AsyncIOScheduler | None = None
        self.sender = sender

    def _post(self) -> Post:
        return Post(self.texts, self.clock.now())

    async def plan(self) -> None:
        """Fills the outbox with the reminders and notices of the coming days, and comes again when
        there is more to plan.
        """
        queued = await self.planner.plan(self._post())
        if queued:
            log.info("notices planned", count=queued)
            self.sender.wake()
        at = await self.planner.plans_next()
        if self._scheduler is not None and at is not None:
            self._scheduler.add_job(
                self._carried_out,
                DateTrigger(max(at, self.clock.now() + SOON)),
                args=("plan", self.plan),
                id="plan when due",
                replace_existing=True,
            )

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

    async def _carried_out(self, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """A job that fails is tried again at its next time; owners hear of it, the log says where."""
        before = self.planner.apart.failed
        failed = False
        try:
            await job()
        except Exception as error:
            if is_weather(error):
                return
            failed = True
            log.error("a job failed", job=name, error=type(error).__name__, where=where(error))
        if failed or self.planner.apart.failed > before:
            async with self.storage.unit() as unit:
                await self.owners.tell_of_defect(unit)
            self.sender.wake()

    def scheduler(self, zone: ZoneInfo) -> AsyncIOScheduler:
        """APScheduler with fixed ids, each job at once, then in its turn; it keeps nothing to be lost."""
        scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler = scheduler
        jobs: tuple[tuple[str, Callable[[], Awaitable[None]], timedelta], ...] = (
            ("plan", self.plan, PLAN_EVERY),
            ("tidy", self.tidy, TIDY_EVERY),
            ("redirect", self.redirect, TIDY_EVERY),
            ("leases", self.return_leases, LEASES_EVERY),
        )
        for name, job, every in jobs:
            scheduler.add_job(
                self._carried_out,
                IntervalTrigger(seconds=int(every.total_seconds()), timezone=zone),
                args=(name, job),
                id=name,
                next_run_time=datetime.now(zone),
            )
        return scheduler
