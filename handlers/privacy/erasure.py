"""`/xoadulieu`: erases what is stored about me, after two confirmations and a day to think better of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from club.errors import Misread
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.standing import Standing
from club.vietnamese.erasing import erases_a_part
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, asks, option
from handlers.conversation.feature import Button
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.loans.service import MONEY_OFFICES, position_of
from storage.money import loans
from storage.records import personal_data

WAIT = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Erasing:
    """Asked for twice."""

    sure: bool | None = None
    really: bool | None = None


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """Asks, or says when it will be done where it was asked for already."""
    due = await personal_data.waiting_erasure(turn.connection, turn.person.id)
    if due is not None:
        return [say("privacy.erasure_waits", KEEP.choice("", "privacy.keep"), due=due)]
    return await engine.start(turn, ERASE, Erasing())


async def _ask_sure(turn: Turn, answers: Erasing) -> Reply:
    offices = sorted({o for m in turn.writer.memberships for o in m.offices}, key=list(Office).index)
    borrows = bool(await loans.of_person(turn.connection, turn.person.id, ("active", "settled")))
    return say(
        "privacy.ask_erase",
        option("yes", "privacy.erase_yes"),
        option("no", "privacy.erase_no"),
        borrows=borrows,
        offices=[text(f"members.office.{o.value}") for o in offices],
    )


_ask_really = asks(
    "privacy.ask_erase_really", option("yes", "privacy.erase_really"), option("no", "privacy.erase_no")
)


_settled = or_leave("privacy.kept")


async def _read(turn: Turn, answers: Erasing, given: Answer) -> object:
    """A part of it ("xoá số đo") is no yes to erasing everything. Raises Misread."""
    if given.text and erases_a_part(given.said):
        raise Misread("privacy.erases_all")
    return await _settled(turn, answers, given)


async def _finish(turn: Turn, answers: Erasing) -> Sequence[Reply]:
    due = turn.now + WAIT
    erasure_id = await personal_data.ask_erasure(turn.connection, turn.person.id, turn.now, due)
    await _tell_boards(turn, erasure_id)
    return [say("privacy.erasure_asked", KEEP.choice("", "privacy.keep"), due=due)]


async def _tell_boards(turn: Turn, erasure_id: int) -> None:
    """The board has a day to write into its books on paper what it still needs, such as an open loan."""
    running = await loans.of_person(turn.connection, turn.person.id, ("active",))
    for membership in turn.writer.memberships:
        if membership.standing is not Standing.ACTIVE:
            continue
        left = 0
        for loan in running:
            if loan.club_id == membership.club_id:
                left += (await position_of(turn.connection, loan, turn.post)).outstanding_principal
        told = MONEY_OFFICES if left else (Office.CHAIR,)
        for leader in await turn.office_holders(membership.club_id, *told):
            if leader.person.id != turn.person.id:
                note = say(
                    "privacy.erasure_to_board", name=turn.person.full_name, left=left, due=turn.now + WAIT
                )
                turn.tell(Kind.MEMBERSHIP, f"erasure:{erasure_id}", leader, note)


ERASE = Flow(
    "erase",
    Action.SEE_SELF,
    Erasing,
    (Step("sure", _ask_sure, _read), Step("really", _ask_really, _read)),
    _finish,
    echoes="xoá",
)


async def keep(turn: Turn, args: str) -> Sequence[Reply]:
    """`/giulai`: nothing is erased after all."""
    if not await personal_data.cancel_erasure(turn.connection, turn.person.id, turn.now):
        return [say("privacy.nothing_to_keep")]
    for membership in turn.writer.memberships:
        for leader in await turn.office_holders(membership.club_id, *MONEY_OFFICES):
            if leader.person.id != turn.person.id:
                stays = say("privacy.stays_to_board", name=turn.person.full_name)
                turn.tell(Kind.MEMBERSHIP, f"stays:{turn.stamp}", leader, stays)
    return [say("privacy.kept")]


KEEP = Button("keepdata", Action.SEE_SELF, keep, of_row=False)
