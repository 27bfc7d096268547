"""Danger before everything: a sign after which one calls 115 is answered with 115 in the first line,
and a dangerous reading with the question for such signs, below which nothing else is asked or shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from club.errors import Misread
from club.health.blood_pressure import Grade, Pressure, grade
from club.health.danger import has_signs, signs
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action, Target
from club.vietnamese.persons import of as persons_in
from club.vietnamese.said import Said
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step
from handlers.conversation.feature import Button, allow
from handlers.conversation.turn import Turn
from handlers.health import buttons
from handlers.health.calling import call_115
from handlers.health.log import Measured, keep, meaning, remind_to_measure
from handlers.health.replacing import still_to_keep
from handlers.health.subject import Subject, Unsettled, named_in, subject_of, target, whose
from storage.health import readings
from storage.health.readings import Reading
from storage.messages import outbox, rechecks

FOLLOW_UP = timedelta(minutes=10)
"""How long the question stands; then it lapses with a follow-up, never in silence."""


@dataclass(frozen=True)
class Asked:
    """Whether there are signs: of whom (None for a stranger), after which reading (0 where none was kept)."""

    reading_id: int = 0
    about: int | None = None
    signs: str | None = None
    """ "yes" or "no" """


async def _lead(turn: Turn, answers: Asked) -> tuple[Text, ...]:
    if answers.about is None or turn.writer.person is None:
        return ()
    return (await subject_of(turn, answers.about)).lead


async def _ask_signs(turn: Turn, answers: Asked) -> Reply:
    lead = await _lead(turn, answers)
    return Reply(
        (*lead, text("health.ask_signs", about=await _called(turn, answers))), _choices(answers.reading_id)
    )


def _choices(reading_id: int) -> tuple[Choice, ...]:
    """Good at any time, also after the question has lapsed; only what was kept can be a mistake."""
    signs = (
        buttons.ILL.choice(reading_id, "health.symptoms_yes"),
        buttons.CALM.choice(reading_id, "health.symptoms_no"),
    )
    return (*signs, buttons.MISTAKEN.choice(reading_id, "health.mistaken")) if reading_id else signs


async def _called(turn: Turn, answers: Asked) -> str:
    if answers.about is None or turn.writer.person is None:
        return ""
    return (await subject_of(turn, answers.about)).called


async def _read_signs(turn: Turn, answers: Asked, given: Answer) -> object:
    if given.choice in ("yes", "no"):
        return given.choice
    said = has_signs(given.said)
    if said or given.agreed is True:
        return "yes"
    if said is False:
        return "no"
    raise Misread("health.signs_misread")


async def _finish(turn: Turn, answers: Asked) -> Sequence[Reply]:
    await outbox.cancel(turn.connection, _subject(turn.writer.address_id), Reason.CHANGED, turn.now)
    if answers.signs == "yes":
        return [await call_115(turn, answers.about, f"reading:{answers.reading_id}")]
    return await calm(turn, answers.reading_id, answers.about)


async def _of_whom(turn: Turn, answers: Asked) -> Target:
    return await target(turn, answers.about)


FLOW = Flow(
    "danger",
    Action.TALK,
    Asked,
    (Step("signs", _ask_signs, _read_signs),),
    _finish,
    _of_whom,
    grave=False,
    urgent=True,
    lifetime=FOLLOW_UP,
    echoes="bị",
)


def _subject(address_id: int) -> str:
    return f"danger:{address_id}"


async def ask(turn: Turn, reading_id: int, subject: Subject | None, lead: Sequence[Text]) -> Sequence[Reply]:
    """Asks for signs below what the reading means, and follows up if nobody answers."""
    about = subject.id if subject is not None else None
    asked = Asked(reading_id, about)
    await engine.start(turn, FLOW, asked)
    reply = Reply(
        (*lead, text("health.ask_signs", about=subject.called if subject else "")), _choices(reading_id)
    )
    unanswered = text("health.signs_unanswered", about=subject.called if subject else "")
    again = Reply((unanswered,), _choices(reading_id))
    turn.outgoing.append(
        turn.post.to_chat(
            Kind.DANGER,
            rechecks.follow_up(about, turn.writer.address_id, turn.stamp),
            again,
            channel=turn.incoming.channel,
            address_id=turn.writer.address_id,
            person=turn.writer.person,
            subject=_subject(turn.writer.address_id),
            not_before=turn.now + FOLLOW_UP,
        )
    )
    return await engine.stand_with(turn, FLOW, reply)


async def ask_member(turn: Turn, reading_id: int, pressure: Pressure, subject: Subject) -> None:
    """A relative noted a dangerous value: the member gets the advice and the question themselves."""
    recipient = subject.recipient
    lead = text("health.noted_dangerous", name=turn.person.full_name)
    reply = Reply(
        (lead, *meaning(pressure, kept=True), text("health.ask_signs", about="")), _choices(reading_id)
    )
    about = f"reading:{reading_id}"
    turn.tell(Kind.ALERT, f"{about}:asked", recipient, reply, subject=about)


async def no_longer_asked(turn: Turn) -> None:
    """The reading was a mistake: the question for signs that stands here, and its follow-up, go with it."""
    await outbox.cancel(turn.connection, _subject(turn.writer.address_id), Reason.CHANGED, turn.now)
    standing = turn.writer.dialogue
    if standing is not None and standing.flow == FLOW.name and FLOW.knows(standing):
        await engine.end(turn, FLOW.progress(standing))


async def calm(turn: Turn, reading_id: int, person_id: int | None) -> Sequence[Reply]:
    """No signs: rest and measure again; still as high after that, the health station today (ISH 2020)."""
    if turn.writer.person is None or not reading_id:
        return [say("health.rest_and_measure_alone")]
    subject = await subject_of(turn, person_id)
    recent = await readings.last(turn.connection, subject.id, limit=2, since=turn.now - timedelta(minutes=30))
    again = [r for r in recent if grade(r.pressure.systolic, r.pressure.diastolic) is Grade.DANGEROUS]
    if len(again) >= 2:
        high = again[0].pressure
        still = text(
            "health.still_dangerous", systolic=high.systolic, diastolic=high.diastolic, about=subject.called
        )
        return [Reply((*subject.lead, still))]
    remind_to_measure(turn, reading_id, subject)
    return [Reply((*subject.lead, text("health.rest_and_measure", about=subject.called)))]


async def cry(turn: Turn, said: Said, found: Sequence[Measured], *, certain: bool) -> list[Reply]:
    """Somebody names a sign or cries for help: 115 first;
    a reading beside it is kept where it is certain whose it is.
    """
    spoken = persons_in(said)
    subject: Subject | None = None
    if turn.writer.person is not None:
        whom = await whose(turn, spoken)
        if not isinstance(whom, Unsettled):
            subject = whom
        elif not spoken.others:
            subject = await subject_of(turn, None)
    kept: list[Text] = []
    if subject is not None and certain and subject.may_store and (turn.membership or subject.called):
        for one in await still_to_keep(turn, found):
            await keep(turn, one, subject)
            p = one.pressure
            kept.append(
                text("health.kept_too", systolic=p.systolic, diastolic=p.diastolic, name=subject.name)
            )
    await no_longer_asked(turn)
    if turn.writer.person is None:
        despair = set(signs(said).said) == {"despair"}
        return [await call_115(turn, None, turn.stamp, called=named_in(spoken.others), despair=despair)]
    person_id = subject.id if subject is not None else None
    called = named_in(spoken.others)
    despair = set(signs(said).said) == {"despair"}
    return [await call_115(turn, person_id, f"cry:{turn.stamp}", *kept, called=called, despair=despair)]


async def _kept(turn: Turn, argument: str) -> Reading | None:
    """The reading of a button; None for 0, which stands for nothing kept, and for one deleted since.

    Whoever may talk may press it; a reading that is there is only for those who may note one.
    """
    found = await readings.get(turn.connection, int(argument))
    if found is not None:
        allow(turn, Action.LOG_READING, await target(turn, found.person_id))
    return found


async def _ill(turn: Turn, argument: str) -> Sequence[Reply]:
    found = await _kept(turn, argument)
    await no_longer_asked(turn)
    person_id = found.person_id if found is not None else None  # deleted since: 115 all the same
    return [await call_115(turn, person_id, f"reading:{argument}")]


async def _no_signs(turn: Turn, argument: str) -> Sequence[Reply]:
    found = await _kept(turn, argument)
    await no_longer_asked(turn)
    return await calm(turn, int(argument) if found is not None else 0, found.person_id if found else None)


SYMPTOMS = Button(buttons.ILL.name, Action.TALK, _ill)
NO_SYMPTOMS = Button(buttons.CALM.name, Action.TALK, _no_signs)
