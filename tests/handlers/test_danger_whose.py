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
    "muon di theo ong nha toi",
    "ong mat roi toi cung chang muon song",
    "toi mong chet som de gap ong ay",
    "dau nguc, goi con toi",
)
ANOTHERS = (
    "mẹ tôi khó thở",
    "con dau toi kho tho",
    "cô dâu ngất xỉu",
    "chong toi kho tho",
    "ông nhà tôi muốn chết",
)


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


WISHES = ("dung goi thang Hung", "khong sao dau chau, dung goi thang Hung", "thang Hung biet chua")


@pytest.mark.parametrize("text", WISHES)
async def test_at_the_question_for_signs_it_is_said_who_was_told_and_asked_again(text: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        await rehearsal.stand("member", "danger")
        heard = await rehearsal.hear("member", text)
    assert "Lò Văn Hùng" in heard.answer
    assert heard.asked == "danger.signs"
    assert not heard.told
