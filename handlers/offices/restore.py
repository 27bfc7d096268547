"""Somebody lost the phone: one of the board says so, another one agrees, and a code brings the person back.

Two have to agree because the code opens all that is the person's: readings, loans, the chair's rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from club.errors import Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Office, Target
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Flow, Step, start, still_there, yes_no
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.offices import buttons
from storage.messages.recipients import Recipient
from storage.organisation import codes, proposals
from storage.organisation.proposals import Proposal
from storage.people import claims, memberships, persons
from storage.people.memberships import Member

LIFE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """Whose phone is said to be lost."""

    membership_id: int
    club_id: int
    sure: bool | None = None


async def _checked(turn: Turn, member: Member) -> Member:
    """Whose phone may be reported lost by the writer. Raises Refused with what to do instead."""
    if member.person.id == turn.person.id:
        raise Refused("offices.restore_oneself")
    listed = await claims.by_id(turn.connection, member.person.id)
    if listed is None or not listed.has_chat:
        raise Refused("offices.restore_not_needed", name=member.person.full_name)
    if not await _others(turn, member.club_id, member.person.id, turn.person.id):
        raise Refused("offices.restore_nobody_else")
    return member


async def _member(turn: Turn, answers: Reporting) -> Member:
    found = await memberships.find_membership(turn.connection, answers.membership_id)
    return await _checked(turn, still_there(found))


async def _begin(turn: Turn, member: Member) -> Sequence[Reply]:
    """Nobody is alarmed before the report was shown back and confirmed."""
    await _checked(turn, member)
    reporting = Reporting(membership_id=member.membership_id, club_id=member.club_id)
    return await start(turn, LOST_PHONE, reporting)


async def _ask_sure(turn: Turn, answers: Reporting) -> Reply:
    member = await _member(turn, answers)
    others = await _others(turn, member.club_id, member.person.id, turn.person.id)
    return say(
        "offices.restore_sure",
        *yes_no("offices.restore_sure_yes", "offices.restore_sure_no"),
        name=member.person.full_name,
        year=member.person.birth_year,
        others=[o.person.full_name for o in others],
    )


async def _report(turn: Turn, answers: Reporting) -> Sequence[Reply]:
    """The rest of the board is asked, and the phone that was used so far is warned."""
    member = await _member(turn, answers)
    others = await _others(turn, member.club_id, member.person.id, turn.person.id)
    proposal_id = await proposals.make(
        turn.connection,
        "restore",
        member.club_id,
        member.person.id,
        by=turn.person.id,
        now=turn.now,
        life=LIFE,
    )
    await turn.note("restore_asked", about=member.person.id)
    for other in others:
        asked = say(
            "offices.restore_ask",
            AGREE.choice(proposal_id, "offices.restore_agree"),
            DISAGREE.choice(proposal_id, "offices.restore_disagree"),
            name=member.person.full_name,
            year=member.person.birth_year,
            by=turn.person.full_name,
        )
        turn.tell(Kind.MEMBERSHIP, f"restore:{proposal_id}", other, asked)
    warned = say(
        "offices.restore_warning",
        OBJECT.choice(proposal_id, "offices.restore_object"),
        by=turn.person.full_name,
    )
    turn.tell(
        Kind.MEMBERSHIP, f"restore:{proposal_id}:warning", await turn.recipient(member.person.id), warned
    )
    return [
        say("offices.restore_sent", name=member.person.full_name, others=[o.person.full_name for o in others])
    ]


async def _others(turn: Turn, club_id: int, *besides: int) -> list[Recipient]:
    """The rest of the board."""
    return [r for r in await turn.office_holders(club_id, *Office) if r.person.id not in besides]


async def _agree(turn: Turn, found: Proposal) -> Sequence[Reply]:
    if found.kind != "restore" or not found.is_open(turn.now):
        return [say("offices.restore_over")]
    if turn.person.id in (found.made_by, found.person_id):
        raise Refused("offices.restore_needs_two")
    if not await proposals.answer(turn.connection, found.id, True, by=turn.person.id, now=turn.now):
        return [say("offices.restore_over")]
    code = await codes.restore_code(turn.connection, found.club_id, found.person_id, turn.now)
    await turn.note("restore_agreed", about=found.person_id)
    person = await persons.get_person(turn.connection, found.person_id)
    handed = say("offices.restore_code", name=person.full_name, code=code)
    turn.tell(Kind.MEMBERSHIP, f"restore:{found.id}:code", await turn.recipient(found.made_by), handed)
    return [handed]


async def _disagree(turn: Turn, found: Proposal) -> Sequence[Reply]:
    """One no of the board stops it, since the code would open all that is the person's."""
    if found.kind != "restore" or not found.is_open(turn.now):
        return [say("offices.restore_over")]
    if not await proposals.answer(turn.connection, found.id, False, by=turn.person.id, now=turn.now):
        return [say("offices.restore_over")]
    await turn.note("restore_refused", about=found.person_id)
    person = await persons.get_person(turn.connection, found.person_id)
    for one in await _others(turn, found.club_id, turn.person.id, found.person_id):
        stopped = say("offices.restore_disagreed", by=turn.person.full_name, name=person.full_name)
        turn.tell(Kind.MEMBERSHIP, f"restore:{found.id}:refused", one, stopped)
    return [say("offices.restore_refused", name=person.full_name)]


async def _whose(turn: Turn, found: Proposal) -> Target:
    """For `can`: the person who is said to have lost the phone."""
    return Target(None, found.person_id)


async def _object(turn: Turn, found: Proposal) -> Sequence[Reply]:
    await proposals.answer(turn.connection, found.id, False, by=turn.person.id, now=turn.now)
    await codes.revoke_all_of(turn.connection, turn.person.id, turn.now, ("restore",))
    for one in await _others(turn, found.club_id, turn.person.id):
        stopped = say("offices.restore_objected", name=turn.person.full_name)
        turn.tell(Kind.MEMBERSHIP, f"restore:{found.id}:objected", one, stopped)
    return [say("offices.restore_stopped")]


LOST_PHONE = Flow(
    "lostphone",
    Action.RESTORE,
    Reporting,
    (Step("sure", _ask_sure, or_leave("offices.restore_not_reported")),),
    _report,
)
LOST = Button(buttons.LOST_PHONE.name, Action.RESTORE, _begin, its_club, load=memberships.find_membership)
AGREE = Button("restore", Action.RESTORE, _agree, its_club, load=proposals.get, says_yes=True)
DISAGREE = Button("norestore", Action.RESTORE, _disagree, its_club, load=proposals.get)
OBJECT = Button("stillhere", Action.SEE_SELF, _object, _whose, load=proposals.get, says_yes=True)
