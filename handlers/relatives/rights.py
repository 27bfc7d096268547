"""What a relative may do, right by right; taken back by one word or one choice, by either side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from club.errors import Misread
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action, Target
from club.people.kinship import Right
from club.people.names import matches
from club.vietnamese.fold import words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, answered, option, yes_no
from handlers.conversation.feature import Button
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.members.namesakes import Known, names_apart
from storage.messages import outbox, rechecks
from storage.organisation import codes
from storage.people import kinships
from storage.people.kinships import Kinship
from storage.records import planning

_ALL = "all"


def named_rights(rights: Iterable[Right]) -> list[Text]:
    """In words, always in the same order."""
    given = set(rights)
    return [text(f"relatives.right.{right.value}") for right in Right if right in given]


async def _own(turn: Turn, argument: str) -> Kinship | None:
    """The agreement, where the writer is the member of it."""
    found = await kinships.get(turn.connection, int(argument))
    return found if found is not None and found.member_id == turn.person.id else None


def card(kin: Kinship, *lead: Text) -> Reply:
    """What a relative may do, with a choice to change each right."""
    choices: list[Choice] = []
    for right, button in FLIPS.items():
        given = right in kin.rights
        choices.append(
            button.choice(kin.id, "relatives.flip", right=text(f"relatives.right.{right.value}"), given=given)
        )
    choices.append(END.choice(kin.id, "relatives.end_following", name=kin.name))
    return Reply(
        (*lead, text("relatives.rights_of", name=kin.name, rights=named_rights(kin.rights))), tuple(choices)
    )


async def _rights(turn: Turn, argument: str) -> Sequence[Reply]:
    kin = await _own(turn, argument)
    return [card(kin)] if kin is not None else [say("relatives.ended_before")]


def _flip(right: Right) -> Button[str]:
    async def handle(turn: Turn, argument: str) -> Sequence[Reply]:
        kin = await _own(turn, argument)
        if kin is None:
            return [say("relatives.ended_before")]
        give = right not in kin.rights
        await kinships.change_right(turn.connection, kin.id, turn.person.id, right, give)
        await planning.plan_again(turn.connection, turn.now, people=[turn.person.id])
        if not give:
            await outbox.cancel_between(
                turn.connection, kin.member_id, kin.relative_id, Reason.WITHDRAWN, turn.now
            )
        if right is Right.SEES_READINGS and not give:
            await rechecks.cancel(turn.connection, kin.member_id, kin.relative_id, Reason.WITHDRAWN, turn.now)
        changed = replace(kin, rights=kin.rights | {right} if give else kin.rights - {right})
        if not changed.rights:
            return await _ended(turn, kin.id)
        await turn.note("right_given" if give else "right_taken", about=kin.relative_id, detail=right.value)
        told = say(
            "relatives.rights_to_relative", name=turn.person.full_name, rights=named_rights(changed.rights)
        )
        turn.tell(
            Kind.MEMBERSHIP,
            f"kin:{kin.id}:{right.value}:{turn.stamp}",
            await turn.recipient(kin.relative_id),
            told,
        )
        return [card(changed, text("relatives.rights_changed"))]

    return Button(f"flip{right.value.replace('_', '')}", Action.RELATIVES, handle)


FLIPS = {right: _flip(right) for right in Right}


async def _ended(turn: Turn, kinship_id: int) -> Sequence[Reply]:
    ended = await kinships.end(turn.connection, kinship_id, turn.person.id, turn.now)
    if ended is None:
        return [say("relatives.ended_before")]
    await outbox.cancel_between(turn.connection, *ended, Reason.WITHDRAWN, turn.now)
    await rechecks.cancel(turn.connection, *ended, Reason.WITHDRAWN, turn.now)
    other = next(side for side in ended if side != turn.person.id)
    recipient = await turn.recipient(other)
    turn.tell(
        Kind.MEMBERSHIP,
        f"kin:{kinship_id}:ended",
        recipient,
        say("relatives.ended_to_other", name=turn.person.full_name),
    )
    return [say("relatives.ended", name=recipient.person.full_name)]


async def _end(turn: Turn, argument: str) -> Sequence[Reply]:
    return await _ended(turn, int(argument))


def kin_names(turn: Turn, found: Sequence[Kinship]) -> dict[int, Text | str]:
    """How each is named among the others, by the agreement's id."""
    return names_apart(turn, {kin.id: Known(kin.name, phone=kin.phone) for kin in found})


async def _everyone(turn: Turn) -> list[Kinship]:
    followed = await kinships.followed_by(turn.connection, turn.person.id)
    return [*followed, *await kinships.relatives_of(turn.connection, [turn.person.id])]


async def stop(turn: Turn, args: str) -> Sequence[Reply]:
    """`/ngung`, or the one word "ngừng": ends it at once with the only one; of several it asks with whom."""
    found = await _everyone(turn)
    if not found:
        return [say("relatives.none")]
    if len(found) == 1:
        return await _ended(turn, found[0].id)
    return await engine.start(turn, STOP, Stopping())


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """With whom it ends: an agreement's id, or all of them, which is asked once more."""

    which: str | None = None
    all: bool | None = None


async def _ask_which(turn: Turn, answers: Stopping) -> Reply:
    found = await _everyone(turn)
    names = kin_names(turn, found)
    choices = [option(str(kin.id), "relatives.end_with", name=names[kin.id]) for kin in found]
    return say("relatives.ask_stop", *choices, option(_ALL, "relatives.end_with_all"))


async def _read_which(turn: Turn, answers: Stopping, given: Answer) -> str:
    """Somebody chosen, named, or called as the writer does. Raises Misread where that is not one person."""
    found = await _everyone(turn)
    if given.choice is not None:
        if given.choice == _ALL or any(str(kin.id) == given.choice for kin in found):
            return given.choice
        raise Misread("common.choose_or_type")
    said = words(given.text)
    fitting = [k for k in found if matches(k.name, given.text) or (k.calls and words(k.calls) == said)]
    if len(fitting) != 1:
        raise Misread("common.choose_or_type")
    return str(fitting[0].id)


async def _ask_all(turn: Turn, answers: Stopping) -> Reply:
    names = kin_names(turn, await _everyone(turn))
    return say("relatives.ask_stop_all", *yes_no(), names=list(names.values()))


async def _stopped(turn: Turn, answers: Stopping) -> Sequence[Reply]:
    which = answered(answers.which)
    if which != _ALL:
        return await _ended(turn, int(which))
    replies: list[Reply] = []
    for kin in await _everyone(turn):
        replies += await _ended(turn, kin.id)
    return replies or [say("relatives.none")]


async def _end_all(turn: Turn, _: str) -> Sequence[Reply]:
    """The button of older messages: asked once more, as whoever types it."""
    return (
        await engine.start(turn, STOP, Stopping(which=_ALL))
        if await _everyone(turn)
        else [say("relatives.none")]
    )


STOP = Flow(
    "stopkin",
    Action.RELATIVES,
    Stopping,
    (
        Step("which", _ask_which, _read_which),
        Step(
            "all",
            _ask_all,
            or_leave("relatives.nothing_ended"),
            needed=lambda answers: answers.which == _ALL,
        ),
    ),
    _stopped,
)


async def _code_target(turn: Turn, argument: str) -> Target:
    """For `can`: the person whose code it is."""
    mine = (
        await codes.open_codes(turn.connection, turn.person.id, turn.now, ("relative",))
        if turn.writer.person
        else []
    )
    return Target(None, turn.person.id if any(c.id == int(argument) for c in mine) else 0)


async def _revoke(turn: Turn, argument: str) -> Sequence[Reply]:
    await codes.revoke(turn.connection, int(argument), turn.now)
    return [say("relatives.code_revoked")]


RIGHTS = Button("kinrights", Action.RELATIVES, _rights)
END = Button("unkin", Action.RELATIVES, _end)
END_ALL = Button("unkinall", Action.RELATIVES, _end_all, of_row=False)
REVOKE = Button("kincode", Action.RELATIVES, _revoke, _code_target)
