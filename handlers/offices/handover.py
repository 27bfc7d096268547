"""Handing the chair over: the chair asks, the other accepts, and with that the old rights end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from club.errors import Misread, Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Office, Target
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, Flow, Step, answered, option
from handlers.conversation.feature import Button
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.members.finding import question, read_member
from handlers.members.service import board_changed, member_again
from handlers.offices import buttons
from storage.organisation import clubs, offices, proposals
from storage.organisation.proposals import Proposal
from storage.people import memberships, persons
from storage.records import planning

LIFE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class HandingOver:
    """Who of the club shall be its chair."""

    club_id: int
    who: int | None = None
    sure: bool | None = None


async def _ask_who(turn: Turn, answers: HandingOver) -> Reply:
    found = [
        m
        for m in await memberships.members(turn.connection, answers.club_id)
        if m.person.id != turn.person.id
    ]
    return question(turn, "offices.ask_new_chair", found)


async def _read_who(turn: Turn, answers: HandingOver, given: Answer) -> int:
    person_id = await read_member(turn, answers.club_id, given)
    if person_id == turn.person.id:
        raise Misread("offices.appointee_self")
    recipient = await turn.recipient(person_id)
    if recipient.address_id is None:
        raise Refused("offices.new_chair_away", name=recipient.person.full_name)
    return person_id


async def _ask_sure(turn: Turn, answers: HandingOver) -> Reply:
    person = await persons.get_person(turn.connection, answered(answers.who))
    return say(
        "offices.ask_handover_sure",
        option("yes", "offices.handover_yes"),
        option("no", "common.no"),
        name=person.full_name,
    )


_read_sure = or_leave("common.cancelled")


async def _finish(turn: Turn, answers: HandingOver) -> Sequence[Reply]:
    who = answered(answers.who)
    proposal_id = await proposals.make(
        turn.connection, "handover", answers.club_id, who, by=turn.person.id, now=turn.now, life=LIFE
    )
    club = await clubs.get_club(turn.connection, answers.club_id)
    recipient = await turn.recipient(who)
    turn.tell(
        Kind.MEMBERSHIP,
        f"handover:{proposal_id}",
        recipient,
        say(
            "offices.handover_offer",
            ACCEPT.choice(proposal_id, "offices.handover_accept"),
            DECLINE.choice(proposal_id, "offices.handover_decline"),
            name=turn.person.full_name,
            club=club.name,
        ),
    )
    return [say("offices.handover_sent", name=recipient.person.full_name)]


HANDOVER = Flow(
    "handover",
    Action.APPOINT,
    HandingOver,
    (Step("who", _ask_who, _read_who), Step("sure", _ask_sure, _read_sure)),
    _finish,
)


async def _begin(turn: Turn, _: str) -> Sequence[Reply]:
    return await engine.start(turn, HANDOVER, HandingOver(club_id=turn.club_id))


# --- the other side


async def _target(turn: Turn, found: Proposal) -> Target:
    """For `can`: the person to whom it was proposed."""
    return Target(found.club_id, found.person_id)


async def _stands(turn: Turn, found: Proposal) -> bool:
    """Whether it can still be answered, and whoever made it still is the chair."""
    if found.kind != "handover" or not found.is_open(turn.now):
        return False
    return found.made_by in [r.person.id for r in await turn.office_holders(found.club_id, Office.CHAIR)]


async def _accept(turn: Turn, found: Proposal) -> Sequence[Reply]:
    active = turn.writer.standpoint.in_club(found.club_id)
    if active is None or not await _stands(turn, found) or not await _answer(turn, found, True):
        return [say("offices.handover_over")]
    await offices.end_offices(turn.connection, found.club_id, turn.person.id, turn.today)
    await offices.appoint(
        turn.connection, found.club_id, turn.person.id, Office.CHAIR, by=found.made_by, today=turn.today
    )
    await planning.plan_again(turn.connection, turn.now, clubs=[found.club_id])
    await turn.note("handover", about=found.made_by)
    old = await turn.recipient(found.made_by)
    await turn.reload()
    board_changed(turn, turn.person, turn.incoming.channel, turn.writer.address_id)
    member_again(turn, old)
    club = await clubs.get_club(turn.connection, found.club_id)
    turn.tell(
        Kind.MEMBERSHIP,
        f"handover:{found.id}:done",
        old,
        say("offices.handover_to_old", name=turn.person.full_name, club=club.name),
    )
    for other in await turn.office_holders(found.club_id, *Office):
        if other.person.id not in (turn.person.id, old.person.id):
            told = say(
                "offices.handover_to_board",
                name=turn.person.full_name,
                old=old.person.full_name,
                club=club.name,
            )
            turn.tell(Kind.MEMBERSHIP, f"handover:{found.id}:done", other, told)
    return [say("offices.handover_done", club=club.name)]


async def _decline(turn: Turn, found: Proposal) -> Sequence[Reply]:
    if not await _stands(turn, found) or not await _answer(turn, found, False):
        return [say("offices.handover_over")]
    declined = say("offices.handover_declined_to_chair", name=turn.person.full_name)
    turn.tell(Kind.MEMBERSHIP, f"handover:{found.id}:declined", await turn.recipient(found.made_by), declined)
    return [say("offices.handover_declined")]


async def _answer(turn: Turn, found: Proposal, accepted: bool) -> bool:
    return await proposals.answer(turn.connection, found.id, accepted, by=turn.person.id, now=turn.now)


HANDOVER_BUTTON = Button(buttons.HAND_OVER.name, Action.APPOINT, _begin, of_row=False)
ACCEPT = Button(
    "takechair", Action.ANSWER_OFFER, _accept, _target, load=proposals.get, echoes="nhận|làm", says_yes=True
)
DECLINE = Button("leavechair", Action.ANSWER_OFFER, _decline, _target, load=proposals.get)
