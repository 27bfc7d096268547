"""The reader of the understanding table that knows about offices: a protest against a lost phone's report."""

from __future__ import annotations

from collections.abc import Sequence

from club.people.phone_protest import protests
from handlers.conversation.chat import Reply
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.offices.restore import DISAGREE, OBJECT


async def protest(ear: Ear) -> Taken | Passed:
    """A protest below the report of a lost phone: "máy tôi đây mà", "không đồng ý"; it stops the report."""
    for value, _ in await ear.offered():
        parsed = ChoiceValue.parse(value)
        if isinstance(parsed, ButtonValue) and parsed.name in (DISAGREE.name, OBJECT.name):
            break
    else:
        return Passed("no phone was just reported as lost")
    if not protests(ear.said):
        return Passed("no protest")
    pressed = value

    async def act() -> Sequence[Reply]:
        return await ear.router.choose(ear.turn, pressed)

    return Taken(act, {"button": pressed})
