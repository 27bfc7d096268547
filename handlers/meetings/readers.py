"""The reader of the understanding table that knows about meetings:
whether somebody comes, by what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from club.meetings.answers import rsvp
from handlers.conversation.chat import Reply
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.meetings.answers import AWAY, COME


async def coming(ear: Ear) -> Taken | Passed:
    """Whether the person comes to the meeting that was just announced:
    "tôi đi được", "mai tôi bận", "vắng".
    """
    offered = await ear.offered()
    values = [value for value, _ in offered[:2]]
    pressed = [ChoiceValue.parse(value) for value in values]
    if [one.name for one in pressed if isinstance(one, ButtonValue)] != [COME.name, AWAY.name]:
        return Passed("no meeting was just announced")
    comes = rsvp(ear.said)
    if comes is None:
        return Passed("neither coming nor not")

    async def act() -> Sequence[Reply]:
        return await ear.router.choose(ear.turn, values[0] if comes else values[1])

    return Taken(act, {"comes": comes})
