"""Approving an application: one tap; of somebody listed who may be the same the board says whether it is.

Who uses the bot already and applies from another chat is no second member. That chat gets nothing of the
member's by one person's word: it is told the ways in, by a code from the old phone or two of the board.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.messages.notices import Kind, Reason
from club.organisation.roles import Action, Target
from club.people.roster import Described, likely_same
from club.people.standing import Standing
from club.vietnamese.fold import fold
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, option, start, still_there
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import chosen_id
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.joining.claim import apart_on_list
from handlers.meetings.service import plan_for_club
from handlers.members.buttons import STANDING
from handlers.members.service import admit, decided_before
from handlers.offices.buttons import LOST_PHONE
from storage.messages import addresses, outbox
from storage.organisation import clubs
from storage.people import claims, consents, kinships, memberships
from storage.people.claims import Listed
from storage.people.memberships import Member
from storage.people.persons import Person
from storage.records import merge

_MOST = 5


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Who of the people listed (`twins`) applies; `same` is their id, or "new" for none of them."""

    membership_id: int
    club_id: int
    twins: tuple[int, ...]
    same: int | str | None = None


def _described(person: Person) -> Described:
    return Described(person.full_name, person.birth_year, person.sex, person.phone)


async def _twins(turn: Turn, member: Member) -> list[Listed]:
    """Who is on the list and may be the one who applies; of those who use the bot only who is very like."""
    found = await claims.in_club(turn.connection, member.club_id)
    return [one for one in found if _may_be(one, member.person)][:_MOST]


def _may_be(listed: Listed, applies: Person) -> bool:
    if not listed.has_chat:
        return likely_same(_described(applies), _described(listed.person))
    one, other = applies, listed.person
    return (
        one.phone is not None
        and one.phone == other.phone
        and fold(one.full_name) == fold(other.full_name)
        and (one.birth_year == other.birth_year or None in (one.birth_year, other.birth_year))
    )


async def _approve(turn: Turn, member: Member) -> Sequence[Reply]:
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    twins = await _twins(turn, member)
    if twins:
        twin_ids = tuple(t.person.id for t in twins)
        matching = Matching(membership_id=member.membership_id, club_id=member.club_id, twins=twin_ids)
        return await start(turn, MATCH, matching)
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
        Kind.MEMBERSHIP,
        f"{subject}:approved:{turn.stamp}",
        await turn.recipient(person_id),
        say("joining.approved_to_member", club=club.name),
        subject=subject,
    )
    undo: tuple[Choice, ...] = ()
    if turn.may(Action.EDIT_ROSTER, Target(member.club_id)):
        listed = still_there(await memberships.of_person(turn.connection, person_id, member.club_id))
        undo = (STANDING.choice(listed.membership_id, "joining.approved_wrongly"),)
    return [say("joining.approved", *undo, name=member.person.full_name, undo=bool(undo))]


async def _ask_same(turn: Turn, answers: Matching) -> Reply:
    member = still_there(await memberships.find_membership(turn.connection, answers.membership_id))
    everybody = await claims.in_club(turn.connection, answers.club_id)
    found = [one for one in everybody if one.person.id in answers.twins]
    choices = (
        option(str(p.id), "joining.is_listed", name=p.full_name, year=p.birth_year, apart=more)
        for p, more in apart_on_list(turn, found)
    )
    return say(
        "joining.ask_listed", *choices, option("new", "joining.is_not_listed"), name=member.person.full_name
    )


async def _read_same(turn: Turn, answers: Matching, given: Answer) -> int | str:
    if given.choice == "new" or given.agreed is False:
        return "new"
    return chosen_id(given, answers.twins)


async def _finish(turn: Turn, answers: Matching) -> Sequence[Reply]:
    member = await memberships.find_membership(turn.connection, answers.membership_id)
    if member is None or member.standing is not Standing.PENDING:
        return decided_before(member) if member else [say("joining.claim_answered_before")]
    listed = await claims.by_id(turn.connection, answers.same) if isinstance(answers.same, int) else None
    if listed is None:
        return await _admitted(turn, member)
    if listed.has_chat:
        return await _no_second(turn, member, listed.person.id)
    await merge.merge(turn.connection, gone=member.person.id, kept=listed.person.id)
    turn.outgoing.extend(
        await plan_for_club(turn.connection, turn.post, turn.around.rules, member.club_id, [listed.person.id])
    )
    return await _tell(turn, member, listed.person.id)


async def _no_second(turn: Turn, member: Member, kept: int) -> Sequence[Reply]:
    """The applicant is a member already: the application ends, and its chat is told how to come in."""
    subject = f"membership:{member.membership_id}"
    await outbox.cancel(turn.connection, subject, Reason.CHANGED, turn.now)
    club = await clubs.get_club(turn.connection, member.club_id)
    gone = member.person.id
    known = bool(
        await memberships.clubs_of(turn.connection, gone)
        or await kinships.followed_by(turn.connection, gone)
        or await kinships.relatives_of(turn.connection, [gone])
    )
    for chat in await addresses.of_person(turn.connection, gone, states=("active", "stopped")):
        if chat.state == "active":
            turn.outgoing.append(
                turn.post.to_chat(
                    Kind.MEMBERSHIP,
                    f"{subject}:same:{turn.stamp}:{chat.id}",
                    say("joining.same_to_applicant", club=club.name),
                    channel=chat.channel,
                    address_id=chat.id,
                    person=None,
                )
            )
        if not known:
            await addresses.unlink(turn.connection, chat.id)
    if known:
        reason = turn.label(text("joining.same_reason"))
        await memberships.decide(
            turn.connection,
            member.membership_id,
            Standing.REFUSED,
            by=turn.person.id,
            now=turn.now,
            reason=reason,
        )
    else:
        await consents.forget(turn.connection, gone)
        await merge.merge(turn.connection, gone=gone, kept=kept)
    await turn.note("same_person", about=kept)
    listed = still_there(await memberships.of_person(turn.connection, kept, member.club_id))
    lost = LOST_PHONE.choice(listed.membership_id, "offices.lost_button")
    return [say("joining.same_noted", lost, name=listed.person.full_name)]


MATCH = Flow("match", Action.APPROVE_MEMBERS, Matching, (Step("same", _ask_same, _read_same),), _finish)
APPROVE = Button(
    buttons.APPROVE.name,
    Action.APPROVE_MEMBERS,
    _approve,
    its_club,
    load=memberships.find_membership,
    says_yes=True,
)
