"""Refusing an application: one tap to refuse, one for the reason; a typed one is shown before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread
from club.organisation.roles import Action
from club.people.approving import approves
from club.people.roster import Described
from club.people.standing import Standing
from club.vietnamese.said import hear
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import (
    Answer,
    Flow,
    Leave,
    Step,
    answered,
    asks,
    option,
    start,
    still_there,
)
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.members.service import decided_before, refuse
from storage.organisation import clubs
from storage.people import memberships
from storage.people.memberships import Member

_REASONS = ("elsewhere", "unknown", "full")


@dataclass(frozen=True, kw_only=True)
class Refusing:
    """Whose application, and why not."""

    membership_id: int
    club_id: int
    reason: str | None = None
    typed: bool = False
    sure: bool | None = None


_ask = asks("joining.ask_refusal", *(option(r, f"joining.refusal.{r}") for r in _REASONS))


async def _approve_rather(turn: Turn, member: Member) -> Reply:
    """The application once more, where it is to be approved after all: "nhầm, duyệt chứ"."""
    club = await clubs.get_club(turn.connection, member.club_id)
    one = member.person
    who = Described(one.full_name, one.birth_year, one.sex, one.phone)
    asked = buttons.application(member.membership_id, who, club.name)
    return asked.after(text("joining.refusal_dropped"))


async def _leaves(turn: Turn, answers: Refusing, given: Answer) -> Leave | None:
    if given.choice is not None or not approves(given.said):
        return None
    member = still_there(await memberships.find_membership(turn.connection, answers.membership_id))
    return Leave((await _approve_rather(turn, member),))


async def _read(turn: Turn, answers: Refusing, given: Answer) -> Refusing | Leave:
    if (left := await _leaves(turn, answers, given)) is not None:
        return left
    if given.choice in _REASONS:
        return replace(answers, reason=turn.label(text(f"joining.refusal.{given.choice}")))
    reason = given.text.strip()
    if not 3 <= len(reason) <= 200:
        raise Misread("joining.refusal_misread")
    return replace(answers, reason=reason, typed=True)


async def _ask_sure(turn: Turn, answers: Refusing) -> Reply:
    """A reason of one's own is read by the applicant, so it is shown first."""
    member = still_there(await memberships.find_membership(turn.connection, answers.membership_id))
    return say(
        "joining.ask_refusal_sure",
        option("yes", "joining.refusal_send"),
        option("no", "joining.refusal_rewrite"),
        name=member.person.full_name,
        reason=answered(answers.reason),
    )


async def _read_sure(turn: Turn, answers: Refusing, given: Answer) -> bool | Refusing | Leave:
    if (left := await _leaves(turn, answers, given)) is not None:
        return left
    return True if agreed(given) else replace(answers, reason=None, typed=False)


async def _finish(turn: Turn, answers: Refusing) -> Sequence[Reply]:
    member = still_there(await memberships.find_membership(turn.connection, answers.membership_id))
    return await refuse(turn, member, answers.reason or "")


REFUSAL = Flow(
    "refusal",
    Action.APPROVE_MEMBERS,
    Refusing,
    (
        Step("reason", _ask, _read, free=True),
        Step("sure", _ask_sure, _read_sure, needed=lambda a: a.typed),
    ),
    _finish,
)


async def _begin(turn: Turn, member: Member) -> Sequence[Reply]:
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    if approves(hear(turn.incoming.text)):  # "từ chối nhầm, duyệt chứ"
        return [await _approve_rather(turn, member)]
    refusing = Refusing(membership_id=member.membership_id, club_id=member.club_id)
    return await start(turn, REFUSAL, refusing)


REFUSE = Button(
    buttons.REFUSE.name, Action.APPROVE_MEMBERS, _begin, its_club, load=memberships.find_membership
)
