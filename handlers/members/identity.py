"""The questions of who somebody is, which every way in asks: name, birth, sex."""

from __future__ import annotations

from datetime import date
from typing import Any

from club.people.births import Birth, read_birth
from club.people.honorifics import Sex, read_sex
from club.people.names import read_name
from handlers.conversation.chat import Reply, say
from handlers.conversation.dialogue import Answer, AskAgain, Data, Step, option
from handlers.conversation.turn import Turn
from storage.messages import addresses
from storage.people import persons


async def _ask_name(turn: Turn, data: Data) -> Reply:
    return say("members.ask_name")


async def _read_name(turn: Turn, data: Data, given: Answer) -> Any:
    return read_name(given.text)


async def _ask_birth(turn: Turn, data: Data) -> Reply:
    return say("members.ask_birth")


def read_birth_answer(turn: Turn, given: Answer) -> list[Any]:
    """[year, ISO date or None]. Raises Misread, or AskAgain where a number may be an age or a year."""
    birth = read_birth(given.choice or given.text, turn.today)
    if isinstance(birth, Birth):
        return [birth.year, birth.day.isoformat() if birth.day else None]
    raise AskAgain(
        say(
            "members.ask_birth_which",
            option(str(birth.as_year), "members.born_in", year=birth.as_year),
            option(str(birth.as_age), "members.aged", year=birth.as_age, age=turn.today.year - birth.as_age),
        )
    )


async def _read_birth(turn: Turn, data: Data, given: Answer) -> Any:
    return read_birth_answer(turn, given)


async def _ask_sex(turn: Turn, data: Data) -> Reply:
    return say("members.ask_sex", option("female", "members.female"), option("male", "members.male"))


def read_sex_answer(given: Answer) -> str:
    """ "female" or "male". Raises Misread."""
    return read_sex(given.choice or given.text).value


async def _read_sex(turn: Turn, data: Data, given: Answer) -> Any:
    return read_sex_answer(given)


async def known_or_new(turn: Turn, data: Data) -> int:
    """The writer's id; of somebody unknown the answers (name, birth, sex, and phone where it was asked) make a person."""
    if turn.writer.person is not None:
        return turn.writer.person.id
    year, day = data["birth"]
    phone, verified = data.get("phone", (None, False))
    person_id = await persons.add_person(
        turn.connection,
        full_name=data["name"],
        birth_year=year,
        birth_date=date.fromisoformat(day) if day else None,
        sex=Sex(data["sex"]),
        phone=phone,
        phone_verified=verified,
        now=turn.now,
    )
    await addresses.link_address(turn.connection, turn.writer.address_id, person_id)
    return person_id


NAME = Step("name", _ask_name, _read_name)
BIRTH = Step("birth", _ask_birth, _read_birth, numbers=True)
SEX = Step("sex", _ask_sex, _read_sex)
