"""Relatives: a member invites somebody with rights of their choice; the relative accepts; either side may end it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from club.consent import Purpose
from club.errors import Misread, Refused
from club.notices import Kind
from club.people import Sex
from club.roles import Action
from handlers import dialogue as engine
from handlers.chat import Reply, say, text
from handlers.dialogue import Answer, Data, Flow, Leave, Step, yes_no
from handlers.feature import Button
from handlers.members.invitation import with_ways_in
from handlers.members.join import BIRTH, NAME, SEX
from handlers.turn import Turn
from storage import addresses, codes, kinships, people, readings
from storage.codes import Code

GRANTS = ("sees_readings", "gets_alerts", "gets_reminders")
LISTED = 6


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/nguoithan`: whom I follow, who follows me."""
    followed = await kinships.followed_by(turn.connection, turn.person.id)
    following = await kinships.relatives_of(turn.connection, [turn.person.id])
    lines, buttons = [], []
    for kin in followed[:LISTED]:
        last = await readings.last(turn.connection, kin.member_id, limit=1) if kin.sees_readings else []
        lines.append(
            text(
                "relatives.followed", name=kin.name, sees=kin.sees_readings,
                at=last[0].taken_at if last else None, systolic=last[0].pressure.systolic if last else 0,
                diastolic=last[0].pressure.diastolic if last else 0,
            )
        )  # fmt: skip
        buttons.append(END.choice(kin.id, "relatives.end_followed", name=kin.name))
    for kin in following[:LISTED]:
        rights = [text(f"relatives.right.{g}") for g in GRANTS if getattr(kin, g)]
        lines.append(text("relatives.following", name=kin.name, rights=rights))
        buttons.append(END.choice(kin.id, "relatives.end_following", name=kin.name))
    if not lines:
        lines.append(text("relatives.none"))
    if turn.membership is not None:
        buttons.append(INVITE.choice("", "relatives.invite_button"))
    return [Reply(tuple(lines), tuple(buttons))]


def _grant(name: str, *, of_health: bool) -> Step:
    async def ask(turn: Turn, data: Data) -> Reply:
        return say(f"relatives.ask_{name}", *yes_no())

    return Step(name, ask, read_agreed, needed=lambda d: not of_health or bool(d["health"]))


async def read_agreed(turn: Turn, data: Data, given: Answer) -> Any:
    """Yes or no."""
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return given.agreed


async def _invited(turn: Turn, data: Data) -> Sequence[Reply]:
    grants = {name: bool(data.get(name)) for name in GRANTS}
    if not any(grants.values()):
        return [say("relatives.nothing_granted")]
    code = await codes.relative_code(turn.connection, turn.club_id, turn.person.id, grants, turn.now)
    return [with_ways_in(turn, "relatives.invitation", code)]


INVITATION = Flow(
    "kin",
    Action.RELATIVES,
    (
        _grant("sees_readings", of_health=True),
        _grant("gets_alerts", of_health=True),
        _grant("gets_reminders", of_health=False),
    ),
    _invited,
)


async def _invite(turn: Turn, args: str) -> Sequence[Reply]:
    return await engine.start(turn, INVITATION, {"health": Purpose.HEALTH in turn.writer.consents})


async def begin_following(turn: Turn, code: Code) -> Sequence[Reply]:
    """Somebody typed the code that a member gave them. Raises Refused for the member's own."""
    assert code.person_id is not None
    if turn.writer.person is not None and turn.writer.person.id == code.person_id:
        raise Refused("relatives.own_code")
    member = await people.get_person(turn.connection, code.person_id)
    data: Data = {"code": code.code, "member": member.full_name, "grants": code.grants}
    if turn.writer.person is not None:
        data |= dict.fromkeys(("name", "birth", "sex"), "")
    return await engine.start(turn, FOLLOW, data)


async def _ask_consent(turn: Turn, data: Data) -> Reply:
    rights = [text(f"relatives.right.{name}") for name in GRANTS if data["grants"].get(name)]
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "relatives.ask_consent", *yes_no("members.agree", "members.disagree"), name=data["member"], rights=rights, abroad=abroad
    )


async def _read_consent(turn: Turn, data: Data, given: Answer) -> Any:
    agreed = await read_agreed(turn, data, given)
    return True if agreed else Leave((say("relatives.consent_refused"),))


async def _follow(turn: Turn, data: Data) -> Sequence[Reply]:
    code = await codes.find_code(turn.connection, data["code"])
    if code is None or code.person_id is None or code.state(turn.now) != "open":
        return [say(f"members.code_{code.state(turn.now) if code else 'unknown'}")]
    if turn.writer.person is None:
        relative_id = await people.add_person(
            turn.connection, full_name=data["name"], birth_year=data["birth"][0], birth_date=None, sex=Sex(data["sex"]),
            phone=None, phone_verified=False, now=turn.now,
        )  # fmt: skip
        await addresses.link_address(turn.connection, turn.writer.address_id, relative_id)
    else:
        relative_id = turn.writer.person.id
    if not await codes.use_code(turn.connection, code.id, relative_id, turn.now):
        raise Refused("members.code_used")
    await people.add_consent(turn.connection, relative_id, Purpose.MEMBERSHIP, True, turn.incoming.channel, turn.now)
    await kinships.add(turn.connection, code.person_id, relative_id, code.grants or {}, turn.now)
    await turn.reload()
    member = await turn.recipient(code.person_id)
    turn.tell(
        Kind.MEMBERSHIP, f"kin:{turn.stamp}", member, say("relatives.accepted_to_member", name=turn.person.full_name)
    )  # fmt: skip
    return [say("relatives.accepted", name=data["member"])]


FOLLOW = Flow("follow", Action.JOIN, (Step("consent", _ask_consent, _read_consent), NAME, BIRTH, SEX), _follow)


async def _end(turn: Turn, argument: str) -> Sequence[Reply]:
    ended = await kinships.end(turn.connection, int(argument), turn.person.id, turn.now)
    if ended is None:
        return [say("relatives.ended_before")]
    other = next(side for side in ended if side != turn.person.id)
    recipient = await turn.recipient(other)
    turn.tell(
        Kind.MEMBERSHIP, f"kin:{argument}:ended", recipient, say("relatives.ended_to_other", name=turn.person.full_name)
    )  # fmt: skip
    return [say("relatives.ended", name=recipient.person.full_name)]


END = Button("unkin", Action.RELATIVES, _end)
INVITE = Button("kin", Action.RELATIVES, _invite, of_row=False)
