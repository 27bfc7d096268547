"""The dialogue engine: one question at a time, its state in the database.

A flow is a list of steps. A step asks, reads the answer, and keeps it in the flow's data under its name. What cannot
be read is answered with what was expected, and the question stands. `huỷ` leaves, `quay lại` goes one step back.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from club.errors import ClubError, Misread
from club.organisation.roles import Action, Target
from club.vietnamese.fold import closest, part_of, words
from club.vietnamese.yesno import yes_or_no
from handlers.conversation.chat import Choice, Contact, Media, Reply, Text, say, text
from handlers.conversation.turn import Turn
from storage.messages import dialogues

LIFETIME = timedelta(hours=24)
STUCK_AFTER = 2
"""misreadings of one question before somebody to turn to is named."""
Data = dict[str, Any]
_PATH, _MISSES = "_path", "_misses"
_NUMBER = re.compile(r"(?:toi )?(?:chon )?(?:so )?([0-9]{1,3})")


@dataclass(frozen=True)
class Answer:
    """What the person answered: typed text, a choice's value, a shared contact, a picture or document."""

    text: str = ""
    choice: str | None = None
    contact: Contact | None = None
    media: Media | None = None

    @property
    def agreed(self) -> bool | None:
        """Yes or no, pressed or typed; None where neither."""
        if self.choice in ("yes", "no"):
            return self.choice == "yes"
        return yes_or_no(self.text)


class AskAgain(Exception):
    """The answer needs another look: say this instead of the question, at the same step."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


@dataclass(frozen=True)
class GoTo:
    """Answered by `read` to return to an earlier question, forgetting the answers named."""

    step: str
    forget: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leave:
    """Answered by `read` to end the flow with these words."""

    replies: tuple[Reply, ...]


Ask = Callable[[Turn, Data], Awaitable[Reply]]
Read = Callable[[Turn, Data, Answer], Awaitable[Any]]


def _always(_: Data) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """One question. `numbers`: digits are an answer here, so a reading is looked for only where they are none.

    `free`: any text is an answer, so only whole labels count as choices. `files`: so is any document.
    """

    name: str
    ask: Ask
    read: Read
    needed: Callable[[Data], bool] = _always
    numbers: bool = False
    free: bool = False
    files: bool = False


@dataclass(frozen=True)
class Flow:
    """A conversation with an end. `action` is checked by `can` at each answer."""

    name: str
    action: Action
    steps: tuple[Step, ...]
    finish: Callable[[Turn, Data], Awaitable[Sequence[Reply]]]
    target: Callable[[Turn, Data], Awaitable[Target]] | None = None
    """whom it concerns, by its answers so far; the writer and their club where nothing else is said"""

    def step(self, name: str) -> Step:
        """The step of that name."""
        return next(s for s in self.steps if s.name == name)

    def has(self, name: str) -> bool:
        """Whether there is such a step; a stored question may come from another version of the bot."""
        return any(s.name == name for s in self.steps)

    def takes_files(self, name: str) -> bool:
        """Whether any document answers that step."""
        return any(s.name == name and s.files for s in self.steps)

    def following(self, data: Data) -> Step | None:
        """The first question that is needed and unanswered."""
        return next((s for s in self.steps if s.name not in data and s.needed(data)), None)


def option(value: str, key: str, **args: Any) -> Choice:
    """A choice of a question; the engine adds flow and step to its value."""
    return Choice(value, text(key, **args))


def yes_no(yes: str = "common.yes", no: str = "common.no") -> tuple[Choice, Choice]:
    """The two choices of a yes-or-no question."""
    return option("yes", yes), option("no", no)


async def read_agreed(turn: Turn, data: Data, given: Answer) -> Any:
    """Yes or no. Raises Misread."""
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return given.agreed


def or_leave(key: str) -> Read:
    """Reads yes or no: with yes it goes on, a no ends the flow with these words."""

    async def read(turn: Turn, data: Data, given: Answer) -> Any:
        return True if await read_agreed(turn, data, given) else Leave((say(key),))

    return read


def bare_number(typed: str) -> int | None:
    """The number of a list's line, where nothing else was typed: "2", "2.", "số 2", "chọn số 2"."""
    found = _NUMBER.fullmatch(words(typed))
    return int(found[1]) if found else None


def numbered(typed: str, offered: Sequence[Sequence[str]]) -> str | None:
    """The value of the offered choice whose number was typed."""
    number = bare_number(typed) or 0
    return offered[number - 1][0] if 1 <= number <= len(offered) else None


def pick(typed: str, offered: Sequence[Sequence[str]], *, digits: bool, whole: bool = False) -> str | None:
    """The value of the offered choice that was typed: its number, its label, or a few letters of it."""
    if not offered:
        return None
    labels = {label: value for value, label in offered}
    said = words(typed)
    if digits and (by_number := numbered(typed, offered)) is not None:
        return by_number
    exact = next((value for label, value in labels.items() if words(label) == said), None)
    if exact is not None or whole:
        return exact
    return closest(typed, labels) or part_of(typed, labels)


def _tagged(flow: Flow, step: str, reply: Reply) -> Reply:
    return replace(
        reply, choices=tuple(replace(c, value=f"f/{flow.name}/{step}/{c.value}") for c in reply.choices)
    )


async def _stand(turn: Turn, flow: Flow, step: Step, data: Data, reply: Reply) -> Reply:
    """Makes `reply` the standing question."""
    reply = _tagged(flow, step.name, replace(reply, numbered=reply.numbered and not step.numbers))
    voice = turn.around.texts.voice(turn.writer.person, turn.today)
    offered = [[c.value, voice.label(c)] for c in reply.choices]
    await dialogues.save(
        turn.connection,
        turn.writer.address_id,
        flow=flow.name,
        step=step.name,
        data=data,
        offered=offered or None,
        expires_at=turn.now + LIFETIME,
    )
    return reply


async def _advance(turn: Turn, flow: Flow, data: Data) -> list[Reply]:
    data.pop(_MISSES, None)
    step = flow.following(data)
    if step is None:
        await dialogues.clear(turn.connection, turn.writer.address_id)
        return list(await flow.finish(turn, {k: v for k, v in data.items() if not k.startswith("_")}))
    return [await _stand(turn, flow, step, data, await step.ask(turn, data))]


async def start(turn: Turn, flow: Flow, known: Mapping[str, Any] | None = None) -> list[Reply]:
    """Begins a flow, replacing whatever was asked before; `known` are answers given beforehand."""
    return await _advance(turn, flow, {**(known or {}), _PATH: []})


async def ask_anew(turn: Turn, flow: Flow) -> Reply:
    """The standing question once more."""
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    step = flow.step(dialogue.step)
    return await _stand(turn, flow, step, dialogue.data, await step.ask(turn, dialogue.data))


async def back(turn: Turn, flow: Flow) -> list[Reply]:
    """One question back; at the first question it is asked again."""
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    data = dict(dialogue.data)
    path = list(data.get(_PATH, []))
    if path:
        data.pop(path.pop(), None)
    data[_PATH] = path
    return await _advance(turn, flow, data)


async def answer(turn: Turn, flow: Flow, given: Answer) -> list[Reply]:
    """Reads the answer to the standing question and goes on."""
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    step, data = flow.step(dialogue.step), dict(dialogue.data)
    if given.choice is None and given.text and dialogue.offered:
        value = pick(given.text, dialogue.offered, digits=not step.numbers, whole=step.free)
        if value is not None:
            given = replace(given, choice=value.split("/", 3)[3])
    try:
        value = await step.read(turn, data, given)
    except AskAgain as again:
        return [await _stand(turn, flow, step, data, again.reply)]
    except ClubError as error:
        misses = int(data.get(_MISSES, 0)) + 1
        data[_MISSES] = misses
        lead = [Text(error.key, error.args_)]
        if misses >= STUCK_AFTER:
            lead.append(text("common.stuck"))
        return [await _stand(turn, flow, step, data, (await step.ask(turn, data)).after(*lead))]
    if isinstance(value, Leave):
        await dialogues.clear(turn.connection, turn.writer.address_id)
        return list(value.replies)
    path = list(data.get(_PATH, []))
    if isinstance(value, GoTo):
        for name in (value.step, *value.forget):
            data.pop(name, None)
            path = [p for p in path if p != name]
    else:
        data[step.name] = value
        path.append(step.name)
    data[_PATH] = path
    return await _advance(turn, flow, data)


async def stand_with(turn: Turn, flow: Flow, reply: Reply) -> list[Reply]:
    """Puts `reply` in the place of the question that was just begun, such as a choice between two amounts."""
    await turn.reload()
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    return [await _stand(turn, flow, flow.step(dialogue.step), dialogue.data, reply)]
