"""What was confirmed is what is booked, of this club's loans alone, and no receipt twice by mistake."""

from datetime import date

import pytest
import sqlalchemy as sa

from club.money.loans import Method, Terms
from club.money.position import Payment, position
from club.organisation.roles import Office
from storage import Connection
from storage.money import loans, repayments
from storage.organisation import offices
from storage.people import persons
from storage.records import audit
from storage.schema import address
from tests.handlers.test_loans import with_loan
from tests.world import World


async def with_treasurer(world: World) -> None:
    """Inh keeps the club's money beside the chair."""
    async with world.app.storage.unit() as unit:
        (inh,) = await persons.by_name(unit, "Lò Văn Inh")
        await offices.appoint(unit, 1, inh.id, Office.TREASURER, by=None, today=date(2026, 11, 23))


async def test_what_another_booked_meanwhile_is_shown_before_it_counts_again(world: World) -> None:
    await with_loan(world)
    await with_treasurer(world)
    await world.says("chair", "/thuno ón 442k")
    assert "lãi 25.000 đồng, gốc 417.000 đồng" in await world.says("inh", "/thuno ón 442k")
    assert "Phiếu thu số 1" in await world.says("chair", "đúng")
    asked = await world.says("inh", "đúng")
    assert "Phiếu số 1 vừa ghi Lò Thị Ón trả 442.000 đồng" in asked
    assert "lãi 0 đồng, gốc 442.000 đồng" in asked
    assert "Trợ lý không ghi thêm" in await world.says("inh", "không")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_417_000


async def test_a_sum_that_comes_to_something_else_by_now_is_read_back_again(world: World) -> None:
    await with_loan(world)
    await with_treasurer(world)
    await world.says("chair", "/thuno ón 442k")
    assert "Phiếu thu số 1" in await world.says("inh", "/thuno ón 100k", "đúng")
    asked = await world.says("chair", "đúng")
    assert "Sổ của Lò Thị Ón vừa có thay đổi" in asked
    assert "lãi 0 đồng, gốc 442.000 đồng" in asked
    assert "Phiếu thu số 2" in await world.says("chair", "đúng")


async def test_the_next_day_the_same_sum_is_asked_about_no_more(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 100k", "đúng")
    assert "Ghi thêm một phiếu nữa không" in await world.says("chair", "/thuno ón 100k")
    assert "Phiếu thu số 2" in await world.presses("chair", "Ghi thêm phiếu nữa")
    await world.passes(hours=25)
    assert "Đúng chưa?" in await world.says("chair", "/thuno ón 100k")


async def test_reversing_the_last_receipt_reopens_the_loan_and_its_notices(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón trả hết", "đúng")
    await world.says("chair", "huỷ phiếu bà Ón", "đúng")
    assert "Còn nợ gốc: 5.000.000 đồng" in await world.says("lan", "khoản vay")
    world.skip("lan")
    for _ in range(24):
        await world.passes(hours=24)
    assert "ngày 23/12/2026 đến kỳ trả 442.000 đồng" in world.new("lan")


async def test_another_clubs_loan_is_neither_offered_nor_booked(world: World) -> None:
    await with_loan(world)
    await world.club(name="CLB bản Nà Khoang")
    async with world.app.storage.unit() as unit:
        (on,) = await persons.by_name(unit, "Lò Thị Ón")
        terms = Terms(2_000_000, 10_000, 6, Method.FLAT, date(2026, 11, 23), date(2026, 12, 23))
        now = world.clock.now()
        other = await loans.propose(unit, 2, on.id, terms, by=on.id, now=now)
        assert await loans.confirm(unit, other, by=on.id, now=now, today=date(2026, 11, 23))
    assert "Đúng chưa?" in await world.says("chair", "/thuno ón 442k"), "one loan here, so none is asked for"
    assert "còn nợ gốc 4.583.000 đồng" in await world.says("chair", "đúng")
    await world.says("chair", "/thuno ón trả hết", "đúng")
    assert "không có khoản vay nào" in await world.says("chair", "/thuno ón 100k")
    async with world.app.storage.view() as look:
        assert (await repayments.payments(look, [other]))[other] == []


async def test_reversing_an_earlier_receipt_counts_the_later_ones_anew(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 442k", "đúng")
    await world.says("chair", "/thuno ón 300k", "đúng")
    world.skip("lan")
    said = await world.says("chair", "huỷ phiếu số 1", "đúng")
    anew = "Biên nhận số 2 (300.000 đồng, ngày 23/11/2026) vì vậy được tính lại: lãi 25.000 đồng, gốc 275.000 đồng."
    assert anew in said
    assert anew in world.new("lan")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_275_000
        assert await loans.fund_balance(look, 1, "activity") == 25_000


async def test_more_than_is_owed_by_now_is_asked_for_again(world: World) -> None:
    await with_loan(world)
    await with_treasurer(world)
    await world.says("chair", "/thuno ón trả hết")
    await world.says("inh", "/thuno ón 1tr", "đúng")
    asked = await world.says("chair", "đúng")
    assert "Sổ của Lò Thị Ón vừa có thay đổi" in asked
    assert "trả bao nhiêu? Còn nợ gốc 4.025.000 đồng" in asked
    assert "Phiếu thu số 2" in await world.says("chair", "trả hết", "đúng")


async def test_a_number_chooses_among_sums_and_a_left_reversal_keeps_the_receipt(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno Ón")
    assert "bao nhiêu" in await world.says("chair", "500 600")
    assert "500.000 đồng" in await world.says("chair", "2")
    await world.says("chair", "đúng")
    await world.says("chair", "huỷ phiếu")
    assert "vẫn giữ như cũ" in await world.says("chair", "huỷ")


async def second_loan(world: World) -> int:
    """Ón borrows from this club once more."""
    async with world.app.storage.unit() as unit:
        (on,) = await persons.by_name(unit, "Lò Thị Ón")
        terms = Terms(2_000_000, 10_000, 6, Method.FLAT, date(2026, 11, 23), date(2026, 12, 23))
        now = world.clock.now()
        loan_id = await loans.propose(unit, 1, on.id, terms, by=on.id, now=now)
        await loans.confirm(unit, loan_id, by=on.id, now=now, today=date(2026, 11, 23))
    return loan_id


async def paid(world: World, loan_id: int) -> list[int]:
    async with world.app.storage.view() as look:
        return [p.amount for p in (await repayments.payments(look, [loan_id]))[loan_id]]


async def test_of_two_loans_the_one_that_is_meant_is_paid(world: World) -> None:
    await with_loan(world)
    second = await second_loan(world)
    assert "Trả cho khoản vay nào?" in await world.says("chair", "/thuno ón")
    offered = ["5.000.000 đồng, vay 23/11/2026", "2.000.000 đồng, vay 23/11/2026"]
    assert sorted(world.labels("chair")) == sorted(offered)
    asked = await world.presses("chair", "2.000.000")
    assert "Còn nợ gốc 2.000.000 đồng" in asked
    assert "còn nợ gốc" in (await world.says("chair", "350k", "đúng")).lower()
    assert (await paid(world, 1), await paid(world, second)) == ([], [350_000])


async def test_what_is_overdue_is_offered_first_then_with_the_next_then_all(world: World) -> None:
    await with_loan(world)
    await world.passes(days=35)
    await world.says("chair", "/thuno ón")
    assert world.labels("chair") == ["442.000 đồng", "882.000 đồng", "Trả hết: 5.048.000 đồng"]
    async with world.app.storage.view() as look:
        (on,) = await persons.by_name(look, "Lò Thị Ón")
        looked = await audit.about_person(look, on.id, limit=1)
    assert [(one.action, one.actor) for one in looked] == [("loans", "Quàng Văn Sơn")]


async def test_what_is_read_back_is_put_right_and_only_then_booked(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 442k")
    assert "cả số tiền" in await world.says("chair", "thêm 50k")
    assert "chỉ ghi tiền vay và trả nợ vay" in await world.says("chair", "đóng hội phí 100k")
    assert "450.000 đồng" in await world.says("chair", "à nhầm, 450k thôi")
    assert await paid(world, 1) == []
    assert "trả bao nhiêu" in await world.says("chair", "không")
    await world.presses("chair", "Trả hết")
    assert "Phiếu thu số 1" in await world.says("chair", "đúng 5.025.000 đồng")
    assert await paid(world, 1) == [5_025_000]


async def test_the_same_sum_again_wants_more_than_a_yes(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 100k", "đúng")
    await world.says("chair", "/thuno ón 100k")
    for unclear in ("đúng", "rồi", "vâng"):
        await world.says("chair", unclear)
        assert await paid(world, 1) == [100_000], unclear
    assert "Phiếu thu số 1 vẫn còn đó" in await world.presses("chair", world.labels("chair")[1])
    await world.says("chair", "/thuno ón 100k")
    assert "Phiếu thu số 2" in await world.says("chair", "ghi thêm")
    assert await paid(world, 1) == [100_000, 100_000]


async def test_what_is_booked_while_one_waits_for_the_loan_is_read_back_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The yes was right when it was read; the other booking came in before the loan was held."""
    await with_loan(world)
    await world.says("chair", "/thuno ón 442k")
    lock, waited = loans.lock, []

    async def after_the_other(connection: Connection, loan_id: int) -> None:
        if not waited:
            waited.append(loan_id)
            loan = await loans.get_loan(connection, loan_id)
            assert loan is not None
            today = date(2026, 11, 23)
            where = position(loan.terms, [Payment(today, 100_000)], today)
            await repayments.record_repayment(
                connection, loan, where.allocations[-1], by=1, now=world.clock.now(), settled=False
            )
        await lock(connection, loan_id)

    monkeypatch.setattr(loans, "lock", after_the_other)
    said = await world.says("chair", "đúng")
    assert "Sổ của Lò Thị Ón vừa có thay đổi" in said
    assert "lãi 0 đồng, gốc 442.000 đồng" in said
    assert waited == [1]
    assert await paid(world, 1) == [100_000]
    assert "Phiếu thu số 2" in await world.says("chair", "đúng")
    assert await paid(world, 1) == [100_000, 442_000]


async def test_a_loan_that_is_paid_off_meanwhile_takes_no_more(world: World) -> None:
    await with_loan(world)
    await with_treasurer(world)
    await world.says("chair", "/thuno ón")
    await world.says("inh", "/thuno ón trả hết", "đúng")
    assert "nay không còn phải trả nữa" in await world.says("chair", "100k")
    assert await paid(world, 1) == [5_025_000]


async def test_without_a_chat_the_treasurer_is_asked_to_tell(world: World) -> None:
    await with_loan(world)
    async with world.app.storage.unit() as unit:
        await unit.execute(sa.update(address).where(address.c.external_id == "lan").values(person_id=None))
    said = await world.says("chair", "/thuno ón 442k", "đúng")
    assert "Phiếu thu số 1: Lò Thị Ón" in said
    assert "xin đưa biên nhận giấy" in said
    async with world.app.storage.view() as look:
        (on,) = await persons.by_name(look, "Lò Thị Ón")
        looked = await audit.about_person(look, on.id, limit=1)
    assert [one.action for one in looked] == ["repayment"]


async def test_money_received_yesterday_is_booked_for_yesterday(world: World) -> None:
    await with_loan(world)
    await world.passes(days=3)
    shown = await world.says("chair", "hôm qua bà Ón trả 500k")
    assert "nhận ngày 25/11/2026" in shown
    assert "Phiếu thu số 1" in await world.says("chair", "đúng")
    async with world.app.storage.view() as look:
        (payment,) = (await repayments.payments(look, [1]))[1]
    assert (payment.amount, payment.paid_on) == (500_000, date(2026, 11, 25))


async def test_the_day_is_put_right_before_it_is_booked(world: World) -> None:
    await with_loan(world)
    await world.passes(days=3)
    assert "nhận hôm nay 26/11/2026" in await world.says("chair", "bà Ón trả 500k")
    assert "nhận ngày 25/11/2026" in await world.says("chair", "tiền nhận hôm qua cơ")
    assert "nhận hôm nay 26/11/2026" in await world.says("chair", "à không, hôm nay")
    assert "từ 23/11/2026 đến hôm nay" in await world.says("chair", "nhận hôm 20/11")
    assert "hôm nào" in await world.says("chair", "nhận hôm nọ")
    assert await paid(world, 1) == []


async def test_no_receipt_is_dated_before_the_last_one(world: World) -> None:
    await with_loan(world)
    await world.passes(days=3)
    await world.says("chair", "bà Ón trả 100k", "đúng")
    assert "từ 26/11/2026 đến hôm nay" in await world.says("chair", "hôm qua bà Ón trả 500k")
    assert await paid(world, 1) == [100_000]


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("hôm qua bà Ón trả 500k", "24/11/2026"),
        ("/thuno Ón 500k", "25/11/2026"),
        ("ba on tra 500k", "25/11/2026"),
    ],
)
async def test_sum_and_day_are_kept_where_the_payer_has_two_loans(world: World, said: str, on: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    for principal in ("6tr", "3tr"):
        await world.says("chair", f"/chovay Ón {principal} 1% 12 tháng gốc đều", "đúng")
        await world.presses("lan", "đồng ý")
    await world.passes(days=2)
    asked = await world.says("chair", said)
    assert asked.startswith("Trả cho khoản vay nào?")
    shown = await world.presses("chair", "3.000.000")
    assert "500.000 đồng" in shown
    assert on in shown


async def test_a_day_that_no_receipt_may_bear_asks_for_the_sum_again(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    for principal in ("6tr", "3tr"):
        await world.says("chair", f"/chovay Ón {principal} 1% 12 tháng gốc đều", "đúng")
        await world.presses("lan", "đồng ý")
    await world.says("chair", "ngày 10/11 bà Ón trả 500k")
    assert "trả bao nhiêu" in await world.presses("chair", "3.000.000")
