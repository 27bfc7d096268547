"""The log of blood pressure: what a reading means, keeping it, and the reminder to measure again.

It never diagnoses.

Sources of the sentences: VSH/VNHA 2022, ISH 2020; a doctor should read `texts/*.toml` before a release.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.health.blood_pressure import Grade, Mean, Pressure, grade, home_mean, pulse_is_unusual
from club.health.danger import unwell
from club.messages.notices import Kind
from club.people.consent import Purpose
from club.vietnamese.said import hear
from handlers.conversation.chat import Reply, Text, text
from handlers.conversation.turn import Turn
from handlers.health.subject import Subject
from storage.health import readings

RECHECK = timedelta(minutes=5)
RECHECK_AT_MOST = 1_800
"""seconds; within them one reminder to measure again is enough"""
MEAN_DAYS = timedelta(days=7)
PAST = timedelta(hours=2)
"""What to do at once is of no use for an older reading."""


@dataclass(frozen=True)
class Measured:
    """A reading to be kept; `at` is aware, None for when it was written."""

    pressure: Pressure
    at: datetime | None = None


def meaning(pressure: Pressure, *, kept: bool, about: str = "", complains: bool = False) -> tuple[Text, ...]:
    """What the numbers mean and what to do, as fixed sentences;
    `kept` says whether they were stored, `about` whose they are; who `complains` beside them is not told
    that all is well, but what to do.
    """
    found = grade(pressure.systolic, pressure.diastolic)
    numbers = {"systolic": pressure.systolic, "diastolic": pressure.diastolic, "pulse": pressure.pulse}
    lines = [text(f"health.{found.value}", kept=kept, about=about, unwell=complains, **numbers)]
    if found is not Grade.DANGEROUS and pulse_is_unusual(pressure.pulse):
        lines.append(text("health.pulse_unusual", pulse=pressure.pulse, about=about))
    if complains and found is not Grade.DANGEROUS:
        lines.append(text("health.unwell_beside", about=about))
    return tuple(lines)


def complains(turn: Turn) -> bool:
    """Whether the message names a milder complaint, such as beside its numbers."""
    return unwell(hear(turn.incoming.text))


async def week_mean(turn: Turn, person_id: int) -> Mean | None:
    """Mean of the last seven days, without the first day where there is more than one (ISH 2020)."""
    since = turn.now - MEAN_DAYS
    found = await readings.last(turn.connection, person_id, limit=60, since=since)
    zone = turn.around.texts.zone
    local = [(r.taken_at.astimezone(zone), r.pressure) for r in reversed(found)]
    days = {at.date() for at, _ in local}
    return home_mean(local, min(days) if len(days) > 1 else None)


async def keep(turn: Turn, measured: Measured, subject: Subject) -> int:
    """Stores the reading with its time and sender; answers its id."""
    return await readings.add(
        turn.connection,
        subject.id,
        measured.pressure,
        taken_at=measured.at or turn.said_at,
        recorded_by=turn.person.id,
        now=turn.now,
        message=turn.incoming.message_key,
    )


def remind_to_measure(turn: Turn, reading_id: int, subject: Subject) -> None:
    """Five minutes from now, in the chat of whoever answers;
    after "ngừng" nobody follows, so nobody is reminded.
    """
    again = text("health.measure_again", about=subject.called)
    key = f"recheck:{turn.person.id}:{subject.id}:{int(turn.now.timestamp()) // RECHECK_AT_MOST}"
    turn.outgoing.append(
        turn.post.to_chat(
            Kind.RECHECK,
            key,
            Reply((*subject.lead, again)),
            channel=turn.incoming.channel,
            address_id=turn.writer.address_id,
            person=turn.person,
            subject=f"reading:{reading_id}",
            not_before=turn.now + RECHECK,
        )
    )


def may_store(turn: Turn) -> bool:
    """Whether the writer agreed that readings are kept."""
    return Purpose.HEALTH in turn.writer.consents
