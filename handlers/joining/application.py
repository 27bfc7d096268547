"""Joining a club: code, consent, a few questions, the board's approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread, Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.asking_in import asks_in
from club.people.confirming import Amended, amended
from club.people.consent import Purpose
from club.people.phones import has_none, read_phone
from club.people.roster import Described
from club.people.standing import Standing
from club.vietnamese.fold import words
from handlers.conversation.chat import Layout, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, option, start, yes_no
from handlers.conversation.reading import agreed, or_leave, read_agreed
from handlers.conversation.turn import Turn
from handlers.joining.buttons import application
from handlers.joining.claim import ASK_HEALTH
from handlers.joining.contacts import own_number
from handlers.members.identity import BIRTH, NAME, SEX, Identity, Phone, known_or_new
from handlers.members.open_codes import open_code
from handlers.members.service import admit, board_changed
from storage.organisation import clubs, codes, offices
from storage.organisation.codes import Code
from storage.people import consents, memberships
from storage.records import planning

_NO_PHONE = ("khong", "khong co", "khong co dien thoai", "ko co", "bo qua")


@dataclass(frozen=True, kw_only=True)
class Joining(Identity):
    """The club and the office by the code, and what somebody says of themselves."""

    code: str
    club_id: int
    club: str
    commune: str
    office: Office | None = None
    consent: bool | None = None
    health: bool | None = None
    phone: Phone | None = None
    confirm: bool | None = None


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
    joining = Joining(
        code=code.code, club_id=code.club_id, club=club.name, commune=club.commune, office=code.office
    )
    if turn.writer.person is not None:  # known from another club: nothing is asked twice
        joining = replace(joining, known=True, health=Purpose.HEALTH in turn.writer.consents)
    return await start(turn, JOIN, joining)


async def _ask_consent(turn: Turn, answers: Joining) -> Reply:
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "joining.ask_consent",
        *yes_no("members.agree", "members.disagree"),
        club=answers.club,
        commune=answers.commune,
        office=text(f"members.office.{answers.office.value}") if answers.office else "",
        abroad=abroad,
    )


_agree_or_leave = or_leave("joining.consent_refused")


async def _read_consent(turn: Turn, answers: Joining, given: Answer) -> object:
    if (
        given.choice is None and given.agreed is not False and asks_in(given.said)
    ):  # wanting in agrees to nothing that is kept
        raise Misread("joining.agree_first")
    return await _agree_or_leave(turn, answers, given)


async def _ask_phone(turn: Turn, answers: Joining) -> Reply:
    reply = say("joining.ask_phone", option("none", "joining.no_phone"))
    return replace(reply, layout=Layout.CONTACT)


async def _read_phone(turn: Turn, answers: Joining, given: Answer) -> Phone:
    if given.contact is not None:
        return Phone(own_number(given.contact), verified=True)
    if given.choice == "none" or words(given.text) in _NO_PHONE or has_none(given.text):
        return Phone()
    return Phone(read_phone(given.text))


def _who(turn: Turn, answers: Joining) -> Described:
    """Whom the bot knows already, or what was answered."""
    known = turn.writer.person
    if known is not None:
        return Described(known.full_name, known.birth_year, known.sex, known.phone)
    year = answers.birth.year if answers.birth else None
    return Described(answers.name or "", year, answers.sex, answers.phone.number if answers.phone else None)


async def _ask_confirm(turn: Turn, answers: Joining) -> Reply:
    who = _who(turn, answers)
    return say(
        "joining.ask_confirm",
        option("yes", "joining.confirm_right"),
        option("no", "joining.confirm_wrong"),
        name=who.full_name,
        year=who.birth_year,
        sex=who.sex,
        phone=who.phone,
        club=answers.club,
    )


def _with(answers: Joining, right: Amended) -> Joining:
    """The answers without what was wrong, which is asked anew where the right one was not said."""
    return replace(
        answers,
        name=right.name if "name" in right.wrong else answers.name,
        birth=right.birth if "birth" in right.wrong else answers.birth,
        sex=right.sex if "sex" in right.wrong else answers.sex,
        phone=(Phone(right.phone) if right.phone else None) if "phone" in right.wrong else answers.phone,
    )


async def _read_confirm(turn: Turn, answers: Joining, given: Answer) -> bool | Leave | Joining:
    right = amended(given.said, turn.today) if given.choice is None else None
    if right is not None and not answers.known:
        return _with(answers, right)
    if right is None and agreed(given):
        return True
    if answers.known:
        return Leave((say("common.cancelled"),))
    return replace(answers, name=None, birth=None, sex=None, phone=None)


async def _finish(turn: Turn, answers: Joining) -> Sequence[Reply]:
    code = await open_code(turn, answers.code)
    if isinstance(code, Reply):
        return [code]
    club_id = answers.club_id
    person_id = await known_or_new(turn, answers, answers.phone)
    channel = turn.incoming.channel
    await consents.add_consent(turn.connection, person_id, Purpose.MEMBERSHIP, True, channel, turn.now)
    await consents.add_consent(
        turn.connection, person_id, Purpose.HEALTH, bool(answers.health), channel, turn.now
    )
    membership_id = await memberships.apply_for(turn.connection, person_id, club_id, turn.now)
    if code.office is not None:
        if not await codes.use_code(turn.connection, code.id, person_id, turn.now):
            raise Refused("members.code_used")
        await admit(turn, membership_id, by=None)
        await offices.appoint(turn.connection, club_id, person_id, code.office, by=None, today=turn.today)
        await planning.plan_again(turn.connection, turn.now, clubs=[club_id])
        await turn.reload()
        board_changed(turn, turn.person, channel, turn.writer.address_id)
        join = await codes.join_code(turn.connection, club_id)
        waiting = await memberships.members(turn.connection, club_id, (Standing.PENDING,))
        return [
            say(
                "joining.welcome_board",
                office=text(f"members.office.{code.office.value}"),
                club=answers.club,
                code=join,
            ),
            say("joining.board_first_steps", waiting=len(waiting)),
        ]
    await turn.reload()
    await _ask_approval(turn, membership_id, answers)
    return [say("joining.applied", club=answers.club)]


async def _ask_approval(turn: Turn, membership_id: int, answers: Joining) -> None:
    card = application(membership_id, _who(turn, answers), answers.club)
    for leader in await turn.office_holders(answers.club_id, Office.CHAIR, Office.DEPUTY):
        turn.tell(
            Kind.APPLICATION,
            f"application:{membership_id}:{turn.stamp}",
            leader,
            card,
            subject=f"membership:{membership_id}",
        )


JOIN = Flow(
    "join",
    Action.JOIN,
    Joining,
    (
        Step("consent", _ask_consent, _read_consent),
        Step("health", ASK_HEALTH, read_agreed),
        NAME,
        BIRTH,
        SEX,
        Step("phone", _ask_phone, _read_phone, needed=lambda a: not a.known, numbers=True),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
    _finish,
    echoes="cho|ghi|gửi",
)
