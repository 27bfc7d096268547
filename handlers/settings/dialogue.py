"""`/caidat`: how I am addressed, in which language and form, when I am reminded, and when not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from club.errors import ClubError
from club.organisation.roles import Action
from club.people.standing import Standing
from club.vietnamese.fold import words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, text
from handlers.conversation.dialogue import Answer, Flow, Step
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.loans.service import plan_for_loan
from handlers.meetings.service import plan_for_club
from handlers.settings.fields import SETTINGS, read_pause
from storage.messages import outbox
from storage.money import loans
from storage.people import persons


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/caidat [what [value]]`: how everything is set, and a choice to change each."""
    if args:
        return await _directly(turn, args)
    return [_card(turn)]


def _card(turn: Turn, *lead: Text) -> Reply:
    person, rules = turn.person, turn.around.rules
    quiet = person.quiet or rules.quiet
    paused = person.paused_until if person.paused_until and person.paused_until > turn.now else None
    described = text(
        "settings.card",
        tongue=text(f"settings.tongue.{person.language or turn.around.texts.language}"),
        large=person.large_text,
        hour=person.remind_at or rules.hour,
        start=quiet.start,
        end=quiet.end,
        paused=paused,
    )
    choices: list[Choice] = [
        b.choice("", f"settings.change.{name}")
        for name, b in CHANGES.items()
        if not (paused and name == "pause")
    ]
    if paused:
        choices.append(RESUME.choice("", "settings.resume"))
    if turn.writer.sharers:
        choices.append(Choice("/roimay", text("addresses.label_leave")))
    return Reply((*lead, described), tuple(choices))


async def _directly(turn: Turn, args: str) -> Sequence[Reply]:
    """ "/caidat giờ nhắc 7h", "/caidat xưng hô bà", "/caidat english"."""
    typed = words(args)
    texts = turn.around.texts
    for name, setting in SETTINGS.items():
        for language in dict.fromkeys((turn.person.language or texts.language, "vi")):
            for said in sorted(
                texts.plain(f"settings.said.{name}", language).split("|"), key=len, reverse=True
            ):
                if typed == words(said):
                    return await _begin(turn, name)
                if typed.startswith(f"{words(said)} "):
                    rest = " ".join(args.split()[len(words(said).split()) :])
                    return await _set(turn, setting.read(turn, Answer(rest)))
    for setting in SETTINGS.values():
        try:
            return await _set(turn, setting.read(turn, Answer(args)))
        except ClubError:
            continue
    return [_card(turn, text("settings.not_understood"))]


@dataclass(frozen=True, kw_only=True)
class Changing:
    """`what` is set anew; its answer ends the flow, as columns of the person, and is never stored."""

    what: str
    form: Mapping[str, Any] | None = None
    language: Mapping[str, Any] | None = None
    large: Mapping[str, Any] | None = None
    hour: Mapping[str, Any] | None = None
    quiet: Mapping[str, Any] | None = None
    pause: Mapping[str, Any] | None = None


def _step(name: str) -> Step[Changing]:
    setting = SETTINGS[name]

    async def read(turn: Turn, answers: Changing, given: Answer) -> Mapping[str, Any]:
        return setting.read(turn, given)

    return Step(name, setting.ask, read, needed=lambda a: a.what == name, numbers=setting.numbers)


async def _finish(turn: Turn, answers: Changing) -> Sequence[Reply]:
    return await _set(turn, getattr(answers, answers.what))


async def _set(turn: Turn, values: Mapping[str, Any]) -> Sequence[Reply]:
    await persons.set_settings(turn.connection, turn.person.id, **values)
    await turn.reload()
    if not {"remind_at", "quiet_from", "language", "honorific", "large_text"}.isdisjoint(values):
        await _plan_anew(turn)
    return [_card(turn, text("settings.done"))]


async def _plan_anew(turn: Turn) -> None:
    """The reminders that are planned already come at the new hour and in the new words."""
    person = turn.person
    await outbox.withdraw_planned(turn.connection, person.id)
    for membership in turn.writer.memberships:
        if membership.standing is Standing.ACTIVE:
            turn.outgoing.extend(
                await plan_for_club(
                    turn.connection, turn.post, turn.around.rules, membership.club_id, [person.id]
                )
            )
    for loan in await loans.of_person(turn.connection, person.id, ("active",)):
        turn.outgoing.extend(await plan_for_loan(turn.connection, turn.post, turn.around.rules, loan))


CHANGE = Flow("setting", Action.SEE_SELF, Changing, tuple(_step(name) for name in SETTINGS), _finish)


async def _begin(turn: Turn, name: str) -> Sequence[Reply]:
    return await engine.start(turn, CHANGE, Changing(what=name))


def _change(name: str) -> Button[str]:
    async def begin(turn: Turn, _: str) -> Sequence[Reply]:
        return await _begin(turn, name)

    return Button(f"set{name}", Action.SEE_SELF, begin, of_row=False)


async def pause(turn: Turn, args: str) -> Sequence[Reply]:
    """`/dungnhac [how long]`: no reminders for a while; alarms and answers come all the same."""
    if args:
        return await _set(turn, read_pause(turn, Answer(args)))
    return await _begin(turn, "pause")


async def resume(turn: Turn, args: str) -> Sequence[Reply]:
    """`/nhaclai`: reminders come again."""
    await outbox.release_paused(turn.connection, turn.person.id, turn.now)
    return await _set(turn, {"paused_until": None})


CHANGES = {name: _change(name) for name in SETTINGS}
RESUME = Button("resume", Action.SEE_SELF, resume, of_row=False)
