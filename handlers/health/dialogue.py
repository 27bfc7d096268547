"""The conversation about blood pressure: a reading in any usual form, at any moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from club.errors import Misread
from club.health.blood_pressure import Pressure
from club.health.readings import OneNumber, Typed, read_pressure
from club.organisation.roles import Action
from club.people.consent import Purpose
from club.people.names import given_name
from club.vietnamese.fold import words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Data, Flow, Leave, Step, option, or_leave, yes_no
from handlers.conversation.feature import allow
from handlers.conversation.turn import Turn
from handlers.health.service import may_store, meaning, store, week_mean
from handlers.health.subject import Subject, followed, subject_of, target, whose
from storage.health import readings
from storage.people import consents

SHOWN = 5
_ONLY_THE_SUBJECT = {"huyet ap", "cua", "cua la", "xem huyet ap", "xem"}
"""what is left of "huyết áp của mẹ" once she is taken out"""


async def log_or_show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/huyetap [reading]`: note a reading, or see the last ones; of the writer, or of a member whom they name."""
    kin, rest = await whose(turn, args)
    if len(kin) > 1:
        return await engine.start(turn, WHOSE, {"among": [k.member_id for k in kin], "said": rest})
    subject = await subject_of(turn, kin[0].member_id if kin else None)
    return await _log_or_show(turn, rest, subject)


async def of_relative(turn: Turn) -> Sequence[Reply] | None:
    """A reading sent by somebody who follows members: of the one they name; whoever is no member is asked whose it is."""
    said = turn.incoming.text
    if len(re.findall(r"\d+", said)) < 2 or turn.writer.person is None:
        return None
    kin, rest = await whose(turn, said)
    if not kin and turn.membership is None and read_pressure(said, turn.local) is not None:
        kin = await followed(turn)
        if kin:
            return await engine.start(
                turn, WHOSE, {"among": [*(k.member_id for k in kin), turn.person.id], "said": said}
            )
    if not kin or read_pressure(rest, turn.local, asked=True) is None:
        return None
    return await log_or_show(turn, said)


async def _log_or_show(turn: Turn, args: str, subject: Subject) -> Sequence[Reply]:
    if subject.called:
        allow(turn, Action.LOG_READING, await target(turn, {"about": subject.id}))
        if not subject.may_store:
            return [say("health.relative_not_kept", name=subject.name)]
    if not re.search(r"\w", words(args)) or (subject.called and words(args) in _ONLY_THE_SUBJECT):
        return await show(turn, subject)
    found = read_pressure(args, turn.said_at.astimezone(turn.around.texts.zone), asked=True)
    if found is None or (not isinstance(found, Typed | OneNumber) and not found.numbers):
        raise Misread("health.misread")
    known: Data = {"about": subject.id} if subject.called else {}
    if isinstance(found, OneNumber):
        return await _begin(turn, {**known, "systolic": found.systolic, "pulse": None, "at": None})
    if not isinstance(found, Typed):
        numbers = sorted(found.numbers, reverse=True)
        turned = Pressure(*numbers) if len(numbers) == 2 else None
        if turned is not None and turned.plausible:  # "80/130": the other way round
            return await _begin(
                turn, {**known, "systolic": numbers[0], "diastolic": numbers[1], "pulse": None, "at": None}
            )
        raise Misread("health.misread")
    p = found.pressure
    at = found.at.astimezone(UTC) if found.at else None
    if p.plausible and subject.may_store:
        return await store(turn, p, at, subject)
    data: Data = {
        **known,
        "systolic": p.systolic,
        "diastolic": p.diastolic,
        "pulse": p.pulse,
        "at": at.isoformat() if at else None,
    }
    if p.plausible:
        data["sure"] = True
    return await _begin(turn, data)


# --- whose it is, where several may be meant


async def _ask_whose(turn: Turn, data: Data) -> Reply:
    found = [await subject_of(turn, person_id) for person_id in data["among"]]
    choices = (
        option(str(one.id), "health.whose_kin", calls=one.called, name=one.name)
        if one.called
        else option(str(one.id), "health.whose_own")
        for one in found
    )
    return say("health.ask_whose", *choices)


async def _read_whose(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice is not None and given.choice.isdecimal() and int(given.choice) in data["among"]:
        return int(given.choice)
    kin, _ = await whose(turn, given.text)
    if len(kin) == 1 and kin[0].member_id in data["among"]:
        return kin[0].member_id
    raise Misread("common.choose_or_type")


async def _of_whom(turn: Turn, data: Data) -> Sequence[Reply]:
    return await _log_or_show(turn, data["said"], await subject_of(turn, data["whose"]))


WHOSE = Flow("whose", Action.LOG_READING, dict, (Step("whose", _ask_whose, _read_whose),), _of_whom)


async def _begin(turn: Turn, data: Data) -> Sequence[Reply]:
    if data.get("about") or may_store(turn):
        data["consent"] = True
    return await engine.start(turn, READING, data)


async def show(turn: Turn, subject: Subject) -> Sequence[Reply]:
    """The last readings, their mean, and how to note one."""
    if not subject.may_store:
        return await engine.start(
            turn, READING, {"systolic": 0, "diastolic": 0, "sure": True, "pulse": None, "at": None}
        )
    if subject.called:
        await turn.note("readings", about=subject.id)
    found = await readings.last(turn.connection, subject.id, limit=SHOWN)
    if not found:
        return [Reply((*subject.lead, text("health.none_yet", about=subject.called)))]
    lines = [
        text(
            "health.line",
            at=r.taken_at,
            systolic=r.pressure.systolic,
            diastolic=r.pressure.diastolic,
            pulse=r.pressure.pulse,
            by=given_name(r.recorder) if r.recorded_by != subject.id else "",
        )
        for r in found
    ]
    mean = await week_mean(turn, subject.id)
    parts = [*subject.lead, text("health.last", lines=lines)]
    if mean is not None:
        key = "health.mean_high" if mean.high else "health.mean"
        parts.append(
            text(
                key, systolic=mean.systolic, diastolic=mean.diastolic, count=mean.count, about=subject.called
            )
        )
    if subject.called:
        parts.append(text("health.how_to_log_for", calls=subject.called))
    else:
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
        "health.ask_sure",
        option("yes", "health.sure_yes"),
        option("no", "health.sure_no"),
        systolic=data["systolic"],
        diastolic=data["diastolic"],
        pulse=data["pulse"],
        odd=not _pressure(data).plausible,
    )


async def _read_sure(turn: Turn, data: Data, given: Answer) -> Any:
    if given.agreed is None:
        found = read_pressure(given.text, turn.local, asked=True)
        if isinstance(found, Typed) and found.pressure.plausible:
            data["systolic"], data["diastolic"], data["pulse"] = (
                found.pressure.systolic,
                found.pressure.diastolic,
                found.pressure.pulse,
            )
            return True
        raise Misread("common.choose_or_type")
    return True if given.agreed else Leave((say("health.type_again"),))


async def _ask_consent(turn: Turn, data: Data) -> Reply:
    lead = meaning(_pressure(data), kept=False) if data["systolic"] else ()
    return say("health.ask_consent", *yes_no("members.agree", "members.disagree")).after(*lead)


_read_consent = or_leave("health.not_kept")


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    if not data.get("about") and not may_store(turn):
        await consents.add_consent(
            turn.connection, turn.person.id, Purpose.HEALTH, True, turn.incoming.channel, turn.now
        )
        if not data["systolic"]:
            return [say("health.none_yet")]
    subject = await subject_of(turn, data.get("about"))
    return await store(
        turn, _pressure(data), datetime.fromisoformat(data["at"]) if data["at"] else None, subject
    )


READING = Flow(
    "reading",
    Action.LOG_READING,
    dict,
    (
        Step("diastolic", _ask_diastolic, _read_diastolic, numbers=True),
        Step("sure", _ask_sure, _read_sure),
        Step("consent", _ask_consent, _read_consent),
    ),
    _finish,
    target,
)


async def tell_stranger(turn: Turn, said: str) -> Sequence[Reply]:
    """Somebody unknown sends a reading: what it means must not wait until they have joined."""
    found = read_pressure(said, turn.local, asked=True)
    if not isinstance(found, Typed) or not found.pressure.plausible:
        return [say("common.menu_stranger")]
    return [Reply((*meaning(found.pressure, kept=False), text("health.stranger_not_kept")))]
