"""Lines of a list that a human has to decide: one person, somebody else, or not to be taken."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from club.errors import Misread
from club.people.roster_file import Refusal
from club.people.roster_plan import Decision, Near, Plan, Question
from club.people.same_or_other import Told, plainly_yes, same_or_other
from club.people.standing import Standing
from club.vietnamese.hesitation import hold, not_yet
from handlers.conversation.chat import Text, text
from handlers.conversation.dialogue import Answer

_DIGITS = 3
"""of a phone number, as wherever namesakes are told apart"""
_MANY = 3
"""questions, from which on one answer for all of them is offered"""
NEW, OUT, ALL_SAME, ALL_OUT = "new", "out", "allsame", "allout"


def asked(plan: Plan) -> Text:
    """The first question of the plan."""
    question = plan.questions[0]
    own, *others = _told_apart(question)
    return text(
        "roster.ask_line",
        where=question.row.where,
        line=own,
        known=[o for o, n in zip(others, question.near, strict=True) if n.standing is not None],
        listed=[
            text("roster.line_of_file", where=n.where, line=o)
            for o, n in zip(others, question.near, strict=True)
            if n.standing is None
        ],
        left=len(plan.questions) - 1,
    )


def answers(plan: Plan) -> list[tuple[str, Text]]:
    """What may be answered to it. Each value names the line, so that an old button answers no other one."""
    question = plan.questions[0]
    _, *others = _told_apart(question)
    single = len(others) == 1
    same = [
        (f"same{n}", text("roster.line_same") if single else text("roster.line_same_as", line=line))
        for n, line in enumerate(others)
    ]
    offered = [*same, (NEW, text("roster.line_other")), (OUT, text("roster.line_out"))]
    fitting = [q for q in plan.questions if q.fits]
    if question.fits and len(fitting) >= _MANY:
        offered.append((ALL_SAME, text("roster.line_all_same", count=len(fitting))))
    if len(plan.questions) >= _MANY:
        offered.append((ALL_OUT, text("roster.line_all_out", count=len(plan.questions))))
    return [(f"{_tag(question)}.{value}", label) for value, label in offered]


def decided(plan: Plan, value: str) -> dict[str, Decision]:
    """What the answer says of which lines. Raises Misread where it is none to the first question."""
    question = plan.questions[0]
    if value not in (v for v, _ in answers(plan)):
        raise Misread("common.choose_or_type")
    chosen = value.partition(".")[2]
    if chosen in (ALL_SAME, ALL_OUT):
        meant = [q for q in plan.questions if q.fits or chosen == ALL_OUT]
        return {q.row.where: _decision(q, "same0" if chosen == ALL_SAME else OUT) for q in meant}
    return {question.row.where: _decision(question, chosen)}


def _decision(question: Question, chosen: str) -> Decision:
    same = question.near[int(chosen.removeprefix("same"))].key if chosen.startswith("same") else ""
    return Decision(tuple(n.key for n in question.near), same, left_out=chosen == OUT)


def read_answer(plan: Plan, given: Answer) -> dict[str, Decision]:
    """What was pressed or typed. Raises Misread; what may be yes and no is asked again."""
    if given.choice is not None:
        return decided(plan, given.choice)
    said = given.said
    told = same_or_other(said)
    if told is None:  # a yes says it too; another no may be to the whole file, and adds nobody
        hold(said, not_yet)
        if not plainly_yes(said, given.echoes):
            raise Misread("common.choose_or_type")
        told = Told.SAME
    question = plan.questions[0]
    if told is Told.SAME and len(question.near) > 1:
        raise Misread("roster.line_which")
    value = {Told.SAME: "same0", Told.OTHER: NEW, Told.OUT: OUT}[told]
    return decided(plan, f"{_tag(question)}.{value}")


def _tag(question: Question) -> str:
    return f"{zlib.crc32(question.row.where.encode()):08x}"


def _told_apart(question: Question) -> list[Text]:
    """The line, and each who may be the same: as much as tells them apart."""
    everybody: list[Mapping[str, Any]] = [question.row.values, *(n.values for n in question.near)]
    phones = {p for values in everybody if (p := values.get("phone"))}
    ends_differ = len({p[-_DIGITS:] for p in phones}) == len(phones)
    sexes = {s for values in everybody if (s := values.get("sex"))}
    near: list[Near | None] = [None, *question.near]
    return [_short(v, n, ends_differ, len(sexes) > 1) for v, n in zip(everybody, near, strict=True)]


def _short(values: Mapping[str, Any], near: Near | None, ends_differ: bool, with_sex: bool) -> Text:
    phone, sex = values.get("phone"), values.get("sex")
    standing = near.standing if near else None
    return text(
        "roster.short_line",
        name=values["full_name"],
        birth=values.get("birth_date"),
        year=values.get("birth_year"),
        sex=sex.value if sex and with_sex else None,
        digits=phone[-_DIGITS:] if phone and ends_differ else None,
        phone=None if ends_differ else phone,
        group=values.get("small_group"),
        standing=text(f"members.standing.{standing.value}")
        if standing not in (None, Standing.ACTIVE)
        else None,
        where=near.where if near and standing is not None else "",
    )


def undecided(plan: Plan) -> Plan:
    """The plan where nobody can be asked: those lines are left out, and named with the reason."""
    left = [
        Refusal(
            q.row.where,
            q.row.full_name,
            "roster.file_unsure",
            {"known": _told_apart(q)[1:]},
        )
        for q in plan.questions
    ]
    return replace(plan, refused=(*plan.refused, *left), questions=())


def numbered(offered: Sequence[tuple[str, Text]]) -> dict[str, str]:
    """The values of the answers by the number that is typed for them."""
    return {str(number): value for number, (value, _) in enumerate(offered, 1)}
