"""`/huyetap [reading]`: noting a reading, or seeing the last ones;
of the writer, or of a member whom they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.errors import Misread
from club.health import readings as reader
from club.health.blood_pressure import Grade, Pressure, grade
from club.health.persons_beside import evenings
from club.health.readings import OneNumber, Readings, TakeBack, Unclear
from club.organisation.roles import Action
from club.people.names import given_name
from club.vietnamese import persons
from club.vietnamese.said import Said, hear
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.feature import allow
from handlers.conversation.turn import Turn
from handlers.health import danger
from handlers.health.buttons import MISTAKEN
from handlers.health.log import complains, meaning, week_mean
from handlers.health.noting import ask_consent, note
from handlers.health.service import MISTAKEN as TAKE_BACK
from handlers.health.subject import Subject, Unsettled, is_only_address, spoken_for, subject_of, target, whose
from storage.health import readings

SHOWN = 5
TAKEN_BACK_WITHIN = timedelta(days=1)
_MOST_OFFERED = 3


async def log_or_show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/huyetap [reading]`. Raises Misread for what is neither."""
    said = evenings(hear(args))
    if turn.writer.person is None:
        return await tell_stranger(turn, said)
    found = reader.read(said, asked=True)
    if isinstance(found, TakeBack):
        return await take_back(turn, said, found)
    spoken = await spoken_for(turn, said)
    if found is not None:
        return await note(turn, said, found, spoken)
    if any(c.isdigit() for c in said.normal):
        raise Misread("health.misread")
    if not spoken.others or is_only_address(spoken):
        return await show(turn, await subject_of(turn, None))
    whom = await whose(turn, spoken)
    if isinstance(whom, Unsettled):
        return [say("health.not_followed")]
    return await show(turn, whom)


async def show(turn: Turn, subject: Subject) -> Sequence[Reply]:
    """The last readings, their mean, and how to note one."""
    allow(turn, Action.LOG_READING, await target(turn, subject.id))
    if not subject.may_store:
        if subject.called:
            return [say("health.relative_not_kept", name=subject.name)]
        return await ask_consent(turn)
    if subject.called:
        await turn.note("readings", about=subject.id)
    found = await readings.last(turn.connection, subject.id, limit=SHOWN)
    if not found:
        return [Reply((*subject.lead, text("health.none_yet", about=subject.called)))]
    lines = [
        text(
            "health.line",
            at=r.taken_at,
            systolic=r.pressure.systolic,
            diastolic=r.pressure.diastolic,
            pulse=r.pressure.pulse,
            by=given_name(r.recorder) if r.recorded_by != subject.id else "",
        )
        for r in found
    ]
    parts = [*subject.lead, text("health.last", lines=lines)]
    mean = await week_mean(turn, subject.id)
    if mean is not None:
        key = "health.mean_high" if mean.high else "health.mean"
        numbers = {"systolic": mean.systolic, "diastolic": mean.diastolic, "count": mean.count}
        parts.append(text(key, about=subject.called, **numbers))
    if subject.called:
        parts.append(text("health.how_to_log_for", calls=subject.called))
    else:
        parts.append(text("health.how_to_log"))
    return [Reply(tuple(parts))]


async def tell_stranger(turn: Turn, said: Said) -> Sequence[Reply]:
    """Somebody unknown sends a reading: what it means must not wait until they have joined."""
    found = reader.read(said, asked=True)
    if not isinstance(found, Readings) or not found.certain:
        doubtful = isinstance(found, Readings | OneNumber | Unclear)
        return [say("health.stranger_unsure" if doubtful else "common.menu_stranger")]
    pressure = found.found[-1].pressure
    return await _to_stranger(turn, pressure)


async def _to_stranger(turn: Turn, pressure: Pressure) -> Sequence[Reply]:
    told = meaning(pressure, kept=False, complains=complains(turn))
    if grade(pressure.systolic, pressure.diastolic) is Grade.DANGEROUS:
        return await danger.ask(turn, 0, None, told)
    return [Reply((*told, text("health.stranger_not_kept")))]


async def take_back(turn: Turn, said: Said, wanted: TakeBack) -> Sequence[Reply]:
    """ "Xoá 130/80": the one that was named goes at once; which of several, or one not named, is asked."""
    whom = await whose(turn, persons.of(said))
    subject = await subject_of(turn, None) if isinstance(whom, Unsettled) else whom
    since = turn.now - TAKEN_BACK_WITHIN
    recent = await readings.last(turn.connection, subject.id, limit=10, since=since)
    own = [r for r in recent if r.recorded_by == turn.person.id or r.person_id == turn.person.id]
    if not own and not subject.called:  # what a relative noted for somebody, whom they do not name again
        own = await readings.recorded(turn.connection, turn.person.id, since=since, limit=_MOST_OFFERED)
    if wanted.pressure is not None:
        pair = (wanted.pressure.systolic, wanted.pressure.diastolic)
        own = [r for r in own if (r.pressure.systolic, r.pressure.diastolic) == pair]
        if len(own) == 1:
            return await TAKE_BACK.handle(turn, str(own[0].id))
    if not own:
        return [say("health.nothing_to_take_back")]
    choices = (
        MISTAKEN.choice(
            r.id,
            "health.take_back",
            systolic=r.pressure.systolic,
            diastolic=r.pressure.diastolic,
            at=r.taken_at,
        )
        for r in own[:_MOST_OFFERED]
    )
    return [say("health.ask_take_back", *choices).after(*subject.lead)]
