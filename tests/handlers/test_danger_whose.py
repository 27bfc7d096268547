"""Whose danger it is: where it may be the member's own, her relatives are told, and nobody is named."""

from __future__ import annotations

import pytest

from bot.rehearsal import Rehearsal
from tests.handlers.test_danger import rehearsed

OWN = (
    "co dau nguc",
    "van con dau nguc",
    "khong dau nguc ma kho tho",
    "Hung oi me kho tho",
    "chau oi ba kho tho qua",
    "chua het dau nguc",
)
ANOTHERS = ("mẹ tôi khó thở", "con dau toi kho tho", "cô dâu ngất xỉu", "chong toi kho tho", "bà Lan khó thở")


@pytest.mark.parametrize("text", OWN)
async def test_what_may_be_her_own_danger_is_told_to_her_relatives(text: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        heard = await rehearsal.hear("member", text)
    assert "alert" in heard.told
    assert "Mẹ nằm" not in heard.answer
    assert "Bố nằm" not in heard.answer


@pytest.mark.parametrize("text", ANOTHERS)
async def test_danger_of_somebody_else_alarms_none_of_hers(text: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        heard = await rehearsal.hear("member", text)
    assert "115" in heard.answer
    assert "alert" not in heard.told
