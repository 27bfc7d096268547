"""Terms of office: the last day is asked for when an office is given, and people hear of it in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from club.errors import Refused
from club.organisation.term_lines import until_year, years_said
from club.vietnamese.dates import read_date
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, option
from handlers.conversation.turn import Turn

USUAL = 5
"""years, as the association's own terms (FACTS 6.2)"""
LONGEST = 10


@dataclass(frozen=True)
class Term:
    """A term of office by its last day; None where it has no end."""

    until: date | None = None


async def ask_term(turn: Turn, answers: object) -> Reply:
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


async def read_term(turn: Turn, answers: object, given: Answer) -> Term:
    """The last day. Raises Misread, or Refused for one that is past or too far away."""
    if given.choice == "none":
        return Term()
    if given.choice is not None:
        until = date.fromisoformat(given.choice)
    elif (named := term_said(turn, given)) is not None:
        return named
    elif year := re.fullmatch(r"\D*(20\d\d)", given.text.strip()):
        until = date(int(year[1]), 12, 31)
    else:
        until = read_date(given.text, turn.today, ahead=True)
    return _within(turn, until)


def _within(turn: Turn, until: date) -> Term:
    if not turn.today < until <= _years_on(turn.today, LONGEST):
        raise Refused("offices.term_bounds", most=LONGEST)
    return Term(until)


def term_said(turn: Turn, given: Answer) -> Term | None:
    """The term named in words: "2 năm", "đến hết năm 2028"; None where none is. Raises Refused."""
    if given.choice is not None:
        return None
    if (years := years_said(given.said)) is not None:
        return _within(turn, _years_on(turn.today, min(years, LONGEST + 1)))
    year = until_year(given.said)
    return _within(turn, date(year, 12, 31)) if year is not None else None


def last_day(turn: Turn, term: Term | None) -> date | None:
    """Of the term that was answered: the usual one where nothing else was said."""
    return term.until if term is not None else _years_on(turn.today, USUAL)
