"""What most steps read from an answer: yes or no, or one of the choices offered."""

from __future__ import annotations

from collections.abc import Iterable

from club.errors import Misread
from club.vietnamese.hesitation import hold, not_yet
from handlers.conversation.chat import say
from handlers.conversation.dialogue import Answer, Leave, Read
from handlers.conversation.turn import Turn


def agreed(given: Answer) -> bool:
    """Yes or no. Raises Misread where it is neither, or where somebody wants time."""
    hold(given.said)
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return given.agreed


async def read_agreed(turn: Turn, answers: object, given: Answer) -> bool:
    """Reads yes or no, whatever was answered before. Raises Misread."""
    return agreed(given)


def or_leave(key: str) -> Read[object]:
    """Reads yes or no: with yes it goes on, a no ends the flow with these words; "chưa" does neither."""

    async def read(turn: Turn, answers: object, given: Answer) -> object:
        hold(given.said, not_yet)
        return True if agreed(given) else Leave((say(key),))

    return read


def chosen(given: Answer, offered: Iterable[str]) -> str:
    """The value of the choice, where it is one of those offered. Raises Misread."""
    if given.choice is None or given.choice not in tuple(offered):
        raise Misread("common.choose_or_type")
    return given.choice


def chosen_id(given: Answer, offered: Iterable[int]) -> int:
    """The id that the choice names, where it is one of those offered. Raises Misread."""
    return int(chosen(given, map(str, offered)))
