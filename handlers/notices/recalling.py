"""A notice that was sent by mistake: what was delivered stays, what still waits may be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from club.messages.notice_words import recalls
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.feature import Button, its_club
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.turn import Turn
from handlers.notices.service import subject_of
from storage.messages import broadcasts, outbox
from storage.messages.broadcasts import Broadcast

_RECENT = timedelta(days=2)
_SHOWN = 80
"""letters of the notice, enough to know it by"""
_CORRECT = Choice("/thongbao", text("notices.to_correct"))


async def recalled(ear: Ear) -> Taken | Passed:
    """A notice that was sent shall be taken back: "thu hồi thông báo vừa gửi"; said what can be done."""
    turn = ear.turn
    if ear.standing is not None and not ear.composing:
        return Passed("something else is asked")
    if turn.membership is None or not turn.may(Action.BROADCAST) or not recalls(ear.said):
        return Passed("no notice is to be taken back")

    async def act() -> Sequence[Reply]:
        return await ear.router.and_back(turn, ear.standing, [await _what_can_be_done(turn)])

    return Taken(act, {"recalls": "a notice"})


async def _counted(turn: Turn, of: Broadcast) -> tuple[int, int]:
    """How many have the notice, and for how many it waits."""
    rows = await outbox.deliveries(turn.connection, subject_of(of.id), Kind.BROADCAST)
    states = [r.state for r in rows]
    return states.count("sent") + states.count("sending"), states.count("queued")


async def _what_can_be_done(turn: Turn) -> Reply:
    of = await broadcasts.latest_of(turn.connection, turn.club_id, turn.person.id, turn.now - _RECENT)
    if of is None:
        return say("notices.nothing_to_recall")
    sent, waiting = await _counted(turn, of)
    stop = (UNSEND.choice(of.id, "notices.unsend", count=waiting),) if waiting else ()
    body = of.body if len(of.body) <= _SHOWN else f"{of.body[:_SHOWN].rstrip()}…"
    return say("notices.recall", *stop, _CORRECT, body=body, sent=sent, waiting=waiting)


async def _stopped(turn: Turn, of: Broadcast) -> Sequence[Reply]:
    count = await outbox.cancel(turn.connection, subject_of(of.id), Reason.CHANGED, turn.now)
    sent, _ = await _counted(turn, of)
    return [say("notices.unsent", *((_CORRECT,) if sent else ()), count=count, sent=sent)]


UNSEND = Button("unsend", Action.BROADCAST, _stopped, its_club, load=broadcasts.find)
