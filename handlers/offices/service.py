"""Use cases of offices: terms that end, and offices named with their last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from club.messages.notices import Kind
from club.organisation.roles import Office
from handlers.conversation.chat import say, text
from handlers.conversation.post import Post
from storage import Connection
from storage.messages import recipients
from storage.messages.outbox import Draft
from storage.organisation import offices
from storage.people import memberships

TOLD_BEFORE = timedelta(days=30)


async def plan_term(connection: Connection, post: Post, term: offices.Term) -> list[Draft]:
    """A month before a term ends, and when it has, the chair and whoever holds the office are told, once."""
    over = term.until < post.today
    chairs = [
        m.person.id for m in await memberships.members(connection, term.club_id) if Office.CHAIR in m.offices
    ]
    reply = say(
        "offices.term_over" if over else "offices.term_ends",
        name=term.full_name,
        until=term.until,
        office=text(f"members.office.{term.office.value}"),
    )
    key = f"term:{term.office_id}:{term.until}:{'over' if over else 'soon'}"
    told = await recipients.recipients(connection, {term.person_id, *chairs})
    return [post.to_person(Kind.TERM, key, recipient, reply) for recipient in told]


def named_terms(terms: Sequence[tuple[Office, date | None]]) -> list[Any]:
    """Offices with the last day of their term."""
    return [
        text("offices.office_until", office=text(f"members.office.{o.value}"), until=until)
        for o, until in terms
    ]
