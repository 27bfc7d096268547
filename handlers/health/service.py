"""Use cases of the blood-pressure log: storing a reading and saying what to do. It never diagnoses.

Sources of the sentences: VSH/VNHA 2022, ISH 2020; a doctor should read `texts/*.toml` before a release.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.blood_pressure import Grade, Mean, Pressure, grade, home_mean, pulse_is_unusual
from club.consent import Purpose
from club.notices import Kind, Reason
from club.roles import Action
from handlers.chat import Choice, Reply, Text, say, text
from handlers.feature import Button
from handlers.relatives.service import alert_of_reading, alert_of_symptoms, alert_taken_back
from handlers.turn import Turn
from storage import outbox, readings

RECHECK = timedelta(minutes=5)
RECHECK_AT_MOST = 1_800
"""seconds; within them one reminder to measure again is enough"""
MEAN_DAYS = timedelta(days=7)


def meaning(pressure: Pressure, *, kept: bool) -> tuple[Text, ...]:
    """What the numbers mean and what to do, as fixed sentences; `kept` says whether they were stored."""
    found = grade(pressure.systolic, pressure.diastolic)
    lines = [
        text(
            f"health.{found.value}", systolic=pressure.systolic, diastolic=pressure.diastolic, pulse=pressure.pulse, kept=kept
        )
    ]  # fmt: skip
    if found is not Grade.DANGEROUS and pulse_is_unusual(pressure.pulse):
        lines.append(text("health.pulse_unusual", pulse=pressure.pulse))
    return tuple(lines)


async def week_mean(turn: Turn) -> Mean | None:
    """Mean of the last seven days, without the first day where there is more than one (ISH 2020)."""
    since = turn.now - MEAN_DAYS
    found = await readings.last(turn.connection, turn.person.id, limit=60, since=since)
    zone = turn.around.texts.zone
    local = [(r.taken_at.astimezone(zone), r.pressure) for r in reversed(found)]
    days = {at.date() for at, _ in local}
    return home_mean(local, min(days) if len(days) > 1 else None)


async def store(turn: Turn, pressure: Pressure, at: datetime | None) -> Sequence[Reply]:
    """Keeps the reading with its time and sender, and answers. `at` is aware, None for when it was written."""
    person = turn.person
    at = at or turn.said_at
    reading_id = await readings.add(turn.connection, person.id, pressure, taken_at=at, recorded_by=person.id, now=turn.now)
    found = grade(pressure.systolic, pressure.diastolic)
    mistaken = MISTAKEN.choice(reading_id, "health.mistaken")
    if turn.now - at > timedelta(hours=2):  # what to do at once is of no use for last week's reading
        return [say("health.stored_past", mistaken, systolic=pressure.systolic, diastolic=pressure.diastolic, at=at)]
    if found is Grade.DANGEROUS:
        await alert_of_reading(turn, reading_id, pressure.systolic, pressure.diastolic)
        return [Reply(meaning(pressure, kept=True), _symptom_choices(reading_id, mistaken))]
    if found in (Grade.HIGH, Grade.VERY_HIGH):
        remind_to_measure(turn, reading_id)
    return [Reply((*meaning(pressure, kept=True), text("health.not_a_doctor")), (mistaken,))]


def _symptom_choices(reading_id: int, mistaken: Choice) -> tuple[Choice, ...]:
    return (
        SYMPTOMS.choice(reading_id, "health.symptoms_yes"),
        NO_SYMPTOMS.choice(reading_id, "health.symptoms_no"),
        mistaken,
    )


def remind_to_measure(turn: Turn, reading_id: int) -> None:
    """In five minutes the person is asked to measure again."""
    key = f"recheck:{turn.person.id}:{int(turn.now.timestamp()) // RECHECK_AT_MOST}"
    turn.outgoing.append(
        turn.post.to_chat(
            Kind.RECHECK, key, say("health.measure_again"), channel=turn.incoming.channel,
            address_id=turn.writer.address_id, person=turn.person, subject=f"reading:{reading_id}",
            not_before=turn.now + RECHECK,
        )
    )  # fmt: skip


async def _symptoms(turn: Turn, argument: str) -> Sequence[Reply]:
    return [say("health.call_115", names=await alert_of_symptoms(turn, argument))]


async def _no_symptoms(turn: Turn, argument: str) -> Sequence[Reply]:
    recent = await readings.last(turn.connection, turn.person.id, limit=2, since=turn.now - timedelta(minutes=30))
    again = [r for r in recent if grade(r.pressure.systolic, r.pressure.diastolic) is Grade.DANGEROUS]
    if len(again) >= 2:
        return [say("health.still_dangerous", systolic=again[0].pressure.systolic, diastolic=again[0].pressure.diastolic)]
    remind_to_measure(turn, int(argument))
    return [say("health.rest_and_measure")]


async def _mistaken(turn: Turn, argument: str) -> Sequence[Reply]:
    taken_back = await readings.withdraw(turn.connection, int(argument), turn.person.id, turn.now)
    if taken_back is None:
        return [say("health.gone_already")]
    await outbox.cancel(turn.connection, f"reading:{argument}", Reason.CHANGED, turn.now)
    if grade(taken_back.systolic, taken_back.diastolic) is Grade.DANGEROUS:
        await alert_taken_back(turn, argument, taken_back.systolic, taken_back.diastolic)
    return [say("health.taken_back", systolic=taken_back.systolic, diastolic=taken_back.diastolic)]


def may_store(turn: Turn) -> bool:
    """Whether this person agreed that readings are kept."""
    return Purpose.HEALTH in turn.writer.consents


SYMPTOMS = Button("ill", Action.LOG_READING, _symptoms)
NO_SYMPTOMS = Button("calm", Action.LOG_READING, _no_symptoms)
MISTAKEN = Button("wrong", Action.LOG_READING, _mistaken)
