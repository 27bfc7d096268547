"""Readers of the understanding table that know about loans: what the board tells of money paid and lent."""

from __future__ import annotations

from collections.abc import Sequence

from club.money.loan_lines import pays_for_several, told_loan, told_repayment
from club.organisation.roles import Action
from club.vietnamese.marks import words_pattern
from handlers.conversation.chat import Reply, say
from handlers.conversation.hearing import Ear, Passed, Taken

_LENT = words_pattern(r"vay(?=.* trả)")
"""lent before it is paid back: "Lan vay 5tr … trả trong 1 năm" """


async def _one_each() -> Sequence[Reply]:
    return [say("loans.one_payment_each")]


async def told(ear: Ear) -> Taken | Passed:
    """Money paid or lent, told as it happened by whoever may record it: "bà Ón trả 500k";
    shown back before it counts.
    """
    if ear.turn.membership is None or not ear.turn.may(Action.TAKE_REPAYMENT):
        return Passed("the writer records no money")
    if told_repayment(ear.said) is not None and pays_for_several(ear.said):
        return Taken(_one_each, {"payments": "several"})
    lent = told_loan(ear.said) if _LENT.search(ear.said.words) else None
    paid = told_repayment(ear.said) if lent is None else None
    if paid is not None:
        return _command(ear, "thuno", f"{paid.name} {paid.amount}".strip())
    lent = lent or told_loan(ear.said)
    if lent is not None:
        return _command(ear, "chovay", lent)
    return Passed("no money paid or lent is told")


def _command(ear: Ear, name: str, args: str) -> Taken:
    async def act() -> Sequence[Reply]:
        return await ear.router.command(ear.turn, name, args)

    return Taken(act, {"command": name, "arguments": args})
