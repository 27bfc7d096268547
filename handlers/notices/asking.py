"""What a board asks about notices is answered, and never becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.messages.notice_questions import NoticeQuestion, asked_of_notices
from club.messages.notices import Kind
from club.organisation.roles import Action
from handlers.conversation.chat import Reply, say
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.turn import Turn
from handlers.notices.dialogue import BROADCAST
from handlers.notices.service import delivered, subject_of
from storage.messages import broadcasts, outbox
from storage.people import memberships

_RECENT = timedelta(days=31)
_SHOWN = 80
"""letters of the notice, enough to know it by"""


async def asked_about(ear: Ear) -> Taken | Passed:
    """A question about notices: "thông báo hôm qua mấy người nhận được", "gửi có mất tiền không"; a notice
    that is being written goes on.
    """
    turn = ear.turn
    if ear.standing is not None and ear.flow is not BROADCAST:
        return Passed("something else is asked")
    if turn.membership is None or not turn.may(Action.BROADCAST):
        return Passed("the writer sends no notices")
    kind = asked_of_notices(ear.said, writing=ear.standing is not None)
    if kind is None:
        return Passed("nothing is asked about notices")

    async def act() -> Sequence[Reply]:
        return await ear.router.and_back(turn, ear.standing, [await _answer(turn, kind)])

    return Taken(act, {"asks": kind.value})


async def _answer(turn: Turn, kind: NoticeQuestion) -> Reply:
    if kind is not NoticeQuestion.DELIVERED:
        everybody = await memberships.members(turn.connection, turn.club_id)
        return say(f"notices.asked.{kind.value}", count=len(everybody) - 1)
    of = await broadcasts.latest_of(turn.connection, turn.club_id, turn.person.id, turn.now - _RECENT)
    if of is None:
        return say("notices.asked.none_sent")
    rows = await outbox.deliveries(turn.connection, subject_of(of.id), Kind.BROADCAST)
    body = of.body if len(of.body) <= _SHOWN else f"{of.body[:_SHOWN].rstrip()}…"
    return Reply(tuple(delivered(rows))).after(say("notices.asked.delivered", body=body).texts[0])
