"""When reminders of one thing are sent, and until when each of them helps: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.messages.notices import Lead
from club.messages.quiet import QuietHours

PLAN_AHEAD = timedelta(days=8)
"""how far ahead reminders are planned"""


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
    thing was set, or changed) was said then; what lies further than `PLAN_AHEAD` is planned later.
    """
    at: dict[datetime, Lead] = {}
    for due, lead in dues:
        if due not in at or lead.delta < at[due].delta:
            at[due] = lead
    moments = sorted(at)
    found = []
    for due, following in zip(moments, [*moments[1:], None], strict=False):
        last = end if isinstance(end, datetime) else due + end
        until = last if following is None else min(following, last)
        send_at = quiet.nearest(due, until)
        if send_at is not None and since < due <= now + PLAN_AHEAD and due < until and until > now:
            found.append(Window(at[due], due, send_at, until))
    return found
