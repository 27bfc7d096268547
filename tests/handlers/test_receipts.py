"""Which receipt is reversed: of this club alone, one that stands, and the one that was meant."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from club.money.loans import Method, Terms
from club.money.position import Payment, position
from storage.messages import outbox
from storage.money import loans, repayments
from storage.people import persons
from storage.schema import repayment
from tests.handlers.test_loans import with_loan
from tests.handlers.test_repaying import with_treasurer
from tests.world import World


async def paid_in_another_club(world: World) -> int:
    """The number of a receipt of Nà Khoang, where Inh pays back."""
    await world.club(name="CLB bản Nà Khoang")
    today, now = date(2026, 11, 23), world.clock.now()
    async with world.app.storage.unit() as unit:
        (inh,) = await persons.by_name(unit, "Lò Văn Inh")
        terms = Terms(2_000_000, 10_000, 6, Method.FLAT, today, date(2026, 12, 23))
        loan_id = await loans.propose(unit, 2, inh.id, terms, by=inh.id, now=now)
        await loans.confirm(unit, loan_id, by=inh.id, now=now, today=today)
        loan = await loans.get_loan(unit, loan_id)
        assert loan is not None
        after = position(terms, [Payment(today, 300_000)], today)
        return await repayments.record_repayment(
            unit, loan, after.allocations[-1], by=inh.id, now=now, settled=False
        )


async def test_another_clubs_receipt_is_neither_shown_nor_reversed(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    theirs = await paid_in_another_club(world)
    shown = await world.says("chair", "/huyphieu")
    assert "Huỷ phiếu thu nào?" in shown
    assert [label for label in world.labels("chair") if "300.000" in label or "Inh" in label] == []
    assert f"Câu lạc bộ không có phiếu thu số {theirs}." in await world.says("chair", f"phiếu số {theirs}")
    assert "Câu lạc bộ không có phiếu thu số 99." in await world.says("chair", "phiếu số 99")
    assert "Huỷ phiếu thu số 1" in await world.says("chair", "phiếu số 1"), "the question stands"
    assert f"Câu lạc bộ không có phiếu thu số {theirs}." in await world.says("chair", f"phiếu {theirs} cơ")
    async with world.app.storage.view() as look:
        receipt = await repayments.get_receipt(look, theirs)
    assert receipt is not None
    assert not receipt.reversed


async def test_what_was_reversed_is_not_reversed_again(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "/thuno ón 300k", "đúng")
    await world.says("chair", "huỷ phiếu số 1", "đúng")
    assert "Phiếu thu số 1 đã được huỷ từ trước" in await world.says("chair", "huỷ phiếu số 1")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) + await loans.fund_balance(look, 1, "activity") == 20_300_000


async def test_without_a_receipt_there_is_nothing_to_reverse(world: World) -> None:
    await with_loan(world)
    assert "Chưa có phiếu thu nào để huỷ" in await world.says("chair", "/huyphieu")
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "/huyphieu")
    assert "Chưa có phiếu thu nào để huỷ" in await world.says("chair", "phiếu của Inh")


async def test_the_last_ones_are_offered_and_of_a_named_payer_only_theirs(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/chovay Inh 3tr 0,5% 6 tháng gốc đều", "đúng")
    await world.presses("inh", "tôi đồng ý")
    await world.says("chair", "/thuno inh 50k", "đúng")
    for amount in range(101, 108):
        await world.says("chair", f"/thuno ón {amount}k", "đúng")
    await world.says("chair", "/huyphieu")
    assert len([label for label in world.labels("chair") if "Lò Thị Ón" in label]) == 6
    assert "Huỷ phiếu thu số 1: Lò Văn Inh trả 50.000 đồng" in await world.says("chair", "phiếu của Inh")


async def test_only_borrowers_are_offered_and_whoever_left_pays_on(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno")
    assert [label for label in world.labels("chair") if "Inh" in label] == []
    assert [label for label in world.labels("chair") if "Ón" in label]
    await world.says("chair", "huỷ", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ, chuyển đi")
    await world.presses("chair", "Chuyển đi nơi khác")
    await world.says("chair", "đúng")
    await world.says("chair", "/thuno")
    assert [label for label in world.labels("chair") if "Ón" in label]
    assert "trả bao nhiêu" in await world.says("chair", "ón")


async def test_a_second_confirmation_of_the_last_sum_pays_nothing_twice(world: World) -> None:
    """Both of the board hold the payoff in hand: the later one hears whose books changed, and books nothing."""
    await with_loan(world)
    await world.says("chair", "/thuno ón trả hết")
    async with world.app.storage.unit() as unit:
        (loan,) = await loans.of_club(unit, 1)
        after = position(loan.terms, [Payment(date(2026, 11, 23), 5_000_000)], date(2026, 11, 23))
        await repayments.record_repayment(
            unit, loan, after.allocations[-1], by=1, now=world.clock.now(), settled=after.settled
        )
    said = await world.says("chair", "đúng")
    assert "Phiếu thu số 2" not in said
    async with world.app.storage.view() as look:
        assert [p.amount for p in (await repayments.payments(look, [loan.id]))[loan.id]] == [5_000_000]


async def test_a_receipt_is_chosen_shown_and_reversed_by_buttons(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "/thuno ón 300k", "đúng")
    assert "Huỷ phiếu thu nào?" in await world.says("chair", "/huyphieu")
    assert "Số 1: Lò Thị Ón, 500.000 đồng, 23/11/2026" in world.labels("chair")
    asked = await world.presses("chair", "Số 1:")
    assert "Huỷ phiếu thu số 1: Lò Thị Ón trả 500.000 đồng ngày 23/11/2026?" in asked
    assert world.labels("chair") == ["Đúng, huỷ phiếu", "Không, giữ phiếu"]
    assert "Phiếu thu số 1 vẫn giữ như cũ" in await world.presses("chair", "Không, giữ phiếu")
    await world.says("chair", "/huyphieu")
    await world.presses("chair", "Số 2:")
    world.skip("lan")
    done = await world.presses("chair", "Đúng, huỷ phiếu")
    assert "Đã huỷ phiếu thu số 2 (300.000 đồng) của Lò Thị Ón" in done
    assert "Biên nhận số 2 (300.000 đồng) ghi nhầm nên đã được huỷ" in world.new("lan")
    async with world.app.storage.view() as look:
        (chair,) = await persons.by_name(look, "Quàng Văn Sơn")
        row = (
            await look.execute(sa.select(repayment.c.reversed_by).where(repayment.c.reversed_at.is_not(None)))
        ).scalar_one()
        told = [e.subject for e in await outbox.latest(look, limit=50) if e.kind == "receipt"]
    assert row == chair.id
    assert told == ["repayment:2", "repayment:2", "repayment:1"], "so that the borrower may ask why"


async def test_a_no_or_what_names_nothing_touches_no_receipt(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "/thuno ón 300k", "đúng")
    await world.says("chair", "/huyphieu")
    assert "các phiếu vẫn giữ như cũ" in await world.says("chair", "không")
    await world.says("chair", "/huyphieu")
    assert "Mời ông chọn một câu trả lời" in await world.says("chair", "huỷ phiếu thu")
    await world.says("chair", "phiếu số 1")
    for either in ("ghi nhầm", "phiếu ghi nhầm rồi", "nhầm phiếu"):
        assert "Huỷ phiếu thu số 1" in await world.says("chair", either), "it may say either"
    async with world.app.storage.view() as look:
        assert len(await repayments.receipts(look, 1, 10)) == 2


async def test_another_number_at_the_last_question_means_that_one(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "/thuno ón 300k", "đúng")
    assert "Huỷ phiếu thu số 1" in await world.says("chair", "huỷ phiếu số 1")
    assert "Huỷ phiếu thu số 2" in await world.says("chair", "phiếu số 2 cơ")
    assert "Đã huỷ phiếu thu số 2" in await world.says("chair", "đúng")


async def test_a_payer_of_several_receipts_is_asked_which_and_may_have_moved_away(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/chovay Inh 3tr 0,5% 6 tháng gốc đều", "đúng")
    await world.presses("inh", "tôi đồng ý")
    await world.says("chair", "/thuno inh 50k", "đúng")
    await world.says("chair", "/thuno inh 60k", "đúng")
    await world.says("chair", "/thuno ón 70k", "đúng")
    await world.says("chair", "/hoivien Inh")
    await world.presses("chair", "Tạm nghỉ, chuyển đi")
    await world.presses("chair", "Chuyển đi nơi khác")
    await world.says("chair", "đúng")
    await world.says("chair", "/huyphieu")
    assert "Huỷ phiếu thu nào?" in await world.says("chair", "phiếu của Inh")
    assert [label.split(",")[1].strip() for label in world.labels("chair")] == ["60.000 đồng", "50.000 đồng"]


async def test_whoever_confirms_later_hears_that_it_is_reversed_already(world: World) -> None:
    await with_loan(world)
    await with_treasurer(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    await world.says("chair", "huỷ phiếu số 1")
    assert "Đã huỷ phiếu thu số 1" in await world.says("inh", "huỷ phiếu số 1", "đúng")
    assert "Phiếu thu số 1 đã được huỷ từ trước" in await world.says("chair", "đúng")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_000_000
