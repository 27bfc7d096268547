"""Registration as people live it: code, consent, questions, approval."""

from datetime import timedelta

from handlers.conversation.chat import Contact
from storage.messages import writers
from tests.world import World


async def test_a_chair_founds_the_club_and_a_member_joins_and_is_approved(world: World) -> None:
    chair, join = await world.club()
    said = await world.joins("chair", chair, "Quàng Văn Sơn", "1955", "nam", "0912345678")
    assert "Chào mừng ông, chủ nhiệm" in said
    assert f"{join[:4]}-{join[4:]}" in said

    said = await world.says("lan", f"/start {join}")
    assert "họ tên, năm sinh, giới tính, số điện thoại" in said, "what is kept"
    assert "để báo lịch họp" in said, "why"
    assert "Chỉ ban chủ nhiệm xem được" in said, "who sees it"
    assert "máy chủ ở nước ngoài" in said
    assert world.labels("lan") == ["✅ Đồng ý", "Thôi, không"]
    await world.presses("lan", "Đồng ý")
    said = await world.presses("lan", "Đồng ý")
    assert "họ và tên" in said
    assert "năm nào" in await world.says("lan", "lò thị ón")
    assert "nam hay nữ" in await world.says("lan", "5/3/1948")
    assert "điện thoại" in await world.presses("lan", "Nữ")
    assert world.last("lan").layout == "contact"
    said = await world.shares("lan", Contact("+84987654321", own=True))
    assert "Lò Thị Ón" in said
    assert "0987 654 321" in said
    world.skip("chair")
    assert "Cảm ơn bà" in await world.presses("lan", "Đúng")

    asked = world.new("chair")
    assert "Lò Thị Ón, nữ, sinh năm 1948" in asked
    world.skip("lan")
    assert "Đã duyệt Lò Thị Ón" in await world.presses("chair", "Duyệt"), "one tap"
    assert "Bà đã là hội viên" in world.new("lan")


async def test_refusal_takes_two_taps_and_tells_the_reason(world: World) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    await world.presses("chair", "Từ chối")
    said = await world.presses("chair", "Không ở địa bàn")
    assert "Đã ghi" in said
    assert "Lý do: Không ở địa bàn của câu lạc bộ" in world.channel.chats["lan"][-1].text
    assert "xử lý trước đó" in await world.presses("chair", "✅ Duyệt")


async def test_a_hesitation_is_no_reason_and_whoever_was_refused_may_apply_again(world: World) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    await world.presses("chair", "Từ chối")
    for put_off in ("chưa duyệt vội", "để hỏi lại đã", "khoan", "doi ti", "vâng", "nhầm"):
        assert "Lý do là gì" in await world.says("chair", put_off)
    assert "«chưa rõ người này ở đâu»" in await world.says("chair", "chưa rõ người này ở đâu")
    await world.says("chair", "đúng")
    said = await world.says("lan", join)
    assert "có đồng ý không" in said
    await world.says("lan", "có")
    world.skip("chair")
    await world.says("lan", "đúng")
    assert "Lò Thị Ón" in world.new("chair"), "known already: nothing was asked twice"


async def test_consent_is_needed_and_its_refusal_keeps_nothing(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join.lower())
    assert "không giữ gì cả" in await world.says("lan", "không")
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", "lan")
    assert writer is not None
    assert writer.person is None
    assert writer.dialogue is None


async def test_unknown_used_and_expired_codes_are_told_apart(world: World) -> None:
    chair, _ = await world.club()
    assert "không tìm thấy mã" in await world.says("x", "/start AAAAAAAA")
    assert "không tìm thấy mã" in await world.says("x", "/start ???")
    assert "không tìm thấy mã" in await world.says("x", "ab12cd3")
    await world.joins("chair", chair, "Quàng Văn Sơn")
    assert "đã có người dùng" in await world.says("x", chair)
    late, _ = await world.club(name="CLB bản Nà Khương")
    await world.passes(days=31)
    assert "đã hết hạn" in await world.says("x", late)


async def test_wrong_answers_get_an_example_and_lose_nothing(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý", "không")
    said = await world.says("lan", "12345")
    assert "ví dụ Lò Thị Ón" in said
    assert "họ và tên" in said
    await world.says("lan", "Lò Thị Ón")
    assert "chưa tới" in await world.says("lan", "5/3/2030")
    said = await world.says("lan", "không nhớ")
    assert "gõ tuổi áng chừng, ví dụ 75 tuổi" in said
    assert "gõ huỷ để dừng" in said, "after two misreadings somebody to turn to is named"
    await world.says("lan", "48")
    assert world.labels("lan") == ["Sinh năm 1948", "48 tuổi, sinh năm 1978"]
    await world.says("lan", "1948", "nu")
    assert "số của người khác" in await world.shares("lan", Contact("+84987654321", own=False))
    assert "10 chữ số" in await world.says("lan", "0123")
    said = await world.says("lan", "01687654321")
    assert "0387 654 321" in said, "an old eleven-digit number is converted"


async def test_one_step_back_and_cancel_at_any_moment(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý", "đồng ý", "Lò Thị Ón")
    assert "họ và tên" in await world.says("lan", "quay lai")
    assert "năm nào" in await world.says("lan", "Lò Thị Lan")
    assert "Đã dừng" in await world.says("lan", "huy")
    assert "không có việc gì" in await world.says("lan", "huỷ")


async def test_whoever_applied_before_the_chair_came_is_not_forgotten(world: World) -> None:
    chair, join = await world.club()
    await world.joins("lan", join, "Lò Thị Ón")
    said = await world.joins("chair", chair, "Quàng Văn Sơn")
    assert "1 người đang chờ duyệt" in said
    assert "giao chức vụ (1 người đang chờ duyệt)\n• gõ menu" in said
    await world.says("chair", "hội viên")
    assert "Đã duyệt Lò Thị Ón" in await world.presses("chair", "Duyệt")


async def test_starting_over_in_the_middle_begins_anew(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", f"/start {join}", "đồng ý", "đồng ý", "Lò Thị Ón")
    assert "có đồng ý không" in await world.says("lan", f"/start {join}")
    assert "huyết áp" in await world.says("lan", "đồng ý")


async def test_a_code_gives_an_office_once_even_to_two_at_the_same_time(world: World) -> None:
    chair, _ = await world.club()
    for who in ("a", "b"):
        await world.says(who, chair, "đồng ý", "đồng ý", "Lò Thị Ón", "1948", "nữ", "không")
    assert "chủ nhiệm" in await world.says("a", "đúng")
    said = await world.says("b", "đúng")
    assert "đã có người dùng" in said
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", "b")
    assert writer is not None
    assert writer.person is None, "the attempt left nothing behind"


async def test_the_chair_gives_the_treasurer_her_office(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"), ("mai", "Vàng Thị Mai"))
    assert "ban chủ nhiệm làm" in await world.says("mai", "/chovay")
    await world.says("chair", "hoi vien")
    await world.presses("chair", "Giao chức vụ")
    await world.presses("chair", "Vàng Thị Mai")
    await world.says("chair", "thủ quỹ")
    world.skip("mai")
    assert "Đã giao" in await world.says("chair", "có")
    assert "Bà nay là thủ quỹ" in world.new("mai")
    assert "Cho ai vay" in await world.says("mai", "/chovay")


async def test_the_invitation_holds_code_link_and_a_qr_picture(world: World) -> None:
    join = await world.settled_club()
    await world.says("chair", "/hoivien")
    said = await world.presses("chair", "Mời")
    assert f"{join[:4]}-{join[4:]}" in said
    assert f"code={join}" in said
    picture = world.last("chair").part.picture
    assert picture is not None
    assert picture[1].startswith(b"\x89PNG")


async def test_registration_left_for_a_day_is_put_away_kindly(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý")
    world.skip("lan")
    await world.passes(hours=25)
    assert "trợ lý đã cất đi" in world.new("lan")
    assert "Để vào câu lạc bộ" in await world.says("lan", "đồng ý ạ nhé")


async def test_an_expired_question_is_explained_where_no_job_ran(world: World) -> None:
    _, join = await world.club()
    await world.says("lan", join, "đồng ý")
    world.clock.advance(timedelta(hours=24))
    assert "để lâu quá một ngày" in await world.says("lan", "có")


async def test_a_refusal_by_mistake_ends_in_the_application_and_an_approval_in_a_way_back(
    world: World,
) -> None:
    join = await world.settled_club()
    await world.joins("lan", join, "Lò Thị Ón")
    await world.says("chair", "từ chối")
    assert "chưa bị từ chối" in await world.says("chair", "nhầm, duyệt chứ")
    await world.says("chair", "từ chối", "chưa đủ tuổi")
    assert "chưa bị từ chối" in await world.says("chair", "không, duyệt cho bà ấy")
    assert "Nếu duyệt nhầm" in await world.says("chair", "duyệt")
    assert "chọn một trong" in await world.says("chair", "bà này ở bản khác, không nhận")
    assert "Lò Thị Ón" in await world.presses("chair", "Duyệt nhầm")
