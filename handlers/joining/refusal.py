"""Refusing an application: one tap to refuse, one for the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.errors import Misread
from club.organisation.roles import Action
from club.people.standing import Standing
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Data, Flow, Step, option, start
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.members.service import application_target, decided_before, refuse
from storage.people import memberships

_REASONS = ("elsewhere", "unknown", "full")


async def _ask(turn: Turn, data: Data) -> Reply:
    return say("joining.ask_refusal", *(option(r, f"joining.refusal.{r}") for r in _REASONS))


async def _read(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice in _REASONS:
        return turn.label(text(f"joining.refusal.{given.choice}"))
    reason = given.text.strip()
    if not 3 <= len(reason) <= 200:
        raise Misread("joining.refusal_misread")
    return reason


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    member = await memberships.find_membership(turn.connection, data["membership_id"])
    assert member is not None
    return await refuse(turn, member, data["reason"])


REFUSAL = Flow("refusal", Action.APPROVE_MEMBERS, (Step("reason", _ask, _read, free=True),), _finish)


async def _begin(turn: Turn, argument: str) -> Sequence[Reply]:
    member = await memberships.find_membership(turn.connection, int(argument))
    assert member is not None
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    return await start(turn, REFUSAL, {"membership_id": member.membership_id, "club_id": member.club_id})


REFUSE = Button(buttons.REFUSE.name, Action.APPROVE_MEMBERS, _begin, application_target)
