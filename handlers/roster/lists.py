"""A list of people that the board sends as a file, its changes shown first; and the list handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from club.organisation.roles import Action
from club.people.roster_file import PeopleList
from club.people.roster_plan import Plan
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import File, Reply, Text, say, text
from handlers.conversation.dialogue import Flow, Step, option, or_leave
from handlers.conversation.feature import Button, FileHandler
from handlers.conversation.turn import Turn
from handlers.roster import buttons
from handlers.roster.exchange import (
    ROWS,
    apply,
    changed_line,
    plan_of,
    preview_counts,
    refused_line,
    table_of,
)
from handlers.roster.sheet import ENDINGS, MOST_BYTES, read_people, write_table
from storage.organisation import clubs
from storage.people import people_lists

SHOWN = 20
"""lines of each kind in the preview"""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Taking:
    """The list that came, the headings that nobody understood, and what it would change, in numbers."""

    club_id: int
    list_id: int
    unread: tuple[str, ...]
    counts: dict[str, int]
    sure: bool | None = None


async def _received(turn: Turn, name: str) -> Sequence[Reply]:
    """A file has come: what it would do, and the question whether it shall."""
    people = turn.prepared
    assert isinstance(people, PeopleList)
    plan = await plan_of(turn.connection, turn.around.texts, turn.club_id, people.rows)
    details = _details(people, plan)
    counts = preview_counts(people, plan)
    if plan.is_empty:
        return [*details, say("roster.list_nothing", unread=list(people.unread), **counts)]
    rows = ROWS.dump_python(people.rows, mode="json")
    list_id = await people_lists.keep(
        turn.connection, turn.club_id, rows, name=name, by=turn.person.id, now=turn.now
    )
    taking = Taking(club_id=turn.club_id, list_id=list_id, unread=tuple(people.unread), counts=counts)
    return [*details, *await engine.start(turn, IMPORT, taking)]


def _details(people: PeopleList, plan: Plan) -> list[Reply]:
    refused = [refused_line(r) for r in (*people.refused, *plan.refused)]
    kinds: tuple[tuple[str, list[Any]], ...] = (
        ("roster.list_added", [row.full_name for row in plan.added]),
        ("roster.list_changed", [changed_line(c) for c in plan.changed]),
        ("roster.list_refused", refused),
    )
    return [say(key, lines=lines[:SHOWN], more=len(lines) - SHOWN) for key, lines in kinds if lines]


async def _ask(turn: Turn, answers: Taking) -> Reply:
    return say(
        "roster.ask_list",
        option("yes", "roster.take_list"),
        option("no", "common.no"),
        unread=answers.unread,
        **answers.counts,
    )


_read = or_leave("common.cancelled")


async def _finish(turn: Turn, answers: Taking) -> Sequence[Reply]:
    kept = await people_lists.take(turn.connection, answers.list_id, turn.now)
    if kept is None:
        return [say("roster.list_gone")]
    plan = await plan_of(turn.connection, turn.around.texts, answers.club_id, ROWS.validate_python(kept))
    await apply(turn.connection, answers.club_id, plan, by=turn.person.id, now=turn.now)
    return [say("roster.list_taken", added=len(plan.added), changed=len(plan.changed))]


IMPORT = Flow("peoplelist", Action.EDIT_ROSTER, Taking, (Step("sure", _ask, _read),), _finish)
FILE = FileHandler(ENDINGS, Action.EDIT_ROSTER, _received, read_people, MOST_BYTES)


async def _export(turn: Turn, _: str) -> Sequence[Reply]:
    club = await clubs.get_club(turn.connection, turn.club_id)
    headings, lines = await table_of(turn.connection, turn.around.texts, turn.club_id)
    await turn.note("exported")
    name = turn.label(text("roster.file_name", club=club.name))
    content = write_table(club.name, headings, lines)
    file = File(content, f"{name}.xlsx", XLSX, instead=Text("roster.file_not_here"))
    return [Reply((text("roster.exported", count=len(lines)),), file=file)]


EXPORT = Button(buttons.EXPORT.name, Action.SEE_ROSTER, _export, of_row=False)
