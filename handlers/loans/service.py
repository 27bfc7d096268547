"""Use cases of loans: notices before, on and after each due date, receipts.

Arrears go to borrower and board alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from club.messages.notices import Kind, Lead, Reason
from club.messages.windows import Window, windows
from club.money.loans import Instalment, Terms, schedule
from club.money.position import Position, position
from club.organisation.roles import Office
from club.people.kinship import Right
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.post import Post
from handlers.conversation.turn import ReminderRules
from storage import Connection
from storage.messages import outbox, recipients
from storage.messages.outbox import Draft
from storage.messages.recipients import Recipient
from storage.money import loans, repayments
from storage.money.loans import Loan
from storage.people import kinships, memberships

MONEY_OFFICES = (Office.TREASURER, Office.ACCOUNTANT, Office.CHAIR)
LAST_OVERDUE = timedelta(days=7)
"""how long the last notice of an overdue instalment helps"""
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
    where = await position_of(connection, loan, post)
    rows = [row for row in (*where.overdue, where.upcoming) if row is not None]
    if not rows:
        return []
    borrower = (await recipients.recipients(connection, [loan.person_id]))[0]
    board = await _board(connection, loan)
    relatives = await _relatives(connection, loan)
    drafts: list[Draft] = []
    for row in rows:
        if row.due_on >= post.today:
            drafts += _before(post, rules, loan, row, borrower, relatives)
        else:
            drafts += _after(post, rules, loan, row, borrower, board)
    return drafts


async def _board(connection: Connection, loan: Loan) -> list[Recipient]:
    members = await memberships.members(connection, loan.club_id)
    return await recipients.recipients(
        connection,
        [m.person.id for m in members if m.offices & set(MONEY_OFFICES) and m.person.id != loan.person_id],
    )


async def _relatives(connection: Connection, loan: Loan) -> list[Recipient]:
    """Who may see the borrower's loans and shares their reminders; what is overdue is never told to them."""
    both = {Right.SEES_LOANS, Right.GETS_REMINDERS}
    kin = [k for k in await kinships.relatives_of(connection, [loan.person_id]) if both <= k.rights]
    return await recipients.recipients(connection, [k.relative_id for k in kin])


def _before(
    post: Post,
    rules: ReminderRules,
    loan: Loan,
    row: Instalment,
    borrower: Recipient,
    relatives: Sequence[Recipient],
) -> list[Draft]:
    drafts = []
    for to in (borrower, *relatives):
        for window in _windows(post, rules.of(to.person), loan, row):
            if to is borrower:
                key = "loans.notice_today" if window.send_at.date() == row.due_on else "loans.notice_before"
                reply = say(key, due=row.due_on, total=row.total, how=formula(row, loan.terms))
                drafts.append(_notice(post, Kind.LOAN, loan, row, str(window.lead), to, reply, window))
            else:
                reply = say("relatives.loan_reminder", name=loan.borrower, due=row.due_on, total=row.total)
                shared = f"{window.lead}:for:{loan.person_id}"
                drafts.append(_notice(post, Kind.LOAN_SHARED, loan, row, shared, to, reply, window))
    return drafts


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
        lead = window.lead
        if _is_for_board(lead):
            reply = say(
                "loans.notice_board", name=loan.borrower, due=row.due_on, total=row.total, days=lead.amount
            )
            drafts += [
                _notice(post, Kind.LOAN_BOARD, loan, row, f"o{lead}", person, reply, window)
                for person in board
            ]
        else:
            reply = say("loans.notice_after", due=row.due_on, total=row.total, how=formula(row, loan.terms))
            drafts.append(_notice(post, Kind.LOAN, loan, row, f"o{lead}", borrower, reply, window))
    return drafts


def _is_for_board(lead: Lead) -> bool:
    return lead.delta >= BOARD_AFTER


def _notice(
    post: Post,
    kind: Kind,
    loan: Loan,
    row: Instalment,
    lead: str,
    to: Recipient,
    reply: Reply,
    window: Window,
) -> Draft:
    return post.to_person(
        kind,
        f"loan:{loan.id}:r{loan.revision}:i{row.number}:{lead}",
        to,
        reply,
        subject=f"loan:{loan.id}",
        not_before=window.send_at.astimezone(UTC),
        expires_at=window.until.astimezone(UTC),
        why=text(f"loans.why.{kind.value}", name=loan.borrower, due=row.due_on),
    )


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
