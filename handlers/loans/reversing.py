"""A receipt that was written by mistake is reversed: chosen, shown, and taken back only after a yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread, Refused
from club.messages.notices import Kind
from club.money.position import Allocation, position
from club.money.receipts import calls_mistaken, receipt_meant
from club.organisation.roles import Action, Target
from club.people.standing import Standing
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, option, still_there
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.loans.service import as_it_stands, position_of, replan
from handlers.members.finding import read_member
from handlers.members.namesakes import members_apart, named_in_club
from storage import Connection
from storage.money import loans, repayments
from storage.money.repayments import Entered, Receipt
from storage.people import memberships

_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Reversing:
    """Which receipt, where they are known of one borrower (`payer`), and whether it is really meant."""

    club_id: int
    payer: int | None = None
    receipt: int | None = None
    sure: bool | None = None


async def _last(turn: Turn, answers: Reversing) -> list[Receipt]:
    found = await repayments.receipts(turn.connection, answers.club_id, _SHOWN, answers.payer)
    if not found:
        raise Refused("loans.no_receipt")
    return found


async def _ask_receipt(turn: Turn, answers: Reversing) -> Reply:
    found = await _last(turn, answers)
    names = await members_apart(turn, answers.club_id, {r.person_id: r.payer for r in found})
    return say(
        "loans.ask_receipt",
        *(
            option(
                str(r.id),
                "loans.receipt_choice",
                number=r.id,
                name=names[r.person_id],
                amount=r.amount,
                on=r.paid_on,
            )
            for r in found
        ),
    )


async def _number(turn: Turn, answers: Reversing, number: int) -> int:
    """The number of a receipt of the club that stands. Raises Misread, Refused."""
    found = await repayments.get_receipt(turn.connection, number)
    if found is None or found.club_id != answers.club_id:
        raise Misread("loans.receipt_unknown", number=number)
    if found.reversed:
        raise Refused("loans.reversed_before", number=number)
    return number


async def _read_receipt(turn: Turn, answers: Reversing, given: Answer) -> int | Reversing | Leave:
    meant = receipt_meant(given.said)
    number = int(given.choice) if given.choice and given.choice.isdecimal() else meant.number
    if number is not None:
        return await _number(turn, answers, number)
    if given.choice is None and given.agreed is False:
        return Leave((say("loans.no_receipt_touched"),))
    if not meant.name and given.choice is None:
        raise Misread("common.choose_or_type")
    everybody = await memberships.members(turn.connection, answers.club_id, tuple(Standing))
    payer = await read_member(
        turn, answers.club_id, Answer(meant.name, given.choice), [m.person.id for m in everybody]
    )
    whose = replace(answers, payer=payer)
    paid = await _last(turn, whose)
    return replace(whose, receipt=paid[0].id) if len(paid) == 1 else whose


async def _ask_sure(turn: Turn, answers: Reversing) -> Reply:
    receipt = still_there(await repayments.get_receipt(turn.connection, answered(answers.receipt)))
    return say(
        "loans.ask_reverse",
        option("yes", "loans.reverse_yes"),
        option("no", "loans.reverse_no"),
        number=receipt.id,
        name=await named_in_club(turn, receipt.club_id, receipt.person_id, receipt.payer),
        amount=receipt.amount,
        on=receipt.paid_on,
    )


async def _read_sure(turn: Turn, answers: Reversing, given: Answer) -> bool | Reversing | Leave:
    other = receipt_meant(given.said).number if given.choice is None else None
    if other is not None and other != answers.receipt:  # "phiếu 2 cơ"
        return replace(answers, receipt=await _number(turn, answers, other))
    if given.choice is None and calls_mistaken(given.said):
        raise Misread("common.choose_or_type")  # "vâng ghi nhầm" says yes, "nhầm" by itself may say either
    return True if agreed(given) else Leave((say("loans.receipt_kept", number=answered(answers.receipt)),))


async def reverse(connection: Connection, receipt: Receipt, entered: Entered) -> list[Allocation] | None:
    """Reverses a receipt, and books anew what of the loan's other receipts now fills other instalments.

    Answers these others as they are booked now; None where the receipt was reversed before. The funds and the
    loan agree afterwards, whichever receipt it was.
    """
    await loans.lock(connection, receipt.loan_id)
    if not await repayments.reverse_repayment(connection, receipt.id, receipt.loan_id, entered):
        return None
    loan = await as_it_stands(connection, receipt.loan_id)
    paid = (await repayments.payments(connection, [loan.id]))[loan.id]
    before = await repayments.booked(connection, loan.id)
    moved = [
        one
        for one in position(loan.terms, paid, entered.on).allocations
        if before.get(answered(one.payment.receipt), (0, 0)) != (one.interest, one.principal)
    ]
    for one in moved:
        await repayments.rebook(connection, loan, one, entered)
    return moved


async def _finish(turn: Turn, answers: Reversing) -> Sequence[Reply]:
    receipt = still_there(await repayments.get_receipt(turn.connection, answered(answers.receipt)))
    again = await reverse(turn.connection, receipt, Entered(turn.person.id, turn.now, turn.today))
    if again is None:
        return [say("loans.reversed_before", number=receipt.id)]
    loan, drafts = await replan(turn.connection, turn.post, turn.around.rules, receipt.loan_id)
    turn.outgoing.extend(drafts)
    left = (await position_of(turn.connection, loan, turn.post)).outstanding_principal
    reissued = [
        text(
            "loans.receipt_again",
            number=one.payment.receipt,
            amount=one.payment.amount,
            on=one.payment.paid_on,
            interest=one.interest,
            principal=one.principal,
        )
        for one in again
    ]
    told = say("loans.receipt_reversed", number=receipt.id, amount=receipt.amount, left=left)
    turn.tell(
        Kind.RECEIPT,
        f"receipt:{receipt.id}:reversed",
        await turn.recipient(loan.person_id),
        Reply((*told.texts, *reissued)),
        subject=f"repayment:{receipt.id}",
    )
    done = say("loans.reversed", number=receipt.id, name=loan.borrower, amount=receipt.amount, left=left)
    return [Reply((*done.texts, *reissued))]


async def _target(turn: Turn, answers: Reversing) -> Target:
    return Target(answers.club_id)


UNPAY = Flow(
    "unpay",
    Action.TAKE_REPAYMENT,
    Reversing,
    (
        Step("receipt", _ask_receipt, _read_receipt, numbers=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
    target=_target,
    echoes="huỷ|xoá|bỏ",
    leaving="loans.left_receipts",
)


async def _pressed(turn: Turn, receipt: Receipt) -> Sequence[Reply]:
    if receipt.reversed:
        return [say("loans.reversed_before", number=receipt.id)]
    return await engine.start(turn, UNPAY, Reversing(club_id=receipt.club_id, receipt=receipt.id))


REVERSE = Button("unpay", Action.TAKE_REPAYMENT, _pressed, its_club, load=repayments.get_receipt)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/huyphieu [number or borrower]`."""
    answers = Reversing(club_id=turn.club_id)
    await _last(turn, answers)
    replies = await engine.start(turn, UNPAY, answers)
    if not args:
        return replies
    await turn.reload()
    return await engine.answer(turn, UNPAY, Answer(args))
