"""Readers of the understanding table that know about health:
danger, readings, edited readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from club.errors import ClubError, Refused
from club.health import readings as reader
from club.health.danger import is_idiom, own_cry, signs, unwell
from club.health.persons_beside import evenings
from club.health.reading_words import is_strange
from club.health.readings import Doubt, Found, Readings, TakeBack, Typed
from club.vietnamese import persons
from club.vietnamese.marks import written
from club.vietnamese.particles import says_nothing
from club.vietnamese.said import Said, hear
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, text
from handlers.conversation.feature import allow
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.health import correcting, danger, emergencies, noting
from handlers.health.dating import dated
from handlers.health.dialogue import log_or_show, take_back, tell_stranger
from handlers.health.edits import edited_reading
from handlers.health.log import Measured
from handlers.health.second_opinion import second_opinion
from handlers.health.subject import subject_of, target

_COMPOSING_COMMANDS = ("/thongbao",)


def _numbers(found: Found | None) -> dict[str, object]:
    """What was read, for people who ask why."""
    if not isinstance(found, Readings):
        return {"found": type(found).__name__} if found is not None else {}
    shown = [f"{one.pressure.systolic}/{one.pressure.diastolic}" for one in found.found]
    doubts = [one.doubt.value for one in found.found if one.doubt is not None]
    return {"readings": shown, "doubts": doubts} if doubts else {"readings": shown}


async def danger_first(ear: Ear) -> Taken | Passed:
    """A sign after which one calls 115, or a cry for help: before everything, by anybody, at any question."""
    said = ear.said
    if not said or ear.turn.incoming.choice is not None:
        return Passed("nothing was typed")
    composes = ear.composing or said.folded.startswith(_COMPOSING_COMMANDS)
    found = signs(said)
    if not found.said:
        return Passed("signs are denied, past or only spoken of" if found.denied else "no sign of danger")
    if composes and not own_cry(said):
        return Passed("a notice that speaks of signs is a notice")
    if ear.composing and emergencies.reports_of_one(said):
        return emergencies.notice_of_danger(ear)

    async def act() -> Sequence[Reply]:
        before = ear.standing
        measured, certain = await _beside(ear)
        await emergencies.tell_unless_answered(ear.turn)
        replies = await danger.cry(ear.turn, said, measured, certain=certain)
        if before is not None and before.flow == danger.FLOW.name:
            await ear.turn.reload()
            before = ear.turn.writer.dialogue
        try:
            return await ear.router.and_back(ear.turn, before, replies)
        except ClubError:  # what was asked about is gone; 115 must not go with it
            return replies

    return Taken(act, {"signs": list(found.said)})


async def danger_perhaps(ear: Ear) -> Taken | Passed:
    """What nobody understood and sounds like danger: 115 first, then it is asked; nobody is alarmed."""
    found = signs(ear.said)
    if found.denied or found.apart:
        return Passed("signs are denied, past or only spoken of")
    if says_nothing(ear.said):
        return Passed("a word that says nothing by itself")
    if is_idiom(ear.said):
        return Passed("an idiom that is no sign")
    opinion = second_opinion(ear.said)
    if not opinion.danger:
        return Passed("does not sound like danger")

    async def act() -> Sequence[Reply]:
        own = ear.turn.membership is not None and not persons.of(ear.said).others
        subject = await subject_of(ear.turn, None) if own else None
        return await danger.ask(ear.turn, 0, subject, (text("health.perhaps_danger"),), perhaps=True)

    return Taken(act, {"probability": round(opinion.probability, 2), "strongest": list(opinion.strongest)})


async def _beside(ear: Ear) -> tuple[list[Measured], bool]:
    """The readings beside a cry, and whether they are certain; also the lower number that was asked for."""
    found = reader.read(ear.said)
    if isinstance(found, Readings):
        certain = all(_keeps_company(ear.said, one) and one.pressure.plausible for one in found.found)
        try:
            times, vague = dated(ear.turn, ear.said, found.found)
        except Refused:  # of a day to come; 115 must not wait for that
            return [], False
        return [Measured(one.pressure, at) for one, at in zip(found.found, times, strict=True)], (
            certain and not vague
        )
    if (
        ear.flow is noting.FLOW
        and ear.step is not None
        and ear.step.name == "diastolic"
        and ear.standing is not None
    ):
        asked = noting.FLOW.progress(ear.standing).answers
        lower = reader.lower_in(ear.said)
        if lower is not None and lower < asked.last.systolic:
            one = replace(asked.last, diastolic=lower)
            await engine.end(ear.turn, noting.FLOW.progress(ear.standing))
            return [Measured(one.pressure, one.at)], one.pressure.plausible
    return [], False


def _keeps_company(said: Said, one: Typed) -> bool:
    """Whether a reading beside a cry is one: strange words in front of it have to be the cry's own."""
    if one.doubt is not Doubt.STRANGE:
        return one.doubt is None
    before = re.split(r"[,;.!?\n]", said.spoken[: one.digits[0]])[-1]
    if not is_strange(before, [], {m.kin for m in persons.of(said).others}):
        return True
    return bool(signs(hear(written(before))).said) or unwell(hear(written(before)))


async def edited(ear: Ear) -> Taken | Passed:
    """A message that was changed afterwards: a reading is corrected, anything else is asked for anew."""
    if not ear.turn.incoming.edited:
        return Passed("a new message")

    async def act() -> Sequence[Reply]:
        before = ear.standing
        replies = await edited_reading(ear.turn, ear.said)
        return await ear.router.and_back(ear.turn, before, list(replies))

    return Taken(act, {"edited": ear.said.normal})


async def reading_inside(ear: Ear) -> Taken | Passed:
    """Nothing but an unmistakable reading in the middle of another question;
    the question goes on after it.
    """
    step, flow, standing = ear.step, ear.flow, ear.standing
    if (
        step is None
        or flow is None
        or standing is None
        or ear.composing
        or flow in (noting.FLOW, correcting.FLOW)
    ):
        return Passed("the question itself reads numbers")
    found = reader.read(ear.said)
    if not isinstance(found, Readings) or not reader.is_plain(ear.said):
        return Passed("no unmistakable reading alone")
    if step.numbers and any(str(one.pressure.systolic) not in ear.said.normal for one in found.found):
        return Passed("a pair in tens where a number is asked for")
    if step.numbers and any(
        one.pressure.systolic % 50 == one.pressure.diastolic % 50 == 0 for one in found.found
    ):
        return Passed('perhaps two sums: "200/100"')
    if (step.numbers or step.free) and await ear.router.reads(ear):
        return Passed("the question understands it")

    async def act() -> Sequence[Reply]:
        replies = list(await _note(ear, ear.said, found))
        await ear.turn.reload()
        return await ear.router.and_back(ear.turn, standing, replies)

    return Taken(act, _numbers(found))


async def taken_back(ear: Ear) -> Taken | Passed:
    """A reading is to be deleted: "xoá 130/80", "ghi nhầm rồi, xoá đi"."""
    found = reader.read(ear.said)
    if not isinstance(found, TakeBack):
        return Passed("nothing is taken back")
    if ear.turn.writer.person is None:
        return Passed("a stranger has no readings")
    wanted = found

    async def act() -> Sequence[Reply]:
        return await take_back(ear.turn, ear.said, wanted)

    p = wanted.pressure
    return Taken(act, {"takes_back": f"{p.systolic}/{p.diastolic}" if p else "the last one"})


async def reading(ear: Ear) -> Taken | Passed:
    """A reading, the writer's or somebody's whom they name; what is doubtful is asked before it is kept."""
    said = evenings(ear.said)
    found = reader.read(said)
    if found is None or isinstance(found, TakeBack):
        return Passed("no numbers of a blood pressure")

    async def act() -> Sequence[Reply]:
        return await _note(ear, said, found)

    return Taken(act, _numbers(found))


async def _note(ear: Ear, said: Said, found: Found) -> Sequence[Reply]:
    turn = ear.turn
    if turn.writer.person is None:
        return await tell_stranger(turn, said)
    allow(turn, ear.router.commands["huyetap"].action, await target(turn, None))
    return await noting.note(turn, said, found)


async def pressure_of_somebody(ear: Ear) -> Taken | Passed:
    """ "Huyết áp của mẹ": the log of a member whom the writer follows."""
    if "huyet ap" not in ear.said.folded or not ear.turn.writer.follows or not persons.of(ear.said).others:
        return Passed("nobody's blood pressure is asked for")

    async def act() -> Sequence[Reply]:
        return await log_or_show(ear.turn, ear.said.normal)

    return Taken(act, {"command": "huyetap"})
