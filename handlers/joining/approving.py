"""Somebody of the board says that an applicant is to be let in: "duyệt bà Xuân", "nhầm rồi, duyệt lại"."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from club.people.approving import approves
from club.people.names import find_named
from club.people.roster import Described
from club.people.standing import Standing
from club.people.told_of import named, titled
from handlers.conversation.chat import Reply, say
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.joining import buttons
from storage.organisation import clubs
from storage.people import memberships
from storage.people.memberships import Member


async def approving(ear: Ear) -> Taken | Passed:
    """ "Duyệt bà Xuân": the application is shown; of who was refused, how they come in again."""
    turn = ear.turn
    if turn.membership is None or not turn.may(Action.APPROVE_MEMBERS) or not approves(ear.said):
        return Passed("nobody is to be approved")
    name = named(ear.said) or titled(ear.said)
    again = "lai" in ear.said.bare.split() or "nham" in ear.said.bare.split()
    if not name and not again:
        return Passed("nobody is named")
    found = await _called(ear, Standing.PENDING, name)
    refused = [] if found else await _called(ear, Standing.REFUSED, name)
    if not found and not refused:
        return Passed("nobody of that name applies")

    async def act() -> Sequence[Reply]:
        if not found:
            return [say("joining.refused_comes_again", names=[m.person.full_name for m in refused[:3]])]
        club = await clubs.get_club(turn.connection, turn.club_id)
        return [buttons.application(m.membership_id, _described(m), club.name) for m in found[:3]]

    return Taken(act, {"approves": name})


async def _called(ear: Ear, standing: Standing, name: str) -> Sequence[Member]:
    found = await memberships.members(ear.turn.connection, ear.turn.club_id, (standing,))
    return find_named(found, name, lambda m: (m.person.full_name, m.person.birth_year)) if name else found


def _described(member: Member) -> Described:
    one = member.person
    return Described(one.full_name, one.birth_year, one.sex, one.phone)
