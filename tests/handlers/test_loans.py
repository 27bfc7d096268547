"""Loans: recorded by the treasurer, agreed by the borrower, noticed, repaid, corrected."""

from datetime import timedelta

from storage.messages import outbox
from storage.money import loans
from tests.world import World


async def with_loan(world: World, line: str = "Ón 5tr 0,5% 12 tháng gốc đều") -> None:
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    await world.says("chair", f"/chovay {line}", "đúng")
    await world.presses("lan", "tôi đồng ý")
    world.skip("lan")


async def test_the_treasurer_records_step_by_step(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    assert "Cho ai vay" in await world.says("chair", "cho vay")
    assert "bao nhiêu" in await world.says("chair", "on")
    assert "lớn hơn 0" in await world.says("chair", "0")
    said = await world.says("chair", "5")
    assert world.labels("chair") == ["5.000.000 đồng"]
    assert "Lãi suất" in await world.presses("chair", "5.000.000")
    said = await world.says("chair", "2%")
    assert "20% một năm" in said
    assert "Bộ luật Dân sự" in said
    assert "mấy tháng" in await world.says("chair", "0,5%")
    assert "1 đến 60" in await world.says("chair", "100")
    assert "cách nào" in await world.says("chair", "12")
    said = await world.presses("chair", "gốc chia đều, lãi trên số còn nợ")
    assert "Lò Thị Ón vay 5.000.000 đồng, lãi 0,5% một tháng, 12 tháng" in said
    assert "23/12/2026: 442.000 đồng" in said
    world.skip("lan")
    assert "Đã gửi Lò Thị Ón" in await world.says("chair", "đúng")
    assert "vay 5.000.000 đồng" in world.new("lan")


async def test_the_first_due_date_can_be_changed(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay ón 5 triệu 1% 6 tháng trả đều")
    await world.presses("chair", "Đổi ngày")
    assert "không quá" in await world.says("chair", "1/1/2029")
    assert "05/12/2026" in await world.says("chair", "5/12")


async def test_nothing_is_owed_until_the_member_agrees(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 25_000_000
    world.skip("chair")
    said = await world.presses("lan", "tôi đồng ý")
    assert "Kỳ tới 23/12/2026: 442.000 đồng (gốc 417.000, lãi 5.000.000 × 0,5% = 25.000)" in said
    assert "Lò Thị Ón đã đồng ý" in world.new("chair")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_000_000
    assert "trả lời rồi" in await world.presses("lan", "Sai rồi")


async def test_the_member_may_say_no(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    world.skip("chair")
    assert "không đồng ý" in await world.says("lan", "không đúng")
    assert "không đồng ý khoản vay" in world.new("chair")
    assert "không có khoản vay" in await world.says("lan", "khoản vay")


async def test_the_member_sees_balance_and_schedule(world: World) -> None:
    await with_loan(world)
    said = await world.says("lan", "khoan vay")
    assert "Còn nợ gốc: 5.000.000 đồng" in said
    assert "1. 23/12/2026: 442.000 (gốc 417.000, lãi 25.000)" in said
    assert "12. 23/11/2027: 415.000 (gốc 413.000, lãi 2.000)" in said
    assert "không có khoản vay" in await world.says("inh", "khoản vay")


async def test_notices_come_before_on_and_after_the_due_date(world: World) -> None:
    await with_loan(world)
    arrived = {"lan": [], "chair": [], "inh": []}  # type: ignore[var-annotated]
    for who in arrived:
        world.skip(who)
    for _ in range(46 * 2):
        await world.passes(hours=12, minutes=0)
        for who in arrived:
            if text := world.new(who):
                arrived[who].append((f"{world.clock.now() + timedelta(hours=7):%d/%m}", text))
    days = [day for day, _ in arrived["lan"]]
    assert days == ["16/12", "21/12", "23/12", "26/12", "30/12"]
    assert "442.000 đồng" in arrived["lan"][0][1]
    assert "Hôm nay 23/12/2026" in arrived["lan"][2][1]
    assert "cứ nói với thủ quỹ" in arrived["lan"][3][1]
    assert [day for day, _ in arrived["chair"]] == ["06/01"], (
        "fourteen days late: the board, not the borrower"
    )
    assert "Lò Thị Ón" in arrived["chair"][0][1]
    assert arrived["inh"] == [], "arrears are nobody else's business"


async def test_a_repayment_gives_a_receipt_and_stops_the_notices(world: World) -> None:
    await with_loan(world)
    await world.passes(days=20)
    said = await world.says("chair", "/thuno on 442k")
    assert "lãi 25.000 đồng, gốc 417.000 đồng" in said
    assert "Đúng chưa?" in said
    world.skip("lan")
    assert "Phiếu thu số 1" in await world.says("chair", "đúng")
    receipt = world.new("lan")
    assert "Biên nhận số 1: câu lạc bộ đã nhận của bà 442.000 đồng" in receipt
    assert "Còn nợ gốc: 4.583.000 đồng" in receipt
    assert "Kỳ tới 23/01/2027: 440.000 đồng" in receipt
    for _ in range(20):
        await world.passes(hours=24)
    assert world.new("lan") == "", "December is paid, January is far"
    said = await world.says("lan", "khoản vay")
    assert "✅ 1. 23/12/2026" in said
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_417_000
        assert await loans.fund_balance(look, 1, "activity") == 25_000


async def test_a_mistaken_repayment_is_reversed_in_sight_of_all(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 500k", "đúng")
    world.skip("lan")
    assert "Huỷ phiếu thu số 1" in await world.presses("chair", "Ghi nhầm")
    assert "vẫn giữ như cũ" in await world.says("chair", "không")
    assert world.new("lan") == ""
    assert "Đã huỷ phiếu thu số 1" in await world.says("chair", "huỷ phiếu số 1", "đúng")
    assert "ghi nhầm nên đã được huỷ. Còn nợ gốc: 5.000.000 đồng" in world.new("lan")
    assert "huỷ từ trước" in await world.presses("chair", "Ghi nhầm")
    async with world.app.storage.view() as look:
        assert await loans.fund_balance(look, 1) == 20_000_000
        assert await loans.fund_balance(look, 1, "activity") == 0


async def test_wrong_amounts_and_people_are_told_clearly(world: World) -> None:
    await with_loan(world)
    assert "nhiều hơn số còn phải trả" in await world.says("chair", "/thuno ón 50tr")
    await world.says("chair", "huỷ")
    assert "lớn hơn 0" in await world.says("chair", "/thuno ón 0")
    await world.says("chair", "huỷ")
    assert "không có khoản vay nào đang trả" in await world.says("chair", "/thuno inh 500k")
    await world.says("chair", "huỷ")
    assert "không thấy ai tên" in await world.says("chair", "/thuno Xyz 500k")
    await world.says("chair", "huỷ")
    assert "do người khác trong ban" in await world.says("chair", "/chovay Sơn 5tr 0,5% 12 tháng gốc đều")
    await world.says("chair", "huỷ")
    assert "20% một năm" in await world.says("chair", "/chovay Ón 5tr 3% 12 tháng gốc đều")


async def test_paying_everything_closes_the_loan(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón")
    await world.presses("chair", "Trả hết: 5.025.000")
    world.skip("lan")
    await world.says("chair", "đúng")
    assert "đã trả xong" in world.new("lan")
    assert "không có khoản vay" in await world.says("lan", "khoản vay")
    async with world.app.storage.view() as look:
        entries = [e for e in await outbox.latest(look, limit=200) if e.kind == "loan"]
    assert all(e.state == "cancelled" for e in entries)


async def test_everything_is_said_in_words_and_shown_back(world: World) -> None:
    await with_loan(world)
    said = await world.says("chair", "/thuno bà Ón trả hết nhé")
    assert "5.025.000" in said
    assert "Đúng chưa?" in said
    await world.says("chair", "huỷ", "/thuno")
    said = await world.says("chair", "ón", "trả hết nợ")
    assert "5.025.000" in said
    assert "Đúng chưa?" in said
    await world.says("chair", "huỷ")
    said = await world.says("chair", "/thuno bà Ón vừa trả 500.000₫ nhé")
    assert "500.000 đồng" in said
    assert "Đúng chưa?" in said


async def test_two_members_of_the_same_name_are_told_apart(world: World) -> None:
    join = await world.settled_club(("lan", "Lò Thị Ón"))
    await world.joins("on2", join, "Vàng Thị Ón", "1950")
    await world.presses("chair", "Duyệt")
    said = await world.says("chair", "/chovay ón 5tr 0,5% 12 tháng gốc đều")
    assert "2 người" in said
    assert world.labels("chair") == ["Lò Thị Ón (1948)", "Vàng Thị Ón (1950)"]


async def test_an_ambiguous_amount_on_the_line_is_asked_about(world: World) -> None:
    await with_loan(world)
    await world.says("chair", "/thuno ón 442")
    assert world.labels("chair") == ["442.000 đồng"]
    assert "gốc 417.000 đồng" in await world.presses("chair", "442.000")


async def test_who_keeps_the_loans_sees_who_has_not_paid(world: World) -> None:
    await with_loan(world)
    said = await world.says("chair", "ai chưa trả")
    assert "1 khoản đang trả, còn nợ gốc tất cả 5.000.000 đồng" in said
    assert "Không ai quá hạn" in said
    assert "Lò Thị Ón: 442.000 đồng, kỳ 23/12/2026" in said
    assert "Quỹ tăng thu nhập có 20.000.000 đồng" in said
    await world.passes(hours=24 * 32)
    said = await world.says("chair", "/sovay")
    assert "Đã đến hạn mà chưa trả" in said
    assert "Lò Thị Ón: 442.000 đồng, kỳ 23/12/2026" in said
    assert "ban chủ nhiệm" in await world.says("lan", "ai chưa trả"), "what others owe is the board's alone"
