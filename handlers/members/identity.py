"""The questions of who somebody is, which every way in asks: name, birth, sex."""

from __future__ import annotations

from dataclasses import dataclass

from club.people.births import Birth, read_birth
from club.people.honorifics import Sex, read_sex
from club.people.names import read_name
from handlers.conversation.chat import say
from handlers.conversation.dialogue import Answer, AskAgain, Step, answered, asks, option
from handlers.conversation.turn import Turn
from storage.messages import addresses
from storage.people import persons


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody says they are; `known`: the bot knows them from elsewhere, so nothing of it is asked."""

    known: bool = False
    name: str | None = None
    birth: Birth | None = None
    sex: Sex | None = None


@dataclass(frozen=True)
class Phone:
    """A number as E.164, None for somebody without; `verified` where the messenger vouches for it."""

    number: str | None = None
    verified: bool = False


async def _read_name(turn: Turn, answers: object, given: Answer) -> str:
    return read_name(given.text)


def read_birth_answer(turn: Turn, given: Answer) -> Birth:
    """Raises Misread, or AskAgain where a number may be an age or a year."""
    birth = read_birth(given.choice or given.text, turn.today)
    if isinstance(birth, Birth):
        return birth
    raise AskAgain(
        say(
            "members.ask_birth_which",
            option(str(birth.as_year), "members.born_in", year=birth.as_year),
            option(str(birth.as_age), "members.aged", year=birth.as_age, age=turn.today.year - birth.as_age),
        )
    )


async def _read_birth(turn: Turn, answers: object, given: Answer) -> Birth:
    return read_birth_answer(turn, given)


def read_sex_answer(given: Answer) -> Sex:
    """Pressed or typed. Raises Misread."""
    return read_sex(given.choice or given.text)


async def _read_sex(turn: Turn, answers: object, given: Answer) -> Sex:
    return read_sex_answer(given)


async def known_or_new(turn: Turn, who: Identity, phone: Phone | None = None) -> int:
    """The writer's id; of somebody unknown the answers make a person."""
    if turn.writer.person is not None:
        return turn.writer.person.id
    birth, phone = answered(who.birth), phone or Phone()
    person_id = await persons.add_person(
        turn.connection,
        full_name=answered(who.name),
        birth_year=birth.year,
        birth_date=birth.day,
        sex=who.sex,
        phone=phone.number,
        phone_verified=phone.verified,
        now=turn.now,
    )
    await addresses.link_address(turn.connection, turn.writer.address_id, person_id)
    return person_id


def _unknown(who: Identity) -> bool:
    return not who.known


NAME = Step("name", asks("members.ask_name"), _read_name, _unknown)
BIRTH = Step("birth", asks("members.ask_birth"), _read_birth, _unknown, numbers=True)
SEX = Step(
    "sex",
    asks("members.ask_sex", option("female", "members.female"), option("male", "members.male")),
    _read_sex,
    _unknown,
)
