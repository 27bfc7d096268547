"""Terms of office: the last day is asked for when an office is given, and people hear of it in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from club.errors import Refused
from club.notices import Kind
from club.roles import Office
from club.vietnamese.dates import read_date
from handlers.chat import Reply, say, text
from handlers.dialogue import Answer, Data, option
from handlers.post import Post
from handlers.turn import Turn
from storage import Connection, offices, people
from storage.outbox import Draft

USUAL = 5
"""years, as the association's own terms (FACTS 6.2)"""
LONGEST = 10
TOLD_BEFORE = timedelta(days=30)


async def ask_term(turn: Turn, data: Data) -> Reply:
    """Until when?"""
    until = _years_on(turn.today, USUAL)
    choices = (option(until.isoformat(), "members.term_usual", years=USUAL, until=until), option("none", "members.term_open"))
    return say("members.ask_term", *choices)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


async def read_term(turn: Turn, data: Data, given: Answer) -> Any:
    """The last day as ISO, or empty. Raises Misread, or Refused for one that is past or too far away."""
    if given.choice == "none":
        return ""
    if given.choice is not None:
        until = date.fromisoformat(given.choice)
    elif year := re.fullmatch(r"\D*(20\d\d)", given.text.strip()):
        until = date(int(year[1]), 12, 31)
    else:
        until = read_date(given.text, turn.today, ahead=True)
    if not turn.today < until <= _years_on(turn.today, LONGEST):
        raise Refused("members.term_bounds", most=LONGEST)
    return until.isoformat()


def term_of(turn: Turn, data: Data) -> date | None:
    """The last day by the answers: the usual term where nothing else was said."""
    if "term" not in data:
        return _years_on(turn.today, USUAL)
    return date.fromisoformat(data["term"]) if data["term"] else None


async def plan_terms(connection: Connection, post: Post) -> list[Draft]:
    """A month before a term ends, and when it has, the chair and whoever holds the office are told, once."""
    drafts: list[Draft] = []
    for term in await offices.terms_ending(connection, post.today + TOLD_BEFORE):
        over = term.until < post.today
        chairs = [m.person.id for m in await people.members(connection, term.club_id) if Office.CHAIR in m.offices]
        reply = say(
            "members.term_over" if over else "members.term_ends", name=term.full_name, until=term.until,
            office=text(f"members.office.{term.office.value}"),
        )  # fmt: skip
        for recipient in await people.recipients(connection, {term.person_id, *chairs}):
            key = f"term:{term.office_id}:{term.until}:{'over' if over else 'soon'}"
            drafts.append(post.to_person(Kind.TERM, key, recipient, reply))
    return drafts


def named_terms(terms: Sequence[tuple[Office, date | None]]) -> list[Any]:
    """Offices with the last day of their term."""
    return [text("members.office_until", office=text(f"members.office.{o.value}"), until=until) for o, until in terms]
