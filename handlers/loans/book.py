"""The club's loans at one look, for whoever keeps them: overdue, due next, and what the funds hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from club.people.names import sort_key
from handlers.conversation.chat import Reply, Text, text
from handlers.conversation.turn import Turn
from handlers.loans.service import position_of
from handlers.members.namesakes import members_apart
from storage.money import loans
from storage.money.loans import Loan

_AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class _Owed:
    """What one borrower has to pay (đồng), and since or until when."""

    due_on: date
    loan: Loan
    amount: int

    def line(self, names: Mapping[int, Text | str]) -> Text:
        name = names[self.loan.person_id]
        return text("loans.book_line", name=name, amount=self.amount, due=self.due_on)


async def book(turn: Turn, args: str) -> Sequence[Reply]:
    """`/sovay`: what is overdue first, then what falls due within a month."""
    running = await loans.of_club(turn.connection, turn.club_id)
    if not running:
        return [Reply((text("loans.nobody_owes"), await _funds(turn)))]
    await turn.note("loans")
    outstanding = 0
    overdue: list[_Owed] = []
    coming: list[_Owed] = []
    for loan in running:
        where = await position_of(turn.connection, loan, turn.post)
        outstanding += where.outstanding_principal
        if where.arrears:
            overdue.append(_Owed(where.overdue[0].due_on, loan, where.arrears))
        if where.upcoming is not None and where.upcoming.due_on <= turn.today + _AHEAD:
            coming.append(_Owed(where.upcoming.due_on, loan, where.upcoming.total))
    borrowers = {loan.person_id: loan.borrower for loan in running}
    names = await members_apart(turn, turn.club_id, borrowers)
    head = text("loans.book", count=len(running), left=outstanding)
    late = text("loans.book_overdue", rows=_lines(overdue, names)) if overdue else text("loans.book_all_paid")
    soon = [text("loans.book_coming", rows=_lines(coming, names))] if coming else []
    return [Reply((head, late, *soon, await _funds(turn)))]


def _lines(owed: Sequence[_Owed], names: Mapping[int, Text | str]) -> list[Text]:
    in_order = sorted(owed, key=lambda one: (one.due_on, sort_key(one.loan.borrower)))
    return [one.line(names) for one in in_order]


async def _funds(turn: Turn) -> Text:
    return text(
        "loans.funds",
        income=await loans.fund_balance(turn.connection, turn.club_id),
        activity=await loans.fund_balance(turn.connection, turn.club_id, "activity"),
    )
