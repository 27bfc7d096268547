"""Readers of the understanding table that know about loans: what the board tells of money paid and lent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from club.errors import Misread
from club.money.loan_lines import lends, told_loan
from club.money.payer_lines import asks_of_rate, borrower_asked_about
from club.money.receipts import speaks_of_receipt, takes_receipt_back
from club.money.repayment_lines import (
    another_payer,
    is_no_loan_money,
    name_and_sum,
    paid_beside_yes,
    split_name,
    told_repayment,
)
from club.money.several_payments import first_of_several, pays_for_several
from club.organisation.roles import Action
from club.people.names import find_named
from club.people.standing import Standing
from club.vietnamese import persons
from club.vietnamese.fold import words as bare_words
from club.vietnamese.marks import words_pattern
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import ask_anew
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.loans.day_paid import day_said, without_when
from handlers.loans.repaying import REPAY
from handlers.loans.reversing import UNPAY
from storage.people import memberships

_LENT = words_pattern(r"vay(?=.* trả)")
"""lent before it is paid back: "Lan vay 5tr … trả trong 1 năm" """


_NO_NAMES = {"ay", "do", "nay", "kia", "ta", "nha"}
""" "bà ấy" is the one who is asked about """


async def _one_each(ear: Ear) -> Sequence[Reply]:
    """Said that each payment is a message of its own; the first one is asked about."""
    first = first_of_several(ear.said)
    if first is None or not await _is_member(ear, first.name):
        return [say("loans.one_payment_each")]
    asked, *others = await ear.router.command(ear.turn, "thuno", f"{first.name} {first.amount}")
    return [asked.after(text("loans.one_payment_each")), *others]


async def _rate_allowed() -> Sequence[Reply]:
    return [say("loans.rate_allowed")]


async def _only_loans() -> Sequence[Reply]:
    return [say("loans.only_loans")]


def _when(ear: Ear) -> str:
    """The day of the payment in words that the command reads; empty for today."""
    try:
        day = day_said(ear.turn, ear.said)
    except Misread:
        return "hôm nọ"
    return f"ngày {day:%d/%m/%Y}" if day is not None and day != ear.turn.today else ""


async def told(ear: Ear) -> Taken | Passed:
    """Money paid or lent, told as it happened by whoever may record it: "bà Ón trả 500k"; shown back before
    it counts. So is a receipt that was a mistake: "phiếu bà Mẩy ghi nhầm".
    """
    if ear.turn.membership is None or not ear.turn.may(Action.TAKE_REPAYMENT):
        return Passed("the writer records no money")
    if (receipt := takes_receipt_back(ear.said)) is not None:
        return _command(ear, "huyphieu", receipt)
    if told_repayment(ear.said) is not None and pays_for_several(ear.said):
        return Taken(lambda: _one_each(ear), {"payments": "several"})
    if is_no_loan_money(ear.said):
        return Taken(_only_loans, {"payments": "fees"})
    if (line := name_and_sum(ear.said)) is not None and await _is_member(ear, line.name):
        return _command(ear, "thuno", f"{line.name} {line.amount}")
    lent = told_loan(ear.said) if _LENT.search(ear.said.words) else None
    paid = told_repayment(ear.said) if lent is None and not lends(ear.said) else None
    if paid is not None:
        paid = told_repayment(without_when(ear.turn, ear.said.normal)) or paid
        return _command(ear, "thuno", f"{paid.name} {paid.amount} {_when(ear)}".strip())
    lent = lent or told_loan(ear.said)
    if lent is not None:
        return _command(ear, "chovay", lent)
    if asks_of_rate(ear.said):
        return Taken(_rate_allowed, {"asks": "rate"})
    if (asked := borrower_asked_about(ear.said)) and await _is_member(ear, asked):
        return _command(ear, "khoanvay", asked)
    return Passed("no money paid or lent is told")


async def _is_member(ear: Ear, name: str) -> bool:
    """Whether somebody of the writer's club is called that."""
    everybody = await memberships.members(ear.turn.connection, ear.turn.club_id, tuple(Standing))
    return bool(find_named(everybody, name, lambda m: (m.person.full_name, m.person.birth_year)))


async def told_instead(ear: Ear) -> Taken | Passed:
    """Another payer while one is asked about: "bà Lan 300k", "của ông Inh"; never the first one's money."""
    if ear.flow is UNPAY and ear.turn.may(UNPAY.action):
        return await _told_while_reversing(ear)
    if ear.flow is not REPAY or ear.step is None or ear.standing is None or not ear.turn.may(REPAY.action):
        return Passed("no repayment is asked about")
    who = REPAY.progress(ear.standing).answers.who
    if ear.step.name not in ("amount", "sure") or who is None:
        return Passed("it is asked who pays")
    payer = (await ear.turn.recipient(who)).person.full_name
    args = "" if another_payer(ear.said) else await _another(ear, payer)
    if args is None:
        return Passed("nobody else is named")
    if paid_beside_yes(ear.said) and ear.step.name == "sure":  # "đúng, bà Lan trả 1tr1": which of the two?

        async def first_this() -> Sequence[Reply]:
            return [(await ask_anew(ear.turn, REPAY)).after(text("loans.first_this", name=payer))]

        return Taken(first_this, {"payments": "several"})

    async def act() -> Sequence[Reply]:
        first, *others = await ear.router.command(ear.turn, "thuno", args)
        return [first.after(text("loans.not_recorded", name=payer)), *others]

    return Taken(act, {"command": "thuno", "arguments": args})


async def _told_while_reversing(ear: Ear) -> Taken | Passed:
    """A payment told while it is asked which receipt to reverse: no receipt is touched."""
    paid = told_repayment(ear.said)
    if paid is None or not paid.amount or speaks_of_receipt(ear.said) or not await _is_member(ear, paid.name):
        return Passed("no payment is told")

    async def act() -> Sequence[Reply]:
        args = f"{paid.name} {paid.amount} {_when(ear)}".strip()
        first, *others = await ear.router.command(ear.turn, "thuno", args)
        return [first.after(text("loans.no_receipt_touched")), *others]

    return Taken(act, {"command": "thuno"})


async def _another(ear: Ear, payer: str) -> str | None:
    """The name of somebody else, and the amount where one was said; None where nobody else is named."""
    paid = told_repayment(ear.said)
    line = split_name(ear.said.normal)
    titled = next((m.name for m in persons.of(ear.said).others if m.name), "")
    own = {*bare_words(payer).split(), *bare_words(ear.turn.person.full_name).split()}
    if {*bare_words(payer).split()[-1:]} & {*ear.said.bare.split()}:
        titled = ""  # "con trai bà Ón mang đến": the payer's own money, unless another member is named
    if {*bare_words(titled).split()} - _NO_NAMES - own:
        name = titled
    else:  # without a title it has to be somebody's name
        name = await _member_named(ear, own, (paid.name if paid else "", line.name if line.amount else ""))
    amount = paid.amount if paid and paid.amount else line.amount
    return f"{name.title()} {amount}".strip() if name else None


async def _member_named(ear: Ear, own: set[str], names: Sequence[str]) -> str:
    """The name by which another member is spoken of: one of `names`, or a given name with its capital."""
    if ear.turn.membership is None:
        return ""
    club_id = ear.turn.membership.club_id
    everybody = await memberships.members(ear.turn.connection, club_id, tuple(Standing))
    full_names = [bare_words(m.person.full_name).split() for m in everybody]
    others = [full for full in full_names if {*full} != own and full[-1] not in own]
    for name in names:
        parts = bare_words(name).split()
        if parts and any({*parts} <= {*full} and parts[-1] == full[-1] for full in others):
            return name
    given = {full[-1] for full in others}
    typed = [w for w in re.findall(r"[^\W\d_]+", ear.said.normal) if w[0].isupper()]
    capital = [w for w in typed if bare_words(w) in given]
    return capital[0] if len({bare_words(w) for w in capital}) == 1 and not ear.said.normal.isupper() else ""


def _command(ear: Ear, name: str, args: str) -> Taken:
    async def act() -> Sequence[Reply]:
        return await ear.router.command(ear.turn, name, args)

    return Taken(act, {"command": name, "arguments": args})
