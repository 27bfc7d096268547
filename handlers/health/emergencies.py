"""Readers beside the signs of danger: violence, and reports that help is on its way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from club.health import readings
from club.health.blood_pressure import Grade, grade
from club.health.danger import addresses_many, signs
from club.health.help_under_way import help_under_way
from club.health.readings import Doubt, Found, OneNumber, Readings
from club.health.violence import beaten
from club.vietnamese import persons
from club.vietnamese.fold import fold
from club.vietnamese.said import Said
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.speaking import ask as ask_who_speaks
from handlers.conversation.speaking import unanswered
from handlers.conversation.turn import Turn
from handlers.health import danger
from handlers.health.buttons import ILL
from handlers.health.calling import call_115, others_to_call
from handlers.health.log import meaning
from handlers.relatives.service import alert_of_phone


async def violence(ear: Ear) -> Taken | Passed:
    """Somebody is beaten or threatened: whom to call; nobody is told, since it may be one of the family."""
    if not ear.said or ear.turn.incoming.choice is not None or not beaten(ear.said):
        return Passed("nobody is beaten")
    if ear.composing and addresses_many(ear.said):
        return Passed("a notice that speaks of violence is a notice")

    async def act() -> Sequence[Reply]:
        reply = Reply((text("health.violence"), *await others_to_call(ear.turn, None)))
        return await ear.router.and_back(ear.turn, ear.standing, [reply])

    return Taken(act)


async def ill_pressed(ear: Ear) -> Taken | Passed:
    """Signs of danger by a button, in a chat of several people: 115 at once, whoever it is."""
    value = ear.turn.incoming.choice or ""
    writer = ear.turn.writer
    if not (writer.unsure or writer.left_behind) or not value.startswith(f"b/{ILL.name}/"):
        return Passed("it is known who writes, or no button of signs")

    async def act() -> Sequence[Reply]:
        await tell_unless_answered(ear.turn)
        return await ear.router.and_back(ear.turn, ear.standing, [await call_115(ear.turn, None, value)])

    return Taken(act, {"button": value})


async def tell_unless_answered(turn: Turn) -> None:
    """Where nobody says who cried for help on a shared phone, those close to any of its people are told."""
    people = [v.person for v in turn.writer.sharers if v.person is not None]
    if turn.writer.unsure:
        await alert_of_phone(turn, people, unanswered(turn), turn.now + danger.FOLLOW_UP)


async def measured(ear: Ear) -> Taken | Passed:
    """A dangerous reading in a chat of several people: to rest, and when to call 115, before who it is of."""
    turn = ear.turn
    if not turn.writer.unsure or turn.incoming.choice is not None:
        return Passed("it is known who writes, or nothing was typed")
    warning = _warning(readings.read(ear.said))
    if not warning:
        return Passed("no dangerous reading")

    async def act() -> Sequence[Reply]:
        first, *others = await ask_who_speaks(turn)
        return [first.after(*warning), *others]

    return Taken(act, {"asked": "who speaks"})


def _warning(found: Found | None) -> tuple[Text, ...]:
    """What to do at the highest of these numbers, whoever they are of; nothing where none is dangerous."""
    if isinstance(found, OneNumber) and grade(found.systolic, 0) is Grade.DANGEROUS:
        return (text("health.dangerous_upper"),)
    typed = found.found if isinstance(found, Readings) else ()
    high = [
        one
        for one in typed
        if one.doubt is not Doubt.TENS
        and grade(one.pressure.systolic, one.pressure.diastolic) is Grade.DANGEROUS
    ]
    certain = [one.pressure for one in high if one.doubt is None]
    if certain:
        worst = max(certain, key=lambda p: (p.systolic, p.diastolic))
        return (*meaning(worst, kept=False), text("health.dangerous_upper"))
    return (text("health.dangerous_rule"),) if high else ()


def reports_of_one(said: Said) -> bool:
    """Whether a sign is told of somebody by name, and nobody cries out: "Bà Hoa bị ngã" may be a notice."""
    named = {m.name for m in persons.of(said).others if m.name}
    capital = {fold(word) for word in re.findall(r"\w+", said.normal)[1:] if word[:1].isupper()}
    return bool(named & capital) and "cry" not in signs(said).said


def notice_of_danger(ear: Ear) -> Taken | Passed:
    """A notice that reports of somebody: nothing of it is lost, 115 stands first, and nobody is alarmed."""
    flow = ear.flow
    if flow is None:
        return Passed("no notice is written")

    async def act() -> Sequence[Reply]:
        first, *others = await ear.router.answer(ear.turn, flow, Answer(ear.turn.incoming.text))
        return [first.after(text("health.perhaps_danger")), *others]

    return Taken(act)


async def _warmly(turn: Turn) -> Reply:
    """To the question for signs it is a yes, and those close to them hear of it for the first time;
    else nobody is alarmed once more.
    """
    asked = danger.question_for_signs(turn)
    await danger.no_longer_asked(turn)
    if asked is None or asked.perhaps:
        return say("health.call_115_under_way", names=[], about="")
    return await call_115(turn, asked.about, f"reading:{asked.reading_id}", wording="under_way")


async def help_comes_inside(ear: Ear) -> Taken | Passed:
    """Help was called or is there, said in the middle of a question, which goes on."""
    if ear.composing or (ear.step is not None and ear.step.free) or not help_under_way(ear.said):
        return Passed("no report that help is under way")
    if ear.flow is not danger.FLOW and await ear.router.reads(ear):
        return Passed("the question understands it")

    async def act() -> Sequence[Reply]:
        before = ear.standing
        reply = await _warmly(ear.turn)
        return await ear.router.and_back(ear.turn, before, [reply])

    return Taken(act)


async def help_comes(ear: Ear) -> Taken | Passed:
    """Help was called or is there: answered warmly, and nobody is alarmed once more."""
    if not help_under_way(ear.said):
        return Passed("no report that help is under way")

    async def act() -> Sequence[Reply]:
        return [await _warmly(ear.turn)]

    return Taken(act)
