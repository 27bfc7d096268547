"""Refusing an application: one tap to refuse, one for the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Misread
from club.organisation.roles import Action
from club.people.standing import Standing
from handlers.conversation.chat import Reply, text
from handlers.conversation.dialogue import Answer, Flow, Step, asks, option, start, still_there
from handlers.conversation.feature import Button, its_club
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.members.service import decided_before, refuse
from storage.people import memberships
from storage.people.memberships import Member

_REASONS = ("elsewhere", "unknown", "full")


@dataclass(frozen=True, kw_only=True)
class Refusing:
    """Whose application, and why not."""

    membership_id: int
    club_id: int
    reason: str | None = None


_ask = asks("joining.ask_refusal", *(option(r, f"joining.refusal.{r}") for r in _REASONS))


async def _read(turn: Turn, answers: Refusing, given: Answer) -> str:
    if given.choice in _REASONS:
        return turn.label(text(f"joining.refusal.{given.choice}"))
    reason = given.text.strip()
    if not 3 <= len(reason) <= 200:
        raise Misread("joining.refusal_misread")
    return reason


async def _finish(turn: Turn, answers: Refusing) -> Sequence[Reply]:
    member = still_there(await memberships.find_membership(turn.connection, answers.membership_id))
    return await refuse(turn, member, answers.reason or "")


REFUSAL = Flow(
    "refusal", Action.APPROVE_MEMBERS, Refusing, (Step("reason", _ask, _read, free=True),), _finish
)


async def _begin(turn: Turn, member: Member) -> Sequence[Reply]:
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    refusing = Refusing(membership_id=member.membership_id, club_id=member.club_id)
    return await start(turn, REFUSAL, refusing)


REFUSE = Button(
    buttons.REFUSE.name, Action.APPROVE_MEMBERS, _begin, its_club, load=memberships.find_membership
)
