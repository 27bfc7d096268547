"""Health: the blood-pressure log."""

from collections.abc import Sequence

from club.organisation.roles import Action
from handlers.conversation.chat import Reply
from handlers.conversation.feature import Command, Feature
from handlers.conversation.turn import Turn
from handlers.health.dialogue import READING, WHOSE, log_or_show, of_relative, tell_stranger
from handlers.health.service import MISTAKEN, NO_SYMPTOMS, SYMPTOMS


async def _command(turn: Turn, args: str) -> Sequence[Reply]:
    return await (log_or_show(turn, args) if turn.writer.person else tell_stranger(turn, args))


FEATURE = Feature(
    "health",
    commands=(Command("huyetap", Action.TALK, _command, "health.label", "health.words"),),
    buttons=(SYMPTOMS, NO_SYMPTOMS, MISTAKEN),
    flows=(READING, WHOSE),
    understands=of_relative,
)
