"""The board records what a member agreed to on paper: who may see what, with a witness named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.errors import Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Target
from club.people.kinship import Right
from club.people.names import read_name
from club.vietnamese.fold import fold
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, Data, Flow, Step, option, or_leave
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.members.invitation import with_ways_in
from handlers.relatives.dialogue import GRANTS, granted
from handlers.relatives.rights import named_rights
from storage.organisation import codes
from storage.people import memberships


async def _ask_witness(turn: Turn, data: Data) -> Reply:
    return say("relatives.ask_witness", name=data["member"])


async def _read_witness(turn: Turn, data: Data, given: Answer) -> Any:
    name = read_name(given.text)
    if fold(name) in (fold(turn.person.full_name), fold(data["member"])):
        raise Refused("relatives.witness_other")
    return name


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    rights = named_rights(right for right in Right if data.get(right.value))
    return say(
        "relatives.ask_paper_sure",
        option("yes", "relatives.paper_right"),
        option("no", "common.no"),
        name=data["member"],
        witness=data["witness"],
        rights=rights,
    )


_read_sure = or_leave("common.cancelled")


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    grants = granted(data)
    if not any(grants.values()):
        return [say("relatives.nothing_granted")]
    on_paper = {**grants, "witness": data["witness"], "by": turn.person.id}
    code = await codes.relative_code(turn.connection, data["club_id"], data["about"], on_paper, turn.now)
    await turn.note("kin_on_paper", about=data["about"], detail=data["witness"])
    told = say(
        "relatives.paper_to_member",
        name=turn.person.full_name,
        witness=data["witness"],
        rights=named_rights(right for right in Right if grants[right.value]),
    )
    turn.tell(Kind.MEMBERSHIP, f"paper:{turn.stamp}", await turn.recipient(data["about"]), told)
    return [with_ways_in(turn, "relatives.paper_invitation", code, name=data["member"])]


PAPER = Flow(
    "paperkin",
    Action.EDIT_ROSTER,
    (
        Step("witness", _ask_witness, _read_witness),
        *GRANTS,
        Step("sure", _ask_sure, _read_sure, needed=lambda d: any(d.get(right.value) for right in Right)),
    ),
    _finish,
)


async def _begin(turn: Turn, argument: str) -> Sequence[Reply]:
    member = await memberships.find_membership(turn.connection, int(argument))
    assert member is not None
    if member.person.id == turn.person.id:
        raise Refused("roster.not_oneself")
    known = {
        "about": member.person.id,
        "member": member.person.full_name,
        "club_id": member.club_id,
        "health": True,
    }
    return await engine.start(turn, PAPER, known)


async def _club_of(turn: Turn, argument: str) -> Target:
    member = await memberships.find_membership(turn.connection, int(argument))
    return Target(member.club_id if member else None)


PAPER_BUTTON = Button("paperkin", Action.EDIT_ROSTER, _begin, _club_of)
