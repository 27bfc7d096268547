"""What the board does with people: inviting, giving offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.errors import Misread
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Data, Flow, GoTo, Leave, Step, option, yes_no
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.members.finding import question, read_member
from handlers.members.service import board_changed
from handlers.offices import buttons
from handlers.offices.terms import ask_term, read_term, term_of
from storage.organisation import clubs, offices
from storage.people import memberships, persons

_GIVEN_BY_CHAIR = (Office.DEPUTY, Office.SECRETARY, Office.ACCOUNTANT, Office.TREASURER)


async def _ask_who(turn: Turn, data: Data) -> Reply:
    found = [
        m
        for m in await memberships.members(turn.connection, data["club_id"])
        if m.person.id != turn.person.id
    ]
    return question("offices.ask_appointee", found)


async def _read_who(turn: Turn, data: Data, given: Answer) -> Any:
    person_id = await read_member(turn, data["club_id"], given)
    if person_id == turn.person.id:
        raise Misread("offices.appointee_self")
    return person_id


async def _ask_office(turn: Turn, data: Data) -> Reply:
    person = await persons.get_person(turn.connection, data["who"])
    return say(
        "offices.ask_office",
        *(option(o.value, f"members.office.{o.value}") for o in _GIVEN_BY_CHAIR),
        name=person.full_name,
    )


async def _read_office(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice not in [o.value for o in _GIVEN_BY_CHAIR]:
        raise Misread("common.choose_or_type")
    return given.choice


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    person = await persons.get_person(turn.connection, data["who"])
    until = term_of(turn, data)
    office = text("offices.office_until", office=text(f"members.office.{data['office']}"), until=until)
    return say(
        "offices.ask_appoint_sure",
        *yes_no(),
        option("term", "offices.other_term"),
        name=person.full_name,
        office=office,
    )


async def _read_sure(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice == "term":
        data["other_term"] = True
        return GoTo("term")
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return True if given.agreed else Leave((say("common.cancelled"),))


async def _appoint(turn: Turn, data: Data) -> Sequence[Reply]:
    office = Office(data["office"])
    await offices.appoint(
        turn.connection,
        data["club_id"],
        data["who"],
        office,
        by=turn.person.id,
        today=turn.today,
        term_until=term_of(turn, data),
    )
    await turn.note("appointed", about=data["who"], detail=office.value)
    recipient = await turn.recipient(data["who"])
    club = await clubs.get_club(turn.connection, data["club_id"])
    named = text(f"members.office.{office.value}")
    turn.tell(
        Kind.MEMBERSHIP,
        f"office:{data['club_id']}:{office.value}:{turn.stamp}",
        recipient,
        say("offices.appointed_to_member", office=named, club=club.name),
    )
    if recipient.address_id is not None and recipient.channel is not None:
        board_changed(turn, recipient.person, recipient.channel, recipient.address_id)
    return [say("offices.appointed", name=recipient.person.full_name, office=named)]


APPOINT = Flow(
    "appoint",
    Action.APPOINT,
    (
        Step("who", _ask_who, _read_who),
        Step("office", _ask_office, _read_office),
        Step("term", ask_term, read_term, needed=lambda d: bool(d.get("other_term")), numbers=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _appoint,
)


async def _begin(turn: Turn, args: str) -> Sequence[Reply]:
    return await engine.start(turn, APPOINT, {"club_id": turn.club_id})


APPOINT_BUTTON = Button(buttons.APPOINT.name, Action.APPOINT, _begin, of_row=False)
