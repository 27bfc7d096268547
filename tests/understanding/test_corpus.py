"""What people write is understood as the corpus says; nothing wrong is stored, agreed to or overheard."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.questions import QUESTIONS
from bot.rehearsal import ROLES, Club, Rehearsal, Rehearsed
from tests.understanding.corpus import HELD_OUT, HERE, JUDGES, NEVER, Phrase, groups, judge, phrases, report
from tools.understanding import rehearse

CORPUS = phrases(HERE)
ASIDE = phrases(HELD_OUT)
PORTION = 150
"""phrases of one test at most, so that several processes have work to the end"""


def portions() -> Iterator[Any]:
    """The corpus by role and question, in portions."""
    for (role, asking), group in groups(CORPUS):
        for start in range(0, len(group), PORTION):
            name = f"{role}-{asking or 'nothing asked'}-{start // PORTION + 1}"
            yield pytest.param(group[start : start + PORTION], id=name)


@pytest.fixture(scope="module")
def club() -> Club:
    return asyncio.run(Rehearsal.found())


@pytest.mark.parametrize("portion", list(portions()))
def test_what_people_write_is_understood(portion: list[Phrase], club: Club) -> None:
    wrong = [verdict for verdict in asyncio.run(rehearse(portion, club)) if verdict.wrong]
    if wrong:
        told = "\n".join(report(verdict) for verdict in wrong)
        pytest.fail(f"{len(wrong)} of {len(portion)} are not understood as expected:\n{told}", pytrace=False)


# --- the corpus itself


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 1_200


def test_every_phrase_is_one_that_can_be_judged() -> None:
    for phrase in (*CORPUS, *ASIDE):
        # taken apart, so that a failure names the family and shows no phrase that is set aside
        family, role, asking, means, never = (
            phrase.family,
            phrase.role,
            phrase.asking,
            set(phrase.means),
            set(phrase.never),
        )
        assert family
        assert means, family
        assert means <= set(JUDGES), family
        assert never <= set(NEVER), family
        assert role in ROLES, family
        assert asking in {"", *QUESTIONS}, family


def test_a_fifth_is_set_aside() -> None:
    assert 0.17 <= len(ASIDE) / (len(CORPUS) + len(ASIDE)) <= 0.30


def test_whole_families_are_set_aside() -> None:
    corpus, aside = ({phrase.family for phrase in part} for part in (CORPUS, ASIDE))
    assert corpus & aside == set()


# --- the judge


def said(text: str, *means: str, **more: Any) -> Phrase:
    blank = Phrase(text, "member", "", means, "", "self", "now", (), (), "made up")
    return replace(blank, **more)


def heard(reader: str, answer: str = "", **more: Any) -> Rehearsed:
    return replace(Rehearsed(reader, {}, (), answer), **more)


def kept(
    systolic: int, diastolic: int, whose: str = "self", at: str = "2026-11-23T09:00+07:00"
) -> tuple[Any]:
    return ({"whose": whose, "systolic": systolic, "diastolic": diastolic, "pulse": None, "at": at},)


READING = said("130/80", "reading", value="130/80")
NO = said("đừng", "no", role="treasurer", asking="repay_sure")
SIGN = said("đau ngực quá", "danger")
STOP = said("huỷ", "stop", asking="erase")


@pytest.mark.parametrize(
    ("phrase", "rehearsed"),
    [
        (READING, heard("reading", kept=kept(130, 80))),
        (NO, heard("answer", asked="repay.amount")),
        (SIGN, heard("danger", "Gọi 115 ngay.")),
        (STOP, heard("stop")),
        (said("chắc là có", "ask", asking="erase"), heard("answer", asked="erase.sure")),
    ],
)
def test_what_is_right_is_judged_right(phrase: Phrase, rehearsed: Rehearsed) -> None:
    verdict = judge(phrase, rehearsed)
    assert (verdict.expected, verdict.harms, verdict.wrong) == (True, (), False)


@pytest.mark.parametrize(
    ("phrase", "rehearsed", "harms"),
    [
        (READING, heard("reading", kept=kept(138, 80)), ("a wrong value stored",)),
        (READING, heard("reading", kept=kept(130, 80, "Lò Thị Ón")), ("a wrong value stored",)),
        (
            READING,
            heard("reading", kept=kept(130, 80, at="2026-11-22T09:00+07:00")),
            ("a wrong value stored",),
        ),
        (READING, heard("reading", kept=kept(130, 80) + kept(130, 80)), ("a wrong value stored",)),
        (said("135 nghìn", "other"), heard("reading", kept=kept(135, 80)), ("a wrong value stored",)),
        (NO, heard("answer", booked=1), ("a yes nobody said",)),
        (said("ừm", "ask", asking="erase"), heard("answer", asked="erase.really"), ("a yes nobody said",)),
        (
            said("khoan", "no", "ask", asking="broadcast_sure"),
            heard("answer", told=("broadcast",)),
            ("a yes nobody said",),
        ),
        (SIGN, heard("complaint", "Mời bà ngồi nghỉ."), ("danger unheard",)),
        (SIGN, heard("not understood"), ("danger unheard",)),
        (STOP, heard("not understood"), ()),
        (STOP, heard("stop", asked="erase.sure"), ()),
        (READING, heard("not understood"), ()),
        (said("lịch họp", "command", value="lichhop"), heard("words", reads={"command": "quy"}), ()),
        (
            said("chào con", "thanks"),
            heard("words", reads={"command": "quy"}),
            (),
        ),
    ],
)
def test_what_is_wrong_is_judged_wrong(phrase: Phrase, rehearsed: Rehearsed, harms: tuple[str, ...]) -> None:
    verdict = judge(phrase, rehearsed)
    assert verdict.wrong
    assert verdict.harms == harms
    assert not verdict.expected


def test_what_must_never_come_of_it_is_wrong_even_where_a_meaning_fits() -> None:
    asked = said("130/80 nhé?", "ask", "reading", value="130/80")
    keeps = heard("reading", kept=kept(130, 80))
    assert judge(asked, keeps).expected
    assert not judge(replace(asked, never=("stored",)), keeps).expected


def test_a_failure_says_the_phrase_what_was_expected_and_what_was_heard() -> None:
    told = report(judge(READING, heard("reading", "Đã ghi 138/80", kept=kept(138, 80))))
    assert told.splitlines() == [
        "'130/80' as member (made up) — A WRONG VALUE STORED",
        "    expected: reading '130/80' of self, now",
        "    heard: reading {}, keeps ['138/80 of self at 11-23T09:00'], answers 'Đã ghi 138/80'",
    ]
