"""Readers of the understanding table for what a borrower asks, objects or worries about."""

from __future__ import annotations

from collections.abc import Sequence

from club.money.offer_words import AboutOffer, about_offer
from club.money.worries import worries
from club.organisation.roles import Action
from club.vietnamese import persons
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.loans.show import AGREE, offer
from storage.money import loans


async def asked_of_offer(ear: Ear) -> Taken | Passed:
    """A question or an objection below an offered loan: "lãi bao nhiêu", "không vay nhiều thế"; the offer
    stands, and nothing is sent to the board.
    """
    offered = await ear.offered()
    first = ChoiceValue.parse(offered[0][0]) if len(offered) == 2 else None
    if not isinstance(first, ButtonValue) or first.name != AGREE.name:
        return Passed("no loan is offered")
    about = about_offer(ear.said)
    if about is None:
        return Passed("neither a question nor an objection")
    loan_id = int(first.argument)

    async def act() -> Sequence[Reply]:
        if about is AboutOffer.TERMS:
            loan = await loans.get_loan(ear.turn.connection, loan_id)
            return [offer(loan) if loan is not None else say("loans.answered_before")]
        (agrees, _), (declines, _) = offered
        both = (Choice(agrees, text("loans.agree")), Choice(declines, text("loans.decline")))
        if about is AboutOffer.OTHER_SUM:
            call = await ear.router.whom_to_call(ear.turn)
            return [Reply((text("loans.other_sum"), *([call] if call else [])), both)]
        return [say(_SAID[about], *both)]

    return Taken(act, {"about": about.value})


_SAID = {
    AboutOffer.IF_NOT: "loans.if_not",
    AboutOffer.TIME: "loans.takes_time",
    AboutOffer.EITHER: "common.yes_or_no",
}


async def worried_about_paying(ear: Ear) -> Taken | Passed:
    """Worry about paying back: "trâu ốm, không biết trả nợ thế nào"; whom to talk to is said, and no more."""
    named = any(mention.name for mention in persons.of(ear.said).others)
    if ear.turn.membership is None or not worries(ear.said):
        return Passed("no worry about paying back")
    if named and ear.turn.may(Action.TAKE_REPAYMENT):
        return Passed("a member is told of")

    async def act() -> Sequence[Reply]:
        call = await ear.router.whom_to_call(ear.turn)
        lines = (text("loans.worried"), *([call] if call else []))
        return [Reply(lines, (Choice("/khoanvay", text("loans.label_own")),))]

    return Taken(act, {"worried": True})
