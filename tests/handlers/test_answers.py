"""Yes and no where money, erasure, membership or many people hang on it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.rehearsal import Rehearsal
from tests.handlers.test_danger import asked, rehearsed
from tests.world import World

NO_YES = ("đừng", "dừng", "DỪNG", "ĐỪNG", "vắng", "khống", "dung", "vang", "dung nhe")
"""what is no "đúng", "vâng" or "không" by its marks, or may be the opposite without them"""
EITHER = ("dung", "vang", "Dung", "VANG")


async def count(world: World, table: str, where: str = "1 = 1") -> int:
    async with world.app.storage.view() as look:
        found = await look.scalar(sa.text(f"SELECT count(*) FROM {table} WHERE {where}"))
        return int(found or 0)


async def lent(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")
    world.skip("lan")


# --- money


@pytest.mark.parametrize("answer", NO_YES)
async def test_no_repayment_is_booked(world: World, answer: str) -> None:
    await lent(world)
    assert "Đúng chưa" in await world.says("chair", "/thuno Ón 500k")
    said = await world.says("chair", answer)
    assert "Phiếu thu" not in said
    assert await count(world, "repayment") == 0
    assert world.new("lan") == "", "no receipt"


@pytest.mark.parametrize("answer", EITHER)
async def test_what_may_be_either_is_asked_with_both_choices(world: World, answer: str) -> None:
    await lent(world)
    await world.says("chair", "/thuno Ón 500k")
    said = await world.says("chair", answer)
    assert "có hay không" in said
    assert "Đúng chưa" in said
    assert world.labels("chair") == ["✅ Đúng, đã nhận tiền", "Sửa lại"]
    assert await count(world, "repayment") == 0
    assert "Phiếu thu số 1" in await world.presses("chair", "Đúng")
    assert await count(world, "repayment") == 1


@pytest.mark.parametrize("answer", NO_YES)
async def test_no_loan_is_offered(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều")
    assert await asked(world, "chair") == "lend.sure"
    await world.says("chair", answer)
    assert world.new("lan") == ""
    assert await count(world, "loan") == 0


@pytest.mark.parametrize("answer", NO_YES)
async def test_no_loan_is_taken(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    said = await world.says("lan", answer)
    assert "bà vay" not in said
    assert await count(world, "loan", "state = 'active'") == 0


@pytest.mark.parametrize("answer", EITHER)
async def test_an_offer_is_asked_again_with_its_two_choices(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    labels = world.labels("lan")
    assert len(labels) == 2
    assert "có hay không" in await world.says("lan", answer)
    assert world.labels("lan") == labels
    assert "bà vay 6.000.000 đồng" in await world.presses("lan", "đồng ý")
    assert await count(world, "loan", "state = 'active'") == 1


# --- erasure


@pytest.mark.parametrize("answer", NO_YES)
async def test_nothing_is_erased(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "có muốn xoá không" in await world.says("lan", "/xoadulieu")
    await world.says("lan", answer)
    await world.says("lan", answer)
    await world.says("lan", "huỷ")
    await world.says("lan", "/xoadulieu", "có")
    assert await asked(world, "lan") == "erase.really"
    await world.says("lan", answer)
    assert await count(world, "erasure") == 0


async def test_both_yes_erase(world: World) -> None:
    """So that the test above can fail."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "sẽ xoá" in await world.says("lan", "/xoadulieu", "có", "đúng")
    assert await count(world, "erasure") == 1


# --- many people


@pytest.mark.parametrize("answer", NO_YES)
async def test_nothing_is_sent_to_many(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/thongbao Mời các cụ đến họp")
    assert await asked(world, "chair") == "broadcast.sure"
    said = await world.says("chair", answer)
    assert "Đang gửi" not in said
    assert world.new("lan") == ""
    assert await count(world, "broadcast") == 0


@pytest.mark.parametrize("answer", NO_YES)
async def test_no_meeting_is_set(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản")
    assert await asked(world, "chair") == "rule.sure"
    await world.says("chair", answer)
    assert world.new("lan") == ""
    assert await count(world, "meeting_rule") == 0


# --- membership


@pytest.mark.parametrize("answer", NO_YES)
async def test_nobody_dies_of_a_mistyped_word(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ")
    await world.says("chair", "đã mất")
    assert await asked(world, "chair") == "standing.sure"
    await world.says("chair", answer)
    assert await count(world, "membership", "standing = 'died'") == 0


@pytest.mark.parametrize("answer", NO_YES)
async def test_nobody_is_kept_without_a_yes(world: World, answer: str) -> None:
    join = await world.settled_club()
    await world.says("x", f"/start {join}")
    assert await asked(world, "x") == "join.consent"
    await world.says("x", answer)
    assert await asked(world, "x") in ("", "join.consent")


@pytest.mark.parametrize("answer", ["đừng", "vắng", "khống", "dung", "vang"])
async def test_nobody_is_approved_without_a_yes(world: World, answer: str) -> None:
    join = await world.settled_club()
    await world.joins("x", join, "Lò Thị Ón")
    await world.says("chair", answer)
    assert await count(world, "membership", "standing = 'active'") == 1, "the chair alone"


@pytest.mark.parametrize("answer", NO_YES)
async def test_no_office_is_given(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    before = await count(world, "office")
    await world.says("chair", "/hoivien", "giao chức vụ", "Ón", "thủ quỹ")
    while (await asked(world, "chair")) == "appoint.term":
        await world.says("chair", "không")
    assert await asked(world, "chair") == "appoint.sure"
    await world.says("chair", answer)
    assert await count(world, "office") == before


# --- meetings


@pytest.mark.parametrize(
    ("answer", "comes"),
    [
        ("vắng", False),
        ("đừng", False),
        ("tôi đi được", True),
        ("có tôi đi", True),
        ("di", True),
        ("toi om khong di duoc", False),
        ("mai toi ko di dc", False),
        ("dừng", None),
        ("dung", None),
        ("vang", None),
        ("khống", None),
    ],
)
async def test_whether_one_comes_is_what_was_said(world: World, answer: str, comes: bool | None) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    assert "có đến được không" in world.new("lan")
    said = await world.says("lan", answer)
    assert ("bà sẽ đến" in said) is (comes is True)
    assert ("không đến được" in said) is (comes is False)
    assert await count(world, "attendance") == (0 if comes is None else 1)
    if comes is None and answer != "dừng":
        assert "bà sẽ đến" in await world.says("lan", "tôi đi được"), "the question is still there"


@pytest.mark.parametrize("place", ["8 giờ sáng", "8h"])
async def test_an_hour_is_no_place(world: World, place: str) -> None:
    await world.settled_club()
    await world.says("chair", "/hop", "ngày 25", "8h")
    assert await asked(world, "chair") == "rule.place"
    await world.says("chair", place)
    assert await asked(world, "chair") == "rule.place"


# --- at every question with a yes or a no


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("repay_sure", "treasurer"),
        ("broadcast_sure", "chair"),
        ("erase", "member"),
        ("loan_offer", "member"),
        ("consent", "stranger"),
    ],
)
async def test_nothing_is_booked_by_what_is_no_yes(question: str, role: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        await rehearsal.stand(role, question)
        for typed in (*NO_YES, *EITHER, "đừng nhé", "thôi đừng", "dừng lại", "đừng ghi", "khong", "chua"):
            heard = await rehearsal.hear(role, typed)
            assert not heard.booked, typed
            assert "broadcast" not in heard.told, typed
            assert heard.asked not in ("erase.really", "join.health"), typed


async def test_a_stop_leaves_the_invitation_open(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("lan", "dừng")
    assert "bà sẽ đến" in await world.says("lan", "tôi đi được")
    assert await count(world, "attendance") == 1
