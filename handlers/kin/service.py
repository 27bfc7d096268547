"""Whom a writer follows, and whom of them they speak of: shared by all features that answer relatives."""

from __future__ import annotations

from collections.abc import Sequence

from club.people.kinship import Right
from club.people.names import given_name
from club.vietnamese import persons
from club.vietnamese.fold import fold
from club.vietnamese.marks import encode
from club.vietnamese.persons import Mention
from club.vietnamese.said import Said
from handlers.conversation.chat import Choice, text
from handlers.conversation.turn import Turn
from storage.people import kinships
from storage.people.kinships import Kinship

_MOST = 3
"""members in a relative's menu"""


async def followed(turn: Turn, right: Right) -> list[Kinship]:
    """The members who gave the writer this right."""
    if not turn.writer.follows:
        return []
    found = await kinships.followed_by(turn.connection, turn.person.id)
    return [kin for kin in found if right in kin.rights]


def is_named(full_name: str, mention: Mention) -> bool:
    """Whether the name of a mention ends the full name: "Ón", "Thị Ón" and "Lò Thị Ón" are Lò Thị Ón."""
    name = fold(full_name).split()
    wanted = mention.name.split()
    return bool(wanted) and name[-len(wanted) :] == wanted


def _is_called(kin: Kinship, mention: Mention) -> bool:
    """Whether the writer's word for that member was said, in any region's words,
    and nobody else's with it.
    """
    if not kin.calls or mention.further or mention.name:
        return False
    calls = persons.spoken_of(encode(kin.calls)).others
    return bool(calls) and calls[0].kin == mention.kin


def fits(kin: Kinship, mention: Mention) -> bool:
    """Whether the mention is of that member."""
    return not mention.further and (is_named(kin.name, mention) or _is_called(kin, mention))


async def meant(turn: Turn, said: Said, right: Right) -> Kinship | None:
    """The member spoken of, where the writer follows them with this right;
    the only one followed where nobody is named.
    """
    kin = await followed(turn, right)
    others = persons.of(said).others
    if not others:
        return kin[0] if len(kin) == 1 and turn.membership is None else None
    fitting = [k for k in kin if len(others) == 1 and fits(k, others[0])]
    return fitting[0] if len(fitting) == 1 else None


def _called_alone(kin: Kinship, everybody: Sequence[Kinship]) -> str:
    """How the writer calls that member alone: "bà", or of two grandmothers "bà Lan" and "bà Hoa"."""

    def ways(one: Kinship) -> tuple[str, ...]:
        return (
            one.calls or one.name,
            f"{one.calls} {given_name(one.name)}".strip(),
            f"{one.calls} {one.name}".strip(),
        )

    others = [ways(k) for k in everybody if k.id != kin.id]
    alone = (way for n, way in enumerate(ways(kin)) if all(fold(way) != fold(other[n]) for other in others))
    return next(alone, ways(kin)[-1])


async def menu(turn: Turn) -> list[Choice]:
    """What a relative's menu is about: the members they follow, by the rights they have."""
    if turn.writer.person is None or not turn.writer.follows:
        return []
    choices: list[Choice] = []
    everybody = await kinships.followed_by(turn.connection, turn.person.id)
    for kin in everybody[:_MOST]:
        called = _called_alone(kin, everybody)
        for right, command, key in (
            (Right.SEES_READINGS, "huyetap", "relatives.menu_readings"),
            (Right.GETS_REMINDERS, "lichhop", "relatives.menu_meetings"),
            (Right.SEES_LOANS, "khoanvay", "relatives.menu_loans"),
        ):
            if right in kin.rights:
                choices.append(Choice(f"/{command} {called}"[:60], text(key, calls=called)))
    return choices
