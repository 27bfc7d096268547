"""Codes that do not exist: who types one after the other has to wait, and the board hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from club.messages.notices import Kind
from club.organisation.codes import COUNTED, FREE_TRIES, pause_until, resembles
from club.organisation.roles import Office
from handlers.conversation.chat import Reply, say
from handlers.conversation.turn import Turn
from storage.organisation import clubs, codes

FEW_CLUBS = 20
"""Where no club is meant recognisably, every board hears of it while there are so few; else the
operators' log does."""


async def waiting_until(turn: Turn) -> datetime | None:
    """Until when no code of this chat is looked at."""
    wrong = await codes.wrong_since(turn.connection, turn.writer.address_id, turn.now - COUNTED)
    until = pause_until(wrong)
    return until if until is not None and until > turn.now else None


async def unknown(turn: Turn, typed: str) -> Sequence[Reply]:
    """A code that does not exist was typed; the answer stays the same, only slower to come by."""
    await codes.note_wrong(turn.connection, turn.writer.address_id, turn.now)
    wrong = await codes.wrong_since(turn.connection, turn.writer.address_id, turn.now - COUNTED)
    until = pause_until(wrong)
    if until is None:
        return [say("members.code_unknown")]
    await _report(turn, typed, len(wrong))
    return [say("members.code_wait", until=until)]


async def _report(turn: Turn, typed: str, count: int) -> None:
    """To the boards concerned, once a day and chat."""
    if count != FREE_TRIES + 1:
        return
    for club_id in await _concerned(turn, typed):
        club = await clubs.get_club(turn.connection, club_id)
        report = say(
            "joining.codes_tried",
            club=club.name,
            count=count,
            messenger=turn.around.title(turn.incoming.channel),
            name=turn.writer.person.full_name if turn.writer.person else "",
        )
        for leader in await turn.office_holders(club_id, Office.CHAIR, Office.DEPUTY):
            turn.tell(Kind.WRONG_CODES, f"wrongcodes:{turn.writer.address_id}:{turn.today}", leader, report)


async def _concerned(turn: Turn, typed: str) -> list[int]:
    """The clubs of whoever types, else those whose codes it may have been, else all of a few."""
    if turn.writer.memberships:
        return [m.club_id for m in turn.writer.memberships]
    near = {
        club_id
        for club_id, code in await codes.clubs_with_codes(turn.connection, turn.now)
        if resembles(typed, code)
    }
    if near:
        return sorted(near)
    everyone = await clubs.all_clubs(turn.connection)
    return [c.id for c in everyone] if len(everyone) <= FEW_CLUBS else []
