"""What the board does with people: inviting, giving offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.told_of import titled
from club.vietnamese.fold import words as bare_words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, option, yes_no
from handlers.conversation.feature import Button
from handlers.conversation.reading import agreed, chosen
from handlers.conversation.turn import Turn
from handlers.members.finding import question, read_member
from handlers.members.service import board_changed
from handlers.offices import buttons
from handlers.offices.terms import Term, ask_term, last_day, read_term, term_said
from storage.messages.recipients import Recipient
from storage.organisation import clubs, offices
from storage.people import memberships, persons
from storage.people.persons import Person
from storage.records import planning

_GIVEN_BY_CHAIR = (Office.DEPUTY, Office.SECRETARY, Office.ACCOUNTANT, Office.TREASURER)


@dataclass(frozen=True, kw_only=True)
class Appointing:
    """Who of the club gets which office, until when; `other_term`: not for the usual time."""

    club_id: int
    who: int | None = None
    office: Office | None = None
    other_term: bool = False
    term: Term | None = None
    sure: bool | None = None


async def _ask_who(turn: Turn, answers: Appointing) -> Reply:
    found = [
        m
        for m in await memberships.members(turn.connection, answers.club_id)
        if m.person.id != turn.person.id
    ]
    return question(turn, "offices.ask_appointee", found)


async def _read_who(turn: Turn, answers: Appointing, given: Answer) -> int | Appointing:
    """Who, and beside it perhaps as what: "cho bà Thủy làm thư ký"."""
    office = _other_office(turn, given)
    name = titled(given.said) if office is not None else ""
    person_id = await read_member(turn, answers.club_id, replace(given, text=name) if name else given)
    if person_id == turn.person.id:
        raise Misread("offices.appointee_self")
    return replace(answers, who=person_id, office=office) if office is not None else person_id


async def _appointee(turn: Turn, answers: Appointing) -> Person:
    return await persons.get_person(turn.connection, answered(answers.who))


async def _ask_office(turn: Turn, answers: Appointing) -> Reply:
    person = await _appointee(turn, answers)
    return say(
        "offices.ask_office",
        *(option(o.value, f"members.office.{o.value}") for o in _GIVEN_BY_CHAIR),
        name=person.full_name,
    )


async def _read_office(turn: Turn, answers: Appointing, given: Answer) -> Office | Appointing:
    """Which office; beside it may stand for how long: "thư ký 2 năm"."""
    term = term_said(turn, given)
    if term is not None and (office := _other_office(turn, given)) is not None:
        return replace(answers, office=office, term=term)
    return Office(chosen(given, _GIVEN_BY_CHAIR))


async def _displaced(turn: Turn, answers: Appointing) -> list[Recipient]:
    """Who holds the office now and will not any more: each but deputy has one holder."""
    office = answered(answers.office)
    if office is Office.DEPUTY:
        return []
    holders = await turn.office_holders(answers.club_id, office)
    return [holder for holder in holders if holder.person.id != answers.who]


async def _ask_sure(turn: Turn, answers: Appointing) -> Reply:
    person = await _appointee(turn, answers)
    named = text(f"members.office.{answered(answers.office).value}")
    office = text("offices.office_until", office=named, until=last_day(turn, answers.term))
    return say(
        "offices.ask_appoint_sure",
        *yes_no(),
        option("term", "offices.other_term"),
        name=person.full_name,
        office=office,
        present=[holder.person.full_name for holder in await _displaced(turn, answers)],
    )


def _other_office(turn: Turn, given: Answer) -> Office | None:
    """The office that is named instead: "không, thư ký"; the last one, as what is denied comes first."""
    said = f" {given.said.bare} "
    at = {
        o: said.rfind(f" {bare_words(turn.label(text(f'members.office.{o.value}')))} ")
        for o in _GIVEN_BY_CHAIR
    }
    named = max(at, key=lambda office: at[office])
    return named if given.choice is None and at[named] >= 0 else None


async def _read_sure(turn: Turn, answers: Appointing, given: Answer) -> bool | Leave | Appointing:
    if given.choice == "term":
        return replace(answers, other_term=True, term=None)
    named, term = _other_office(turn, given), term_said(turn, given)
    changed = replace(answers, office=named or answers.office, term=term or answers.term)
    if changed != answers:
        return changed
    return True if agreed(given) else Leave((say("common.cancelled"),))


async def _appoint(turn: Turn, answers: Appointing) -> Sequence[Reply]:
    who, office = answered(answers.who), answered(answers.office)
    displaced = await _displaced(turn, answers)
    await offices.appoint(
        turn.connection,
        answers.club_id,
        who,
        office,
        by=turn.person.id,
        today=turn.today,
        term_until=last_day(turn, answers.term),
    )
    await planning.plan_again(turn.connection, turn.now, clubs=[answers.club_id])
    await turn.note("appointed", about=who, detail=office.value)
    recipient = await turn.recipient(who)
    club = await clubs.get_club(turn.connection, answers.club_id)
    named = text(f"members.office.{office.value}")
    turn.tell(
        Kind.MEMBERSHIP,
        f"office:{answers.club_id}:{office.value}:{turn.stamp}",
        recipient,
        say("offices.appointed_to_member", office=named, club=club.name),
    )
    for holder in displaced:
        told = say("offices.displaced", name=recipient.person.full_name, office=named, club=club.name)
        turn.tell(
            Kind.MEMBERSHIP, f"office:{answers.club_id}:{office.value}:{turn.stamp}:before", holder, told
        )
    if recipient.address_id is not None and recipient.channel is not None:
        board_changed(turn, recipient.person, recipient.channel, recipient.address_id)
    return [say("offices.appointed", name=recipient.person.full_name, office=named)]


APPOINT = Flow(
    "appoint",
    Action.APPOINT,
    Appointing,
    (
        Step("who", _ask_who, _read_who),
        Step("office", _ask_office, _read_office),
        Step("term", ask_term, read_term, needed=lambda a: a.other_term, numbers=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _appoint,
)


async def _begin(turn: Turn, args: str) -> Sequence[Reply]:
    return await engine.start(turn, APPOINT, Appointing(club_id=turn.club_id))


APPOINT_BUTTON = Button(buttons.APPOINT.name, Action.APPOINT, _begin, of_row=False)
