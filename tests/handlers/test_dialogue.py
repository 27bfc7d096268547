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
    [AnswerValue("join", "birth", "1948"), AnswerValue("link", "first", "a/b"), ButtonValue("card", "")],
)
def test_a_choice_is_read_as_it_was_written(value: ChoiceValue) -> None:
    assert ChoiceValue.parse(str(value)) == value


@pytest.mark.parametrize("typed", ["", "/menu", "f/join", "f/join/birth", "b", "b/card", "x/y/z"])
def test_what_is_no_choice_is_none(typed: str) -> None:
    assert ChoiceValue.parse(typed) is None
