"""The reader of what is said instead of an answer, for every question that asks for words of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from club.vietnamese.withheld import Withheld, withheld
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, text
from handlers.conversation.choices import pick
from handlers.conversation.hearing import Ear, Passed, Taken

_SAYS = {
    Withheld.LATER: "common.no_hurry",
    Withheld.UNKNOWN: "common.no_hurry",
    Withheld.GO_ON: "common.answer_first",
    Withheld.TAKEN_BACK: "common.taken_back_first",
}


async def put_off(ear: Ear) -> Taken | Passed:
    """ "Đợi tí", "để hỏi lại đã", "gửi đi" where words are asked for: no reason, place or name;
    it is asked again.
    """
    flow, step, standing = ear.flow, ear.step, ear.standing
    if flow is None or step is None or standing is None or flow.urgent or step.composing:
        return Passed("no question whose answer may be put off")
    kind = withheld(ear.said)
    if kind is None or ear.turn.incoming.media is not None:
        return Passed("it may be an answer")
    if pick(ear.turn.incoming.text, standing.offered or (), digits=not step.numbers, whole=step.free):
        return Passed("a choice of the question")
    if not step.free and not await _puts_off(ear, kind):
        return Passed("the question reads it by itself")

    async def act() -> Sequence[Reply]:
        asked = await engine.ask_anew(ear.turn, flow)
        return [asked.after(text(_SAYS[kind]))]

    return Taken(act, {"put off": kind.value})


async def _puts_off(ear: Ear, kind: Withheld) -> bool:
    """Whether it puts off a question that has answers of its own; "đợi tí" is nobody's name."""
    assert ear.step is not None
    assert ear.standing is not None
    has_yes = "yes" in {value.rpartition("/")[2] for value, *_ in ear.standing.offered or ()}
    if kind is Withheld.LATER and not ear.step.numbers and not has_yes:
        return True
    return kind in (Withheld.LATER, Withheld.TAKEN_BACK) and not await ear.router.reads(ear)
