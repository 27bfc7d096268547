"""The treasurer records money received; the borrower gets a receipt and the new balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from club.errors import ClubError, Misread, Refused
from club.messages.notices import Kind
from club.money.amounts import (
    Unsure,
    is_change_of_amount,
    is_everything,
    other_amount,
    read_amount,
    without_amount,
)
from club.money.part_said import part_said
from club.money.payer_lines import asks_how, payer_line, sum_beside
from club.money.position import Payment, Position, position
from club.money.repayment_lines import is_no_loan_money, once_more, split_name
from club.organisation.roles import Action
from club.people.standing import Standing
from club.vietnamese.said import hear
from club.vietnamese.yesno import gives_up
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, AskAgain, Flow, Leave, Step, answered, option
from handlers.conversation.reading import agreed, chosen_id
from handlers.conversation.turn import Turn
from handlers.loans.day_paid import checked_day, day_said, without_when
from handlers.loans.lending import ask_amount_again, one_asked_about
from handlers.loans.reversing import REVERSE
from handlers.loans.service import next_text, position_of, replan, still_due
from handlers.members.finding import question, read_member
from handlers.members.namesakes import named_in_club
from storage.money import loans, repayments
from storage.money.loans import Loan
from storage.money.repayments import Receipt
from storage.people import memberships

SAME_DAY = timedelta(hours=12)
"""an earlier receipt of the same loan is named: this one may be meant to put it right"""
SAME_SUM_WITHIN = timedelta(days=1)
"""the same sum for the same loan is asked about: two of the board may have booked it both"""


@dataclass(frozen=True, kw_only=True)
class Repaying:
    """Who pays, back which loan where they have `several`, how much (đồng), received on which day
    (`paid_on`; None: today); `part`: of interest or principal alone was spoken; `told`: sum and day, before
    it was known for which loan.

    `revision` of the loan and the day (`on`) are those of what was read back: it is booked as it was
    confirmed, or read back anew (`changed`).
    """

    club_id: int
    who: int | None = None
    several: bool = False
    told: str = ""
    which: int | None = None
    amount: int | None = None
    paid_on: date | None = None
    part: str = ""
    revision: int | None = None
    on: date | None = None
    changed: bool = False
    sure: bool | None = None


async def _borrowers(turn: Turn, club_id: int) -> list[int]:
    return [loan.person_id for loan in await loans.of_club(turn.connection, club_id)]


async def _ask_who(turn: Turn, answers: Repaying) -> Reply:
    owing = set(await _borrowers(turn, answers.club_id))
    everybody = await memberships.members(
        turn.connection, answers.club_id, tuple(Standing)
    )  # who moved away pays on
    return question(turn, "loans.ask_payer", [m for m in everybody if m.person.id in owing])


async def _read_who(turn: Turn, answers: Repaying, given: Answer) -> int:
    owing = await _borrowers(turn, answers.club_id)
    if not owing:
        raise Refused("loans.nobody_owes")
    try:
        return await read_member(turn, answers.club_id, given, among=owing)
    except Misread as error:
        everybody = [m.person.id for m in await memberships.members(turn.connection, answers.club_id)]
        await read_member(turn, answers.club_id, given, among=everybody)
        raise Refused("loans.owes_nothing", name=given.text) from error


async def _loans_here(turn: Turn, answers: Repaying) -> list[Loan]:
    """The payer's running loans of this club, and of no other."""
    running = await loans.of_person(turn.connection, answered(answers.who), ("active",))
    return [loan for loan in running if loan.club_id == answers.club_id]


async def _loan(turn: Turn, answers: Repaying) -> Loan:
    """The loan that is paid. Raises Refused where it runs no more."""
    here = await _loans_here(turn, answers)
    meant = [loan for loan in here if answers.which in (None, loan.id)]
    if len(meant) != 1:
        raise Refused("loans.no_longer_running")
    return meant[0]


async def _ask_which(turn: Turn, answers: Repaying) -> Reply:
    found = await _loans_here(turn, answers)
    return say(
        "loans.ask_which",
        *(
            option(str(x.id), "loans.which", principal=x.terms.principal, lent_on=x.terms.lent_on)
            for x in found
        ),
    )


async def _read_which(turn: Turn, answers: Repaying, given: Answer) -> Repaying:
    which = chosen_id(given, [loan.id for loan in await _loans_here(turn, answers)])
    chosen = replace(answers, which=which, told="")
    if not (said := answers.told):
        return chosen
    try:
        told = await _read_amount(turn, chosen, Answer(without_when(turn, said)))
        return await _on_day(turn, told, day_said(turn, hear(said)) or turn.today)
    except (ClubError, AskAgain):
        return chosen  # it is asked for


async def _ask_amount(turn: Turn, answers: Repaying) -> Reply:
    loan = await _loan(turn, answers)
    await turn.note("loans", about=loan.person_id)
    where = await position_of(turn.connection, loan, turn.post)
    due = where.arrears + (where.upcoming.total if where.upcoming else 0)
    sums = [amount for amount in dict.fromkeys((where.arrears, due)) if amount]  # what is overdue first
    choices = [option(str(amount), "common.amount_choice", amount=amount) for amount in sums]
    if where.payoff and where.payoff not in sums:
        choices.append(option(str(where.payoff), "loans.payoff_choice", amount=where.payoff))
    name = await named_in_club(turn, loan.club_id, loan.person_id, loan.borrower)
    reply = say("loans.ask_paid", *choices, name=name, left=where.outstanding_principal)
    return _changed(reply, loan) if answers.changed else reply


def _changed(reply: Reply, loan: Loan) -> Reply:
    return reply.after(text("loans.changed_since", name=loan.borrower))


async def _read_amount(turn: Turn, answers: Repaying, given: Answer) -> Repaying:
    loan = await _loan(turn, answers)
    amount = await _amount(turn, loan, given, answers.paid_on or turn.today)
    part = part_said(hear(turn.incoming.text)) or answers.part
    return replace(answers, amount=amount, part=part, revision=loan.revision, on=turn.today, changed=False)


async def _paid(turn: Turn, loan: Loan) -> list[Payment]:
    return (await repayments.payments(turn.connection, [loan.id]))[loan.id]


async def _on_day(turn: Turn, answers: Repaying, day: date) -> Repaying:
    """The same money, received on that day."""
    loan = await _loan(turn, answers)
    paid = await _paid(turn, loan)
    paid_on = checked_day(turn, loan, paid, day)
    if answers.amount and answers.amount > position(loan.terms, paid, paid_on).payoff:
        raise Refused("loans.more_than_owed", payoff=position(loan.terms, paid, paid_on).payoff)
    return replace(answers, paid_on=paid_on, revision=loan.revision, on=turn.today, changed=False)


async def _amount(turn: Turn, loan: Loan, given: Answer, day: date) -> int:
    where = position(loan.terms, await _paid(turn, loan), day)
    if given.choice is None and where.payoff and is_everything(given.text):
        return where.payoff
    amount = one_asked_about(turn, given) or read_amount(given.choice or given.text)
    if isinstance(amount, Unsure):
        raise AskAgain(await ask_amount_again(amount))
    if amount > where.payoff:
        raise Refused("loans.more_than_owed", payoff=where.payoff)
    return amount


async def _with(turn: Turn, loan: Loan, answers: Repaying) -> Position:
    payment = Payment(answers.paid_on or turn.today, answered(answers.amount))
    return position(loan.terms, [*await _paid(turn, loan), payment], turn.today)


async def _twin(turn: Turn, loan: Loan, amount: int) -> Receipt | None:
    return await repayments.booked_since(turn.connection, loan.id, amount, turn.now - SAME_SUM_WITHIN)


async def _ask_sure(turn: Turn, answers: Repaying) -> Reply:
    amount = answered(answers.amount)
    loan = await _loan(turn, answers)
    after = await _with(turn, loan, answers)
    last = after.allocations[-1]
    shown: dict[str, object] = {
        "name": await named_in_club(turn, loan.club_id, loan.person_id, loan.borrower),
        "amount": amount,
        "interest": last.interest,
        "principal": last.principal,
        "left": after.outstanding_principal,
    }
    twin = await _twin(turn, loan, amount)
    if twin is not None:
        choices = option("yes", "loans.paid_again"), option("no", "loans.paid_once")
        return say("loans.ask_paid_again", *choices, **shown, number=twin.id, at=twin.recorded_at)
    choices = option("yes", "loans.paid_yes"), option("no", "loans.sure_no")
    day = answers.paid_on or turn.today
    when = "loans.ask_paid_sure" if day == turn.today else "loans.ask_paid_sure_on"
    reply = say(when, *choices, **shown, on=day)
    if (answers.part == "interest" and last.principal) or (answers.part == "principal" and last.interest):
        reply = reply.after(text("loans.shared_by_book"))
    today = await repayments.booked_since(turn.connection, loan.id, None, turn.now - SAME_DAY)
    if today is not None:  # "bà Ón trả có 400k thôi" may put an earlier receipt right
        reply = reply.after(text("loans.booked_today", number=today.id, amount=today.amount))
    return _changed(reply, loan) if answers.changed else reply


async def _put_right(turn: Turn, answers: Repaying, given: Answer) -> Repaying | None:
    """What a typed answer says otherwise than was read back: the day, or the sum; None where nothing.

    Raises Misread, Refused, AskAgain.
    """
    shown = answered(answers.amount)
    if is_no_loan_money(given.said):
        raise Misread("loans.only_loans")  # "đóng hội phí 100k"
    if is_change_of_amount(given.said):
        raise Misread("loans.ask_whole_sum")  # "thêm 50k" is no sum of 50,000
    day = day_said(turn, given.said)
    moved = day is not None and day != (answers.paid_on or turn.today)
    if day is not None and moved:
        answers = await _on_day(turn, answers, day)
        given = replace(given, text=without_when(turn, given.text))
    other = other_amount(given.said, shown)  # "à nhầm, 450 thôi"
    if not other:
        return answers if moved else None
    if isinstance(other, Unsure) and len(other.candidates) > 1:
        raise AskAgain(await ask_amount_again(other))
    amount = other if isinstance(other, int) else next(iter(other.candidates), None)
    if amount is None:
        return replace(answers, amount=None)
    return await _read_amount(turn, answers, Answer(choice=str(amount)))


async def _read_sure(turn: Turn, answers: Repaying, given: Answer) -> bool | Repaying | Leave:
    shown = answered(answers.amount)
    if given.choice is not None and given.choice.isdecimal():
        return await _read_amount(turn, answers, given)
    if given.choice is None:
        if gives_up(given.said):
            return Leave((say("loans.not_recorded", name=(await _loan(turn, answers)).borrower),))
        if (right := await _put_right(turn, answers, given)) is not None:
            return right
        given = replace(given, text=without_amount(given.said, shown))  # "đúng 500k"
    loan = await _loan(turn, answers)
    twin = await _twin(turn, loan, shown)
    again = given.choice is None and twin is not None and once_more(given.said)
    if given.choice is None and twin is not None and given.agreed and not again:
        raise Misread("loans.once_more_or_not")  # "rồi", "đúng" may say that it is written already
    if not again and not agreed(given):
        return Leave((say("loans.not_again", number=twin.id),)) if twin else replace(answers, amount=None)
    if (loan.revision, turn.today) != (answers.revision, answers.on):
        if shown > position(loan.terms, await _paid(turn, loan), answers.paid_on or turn.today).payoff:
            return replace(answers, amount=None, changed=True)
        return replace(answers, revision=loan.revision, on=turn.today, changed=True)
    return True


async def _finish(turn: Turn, answers: Repaying) -> Sequence[Reply]:
    amount = answered(answers.amount)
    await loans.lock(turn.connection, (await _loan(turn, answers)).id)
    loan = await _loan(turn, answers)
    if loan.revision != answers.revision:  # somebody's booking came in between
        anew = replace(answers, sure=None, revision=loan.revision, changed=True)
        return await engine.start(turn, REPAY, anew)
    if answers.paid_on is not None:  # a later receipt may have come in between
        checked_day(turn, loan, await _paid(turn, loan), answers.paid_on)
    after = await _with(turn, loan, answers)
    last = after.allocations[-1]
    await turn.note("repayment", about=loan.person_id)
    repayment_id = await repayments.record_repayment(
        turn.connection, loan, last, by=turn.person.id, now=turn.now, settled=after.settled
    )
    _, drafts = await replan(turn.connection, turn.post, turn.around.rules, loan.id)
    turn.outgoing.extend(drafts)
    recipient = await turn.recipient(loan.person_id)
    receipt = Reply(
        (
            text(
                "loans.receipt",
                amount=amount,
                interest=last.interest,
                principal=last.principal,
                left=after.outstanding_principal,
                on=last.payment.paid_on,
                number=repayment_id,
            ),
            *still_due(after),
            next_text(after, loan.terms),
        )
    )
    turn.tell(
        Kind.RECEIPT, f"receipt:{repayment_id}", recipient, receipt, subject=f"repayment:{repayment_id}"
    )
    return [
        say(
            "loans.paid_recorded" if recipient.address_id else "loans.paid_recorded_no_chat",
            REVERSE.choice(repayment_id, "loans.reverse"),
            name=await named_in_club(turn, loan.club_id, loan.person_id, loan.borrower),
            amount=amount,
            left=after.outstanding_principal,
            number=repayment_id,
        )
    ]


async def _read_payer(turn: Turn, answers: Repaying, given: Answer) -> Repaying:
    """Who pays, and what was said beside it: "bà Ón, 560 nghìn, hôm nay"."""
    try:
        return await _read_who_and_loan(turn, answers, given)
    except ClubError:
        if given.choice is not None:
            raise
        if asks_how(given.said):
            raise Misread("loans.how_repaid") from None
        line = payer_line(hear(without_when(turn, given.text)))
        if not line.name or not line.amount:
            raise
    answers = await _read_who_and_loan(turn, answers, Answer(line.name))
    if not answers.several:
        answers = await _read_amount(turn, answers, Answer(line.amount))
    day = day_said(turn, given.said)
    return await _on_day(turn, answers, day) if day is not None and answers.amount else answers


async def _read_who_and_loan(turn: Turn, answers: Repaying, given: Answer) -> Repaying:
    """Which loan is asked only where there is more than one."""
    who = await _read_who(turn, answers, given)
    whose = replace(answers, who=who, which=None)
    return replace(whose, several=len(await _loans_here(turn, whose)) != 1)


async def _read_sum(turn: Turn, answers: Repaying, given: Answer) -> Repaying:
    """How much, and what was said beside it: "bà Ón đưa năm trăm nghìn, con trai đưa hộ hôm kia"."""
    try:
        return await _read_amount(turn, answers, given)
    except Misread:
        amount = sum_beside(hear(without_when(turn, given.text))) if given.choice is None else ""
        if not amount:
            raise
    answers = await _read_amount(turn, answers, Answer(amount))
    day = day_said(turn, given.said)
    return await _on_day(turn, answers, day) if day is not None else answers


REPAY = Flow(
    "repay",
    Action.TAKE_REPAYMENT,
    Repaying,
    (
        Step("who", _ask_who, _read_payer),
        Step("which", _ask_which, _read_which, needed=lambda a: a.several),
        Step("amount", _ask_amount, _read_sum, numbers=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
    echoes="ghi thêm|ghi|nhận|thu",
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/thuno [member amount]`."""
    answers = Repaying(club_id=turn.club_id)
    if not await _borrowers(turn, turn.club_id):
        return [say("loans.nobody_owes")]
    typed = split_name(without_when(turn, args))
    lead: list[Text] = []
    again: Reply | None = None
    try:
        if typed.name:
            answers = await _read_who_and_loan(turn, answers, Answer(typed.name))
        day = day_said(turn, hear(args))
        if typed.name and typed.amount and answers.several:
            answers = replace(answers, told=f"{typed.amount} ngày {day or turn.today:%d/%m/%Y}")
        elif typed.name and typed.amount:
            answers = await _read_amount(turn, answers, Answer(typed.amount))
        if answers.amount is not None and day is not None:
            answers = await _on_day(turn, answers, day)
    except ClubError as error:
        lead.append(Text(error.key, error.args_))
    except AskAgain as unsure:
        again = unsure.reply
    replies = await engine.start(turn, REPAY, answers)
    if again is not None:
        return await engine.stand_with(turn, REPAY, again)
    return [replies[0].after(*lead), *replies[1:]] if lead else replies
