"""Readers of the understanding table that know about meetings: when the club meets, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from club.errors import ClubError
from club.meetings.answers import rsvp
from club.meetings.beside_reading import beside_reading, has_pair
from club.meetings.lines import calls_off, changes_meeting, sets_meeting
from club.meetings.others import speaks_of_another
from club.organisation.roles import Action
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.meetings.answers import AWAY, COME
from handlers.meetings.coming import whose_absence
from handlers.meetings.dialogue import change_rule, set_rule


async def told_meeting(ear: Ear) -> Taken | Passed:
    """When the club meets, or does not, in a sentence: "họp 9h ngày 15 hàng tháng", "không họp tháng này"."""
    said, turn = ear.said, ear.turn
    if turn.membership is None:
        return Passed("the writer is in no club")
    if calls_off(said):

        async def ask() -> Sequence[Reply]:
            return await whose_absence(turn)

        return Taken(ask, {"meeting": "off"})
    changes = changes_meeting(said)
    if not changes and not sets_meeting(said):
        return Passed("no meeting is set or changed")
    sets = turn.may(Action.SET_MEETINGS)

    async def act() -> Sequence[Reply]:
        if not sets:
            return await ear.router.command(turn, "lichhop", "")
        return await (change_rule(turn, said) if changes else set_rule(turn, said.normal))

    return Taken(act, {"command": "hop" if sets else "lichhop"})


async def coming(ear: Ear) -> Taken | Passed:
    """Whether the person comes to the meeting that was just announced:
    "tôi đi được", "mai tôi bận", "vắng".
    """
    offered = await ear.offered()
    values = [value for value, _ in offered[:2]]
    pressed = [ChoiceValue.parse(value) for value in values]
    if [one.name for one in pressed if isinstance(one, ButtonValue)] != [COME.name, AWAY.name]:
        return Passed("no meeting was just announced")
    writer = ear.turn.person.full_name
    if has_pair(ear.said):
        return Passed("a reading, and an errand beside it")
    comes, another = rsvp(ear.said, writer), speaks_of_another(ear.said, writer)
    if comes is None and not another:
        return Passed("neither coming nor not")

    async def act() -> Sequence[Reply]:
        if comes is None:
            come, away = values
            choices = Choice(come, text("meetings.come")), Choice(away, text("meetings.away"))
            return [say("meetings.only_own", *choices)]
        done = await ear.router.choose(ear.turn, values[0] if comes else values[1])
        return [*done, say("meetings.other_tells")] if another else done

    return Taken(act, {"comes": comes} if comes is not None else {})


async def coming_and_reading(ear: Ear) -> Taken | Passed:
    """Both in one message: "mai tôi đi được, huyết áp 130/80"; each is done as if it had come by itself."""
    turn, whole = ear.turn, ear.turn.incoming
    if turn.membership is None or whole.edited:
        return Passed("the writer is in no club")
    parts = beside_reading(ear.said, turn.person.full_name)
    if parts is None:
        return Passed("not both")
    answer, rest = (replace(whole, text=part) for part in parts)
    turn.incoming = rest
    measured = await ear.router.understand(turn)
    turn.incoming = answer
    told = await coming(ear.router.ear(turn))
    turn.incoming = whole
    if measured.reader != "reading":
        return Passed("no reading stands beside the answer")

    async def act() -> Sequence[Reply]:
        done: list[Reply] = []
        turn.incoming = answer
        if isinstance(told, Taken):
            done += await told.act()
        turn.incoming = rest
        try:
            done += await measured.taken.act()
        except ClubError as error:  # the answer that was given must not go with it
            done.append(Reply((Text(error.key, error.args_),)))
        turn.incoming = whole
        await turn.reload()
        if isinstance(told, Passed) and turn.writer.dialogue is None:
            done += await ear.router.command(turn, "lichhop", "")
        return done

    return Taken(act, {**measured.taken.reads, **(told.reads if isinstance(told, Taken) else {})})
