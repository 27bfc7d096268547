"""Readers of what is told or asked of signs while nobody is in danger. Nobody is alarmed by any of it."""

from __future__ import annotations

from collections.abc import Sequence

from club.health.blood_pressure import pulse_is_unusual
from club.health.corrections import says_wrong
from club.health.danger import unwell
from club.health.out_of_reach import out_of_reach as cannot_reach
from club.health.pulses import pulse_alone
from club.health.relief import relieved
from club.health.signs_told import asks_about_signs, asks_of_accidents, tells_of_gone_signs
from club.vietnamese import persons
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.hearing import Ear, Passed, Taken
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
        about = named_in(persons.of(ear.said).others)
        lines = [text("health.pulse_alone", pulse=beats)]
        if pulse_is_unusual(beats) or unwell(ear.said):
            lines.insert(0, text("health.pulse_with_signs", about=about))
        if pulse_is_unusual(beats):
            lines.insert(0, text("health.pulse_unusual", pulse=beats, about=about))
        return [Reply(tuple(lines))]

    return Taken(act, {"pulse": beats})


async def wrong(ear: Ear) -> Taken | Passed:
    """ "Sai rồi" below another page than a reading's: what is wrong is asked, and nothing is changed."""
    if ear.turn.writer.person is None or not says_wrong(ear.said):
        return Passed("nothing is said to be wrong")

    async def act() -> Sequence[Reply]:
        return [Reply((text("health.what_is_wrong"), *await others_to_call(ear.turn, None)))]

    return Taken(act)
