"""Figures: of one's own club for its board, of the clubs below their unit for officers.

Counts alone, and nobody by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from club.organisation.disclosure import FEW, PEOPLE, Node, Told, of_club, of_unit
from club.organisation.roles import Action, Target
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.turn import Turn
from storage.organisation import counts, officers
from storage.organisation.counts import Counts

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
        tree = await officers.tree_below(turn.connection, unit.id)
        found = await counts.of_clubs(turn.connection, sorted(tree.all_clubs()), turn.today)
        replies.append(_of_unit(unit.name, tree, found))
    if turn.membership is not None and turn.may(Action.SEE_COUNTS, Target(turn.club_id)):
        (own,) = await counts.of_clubs(turn.connection, [turn.club_id], turn.today)
        figures = {name: Told(own.figures[name], lent=own.lent) for name in PEOPLE}
        replies.append(say("reports.club", name=own.name, figures=_figures(figures)))
    return replies


def _of_unit(name: str, tree: Node, found: Sequence[Counts]) -> Reply:
    """The totals and the clubs of a unit, as far as they may be told to its officers."""
    clubs = {c.club_id: c.figures for c in found}
    totals = {figure: of_unit(tree, clubs, figure) for figure in PEOPLE}
    head = text(
        "reports.unit",
        unit=name,
        clubs=len(found),
        told=bool(totals["members"].value),
        figures=_figures(totals),
    )
    lines = []
    untold = any(told.more or told.value is None for told in totals.values())
    for club in found[:LISTED]:
        figures = {figure: of_club(club.figures, figure) for figure in PEOPLE}
        untold = untold or any(told.value is None for told in figures.values())
        lines.append(
            text("reports.club_few", name=club.name, few=FEW)
            if figures["members"].few
            else text("reports.club_line", name=club.name, figures=_figures(figures))
        )
    if len(found) > LISTED:
        lines.append(text("reports.more", count=len(found) - LISTED))
    if untold:
        lines.append(text("reports.untold", few=FEW))
    return Reply((head, *lines))


def _figures(told: Mapping[str, Told]) -> Text:
    """The figures as one text."""
    shown = {
        name: text("reports.figure", value=one.value, under=FEW if one.few else 0, more=one.more)
        for name, one in told.items()
    }
    return text("reports.figures", **shown, lent=told["borrowers"].lent)
