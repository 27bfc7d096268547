"""Relatives: a member invites somebody with rights of their choice; the relative accepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Misread, Refused
from club.messages.notices import Kind
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.kinship import Right
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, answered, option, yes_no
from handlers.conversation.feature import Button
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.loans.service import next_text, position_of
from handlers.members.identity import BIRTH, NAME, SEX, Identity, known_or_new
from handlers.members.invitation import with_ways_in
from handlers.members.open_codes import open_code
from handlers.relatives.granting import read_right
from handlers.relatives.rights import END, REVOKE, RIGHTS, kin_names, named_rights
from storage.health import readings
from storage.money import loans
from storage.organisation import codes
from storage.organisation.codes import Code
from storage.people import consents, kinships, persons
from storage.people.kinships import Kinship
from storage.records import planning

LISTED = 6
_OF_HEALTH = (Right.SEES_READINGS, Right.GETS_ALERTS)
_LONGEST_CALL = 20


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/nguoithan`: whom I follow, who follows me."""
    followed = await kinships.followed_by(turn.connection, turn.person.id)
    following = await kinships.relatives_of(turn.connection, [turn.person.id])
    names = kin_names(turn, [*followed, *following])
    lines: list[Text] = []
    buttons: list[Choice] = []
    for kin in followed[:LISTED]:
        lines += await _of_followed(turn, kin, names[kin.id])
        buttons.append(END.choice(kin.id, "relatives.end_followed", name=names[kin.id]))
    for kin in following[:LISTED]:
        lines.append(text("relatives.following", name=names[kin.id], rights=named_rights(kin.rights)))
        buttons.append(RIGHTS.choice(kin.id, "relatives.rights_button", name=names[kin.id]))
        buttons.append(END.choice(kin.id, "relatives.end_following", name=names[kin.id]))
    if not lines:
        lines.append(text("relatives.none"))
    if turn.membership is not None:
        buttons.append(INVITE.choice("", "relatives.invite_button"))
        for code in await codes.open_codes(turn.connection, turn.person.id, turn.now, ("relative",)):
            buttons.append(REVOKE.choice(code.id, "relatives.revoke_button", code=code.code))
    return [Reply(tuple(lines), tuple(buttons))]


async def _of_followed(turn: Turn, kin: Kinship, name: Text | str) -> list[Text]:
    """What this relative may see of the member, each by its own right; the member can read who looked."""
    agreed = Purpose.HEALTH in (await turn.recipient(kin.member_id)).consents
    sees = Right.SEES_READINGS in kin.rights and agreed
    last = await readings.last(turn.connection, kin.member_id, limit=1) if sees else []
    lines = [
        text(
            "relatives.followed",
            name=name,
            calls=kin.calls,
            sees=sees,
            at=last[0].taken_at if last else None,
            systolic=last[0].pressure.systolic if last else 0,
            diastolic=last[0].pressure.diastolic if last else 0,
        )
    ]
    if sees:
        await turn.note("readings", about=kin.member_id)
    if Right.SEES_LOANS in kin.rights:
        await turn.note("loans", about=kin.member_id)
        for loan in await loans.of_person(turn.connection, kin.member_id, ("active",)):
            where = await position_of(turn.connection, loan, turn.post)
            row = text(
                "relatives.loan",
                principal=loan.terms.principal,
                left=where.outstanding_principal,
                name=kin.name,
            )
            lines.append(row)
            if where.upcoming is not None:  # what is overdue is the borrower's and the board's alone
                lines.append(next_text(where, loan.terms))
    return lines


@dataclass(frozen=True, kw_only=True)
class Granting:
    """What a relative may do, right by right; `member` is named where somebody answers for them."""

    health: bool
    """whether the member lets readings be kept; those rights are not asked for otherwise"""
    member: str = ""
    sees_readings: bool | None = None
    gets_alerts: bool | None = None
    sees_loans: bool | None = None
    gets_reminders: bool | None = None

    @property
    def rights(self) -> set[Right]:
        """Those that were given."""
        return {right for right in Right if getattr(self, right.value)}


def grant_step(right: Right) -> Step[Granting]:
    """Asks for one right; those about health only where the member lets readings be kept."""

    async def ask(turn: Turn, answers: Granting) -> Reply:
        return say(f"relatives.ask_{right.value}", *yes_no(), about=answers.member)

    return Step(right.value, ask, read_right(right), needed=lambda a: right not in _OF_HEALTH or a.health)


GRANTS = tuple(grant_step(right) for right in Right)


def grants_of(rights: set[Right]) -> dict[str, bool]:
    """The rights as a code keeps them."""
    return {right.value: right in rights for right in Right}


async def _invited(turn: Turn, answers: Granting) -> Sequence[Reply]:
    grants = grants_of(answers.rights)
    if not answers.rights:
        return [say("relatives.nothing_granted")]
    code = await codes.relative_code(turn.connection, turn.club_id, turn.person.id, grants, turn.now)
    return [with_ways_in(turn, "relatives.invitation", code)]


INVITATION = Flow("kin", Action.RELATIVES, Granting, GRANTS, _invited, echoes="cho")


async def _invite(turn: Turn, args: str) -> Sequence[Reply]:
    return await engine.start(turn, INVITATION, Granting(health=Purpose.HEALTH in turn.writer.consents))


@dataclass(frozen=True, kw_only=True)
class Following(Identity):
    """The member by the code and the rights that it gives, and what the relative says of themselves.

    `calls`: how they call the member, empty where it stays unsaid.
    """

    code: str
    member: str
    rights: tuple[Right, ...]
    consent: bool | None = None
    calls: str | None = None


async def begin_following(turn: Turn, code: Code) -> Sequence[Reply]:
    """Somebody typed the code that a member gave them. Raises Refused for the member's own."""
    assert code.person_id is not None
    if turn.writer.person is not None and turn.writer.person.id == code.person_id:
        raise Refused("relatives.own_code")
    member = await persons.get_person(turn.connection, code.person_id)
    rights = tuple(right for right in Right if (code.grants or {}).get(right.value))
    known = turn.writer.person is not None
    following = Following(code=code.code, member=member.full_name, rights=rights, known=known)
    return await engine.start(turn, FOLLOW, following)


async def _ask_consent(turn: Turn, answers: Following) -> Reply:
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "relatives.ask_consent",
        *yes_no("members.agree", "members.disagree"),
        name=answers.member,
        rights=named_rights(answers.rights),
        abroad=abroad,
    )


_read_consent = or_leave("relatives.consent_refused")


async def _ask_calls(turn: Turn, answers: Following) -> Reply:
    offered = (
        option(name, f"relatives.calls.{name}") for name in ("mother", "father", "grandmother", "grandfather")
    )
    return say("relatives.ask_calls", *offered, option("none", "relatives.calls_none"), name=answers.member)


async def _read_calls(turn: Turn, answers: Following, given: Answer) -> str:
    if given.choice == "none":
        return ""
    if given.choice is not None:
        return turn.label(text(f"relatives.calls.{given.choice}")).lower()
    called = " ".join(given.text.split())
    if not 1 < len(called) <= _LONGEST_CALL or not all(c.isalpha() or c == " " for c in called):
        raise Misread("relatives.calls_misread")
    return called.lower()


async def _follow(turn: Turn, answers: Following) -> Sequence[Reply]:
    code = await open_code(turn, answers.code)
    if isinstance(code, Reply):
        return [code]
    assert code.person_id is not None
    calls = answered(answers.calls)
    relative_id = await known_or_new(turn, answers)
    if not await codes.use_code(turn.connection, code.id, relative_id, turn.now):
        raise Refused("members.code_used")
    await consents.add_consent(
        turn.connection, relative_id, Purpose.MEMBERSHIP, True, turn.incoming.channel, turn.now
    )
    await _agree(turn, code, relative_id, calls)
    await turn.reload()
    told = say("relatives.accepted_to_member", name=turn.person.full_name)
    turn.tell(Kind.MEMBERSHIP, f"kin:{turn.stamp}", await turn.recipient(code.person_id), told)
    may_log = bool((code.grants or {}).get(Right.SEES_READINGS))
    return [say("relatives.accepted", name=answers.member, calls=calls, may_log=may_log)]


async def _agree(turn: Turn, code: Code, relative_id: int, calls: str) -> None:
    """Writes the agreement; one made on paper brings its witness, and the consent that it holds."""
    assert code.person_id is not None
    grants = code.grants or {}
    rights = {right for right in Right if grants.get(right.value)}
    paper = {"witness": grants.get("witness"), "recorded_by": grants.get("by")}
    await kinships.add(
        turn.connection, code.person_id, relative_id, rights, turn.now, calls=calls or None, **paper
    )
    await planning.plan_again(turn.connection, turn.now, people=[code.person_id])
    member = await turn.recipient(code.person_id)
    if paper["witness"] and rights & set(_OF_HEALTH) and Purpose.HEALTH not in member.consents:
        await consents.add_consent(
            turn.connection, code.person_id, Purpose.HEALTH, True, "paper", turn.now, **paper
        )


FOLLOW = Flow(
    "follow",
    Action.JOIN,
    Following,
    (
        Step("consent", _ask_consent, _read_consent),
        NAME,
        BIRTH,
        SEX,
        Step("calls", _ask_calls, _read_calls),
    ),
    _follow,
)
INVITE = Button("kin", Action.RELATIVES, _invite, of_row=False)
