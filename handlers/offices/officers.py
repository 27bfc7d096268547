"""Officers of the association begin with a one-time code of their unit; they see counts, and nobody by name."""

from __future__ import annotations

from collections.abc import Sequence

from club.errors import Refused
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.names import given_name
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Data, Flow, Step, or_leave, start, yes_no
from handlers.conversation.turn import Turn
from handlers.members.identity import BIRTH, NAME, SEX, known_or_new
from storage.organisation import clubs, codes, officers
from storage.organisation.codes import Code
from storage.people import consents


async def begin_office(turn: Turn, code: Code) -> Sequence[Reply]:
    """Somebody typed a unit's code."""
    assert code.unit_id is not None
    data: Data = {
        "code": code.code,
        "unit_id": code.unit_id,
        "unit": await clubs.unit_name(turn.connection, code.unit_id),
    }
    if turn.writer.person is not None:
        data |= dict.fromkeys(("name", "birth", "sex"), "")
    return await start(turn, OFFICER, data)


async def _ask_consent(turn: Turn, data: Data) -> Reply:
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "offices.ask_officer_consent",
        *yes_no("members.agree", "members.disagree"),
        unit=data["unit"],
        abroad=abroad,
    )


_read_consent = or_leave("joining.claim_refused")


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    code = await codes.find_code(turn.connection, data["code"])
    if code is None or code.state(turn.now) != "open":
        return [say(f"members.code_{code.state(turn.now) if code else 'unknown'}")]
    person_id = await known_or_new(turn, data)
    if not await codes.use_code(turn.connection, code.id, person_id, turn.now):
        raise Refused("members.code_used")
    await consents.add_consent(
        turn.connection, person_id, Purpose.MEMBERSHIP, True, turn.incoming.channel, turn.now
    )
    await officers.appoint(turn.connection, data["unit_id"], person_id, turn.today)
    await turn.reload()
    return [say("offices.officer_welcome", name=given_name(turn.person.full_name), unit=data["unit"])]


OFFICER = Flow(
    "officer", Action.JOIN, (Step("consent", _ask_consent, _read_consent), NAME, BIRTH, SEX), _finish
)
