"""Use cases of the blood-pressure log: keeping the readings of a message, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.health.blood_pressure import VERY_LOW, Grade, Pressure, grade
from club.health.readings import Readings, read
from club.messages.notices import Kind
from club.organisation.roles import Action
from club.people.names import given_name
from club.vietnamese.said import Said
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.health import buttons, danger
from handlers.health.dating import dated
from handlers.health.log import PAST, Measured, complains, keep, meaning, remind_to_measure
from handlers.health.subject import Subject, of_reading, subject_of
from handlers.health.withdrawing import withdraw
from handlers.relatives.service import alert_of_reading

_LATELY = timedelta(days=1)
"""how old a dangerous reading may be to be told what to do now"""


async def store(turn: Turn, measured: Sequence[Measured], subject: Subject) -> Sequence[Reply]:
    """Keeps the readings of one message and answers what the last one means."""
    kept: list[int] = []
    for place, one in enumerate(measured):
        at = one.at or turn.said_at - timedelta(minutes=len(measured) - 1 - place)
        kept.append(await keep(turn, Measured(one.pressure, at), subject))
    several = (text("health.kept_several", lines=_listed(measured)),) if len(measured) > 1 else ()
    last, reading_id = measured[-1], kept[-1]
    return await _answered(turn, last, reading_id, subject, (*subject.lead, *several))


def _listed(measured: Sequence[Measured]) -> list[str]:
    return [f"{m.pressure.systolic}/{m.pressure.diastolic}" for m in measured]


async def _answered(
    turn: Turn, last: Measured, reading_id: int, subject: Subject, lead: tuple[Text, ...]
) -> Sequence[Reply]:
    pressure, at = last.pressure, last.at or turn.said_at
    found = grade(pressure.systolic, pressure.diastolic)
    mistaken = buttons.MISTAKEN.choice(reading_id, "health.mistaken")
    past = turn.now - at > PAST
    if found is Grade.DANGEROUS and not past:
        await alert_of_reading(
            turn, subject.recipient.person, reading_id, pressure.systolic, pressure.diastolic
        )
        if subject.called:
            await danger.ask_member(turn, reading_id, pressure, subject)
        return await danger.ask(
            turn, reading_id, subject, (*lead, *meaning(pressure, kept=True, about=subject.called))
        )
    if pressure.systolic <= VERY_LOW and not subject.called and not past:
        return await danger.ask(turn, reading_id, subject, (*lead, *meaning(pressure, kept=True)))
    if subject.called:
        await _tell_whose_it_is(turn, reading_id, pressure, subject, mistaken)
    if past:
        said = say(
            "health.stored_past", mistaken, systolic=pressure.systolic, diastolic=pressure.diastolic, at=at
        )
        warned = found is Grade.DANGEROUS and turn.now - at <= _LATELY
        more = (text("health.dangerous_lately", about=subject.called),) if warned else ()
        return [Reply((*lead, *said.texts, *more), said.choices)]
    if found in (Grade.HIGH, Grade.VERY_HIGH):
        remind_to_measure(turn, reading_id, subject)
    said_of = meaning(pressure, kept=True, about=subject.called, complains=complains(turn))
    return [Reply((*lead, *said_of, text("health.not_a_doctor")), (mistaken,))]


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
    about = f"reading:{reading_id}"
    turn.tell(Kind.READING, f"{about}:noted", subject.recipient, told, subject=about)


async def _mistaken(turn: Turn, argument: str) -> Sequence[Reply]:
    return await take_back_reading(turn, int(argument))


async def take_back_reading(turn: Turn, reading_id: int) -> Sequence[Reply]:
    """Withdraws a reading, with the notices about it; whoever else was told of it hears that too."""
    taken_back = await withdraw(turn, reading_id)
    if taken_back is None:
        return [say("health.gone_already")]
    await danger.no_longer_asked(turn)
    pressure, subject = taken_back.pressure, await subject_of(turn, taken_back.person_id)
    numbers = {"systolic": pressure.systolic, "diastolic": pressure.diastolic}
    for other in {taken_back.person_id, taken_back.recorded_by} - {turn.person.id}:
        told = say(
            "health.taken_back_by_other", name=turn.person.full_name, of=given_name(subject.name), **numbers
        )
        turn.tell(Kind.READING, f"reading:{reading_id}:withdrawn", await turn.recipient(other), told)
    return [say("health.taken_back", **numbers).after(*subject.lead)]


MISTAKEN = Button(buttons.MISTAKEN.name, Action.LOG_READING, _mistaken, of_reading)


async def store_own(turn: Turn, said: Said) -> Sequence[Reply]:
    """Keeps a reading of the writer's that was asked about elsewhere; what is doubtful is typed anew."""
    found = read(said)
    subject = await subject_of(turn, None)
    if not isinstance(found, Readings) or not found.certain or not subject.may_store:
        return [say("health.type_again")]
    times, vague = dated(turn, said, found.found)
    if vague:
        return [say("health.type_again")]
    ones = zip((one.pressure for one in found.found), times, strict=True)
    return await store(turn, [Measured(pressure, at) for pressure, at in ones], subject)
