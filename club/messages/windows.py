"""When reminders of one thing are sent, and until when each of them helps: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from club.messages.notices import Lead
from club.messages.quiet import QuietHours

PLAN_AHEAD = timedelta(days=8)
"""how far ahead reminders are planned"""
LOOK_AGAIN = timedelta(days=30)


def planned_again(moments: Iterable[date], today: date) -> date:
    """The first day after `today` on which one of these days comes within `PLAN_AHEAD`;
    a month from today at the latest, whatever was forgotten.
    """
    comes = (day - PLAN_AHEAD for day in moments)
    return min([*(day for day in comes if day > today), today + LOOK_AGAIN])


@dataclass(frozen=True)
class Window:
    """One reminder: due by its `lead`, sent at `send_at`, of use until `until`. Aware, local."""

    lead: Lead
    due: datetime
    send_at: datetime
    until: datetime


def windows(
    dues: Iterable[tuple[datetime, Lead]],
    end: datetime | timedelta,
    quiet: QuietHours,
    *,
    since: datetime,
    now: datetime,
) -> list[Window]:
    """The reminders to plan at `now` (local), the first first.

    `dues` are the moments by lead; of several at one moment the shortest lead counts. Each helps until the
    next is due, the last one until `end` (or so long after it was due). What was due before `since` (when the
    thing was set, or changed) was said then. They are planned together, once the first of them is due by the
    day `PLAN_AHEAD`.
    """
    at: dict[datetime, Lead] = {}
    for due, lead in dues:
        if due not in at or lead.delta < at[due].delta:
            at[due] = lead
    moments = sorted(at)
    if not any(since < due and due.date() <= (now + PLAN_AHEAD).date() for due in moments):
        return []
    found = []
    for due, following in zip(moments, [*moments[1:], None], strict=False):
        last = end if isinstance(end, datetime) else due + end
        until = last if following is None else min(following, last)
        send_at = quiet.nearest(due, until)
        if send_at is not None and since < due < until and until > now:
            found.append(Window(at[due], due, send_at, until))
    return found
