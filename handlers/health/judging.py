"""Readers of questions about what was measured, and after somebody's health; "đo rồi" without numbers."""

from __future__ import annotations

from collections.abc import Sequence

from club.health.judgements import asks_after, judges_reading, tells_measured
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.health import noting
from handlers.health.correcting import last_noted
from handlers.health.dialogue import log_or_show
from handlers.health.log import meaning
from handlers.health.subject import subject_of


async def reading_asked_about(ear: Ear) -> Taken | Passed:
    """ "Cao không cháu" below a reading: what its numbers mean, in the usual words; a question goes on."""
    if not judges_reading(ear.said) or ear.composing or (ear.flow is not None and ear.flow.urgent):
        return Passed("no question about what was measured")
    if ear.turn.writer.person is None:
        return Passed("a stranger has no readings")
    pressure, about = None, None
    if ear.flow is noting.FLOW and ear.standing is not None:
        asked = noting.FLOW.progress(ear.standing).answers
        if not asked.last.diastolic:
            return Passed("half a reading means nothing yet")
        pressure, about = asked.last.pressure, asked.whose
    elif (stored := await last_noted(ear.turn)) is not None:
        pressure, about = stored.pressure, stored.person_id
    if pressure is None:
        return Passed("nothing was measured within the hour")
    of, whom = pressure, about

    async def act() -> Sequence[Reply]:
        subject = await subject_of(ear.turn, whom)
        lines = (*subject.lead, *meaning(of, kept=False, about=subject.called), text("health.not_a_doctor"))
        return await ear.router.and_back(ear.turn, ear.standing, [Reply(lines)])

    return Taken(act, {"asked about": f"{of.systolic}/{of.diastolic}"})


async def asked_after(ear: Ear) -> Taken | Passed:
    """ "Mẹ tôi dạo này thế nào": the log of a member whom the writer follows, else whose leave is missing."""
    if ear.turn.writer.person is None or not asks_after(ear.said):
        return Passed("nobody is asked after")

    async def act() -> Sequence[Reply]:
        return await log_or_show(ear.turn, ear.said.normal)

    return Taken(act, {"command": "huyetap"})


async def measured(ear: Ear) -> Taken | Passed:
    """ "Tôi đo rồi" without a number: the two numbers are asked for."""
    if not tells_measured(ear.said):
        return Passed("nothing of having measured")

    async def act() -> Sequence[Reply]:
        return [say("health.type_what_was_measured")]

    return Taken(act)
