"""Readers of the understanding table that know about meetings: when the club meets, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from club.errors import ClubError
from club.meetings.answers import either_way, hesitates, rsvp, went
from club.meetings.beside_reading import beside_reading, has_pair
from club.meetings.lines import calls_off, changes_meeting, sets_meeting
from club.meetings.others import speaks_of_another
from club.meetings.unasked import speaks_of_day, unasked
from club.organisation.roles import Action
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.meetings.answers import AWAY, COME, note_answer
from handlers.meetings.coming import whose_absence
from handlers.meetings.dialogue import change_rule, set_rule
from storage.meetings import meetings

_SHORT = 8
"""words of a hesitation; who says more tells of something"""


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


async def _announced(ear: Ear) -> list[str]:
    """The two buttons of the meeting that was just announced; none where nothing was."""
    values = [value for value, _ in (await ear.offered())[:2]]
    pressed = [ChoiceValue.parse(value) for value in values]
    names = [one.name for one in pressed if isinstance(one, ButtonValue)]
    return values if names == [COME.name, AWAY.name] else []


def _both(values: Sequence[str]) -> tuple[Choice, Choice]:
    come, away = values
    return Choice(come, text("meetings.come")), Choice(away, text("meetings.away"))


async def coming(ear: Ear) -> Taken | Passed:
    """Whether the person comes to the meeting that was just announced:
    "tôi đi được", "mai tôi bận", "vắng".
    """
    values = await _announced(ear)
    if not values:
        return Passed("no meeting was just announced")
    writer = ear.turn.person.full_name
    if has_pair(ear.said):
        return Passed("a reading, and an errand beside it")
    if either_way(ear.said) or went(ear.said):

        async def ask() -> Sequence[Reply]:
            return [say("meetings.glad" if went(ear.said) else "common.yes_or_no", *_both(values))]

        return Taken(ask, {"says": "open"})
    comes, another = rsvp(ear.said, writer), speaks_of_another(ear.said, writer)
    if comes is None and not another:
        return Passed("neither coming nor not")

    async def act() -> Sequence[Reply]:
        if comes is None:
            return [say("meetings.only_own", *_both(values))]
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


async def coming_unasked(ear: Ear) -> Taken | Passed:
    """Coming or not while no meeting was announced: "mai tôi không đi họp"; noted where that day is meant,
    else the next meeting is named and asked about.
    """
    turn, said = ear.turn, ear.said
    if turn.writer.person is None or has_pair(said):
        return Passed("a stranger, or a reading")
    told = unasked(said, turn.person.full_name)
    if told is None:
        return Passed("no meeting is spoken of")
    own = turn.membership is not None
    first = await meetings.upcoming(turn.connection, turn.club_id, turn.now, 1) if own else []
    meant = first and speaks_of_day(said, first[0].starts_at.astimezone(turn.local.tzinfo).date(), turn.today)
    said_so = {"yes": True, "no": False}.get(told)
    comes = said_so if meant else None

    async def act() -> Sequence[Reply]:
        if comes is not None:
            return await note_answer(turn, first[0], comes)
        shown = await ear.router.command(turn, "lichhop", "" if own else said.normal)
        return [*shown, say("meetings.not_for_them")] if told == "other" or not own else shown

    return Taken(act, {"comes": said_so} if said_so is not None else {"says": told})


async def undecided(ear: Ear) -> Taken | Passed:
    """Below an announced meeting: "để xem đã", "chưa biết"; whether they come is said later."""
    values = await _announced(ear)
    if not values or len(ear.said.tokens) > _SHORT or not hesitates(ear.said):
        return Passed("no meeting was just announced, or no hesitation")

    async def act() -> Sequence[Reply]:
        return [say("meetings.decide_later", *_both(values))]

    return Taken(act, {"undecided": True})
