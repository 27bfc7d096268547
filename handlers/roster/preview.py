"""What a list would do, in words: whole lines of people, a page at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from club.people.fields import BY_NAME, FIELD_OF
from club.people.roster_file import Refusal
from club.people.roster_plan import Change, Plan
from handlers.conversation.chat import Text, text
from handlers.members.listed import told

PAGE = 20
"""lines of a message: so many fit every messenger's longest, in two parts at most"""


def fingerprint(plan: Plan) -> str:
    """Tells whether a plan is the one that was shown."""
    changes = [(c.membership_id, sorted(c.values.items()), c.before) for c in plan.changed]
    return hashlib.sha256(repr((plan.added, changes)).encode()).hexdigest()[:16]


def person_line(values: Mapping[str, Any]) -> Text:
    """Everything that a line says of somebody."""
    return text("roster.whole_line", **told(values))


def changed_line(change: Change) -> Text:
    """Whose card, and of each line of it what stands there and what will."""
    before, after = told(change.before), told({**change.before, **change.values})
    names = dict.fromkeys(FIELD_OF[name] for name in change.values)
    return text(
        "roster.list_changed_line",
        name=change.before.get("full_name", change.row.full_name),
        year=change.before.get("birth_year"),
        fields=[_field(name, before, after) for name in names],
    )


def _field(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Text:
    field = text(f"roster.field.{name}")
    return text("roster.list_changed_field", field=field, old=_value(name, before), new=_value(name, after))


def _value(name: str, said: Mapping[str, Any]) -> Any:
    """One thing of a card, for a sentence: dates and phones are written by its template."""
    value = next((v for one in reversed(BY_NAME[name].values) if (v := said[one])), None)
    if value is None:
        return None
    if isinstance(value, date):
        return text("roster.said_day", day=value)
    if name == "phone":
        return text("roster.said_phone", phone=value)
    if name == "sex":
        return text(f"members.{value}")
    return value


def refused_line(refusal: Refusal) -> Text:
    """Where, who and why."""
    reason = Text(refusal.key, refusal.args)
    return text("roster.list_refused_line", where=refusal.where, name=refusal.name, reason=reason)


class _Kind(StrEnum):
    ADDED = "roster.list_added"
    CHANGED = "roster.list_changed"
    REFUSED = "roster.list_refused"


def lines_of(plan: Plan) -> list[tuple[str, Text]]:
    """Each line of the preview with the heading (its key) that it stands below."""
    return [
        *((_Kind.ADDED, person_line(row.values)) for row in plan.added),
        *((_Kind.CHANGED, changed_line(c)) for c in plan.changed),
        *((_Kind.REFUSED, refused_line(r)) for r in plan.refused),
    ]


def page_of(lines: Sequence[tuple[str, Text]], page: int) -> tuple[list[Text], int]:
    """The paragraphs of that page, and how many lines come after it."""
    end = (page + 1) * PAGE
    parts = groupby(lines[end - PAGE : end], key=lambda line: line[0])
    return [text(key, lines=[line for _, line in found]) for key, found in parts], max(0, len(lines) - end)


def preview_counts(plan: Plan, unreadable: int) -> dict[str, int]:
    """How many people are added, changed, left as they are, and not taken."""
    return {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "refused": unreadable + len(plan.refused),
    }
