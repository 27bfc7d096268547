"""Adding somebody to the list, and mending a line of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from club.errors import Refused
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.fields import ASKED_WHEN_ADDING, BY_NAME
from club.people.roster import Described, likely_same
from club.people.standing import Standing
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, option, yes_no
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import chosen, chosen_id, or_leave
from handlers.conversation.turn import Turn
from handlers.meetings.service import plan_for_club
from handlers.members.listed import told as as_listed
from handlers.members.namesakes import of_entry, told_apart
from handlers.roster import buttons
from handlers.roster.card import card, line_of
from handlers.roster.fields import ASKED, Written
from storage.people import roster
from storage.people.roster import Entry

_MOST_TWINS = 5


async def _shown(turn: Turn, membership_id: int, key: str) -> Sequence[Reply]:
    line = await line_of(turn, membership_id)
    return [card(turn, line, text(key, name=line.full_name))]


# --- mending a line


@dataclass(frozen=True, kw_only=True)
class Mending:
    """Whose line (`about`: the person's id) gets another `value`, or `number` where digits are an answer;
    `told`: the value that was said with the request, to be confirmed.
    """

    membership_id: int
    club_id: int
    name: str
    about: int
    told: str = ""
    field: str | None = None
    value: Written | None = None
    number: Written | None = None

    def asks(self, *, numbers: bool) -> bool:
        """Whether the value of the field is asked for in such a question."""
        return self.field is not None and ASKED[self.field].numbers is numbers


async def _ask_field(turn: Turn, answers: Mending) -> Reply:
    return say(
        "roster.ask_field", *(option(name, f"roster.field.{name}") for name in ASKED), name=answers.name
    )


async def _read_field(turn: Turn, answers: Mending, given: Answer) -> str:
    field = chosen(given, ASKED)
    await _check_agreed(turn, field, answers.about, answers.name)
    return field


async def _check_agreed(turn: Turn, field: str, about: int, name: str) -> None:
    """Raises Refused for a field that is not kept of who said no to it."""
    if BY_NAME[field].purpose is Purpose.ORIGIN and await roster.refuses_origin(turn.connection, about):
        raise Refused("roster.origin_refused", name=name)


async def _ask_value(turn: Turn, answers: Mending) -> Reply:
    if answers.told:
        return say("roster.ask_told", *yes_no(), name=answers.name, value=answers.told)
    asked = await ASKED[answered(answers.field)].ask(turn, answers.club_id)
    return asked.after(text("roster.whose_line", name=answers.name))


async def _read_value(turn: Turn, answers: Mending, given: Answer) -> Written | Mending:
    if answers.told and given.agreed is not None:
        if not given.agreed:
            return replace(answers, told="")
        given = Answer(answers.told)
    return ASKED[answered(answers.field)].read(turn, given)


async def _mend(turn: Turn, answers: Mending) -> Sequence[Reply]:
    line = await line_of(turn, answers.membership_id)
    await roster.change(turn.connection, line, answered(answers.value or answers.number).values)
    await turn.note("changed", about=line.person_id, detail=answers.field)
    return await _shown(turn, line.membership_id, "roster.mended")


EDIT = Flow(
    "editmember",
    Action.EDIT_ROSTER,
    Mending,
    (
        Step("field", _ask_field, _read_field),
        Step("value", _ask_value, _read_value, needed=lambda a: a.asks(numbers=False)),
        Step(
            "number",
            _ask_value,
            _read_value,
            needed=lambda a: a.asks(numbers=True),
            numbers=True,
        ),
    ),
    _mend,
)


async def _begin_mending(turn: Turn, line: Entry) -> Sequence[Reply]:
    return await begin_mending(turn, line)


async def begin_mending(turn: Turn, line: Entry, field: str | None = None, told: str = "") -> Sequence[Reply]:
    """Asks what of the line is to be mended, or for the value of the field that was said, or whether the
    value is right that was `told` with it. Raises Refused.
    """
    if field is not None:
        await _check_agreed(turn, field, line.person_id, line.full_name)
    mending = Mending(
        membership_id=line.membership_id,
        club_id=line.club_id,
        name=line.full_name,
        about=line.person_id,
        told=told,
        field=field,
    )
    return await engine.start(turn, EDIT, mending)


# --- adding somebody


@dataclass(frozen=True, kw_only=True)
class Adding:
    """Somebody new on the list; `twins`: memberships of who may be the same, `same` once they are not."""

    club_id: int
    full_name: Written | None = None
    birth: Written | None = None
    sex: Written | None = None
    phone: Written | None = None
    small_group: Written | None = None
    twins: tuple[int, ...] = ()
    same: str | None = None
    sure: bool | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Everything that was answered, as the tables take it."""
        found: list[Written | None] = [getattr(self, name) for name in ASKED_WHEN_ADDING]
        return {name: value for written in found if written for name, value in written.values.items()}


def _step(name: str) -> Step[Adding]:
    field = ASKED[name]

    async def ask(turn: Turn, answers: Adding) -> Reply:
        return await field.ask(turn, answers.club_id)

    async def read(turn: Turn, answers: Adding, given: Answer) -> Written:
        return field.read(turn, given)

    return Step(name, ask, read, numbers=field.numbers)


*_FIRST, _LAST = (_step(name) for name in ASKED_WHEN_ADDING)


async def _read_last(turn: Turn, answers: Adding, given: Answer) -> Adding:
    """After the last question the list is searched for somebody who may be the same."""
    last: dict[str, Any] = {_LAST.name: await _LAST.read(turn, answers, given)}
    answers = replace(answers, **last)
    known = answers.values
    new = Described(known["full_name"], known["birth_year"], known["sex"], known["phone"])
    everybody = await roster.entries(turn.connection, answers.club_id)
    twins = [e.membership_id for e in everybody if likely_same(new, e.described)]
    return replace(answers, twins=tuple(twins[:_MOST_TWINS]))


async def _ask_same(turn: Turn, answers: Adding) -> Reply:
    lines = [e for twin in answers.twins if (e := await roster.entry(turn.connection, twin)) is not None]
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
    apart = told_apart(turn, [of_entry(e) for e in lines])
    choices = [
        option(str(e.membership_id), "roster.is_twin", name=e.full_name, year=e.birth_year, apart=more)
        for e, more in zip(lines, apart, strict=True)
    ]
    return say("roster.ask_same", *choices, option("new", "roster.is_new"), twins=named)


async def _read_same(turn: Turn, answers: Adding, given: Answer) -> str | Leave:
    if given.choice == "new" or given.agreed is False:
        return "new"
    line = await line_of(turn, chosen_id(given, answers.twins))
    return Leave((card(turn, line, text("roster.not_added")),))


async def _ask_sure(turn: Turn, answers: Adding) -> Reply:
    return say(
        "roster.ask_sure",
        option("yes", "roster.add"),
        option("no", "common.no"),
        **as_listed(answers.values),
    )


_read_sure = or_leave("common.cancelled")


async def _add(turn: Turn, answers: Adding) -> Sequence[Reply]:
    membership_id = await roster.add(
        turn.connection, answers.club_id, answers.values, by=turn.person.id, now=turn.now
    )
    line = await line_of(turn, membership_id)
    await turn.note("added", about=line.person_id)
    turn.outgoing.extend(
        await plan_for_club(turn.connection, turn.post, turn.around.rules, line.club_id, [line.person_id])
    )
    return await _shown(turn, membership_id, "roster.added")


ADD = Flow(
    "addmember",
    Action.EDIT_ROSTER,
    Adding,
    (
        *_FIRST,
        replace(_LAST, read=_read_last),
        Step("same", _ask_same, _read_same, needed=lambda a: bool(a.twins)),
        Step("sure", _ask_sure, _read_sure),
    ),
    _add,
)


async def _begin_adding(turn: Turn, _: str) -> Sequence[Reply]:
    return await engine.start(turn, ADD, Adding(club_id=turn.club_id))


EDIT_BUTTON = Button(buttons.EDIT.name, Action.EDIT_ROSTER, _begin_mending, its_club, load=roster.entry)
ADD_BUTTON = Button(buttons.ADD.name, Action.EDIT_ROSTER, _begin_adding, of_row=False)
