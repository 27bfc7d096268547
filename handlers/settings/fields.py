"""What can be set, one by one: how it is asked for and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from club.errors import Misread, Refused
from club.messages.quiet import QuietHours
from club.people.honorifics import honorific
from club.vietnamese.dates import read_date
from club.vietnamese.fold import fold, words
from club.vietnamese.times import read_time
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.dialogue import Answer, Ask, asks, option
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn

FORMS = ("cu", "ong", "ba", "bac", "co", "chu", "anh", "chi")
HOURS = (time(6), time(7), time(8), time(17), time(19))
NIGHTS = (QuietHours(time(20, 30), time(6)), QuietHours(time(21), time(5)), QuietHours(time(19), time(7)))
LONGEST_PAUSE = timedelta(days=366)
_PAUSES = {"3": timedelta(days=3), "7": timedelta(days=7), "30": timedelta(days=30)}
_LANGUAGES = {"vi": {"vi", "tieng viet", "viet", "vietnamese"}, "en": {"en", "tieng anh", "english", "anh"}}
_USUAL = {"binh thuong", "mac dinh", "nhu cu", "theo tuoi", "usual", "default"}


@dataclass(frozen=True)
class Setting:
    """One thing to set: how it is asked for, and read into columns. `numbers`: digits are an answer."""

    ask: Ask[object]
    read: Callable[[Turn, Answer], Mapping[str, Any]]
    numbers: bool = False


def _usual(given: Answer) -> bool:
    return given.choice == "usual" or words(given.text) in _USUAL


async def _ask_form(turn: Turn, answers: object) -> Reply:
    person = turn.person
    usual = text(f"common.honorific.{honorific(person.birth_year, person.sex, turn.today)}")
    forms = (option(form, f"common.honorific.{form}") for form in FORMS)
    return say("settings.ask_form", *forms, option("usual", "settings.usual_form", form=usual))


def _read_form(turn: Turn, given: Answer) -> Mapping[str, Any]:
    if _usual(given):
        return {"honorific": None}
    said = given.choice or words(given.text).removeprefix("goi toi la ").removeprefix("goi la ")
    if said not in FORMS:
        raise Misread("settings.form_misread")
    return {"honorific": said}


def _read_language(turn: Turn, given: Answer) -> Mapping[str, Any]:
    said = given.choice or words(given.text)
    for language, spoken in _LANGUAGES.items():
        if said in spoken:
            return {"language": language}
    raise Misread("settings.language_misread")


def _read_large(turn: Turn, given: Answer) -> Mapping[str, Any]:
    return {"large_text": agreed(given)}


async def _ask_hour(turn: Turn, answers: object) -> Reply:
    hours = (option(f"{hour:%H:%M}", "settings.hour_choice", at=hour) for hour in HOURS)
    return say("settings.ask_hour", *hours, option("usual", "settings.usual_hour", at=turn.around.rules.hour))


def _read_hour(turn: Turn, given: Answer) -> Mapping[str, Any]:
    if _usual(given):
        return {"remind_at": None}
    hour = read_time(given.choice or given.text)
    quiet = turn.person.quiet or turn.around.rules.quiet
    if quiet.covers(datetime.combine(turn.today, hour, turn.around.texts.zone)):
        raise Refused("settings.hour_is_quiet", at=hour, start=quiet.start, end=quiet.end)
    return {"remind_at": hour}


async def _ask_quiet(turn: Turn, answers: object) -> Reply:
    nights = (
        option(f"{q.start:%H:%M}-{q.end:%H:%M}", "settings.quiet_choice", start=q.start, end=q.end)
        for q in NIGHTS
    )
    usual = turn.around.rules.quiet
    return say(
        "settings.ask_quiet",
        *nights,
        option("none", "settings.quiet_none"),
        option("usual", "settings.usual_quiet", start=usual.start, end=usual.end),
    )


def _read_quiet(turn: Turn, given: Answer) -> Mapping[str, Any]:
    if _usual(given):
        return {"quiet_from": None, "quiet_to": None}
    if given.choice == "none" or words(given.text) in ("khong", "khong nghi", "none"):
        return {"quiet_from": time(0), "quiet_to": time(0)}
    parts = re.split(
        r"\s*(?:\bden\b|\btoi\b(?=\s*\d)|-|–)\s*", re.sub(r"^\s*tu ", "", fold(given.choice or given.text))
    )
    if len(parts) != 2:
        raise Misread("settings.quiet_misread")
    try:
        start, end = (read_time(part) for part in parts)
    except Misread:
        raise Misread("settings.quiet_misread") from None
    if start == end:
        raise Misread("settings.quiet_misread")
    return {"quiet_from": start, "quiet_to": end}


def read_pause(turn: Turn, given: Answer) -> Mapping[str, Any]:
    """ "3 ngày", "2 tuần", "15/1". Raises Misread, or Refused for more than a year."""
    days = re.fullmatch(r"(\d{1,3})(?: ngay)?|(\d{1,2}) (tuan|thang)", given.choice or words(given.text))
    if days:
        length = int(days[1] or days[2]) * {"tuan": 7, "thang": 30}.get(days[3], 1)
        until = turn.local + timedelta(days=length)
    else:
        until = datetime.combine(
            read_date(given.text, turn.today, ahead=True), time(0), turn.around.texts.zone
        )
    if not turn.local < until <= turn.local + LONGEST_PAUSE:
        raise Refused("settings.pause_bounds")
    return {"paused_until": until}


_ask_language = asks(
    "settings.ask_language", option("vi", "settings.vietnamese"), option("en", "settings.english")
)
_ask_large = asks(
    "settings.ask_large", option("yes", "settings.large_on"), option("no", "settings.large_off")
)
_ask_pause = asks(
    "settings.ask_pause", *(option(days, "settings.pause_days", days=int(days)) for days in _PAUSES)
)
SETTINGS: dict[str, Setting] = {
    "form": Setting(_ask_form, _read_form),
    "language": Setting(_ask_language, _read_language),
    "large": Setting(_ask_large, _read_large),
    "hour": Setting(_ask_hour, _read_hour, numbers=True),
    "quiet": Setting(_ask_quiet, _read_quiet, numbers=True),
    "pause": Setting(_ask_pause, read_pause, numbers=True),
}
