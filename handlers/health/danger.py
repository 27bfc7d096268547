"""Danger before everything: a sign after which one calls 115 is answered with 115 in the first line,
and a dangerous reading with the question for such signs, below which nothing else is asked or shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from club.errors import Misread
from club.health.blood_pressure import Pressure
from club.health.danger import signs
from club.health.danger_answers import has_signs, is_bare_nod
from club.health.danger_asides import aside
from club.health.danger_whose import may_be_oneself, spoken_in_danger
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action, Target
from club.vietnamese.persons import Spoken
from club.vietnamese.said import Said
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step
from handlers.conversation.feature import Button, allow
from handlers.conversation.turn import Turn
from handlers.health import buttons
from handlers.health.asides import answer_aside
from handlers.health.calling import SICK_ONE, call_115, wording_for
from handlers.health.log import Measured, keep, meaning
from handlers.health.replacing import still_to_keep
from handlers.health.resting import calm
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
    perhaps: bool = False
    """asked although nobody named a sign: a bare "ok" or "ừ" may be said to anything"""


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
    if not signs(given.said).said and (beside := aside(given.said)) is not None:
        raise await answer_aside(turn, answers.reading_id, beside)
    said = has_signs(given.said)
    if said or (given.agreed is True and not (answers.perhaps and is_bare_nod(given.said))):
        return "yes"
    if said is False:
        return "no"
    raise Misread("health.signs_misread")


async def _finish(turn: Turn, answers: Asked) -> Sequence[Reply]:
    await outbox.cancel(turn.connection, _subject(turn.writer.address_id), Reason.CHANGED, turn.now)
    if answers.signs == "yes":
        return [await call_115(turn, answers.about, f"reading:{answers.reading_id}")]
    if answers.perhaps:
        return [say("health.nothing_wrong")]
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


async def ask(
    turn: Turn, reading_id: int, subject: Subject | None, lead: Sequence[Text], *, perhaps: bool = False
) -> Sequence[Reply]:
    """Asks for signs below what the reading means, and follows up if nobody answers."""
    about = subject.id if subject is not None else None
    asked = Asked(reading_id, about, perhaps=perhaps)
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
    await turn.reload()  # it may have waited for a correction
    standing = turn.writer.dialogue
    if standing is not None and standing.flow == FLOW.name and FLOW.knows(standing):
        await engine.end(turn, FLOW.progress(standing))


async def cry(turn: Turn, said: Said, found: Sequence[Measured], *, certain: bool) -> list[Reply]:
    """Somebody names a sign or cries for help: 115 first;
    a reading beside it is kept where it is certain whose it is.
    """
    spoken = spoken_in_danger(said, signs(said).said)
    doubtful = may_be_oneself(said, spoken)
    subject: Subject | None = None
    if turn.writer.person is not None:
        whom = await whose(turn, spoken)
        if not isinstance(whom, Unsettled):
            subject = whom
        else:
            subject = await _asked_about(turn, spoken)
            if subject is None and (not spoken.others or (doubtful and turn.membership is not None)):
                subject = await subject_of(turn, None)
                certain = certain and not doubtful
    kept: list[Text] = []
    if subject is not None and certain and subject.may_store and (turn.membership or subject.called):
        for one in await still_to_keep(turn, found):
            await keep(turn, one, subject)
            p = one.pressure
            kept.append(
                text("health.kept_too", systolic=p.systolic, diastolic=p.diastolic, name=subject.name)
            )
    await no_longer_asked(turn)
    called = named_in(spoken.others)
    follows = turn.writer.person is not None and turn.membership is None
    if doubtful != follows and (doubtful or not (called or spoken.own)):
        called = SICK_ONE  # whom the word names or the writer; one whom the writer follows
    wording = wording_for(signs(said).said)
    if turn.writer.person is None:
        return [await call_115(turn, None, turn.stamp, called=called, wording=wording)]
    person_id = subject.id if subject is not None else None
    return [await call_115(turn, person_id, f"cry:{turn.stamp}", *kept, called=called, wording=wording)]


def question_for_signs(turn: Turn) -> Asked | None:
    """The question for signs, where it is the one that stands."""
    standing = turn.writer.dialogue
    if standing is None or standing.flow != FLOW.name or not FLOW.knows(standing):
        return None
    return FLOW.progress(standing).answers


async def _asked_about(turn: Turn, spoken: Spoken) -> Subject | None:
    """Whom the standing question for signs is about, where the words may be of them."""
    asked = question_for_signs(turn)
    if asked is None or asked.about is None:
        return None
    subject = await subject_of(turn, asked.about)
    if not subject.called:
        return None if spoken.others else subject
    return subject if not spoken.others or spoken.others[0].kin in ("", subject.called) else None


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
    asked = question_for_signs(turn)
    await no_longer_asked(turn)
    if asked is not None and asked.perhaps:
        return [say("health.nothing_wrong")]
    return await calm(turn, int(argument) if found is not None else 0, found.person_id if found else None)


SYMPTOMS = Button(buttons.ILL.name, Action.TALK, _ill, says_yes=True)
NO_SYMPTOMS = Button(buttons.CALM.name, Action.TALK, _no_signs)
