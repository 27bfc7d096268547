"""The questions about one person on the list; adding and mending ask the same ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from club.errors import Misread
from club.people.honorifics import Sex
from club.people.names import read_name, sort_key
from club.people.phones import has_none, read_phone
from club.people.roster import ETHNIC_GROUPS, Household, ethnic_name
from club.vietnamese.dates import read_date
from club.vietnamese.fold import words
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.choices import AnswerValue, ChoiceValue
from handlers.conversation.dialogue import Answer, asks, option, yes_no
from handlers.conversation.reading import agreed, chosen
from handlers.conversation.turn import Turn
from handlers.members.identity import read_birth_answer, read_sex_answer
from storage.people import roster

_NONE = {"khong", "khong co", "khong biet", "chua co", "bo qua", "none", "no", "ko", "ko co"}
_LONGEST = 60
_KNOWN = 8
_OFFERED = 12
"""ethnic groups offered as choices; the others are typed"""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one answer writes into a line of the list: `names`, each with its value, None for unknown."""

    names: tuple[str, ...]
    full_name: str | None = None
    birth_year: int | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    ethnic_group: str | None = None
    household: Household | None = None
    phone: str | None = None
    small_group: str | None = None
    leads_group: bool | None = None
    team: str | None = None
    card_expires_on: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by their names, as the tables take them."""
        return {name: getattr(self, name) for name in self.names}


def written(**values: Any) -> Written:
    """These values under their names, None included."""
    return Written(names=tuple(values), **values)


@dataclass(frozen=True)
class Asked:
    """How a field of the list is asked for and read. `numbers`: digits are an answer here."""

    ask: Callable[[Turn, int], Awaitable[Reply]]
    read: Callable[[Turn, Answer], Written]
    numbers: bool = False


def skip() -> Choice:
    """What may be left out."""
    return option("none", "roster.leave_out")


def left_out(given: Answer) -> bool:
    """Whether nothing is known or wanted."""
    return given.choice == "none" or words(given.text) in _NONE


def _name(turn: Turn, given: Answer) -> Written:
    return written(full_name=read_name(given.text))


def _birth(turn: Turn, given: Answer) -> Written:
    if left_out(given):
        return written(birth_year=None, birth_date=None)
    birth = read_birth_answer(turn, given)
    return written(birth_year=birth.year, birth_date=birth.day)


def _sex(turn: Turn, given: Answer) -> Written:
    return written(sex=None if left_out(given) else read_sex_answer(given))


def _phone(turn: Turn, given: Answer) -> Written:
    return written(phone=None if left_out(given) or has_none(given.text) else read_phone(given.text))


def _leads(turn: Turn, given: Answer) -> Written:
    return written(leads_group=agreed(given))


def _card(turn: Turn, given: Answer) -> Written:
    return written(card_expires_on=None if left_out(given) else read_date(given.text, turn.today, ahead=True))


def _household(turn: Turn, given: Answer) -> Written:
    return written(household=None if left_out(given) else Household(chosen(given, Household)))


def _chosen(turn: Turn, given: Answer) -> str:
    """The words of the choice, or what was typed."""
    dialogue = turn.writer.dialogue
    offered = dialogue.offered if dialogue and dialogue.offered else []
    parsed = [(ChoiceValue.parse(value), label) for value, label in offered]
    labels = {value.answer: label for value, label in parsed if isinstance(value, AnswerValue)}
    return " ".join((labels.get(given.choice, "") if given.choice is not None else given.text).split())


def _words(name: str) -> Callable[[Turn, Answer], Written]:
    def read(turn: Turn, given: Answer) -> Written:
        if left_out(given):
            return written(**{name: None})
        said = _chosen(turn, given)
        if not 1 <= len(said) <= _LONGEST:
            raise Misread("roster.words_misread", most=_LONGEST)
        if said.isdecimal():
            said = turn.label(text("roster.numbered", number=said))
        named = ethnic_name(said) if name == "ethnic_group" else said[:1].upper() + said[1:]
        return written(**{name: named})

    return read


def _one_of_those(key: str, name: str) -> Callable[[Turn, int], Awaitable[Reply]]:
    """Offers what others of the club have there."""

    async def ask(turn: Turn, club_id: int) -> Reply:
        found = {str(v) for e in await roster.entries(turn.connection, club_id) if (v := getattr(e, name))}
        known = sorted(found, key=sort_key)[:_KNOWN]
        return say(key, *(option(str(n), "roster.plain", name=v) for n, v in enumerate(known)), skip())

    return ask


async def _ask_ethnic(turn: Turn, club_id: int) -> Reply:
    offered = (option(str(n), "roster.plain", name=name) for n, name in enumerate(ETHNIC_GROUPS[:_OFFERED]))
    return say("roster.ask_ethnic_group", *offered, skip())


ASKED: dict[str, Asked] = {
    "full_name": Asked(asks("roster.ask_name"), _name),
    "birth": Asked(asks("roster.ask_birth", skip()), _birth, numbers=True),
    "sex": Asked(
        asks("roster.ask_sex", option("female", "members.female"), option("male", "members.male")), _sex
    ),
    "phone": Asked(asks("roster.ask_phone", skip()), _phone, numbers=True),
    "small_group": Asked(
        _one_of_those("roster.ask_small_group", "small_group"), _words("small_group"), numbers=True
    ),
    "leads": Asked(asks("roster.ask_leads", *yes_no()), _leads),
    "team": Asked(_one_of_those("roster.ask_team", "team"), _words("team"), numbers=True),
    "ethnic_group": Asked(_ask_ethnic, _words("ethnic_group")),
    "household": Asked(
        asks(
            "roster.ask_household",
            *(option(h.value, f"roster.household.{h.value}") for h in Household),
            skip(),
        ),
        _household,
    ),
    "card": Asked(asks("roster.ask_card", skip()), _card, numbers=True),
}
"""In the order in which they stand on a card."""
