"""Quiet hours: nothing but an answer or an alarm wakes people at night. Local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class QuietHours:
    """From `start` (inclusive) to `end` (exclusive), local; equal times mean none."""

    start: time
    end: time

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` (aware, local) lies inside."""
        if self.start == self.end:
            return False
        t = moment.time()
        if self.start < self.end:
            return self.start <= t < self.end
        return t >= self.start or t < self.end

    def over(self, moment: datetime) -> datetime:
        """The first allowed moment from `moment` on."""
        if not self.covers(moment):
            return moment
        end = moment.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if end > moment else end + timedelta(days=1)

    def before(self, moment: datetime) -> datetime:
        """The last allowed minute up to `moment`."""
        if not self.covers(moment):
            return moment
        start = moment.replace(hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0)
        if start > moment:
            start -= timedelta(days=1)
        return start - timedelta(minutes=1)

    def nearest(self, due: datetime, useful_until: datetime) -> datetime | None:
        """The allowed moment nearest to `due` at which the notice still helps, or None.

        A later moment counts only before `useful_until`; of two equally near the later one is taken, and
        one of the same day before one of the evening before, where "today" would be wrong.
        """
        if not self.covers(due):
            return due if due < useful_until else None
        later, earlier = self.over(due), self.before(due)
        same_day = later.date() == due.date() != earlier.date()
        if later < useful_until and (same_day or later - due <= due - earlier):
            return later
        return earlier
