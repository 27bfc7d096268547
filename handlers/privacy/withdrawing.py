"""Taking back what was agreed to, in words: a consent that was named is asked about, else which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.taking_back import What, taken_back
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.dialogue import Flow, Step, option
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.privacy.consents import card, withdraw
from storage.people import consents


@dataclass(frozen=True, kw_only=True)
class Withdrawing:
    """Whether the blood pressure shall be noted no longer."""

    sure: bool | None = None


async def _ask_sure(turn: Turn, answers: Withdrawing) -> Reply:
    return say(
        "privacy.ask_withdraw_health",
        option("yes", "privacy.withdraw_yes"),
        option("no", "privacy.withdraw_no"),
    )


async def _finish(turn: Turn, answers: Withdrawing) -> Sequence[Reply]:
    return await withdraw(turn, Purpose.HEALTH)


FLOW = Flow(
    "withdrawconsent",
    Action.SEE_SELF,
    Withdrawing,
    (Step("sure", _ask_sure, or_leave("privacy.nothing_changed")),),
    _finish,
    echoes="thôi ghi|rút|không ghi",
)


async def withdrawn(ear: Ear) -> Taken | Passed:
    """Something agreed to is taken back: "thôi không ghi huyết áp của tôi nữa", "tôi rút lại đồng ý"; it is
    asked about.
    """
    turn = ear.turn
    if turn.writer.person is None or (meant := taken_back(ear.said)) is None or meant.what is What.SIGHT:
        return Passed("nothing that was agreed to is taken back")
    asked = await _asked_below(ear)
    if meant.what is What.LOAN and asked:
        return Passed("it is the answer to what is offered")
    if meant.what is What.CEASE and not asked:
        return Passed("it ends the following, and nothing is asked below the last message")
    what = meant.what

    async def act() -> Sequence[Reply]:
        if what is What.HEALTH:
            newest = await consents.newest(turn.connection, turn.person.id)
            given = newest.get(Purpose.HEALTH)
            if given is not None and given.granted:
                return await engine.start(turn, FLOW, Withdrawing())
            return [await card(turn)]
        if what is What.LOAN:
            call = await ear.router.whom_to_call(turn)
            lines = (text("privacy.loan_taken_back"), *([call] if call else []))
            return [Reply(lines, (Choice("/khoanvay", text("loans.label_own")),))]
        return [_which()]

    return Taken(act, {"takes_back": what.value})


async def _asked_below(ear: Ear) -> bool:
    """Whether the last message asks for a yes or no: coming to a meeting, agreeing to a loan."""
    offered = await ear.offered()
    first = ChoiceValue.parse(offered[0][0]) if offered else None
    button = ear.router.buttons.get(first.name) if isinstance(first, ButtonValue) else None
    return button is not None and button.says_yes


def _which() -> Reply:
    return say(
        "privacy.which_taken_back",
        Choice("/nguoithan", text("relatives.label")),
        Choice("/dongy", text("privacy.label_consents")),
        Choice("/huyetap", text("health.label")),
        Choice("/khoanvay", text("loans.label_own")),
    )
