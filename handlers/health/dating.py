"""When each reading of a message was taken: what was said of it, never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from club.errors import Refused
from club.health.reading_words import is_of_now
from club.health.readings import Typed
from club.health.unmeasured import without_unmeasured
from club.vietnamese.marks import written
from club.vietnamese.said import Said, hear
from club.vietnamese.when import Vague, When, find_when
from handlers.conversation.turn import Turn


def moment_of(turn: Turn, part: Said) -> When | Vague | None:
    """The moment that these words speak of, seen from when they were said."""
    return find_when(part, turn.said_at.astimezone(turn.around.texts.zone))


def _overlap(moment: When, one: Typed) -> bool:
    """Whether the hour was read out of the reading's own words: "trên tám mươi" is not "tầm mười"."""
    return any(start < one.digits[1] and one.digits[0] < end for start, end in moment.spans)


def dated(turn: Turn, said: Said, found: Sequence[Typed]) -> tuple[list[datetime | None], bool]:
    """The time (UTC) of each reading, None for now, and whether one of the times cannot be placed.

    A day holds for those that follow it ("hôm qua: sáng …, tối …"), until one is of now.
    Raises Refused for a time to come.
    """
    out: list[datetime | None] = []
    day: When | None = None
    vague = False
    spoken, not_today = without_unmeasured(said.spoken)
    for one in found:
        part = said if len(found) == 1 else hear(written(spoken[slice(*one.span)]))
        if len(found) == 1 and spoken != said.spoken:
            start, end = one.digits
            part = hear(written(f"{spoken[:start]} … {spoken[end:]}"))
        moment = moment_of(turn, part)
        if part is said and isinstance(moment, When) and _overlap(moment, one):
            start, end = one.digits
            moment = moment_of(turn, hear(written(f"{said.spoken[:start]} … {said.spoken[end:]}")))
        if moment is None and is_of_now(part.spoken, after_a_day=day is not None):
            out.append(None)
            day = None
            continue
        if day is not None and not (isinstance(moment, When) and moment.day_said):
            late = datetime.combine(day.at.date(), time(23, 59), day.at.tzinfo)
            moment = find_when(part, late) or day
        vague = vague or isinstance(moment, Vague) or (moment is None and not_today)
        at = None
        if isinstance(moment, When):
            if day is not None and not moment.day_said:
                moment = replace(
                    moment, at=datetime.combine(day.at.date(), moment.at.time(), moment.at.tzinfo)
                )
            day = moment if moment.day_said else day
            if moment.at > turn.local:
                raise Refused("health.reading_future")
            at = moment.at.astimezone(UTC)
        out.append(at)
    return out, vague
