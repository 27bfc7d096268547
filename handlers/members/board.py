"""What the board does with people: inviting, giving offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from club.errors import Misread
from club.notices import Kind
from club.roles import Action, Office
from handlers import dialogue as engine
from handlers.chat import Reply, say, text
from handlers.dialogue import Answer, Data, Flow, GoTo, Leave, Step, option, yes_no
from handlers.feature import Button
from handlers.members.choose import question, read_member
from handlers.members.invitation import with_ways_in
from handlers.members.personal_codes import RENEW
from handlers.members.service import board_changed
from handlers.members.terms import ask_term, read_term, term_of
from handlers.turn import Turn
from storage import clubs, codes, offices, people

_GIVEN_BY_CHAIR = (Office.DEPUTY, Office.SECRETARY, Office.ACCOUNTANT, Office.TREASURER)


async def invite(turn: Turn, args: str) -> Sequence[Reply]:
    """The club's code, its link and a QR code to show around."""
    code = await codes.valid_join_code(turn.connection, turn.club_id, turn.now)
    club = await clubs.get_club(turn.connection, turn.club_id)
    reply = with_ways_in(turn, "members.invite", code.code, club=club.name, until=code.expires_at)
    leads = turn.membership is not None and turn.membership.offices & {Office.CHAIR, Office.DEPUTY}
    return [replace(reply, choices=(RENEW.choice("", "members.renew_code"),) if leads else ())]


async def _ask_who(turn: Turn, data: Data) -> Reply:
    found = [m for m in await people.members(turn.connection, data["club_id"]) if m.person.id != turn.person.id]
    return question("members.ask_appointee", found)


async def _read_who(turn: Turn, data: Data, given: Answer) -> Any:
    person_id = await read_member(turn, data["club_id"], given)
    if person_id == turn.person.id:
        raise Misread("members.appointee_self")
    return person_id


async def _ask_office(turn: Turn, data: Data) -> Reply:
    person = await people.get_person(turn.connection, data["who"])
    return say(
        "members.ask_office", *(option(o.value, f"members.office.{o.value}") for o in _GIVEN_BY_CHAIR), name=person.full_name
    )


async def _read_office(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice not in [o.value for o in _GIVEN_BY_CHAIR]:
        raise Misread("common.choose_or_type")
    return given.choice


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    person = await people.get_person(turn.connection, data["who"])
    until = term_of(turn, data)
    office = text("members.office_until", office=text(f"members.office.{data['office']}"), until=until)
    return say("members.ask_appoint_sure", *yes_no(), option("term", "members.other_term"), name=person.full_name, office=office)


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
        Kind.MEMBERSHIP, f"office:{data['club_id']}:{office.value}:{turn.stamp}", recipient,
        say("members.appointed_to_member", office=named, club=club.name),
    )  # fmt: skip
    if recipient.address_id is not None and recipient.channel is not None:
        board_changed(turn, recipient.person, recipient.channel, recipient.address_id)
    return [say("members.appointed", name=recipient.person.full_name, office=named)]


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


INVITE = Button("invite", Action.SEE_ROSTER, invite, of_row=False)
APPOINT_BUTTON = Button("appoint", Action.APPOINT, _begin, of_row=False)
