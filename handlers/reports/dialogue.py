"""Figures: of one's own club for its board, of the clubs below their unit for officers.

Counts alone, and nobody by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action, Target
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.turn import Turn
from storage.organisation import counts, officers
from storage.organisation.counts import Counts

FEW = 5
"""Officers are not told figures of a club below this: so few people can be recognised."""
LISTED = 30


async def target(turn: Turn, args: str) -> Target:
    """For `can`: an officer's own unit, else the club of the writer's membership."""
    if turn.writer.units:
        return Target(None, None, units=tuple(turn.writer.units))
    return Target(turn.membership.club_id if turn.membership else None)


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/baocao`: the figures as they stand today."""
    replies: list[Reply] = []
    for unit in await officers.units_of(turn.connection, turn.person.id):
        clubs = await officers.clubs_below(turn.connection, unit.id)
        found = await counts.of_clubs(turn.connection, clubs, turn.today)
        total = _total(found)
        head = text("reports.unit", unit=unit.name, clubs=len(found), figures=_figures(total, few=0))
        lines = [
            text("reports.club_line", name=c.name, members=c.members, figures=_figures(c, few=FEW))
            for c in found[:LISTED]
        ]
        rest = [text("reports.more", count=len(found) - LISTED)] if len(found) > LISTED else []
        replies.append(Reply((head, *lines, *rest)))
    if turn.membership is not None and turn.may(Action.SEE_COUNTS, Target(turn.club_id)):
        (own,) = await counts.of_clubs(turn.connection, [turn.club_id], turn.today)
        replies.append(say("reports.club", name=own.name, figures=_figures(own, few=0)))
    return replies


def _total(found: Sequence[Counts]) -> Counts:
    names = ("members", "women", "older", "poor", "near_poor", "uses_bot", "borrowers", "lent")
    return Counts(0, "", *(sum(getattr(c, name) for c in found) for name in names))


def _figures(of: Counts, *, few: int) -> Text:
    """The figures as one text; those under `few` are only said to be so."""
    names = ("members", "women", "older", "poor", "near_poor", "uses_bot", "borrowers")
    shown = {name: _shown(getattr(of, name), few) for name in names}
    return text("reports.figures", **shown, lent=0 if 0 < of.borrowers < few else of.lent)


def _shown(count: int, few: int) -> str:
    return f"< {few}" if 0 < count < few else str(count)
