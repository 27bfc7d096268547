"""What a flow knows so far: declared, frozen, and the same after a night in the database."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, fields
from datetime import date, time
from typing import Any

import pytest

from club.organisation.roles import Office
from club.people.births import Birth
from club.people.kinship import Right
from handlers.conversation.answers import Unreadable, from_json, to_json
from handlers.conversation.chat import Media
from handlers.conversation.choices import AnswerValue, ButtonValue, ChoiceValue
from handlers.conversation.dialogue import Flow
from handlers.features import build_router
from tests.world import World

FLOWS = list(build_router().flows.values())


@dataclass(frozen=True, kw_only=True)
class Everything:
    number: int
    name: str
    sure: bool | None = None
    born: Birth | None = None
    at: time | None = None
    office: Office | None = None
    rights: tuple[Right, ...] = ()
    among: tuple[int, ...] = ()
    same: int | str | None = None
    picture: Media | None = None


FULL = Everything(
    number=7,
    name="Lò Thị Ón",
    sure=False,
    born=Birth(1948, date(1948, 3, 5)),
    at=time(8, 30),
    office=Office.DEPUTY,
    rights=(Right.SEES_LOANS,),
    among=(1, 2),
    same="new",
    picture=Media("photo", "memory", "x"),
)


@pytest.mark.parametrize("answers", [FULL, Everything(number=0, name="", same=3)])
def test_answers_come_back_from_the_database_as_they_were(answers: Everything) -> None:
    stored = to_json(answers)
    assert from_json(Everything, stored) == answers
    assert {type(value) for value in stored.values()} <= {int, str, bool, list, dict, type(None)}, (
        "plain JSON"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"number": None},
        {"number": "x"},
        {"born": {"year": 1948, "hour": 3}},
        {"rights": ["all"]},
    ],
)
def test_what_has_other_fields_or_types_is_not_half_understood(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        from_json(Everything, {**to_json(FULL), **change})


def test_a_missing_field_is_read_only_where_it_may_be_unanswered() -> None:
    assert from_json(Everything, {"number": 1, "name": "Ón"}) == Everything(number=1, name="Ón")
    with pytest.raises(Unreadable):
        from_json(Everything, {"number": 1})


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_question_has_its_field_which_is_empty_until_it_is_answered(flow: Flow[Any]) -> None:
    declared = {field.name: field for field in fields(flow.answers)}
    assert all(declared[step.name].default is None for step in flow.steps)
    answers = object.__new__(flow.answers)
    with pytest.raises(FrozenInstanceError):
        setattr(answers, flow.steps[0].name, True)


@pytest.mark.parametrize(
    "value",
    [
        AnswerValue("join", "birth", "1948"),
        AnswerValue("link", "first", "a/b", "1a2b3"),
        ButtonValue("card", ""),
    ],
)
def test_a_choice_is_read_as_it_was_written(value: ChoiceValue) -> None:
    assert ChoiceValue.parse(str(value)) == value


@pytest.mark.parametrize("typed", ["", "/menu", "f/join", "f/join/birth", "b", "b/card", "x/y/z"])
def test_what_is_no_choice_is_none(typed: str) -> None:
    assert ChoiceValue.parse(typed) is None


# --- a button belongs to its own question


def yes_of(world: World, who: str) -> tuple[str, str]:
    """The value of the newest "Đúng" and the name of its message."""
    said = next(m for m in reversed(world.said(who)) if any("Đúng" in label for _, label in m.choices))
    return next(value for value, label in said.choices if "Đúng" in label), said.name


async def pressed(world: World, who: str, button: tuple[str, str]) -> str:
    world.skip(who)
    await world.hands_in(world.incoming(who, choice=button[0], below=button[1]))
    return world.new(who)


async def booked(world: World) -> int:
    async with world.app.storage.view() as look:
        return int((await look.exec_driver_sql("SELECT count(*) FROM repayment")).scalar_one())


async def lent(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")


async def test_an_old_yes_confirms_nothing_that_stands_now(world: World) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 300k")
    old = yes_of(world, "chair")
    await world.says("chair", "/thuno Ón 500k")
    said = await pressed(world, "chair", old)
    assert await booked(world) == 0
    assert "nay không còn hỏi nữa" in said
    assert "300.000" in said.split("nay không còn")[0], "what it was"
    assert "500.000" in said.split("nay không còn")[1], "and what is asked now"
    assert "Phiếu thu" in await pressed(world, "chair", yes_of(world, "chair"))
    assert await booked(world) == 1


async def test_a_yes_pressed_twice_books_once(world: World) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 300k")
    button = yes_of(world, "chair")
    await pressed(world, "chair", button)
    assert "không dùng được nữa" in await pressed(world, "chair", button)
    await world.says("chair", "/thuno Ón 300k")
    await pressed(world, "chair", button)
    assert await booked(world) == 1, "nor does it confirm the same sum asked about once more"


async def test_going_back_leaves_the_old_button_behind(world: World) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 300k")
    old = yes_of(world, "chair")
    await world.says("chair", "quay lại", "400k")
    await pressed(world, "chair", old)
    assert await booked(world) == 0


async def test_what_is_asked_again_unchanged_takes_either_button(world: World) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 300k")
    first = yes_of(world, "chair")
    await world.says("chair", "hôm nay trời đẹp")
    assert "Phiếu thu" in await pressed(world, "chair", first)


async def test_a_press_from_another_chat_of_the_same_person_answers_nothing_there(world: World) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 300k")
    button = yes_of(world, "chair")
    await pressed(world, "lan", button)
    assert await booked(world) == 0
