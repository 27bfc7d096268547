"""One phone for several people: a place for one more, the phone handed over, leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Refused
from club.organisation.roles import Action
from handlers.conversation import dialogue as engine
from handlers.conversation import speaking
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Flow, Step, yes_no
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from storage.messages import addresses, sharing

MOST = 4
"""people of one chat"""


@dataclass(frozen=True)
class Sharing:
    """Whether the one who has the chat agrees that another one reads along."""

    sure: bool | None = None


async def share(turn: Turn, args: str) -> Sequence[Reply]:
    """`/dungchung`: somebody else is to use this chat too. Raises Refused where it has many already."""
    if len(turn.writer.sharers) >= MOST:
        raise Refused("addresses.too_many", most=MOST)
    return await engine.start(turn, SHARE, Sharing())


async def _ask_share(turn: Turn, answers: Sharing) -> Reply:
    return say("addresses.ask_share", *yes_no("members.agree", "members.disagree"))


async def _share(turn: Turn, answers: Sharing) -> Sequence[Reply]:
    await sharing.share(turn.connection, turn.writer.address_id, turn.now)
    await speaking.note(turn, "shares_phone", turn.person)
    return [say("addresses.share_begun")]


async def hand_over(turn: Turn, args: str) -> Sequence[Reply]:
    """`/doinguoi`: somebody else has the phone in hand now; the next words wait for who it is."""
    sharers = turn.writer.sharers
    if not sharers:
        return [say("addresses.not_shared")]
    await sharing.nobody_speaks(turn.connection, [v.address_id for v in sharers], turn.said_at)
    return [say("addresses.handed_over")]


@dataclass(frozen=True)
class Leaving:
    """Whether they are sure to leave; `elsewhere`: they are written to in another chat as well."""

    elsewhere: bool
    sure: bool | None = None


async def leave(turn: Turn, args: str) -> Sequence[Reply]:
    """`/roimay`: I do not want to be written to on this shared phone any more."""
    if not turn.writer.sharers:
        return [say("addresses.not_shared")]
    places = await addresses.of_person(turn.connection, turn.person.id)
    return await engine.start(turn, LEAVE, Leaving(elsewhere=len(places) > 1))


async def _ask_leave(turn: Turn, answers: Leaving) -> Reply:
    return say(
        "addresses.ask_leave",
        *yes_no(),
        others=speaking.others_called(turn, turn.writer.sharers, turn.writer.address_id),
        elsewhere=answers.elsewhere,
    )


async def _leave(turn: Turn, answers: Leaving) -> Sequence[Reply]:
    who = next((v for v in turn.writer.sharers if v.address_id == turn.writer.address_id), None)
    if who is None:
        return [say("addresses.not_shared")]
    return [await speaking.go(turn, who)]


SHARE = Flow(
    "share",
    Action.SEE_SELF,
    Sharing,
    (Step("sure", _ask_share, or_leave("addresses.share_refused")),),
    _share,
)
LEAVE = Flow(
    "leavephone",
    Action.SEE_SELF,
    Leaving,
    (Step("sure", _ask_leave, or_leave("addresses.stays")),),
    _leave,
    echoes="rời|thôi dùng",
)
