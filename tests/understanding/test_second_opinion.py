"""The second opinion on danger: it only adds, asks instead of alarming, and comes from the corpus alone."""

from __future__ import annotations

import numpy as np
import pytest

from bot.rehearsal import Rehearsal
from club.health.danger import signs
from club.vietnamese.said import hear
from handlers.health import second_opinion as model
from handlers.understanding import TABLE
from tests.understanding.corpus import HERE, phrases
from tools import train_second_opinion as training

MISSED = ("ngực cứ rần rật", "mồm cứ trễ ra một bên", "mẹ thở phì phò như kéo bễ", "mẹ không nói năng gì nữa")
"""said of danger in words that no rule has"""
HARMLESS = ("thời tiết mai thế nào", "kể chuyện đi", "con mèo trèo cây cau", "tôi già rồi không nhớ")


@pytest.mark.parametrize("typed", MISSED)
def test_it_hears_what_the_rules_do_not(typed: str) -> None:
    assert not signs(hear(typed)).said, "the rules hear it by now: take another phrase"
    opinion = model.second_opinion(hear(typed))
    assert opinion.danger
    assert opinion.strongest
    assert set(opinion.strongest) <= model.pieces(hear(typed))


@pytest.mark.parametrize("typed", HARMLESS)
def test_it_leaves_talk_alone(typed: str) -> None:
    assert not model.second_opinion(hear(typed)).danger


async def test_115_comes_first_and_nobody_is_alarmed() -> None:
    club = await Rehearsal.found()
    async with Rehearsal.open(club) as rehearsal:
        for role in ("member", "relative", "stranger"):
            heard = await rehearsal.hear(role, MISSED[0])
            assert heard.reader == "perhaps danger"
            assert "gọi 115 ngay" in heard.answer.split("\n")[0]
            assert heard.asked == "danger.signs"
            assert not heard.told


async def test_what_is_denied_or_a_saying_is_not_asked_about() -> None:
    club = await Rehearsal.found()
    async with Rehearsal.open(club) as rehearsal:
        for typed in ("thở dài", "quỹ cứu trợ"):
            assert (await rehearsal.hear("member", typed)).reader != "perhaps danger"


def test_it_is_asked_after_whoever_understands() -> None:
    names = [reader.name for reader in TABLE]
    behind = names[names.index("perhaps danger") + 1 :]
    assert behind == ["something wrong", "nothing asked", "like a code", "not understood"]


def test_the_weights_are_those_of_the_corpus() -> None:
    """Where this fails after the corpus has grown: run `python -m tools.train_second_opinion`."""
    known = [p for p in phrases(HERE) if training.means_danger(p) is not None]
    texts = [model.pieces(hear(p.text)) for p in known]
    wanted = np.array([float(bool(training.means_danger(p))) for p in known])
    trained = training.train(texts, wanted)
    shipped = [model.second_opinion(hear(p.text)).danger for p in known]
    anew = [trained.probability(text) >= model.THRESHOLD for text in texts]
    assert sum(a != b for a, b in zip(shipped, anew, strict=True)) <= len(known) // 200
    right = sum(a == bool(w) for a, w in zip(shipped, wanted, strict=True))
    assert right >= 0.9 * len(known)
