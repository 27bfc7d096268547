"""Noting readings: what is certain is kept at once;
whose, which day, the lower number and doubts are asked first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from club.errors import Misread, Refused
from club.health import readings as reader
from club.health.blood_pressure import Grade, Pressure, grade
from club.health.own_pressure import claims_own, says_own
from club.health.reading_words import tells_of_else
from club.health.readings import Doubt, OneNumber, Readings, Typed, Unclear
from club.organisation.roles import Action, Target
from club.people.consent import Purpose
from club.vietnamese import persons
from club.vietnamese.fold import fold
from club.vietnamese.persons import Spoken
from club.vietnamese.said import Said
from club.vietnamese.when import When, find_when
from club.vietnamese.yesno import Agreement, agreement
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, option, yes_no
from handlers.conversation.feature import allow
from handlers.conversation.reading import agreed, or_leave
from handlers.conversation.turn import Turn
from handlers.health.dating import dated, moment_of
from handlers.health.log import Measured, complains, may_store, meaning
from handlers.health.service import store
from handlers.health.subject import (
    Subject,
    Unsettled,
    is_elder,
    of_answer,
    spoken_for,
    subject_of,
    target,
    whose,
)
from handlers.members.namesakes import names_apart, of_person
from storage.people import consents

_MAYBE_UPPER, _NEAR = 120, 40
"""mmHg; a lower number from here on and so near the upper one may be the upper one typed anew"""
OTHER = 0
"""stands for somebody whose readings are not kept here, where it is asked whose one is"""


@dataclass(frozen=True)
class One:
    """A reading before it is kept: mmHg, `diastolic` 0 where only the upper number was said; `at` aware."""

    systolic: int
    diastolic: int
    pulse: int | None = None
    at: datetime | None = None

    @property
    def pressure(self) -> Pressure:
        """The pair."""
        return Pressure(self.systolic, self.diastolic, self.pulse)


_DENIES_SOMEBODY = re.compile(
    r"khong phai|chu khong|dau phai|chang phai|chua chac|khong chac|\bhay (?:la|cua)\b"
)
_SEVERAL = {"bo me", "ba ma", "cha me", "ong ba", "ca nha", "moi nguoi", "gia dinh"}
"""words for more than one person, folded"""


@dataclass(frozen=True)
class Note:
    """What is known of the readings of one message, and what is asked; `named`: who was named beside them."""

    readings: tuple[One, ...]
    among: tuple[int, ...] = ()
    named: str = ""
    doubt: str = ""
    vague: bool = False
    whose: int | None = None
    diastolic: int | None = None
    day: str | None = None
    sure: bool | None = None
    consent: bool | None = None

    @property
    def last(self) -> One:
        """The newest one."""
        return self.readings[-1]


async def note(turn: Turn, said: Said, found: reader.Found, spoken: Spoken | None = None) -> Sequence[Reply]:
    """Keeps what is certain, asks for what is not. Raises Misread for numbers that are no reading."""
    spoken = spoken if spoken is not None else await spoken_for(turn, said)
    whom = await whose(turn, spoken, owned=says_own(said))
    if isinstance(found, Unclear):
        found = _turned(found)
    if isinstance(found, OneNumber):
        return await _begin(turn, Note((One(found.systolic, 0),), named=_called(said, spoken)), whom)
    assert isinstance(found, Readings)
    if any(one.doubt is Doubt.REFUSED for one in found.found):
        return [say("health.type_again")]
    if len(found.found) > 1 and _several_people(said, found.found, spoken):
        return [say("health.one_person_each")]
    times, vague = dated(turn, said, found.found)
    ones = [
        One(p.systolic, p.diastolic, p.pulse, at)
        for p, at in zip((one.pressure for one in found.found), times, strict=True)
    ]
    doubts = [one.doubt for one in found.found if one.doubt is not None]
    known = Note(tuple(ones), (), _called(said, spoken), doubts[0].value if doubts else "", vague)
    if isinstance(whom, Subject) and not doubts and not vague and whom.may_store:
        allow(turn, Action.LOG_READING, await target(turn, whom.id))
        return await store(turn, [Measured(one.pressure, one.at) for one in ones], whom)
    return await _begin(turn, known, whom)


def _called(said: Said, spoken: Spoken) -> str:
    """How the one person is called who was named beside the numbers, as it was typed."""
    name = spoken.others[0].name.split() if len(spoken.others) == 1 else []
    return " ".join(w.title() for w in re.findall(r"[^\W\d_]+", said.normal) if fold(w) in name)


def _several_people(said: Said, found: Sequence[Typed], spoken: Spoken) -> bool:
    """Whether readings of more than one person stand in one message: which is whose would be guessed."""
    if len(spoken.others) + spoken.own > 1 and spoken.others:
        return True
    if any(mention.kin in _SEVERAL for mention in spoken.others):
        return True
    parts = [persons.spoken_of(said.spoken[slice(*one.span)]) for one in found]
    return len([part for part in parts if part.others or part.own]) > 1 and bool(spoken.others)


def _turned(found: Unclear) -> Readings:
    """ "80/130", the other way round, to be asked. Raises Misread."""
    numbers = sorted(found.numbers, reverse=True)
    turned = Pressure(*numbers) if len(numbers) == 2 else None
    if turned is None or not turned.plausible:
        raise Misread("health.misread")
    return Readings((Typed(turned, Doubt.ODD),))


async def _begin(turn: Turn, known: Note, whom: Subject | Unsettled) -> Sequence[Reply]:
    if isinstance(whom, Unsettled):
        return await engine.start(turn, FLOW, replace(known, among=whom.among))
    allow(turn, Action.LOG_READING, await target(turn, whom.id))
    if whom.called and not whom.may_store:
        return [say("health.relative_not_kept", name=whom.name)]
    return await engine.start(turn, FLOW, replace(known, whose=whom.id, consent=whom.may_store or None))


# --- what is asked


def _warning(one: One, doubt: str = "") -> tuple[Text, ...]:
    """What to know of a dangerous value before it is settled whose or whether it is one;
    a date warns of nothing.
    """
    if doubt != Doubt.TENS.value and one.diastolic and grade(one.systolic, one.diastolic) is Grade.DANGEROUS:
        return (text("health.dangerous_rule"),)
    return ()


async def _ask_whose(turn: Turn, note: Note) -> Reply:
    found = [await subject_of(turn, person_id) for person_id in note.among]
    names = names_apart(turn, {one.id: of_person(one.recipient.person) for one in found})
    choices = [
        option(str(one.id), "health.whose_kin", calls=one.called, name=names[one.id])
        if one.called
        else option(str(one.id), "health.whose_own")
        for one in found
    ]
    asked = say(
        "health.ask_whose", *choices, option(str(OTHER), "health.whose_other"), numbers=_numbers(note)
    )
    return asked.after(*_warning(note.last, note.doubt))


def _numbers(note: Note) -> list[str]:
    return [f"{r.systolic}/{r.diastolic}" if r.diastolic else str(r.systolic) for r in note.readings]


async def _read_whose(turn: Turn, note: Note, given: Answer) -> object:
    if given.choice is None:
        spoken = await of_answer(turn, given.said)
        if _DENIES_SOMEBODY.search(given.said.folded):
            raise Misread("common.choose_or_type")  # "không phải của mẹ" names whose it is not
        whom = await whose(turn, spoken, owned=says_own(given.said))
        said_own = claims_own(given.said, elder=is_elder(turn)) and given.agreed is not False
        if isinstance(whom, Unsettled) or not (spoken.others or said_own):
            if spoken.others:
                return Leave((say("health.not_for_others"),))
            raise Misread("health.whose_of_named" if note.named else "common.choose_or_type", name=note.named)
        person_id = whom.id
    elif given.choice == str(OTHER):
        return Leave((say("health.not_for_others"),))
    elif given.choice.isdecimal() and int(given.choice) in note.among:
        person_id = int(given.choice)
    else:
        raise Misread("common.choose_or_type")
    if given.choice is None:
        note = _placed(turn, note, given.said)
    return await _settled(turn, note, person_id)


def _placed(turn: Turn, note: Note, said: Said) -> Note:
    """The note with the time that an answer says beside what was asked: "của mẹ, hôm qua"."""
    moment = moment_of(turn, said)
    if moment is None:
        return note
    if not isinstance(moment, When):
        return replace(note, vague=True)
    if moment.at > turn.local:
        raise Refused("health.reading_future")
    at = moment.at.astimezone(UTC)
    return replace(note, readings=tuple(replace(r, at=r.at or at) for r in note.readings))


async def _settled(turn: Turn, note: Note, person_id: int | None) -> object:
    """The note as that person's, or the end of it where theirs may not be kept."""
    subject = await subject_of(turn, person_id)
    if subject.called and not subject.may_store:
        return Leave((say("health.relative_not_kept", name=subject.name),))
    return replace(note, whose=person_id, consent=subject.may_store or None)


async def _ask_diastolic(turn: Turn, note: Note) -> Reply:
    high = grade(note.last.systolic, 0) is Grade.DANGEROUS
    warning = (text("health.dangerous_upper"),) if high else ()
    return say("health.ask_diastolic", systolic=note.last.systolic).after(*warning)


async def _read_diastolic(turn: Turn, note: Note, given: Answer) -> object:
    found = reader.read(given.said, asked=True)
    one, doubt = note.last, note.doubt
    if persons.of(given.said).others:  # somebody else's after all: nothing of it is the writer's
        return Leave((say("health.not_for_others"),))
    if given.agreed is False and not isinstance(found, Readings):
        return Leave((say("health.type_again"),))
    if isinstance(found, Readings):  # the whole reading after all
        p = found.found[-1].pressure
        one = replace(one, systolic=p.systolic, pulse=p.pulse)
        low, doubt = p.diastolic, found.found[-1].doubt or doubt
    else:
        lower = reader.lower_number(given.said)
        if lower is None:
            raise Misread("health.diastolic_misread")
        low, one = lower.value, replace(one, pulse=lower.pulse or one.pulse)
        doubt = doubt or (Doubt.FORM if given.said.normal.endswith("?") else doubt)
    if low >= _MAYBE_UPPER and one.systolic - low <= _NEAR:
        doubt = doubt or Doubt.FORM
    if not 20 <= low <= 200 or low >= one.systolic:
        raise Misread("health.diastolic_misread")
    one = replace(one, diastolic=low)
    doubt = doubt if one.pressure.plausible else Doubt.ODD
    return replace(note, readings=(*note.readings[:-1], one), diastolic=low, doubt=str(doubt))


async def _ask_day(turn: Turn, note: Note) -> Reply:
    return say("health.ask_day", numbers=_numbers(note))


async def _read_day(turn: Turn, note: Note, given: Answer) -> object:
    moment = moment_of(turn, given.said)
    if given.agreed is False or re.search(r"khong (?:nho|biet)", given.said.folded):
        return Leave((say("health.day_unknown"),))
    if not isinstance(moment, When):
        raise Misread("health.day_misread")
    if moment.at > turn.local:
        raise Refused("health.reading_future")
    at = moment.at.astimezone(UTC)
    return replace(note, readings=tuple(replace(r, at=at) for r in note.readings), day=at.isoformat())


async def _of(turn: Turn, note: Note) -> str:
    """The name of whose reading it is, empty for the writer."""
    subject = await subject_of(turn, note.whose)
    return subject.name if subject.called else ""


async def _ask_sure(turn: Turn, note: Note) -> Reply:
    one = note.last
    odd = not one.pressure.plausible
    key = "health.ask_sure" if odd or note.doubt in ("odd", "form") else "health.ask_is_reading"
    asked = say(
        key,
        option("yes", "health.sure_yes"),
        option("no", "health.sure_no"),
        systolic=one.systolic,
        diastolic=one.diastolic,
        pulse=one.pulse,
        odd=odd,
        of=await _of(turn, note),
    )
    known = one.pressure.plausible and note.doubt == Doubt.TOLD.value and not _warning(one, note.doubt)
    return asked.after(
        *(
            meaning(one.pressure, kept=False, complains=complains(turn))
            if known
            else _warning(one, note.doubt)
        )
    )


def says_whose_or_when(said: Said) -> bool:
    """Whether a person or a time of the reading is named, whatever else is said."""
    if tells_of_else(said):
        return False
    return bool(persons.of(said).others) or find_when(said, datetime(2000, 1, 1, 12, tzinfo=UTC)) is not None


async def _read_sure(turn: Turn, note: Note, given: Answer) -> object:
    if given.choice is None:
        found = reader.read(given.said, asked=True)
        if isinstance(found, Readings) and any(r.doubt is Doubt.REFUSED for r in found.found):
            return Leave((say("health.type_again"),))
        of_now = not persons.of(given.said).others and moment_of(turn, given.said) is None
        if isinstance(found, Readings) and of_now and _corrected(found, note.last):
            p = found.found[-1].pressure
            one = replace(note.last, systolic=p.systolic, diastolic=p.diastolic, pulse=p.pulse)
            return replace(note, readings=(one,), sure=True)
        if isinstance(found, Readings | OneNumber | Unclear):
            raise Misread("common.choose_or_type")
        beside = agreement(given.said, given.echoes) in (None, Agreement.UNSURE)
        if beside and tells_of_else(given.said):
            raise Misread("common.choose_or_type")  # "đúng, mai tôi đi khám"
        if beside and (spoken := await of_answer(turn, given.said)).others:
            whom = await whose(turn, spoken)  # "của ông nhà tôi": asked whose, then whether it is one
            if not isinstance(whom, Subject):
                return Leave((say("health.not_for_others"),))
            return await _settled(turn, _placed(turn, note, given.said), whom.id)
        if beside and moment_of(turn, given.said) is not None:
            return _placed(turn, note, given.said)  # "đúng, đo hôm qua": asked once more, with its day
    return True if agreed(given) else Leave((say("health.type_again"),))


def _corrected(found: Readings, before: One) -> bool:
    """Whether another reading was given in its place: "158/95", "sai rồi, 158/95"."""
    one = found.found[-1]
    return found.certain or (
        one.doubt is Doubt.FORM
        and one.pressure.plausible
        and (one.pressure.systolic, one.pressure.diastolic) != (before.systolic, before.diastolic)
    )


async def _ask_consent(turn: Turn, note: Note) -> Reply:
    one = note.last
    lead = meaning(one.pressure, kept=False, complains=complains(turn)) if one.systolic else ()
    return say("health.ask_consent", *yes_no("members.agree", "members.disagree")).after(*lead)


async def _finish(turn: Turn, note: Note) -> Sequence[Reply]:
    subject = await subject_of(turn, answered(note.whose))
    if not subject.called and not may_store(turn):
        await consents.add_consent(
            turn.connection, turn.person.id, Purpose.HEALTH, True, turn.incoming.channel, turn.now
        )
        await turn.reload()
        subject = await subject_of(turn, note.whose)
    if not note.last.systolic:
        return [say("health.none_yet", about="")]
    return await store(turn, [Measured(one.pressure, one.at) for one in note.readings], subject)


async def _target(turn: Turn, note: Note) -> Target:
    return await target(turn, note.whose)


def _one_number(note: Note) -> bool:
    return bool(note.last.systolic) and not note.last.diastolic


FLOW = Flow(
    "reading",
    Action.LOG_READING,
    Note,
    (
        Step("whose", _ask_whose, _read_whose),
        Step("diastolic", _ask_diastolic, _read_diastolic, needed=_one_number, numbers=True),
        Step("day", _ask_day, _read_day, needed=lambda note: note.vague),
        Step("sure", _ask_sure, _read_sure, needed=lambda note: bool(note.doubt), beside=says_whose_or_when),
        Step("consent", _ask_consent, or_leave("health.not_kept")),
    ),
    _finish,
    _target,
)


async def ask_consent(turn: Turn) -> Sequence[Reply]:
    """Somebody who has not agreed that readings are kept wants to see them."""
    return await engine.start(turn, FLOW, Note((One(0, 0),), whose=turn.person.id))
