"""Reading the answer to whether a relative gets one right."""

from __future__ import annotations

from club.errors import Misread
from club.people.granting import invites_nobody, of_another_right
from club.people.kinship import Right
from handlers.conversation.chat import say
from handlers.conversation.dialogue import Answer, Leave, Read
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn


def read_right(right: Right) -> Read[object]:
    """Yes or no to this right; Misread for words about another one, the end where nobody is invited."""

    async def read(turn: Turn, answers: object, given: Answer) -> object:
        if given.choice is None and invites_nobody(given.said):
            return Leave((say("common.cancelled"),))
        if given.choice is None and of_another_right(given.said, right):
            raise Misread("common.choose_or_type")
        return agreed(given)

    return read
