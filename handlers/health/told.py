"""Readers of what is told or asked of signs while nobody is in danger. Nobody is alarmed by any of it."""

from __future__ import annotations

from collections.abc import Sequence

from club.health.blood_pressure import pulse_is_unusual
from club.health.corrections import says_wrong
from club.health.danger import signs, unwell
from club.health.elders_speaking import may_mean_oneself
from club.health.out_of_reach import out_of_reach as cannot_reach
from club.health.pulses import pulse_alone
from club.health.relief import relieved
from club.health.signs_told import asks_about_signs, asks_of_accidents, tells_of_gone_signs
from club.people.honorifics import Sex
from club.vietnamese import persons
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.health import danger
from handlers.health.calling import others_to_call
from handlers.health.subject import Subject, named_in, whose


async def signs_asked_about(ear: Ear) -> Taken | Passed:
    """What a sign is, or what one does then: "nếu khó thở thì làm sao", "dấu hiệu đột quỵ"; 115 first."""
    if not asks_about_signs(ear.said):
        return Passed("no sign is asked about")

    async def act() -> Sequence[Reply]:
        what = "health.emergencies_explained" if asks_of_accidents(ear.said) else "health.signs_explained"
        return [Reply((text(what), *await others_to_call(ear.turn, None)))]

    return Taken(act)


async def signs_gone(ear: Ear) -> Taken | Passed:
    """What was there and has passed: "hôm qua đau ngực, nay hết rồi", "mẹ đỡ rồi"; 115 if it returns."""
    if not (signs_named := tells_of_gone_signs(ear.said)) and not relieved(ear.said):
        return Passed("nothing is said to have passed")

    async def act() -> Sequence[Reply]:
        key = "health.signs_gone" if signs_named else "health.relieved"
        return [say(key, about=named_in(persons.of(ear.said).others))]

    return Taken(act)


async def out_of_reach(ear: Ear) -> Taken | Passed:
    """Somebody does not answer the telephone: "gọi mẹ không nghe máy"; who can go and look, and when 115."""
    if not cannot_reach(ear.said):
        return Passed("nobody is out of reach")

    async def act() -> Sequence[Reply]:
        person_id = None
        if ear.turn.writer.person is not None:
            found = await whose(ear.turn, persons.of(ear.said))
            person_id = found.id if isinstance(found, Subject) and found.called else None
        return [Reply((text("health.out_of_reach"), *await others_to_call(ear.turn, person_id)))]

    return Taken(act)


async def pulse(ear: Ear) -> Taken | Passed:
    """A pulse by itself, "mạch 130": no blood pressure, and nothing is kept; the pair is asked for."""
    beats = pulse_alone(ear.said)
    if beats is None:
        return Passed("no pulse by itself")

    async def act() -> Sequence[Reply]:
        return await _of_pulse(ear, beats)

    return Taken(act, {"pulse": beats})


async def _of_pulse(ear: Ear, beats: int) -> Sequence[Reply]:
    """What a pulse by itself is answered; an unusual one of somebody unwell asks for signs of danger."""
    about = named_in(persons.of(ear.said).others)
    unusual, ill = pulse_is_unusual(beats), unwell(ear.said)
    lines = [text("health.pulse_unusual", pulse=beats, about=about)] if unusual else []
    if unusual and ill:
        return await _ask_signs(ear, text("health.perhaps_danger"), *lines)
    if unusual or ill:
        lines.append(text("health.pulse_with_signs", about=about))
    return [Reply((*lines, text("health.pulse_alone", pulse=beats)))]


async def _ask_signs(ear: Ear, *lead: Text) -> Sequence[Reply]:
    """Asks whoever is spoken of for signs of danger; nobody is alarmed before they are named."""
    found = await whose(ear.turn, persons.of(ear.said)) if ear.turn.writer.person is not None else None
    return await danger.ask(ear.turn, 0, found if isinstance(found, Subject) else None, lead)


async def unhurt_fall(ear: Ear) -> Taken | Passed:
    """A simple fall with "không sao" beside it: signs are asked for, and nobody is alarmed."""
    if "unhurt" not in signs(ear.said).apart:
        return Passed("no fall that hurt nobody")
    if ear.composing or (ear.flow is not None and ear.flow.urgent):
        return Passed("a notice, or signs are asked for already")

    async def act() -> Sequence[Reply]:
        about = named_in(persons.of(ear.said).others)
        return await _ask_signs(ear, text("health.fell_unhurt", about=about))

    return Taken(act)


async def doubted_sign(ear: Ear) -> Taken | Passed:
    """What may be a sign or not: "không đi được nữa", "noi do", a pain doctors saw; 115 first, then asks."""
    doubted = [name for name in ("walk", "slurred", "checked") if name in signs(ear.said).apart]
    if not doubted or signs(ear.said).said:
        return Passed("no sign that may be none")
    if ear.composing or (ear.flow is not None and ear.flow.urgent):
        return Passed("a notice, or signs are asked for already")

    async def act() -> Sequence[Reply]:
        about = named_in(persons.of(ear.said).others)
        lead = [text("health.walks_or_comes", about=about)] if doubted == ["walk"] else []
        return await _ask_signs(ear, text("health.perhaps_danger", about=about), *lead)

    return Taken(act, {"doubted": doubted})


async def complaint(ear: Ear) -> Taken | Passed:
    """A milder complaint: advice, and no alarm."""
    if not unwell(ear.said):
        return Passed("no complaint")

    async def act() -> Sequence[Reply]:
        return [_advice(ear)]

    return Taken(act)


async def unwell_inside(ear: Ear) -> Taken | Passed:
    """Somebody feels unwell in the middle of a question; the question goes on after the advice."""
    step = ear.step
    if step is None or step.free or step.numbers:
        return Passed("any text is an answer here")
    if (ear.flow is not None and ear.flow.urgent) or not unwell(ear.said) or await ear.router.reads(ear):
        return Passed("no complaint")

    beats = pulse_alone(ear.said)

    async def act() -> Sequence[Reply]:
        if beats is not None:
            return await ear.router.and_back(ear.turn, ear.standing, list(await _of_pulse(ear, beats)))
        return await ear.router.and_back(ear.turn, ear.standing, [_advice(ear)])

    return Taken(act)


def _advice(ear: Ear) -> Reply:
    others = persons.of(ear.said).others
    own = ear.turn.membership is not None and ear.turn.person.sex is not Sex.MALE
    if own and [m.kin for m in others] == ["bố"] and may_mean_oneself(ear.said, persons.of(ear.said), False):
        others = ()  # "ba" of a woman
    return say("health.feels_unwell", about=named_in(others))


async def wrong(ear: Ear) -> Taken | Passed:
    """ "Sai rồi" below another page than a reading's: what is wrong is asked, and nothing is changed."""
    if ear.turn.writer.person is None or not says_wrong(ear.said):
        return Passed("nothing is said to be wrong")

    async def act() -> Sequence[Reply]:
        return [Reply((text("health.what_is_wrong"), *await others_to_call(ear.turn, None)))]

    return Taken(act)
