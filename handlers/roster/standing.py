"""Who takes part: a break, moved away, left, died, back again.

From that moment nothing more is sent to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Refused
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action, Office, Target
from club.people.standing import Standing, read_standing
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, answered, option, yes_no
from handlers.conversation.feature import Button, its_club
from handlers.conversation.reading import chosen, or_leave
from handlers.conversation.turn import Turn
from handlers.meetings.service import plan_for_club
from handlers.members import buttons
from handlers.roster.card import card, line_of
from storage.messages import outbox, redirect
from storage.people import kinships, roster
from storage.people.roster import Entry

_WAYS_OUT = (Standing.SUSPENDED, Standing.MOVED, Standing.LEFT, Standing.DIED)


@dataclass(frozen=True, kw_only=True)
class Moving:
    """Whose line of the list changes its standing, `to` which."""

    membership_id: int
    club_id: int
    name: str
    to: Standing | None = None
    sure: bool | None = None


async def _ask_to(turn: Turn, answers: Moving) -> Reply:
    choices = (option(s.value, f"roster.out.{s.value}") for s in _WAYS_OUT)
    return say("roster.ask_standing", *choices, name=answers.name)


async def _read_to(turn: Turn, answers: Moving, given: Answer) -> Standing:
    told = read_standing(given.said) if given.choice is None else None
    return told if told in _WAYS_OUT else Standing(chosen(given, _WAYS_OUT))


async def _ask_sure(turn: Turn, answers: Moving) -> Reply:
    line, to = await line_of(turn, answers.membership_id), answered(answers.to)
    key = "roster.ask_return" if to is Standing.ACTIVE else "roster.ask_out"
    offices = [text(f"members.office.{o.value}") for o in Office if o in line.offices]
    return say(
        key, *yes_no(), name=line.full_name, standing=text(f"members.standing.{to.value}"), offices=offices
    )


_read_sure = or_leave("common.cancelled")


async def _finish(turn: Turn, answers: Moving) -> Sequence[Reply]:
    line, to = await line_of(turn, answers.membership_id), answered(answers.to)
    await roster.set_standing(turn.connection, line, to, by=turn.person.id, now=turn.now, today=turn.today)
    await turn.note("standing", about=line.person_id, detail=to.value)
    await (_welcome_back if to is Standing.ACTIVE else _fall_silent)(turn, line, to)
    lost = (
        await _tell_of_relatives(turn, line)
        if to is Standing.ACTIVE and line.standing is Standing.DIED
        else ()
    )
    changed = await line_of(turn, answers.membership_id)
    key = {Standing.ACTIVE: "roster.returned", Standing.DIED: "roster.condolence"}.get(to, "roster.silent")
    return [card(turn, changed, text(key, name=line.full_name), *lost)]


async def _fall_silent(turn: Turn, line: Entry, to: Standing) -> None:
    """Ends what waits for them: everything, or what is of this club where they take part in another."""
    elsewhere = to is not Standing.DIED and await roster.other_clubs(turn.connection, line)
    about = await roster.subjects(turn.connection, line.club_id) if elsewhere else ()
    if not elsewhere or about:
        await outbox.cancel_person(turn.connection, line.person_id, Reason.NOT_TAKING_PART, turn.now, about)
    if to is Standing.DIED:
        await kinships.end_all(turn.connection, line.person_id, turn.now)


async def _welcome_back(turn: Turn, line: Entry, to: Standing) -> None:
    reasons = (Reason.NOT_TAKING_PART.value,)
    await redirect.to_preferred(
        turn.connection, line.person_id, list(turn.around.channels), turn.now, reasons
    )
    turn.outgoing.extend(
        await plan_for_club(turn.connection, turn.post, turn.around.rules, line.club_id, [line.person_id])
    )


async def _tell_of_relatives(turn: Turn, line: Entry) -> Sequence[Text]:
    """A death noted by mistake ended what relatives follow: not restored unasked, but both hear of it."""
    if line.standing_since is None:
        return ()
    followed = await kinships.ended_with(turn.connection, line.person_id, line.standing_since)
    if not followed:
        return ()
    relatives = sorted({k.name for k in followed})
    turn.tell(
        Kind.MEMBERSHIP,
        f"relatives:{line.membership_id}:{turn.stamp}",
        await turn.recipient(line.person_id),
        say("roster.relatives_ended", names=relatives),
    )
    return (text("roster.relatives_ended_of", name=line.full_name, names=relatives),)


STANDING = Flow(
    "standing",
    Action.EDIT_ROSTER,
    Moving,
    (Step("to", _ask_to, _read_to), Step("sure", _ask_sure, _read_sure)),
    _finish,
)


async def _begin(turn: Turn, line: Entry) -> Sequence[Reply]:
    return await begin_moving(turn, line)


async def begin_moving(turn: Turn, line: Entry, told: Standing | None = None) -> Sequence[Reply]:
    """Asks what became of the member, or whether that is right which was `told`. Raises Refused."""
    if line.person_id == turn.person.id:
        raise Refused("roster.not_oneself")
    if line.offices and not turn.may(Action.APPOINT, Target(line.club_id)):
        raise Refused("roster.office_holder", name=line.full_name)
    if told is not None and line.standing is told:
        return [card(turn, line)]
    back = Standing.ACTIVE if line.standing is not Standing.ACTIVE else None
    moving = Moving(
        membership_id=line.membership_id, club_id=line.club_id, name=line.full_name, to=told or back
    )
    return await engine.start(turn, STANDING, moving)


async def _died(turn: Turn, line: Entry) -> Sequence[Reply]:
    return await begin_moving(turn, line, Standing.DIED)


DECEASED = Button("deceased", Action.EDIT_ROSTER, _died, its_club, load=roster.entry)
STANDING_BUTTON = Button(buttons.STANDING.name, Action.EDIT_ROSTER, _begin, its_club, load=roster.entry)
