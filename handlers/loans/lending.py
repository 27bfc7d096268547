"""The treasurer records a loan; the borrower is asked to agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from club.errors import ClubError, Misread, Refused
from club.messages.notices import Kind
from club.money.amounts import Unsure, other_amount, read_amount
from club.money.loan_changes import changed_terms, names_money
from club.money.loan_lines import method_in, split_loan
from club.money.loans import (
    MAX_MONTHS,
    MIN_PRINCIPAL,
    Method,
    Terms,
    add_months,
    check_plan,
    check_terms,
    read_rate,
    schedule,
)
from club.money.other_borrower import is_another, named_instead
from club.money.part_said import asks_of_method
from club.organisation.roles import Action
from club.vietnamese.dates import read_date
from club.vietnamese.fold import fold
from club.vietnamese.numbers import number_from_words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, AskAgain, Flow, Step, answered, asks, option
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.loans.service import as_it_stands
from handlers.loans.show import offer
from handlers.members.finding import question, read_member
from handlers.members.namesakes import named_in_club
from storage.money import loans
from storage.people import memberships, persons

_USUAL_RATES = ("0,5%", "0,8%", "1%")
_USUAL_MONTHS = ("6", "12", "18", "24")


@dataclass(frozen=True, kw_only=True)
class Lending:
    """The terms as far as they are said: `amount` in đồng, `rate` in millionths a month.

    `change_due`: the first instalment is not due a month from now. `restate`: the sum was put right.
    """

    club_id: int
    who: int | None = None
    amount: int | None = None
    rate: int | None = None
    months: int | None = None
    method: Method | None = None
    change_due: bool = False
    first_due: date | None = None
    restate: bool = False
    sure: bool | None = None


async def _ask_who(turn: Turn, answers: Lending) -> Reply:
    return question(turn, "loans.ask_who", await memberships.members(turn.connection, answers.club_id))


async def _read_who(turn: Turn, answers: Lending, given: Answer) -> int:
    person_id = await read_member(turn, answers.club_id, given)
    if person_id == turn.person.id:
        raise Refused("loans.not_to_oneself")
    return person_id


def one_asked_about(turn: Turn, given: Answer) -> int | None:
    """The one amount (đồng) that was just asked about, where it is agreed to or typed once more."""
    offered = turn.writer.dialogue.offered if turn.writer.dialogue else None
    values = [value.rpartition("/")[2] for value, _ in offered or ()]
    if given.choice is not None or len(values) != 1 or not values[0].isdecimal():
        return None
    if given.agreed:
        return int(values[0])
    try:
        amount = read_amount(given.text)
    except ClubError:
        return None
    again = amount.candidates if isinstance(amount, Unsure) else (amount,)
    return int(values[0]) if int(values[0]) in again else None


async def ask_amount_again(unsure: Unsure) -> Reply:
    """Which of the amounts was meant."""
    return say(
        "common.amount_which", *(option(str(a), "common.amount_choice", amount=a) for a in unsure.candidates)
    )


async def _ask_amount(turn: Turn, answers: Lending) -> Reply:
    person = await persons.get_person(turn.connection, answered(answers.who))
    return say(
        "loans.ask_amount",
        name=person.full_name,
        fund=await loans.fund_balance(turn.connection, answers.club_id),
    )


async def _read_amount(turn: Turn, answers: Lending, given: Answer) -> int:
    amount = one_asked_about(turn, given) or read_amount(given.choice or given.text)
    if isinstance(amount, Unsure):
        plausible = tuple(a for a in amount.candidates if a >= MIN_PRINCIPAL)
        raise AskAgain(await ask_amount_again(Unsure(plausible or amount.candidates)))
    check_terms(amount, 0, 1)
    return amount


async def _ask_rate(turn: Turn, answers: Lending) -> Reply:
    choices = (option(r, "loans.rate_choice", percent=r) for r in _USUAL_RATES)
    return await _restated(turn, answers, say("loans.ask_rate", *choices))


async def _restated(turn: Turn, answers: Lending, reply: Reply) -> Reply:
    """Below who borrows how much, where that has just been put right."""
    if not answers.restate:
        return reply
    person = await persons.get_person(turn.connection, answered(answers.who))
    return reply.after(text("loans.so_far", name=person.full_name, amount=answered(answers.amount)))


def _other_sum(given: Answer, answers: Lending) -> int | None:
    """The sum (đồng), where another one is said while the rate or the months are asked: "khoan, 4 triệu"."""
    if given.choice is not None or not names_money(given.said):
        return None
    found = other_amount(given.said, answered(answers.amount))
    return found if isinstance(found, int) else None


async def _with_sum(turn: Turn, answers: Lending, amount: int) -> Lending:
    check_terms(amount, 0, 1)
    return replace(answers, amount=amount, restate=True)


async def _read_rate(turn: Turn, answers: Lending, given: Answer) -> int | Lending:
    if (other := _other_sum(given, answers)) is not None:
        return await _with_sum(turn, answers, other)
    if given.choice is None and asks_of_method(given.said):  # "lãi bao nhiêu là được phép"
        raise Misread("loans.rate_allowed")
    return _rate(answers, given)


def _rate(answers: Lending, given: Answer) -> int:
    rate = read_rate(given.choice or given.text)
    check_terms(answered(answers.amount), rate, 1)
    return rate


async def _ask_months(turn: Turn, answers: Lending) -> Reply:
    choices = (option(m, "loans.months_choice", months=m) for m in _USUAL_MONTHS)
    return await _restated(turn, answers, say("loans.ask_months", *choices))


async def _read_months(turn: Turn, answers: Lending, given: Answer) -> int | Lending:
    if (other := _other_sum(given, answers)) is not None:
        return await _with_sum(turn, answers, other)
    return _months(turn, answers, given)


def _months(turn: Turn, answers: Lending, given: Answer) -> int:
    typed = fold(given.choice or given.text).replace("thang", "").strip(" .")
    years = re.fullmatch(r"(.+?)\s*nam", typed)
    if years:
        typed = years[1]
    number = int(typed) if typed.isdecimal() else number_from_words(typed.split())
    if number is None or int(number) != number:
        raise Misread("loans.months_misread")
    months = int(number) * (12 if years else 1)
    check_terms(answered(answers.amount), answered(answers.rate), months)
    if answers.method is not None:
        check_plan(_terms(turn, replace(answers, months=months)))
    return months


_ask_method = asks("loans.ask_method", *(option(m.value, f"loans.method.{m.value}") for m in Method))


async def _read_method(turn: Turn, answers: Lending, given: Answer) -> Method:
    if given.choice not in list(Method) and asks_of_method(given.said):
        raise Misread("loans.methods_explained")
    found = Method(given.choice) if given.choice in list(Method) else method_in(given.text)
    if found is None:
        raise Misread("common.choose_or_type")
    check_plan(_terms(turn, replace(answers, method=found)))
    return found


def _terms(turn: Turn, answers: Lending) -> Terms:
    return Terms(
        answered(answers.amount),
        answered(answers.rate),
        answered(answers.months),
        answered(answers.method),
        turn.today,
        answers.first_due or add_months(turn.today, 1),
    )


async def _ask_first_due(turn: Turn, answers: Lending) -> Reply:
    return say("loans.ask_first_due", example=add_months(turn.today, 1))


async def _read_first_due(turn: Turn, answers: Lending, given: Answer) -> date:
    day = read_date(given.text, turn.today, ahead=True)
    if not turn.today < day <= add_months(turn.today, 3):
        raise Refused("loans.first_due_bounds", latest=add_months(turn.today, 3))
    return day


async def _ask_sure(turn: Turn, answers: Lending) -> Reply:
    who, terms = answered(answers.who), _terms(turn, answers)
    rows = schedule(terms)
    person = await persons.get_person(turn.connection, who)
    fund = await loans.fund_balance(turn.connection, answers.club_id)
    running = await loans.of_person(turn.connection, who)
    recipient = await turn.recipient(who)
    lines = [
        text(
            "loans.ask_sure",
            name=await named_in_club(turn, answers.club_id, who, person.full_name),
            principal=terms.principal,
            rate=terms.rate_ppm,
            months=terms.months,
            method=text(f"loans.method.{terms.method.value}"),
            first_due=terms.first_due,
            first_total=rows[0].total,
            interest=sum(r.interest for r in rows),
        )
    ]
    if running:
        lines.append(text("loans.warn_running"))
    if fund < terms.principal:
        lines.append(text("loans.warn_fund", fund=fund))
    if recipient.address_id is None:
        lines.append(text("loans.on_paper", name=person.full_name))
    return Reply(
        tuple(lines),
        (option("yes", "loans.sure_yes"), option("due", "loans.sure_due"), option("no", "loans.sure_no")),
    )


async def _read_sure(turn: Turn, answers: Lending, given: Answer) -> bool | Lending:
    if given.choice == "due":
        return replace(answers, change_due=True, first_due=None)
    if given.choice is None and (changed := await _changed(turn, answers, given)) is not None:
        return changed
    return True if agreed(given) else Lending(club_id=answers.club_id, who=answers.who)


async def _changed(turn: Turn, answers: Lending, given: Answer) -> Lending | None:
    """The loan with what was put right in words: "à 12 tháng"; it is read back before it counts."""
    amount, method = answered(answers.amount), answered(answers.method)
    try:
        who: int | None = await _read_who(turn, answers, Answer(split_loan(given.text).name))
    except Misread:
        who = await _instead(turn, answers, given)
    except AskAgain:
        who = None
    change = changed_terms(given.said, amount, answered(answers.months), method)
    rate = read_rate(change.rate) if change.rate else answered(answers.rate)
    changed = replace(
        answers,
        who=who,
        amount=change.amount or amount,
        rate=rate,
        months=change.months or answers.months,
        method=change.method or method,
    )
    if changed == answers:
        return None
    check_terms(answered(changed.amount), rate, answered(changed.months))
    check_plan(_terms(turn, changed))
    return changed


async def _instead(turn: Turn, answers: Lending, given: Answer) -> int | None:
    """Who is meant instead of the borrower read back: "không phải Inh mà là Mẩy"; None where it is asked."""
    name = named_instead(given.said)
    try:
        if name:
            return await _read_who(turn, answers, Answer(name))
    except (Misread, Refused):
        pass
    return None if is_another(given.said) else answers.who


async def _finish(turn: Turn, answers: Lending) -> Sequence[Reply]:
    who = answered(answers.who)
    loan_id = await loans.propose(
        turn.connection, answers.club_id, who, _terms(turn, answers), by=turn.person.id, now=turn.now
    )
    loan = await as_it_stands(turn.connection, loan_id)
    await turn.note("lent", about=who)
    recipient = await turn.recipient(who)
    if recipient.address_id is None:  # no chat to agree in: the signed paper counts
        await loans.confirm(turn.connection, loan_id, by=turn.person.id, now=turn.now, today=turn.today)
        return [say("loans.recorded_on_paper", name=loan.borrower, principal=loan.terms.principal)]
    turn.tell(
        Kind.LOAN_OFFER, f"loan_offer:{loan_id}", recipient, offer(loan), subject=f"loan_offer:{loan_id}"
    )
    return [say("loans.proposed", name=loan.borrower, principal=loan.terms.principal)]


LEND = Flow(
    "lend",
    Action.LEND,
    Lending,
    (
        Step("who", _ask_who, _read_who),
        Step("amount", _ask_amount, _read_amount, numbers=True),
        Step("rate", _ask_rate, _read_rate, numbers=True),
        Step("months", _ask_months, _read_months, numbers=True),
        Step("method", _ask_method, _read_method),
        Step(
            "first_due",
            _ask_first_due,
            _read_first_due,
            needed=lambda a: a.change_due,
            numbers=True,
        ),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
    echoes=r"ghi|gửi(?! lại)|cho|vay",
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/chovay [member amount rate% months "tháng" method]`."""
    line = split_loan(args)
    answers = Lending(club_id=turn.club_id, method=line.method)
    lead: list[Text] = []
    again: Reply | None = None
    try:
        if line.name:
            answers = replace(answers, who=await _read_who(turn, answers, Answer(line.name)))
        if line.name and line.amount:
            answers = replace(answers, amount=await _read_amount(turn, answers, Answer(line.amount)))
        if line.name and line.amount and line.rate:
            answers = replace(answers, rate=_rate(answers, Answer(line.rate)))
        if line.name and line.amount and line.rate and line.months:
            answers = replace(answers, months=_months(turn, answers, Answer(line.months)))
    except ClubError as error:
        lead.append(Text(error.key, error.args_))
    except AskAgain as unsure:
        again = unsure.reply
    if (
        line.months
        and answers.months is None
        and line.months.isdecimal()
        and int(line.months) <= MAX_MONTHS
        and answers.who is not None
    ):
        answers = replace(answers, months=int(line.months))
    if answers.who is not None and answers.amount is not None and not lead:
        person = await persons.get_person(turn.connection, answers.who)
        lead.append(text("loans.so_far", name=person.full_name, amount=answers.amount))
    replies = await engine.start(turn, LEND, answers)
    if again is not None:
        return await engine.stand_with(turn, LEND, again)
    return [replies[0].after(*lead), *replies[1:]] if lead else replies
