"""Joining a club: code, consent, a few questions, the board's approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from club.errors import Misread, Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.consent import Purpose
from club.people.phones import read_phone
from club.people.standing import Standing
from club.vietnamese.fold import words
from handlers.conversation.chat import Layout, Reply, say, text
from handlers.conversation.dialogue import (
    Answer,
    Data,
    Flow,
    GoTo,
    Leave,
    Step,
    option,
    or_leave,
    read_agreed,
    start,
    yes_no,
)
from handlers.conversation.turn import Turn
from handlers.joining.buttons import APPROVE, REFUSE
from handlers.members.identity import BIRTH, NAME, SEX, known_or_new
from handlers.members.service import admit, board_changed
from storage.organisation import clubs, codes, offices
from storage.organisation.codes import Code
from storage.people import consents, memberships

_ABOUT_ME = ("name", "birth", "sex", "phone")


async def begin(turn: Turn, code: Code) -> Sequence[Reply]:
    """Joins the code's club. Raises Refused for somebody who is in already."""
    assert code.club_id is not None
    already = turn.writer.standpoint.in_club(code.club_id)
    if already is not None and code.office is None:
        if already.standing is Standing.ACTIVE:
            raise Refused("joining.already_member")
        if already.standing is Standing.PENDING:
            raise Refused("common.denied_pending")
    club = await clubs.get_club(turn.connection, code.club_id)
    data: Data = {"code": code.code, "club_id": code.club_id, "club": club.name, "commune": club.commune}
    if code.office is not None:
        data["office"] = code.office.value
    if turn.writer.person is not None:  # known from another club: nothing is asked twice
        data |= dict.fromkeys(_ABOUT_ME, "") | {"health": Purpose.HEALTH in turn.writer.consents}
    return await start(turn, JOIN, data)


async def _ask_consent(turn: Turn, data: Data) -> Reply:
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "joining.ask_consent",
        *yes_no("members.agree", "members.disagree"),
        club=data["club"],
        commune=data["commune"],
        office=text(f"members.office.{data['office']}") if data.get("office") else "",
        abroad=abroad,
    )


_read_consent = or_leave("joining.consent_refused")


async def _ask_health(turn: Turn, data: Data) -> Reply:
    return say("joining.ask_health_consent", *yes_no("members.agree", "members.disagree"))


async def _ask_phone(turn: Turn, data: Data) -> Reply:
    reply = say("joining.ask_phone", option("none", "joining.no_phone"))
    return replace(reply, layout=Layout.CONTACT)


async def _read_phone(turn: Turn, data: Data, given: Answer) -> Any:
    if given.contact is not None:
        if not given.contact.own:
            raise Refused("joining.contact_not_own")
        phone = given.contact.phone
        return [read_phone(phone if phone.startswith(("+", "0")) else f"+{phone}"), True]
    if given.choice == "none" or words(given.text) in (
        "khong",
        "khong co",
        "khong co dien thoai",
        "ko co",
        "bo qua",
    ):
        return [None, False]
    return [read_phone(given.text), False]


async def _ask_confirm(turn: Turn, data: Data) -> Reply:
    known = turn.writer.person
    name, phone = (known.full_name, known.phone) if known else (data["name"], data["phone"][0])
    year = known.birth_year if known else data["birth"][0]
    sex = known.sex if known else data["sex"]
    return say(
        "joining.ask_confirm",
        option("yes", "joining.confirm_right"),
        option("no", "joining.confirm_wrong"),
        name=name,
        year=year,
        sex=sex,
        phone=phone,
        club=data["club"],
    )


async def _read_confirm(turn: Turn, data: Data, given: Answer) -> Any:
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    if given.agreed:
        return True
    if turn.writer.person is not None:
        return Leave((say("common.cancelled"),))
    return GoTo("name", ("birth", "sex", "phone"))


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    code = await codes.find_code(turn.connection, data["code"])
    if code is None or code.state(turn.now) != "open":
        return [say(f"members.code_{code.state(turn.now) if code else 'unknown'}")]
    person_id = await known_or_new(turn, data)
    channel = turn.incoming.channel
    await consents.add_consent(turn.connection, person_id, Purpose.MEMBERSHIP, True, channel, turn.now)
    await consents.add_consent(
        turn.connection, person_id, Purpose.HEALTH, bool(data["health"]), channel, turn.now
    )
    membership_id = await memberships.apply_for(turn.connection, person_id, data["club_id"], turn.now)
    if code.office is not None:
        if not await codes.use_code(turn.connection, code.id, person_id, turn.now):
            raise Refused("members.code_used")
        await admit(turn, membership_id, by=None)
        await offices.appoint(
            turn.connection, data["club_id"], person_id, code.office, by=None, today=turn.today
        )
        await turn.reload()
        board_changed(turn, turn.person, channel, turn.writer.address_id)
        join = await codes.join_code(turn.connection, data["club_id"])
        waiting = await memberships.members(turn.connection, data["club_id"], (Standing.PENDING,))
        return [
            say(
                "joining.welcome_board",
                office=text(f"members.office.{code.office.value}"),
                club=data["club"],
                code=join,
            ),
            say("joining.board_first_steps", waiting=len(waiting)),
        ]
    await turn.reload()
    await _ask_approval(turn, membership_id, data)
    return [say("joining.applied", club=data["club"])]


async def _ask_approval(turn: Turn, membership_id: int, data: Data) -> None:
    person = turn.person
    for leader in await turn.office_holders(data["club_id"], Office.CHAIR, Office.DEPUTY):
        turn.tell(
            Kind.APPLICATION,
            f"application:{membership_id}:{turn.stamp}",
            leader,
            say(
                "joining.application",
                APPROVE.choice(membership_id, "joining.approve"),
                REFUSE.choice(membership_id, "joining.refuse"),
                name=person.full_name,
                year=person.birth_year,
                sex=person.sex,
                phone=person.phone,
                club=data["club"],
            ),
            subject=f"membership:{membership_id}",
        )


JOIN = Flow(
    "join",
    Action.JOIN,
    (
        Step("consent", _ask_consent, _read_consent),
        Step("health", _ask_health, read_agreed),
        NAME,
        BIRTH,
        SEX,
        Step("phone", _ask_phone, _read_phone, numbers=True),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
    _finish,
)
