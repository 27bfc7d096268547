"""Refusing an application: one tap to refuse, one for the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.errors import Misread
from club.roles import Action, Standing
from handlers.chat import Reply, say, text
from handlers.dialogue import Answer, Data, Flow, Step, option, start
from handlers.feature import Button
from handlers.members.service import application_target, decided_before, refuse
from handlers.turn import Turn
from storage import people

_REASONS = ("elsewhere", "unknown", "full")


async def _ask(turn: Turn, data: Data) -> Reply:
    return say("members.ask_refusal", *(option(r, f"members.refusal.{r}") for r in _REASONS))


async def _read(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice in _REASONS:
        return turn.label(text(f"members.refusal.{given.choice}"))
    reason = given.text.strip()
    if not 3 <= len(reason) <= 200:
        raise Misread("members.refusal_misread")
    return reason


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    member = await people.find_membership(turn.connection, data["membership_id"])
    assert member is not None
    return await refuse(turn, member, data["reason"])


REFUSAL = Flow("refusal", Action.APPROVE_MEMBERS, (Step("reason", _ask, _read, free=True),), _finish)


async def _begin(turn: Turn, argument: str) -> Sequence[Reply]:
    member = await people.find_membership(turn.connection, int(argument))
    assert member is not None
    if member.standing is not Standing.PENDING:
        return decided_before(member)
    return await start(turn, REFUSAL, {"membership_id": member.membership_id, "club_id": member.club_id})


REFUSE = Button("refuse", Action.APPROVE_MEMBERS, _begin, application_target)
