"""The reader of the understanding table for who wants no more of the club or the assistant."""

from __future__ import annotations

from collections.abc import Sequence

from club.people.leaving import wants_out
from handlers.conversation.chat import Choice, Reply, text
from handlers.conversation.hearing import Ear, Passed, Taken


async def leaving(ear: Ear) -> Taken | Passed:
    """Wanting no more: "tôi không muốn tham gia nữa", "xoá hết của tôi đi"; what can be done is offered."""
    turn = ear.turn
    if turn.writer.person is None or not wants_out(ear.said):
        return Passed("nobody wants to leave")

    async def act() -> Sequence[Reply]:
        choices = [Choice("/dungnhac", text("settings.label_pause"))]
        if turn.writer.follows:
            choices.append(Choice("/ngung", text("relatives.label_stop")))
        choices.append(Choice("/xoadulieu", text("privacy.label_erase")))
        lines = [text("privacy.what_to_leave")]
        if turn.membership is not None:
            lines.append(text("privacy.leave_the_club"))
            call = await ear.router.whom_to_call(turn)
            lines += [call] if call else []
        return [Reply(tuple(lines), tuple(choices))]

    return Taken(act)
