"""Putting right what was just noted: another number, another day, another person, or nothing at all.

What is meant is shown and asked; until then the reading stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.health import readings as reader
from club.health.blood_pressure import Grade, Pressure, grade, pulse_is_unusual
from club.health.corrections import (
    may_correct,
    names_mistake,
    names_other,
    throws_away,
)
from club.health.danger_asides import aside
from club.health.pulses import pulse_alone
from club.health.readings import OneNumber, Readings, Unclear
from club.organisation.roles import Action, Target
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.choices import ButtonValue, pick
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, option
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.health import danger
from handlers.health.buttons import MISTAKEN
from handlers.health.changes import Change, change_of, named_day, other_numbers
from handlers.health.log import Measured
from handlers.health.service import store, take_back_reading
from handlers.health.subject import subject_of, target
from storage.health import readings
from storage.health.readings import Reading
from storage.messages import outbox_look

WITHIN = timedelta(hours=1)
"""How long after it was noted a reading is put right by words alone."""


async def last_noted(turn: Turn) -> Reading | None:
    """What the writer noted last, of themselves or of somebody they follow, while it may be put right."""
    if turn.writer.person is None:
        return None
    found = await readings.recorded(turn.connection, turn.person.id, since=turn.now - WITHIN, limit=1)
    return found[0] if found else None


async def begin(turn: Turn, change: Change) -> Sequence[Reply]:
    """Asks whether that was meant; a question for signs that stands waits for it, and is asked again."""
    standing = turn.writer.dialogue
    signs_asked = standing is not None and standing.flow == danger.FLOW.name
    return await engine.start(turn, FLOW, change, keeps=signs_asked)


async def _ask_sure(turn: Turn, change: Change) -> Reply:
    old = await readings.get(turn.connection, change.reading_id)
    if old is None:
        return say("health.gone_already")
    before = {"old_systolic": old.pressure.systolic, "old_diastolic": old.pressure.diastolic}
    if not change.systolic:
        choices = (option("yes", "health.drop_yes"), option("no", "health.drop_no"))
        return say("health.ask_drop", *choices, **before)
    subject = await subject_of(turn, change.whose)
    same = (change.systolic, change.diastolic) == (old.pressure.systolic, old.pressure.diastolic)
    if same and (change.whose, change.at) == (old.person_id, old.taken_at):
        return _ask_pulse(old.pressure, change.pulse)
    return say(
        "health.ask_belongs" if same else "health.ask_put_right",
        option("yes", "health.put_right_yes"),
        option("no", "health.put_right_no"),
        **before,
        systolic=change.systolic,
        diastolic=change.diastolic,
        of=subject.name if change.whose != old.person_id else "",
        at=change.at if change.at != old.taken_at else None,
        pulse=change.pulse if change.pulse != old.pressure.pulse else None,
    ).after(*_warning(change, same))


def _ask_pulse(old: Pressure, pulse: int | None) -> Reply:
    unusual = (text("health.pulse_unusual", pulse=pulse),) if pulse_is_unusual(pulse) else ()
    return say(
        "health.ask_pulse",
        option("yes", "health.put_right_yes"),
        option("no", "health.put_right_no"),
        systolic=old.systolic,
        diastolic=old.diastolic,
        pulse=pulse,
        old_pulse=old.pulse,
    ).after(*unusual)


def _warning(change: Change, same: bool) -> tuple[Text, ...]:
    """What to know of a dangerous value before it is settled whether it is one."""
    if not same and grade(change.systolic, change.diastolic) is Grade.DANGEROUS:
        return (text("health.dangerous_rule"),)
    return ()


async def _read_sure(turn: Turn, change: Change, given: Answer) -> object:
    if given.choice is None:
        if change.systolic and throws_away(given.said):
            return Change(change.reading_id)  # "xoá đi" is no yes to other numbers
        found = reader.read(given.said, asked=True)
        stored = await readings.get(turn.connection, change.reading_id)
        if isinstance(found, Readings) and [one.pressure for one in found.found] == [change.pressure]:
            return True
        if isinstance(found, Readings | OneNumber | Unclear) and stored is not None:
            return await other_numbers(turn, change, given.said, found, stored)
    return True if agreed(given) else Leave((say("health.left_as_it_was"),))


async def _finish(turn: Turn, change: Change) -> Sequence[Reply]:
    old = await readings.get(turn.connection, change.reading_id)
    taken_back = await take_back_reading(turn, change.reading_id)
    if not change.systolic or old is None:
        return taken_back
    corrected = text(
        "health.corrected",
        old_systolic=old.pressure.systolic,
        old_diastolic=old.pressure.diastolic,
        systolic=change.systolic,
        diastolic=change.diastolic,
    )
    subject = await subject_of(turn, change.whose)
    first, *others = await store(turn, [Measured(change.pressure, change.at)], subject)
    same = (change.systolic, change.diastolic) == (old.pressure.systolic, old.pressure.diastolic)
    return [first if same else first.after(corrected), *others]


async def _target(turn: Turn, change: Change) -> Target:
    return await target(turn, change.whose)


FLOW = Flow(
    "correcting",
    Action.LOG_READING,
    Change,
    (Step("sure", _ask_sure, _read_sure),),
    _finish,
    _target,
    echoes="sửa|bỏ|xoá",
)


async def correction(ear: Ear) -> Taken | Passed:
    """What was just noted is put right: "nhầm", "135 chứ không phải 145", "cái đó hôm qua"; it is asked."""
    said = ear.said
    if ear.flow is not None and ear.flow is not danger.FLOW:
        return Passed("another question stands")
    if not said or not (may_correct(said) or pulse_alone(said)):
        return Passed("nothing is put right")
    stored = await last_noted(ear.turn)
    if stored is None:
        return Passed("nothing was noted within the hour")
    if (stored := await named_day(ear.turn, said, stored)) is None:
        return Passed("nothing was noted that day")
    change = await change_of(ear.turn, said, stored)
    if change is None:
        return Passed("nothing is put right")
    if ear.flow is danger.FLOW and (aside(said) or not (names_mistake(said) or names_other(said))):
        return Passed("an answer to the question for signs")
    if not change.systolic and not await _of_the_reading(ear, stored.id):
        return Passed("may be said to something else")

    async def act() -> Sequence[Reply]:
        return await begin(ear.turn, change)

    return Taken(act, {"corrects": stored.id})


async def _of_the_reading(ear: Ear, reading_id: int) -> bool:
    """Whether words like "nhầm" and "không phải" are said to what was noted: it was the last thing shown."""
    if ear.flow is danger.FLOW:
        return names_mistake(ear.said) or names_other(ear.said)  # else a no to the signs
    offered = await ear.offered()
    own = str(ButtonValue(MISTAKEN.name, str(reading_id)))
    if pick(ear.turn.incoming.text, offered, digits=True) == own:
        return False  # the button's own words
    shown = await outbox_look.newest_answer(ear.turn.connection, ear.turn.writer.address_id)
    return own in shown or (not shown and not offered)
