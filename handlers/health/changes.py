"""What the words said after a reading was noted would make of it: other numbers, day, or person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from club.errors import Misread
from club.health import readings as reader
from club.health.blood_pressure import Grade, Pressure, grade
from club.health.corrections import (
    Correction,
    denies_another,
    names_another_day,
    names_mistake,
    only_points,
    put_right,
    says_whose,
    without_denied_day,
)
from club.health.persons_beside import spoken_beside
from club.health.pulses import pulse_alone
from club.health.reading_words import spoken_kind
from club.health.readings import Doubt, Found, Readings, TakeBack
from club.vietnamese import persons
from club.vietnamese.said import Said
from club.vietnamese.when import When, without
from handlers.conversation.turn import Turn
from handlers.health.dating import dated, moment_of
from handlers.health.subject import Subject, Unsettled, subject_of, whose
from storage.health import readings
from storage.health.readings import Reading

_LOOKED_AT = 20
"""readings among which the one of a day is sought"""


@dataclass(frozen=True)
class Change:
    """The reading, and what it is to become; without a pressure it is to go."""

    reading_id: int
    systolic: int = 0
    diastolic: int = 0
    pulse: int | None = None
    whose: int | None = None
    at: datetime | None = None
    sure: bool | None = None

    @property
    def pressure(self) -> Pressure:
        """mmHg."""
        return Pressure(self.systolic, self.diastolic, self.pulse)


async def named_day(turn: Turn, said: Said, newest: Reading) -> Reading | None:
    """The reading that is to be put right: the newest, or the last one of the day that was named."""
    moment = moment_of(turn, said) if names_another_day(said) else None
    if not isinstance(moment, When) or not moment.day_said:
        return newest
    zone = turn.local.tzinfo
    every = await readings.last(turn.connection, newest.person_id, limit=_LOOKED_AT)
    day = moment.at.astimezone(zone).date()
    return next((one for one in every if one.taken_at.astimezone(zone).date() == day), None)


async def change_of(turn: Turn, said: Said, stored: Reading) -> Change | None:
    """What the words would make of the reading; None where they speak of something else."""
    old = stored.pressure
    kept = Change(stored.id, old.systolic, old.diastolic, old.pulse, stored.person_id, stored.taken_at)
    found = reader.read(said)
    if isinstance(found, TakeBack):
        return None
    if (pulse := pulse_alone(said, old.pulse)) is not None:
        return await _of_pulse(turn, said, kept, pulse)
    meant = put_right(said, old)
    if meant is not None and meant.pressure is not None:
        at = kept if names_another_day(said) else _said_at(turn, said, kept)
        return at and await _of_whom(turn, said, replace(at, **_values(meant.pressure, old.pulse)))
    if isinstance(found, Readings):
        one = found.found[-1]
        same = (one.pressure.systolic, one.pressure.diastolic) == (old.systolic, old.diastolic)
        if same and one.doubt is Doubt.REFUSED:
            return Change(stored.id)
        if not spoken_kind(said.spoken).corrects or one.doubt is not Doubt.FORM:
            return None
        if same and not persons.of(said).others and not one.pressure.pulse:
            # "145/85 sai rồi"; "145/85 mới đúng" says that it is right
            return Change(stored.id) if names_mistake(said) and not denies_another(said) else None
        times, vague = dated(turn, said, [one])
        spoken = persons.of(said)
        named = bool(spoken.others or spoken.own)  # else it is of the one just noted: "nhầm, 140/90"
        if vague or (named and isinstance(await whose(turn, spoken), Unsettled)):
            return None  # a reading of its own: asked there
        then = kept.at if names_another_day(said) else times[0] or kept.at
        right = replace(kept, at=then, **_values(one.pressure, old.pulse))
        return await _of_whom(turn, said, right)
    if meant is None:
        return None
    if meant == Correction():
        return Change(stored.id)
    return await _elsewhere(turn, said, kept)


async def _of_pulse(turn: Turn, said: Said, kept: Change, pulse: int) -> Change | None:
    """The reading with that pulse; None where it is the one noted, of somebody else, or beside a danger that
    was dealt with and must not be told twice.
    """
    if pulse == kept.pulse or grade(kept.systolic, kept.diastolic) is Grade.DANGEROUS:
        return None
    spoken = persons.of(said)
    if spoken.others or (spoken.own and kept.whose != turn.person.id):
        whom = await whose(turn, spoken)
        if not isinstance(whom, Subject) or whom.id != kept.whose:
            return None
    return replace(kept, pulse=pulse)


def _values(right: Pressure, pulse: int | None) -> dict[str, Any]:
    """The numbers (mmHg) of a change; the pulse stays where no other was said."""
    return {"systolic": right.systolic, "diastolic": right.diastolic, "pulse": right.pulse or pulse}


def _said_at(turn: Turn, said: Said, kept: Change) -> Change | None:
    """The change with the time said beside it; None for one that cannot be placed."""
    moment = moment_of(turn, said)
    if moment is None:
        return kept
    return replace(kept, at=moment.at) if isinstance(moment, When) and moment.at <= turn.local else None


async def _of_whom(turn: Turn, said: Said, change: Change) -> Change:
    """The change with the person named beside the number; where that is nobody known, it is to go."""
    if not (spoken := spoken_beside(said)).others:
        return change
    whom = await whose(turn, spoken)
    if isinstance(whom, Subject) and whom.may_store:
        return replace(change, whose=whom.id)
    return Change(change.reading_id)


async def _elsewhere(turn: Turn, said: Said, kept: Change) -> Change | None:
    """The same reading as somebody else's, or of another time."""
    if (spoken := persons.of(said)).others:
        whom = await whose(turn, spoken)
        if isinstance(whom, Subject) and whom.may_store and whom.id != kept.whose:
            return replace(kept, whose=whom.id)
        return Change(kept.reading_id)
    if spoken.own and says_whose(said) and kept.whose != turn.person.id:
        own = await subject_of(turn, None)
        return replace(kept, whose=own.id) if own.may_store else Change(kept.reading_id)
    said = without_denied_day(said)
    moment = moment_of(turn, said)
    if isinstance(moment, When) and moment.at <= turn.local and only_points(without(said, moment.spans)):
        return replace(kept, at=moment.at)
    return None


async def other_numbers(turn: Turn, change: Change, said: Said, found: Found, stored: Reading) -> Change:
    """The change with the numbers given in place of a yes, to be asked again. Raises Misread."""
    if not isinstance(found, Readings) or len(found.found) > 1 or persons.of(said).others:
        raise Misread("common.choose_or_type")
    one = found.found[0]
    times, vague = dated(turn, said, found.found)
    right = one.pressure.plausible and (one.doubt is None or one.doubt is Doubt.FORM)
    if vague or not right or (one.pressure.systolic, one.pressure.diastolic) == _pair(stored.pressure):
        raise Misread("common.choose_or_type")
    whom, at = change.whose or stored.person_id, times[0] or change.at or stored.taken_at
    return Change(stored.id, whose=whom, at=at, **_values(one.pressure, stored.pressure.pulse))


def _pair(pressure: Pressure) -> tuple[int, int]:
    return pressure.systolic, pressure.diastolic
