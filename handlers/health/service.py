"""Use cases of the blood-pressure log: storing a reading and saying what to do. It never diagnoses.

Sources of the sentences: VSH/VNHA 2022, ISH 2020; a doctor should read `texts/*.toml` before a release.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.health.blood_pressure import Grade, Mean, Pressure, grade, home_mean, pulse_is_unusual
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.names import given_name
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.health.subject import Subject, of_reading, subject_of
from handlers.relatives.service import alert_of_reading, alert_of_symptoms, alert_taken_back
from storage.health import readings
from storage.health.readings import Reading
from storage.messages import outbox

RECHECK = timedelta(minutes=5)
RECHECK_AT_MOST = 1_800
"""seconds; within them one reminder to measure again is enough"""
MEAN_DAYS = timedelta(days=7)


def meaning(pressure: Pressure, *, kept: bool, about: str = "") -> tuple[Text, ...]:
    """What the numbers mean and what to do, as fixed sentences; `kept` says whether they were stored, `about` whose they are."""
    found = grade(pressure.systolic, pressure.diastolic)
    lines = [
        text(
            f"health.{found.value}",
            systolic=pressure.systolic,
            diastolic=pressure.diastolic,
            pulse=pressure.pulse,
            kept=kept,
            about=about,
        )
    ]
    if found is not Grade.DANGEROUS and pulse_is_unusual(pressure.pulse):
        lines.append(text("health.pulse_unusual", pulse=pressure.pulse, about=about))
    return tuple(lines)


async def week_mean(turn: Turn, person_id: int) -> Mean | None:
    """Mean of the last seven days, without the first day where there is more than one (ISH 2020)."""
    since = turn.now - MEAN_DAYS
    found = await readings.last(turn.connection, person_id, limit=60, since=since)
    zone = turn.around.texts.zone
    local = [(r.taken_at.astimezone(zone), r.pressure) for r in reversed(found)]
    days = {at.date() for at, _ in local}
    return home_mean(local, min(days) if len(days) > 1 else None)


async def store(turn: Turn, pressure: Pressure, at: datetime | None, subject: Subject) -> Sequence[Reply]:
    """Keeps the reading with its time and sender, and answers. `at` is aware, None for when it was written."""
    at = at or turn.said_at
    reading_id = await readings.add(
        turn.connection, subject.id, pressure, taken_at=at, recorded_by=turn.person.id, now=turn.now
    )
    found = grade(pressure.systolic, pressure.diastolic)
    mistaken = MISTAKEN.choice(reading_id, "health.mistaken")
    if subject.called:
        await _tell_whose_it_is(turn, reading_id, pressure, subject, mistaken)
    if turn.now - at > timedelta(hours=2):  # what to do at once is of no use for last week's reading
        past = say(
            "health.stored_past", mistaken, systolic=pressure.systolic, diastolic=pressure.diastolic, at=at
        )
        return [past.after(*subject.lead)]
    said = meaning(pressure, kept=True, about=subject.called)
    if found is Grade.DANGEROUS:
        await alert_of_reading(
            turn, subject.recipient.person, reading_id, pressure.systolic, pressure.diastolic
        )
        return [Reply((*subject.lead, *said), _symptom_choices(reading_id, mistaken))]
    if found in (Grade.HIGH, Grade.VERY_HIGH):
        remind_to_measure(turn, reading_id, subject)
    return [Reply((*subject.lead, *said, text("health.not_a_doctor")), (mistaken,))]


async def _tell_whose_it_is(
    turn: Turn, reading_id: int, pressure: Pressure, subject: Subject, mistaken: Choice
) -> None:
    told = say(
        "health.noted_by_relative",
        mistaken,
        name=turn.person.full_name,
        systolic=pressure.systolic,
        diastolic=pressure.diastolic,
    )
    turn.tell(
        Kind.READING, f"reading:{reading_id}:noted", subject.recipient, told, subject=f"reading:{reading_id}"
    )


def _symptom_choices(reading_id: int, mistaken: Choice) -> tuple[Choice, ...]:
    return (
        SYMPTOMS.choice(reading_id, "health.symptoms_yes"),
        NO_SYMPTOMS.choice(reading_id, "health.symptoms_no"),
        mistaken,
    )


def remind_to_measure(turn: Turn, reading_id: int, subject: Subject) -> None:
    """In five minutes the writer is asked to measure again."""
    key = f"recheck:{turn.person.id}:{subject.id}:{int(turn.now.timestamp()) // RECHECK_AT_MOST}"
    again = text("health.measure_again", about=subject.called)
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


async def _reading(turn: Turn, argument: str) -> tuple[Reading, Subject]:
    found = await readings.get(turn.connection, int(argument))
    assert found is not None
    return found, await subject_of(turn, found.person_id)


async def _symptoms(turn: Turn, argument: str) -> Sequence[Reply]:
    _, subject = await _reading(turn, argument)
    names = await alert_of_symptoms(turn, subject.recipient.person, argument)
    return [Reply((*subject.lead, text("health.call_115", names=names, about=subject.called)))]


async def _no_symptoms(turn: Turn, argument: str) -> Sequence[Reply]:
    _, subject = await _reading(turn, argument)
    recent = await readings.last(turn.connection, subject.id, limit=2, since=turn.now - timedelta(minutes=30))
    again = [r for r in recent if grade(r.pressure.systolic, r.pressure.diastolic) is Grade.DANGEROUS]
    if len(again) >= 2:
        high = again[0].pressure
        still = text(
            "health.still_dangerous", systolic=high.systolic, diastolic=high.diastolic, about=subject.called
        )
        return [Reply((*subject.lead, still))]
    remind_to_measure(turn, int(argument), subject)
    return [Reply((*subject.lead, text("health.rest_and_measure", about=subject.called)))]


async def _mistaken(turn: Turn, argument: str) -> Sequence[Reply]:
    taken_back = await readings.withdraw(turn.connection, int(argument), turn.person.id, turn.now)
    if taken_back is None:
        return [say("health.gone_already")]
    await outbox.cancel(turn.connection, f"reading:{argument}", Reason.CHANGED, turn.now)
    pressure, subject = taken_back.pressure, await subject_of(turn, taken_back.person_id)
    if grade(pressure.systolic, pressure.diastolic) is Grade.DANGEROUS:
        await alert_taken_back(
            turn, subject.recipient.person, argument, pressure.systolic, pressure.diastolic
        )
    numbers = {"systolic": pressure.systolic, "diastolic": pressure.diastolic}
    for other in {taken_back.person_id, taken_back.recorded_by} - {turn.person.id}:
        told = say(
            "health.taken_back_by_other", name=turn.person.full_name, of=given_name(subject.name), **numbers
        )
        turn.tell(Kind.READING, f"reading:{argument}:withdrawn", await turn.recipient(other), told)
    return [say("health.taken_back", **numbers).after(*subject.lead)]


def may_store(turn: Turn) -> bool:
    """Whether the writer agreed that readings are kept."""
    return Purpose.HEALTH in turn.writer.consents


SYMPTOMS = Button("ill", Action.LOG_READING, _symptoms, of_reading)
NO_SYMPTOMS = Button("calm", Action.LOG_READING, _no_symptoms, of_reading)
MISTAKEN = Button("wrong", Action.LOG_READING, _mistaken, of_reading)
