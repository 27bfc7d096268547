"""When reminders go out: never two at one moment, never "today" on the evening before, never an exception."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from club.messages.notices import Lead
from club.messages.quiet import QuietHours
from club.messages.windows import PLAN_AHEAD, Window, windows

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NIGHT = QuietHours(time(20, 30), time(6))
START = datetime(2026, 11, 28, 8, tzinfo=ZONE)
SET = START - timedelta(days=30)


def _of(
    *leads: str, start: datetime = START, hour: time = time(8), now: datetime | None = None
) -> list[Window]:
    dues = [(Lead.parse(text).before(start, hour), Lead.parse(text)) for text in leads]
    dues = [(due, lead) for due, lead in dues if due < start]
    return windows(dues, start, NIGHT, since=SET, now=now or start - timedelta(days=7))


def test_two_leads_at_one_moment_are_one_reminder() -> None:
    assert [str(w.lead) for w in _of("1d", "24h")] == ["1d"]
    assert [str(w.lead) for w in _of("24h", "1d", "2h")] == ["24h", "2h"]


def test_each_helps_until_the_next() -> None:
    found = _of("3d", "1d", "2h")
    assert [w.until for w in found] == [found[1].due, found[2].due, START]


def test_an_hour_in_the_night_moves_within_its_day() -> None:
    for hour in (time(0, 30), time(5), time(3, 59)):
        (found,) = _of("0d", hour=hour)
        assert found.send_at == START.replace(hour=6), "not the evening before"
    (late,) = _of("1d", hour=time(22))
    assert late.send_at == START.replace(hour=6) or late.send_at == late.due.replace(hour=20, minute=29)


def test_what_was_due_before_it_was_set_is_not_caught_up() -> None:
    dues = [(START - timedelta(days=1), Lead(1, "d"))]
    assert windows(dues, START, NIGHT, since=START - timedelta(hours=9), now=START - timedelta(hours=8)) == []


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
leads = st.lists(st.builds(Lead, st.integers(0, 12), st.sampled_from("dhm")), min_size=1, max_size=5)


@given(leads, times, times, times, times)
def test_whatever_is_set(
    chosen: list[Lead], hour: time, start_at: time, quiet_from: time, quiet_to: time
) -> None:
    quiet = QuietHours(quiet_from, quiet_to)
    start = datetime.combine(START.date(), start_at, ZONE)
    now = start - timedelta(days=3)
    dues = [(due, lead) for lead in chosen if (due := lead.before(start, hour)) < start]
    found = windows(dues, start, quiet, since=SET, now=now)
    assert len({w.due for w in found}) == len(found)
    for window in found:
        assert window.send_at < window.until <= start
        assert not quiet.covers(window.send_at)
    if found:
        assert found[0].due.date() <= (now + PLAN_AHEAD).date(), "together, once the first of them is near"
