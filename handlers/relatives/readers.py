"""The reader of the understanding table for a member who no longer lets a relative see something."""

from __future__ import annotations

from collections.abc import Sequence

from club.people.names import matches
from club.people.taking_back import TakenBack, What, taken_back
from handlers.conversation.chat import Reply, say
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.relatives.rights import FLIPS, RIGHTS, card, kin_names
from storage.people import kinships
from storage.people.kinships import Kinship


async def sight_ended(ear: Ear) -> Taken | Passed:
    """A relative shall see something no longer: "không cho thằng Hùng xem huyết áp nữa"; else it is asked."""
    turn = ear.turn
    if turn.writer.person is None or (meant := taken_back(ear.said)) is None:
        return Passed("nothing is taken back")
    if meant.what is not What.SIGHT:
        return Passed("it is not a relative's sight")
    followers = await kinships.relatives_of(turn.connection, [turn.person.id])
    if not followers:
        return Passed("nobody follows the writer")

    async def act() -> Sequence[Reply]:
        named = [kin for kin in followers if meant.name and matches(kin.name, meant.name)]
        if len(named) == 1 and _settled(named[0], meant) and meant.right is not None:
            return await FLIPS[meant.right].handle(turn, str(named[0].id))
        likely = named or (followers if meant.of_kin else [])
        if len(likely) == 1:
            return [card(likely[0])]
        names = kin_names(turn, followers)
        choices = [RIGHTS.choice(kin.id, "relatives.rights_button", name=names[kin.id]) for kin in followers]
        return [say("relatives.ask_whose_right", *choices)]

    return Taken(act, {"takes_back": meant.what.value, "who": meant.name})


def _settled(kin: Kinship, meant: TakenBack) -> bool:
    return meant.plainly and meant.right in kin.rights
