"""The board records what a member agreed to on paper: who may see what, with a witness named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Refused
from club.messages.notices import Kind
from club.organisation.roles import Action
from club.people.names import read_name
from club.vietnamese.fold import fold
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, Flow, Step, answered, option
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.members.invitation import with_ways_in
from handlers.relatives import buttons
from handlers.relatives.dialogue import GRANTS, Granting, grants_of
from handlers.relatives.rights import named_rights
from storage.organisation import codes
from storage.people import memberships
from storage.people.memberships import Member


@dataclass(frozen=True, kw_only=True)
class Recording(Granting):
    """What the member (`about`, a person's id) agreed to on paper, and who saw it."""

    about: int
    club_id: int
    witness: str | None = None
    sure: bool | None = None


async def _ask_witness(turn: Turn, answers: Recording) -> Reply:
    return say("relatives.ask_witness", name=answers.member)


async def _read_witness(turn: Turn, answers: Recording, given: Answer) -> str:
    name = read_name(given.text)
    if fold(name) in (fold(turn.person.full_name), fold(answers.member)):
        raise Refused("relatives.witness_other")
    return name


async def _ask_sure(turn: Turn, answers: Recording) -> Reply:
    return say(
        "relatives.ask_paper_sure",
        option("yes", "relatives.paper_right"),
        option("no", "common.no"),
        name=answers.member,
        witness=answers.witness,
        rights=named_rights(answers.rights),
    )


_read_sure = or_leave("common.cancelled")


async def _finish(turn: Turn, answers: Recording) -> Sequence[Reply]:
    if not answers.rights:
        return [say("relatives.nothing_granted")]
    on_paper = {**grants_of(answers.rights), "witness": answered(answers.witness), "by": turn.person.id}
    code = await codes.relative_code(turn.connection, answers.club_id, answers.about, on_paper, turn.now)
    await turn.note("kin_on_paper", about=answers.about, detail=answers.witness)
    told = say(
        "relatives.paper_to_member",
        name=turn.person.full_name,
        witness=answers.witness,
        rights=named_rights(answers.rights),
    )
    turn.tell(Kind.MEMBERSHIP, f"paper:{turn.stamp}", await turn.recipient(answers.about), told)
    return [with_ways_in(turn, "relatives.paper_invitation", code, name=answers.member)]


PAPER = Flow(
    "paperkin",
    Action.EDIT_ROSTER,
    Recording,
    (
        Step("witness", _ask_witness, _read_witness),
        *GRANTS,
        Step("sure", _ask_sure, _read_sure, needed=lambda a: bool(a.rights)),
    ),
    _finish,
)


async def _begin(turn: Turn, member: Member) -> Sequence[Reply]:
    if member.person.id == turn.person.id:
        raise Refused("roster.not_oneself")
    recording = Recording(
        about=member.person.id, member=member.person.full_name, club_id=member.club_id, health=True
    )
    return await engine.start(turn, PAPER, recording)


PAPER_BUTTON = Button(
    buttons.ON_PAPER.name, Action.EDIT_ROSTER, _begin, its_club, load=memberships.find_membership
)
