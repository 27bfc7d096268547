"""Use cases of loans: notices before, on and after each due date, receipts.

Arrears go to borrower and board alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from club.messages.notices import Kind, Lead, Reason
from club.messages.windows import PLAN_AHEAD, Window, windows
from club.messages.windows import planned_again as next_day
from club.money.loans import Instalment, Terms, schedule
from club.money.position import Position, position
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.kinship import Right
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.post import Post
from handlers.conversation.turn import ReminderRules, Turn
from handlers.conversation.wording import Wording
from storage import Connection
from storage.messages import outbox, recipients
from storage.messages.outbox import Draft
from storage.messages.recipients import Recipient
from storage.money import loans, repayments
from storage.money.loans import Loan
from storage.people import kinships, memberships
from storage.people.memberships import Member

MONEY_OFFICES = (Office.TREASURER, Office.ACCOUNTANT, Office.CHAIR)
LAST_OVERDUE = timedelta(days=7)
"""how long the last notice of an overdue instalment helps"""
SHARED = frozenset({Right.SEES_LOANS, Right.GETS_REMINDERS})
"""the rights of a relative who is reminded of the member's instalments"""
BOARD_AFTER = timedelta(days=14)
"""From this lead on an overdue notice goes to the board, not to the borrower (DOMAIN)."""


async def position_of(connection: Connection, loan: Loan, post: Post) -> Position:
    """Where the loan stands today."""
    paid = await repayments.payments(connection, [loan.id])
    return position(loan.terms, paid[loan.id], post.today)


def formula(row: Instalment, terms: Terms) -> Text:
    """What an instalment is made of, and how its interest comes about where a formula says it."""
    return text(
        "loans.formula",
        principal=row.principal,
        interest=row.interest,
        base=row.base,
        rate=terms.rate_ppm,
    )


async def plan_for_loan(connection: Connection, post: Post, rules: ReminderRules, loan: Loan) -> list[Draft]:
    """The notices of what this loan has to pay next or has not paid.

    Nothing is caught up that was due before the loan last changed: that change said it already.
    """
    if loan.state != "active":
        return []
    rows = _open_rows(await position_of(connection, loan, post))
    if not rows:
        return []
    borrower = (await recipients.recipients(connection, [loan.person_id]))[0]
    board = await _board(connection, loan) if rows[0].due_on < post.today else []
    relatives = await _relatives(connection, loan)
    drafts: list[Draft] = []
    for row in rows:
        if row.due_on >= post.today:
            drafts += _before(post, rules, loan, row, borrower, relatives)
        else:
            drafts += _after(post, rules, loan, row, borrower, board)
    return drafts


async def planned_again(connection: Connection, post: Post, rules: ReminderRules, loan: Loan) -> date | None:
    """The day on which the loan's notices are to be planned again; None where nothing is to come."""
    if loan.state != "active":
        return None
    upcoming = (await position_of(connection, loan, post)).upcoming
    if upcoming is None:
        return None
    first = max((lead.delta for lead in rules.loan), default=timedelta())
    after = upcoming.due_on + timedelta(days=1)
    return next_day([upcoming.due_on - first, after + PLAN_AHEAD], post.today)


def _open_rows(where: Position) -> list[Instalment]:
    return [row for row in (*where.overdue, where.upcoming) if row is not None]


async def _board(connection: Connection, loan: Loan) -> list[Recipient]:
    members = await memberships.members(connection, loan.club_id)
    return await recipients.recipients(
        connection, [m.person.id for m in members if holds_money(m) and m.person.id != loan.person_id]
    )


def holds_money(member: Member) -> bool:
    """Whether they answer for the club's money."""
    return bool(member.offices & set(MONEY_OFFICES))


async def _relatives(connection: Connection, loan: Loan) -> list[Recipient]:
    """Who may see the borrower's loans and shares their reminders; what is overdue is never told to them."""
    kin = [k for k in await kinships.relatives_of(connection, [loan.person_id]) if k.rights >= SHARED]
    return await recipients.recipients(connection, [k.relative_id for k in kin])


def _before(
    post: Post,
    rules: ReminderRules,
    loan: Loan,
    row: Instalment,
    borrower: Recipient,
    relatives: Sequence[Recipient],
) -> list[Draft]:
    return [
        _notice(post, Kind.LOAN if to is borrower else Kind.LOAN_SHARED, loan, row, to, window)
        for to in (borrower, *relatives)
        for window in _windows(post, rules.of(to.person), loan, row)
    ]


def _windows(post: Post, rules: ReminderRules, loan: Loan, row: Instalment) -> list[Window]:
    """The notices before an instalment."""
    zone = post.texts.zone
    due_at = datetime.combine(row.due_on, rules.hour, zone)
    day_end = datetime.combine(row.due_on + timedelta(days=1), datetime.min.time(), zone)
    dues = [(lead.before(due_at, rules.hour), lead) for lead in rules.loan]
    return windows(dues, day_end, rules.quiet, since=loan.revised_at, now=post.local)


def _after(
    post: Post,
    rules: ReminderRules,
    loan: Loan,
    row: Instalment,
    borrower: Recipient,
    board: Sequence[Recipient],
) -> list[Draft]:
    rules = rules.of(borrower.person)
    dues = [(lead.after(row.due_on, rules.hour, post.texts.zone), lead) for lead in rules.overdue]
    drafts = []
    for window in windows(dues, LAST_OVERDUE, rules.quiet, since=loan.revised_at, now=post.local):
        if _is_for_board(window.lead):
            drafts += [_notice(post, Kind.LOAN_BOARD, loan, row, to, window) for to in board]
        else:
            drafts.append(_notice(post, Kind.LOAN, loan, row, borrower, window))
    return drafts


def _is_for_board(lead: Lead) -> bool:
    return lead.delta >= BOARD_AFTER


def _notice(post: Post, kind: Kind, loan: Loan, row: Instalment, to: Recipient, window: Window) -> Draft:
    late = "o" if row.due_on < post.today else ""
    shared = f":for:{loan.person_id}" if kind is Kind.LOAN_SHARED else ""
    return post.planned(
        kind,
        f"loan:{loan.id}:r{loan.revision}:i{row.number}:{late}{window.lead}{shared}",
        to,
        {"loan": loan.id, "revision": loan.revision, "instalment": row.number, "lead": str(window.lead)},
        window,
    )


async def _words(
    connection: Connection, post: Post, kind: Kind, to: Recipient, about: Mapping[str, Any]
) -> Reply | Reason:
    loan = await loans.get_loan(connection, about["loan"])
    if loan is None or loan.state != "active" or loan.revision != about["revision"]:
        return Reason.CHANGED
    open_rows = _open_rows(await position_of(connection, loan, post))
    row = next((r for r in open_rows if r.number == about["instalment"]), None)
    if row is None:
        return Reason.CHANGED
    if kind is not Kind.LOAN:
        agreed = (await recipients.recipients(connection, [loan.person_id]))[0].consents
        if kind is Kind.LOAN_SHARED and Purpose.LOANS not in agreed:
            return Reason.WITHDRAWN
    if kind is Kind.LOAN_BOARD:
        member = await memberships.of_person(connection, to.person.id, loan.club_id)
        if member is None or not holds_money(member):
            return Reason.NO_OFFICE
        days = Lead.parse(about["lead"]).amount
        return say("loans.notice_board", name=loan.borrower, due=row.due_on, total=row.total, days=days)
    if kind is Kind.LOAN_SHARED:
        kin = await kinships.between(connection, loan.person_id, to.person.id)
        if kin is None or not kin.rights >= SHARED:
            return Reason.WITHDRAWN
        return say("relatives.loan_reminder", name=loan.borrower, due=row.due_on, total=row.total)
    key = "after" if row.due_on < post.today else "today" if row.due_on == post.today else "before"
    return say(f"loans.notice_{key}", due=row.due_on, total=row.total, how=formula(row, loan.terms))


def _wording(kind: Kind) -> Wording:
    async def why(connection: Connection, about: Mapping[str, Any]) -> Text | None:
        loan = await loans.get_loan(connection, about["loan"])
        if loan is None:
            return None
        row = next((r for r in schedule(loan.terms) if r.number == about["instalment"]), None)
        return text(f"loans.why.{kind.value}", name=loan.borrower, due=row.due_on) if row else None

    async def reply(
        connection: Connection, post: Post, to: Recipient, about: Mapping[str, Any]
    ) -> Reply | Reason:
        return await _words(connection, post, kind, to, about)

    return Wording(reply, why)


WORDINGS = {kind: _wording(kind) for kind in (Kind.LOAN, Kind.LOAN_SHARED, Kind.LOAN_BOARD)}


async def notices_again(turn: Turn) -> None:
    """Whoever agrees again that loans are kept gets the notices of what is open, and so do relatives."""
    subjects = [f"loan:{loan.id}" for loan in await loans.of_person(turn.connection, turn.person.id)]
    over = (Reason.NO_CONSENT, Reason.WITHDRAWN)
    await outbox.come_back(turn.connection, turn.person.id, subjects, over, turn.now)


async def as_it_stands(connection: Connection, loan_id: int) -> Loan:
    """The loan, read again after it was changed; loans are never deleted."""
    loan = await loans.get_loan(connection, loan_id)
    assert loan is not None
    return loan


async def replan(
    connection: Connection, post: Post, rules: ReminderRules, loan_id: int
) -> tuple[Loan, list[Draft]]:
    """After a loan changed: what was queued is cancelled and planned anew."""
    await outbox.cancel(connection, f"loan:{loan_id}", Reason.CHANGED, post.now)
    loan = await as_it_stands(connection, loan_id)
    return loan, await plan_for_loan(connection, post, rules, loan)


def next_text(where: Position, terms: Terms) -> Text:
    """What comes next for the borrower, in one line."""
    if where.settled:
        return text("loans.settled")
    row = where.upcoming
    if row is None:
        return text("loans.all_due", payoff=where.payoff)
    return text("loans.next", due=row.due_on, total=row.total, how=formula(row, terms))


def still_due(where: Position) -> tuple[Text, ...]:
    """What of instalments whose day has passed is missing, where something else comes next."""
    if not where.arrears or where.upcoming is None:
        return ()
    return (text("loans.arrears", amount=where.arrears),)


def terms_args(loan: Loan) -> dict[str, object]:
    """What the texts of a loan are filled with."""
    t = loan.terms
    rows = schedule(t)
    return {
        "principal": t.principal,
        "rate": t.rate_ppm,
        "months": t.months,
        "method": text(f"loans.method.{t.method.value}"),
        "lent_on": t.lent_on,
        "first_due": t.first_due,
        "first_total": rows[0].total,
        "interest": sum(r.interest for r in rows),
    }
