"""The reader of the understanding table for what a borrower asks or objects below the offer of a loan."""

from __future__ import annotations

from collections.abc import Sequence

from club.money.offer_words import AboutOffer, about_offer
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
