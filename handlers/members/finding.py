"""Finding the member that somebody typed: by part of the name, with the year of birth where several fit."""

from __future__ import annotations

from collections.abc import Sequence

from club.errors import Misread
from club.people.names import find_named
from club.people.standing import Standing
from handlers.conversation.chat import Choice, Reply, say
from handlers.conversation.dialogue import Answer, AskAgain, option
from handlers.conversation.turn import Turn
from handlers.members.namesakes import of_member, told_apart
from storage.people import memberships
from storage.people.memberships import Member

SHOWN = 8


def member_choices(turn: Turn, found: Sequence[Member]) -> tuple[Choice, ...]:
    """A choice a person, told apart by year of birth, and namesakes by what else is known."""
    shown = found[:SHOWN]
    return tuple(
        option(
            str(m.person.id), "members.who", name=m.person.full_name, year=m.person.birth_year, apart=apart
        )
        for m, apart in zip(shown, told_apart(turn, [of_member(m) for m in shown]), strict=True)
    )


def question(turn: Turn, key: str, found: Sequence[Member]) -> Reply:
    """Asks for a member, offering the few there are."""
    return say(key, *(member_choices(turn, found) if len(found) <= SHOWN else ()))


async def read_member(turn: Turn, club_id: int, given: Answer, among: Sequence[int] | None = None) -> int:
    """The id of the member meant: of those who take part, or `among` these people whatever their standing.

    Raises AskAgain with the few that fit, Misread where nobody does.
    """
    standings = (Standing.ACTIVE,) if among is None else tuple(Standing)
    found = [
        m
        for m in await memberships.members(turn.connection, club_id, standings)
        if among is None or m.person.id in among
    ]
    if given.choice is not None:
        if given.choice.isdecimal() and any(m.person.id == int(given.choice) for m in found):
            return int(given.choice)
        raise Misread("members.who_unknown", name=given.choice)
    fitting = find_named(found, given.text, lambda m: (m.person.full_name, m.person.birth_year))
    if len(fitting) == 1:
        return fitting[0].person.id
    if not fitting:
        raise Misread("members.who_unknown", name=given.text[:60])
    raise AskAgain(say("members.who_which", *member_choices(turn, fitting), count=len(fitting)))
