"""Use cases of offices: terms that end, and offices named with their last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from club.messages.notices import Kind, Reason
from club.organisation.roles import Office
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.post import Post
from handlers.conversation.wording import Wording
from storage import Connection
from storage.messages import recipients
from storage.messages.outbox import Draft
from storage.messages.recipients import Recipient
from storage.organisation import offices
from storage.people import memberships

TOLD_BEFORE = timedelta(days=30)


async def plan_term(connection: Connection, post: Post, term: offices.Term) -> list[Draft]:
    """A month before a term ends, and when it has, the chair and whoever holds the office are told, once."""
    over = term.until < post.today
    chairs = [
        m.person.id for m in await memberships.members(connection, term.club_id) if Office.CHAIR in m.offices
    ]
    key = f"term:{term.office_id}:{term.until}:{'over' if over else 'soon'}"
    told = await recipients.recipients(connection, {term.person_id, *chairs})
    about: dict[str, int | str] = {"office": term.office_id, "until": term.until.isoformat()}
    return [post.planned(Kind.TERM, key, recipient, about) for recipient in told]


async def _words(
    connection: Connection, post: Post, to: Recipient, about: Mapping[str, Any]
) -> Reply | Reason:
    term = await offices.get_term(connection, about["office"])
    if term is None or term.until.isoformat() != about["until"]:
        return Reason.CHANGED
    if to.person.id != term.person_id:
        member = await memberships.of_person(connection, to.person.id, term.club_id)
        if member is None or Office.CHAIR not in member.offices:
            return Reason.NO_OFFICE
    return say(
        "offices.term_over" if term.until < post.today else "offices.term_ends",
        name=term.full_name,
        until=term.until,
        office=text(f"members.office.{term.office.value}"),
    )


async def _why(connection: Connection, about: Mapping[str, Any]) -> None:
    """It is the same for all."""


TERM = Wording(_words, _why)


def named_terms(terms: Sequence[tuple[Office, date | None]]) -> list[Any]:
    """Offices with the last day of their term."""
    return [
        text("offices.office_until", office=text(f"members.office.{o.value}"), until=until)
        for o, until in terms
    ]
