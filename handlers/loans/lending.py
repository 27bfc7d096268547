"""The treasurer records a loan; the borrower is asked to agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from club.errors import ClubError, Misread, Refused
from club.messages.notices import Kind
from club.money.amounts import Unsure, read_amount
from club.money.loan_lines import method_in, split_loan
from club.money.loans import (
    MAX_MONTHS,
    MIN_PRINCIPAL,
    Method,
    Terms,
    add_months,
    check_terms,
    read_rate,
    schedule,
)
from club.organisation.roles import Action
from club.vietnamese.dates import read_date
from club.vietnamese.fold import fold
from club.vietnamese.numbers import number_from_words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, AskAgain, Data, Flow, GoTo, Step, option
from handlers.conversation.turn import Turn
from handlers.loans.show import offer
from handlers.members.finding import question, read_member
from storage.money import loans
from storage.people import memberships, persons

_USUAL_RATES = ("0,5%", "0,8%", "1%")
_USUAL_MONTHS = ("6", "12", "18", "24")


async def _ask_who(turn: Turn, data: Data) -> Reply:
    return question("loans.ask_who", await memberships.members(turn.connection, data["club_id"]))


async def _read_who(turn: Turn, data: Data, given: Answer) -> Any:
    person_id = await read_member(turn, data["club_id"], given)
    if person_id == turn.person.id:
        raise Refused("loans.not_to_oneself")
    return person_id


async def ask_amount_again(unsure: Unsure) -> Reply:
    """Which of the amounts was meant."""
    return say(
        "common.amount_which", *(option(str(a), "common.amount_choice", amount=a) for a in unsure.candidates)
    )


async def _ask_amount(turn: Turn, data: Data) -> Reply:
    person = await persons.get_person(turn.connection, data["who"])
    return say(
        "loans.ask_amount",
        name=person.full_name,
        fund=await loans.fund_balance(turn.connection, data["club_id"]),
    )


async def _read_amount(turn: Turn, data: Data, given: Answer) -> Any:
    amount = read_amount(given.choice or given.text)
    if isinstance(amount, Unsure):
        plausible = tuple(a for a in amount.candidates if a >= MIN_PRINCIPAL)
        raise AskAgain(await ask_amount_again(Unsure(plausible or amount.candidates)))
    check_terms(amount, 0, 1)
    return amount


async def _ask_rate(turn: Turn, data: Data) -> Reply:
    return say("loans.ask_rate", *(option(r, "loans.rate_choice", percent=r) for r in _USUAL_RATES))


async def _read_rate(turn: Turn, data: Data, given: Answer) -> Any:
    rate = read_rate(given.choice or given.text)
    check_terms(data["amount"], rate, 1)
    return rate


async def _ask_months(turn: Turn, data: Data) -> Reply:
    return say("loans.ask_months", *(option(m, "loans.months_choice", months=m) for m in _USUAL_MONTHS))


async def _read_months(turn: Turn, data: Data, given: Answer) -> Any:
    typed = fold(given.choice or given.text).replace("thang", "").strip(" .")
    years = re.fullmatch(r"(.+?)\s*nam", typed)
    if years:
        typed = years[1]
    number = int(typed) if typed.isdecimal() else number_from_words(typed.split())
    if number is None or int(number) != number:
        raise Misread("loans.months_misread")
    months = int(number) * (12 if years else 1)
    check_terms(data["amount"], data["rate"], months)
    return months


async def _ask_method(turn: Turn, data: Data) -> Reply:
    return say("loans.ask_method", *(option(m.value, f"loans.method.{m.value}") for m in Method))


async def _read_method(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice in [m.value for m in Method]:
        return given.choice
    found = method_in(given.text)
    if found is None:
        raise Misread("common.choose_or_type")
    return found.value


def _terms(turn: Turn, data: Data) -> Terms:
    first = date.fromisoformat(data["first_due"]) if data.get("first_due") else add_months(turn.today, 1)
    return Terms(data["amount"], data["rate"], data["months"], Method(data["method"]), turn.today, first)


async def _ask_first_due(turn: Turn, data: Data) -> Reply:
    return say("loans.ask_first_due", example=add_months(turn.today, 1))


async def _read_first_due(turn: Turn, data: Data, given: Answer) -> Any:
    day = read_date(given.text, turn.today, ahead=True)
    if not turn.today < day <= add_months(turn.today, 3):
        raise Refused("loans.first_due_bounds", latest=add_months(turn.today, 3))
    return day.isoformat()


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    terms = _terms(turn, data)
    rows = schedule(terms)
    person = await persons.get_person(turn.connection, data["who"])
    fund = await loans.fund_balance(turn.connection, data["club_id"])
    running = await loans.of_person(turn.connection, data["who"])
    recipient = await turn.recipient(data["who"])
    lines = [
        text(
            "loans.ask_sure",
            name=person.full_name,
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


async def _read_sure(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice == "due":
        data["change_due"] = True
        return GoTo("first_due")
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return True if given.agreed else GoTo("amount", ("rate", "months", "method", "first_due", "change_due"))


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    loan_id = await loans.propose(
        turn.connection, data["club_id"], data["who"], _terms(turn, data), by=turn.person.id, now=turn.now
    )
    loan = await loans.get_loan(turn.connection, loan_id)
    assert loan is not None
    await turn.note("lent", about=data["who"])
    recipient = await turn.recipient(data["who"])
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
            needed=lambda d: bool(d.get("change_due")),
            numbers=True,
        ),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/chovay [member amount rate% months "tháng" method]`."""
    data: Data = {"club_id": turn.club_id}
    line = split_loan(args)
    lead: list[Text] = []
    again: Reply | None = None
    for name, typed, read in (
        ("who", line.name, _read_who),
        ("amount", line.amount, _read_amount),
        ("rate", line.rate, _read_rate),
        ("months", line.months, _read_months),
    ):
        if not typed:
            break
        try:
            data[name] = await read(turn, data, Answer(typed))
        except ClubError as error:
            lead.append(Text(error.key, error.args_))
            break
        except AskAgain as unsure:
            again = unsure.reply
            break
    if (
        line.months
        and "months" not in data
        and line.months.isdecimal()
        and int(line.months) <= MAX_MONTHS
        and "who" in data
    ):
        data["months"] = int(line.months)
    if line.method is not None:
        data["method"] = line.method.value
    replies = await engine.start(turn, LEND, data)
    if again is not None:
        return await engine.stand_with(turn, LEND, again)
    return [replies[0].after(*lead), *replies[1:]] if lead else replies
