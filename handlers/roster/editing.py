"""Adding somebody to the list, and mending a line of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from club.errors import Misread, Refused
from club.organisation.roles import Action
from club.people.honorifics import Sex
from club.people.roster import Described, likely_same
from club.people.standing import Standing
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Data, Flow, Leave, Step, option, or_leave
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.meetings.service import plan_for_club
from handlers.roster.card import card, of_line
from handlers.roster.fields import FIELDS
from storage.people import roster

_DATES = ("birth_date", "card_expires_on")
_ASKED_WHEN_ADDING = ("full_name", "birth", "sex", "phone", "small_group")
_MOST_TWINS = 5
_OF_ORIGIN = ("ethnic_group", "household")
"""sensitive: not kept of who said no to it"""


def to_values(answers: dict[str, Any]) -> dict[str, Any]:
    """What the questions gave, as the tables take it."""
    return {k: date.fromisoformat(v) if k in _DATES and v else v for k, v in answers.items()}


async def _shown(turn: Turn, membership_id: int, key: str) -> Sequence[Reply]:
    line = await roster.entry(turn.connection, membership_id)
    assert line is not None
    return [card(turn, line, text(key, name=line.full_name))]


# --- mending a line


async def _ask_field(turn: Turn, data: Data) -> Reply:
    return say(
        "roster.ask_field", *(option(name, f"roster.field.{name}") for name in FIELDS), name=data["name"]
    )


async def _read_field(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice not in FIELDS:
        raise Misread("common.choose_or_type")
    if given.choice in _OF_ORIGIN and await roster.refuses_origin(turn.connection, data["about"]):
        raise Refused("roster.origin_refused", name=data["name"])
    return given.choice


async def _ask_value(turn: Turn, data: Data) -> Reply:
    return await FIELDS[data["field"]].ask(turn, data["club_id"])


async def _read_value(turn: Turn, data: Data, given: Answer) -> Any:
    return dict(FIELDS[data["field"]].read(turn, given))


async def _mend(turn: Turn, data: Data) -> Sequence[Reply]:
    line = await roster.entry(turn.connection, data["membership_id"])
    assert line is not None
    await roster.change(turn.connection, line, to_values(data.get("value") or data["number"]))
    await turn.note("changed", about=line.person_id, detail=data["field"])
    return await _shown(turn, line.membership_id, "roster.mended")


EDIT = Flow(
    "editmember",
    Action.EDIT_ROSTER,
    (
        Step("field", _ask_field, _read_field),
        Step(
            "value", _ask_value, _read_value, needed=lambda d: "field" in d and not FIELDS[d["field"]].numbers
        ),
        Step(
            "number",
            _ask_value,
            _read_value,
            needed=lambda d: "field" in d and FIELDS[d["field"]].numbers,
            numbers=True,
        ),
    ),
    _mend,
)


async def _begin_mending(turn: Turn, argument: str) -> Sequence[Reply]:
    line = await roster.entry(turn.connection, int(argument))
    assert line is not None
    known = {
        "membership_id": line.membership_id,
        "club_id": line.club_id,
        "name": line.full_name,
        "about": line.person_id,
    }
    return await engine.start(turn, EDIT, known)


# --- adding somebody


def _step(name: str) -> Step:
    field = FIELDS[name]

    async def ask(turn: Turn, data: Data) -> Reply:
        return await field.ask(turn, data["club_id"])

    async def read(turn: Turn, data: Data, given: Answer) -> Any:
        return dict(field.read(turn, given))

    return Step(name, ask, read, numbers=field.numbers)


def _answers(data: Data) -> dict[str, Any]:
    return {key: value for name in _ASKED_WHEN_ADDING for key, value in data[name].items()}


async def _read_last(turn: Turn, data: Data, given: Answer) -> Any:
    """After the last question the list is searched for somebody who may be the same."""
    value = dict(FIELDS["small_group"].read(turn, given))
    known = _answers({**data, "small_group": value})
    sex = Sex(known["sex"]) if known["sex"] else None
    new = Described(known["full_name"], known["birth_year"], sex, known["phone"])
    everybody = await roster.entries(turn.connection, data["club_id"])
    data["twins"] = [e.membership_id for e in everybody if likely_same(new, e.described)][:_MOST_TWINS]
    return value


async def _ask_same(turn: Turn, data: Data) -> Reply:
    lines = [e for twin in data["twins"] if (e := await roster.entry(turn.connection, twin)) is not None]
    named = [
        text(
            "roster.twin",
            name=e.full_name,
            year=e.birth_year,
            group=e.small_group,
            phone=e.phone,
            standing="" if e.standing is Standing.ACTIVE else text(f"members.standing.{e.standing.value}"),
        )
        for e in lines
    ]
    choices = [
        option(str(e.membership_id), "roster.is_twin", name=e.full_name, year=e.birth_year) for e in lines
    ]
    return say("roster.ask_same", *choices, option("new", "roster.is_new"), twins=named)


async def _read_same(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice == "new" or given.agreed is False:
        return "new"
    if given.choice is None or not given.choice.isdecimal() or int(given.choice) not in data["twins"]:
        raise Misread("common.choose_or_type")
    line = await roster.entry(turn.connection, int(given.choice))
    assert line is not None
    return Leave((card(turn, line, text("roster.not_added")),))


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    known = to_values(_answers(data))
    return say(
        "roster.ask_sure",
        option("yes", "roster.add"),
        option("no", "common.no"),
        name=known["full_name"],
        year=known["birth_year"],
        sex=known["sex"],
        phone=known["phone"],
        group=known["small_group"],
    )


_read_sure = or_leave("common.cancelled")


async def _add(turn: Turn, data: Data) -> Sequence[Reply]:
    values = to_values(_answers(data))
    membership_id = await roster.add(
        turn.connection, data["club_id"], values, by=turn.person.id, now=turn.now
    )
    line = await roster.entry(turn.connection, membership_id)
    assert line is not None
    await turn.note("added", about=line.person_id)
    turn.outgoing.extend(
        await plan_for_club(turn.connection, turn.post, turn.around.rules, line.club_id, [line.person_id])
    )
    return await _shown(turn, membership_id, "roster.added")


ADD = Flow(
    "addmember",
    Action.EDIT_ROSTER,
    (
        *(_step(name) for name in _ASKED_WHEN_ADDING[:-1]),
        Step("small_group", _step("small_group").ask, _read_last, numbers=True),
        Step("same", _ask_same, _read_same, needed=lambda d: bool(d.get("twins"))),
        Step("sure", _ask_sure, _read_sure),
    ),
    _add,
)


async def _begin_adding(turn: Turn, _: str) -> Sequence[Reply]:
    return await engine.start(turn, ADD, {"club_id": turn.club_id})


EDIT_BUTTON = Button("editmember", Action.EDIT_ROSTER, _begin_mending, of_line)
ADD_BUTTON = Button("addmember", Action.EDIT_ROSTER, _begin_adding, of_row=False)
