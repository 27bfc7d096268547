"""The board sets when and where the club meets: /hop, and changes of it told in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, cast

from club.errors import Misread
from club.meetings.lines import (
    calls_off,
    changed_parts,
    of_all_meetings,
    of_one_meeting,
    read_line,
    tells_later,
)
from club.meetings.places import read_place
from club.meetings.putting_right import day_or_hour, other_place, puts_right
from club.meetings.rules import LAST, MeetingRule, RuleKind, RuleText, read_rule
from club.organisation.roles import Action
from club.vietnamese.fold import fold
from club.vietnamese.said import Said, hear
from club.vietnamese.times import read_time
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, asks, option
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.meetings.coming import whose_absence
from handlers.meetings.service import (
    AHEAD,
    announce_rule,
    falls_away,
    plan_for_club,
    refresh_occurrences,
)
from storage.meetings import meetings
from storage.people import memberships

_USUAL_TIMES = ("07:30", "08:00", "14:00")


def rule_text(rule: RuleText) -> Text:
    """The recurrence in words."""
    if rule.kind is RuleKind.DAY_OF_MONTH:
        return text("meetings.rule_last_day" if rule.day == 31 else "meetings.rule_day", day=rule.day)
    named = text(f"meetings.weekday.{rule.weekday}")
    key = "meetings.rule_last_weekday" if rule.week == LAST else "meetings.rule_weekday"
    return text(key, weekday=named, week=rule.week)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """When (the day of the month, the local time) and where the club meets.

    `single`: one meeting alone was spoken of, so whether the rule is meant (`once`) is asked first.
    """

    club_id: int
    rule: RuleText | None = None
    at: time | None = None
    place: str | None = None
    single: bool = False
    once: str | None = None
    sure: bool | None = None

    @property
    def whole(self) -> MeetingRule:
        """The rule, once everything is answered."""
        day = answered(self.rule)
        return MeetingRule(day.kind, answered(self.at), answered(self.place), day.day, day.weekday, day.week)


_ask_once = asks(
    "meetings.ask_once",
    option("one", "meetings.only_this_one"),
    option("rule", "meetings.from_now_on"),
)


async def _read_once(turn: Turn, answers: Setting, given: Answer) -> str | Leave:
    """Whether the rule changes. One meeting alone cannot be moved, so the rule stays for it."""
    if given.choice == "rule" or (given.choice is None and of_all_meetings(given.said)):
        return "rule"
    if given.choice == "one" or given.agreed is False or of_one_meeting(given.said):
        notice = Choice("/thongbao", text("meetings.tell_this_one"))
        return Leave((say("meetings.rule_stays", notice),))
    raise Misread("common.choose_or_type")


async def _read_rule(turn: Turn, answers: Setting, given: Answer) -> RuleText | Leave:
    if calls_off(given.said):  # "tháng này thôi không họp nữa" is no day of the month
        return Leave(tuple(await whose_absence(turn)))
    right = day_or_hour(given.said).get("rule") if puts_right(given.said) else None
    return right if isinstance(right, RuleText) else read_rule(given.text)


async def _ask_time(turn: Turn, answers: Setting) -> Reply:
    return say(
        "meetings.ask_time",
        *(option(t, "meetings.time_choice", at=time.fromisoformat(t)) for t in _USUAL_TIMES),
        rule=rule_text(answered(answers.rule)),
    )


async def _read_time(turn: Turn, answers: Setting, given: Answer) -> time | Setting:
    right = day_or_hour(given.said) if given.choice is None and puts_right(given.said) else {}
    if right:
        return replace(answers, **cast("dict[str, Any]", right))
    return read_time(given.choice or given.text)


async def _ask_place(turn: Turn, answers: Setting) -> Reply:
    current = await meetings.current_rule(turn.connection, answers.club_id)
    choices = [option("same", "meetings.place_choice", place=current[1].place)] if current else []
    shown = {"rule": rule_text(answered(answers.rule)), "at": answered(answers.at)}
    return say("meetings.ask_place", *choices, **shown)


async def _read_place(turn: Turn, answers: Setting, given: Answer) -> str | Setting:
    right = day_or_hour(given.said) if given.choice is None else {}
    if right:  # "à 2 giờ chiều": the hour is put right, and the place asked for again
        return replace(answers, **cast("dict[str, Any]", right))
    if given.choice == "same":
        current = await meetings.current_rule(turn.connection, answers.club_id)
        if current:
            return current[1].place
    return read_place(given.said)


async def _ask_sure(turn: Turn, answers: Setting) -> Reply:
    rule = answers.whole
    others = len(await memberships.members(turn.connection, answers.club_id)) - 1
    dropped = await falls_away(turn.connection, turn.post, answers.club_id, rule)
    return say(
        "meetings.ask_sure",
        option("yes", "meetings.sure_yes"),
        option("no", "meetings.sure_no"),
        rule=rule_text(answered(answers.rule)),
        at=rule.at,
        place=rule.place,
        days=[text("meetings.line", at=start) for start in rule.next(turn.local, AHEAD)],
        count=others,
        dropped=dropped.starts_at if dropped else None,
    )


async def _read_sure(turn: Turn, answers: Setting, given: Answer) -> bool | Setting:
    if given.choice is None and of_one_meeting(given.said):  # "tháng này 9h thôi"
        raise Misread("meetings.not_one_alone")
    if given.choice is None and tells_later(given.said):  # "ừ nhưng chưa báo vội"
        raise Misread("meetings.told_when_set")
    parts: Mapping[str, object] = {}
    if given.choice is None and given.agreed is not True:
        said = given.said
        parts = changed_parts(said) or (puts_right(said) and day_or_hour(said)) or other_place(said)
    if parts:
        return replace(answers, **cast("dict[str, Any]", parts))
    return True if agreed(given) else Setting(club_id=answers.club_id)


async def _finish(turn: Turn, answers: Setting) -> Sequence[Reply]:
    club_id = answers.club_id
    dropped = await falls_away(turn.connection, turn.post, club_id, answers.whole)
    rule_id = await meetings.set_rule(
        turn.connection, club_id, answers.whole, by=turn.person.id, now=turn.now
    )
    upcoming = await refresh_occurrences(turn.connection, turn.post, club_id)
    turn.outgoing.extend(await plan_for_club(turn.connection, turn.post, turn.around.rules, club_id))
    turn.outgoing.extend(await announce_rule(turn, club_id, rule_id, dropped))
    told = len(await memberships.members(turn.connection, club_id)) - 1
    return [say("meetings.set", at=upcoming[0].starts_at, place=upcoming[0].place, count=told)]


RULE = Flow(
    "rule",
    Action.SET_MEETINGS,
    Setting,
    (
        Step("once", _ask_once, _read_once, needed=lambda a: a.single),
        Step("rule", asks("meetings.ask_rule"), _read_rule, numbers=True),
        Step("at", _ask_time, _read_time, numbers=True),
        Step("place", _ask_place, _read_place, free=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
)


def _given_at_once(setting: Setting, args: str) -> Setting:
    """ "ngày 21, 8h, nhà văn hoá bản": what of it can be read, in that order."""
    parts = [p.strip() for p in args.split(",") if p.strip()]
    line = read_line(hear(args))
    if len(parts) == 1 and line.rule:
        return replace(setting, rule=line.rule, at=line.at, place=line.place)
    if len(parts) == 1 and " luc " in f" {fold(args)} ":
        head, _, tail = args.partition(" lúc " if " lúc " in args else " luc ")
        parts = [head.strip(), tail.strip()]
    try:
        if parts:
            setting = replace(setting, rule=read_rule(parts[0]))
        if len(parts) > 1:
            setting = replace(setting, at=read_time(parts[1]))
        if len(parts) > 2:
            setting = replace(setting, place=", ".join(parts[2:])[:120])
    except Misread:
        pass
    return setting


async def change_rule(turn: Turn, said: Said) -> Sequence[Reply]:
    """ "Đổi giờ họp 9h": the rule that stands with another hour; without one it is asked for."""
    current = await meetings.current_rule(turn.connection, turn.club_id)
    setting = Setting(club_id=turn.club_id)
    if current is not None:
        rule = current[1]
        day = RuleText(rule.kind, rule.day, rule.weekday, rule.week)
        setting = replace(setting, rule=day, at=rule.at, place=rule.place)
    parts = changed_parts(said)
    whole = setting if parts else Setting(club_id=turn.club_id)
    whole = replace(whole, single=of_one_meeting(said))
    return await engine.start(turn, RULE, replace(whole, **cast("dict[str, Any]", parts)))


async def set_rule(turn: Turn, args: str) -> Sequence[Reply]:
    """`/hop [day, time, place]`: when the club meets."""
    return await engine.start(turn, RULE, _given_at_once(Setting(club_id=turn.club_id), args))
