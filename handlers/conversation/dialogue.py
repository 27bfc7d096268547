"""The dialogue engine: one question at a time, its state in the database.

A flow is a list of steps over a frozen dataclass of answers, with a field for each step that is None until it
is answered. A step asks, and reads an answer into its field. What cannot be read is answered with what was
expected, and the question stands. `huỷ` leaves, `quay lại` goes one step back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar, cast

from club.errors import ClubError, Refused
from club.organisation.roles import Action, Target
from club.vietnamese.said import Said, hear
from club.vietnamese.yesno import ECHOES, Agreement, agreement
from handlers.conversation.answers import Unreadable, from_json, to_json
from handlers.conversation.chat import Choice, Contact, Media, Reply, Text, say, text
from handlers.conversation.choices import AnswerValue, ButtonValue, ChoiceValue, name_of_asking, pick
from handlers.conversation.doubt import unsure
from handlers.conversation.turn import Turn
from storage.messages import dialogues
from storage.messages.writers import Dialogue

LIFETIME = timedelta(hours=24)
STUCK_AFTER = 2
"""misreadings of one question before somebody to turn to is named."""

T = TypeVar("T")
A = TypeVar("A")
A_contra = TypeVar("A_contra", contravariant=True)
"""the frozen dataclass of a flow, or a part of it that several flows have in common"""


@dataclass(frozen=True)
class Answer:
    """What the person answered: typed text, a choice's value, a shared contact, a picture or document."""

    text: str = ""
    choice: str | None = None
    contact: Contact | None = None
    media: Media | None = None
    echoes: str = ECHOES
    """verbs of the question, which say yes when they are repeated"""

    @property
    def said(self) -> Said:
        """What was typed."""
        return hear(self.text)

    @property
    def agreed(self) -> bool | None:
        """Yes or no, pressed or typed; None where neither. What may be either is asked before that."""
        if self.choice in ("yes", "no"):
            return self.choice == "yes"
        found = agreement(self.said, self.echoes)
        return None if found in (None, Agreement.STOP) else found is not Agreement.NO


class AskAgain(Exception):
    """The answer needs another look: say this instead of the question, at the same step."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


@dataclass(frozen=True)
class Leave:
    """Answered by `read` to end the flow with these words."""

    replies: tuple[Reply, ...]


Ask = Callable[[Turn, A_contra], Awaitable[Reply]]
Read = Callable[[Turn, A_contra, Answer], Awaitable[object]]
"""Answers the new value of the step's field, the whole answers where others change with it, or Leave.

It changes nothing by itself: it is also called to see whether a text is an answer at all.
"""


def _always(_: object) -> bool:
    return True


@dataclass(frozen=True)
class Step(Generic[A_contra]):
    """One question, named as the field of its answer.

    `numbers`: digits are an answer here, so a reading is looked for only where they are none.
    `free`: any text is an answer, so only whole labels count as choices. `files`: so is any document.
    `composing`: what is written is a notice to others, so that signs and numbers in it are not the writer's.
    `beside`: it reads what stands beside a yes. `undone`: of a repeated question, one answer less.
    """

    name: str
    ask: Ask[A_contra]
    read: Read[A_contra]
    needed: Callable[[A_contra], bool] = _always
    numbers: bool = False
    free: bool = False
    files: bool = False
    composing: bool = False
    beside: Callable[[Said], bool] = lambda said: False
    undone: Callable[[A_contra], object | None] = lambda answers: None


@dataclass(frozen=True)
class Progress(Generic[A]):
    """How far a flow has come. `path`: steps answered, for going back; `misses`: misreadings of this one.

    `interrupted`: what stood before an urgent question; `chooses`: a number is one of the few choices asked.
    `hidden`: what was said since leaves it out of sight, so that it is asked again before it is answered.
    `begun`: names the message that began it.
    """

    answers: A
    path: tuple[str, ...] = ()
    misses: int = 0
    interrupted: dict[str, Any] | None = None
    chooses: bool = False
    hidden: bool = False
    begun: str = ""

    def asked(self, step: str) -> str:
        """Tells this asking from every other one of the step."""
        return name_of_asking(self.begun, step, to_json(self.answers))


@dataclass(frozen=True)
class Flow(Generic[A]):
    """A conversation with an end. `action` is checked by `can` at each answer.

    `grave`: money, erasure, membership or many people hang on it, so that a yes which may be a no is asked
    again. `urgent`: nothing else is asked or shown while it stands, for its `lifetime`.
    """

    name: str
    action: Action
    answers: type[A]
    steps: tuple[Step[A], ...]
    finish: Callable[[Turn, A], Awaitable[Sequence[Reply]]]
    target: Callable[[Turn, A], Awaitable[Target]] | None = None
    """whom it concerns, by its answers so far; the writer and their club where nothing else is said"""
    grave: bool = True
    urgent: bool = False
    echoes: str = ECHOES
    """verbs of its questions, separated by "|", which say yes when they are repeated: "xoá đi" """
    lifetime: timedelta = LIFETIME
    leaving: str = "common.cancelled"  # what is said where it is left

    def step(self, name: str) -> Step[A]:
        """The step of that name."""
        return next(s for s in self.steps if s.name == name)

    def progress(self, standing: Dialogue) -> Progress[A]:
        """What the dialogue table keeps. Raises Unreadable where another version of the bot wrote it."""
        stored = from_json(Progress[Any], standing.data)
        return replace(stored, answers=from_json(self.answers, stored.answers))

    def knows(self, standing: Dialogue) -> bool:
        """Whether it asks that question with those answers; it may come from another version of the bot."""
        try:
            path = self.progress(standing).path
        except Unreadable:
            return False
        return {standing.step, *path} <= {s.name for s in self.steps}

    def takes_files(self, name: str) -> bool:
        """Whether any document answers that step."""
        return any(s.name == name and s.files for s in self.steps)

    def following(self, answers: A) -> Step[A] | None:
        """The first question that is needed and unanswered."""
        return next((s for s in self.steps if not _answered(answers, s.name) and s.needed(answers)), None)


def _answered(answers: object, name: str) -> bool:
    return getattr(answers, name) is not None


def _with(answers: A, name: str, value: object) -> A:
    return cast("A", replace(cast("Any", answers), **{name: value}))


def answered(value: T | None) -> T:
    """The answer to an earlier question of the flow: the order of its steps is what makes sure of it."""
    assert value is not None
    return value


def still_there(row: T | None) -> T:
    """The row that the question was about.

    Raises Refused where it is gone by now, as after two records became one.
    """
    if row is None:
        raise Refused("common.choice_passed", was="")
    return row


def option(value: str, key: str, **args: Any) -> Choice:
    """A choice of a question; the engine adds flow and step to its value."""
    return Choice(value, text(key, **args))


def yes_no(yes: str = "common.yes", no: str = "common.no") -> tuple[Choice, Choice]:
    """The two choices of a yes-or-no question."""
    return option("yes", yes), option("no", no)


def asks(key: str, *choices: Choice) -> Ask[object]:
    """Asks in these words, whatever was answered before."""

    async def ask(turn: Turn, answers: object) -> Reply:
        return say(key, *choices)

    return ask


def _tagged(flow: Flow[Any], step: str, asked: str, reply: Reply) -> Reply:
    """Choices as answers to this question; buttons of messages stay what they are."""

    def tagged(choice: Choice) -> Choice:
        own = isinstance(ChoiceValue.parse(choice.value), ButtonValue)
        if own:
            return choice
        return replace(choice, value=str(AnswerValue(flow.name, step, choice.value, asked)))

    return replace(reply, choices=tuple(tagged(c) for c in reply.choices))


async def _stand(turn: Turn, flow: Flow[A], step: Step[A], progress: Progress[A], reply: Reply) -> Reply:
    """Makes `reply` the standing question."""
    numbered = reply.numbered and (progress.chooses or not step.numbers)
    asked = progress.asked(step.name)
    reply = _tagged(flow, step.name, asked, replace(reply, numbered=numbered))
    voice = turn.around.texts.voice(turn.writer.person, turn.today)
    offered = [[c.value, voice.label(c)] for c in reply.choices]
    await dialogues.save(
        turn.connection,
        turn.writer.address_id,
        flow=flow.name,
        step=step.name,
        data=to_json(progress),
        offered=offered or None,
        expires_at=turn.now + flow.lifetime,
    )
    return reply


async def _put(turn: Turn, flow: Flow[A], step: Step[A], progress: Progress[A], *lead: Text) -> Reply:
    """Asks the question, after a sentence; what it was about may be gone by now, and then it ends."""
    try:
        asked = await step.ask(turn, progress.answers)
    except Refused as error:
        await end(turn, progress)
        return say(error.key, **error.args_).after(*lead)
    return await _stand(turn, flow, step, replace(progress, chooses=False), asked.after(*lead))


async def _advance(turn: Turn, flow: Flow[A], progress: Progress[A]) -> list[Reply]:
    step = flow.following(progress.answers)
    if step is None:
        await end(turn, progress)
        return list(await flow.finish(turn, progress.answers))
    return [await _put(turn, flow, step, replace(progress, misses=0))]


async def start(turn: Turn, flow: Flow[A], known: A, *, keeps: bool = False) -> list[Reply]:
    """Begins a flow, replacing whatever was asked before; `known` is what needs no question.

    What an urgent flow replaces goes on after it, and what any other does that `keeps` it.
    """
    if flow.urgent:
        await turn.reload()  # what has just been answered does not go on
    before = turn.writer.dialogue if flow.urgent or keeps else None
    begun = turn.incoming.update_key
    return await _advance(turn, flow, Progress(known, interrupted=_kept(before, flow.name), begun=begun))


def _kept(before: Dialogue | None, besides: str) -> dict[str, Any] | None:
    """A standing question as the one that interrupts it keeps it."""
    if before is None:
        return None
    if before.flow == besides:
        return cast("dict[str, Any] | None", before.data.get("interrupted"))
    values = {"flow": before.flow, "step": before.step, "data": before.data, "offered": before.offered}
    return {**values, "expires_at": before.expires_at.isoformat()}


async def end(turn: Turn, progress: Progress[Any]) -> None:
    """Nothing is asked any more, or again what was interrupted."""
    await dialogues.clear(turn.connection, turn.writer.address_id)
    await dialogues.resume(turn.connection, turn.writer.address_id, progress.interrupted)


def _standing(turn: Turn, flow: Flow[A]) -> tuple[Step[A], Progress[A]]:
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    return flow.step(dialogue.step), flow.progress(dialogue)


async def ask_anew(turn: Turn, flow: Flow[A]) -> Reply:
    """The standing question once more."""
    step, progress = _standing(turn, flow)
    return await _put(turn, flow, step, replace(progress, hidden=False))


async def hide(turn: Turn, flow: Flow[Any]) -> None:
    """The standing question is out of sight: it is asked again before an answer to it counts."""
    dialogue = turn.writer.dialogue
    assert dialogue is not None
    await dialogues.save(
        turn.connection,
        turn.writer.address_id,
        flow=dialogue.flow,
        step=dialogue.step,
        data=to_json(replace(flow.progress(dialogue), hidden=True)),
        offered=dialogue.offered,
        expires_at=dialogue.expires_at,
    )


def hidden(turn: Turn, flow: Flow[Any]) -> bool:
    """Whether the standing question is out of sight."""
    return _standing(turn, flow)[1].hidden


def _typed_before(flow: Flow[A], step: Step[A], answers: A) -> tuple[str, ...]:
    """The question just before, where its answer came with the command: "/thuno Ón 500k"."""
    earlier = [s for s in flow.steps[: flow.steps.index(step)] if s.needed(answers)]
    return (earlier[-1].name,) if earlier and (earlier[-1].numbers or earlier[-1].free) else ()


async def back(turn: Turn, flow: Flow[A]) -> list[Reply]:
    """One question back; at the first question it is asked again."""
    step, progress = _standing(turn, flow)
    if (undone := step.undone(progress.answers)) is not None:
        return await _advance(turn, flow, replace(progress, answers=cast("A", undone)))
    before = progress.path or _typed_before(flow, step, progress.answers)
    if before:
        *path, last = before
        progress = replace(progress, answers=_with(progress.answers, last, None), path=tuple(path))
    return await _advance(turn, flow, progress)


async def reads(turn: Turn, flow: Flow[A], given: Answer) -> bool:
    """Whether the standing question understands this as an answer; nothing is kept."""
    step, progress = _standing(turn, flow)
    try:
        await step.read(turn, progress.answers, given)
    except AskAgain:
        return True
    except ClubError:
        return False
    return True


async def answer(turn: Turn, flow: Flow[A], given: Answer) -> list[Reply]:
    """Reads the answer to the standing question and goes on."""
    step, progress = _standing(turn, flow)
    given = replace(given, echoes=flow.echoes)
    offered = turn.writer.dialogue.offered if turn.writer.dialogue else None
    typed = given.text and given.choice is None
    doubted = typed and flow.grave and unsure(given.said, flow.echoes, offered, progress.misses)
    if doubted and not step.beside(given.said):
        return [await _put(turn, flow, step, replace(progress, misses=0), text("common.yes_or_no"))]
    if given.choice is None and given.text and offered:
        digits = progress.chooses or not step.numbers
        picked = ChoiceValue.parse(pick(given.text, offered, digits=digits, whole=step.free) or "")
        if isinstance(picked, AnswerValue):
            given = replace(given, choice=picked.answer)
    try:
        read = await step.read(turn, progress.answers, given)
    except AskAgain as again:
        return [await _stand(turn, flow, step, replace(progress, chooses=True), again.reply)]
    except ClubError as error:
        missed = replace(progress, misses=progress.misses + 1)
        lead = [Text(error.key, error.args_)]
        if missed.misses >= STUCK_AFTER:
            lead.append(text("common.stuck"))
        return [await _put(turn, flow, step, missed, *lead)]
    if isinstance(read, Leave):
        await end(turn, progress)
        return list(read.replies)
    answers = read if isinstance(read, flow.answers) else _with(progress.answers, step.name, read)
    path = tuple(name for name in (*progress.path, step.name) if _answered(answers, name))
    return await _advance(turn, flow, replace(progress, answers=answers, path=path))


async def stand_with(turn: Turn, flow: Flow[A], reply: Reply) -> list[Reply]:
    """Puts `reply` in the place of the question that was just begun, such as a choice between two amounts."""
    await turn.reload()
    step, progress = _standing(turn, flow)
    return [await _stand(turn, flow, step, replace(progress, chooses=True), reply)]
