"""Every kind of message the bot may send: urgency, quiet hours, lifetime, consent, dedupe key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum, StrEnum

from club.messages.quiet import QuietHours
from club.people.consent import Purpose


class Priority(IntEnum):
    """Answers go before alerts, alerts before reminders, reminders before broadcasts."""

    ANSWER = 0
    ALERT = 1
    PROMPT = 2  # what somebody waits for: an approval, a receipt
    REMINDER = 3
    BROADCAST = 4


class AtNight(StrEnum):
    """What quiet hours do to a notice."""

    SEND = "send"  # an answer, what somebody waits for (delivered without sound)
    RING = "ring"  # an alarm: with sound, whatever the hour
    WAIT = "wait"  # until the morning, where it still helps then


class Kind(StrEnum):
    """Everything that leaves the bot is one of these."""

    ANSWER = "answer"
    FILE = "file"  # an answer with a file, which is forgotten soon after it was sent
    APOLOGY = "apology"
    COMMANDS = "commands"
    DIALOGUE_EXPIRED = "dialogue_expired"
    APPLICATION = "application"  # somebody asks to join; to those who may approve
    WRONG_CODES = "wrong_codes"  # somebody types one wrong code after the other; to those who may approve
    MEMBERSHIP = "membership"  # approved, refused, given an office
    TERM = "term"  # an office's term ends; to whoever holds it and the chair
    ALERT = "alert"  # a dangerous reading, to relatives who may be told
    READING = "reading"  # a relative noted a reading, or took one back; to the person whose it is
    DANGER = "danger"  # nobody answered whether there are signs of danger
    RECHECK = "recheck"  # measure again after five minutes
    MEETING = "meeting"
    MEETING_RULE = "meeting_rule"
    LOAN_OFFER = "loan_offer"
    LOAN_ANSWER = "loan_answer"
    LOAN = "loan"  # an instalment comes due or is overdue
    LOAN_SHARED = "loan_shared"  # an instalment comes due; to relatives who may know
    LOAN_BOARD = "loan_board"
    RECEIPT = "receipt"
    BROADCAST = "broadcast"
    BROADCAST_REPORT = "broadcast_report"


@dataclass(frozen=True)
class Policy:
    """How one kind is treated."""

    priority: Priority
    at_night: AtNight
    lifetime: timedelta
    purpose: Purpose | None = None


OF_ONE_CHAT = frozenset({Kind.ANSWER, Kind.FILE, Kind.APOLOGY, Kind.COMMANDS, Kind.DIALOGUE_EXPIRED})
"""What belongs to the chat it was said in, and never moves to another address of the person."""
ANSWERS = frozenset({Kind.ANSWER, Kind.FILE, Kind.APOLOGY, Kind.COMMANDS})
"""What answers the person's own words; everything else comes for a reason that can be asked for."""
PLANNED = frozenset({Kind.MEETING, Kind.LOAN, Kind.LOAN_SHARED, Kind.LOAN_BOARD, Kind.TERM})
"""Reminders that are queued days ahead, at the hour that the person chose, and worded when they are sent."""
TO_BOARD = frozenset({Kind.APPLICATION, Kind.WRONG_CODES, Kind.LOAN_BOARD})
"""What concerns whoever holds an office at that moment, and nobody who held one."""
_DAY = timedelta(days=1)
POLICIES: dict[Kind, Policy] = {
    Kind.ANSWER: Policy(Priority.ANSWER, AtNight.SEND, _DAY),
    Kind.FILE: Policy(Priority.ANSWER, AtNight.SEND, _DAY),
    Kind.APOLOGY: Policy(Priority.ANSWER, AtNight.SEND, _DAY),
    Kind.COMMANDS: Policy(Priority.PROMPT, AtNight.SEND, 7 * _DAY),
    Kind.DIALOGUE_EXPIRED: Policy(Priority.REMINDER, AtNight.WAIT, _DAY),
    Kind.APPLICATION: Policy(Priority.PROMPT, AtNight.SEND, 30 * _DAY, Purpose.MEMBERSHIP),
    Kind.WRONG_CODES: Policy(Priority.REMINDER, AtNight.WAIT, 2 * _DAY, Purpose.MEMBERSHIP),
    Kind.MEMBERSHIP: Policy(Priority.PROMPT, AtNight.SEND, 30 * _DAY, Purpose.MEMBERSHIP),
    Kind.DANGER: Policy(Priority.ALERT, AtNight.RING, timedelta(hours=1)),
    Kind.RECHECK: Policy(Priority.ALERT, AtNight.RING, timedelta(hours=1), Purpose.HEALTH),
    Kind.TERM: Policy(Priority.REMINDER, AtNight.WAIT, 7 * _DAY, Purpose.MEMBERSHIP),
    Kind.READING: Policy(Priority.REMINDER, AtNight.WAIT, 2 * _DAY, Purpose.MEMBERSHIP),
    Kind.ALERT: Policy(Priority.ALERT, AtNight.RING, _DAY, Purpose.MEMBERSHIP),
    Kind.MEETING: Policy(Priority.REMINDER, AtNight.WAIT, _DAY, Purpose.MEMBERSHIP),
    Kind.MEETING_RULE: Policy(Priority.BROADCAST, AtNight.WAIT, 3 * _DAY, Purpose.MEMBERSHIP),
    Kind.LOAN_OFFER: Policy(Priority.PROMPT, AtNight.SEND, 14 * _DAY, Purpose.MEMBERSHIP),
    Kind.LOAN_ANSWER: Policy(Priority.PROMPT, AtNight.SEND, 14 * _DAY, Purpose.MEMBERSHIP),
    Kind.LOAN: Policy(Priority.REMINDER, AtNight.WAIT, 2 * _DAY, Purpose.LOANS),
    Kind.LOAN_SHARED: Policy(Priority.REMINDER, AtNight.WAIT, 2 * _DAY, Purpose.MEMBERSHIP),
    Kind.LOAN_BOARD: Policy(Priority.REMINDER, AtNight.WAIT, 3 * _DAY, Purpose.MEMBERSHIP),
    Kind.RECEIPT: Policy(Priority.PROMPT, AtNight.SEND, 14 * _DAY, Purpose.LOANS),
    Kind.BROADCAST: Policy(Priority.BROADCAST, AtNight.WAIT, 2 * _DAY, Purpose.MEMBERSHIP),
    Kind.BROADCAST_REPORT: Policy(Priority.PROMPT, AtNight.SEND, 2 * _DAY, Purpose.MEMBERSHIP),
}


class Reason(StrEnum):
    """Why a notice was held, skipped or ended; each has a sentence in `notices` texts."""

    QUIET_HOURS = "quiet_hours"
    DANGER_ASKED = (
        "danger_asked"  # whether there are signs of danger was asked; nothing else is shown below it
    )
    PAUSED = "paused"  # the person wants no reminders for a while
    TOO_LATE = "too_late"
    NO_ADDRESS = "no_address"
    NO_CONSENT = "no_consent"
    ADDRESS_STOPPED = "address_stopped"
    CHANNEL_BUSY = "channel_busy"
    UNREACHABLE = "unreachable"
    UNCONFIRMED = "unconfirmed"  # carried out perhaps, but the channel never said so
    UNREADABLE = "unreadable"  # what is stored of it cannot be read
    REJECTED = "rejected"
    NOT_SHOWN = "not_shown"  # the channel has no such thing, as a list of commands
    LEASE_EXPIRED = "lease_expired"
    WITHDRAWN = "withdrawn"  # the member no longer lets the relative know
    NOT_TAKING_PART = "not_taking_part"  # suspended, moved away, left or died
    MOVED = "moved"  # to the person's other address
    NO_OFFICE = "no_office"  # holds no office any more
    ERASED = "erased"  # the person asked for their data to be erased
    CHANGED = "changed"  # the meeting moved, the loan was paid: what it spoke of is no longer so


@dataclass(frozen=True)
class Send:
    """Send it now; `silent` asks the channel for no sound."""

    silent: bool = False


@dataclass(frozen=True)
class Hold:
    """Not before `until`."""

    until: datetime
    reason: Reason


@dataclass(frozen=True)
class End:
    """Never: it would help nobody any more."""

    reason: Reason


def ruling(
    at_night: AtNight,
    expires_at: datetime | None,
    now: datetime,
    quiet: QuietHours,
    paused_until: datetime | None = None,
) -> Send | Hold | End:
    """What to do with a due notice. All instants are aware; `now` in local time.

    While somebody has paused, what may wait waits, and what would help nobody afterwards ends;
    answers and alarms go on.
    """
    if expires_at is not None and expires_at <= now:
        return End(Reason.TOO_LATE)
    if paused_until is not None and now < paused_until and at_night is AtNight.WAIT:
        return (
            End(Reason.PAUSED)
            if expires_at is not None and expires_at <= paused_until
            else Hold(paused_until, Reason.PAUSED)
        )
    if not quiet.covers(now) or at_night is AtNight.RING:
        return Send()
    if at_night is AtNight.SEND:
        return Send(silent=True)
    until = quiet.over(now)
    if expires_at is not None and expires_at <= until:
        return End(Reason.TOO_LATE)
    return Hold(until, Reason.QUIET_HOURS)


@dataclass(frozen=True)
class Lead:
    """How long before (or after) something: "3d" by the calendar, "2h" and "30m" by the clock."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Lead:
        """Raises ValueError for anything but a number and d, h or m."""
        found = re.fullmatch(r"(\d{1,3})([dhm])", text.strip())
        if not found:
            raise ValueError(f'"{text}" is not a lead such as "3d", "2h" or "30m"')
        return cls(int(found[1]), found[2])

    @property
    def delta(self) -> timedelta:
        """The length as a duration."""
        return timedelta(**{{"d": "days", "h": "hours", "m": "minutes"}[self.unit]: self.amount})

    def before(self, moment: datetime, hour: time) -> datetime:
        """When a reminder of `moment` (aware, local) is due:
        days at that hour of the day, hours by the clock.
        """
        if self.unit == "d":
            return datetime.combine(moment.date() - self.delta, hour, moment.tzinfo)
        return moment - self.delta

    def after(self, day: date, hour: time, zone: tzinfo) -> datetime:
        """When a reminder some time after `day` is due, local."""
        if self.unit == "d":
            return datetime.combine(day + self.delta, hour, zone)
        return datetime.combine(day, hour, zone) + self.delta

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"
