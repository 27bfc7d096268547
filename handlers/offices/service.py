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


async def plan_terms(connection: Connection, post: Post) -> list[Draft]:
    """A month before a term ends, and when it has, the chair and whoever holds the office are told, once."""
    drafts: list[Draft] = []
    for term in await offices.terms_ending(connection, post.today + TOLD_BEFORE):
        over = term.until < post.today
        chairs = [
            m.person.id
            for m in await memberships.members(connection, term.club_id)
            if Office.CHAIR in m.offices
        ]
        reply = say(
            "offices.term_over" if over else "offices.term_ends",
            name=term.full_name,
            until=term.until,
            office=text(f"members.office.{term.office.value}"),
        )
        for recipient in await recipients.recipients(connection, {term.person_id, *chairs}):
            key = f"term:{term.office_id}:{term.until}:{'over' if over else 'soon'}"
            drafts.append(post.to_person(Kind.TERM, key, recipient, reply))
    return drafts


def named_terms(terms: Sequence[tuple[Office, date | None]]) -> list[Any]:
    """Offices with the last day of their term."""
    return [
        text("offices.office_until", office=text(f"members.office.{o.value}"), until=until)
        for o, until in terms
    ]
