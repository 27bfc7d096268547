"""Recurrence, quiet hours, leads, policies."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st

from club.errors import Misread
from club.meetings.rules import LAST, MeetingRule, RuleKind, RuleText, read_rule
from club.messages.notices import POLICIES, AtNight, End, Hold, Kind, Lead, Reason, Send, ruling
from club.messages.quiet import QuietHours

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(ZONE))
QUIET = QuietHours(time(20, 30), time(6))


@given(moments, st.integers(1, 28), st.integers(0, 23))
def test_the_day_of_the_month_agrees_with_cron(after: datetime, day: int, hour: int) -> None:
    rule = MeetingRule(RuleKind.DAY_OF_MONTH, time(hour), "nhà văn hoá", day=day)
    cron = CronTrigger(day=day, hour=hour, minute=0, second=0, timezone=ZONE)
    expected = cron.get_next_fire_time(None, after + timedelta(microseconds=1))
    assert rule.next(after, 1)[0] == expected


@given(moments, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST]))
def test_the_weekday_of_the_month_agrees_with_cron(after: datetime, weekday: int, week: int) -> None:
    rule = MeetingRule(RuleKind.WEEKDAY, time(8), "nhà văn hoá", weekday=weekday, week=week)
    ordinal = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", LAST: "last"}[week]
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    cron = CronTrigger(day=f"{ordinal} {name}", hour=8, minute=0, second=0, timezone=ZONE)
    assert rule.next(after, 1)[0] == cron.get_next_fire_time(None, after + timedelta(microseconds=1))


@given(moments, st.integers(29, 31))
def test_days_beyond_the_months_end_are_clamped_and_no_month_is_left_out(after: datetime, day: int) -> None:
    found = MeetingRule(RuleKind.DAY_OF_MONTH, time(8), "x", day=day).next(after, 14)
    for one, two in pairwise(found):
        assert (two.year * 12 + two.month) - (one.year * 12 + one.month) == 1
    assert all(f.day == day or (f + timedelta(days=1)).day == 1 for f in found)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("ngày 21 hằng tháng", RuleText(RuleKind.DAY_OF_MONTH, day=21)),
        ("21", RuleText(RuleKind.DAY_OF_MONTH, day=21)),
        ("mùng 5", RuleText(RuleKind.DAY_OF_MONTH, day=5)),
        ("cuối tháng", RuleText(RuleKind.DAY_OF_MONTH, day=31)),
        ("thứ bảy tuần thứ hai", RuleText(RuleKind.WEEKDAY, weekday=5, week=2)),
        ("thu bay tuan 2", RuleText(RuleKind.WEEKDAY, weekday=5, week=2)),
        ("chủ nhật đầu tiên", RuleText(RuleKind.WEEKDAY, weekday=6, week=1)),
        ("chủ nhật cuối tháng", RuleText(RuleKind.WEEKDAY, weekday=6, week=LAST)),
        ("thứ tư cuối cùng của tháng", RuleText(RuleKind.WEEKDAY, weekday=2, week=LAST)),
    ],
)
def test_rules_as_typed(typed: str, rule: RuleText) -> None:
    assert read_rule(typed) == rule


@pytest.mark.parametrize("typed", ["32", "0", "thứ bảy", "hôm nào cũng được", ""])
def test_rules_that_say_no_day(typed: str) -> None:
    with pytest.raises(Misread):
        read_rule(typed)


@given(moments)
def test_quiet_hours_end_and_begin_outside_themselves(moment: datetime) -> None:
    assert not QUIET.covers(QUIET.over(moment))
    assert not QUIET.covers(QUIET.before(moment))
    assert QUIET.before(moment) <= moment <= QUIET.over(moment)
    assert not QuietHours(time(0), time(0)).covers(moment)


def test_the_nearest_useful_moment() -> None:
    day = datetime(2026, 11, 28, tzinfo=ZONE)
    assert QUIET.nearest(day.replace(hour=5), day.replace(hour=7)) == day.replace(hour=6)
    assert QUIET.nearest(day.replace(hour=4), day.replace(hour=6)) == day.replace(
        hour=20, minute=29
    ) - timedelta(days=1)
    assert QUIET.nearest(day.replace(hour=9), day.replace(hour=8)) is None


def test_what_becomes_of_a_due_notice() -> None:
    noon, night = datetime(2026, 11, 23, 12, tzinfo=ZONE), datetime(2026, 11, 23, 22, tzinfo=ZONE)
    assert ruling(AtNight.WAIT, noon + timedelta(hours=1), noon, QUIET) == Send()
    assert ruling(AtNight.WAIT, noon, noon, QUIET) == End(Reason.TOO_LATE)
    assert ruling(AtNight.SEND, None, night, QUIET) == Send(silent=True)
    held = ruling(AtNight.WAIT, night + timedelta(days=1), night, QUIET)
    assert held == Hold(datetime(2026, 11, 24, 6, tzinfo=ZONE), Reason.QUIET_HOURS)
    assert ruling(AtNight.WAIT, night + timedelta(hours=2), night, QUIET) == End(Reason.TOO_LATE)


def test_leads() -> None:
    start = datetime(2026, 11, 28, 8, tzinfo=ZONE)
    assert Lead.parse("3d").before(start, time(7)) == datetime(2026, 11, 25, 7, tzinfo=ZONE)
    assert Lead.parse("2h").before(start, time(7)) == datetime(2026, 11, 28, 6, tzinfo=ZONE)
    assert Lead.parse("90m").before(start, time(7)) == datetime(2026, 11, 28, 6, 30, tzinfo=ZONE)
    for wrong in ("", "3", "d", "-1d", "3 tuần"):
        with pytest.raises(ValueError, match="lead"):
            Lead.parse(wrong)


def test_every_kind_has_a_policy_and_answers_go_first() -> None:
    assert set(POLICIES) == set(Kind)
    order = [POLICIES[k].priority for k in (Kind.ANSWER, Kind.RECHECK, Kind.MEETING, Kind.BROADCAST)]
    assert order == sorted(order)
    assert len(set(order)) == 4


def test_utc_is_understood_too() -> None:
    assert (
        ruling(AtNight.WAIT, None, datetime(2026, 11, 23, 15, tzinfo=UTC).astimezone(ZONE), QUIET) != Send()
    )
