"""Terms of office: the last day is asked for when an office is given, and people hear of it in time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from club.errors import Refused
from club.vietnamese.dates import read_date
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, Data, option
from handlers.conversation.turn import Turn

USUAL = 5
"""years, as the association's own terms (FACTS 6.2)"""
LONGEST = 10


async def ask_term(turn: Turn, data: Data) -> Reply:
    """Until when?"""
    until = _years_on(turn.today, USUAL)
    choices = (
        option(until.isoformat(), "offices.term_usual", years=USUAL, until=until),
        option("none", "offices.term_open"),
    )
    return say("offices.ask_term", *choices)


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
        raise Refused("offices.term_bounds", most=LONGEST)
    return until.isoformat()


def term_of(turn: Turn, data: Data) -> date | None:
    """The last day by the answers: the usual term where nothing else was said."""
    if "term" not in data:
        return _years_on(turn.today, USUAL)
    return date.fromisoformat(data["term"]) if data["term"] else None
