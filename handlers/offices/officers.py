"""Officers of the association begin with a code of their unit; they see counts, and nobody by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Refused
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.names import given_name
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Flow, Step, start, yes_no
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.members.identity import BIRTH, NAME, SEX, Identity, known_or_new
from handlers.members.open_codes import open_code
from storage.organisation import clubs, codes, officers
from storage.organisation.codes import Code
from storage.people import consents


@dataclass(frozen=True, kw_only=True)
class Beginning(Identity):
    """The unit by the code, and what its officer says of themselves."""

    code: str
    unit_id: int
    unit: str
    consent: bool | None = None


async def begin_office(turn: Turn, code: Code) -> Sequence[Reply]:
    """Somebody typed a unit's code."""
    assert code.unit_id is not None
    unit = await clubs.unit_name(turn.connection, code.unit_id)
    known = turn.writer.person is not None
    beginning = Beginning(code=code.code, unit_id=code.unit_id, unit=unit, known=known)
    return await start(turn, OFFICER, beginning)


async def _ask_consent(turn: Turn, answers: Beginning) -> Reply:
    abroad = turn.around.abroad(turn.incoming.channel)
    return say(
        "offices.ask_officer_consent",
        *yes_no("members.agree", "members.disagree"),
        unit=answers.unit,
        abroad=abroad,
    )


_read_consent = or_leave("joining.claim_refused")


async def _finish(turn: Turn, answers: Beginning) -> Sequence[Reply]:
    code = await open_code(turn, answers.code)
    if isinstance(code, Reply):
        return [code]
    person_id = await known_or_new(turn, answers)
    if not await codes.use_code(turn.connection, code.id, person_id, turn.now):
        raise Refused("members.code_used")
    await consents.add_consent(
        turn.connection, person_id, Purpose.MEMBERSHIP, True, turn.incoming.channel, turn.now
    )
    await officers.appoint(turn.connection, answers.unit_id, person_id, turn.today)
    await turn.reload()
    return [say("offices.officer_welcome", name=given_name(turn.person.full_name), unit=answers.unit)]


OFFICER = Flow(
    "officer",
    Action.JOIN,
    Beginning,
    (Step("consent", _ask_consent, _read_consent), NAME, BIRTH, SEX),
    _finish,
)
