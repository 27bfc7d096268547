"""Lists of people in and out: use cases that the chat and the command line share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from club.organisation.roles import Office
from club.people.fields import FIELD_OF, FIELDS, LISTED, OF_ORIGIN, Field
from club.people.phones import show_phone
from club.people.roster_compare import compare
from club.people.roster_file import Row
from club.people.roster_plan import Decision, Known, Plan
from club.people.standing import Standing
from handlers.conversation.texts import Texts
from storage import Connection
from storage.people import roster
from storage.people.roster import Entry
from storage.records import audit

ROWS = TypeAdapter(tuple[Row, ...])
"""Rows as JSON and back, checked on the way in."""
HANDED_OUT = (Standing.ACTIVE, Standing.SUSPENDED)
"""Who stands in the list that is handed out."""
CellOf = Callable[[Texts, Entry], Any]


def _offices(texts: Texts, e: Entry) -> str:
    return ", ".join(texts.plain(f"members.office.{o.value}") for o in Office if o in e.offices)


_WRITTEN: dict[str, CellOf] = {
    "sex": lambda texts, e: texts.plain(f"members.{e.sex.value}") if e.sex else None,
    "household": lambda texts, e: (
        texts.plain(f"roster.household.{e.household.value}") if e.household else None
    ),
    "phone": lambda texts, e: show_phone(e.phone) if e.phone else None,
}
"""fields whose cell is not what is stored"""


def _stored_as(field: Field) -> CellOf:
    """The most exact of its values that is known."""
    return lambda texts, e: next((v for name in reversed(field.values) if (v := getattr(e, name))), None)


COLUMNS: dict[str, CellOf] = {
    **{field.name: _WRITTEN.get(field.name) or _stored_as(field) for field in FIELDS if field.listed},
    "office": _offices,
    "standing": lambda texts, e: texts.plain(f"members.standing.{e.standing.value}"),
}
"""What stands in each column of a list that is handed out, after the number of the line."""


def known(line: Entry, refusing: Collection[int] = ()) -> Known:
    """A line of the roster, to be compared with; `refusing`: who said no to their origin being kept."""
    values = {name: value for name, value in line.values.items() if name in LISTED}
    refuses = OF_ORIGIN if line.person_id in refusing else frozenset()
    return Known(line.membership_id, line.standing, values, refuses)


async def plan_of(
    connection: Connection,
    texts: Texts,
    club_id: int,
    rows: Sequence[Row],
    decisions: Mapping[str, Decision] | None = None,
) -> Plan:
    """What the rows would change in the club's roster, with what was decided of them."""
    numbered = [
        replace(row, small_group=texts.plain("roster.numbered", number=row.small_group))
        if row.small_group and row.small_group.isdecimal()
        else row
        for row in rows
    ]
    found = await roster.entries(connection, club_id, set(Standing) - {Standing.REFUSED})
    refusing = await roster.refusing_origin(connection, club_id)
    return compare(numbered, [known(e, refusing) for e in found], decisions)


async def apply(
    connection: Connection,
    club_id: int,
    plan: Plan,
    *,
    by: int | None,
    now: datetime,
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Writes the plan, in the caller's transaction, and who wrote it.

    `progress` is called after each person.
    """
    for row in plan.added:
        membership_id = await roster.add(connection, club_id, _stored(row.values), by=by, now=now)
        line = await roster.entry(connection, membership_id)
        assert line is not None
        await audit.note(connection, "added", by=by, now=now, club_id=club_id, about=line.person_id)
        progress()
    for change in plan.changed:
        line = await roster.entry(connection, change.membership_id)
        assert line is not None
        await roster.change(connection, line, _stored(change.values))
        fields = ",".join(dict.fromkeys(FIELD_OF[name] for name in change.values))
        await audit.note(
            connection, "changed", by=by, now=now, club_id=club_id, about=line.person_id, detail=fields
        )
        progress()


def _stored(values: Any) -> dict[str, Any]:
    return {name: getattr(value, "value", value) for name, value in values.items()}


async def table_of(connection: Connection, texts: Texts, club_id: int) -> tuple[list[str], list[list[Any]]]:
    """The club's list with its headings, as a spreadsheet holds it; reading it in again changes nothing."""
    headings = [texts.plain(f"roster.column.{name}") for name in ("number", *COLUMNS)]
    return headings, [
        [number, *(cell(texts, e) for cell in COLUMNS.values())]
        for number, e in enumerate(await roster.entries(connection, club_id, HANDED_OUT), 1)
    ]
