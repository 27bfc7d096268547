"""The conversation about blood pressure: a reading in any usual form, at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from club.blood_pressure import Pressure
from club.consent import Purpose
from club.errors import Misread
from club.roles import Action
from club.vietnamese.readings import OneNumber, Typed, read_pressure
from handlers import dialogue as engine
from handlers.chat import Reply, say, text
from handlers.dialogue import Answer, Data, Flow, Leave, Step, option, yes_no
from handlers.health.service import may_store, meaning, store, week_mean
from handlers.turn import Turn
from storage import people, readings

SHOWN = 5


async def log_or_show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/huyetap [reading]`: note a reading, or see the last ones."""
    if not args:
        return await show(turn)
    found = read_pressure(args, turn.said_at.astimezone(turn.around.texts.zone), asked=True)
    if found is None or (not isinstance(found, Typed | OneNumber) and not found.numbers):
        raise Misread("health.misread")
    if isinstance(found, OneNumber):
        return await _begin(turn, {"systolic": found.systolic, "pulse": None, "at": None})
    if not isinstance(found, Typed):
        numbers = sorted(found.numbers, reverse=True)
        turned = Pressure(*numbers) if len(numbers) == 2 else None
        if turned is not None and turned.plausible:  # "80/130": the other way round
            return await _begin(turn, {"systolic": numbers[0], "diastolic": numbers[1], "pulse": None, "at": None})
        raise Misread("health.misread")
    p = found.pressure
    at = found.at.astimezone(UTC) if found.at else None
    if p.plausible and may_store(turn):
        return await store(turn, p, at)
    data: Data = {"systolic": p.systolic, "diastolic": p.diastolic, "pulse": p.pulse, "at": at.isoformat() if at else None}
    if p.plausible:
        data["sure"] = True
    return await _begin(turn, data)


async def _begin(turn: Turn, data: Data) -> Sequence[Reply]:
    if may_store(turn):
        data["consent"] = True
    return await engine.start(turn, READING, data)


async def show(turn: Turn) -> Sequence[Reply]:
    """The last readings, their mean, and how to note one."""
    if not may_store(turn):
        return await engine.start(turn, READING, {"systolic": 0, "diastolic": 0, "sure": True, "pulse": None, "at": None})
    found = await readings.last(turn.connection, turn.person.id, limit=SHOWN)
    if not found:
        return [say("health.none_yet")]
    lines = [
        text("health.line", at=r.taken_at, systolic=r.pressure.systolic, diastolic=r.pressure.diastolic, pulse=r.pressure.pulse)
        for r in found
    ]
    mean = await week_mean(turn)
    parts = [text("health.last", lines=lines)]
    if mean is not None:
        key = "health.mean_high" if mean.high else "health.mean"
        parts.append(text(key, systolic=mean.systolic, diastolic=mean.diastolic, count=mean.count))
    parts.append(text("health.how_to_log"))
    return [Reply(tuple(parts))]


def _pressure(data: Data) -> Pressure:
    return Pressure(data["systolic"], data["diastolic"], data["pulse"])


async def _ask_diastolic(turn: Turn, data: Data) -> Reply:
    return say("health.ask_diastolic", systolic=data["systolic"])


async def _read_diastolic(turn: Turn, data: Data, given: Answer) -> Any:
    found = read_pressure(given.text, turn.local, asked=True)
    if isinstance(found, Typed):  # the whole reading after all
        data["systolic"], data["pulse"] = found.pressure.systolic, found.pressure.pulse
        low = found.pressure.diastolic
    else:
        digits = "".join(c for c in given.text if c.isdigit())
        if not digits or len(digits) > 3:
            raise Misread("health.diastolic_misread")
        low = int(digits) * 10 if int(digits) < 20 else int(digits)
    if not 20 <= low <= 200 or low >= data["systolic"]:
        raise Misread("health.diastolic_misread")
    if Pressure(data["systolic"], low, data["pulse"]).plausible:
        data["sure"] = True
    return low


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    return say(
        "health.ask_sure", option("yes", "health.sure_yes"), option("no", "health.sure_no"),
        systolic=data["systolic"], diastolic=data["diastolic"], pulse=data["pulse"], odd=not _pressure(data).plausible,
    )  # fmt: skip


async def _read_sure(turn: Turn, data: Data, given: Answer) -> Any:
    if given.agreed is None:
        found = read_pressure(given.text, turn.local, asked=True)
        if isinstance(found, Typed) and found.pressure.plausible:
            data["systolic"], data["diastolic"], data["pulse"] = (
                found.pressure.systolic, found.pressure.diastolic, found.pressure.pulse,
            )  # fmt: skip
            return True
        raise Misread("common.choose_or_type")
    return True if given.agreed else Leave((say("health.type_again"),))


async def _ask_consent(turn: Turn, data: Data) -> Reply:
    lead = meaning(_pressure(data), kept=False) if data["systolic"] else ()
    return say("health.ask_consent", *yes_no("members.agree", "members.disagree")).after(*lead)


async def _read_consent(turn: Turn, data: Data, given: Answer) -> Any:
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    return True if given.agreed else Leave((say("health.not_kept"),))


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    if not may_store(turn):
        await people.add_consent(turn.connection, turn.person.id, Purpose.HEALTH, True, turn.incoming.channel, turn.now)
        if not data["systolic"]:
            return [say("health.none_yet")]
    return await store(turn, _pressure(data), datetime.fromisoformat(data["at"]) if data["at"] else None)


READING = Flow(
    "reading",
    Action.LOG_READING,
    (
        Step("diastolic", _ask_diastolic, _read_diastolic, numbers=True),
        Step("sure", _ask_sure, _read_sure),
        Step("consent", _ask_consent, _read_consent),
    ),
    _finish,
)


async def tell_stranger(turn: Turn, said: str) -> Sequence[Reply]:
    """Somebody unknown sends a reading: what it means must not wait until they have joined."""
    found = read_pressure(said, turn.local, asked=True)
    if not isinstance(found, Typed) or not found.pressure.plausible:
        return [say("common.menu_stranger")]
    return [Reply((*meaning(found.pressure, kept=False), text("health.stranger_not_kept")))]
