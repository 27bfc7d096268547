"""What a borrower sees and answers: /khoanvay, and the agreement to a new loan."""

from __future__ import annotations

from collections.abc import Sequence

from club.errors import Misread
from club.messages.notices import Kind
from club.money.loans import schedule
from club.money.position import Position
from club.money.repayment_lines import split_name
from club.organisation.roles import Action, Target
from club.people.consent import Purpose
from club.people.kinship import Right
from club.people.names import find_named
from club.people.standing import Standing
from club.vietnamese import persons
from club.vietnamese.said import Said, hear
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.feature import Button, its_club
from handlers.conversation.turn import Turn
from handlers.kin.service import meant
from handlers.loans.book import book
from handlers.loans.service import (
    as_it_stands,
    next_text,
    notices_again,
    plan_for_loan,
    position_of,
    terms_args,
)
from handlers.members.finding import SHOWN
from handlers.members.namesakes import of_member, told_apart
from storage.money import loans
from storage.money.loans import Loan
from storage.people import consents, memberships
from storage.people.memberships import Member


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/khoanvay [member]`: what I owe, what comes next, and every instalment;
    or, by right, what a member owes.
    """
    said = hear(args)
    kin = await meant(turn, said, Right.SEES_LOANS)
    if kin is not None:
        return await _of_followed(turn, kin.member_id, kin.name)
    if turn.may(Action.TAKE_REPAYMENT) and said and not persons.of(said).own:
        return await _of_borrower(turn, said)
    if persons.of(said).others:
        return [say("loans.not_yours")]
    return await _of_self(turn)


async def _of_borrower(turn: Turn, said: Said) -> Sequence[Reply]:
    """What a borrower of the club owes it, for whoever keeps its loans."""
    everybody = await memberships.members(turn.connection, turn.club_id, tuple(Standing))
    name = split_name(said).name or said.normal
    found = find_named(everybody, name, lambda m: (m.person.full_name, m.person.birth_year))
    if not found:
        raise Misread("members.who_unknown", name=name[:60])
    if len(found) > 1:
        shown = found[:SHOWN]
        choices = (
            OWED.choice(
                m.membership_id,
                "members.who",
                name=m.person.full_name,
                year=m.person.birth_year,
                apart=apart,
            )
            for m, apart in zip(shown, told_apart(turn, [of_member(m) for m in shown]), strict=True)
        )
        return [say("members.who_which", *choices, count=len(found))]
    return await _owed(turn, found[0])


async def _owed(turn: Turn, member: Member) -> Sequence[Reply]:
    person = member.person
    await turn.note("loans", about=person.id)
    running = [
        x
        for x in await loans.of_person(turn.connection, person.id, ("active",))
        if x.club_id == member.club_id
    ]
    if not running:
        return [say("loans.none_of", name=person.full_name)]
    lines = [text("loans.of_whom", name=person.full_name)]
    for loan in running:
        where = await position_of(turn.connection, loan, turn.post)
        lines.append(text("loans.summary", left=where.outstanding_principal, **terms_args(loan)))
        if where.arrears:
            lines.append(text("loans.arrears", amount=where.arrears))
        lines.append(next_text(where, loan.terms))
    return [Reply(tuple(lines))]


async def _of_followed(turn: Turn, member_id: int, name: str) -> Sequence[Reply]:
    """What a member owes, for a relative who may see it;
    what is overdue is the borrower's and the board's alone.
    """
    await turn.note("loans", about=member_id)
    running = await loans.of_person(turn.connection, member_id, ("active",))
    if not running:
        return [say("loans.none_of", name=name)]
    lines = [text("loans.of_whom", name=name)]
    for loan in running:
        where = await position_of(turn.connection, loan, turn.post)
        lines.append(text("loans.summary", left=where.outstanding_principal, **terms_args(loan)))
        if where.upcoming is not None:
            lines.append(next_text(where, loan.terms))
    return [Reply(tuple(lines))]


async def _of_self(turn: Turn) -> Sequence[Reply]:
    found = await loans.of_person(turn.connection, turn.person.id)
    if not found and turn.may(Action.TAKE_REPAYMENT):  # "sổ vay" of whoever keeps the club's
        return [say("loans.none"), *await book(turn, "")]
    if not found:
        return [say("loans.none")]
    replies: list[Reply] = []
    for loan in found:
        if loan.state == "proposed":
            replies.append(offer(loan))
            continue
        where = await position_of(turn.connection, loan, turn.post)
        lines = [text("loans.summary", left=where.outstanding_principal, **terms_args(loan))]
        if where.arrears:
            lines.append(text("loans.arrears", amount=where.arrears))
        lines.append(next_text(where, loan.terms))
        replies.append(Reply(tuple(lines)))
        replies.append(say("loans.schedule", rows=_rows(loan, where)))
    return replies


def _rows(loan: Loan, where: Position) -> list[Text]:
    """Every instalment: what is left of it today, or what it was where it is paid."""
    left = {r.number: r for r in where.remaining}
    return [
        text(
            "loans.row",
            number=r.number,
            due=r.due_on,
            total=r.total,
            principal=r.principal,
            interest=r.interest,
            paid=r.number not in left,
        )
        for r in (left.get(planned.number, planned) for planned in schedule(loan.terms))
    ]


def offer(loan: Loan) -> Reply:
    """What the borrower is asked to agree to."""
    return say(
        "loans.offer",
        AGREE.choice(loan.id, "loans.agree"),
        DECLINE.choice(loan.id, "loans.decline"),
        **terms_args(loan),
    )


async def _borrower(turn: Turn, loan: Loan) -> Target:
    """For `can`: whose loan it is."""
    return Target(loan.club_id, loan.person_id)


async def _agree(turn: Turn, offered: Loan) -> Sequence[Reply]:
    if not await loans.confirm(
        turn.connection, offered.id, by=turn.person.id, now=turn.now, today=turn.today
    ):
        return [say("loans.answered_before")]
    await consents.add_consent(
        turn.connection, turn.person.id, Purpose.LOANS, True, turn.incoming.channel, turn.now
    )
    await notices_again(turn)
    loan = await as_it_stands(turn.connection, offered.id)
    turn.outgoing.extend(await plan_for_loan(turn.connection, turn.post, turn.around.rules, loan))
    await _tell_recorder(turn, loan, "loans.agreed_to_board")
    where = await position_of(turn.connection, loan, turn.post)
    return [Reply((text("loans.agreed", principal=loan.terms.principal), next_text(where, loan.terms)))]


async def _decline(turn: Turn, loan: Loan) -> Sequence[Reply]:
    if not await loans.decline(turn.connection, loan.id, turn.now):
        return [say("loans.answered_before")]
    await _tell_recorder(turn, loan, "loans.declined_to_board")
    return [say("loans.declined")]


async def _tell_recorder(turn: Turn, loan: Loan, key: str) -> None:
    turn.tell(
        Kind.LOAN_ANSWER,
        f"loan_answer:{loan.id}",
        await turn.recipient(loan.recorded_by),
        say(key, name=loan.borrower, principal=loan.terms.principal),
    )


OWED = Button("owed", Action.TAKE_REPAYMENT, _owed, its_club, load=memberships.find_membership)
AGREE = Button(
    "loan_yes",
    Action.ANSWER_LOAN,
    _agree,
    _borrower,
    load=loans.get_loan,
    echoes="nhận|vay|ký",
    says_yes=True,
)
DECLINE = Button("loan_no", Action.ANSWER_LOAN, _decline, _borrower, load=loans.get_loan)
