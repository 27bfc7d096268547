"""Approving an application: one tap; where the list holds somebody who may be the same, the board says whether it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.errors import Misread
from club.notices import Kind, Reason
from club.roles import Action, Standing
from club.roster import Described, likely_same
from handlers.chat import Reply, say
from handlers.dialogue import Answer, Data, Flow, Step, option, start
from handlers.feature import Button
from handlers.meetings.service import plan_for_club
from handlers.members.service import admit, application_target, decided_before
from handlers.turn import Turn
from storage import claims, clubs, merge, outbox, people
from storage.claims import Listed
from storage.people import Member, Person

_MOST = 5


def _described(person: Person) -> Described:
    return Described(person.full_name, person.birth_year, person.sex, person.phone)


async def _twins(turn: Turn, member: Member) -> list[Listed]:
    """Who is on the list, does not use the bot, and may be the one who applies."""
    found = await claims.unlinked(turn.connection, member.club_id)
    return [one for one in found if likely_same(_described(member.person), _described(one.person))][:_MOST]


async def approve(turn: Turn, argument: str) -> Sequence[Reply]:
    """The button below an application."""
    member = await people.find_membership(turn.connection, int(argument))
    assert member is not None
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    twins = await _twins(turn, member)
    if twins:
        known = {"membership_id": member.membership_id, "club_id": member.club_id, "twins": [t.person.id for t in twins]}
        return await start(turn, MATCH, known)
    return await _admitted(turn, member)


async def _admitted(turn: Turn, member: Member) -> Sequence[Reply]:
    if not await admit(turn, member.membership_id, by=turn.person.id):
        return decided_before(member)
    return await _tell(turn, member, member.person.id)


async def _tell(turn: Turn, member: Member, person_id: int) -> Sequence[Reply]:
    subject = f"membership:{member.membership_id}"
    await outbox.cancel(turn.connection, subject, Reason.CHANGED, turn.now)
    await turn.note("approved", about=person_id)
    club = await clubs.get_club(turn.connection, member.club_id)
    turn.tell(
        Kind.MEMBERSHIP, f"{subject}:approved:{turn.stamp}", await turn.recipient(person_id),
        say("members.approved_to_member", club=club.name), subject=subject,
    )  # fmt: skip
    return [say("members.approved", name=member.person.full_name)]


async def _ask_same(turn: Turn, data: Data) -> Reply:
    member = await people.find_membership(turn.connection, data["membership_id"])
    assert member is not None
    found = [await people.get_person(turn.connection, person_id) for person_id in data["twins"]]
    choices = (option(str(p.id), "members.is_listed", name=p.full_name, year=p.birth_year) for p in found)
    return say("members.ask_listed", *choices, option("new", "members.is_not_listed"), name=member.person.full_name)


async def _read_same(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice == "new" or given.agreed is False:
        return "new"
    if given.choice is None or not given.choice.isdecimal() or int(given.choice) not in data["twins"]:
        raise Misread("common.choose_or_type")
    return int(given.choice)


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    member = await people.find_membership(turn.connection, data["membership_id"])
    if member is None or member.standing is not Standing.PENDING:
        return decided_before(member) if member else [say("members.claim_answered_before")]
    listed = None if data["same"] == "new" else await claims.by_id(turn.connection, data["same"])
    if listed is None or listed.has_chat:
        return await _admitted(turn, member)
    await merge.merge(turn.connection, gone=member.person.id, kept=listed.person.id)
    turn.outgoing.extend(await plan_for_club(turn.connection, turn.post, turn.around.rules, member.club_id, [listed.person.id]))
    return await _tell(turn, member, listed.person.id)


MATCH = Flow("match", Action.APPROVE_MEMBERS, (Step("same", _ask_same, _read_same),), _finish)
APPROVE = Button("approve", Action.APPROVE_MEMBERS, approve, application_target)
