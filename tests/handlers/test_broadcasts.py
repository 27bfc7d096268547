"""A chair reaches everybody, and learns who was not reached."""

from datetime import UTC, datetime

from bot.channels.base import Stopped
from handlers.conversation.chat import Event, Media
from tests.world import World

PEOPLE = [("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"), ("mai", "Vàng Thị Mai")]


async def test_preview_count_confirmation_and_report_with_names(world: World) -> None:
    await world.settled_club(*PEOPLE)
    world.channel.failures["inh"] = [Stopped("blocked")]
    await world.says("chair", "gửi thông báo")
    said = await world.says("chair", "Sáng mai khám sức khoẻ <ở trạm> & nhớ nhịn ăn")
    assert "Hội viên sẽ thấy như sau" in said
    assert "📣 CLB bản Chom Chăng thông báo:\nSáng mai khám sức khoẻ <ở trạm> & nhớ nhịn ăn" in said
    assert "3 hội viên" in said
    for who, _ in PEOPLE:
        world.skip(who)
    said = await world.says("chair", "đúng")
    assert "Đang gửi cho 3 hội viên" in said
    assert "đã gửi 2, chưa tới 1 (Lò Văn Inh)" in said
    assert "đã dừng nhận tin" in said
    assert "nhớ nhịn ăn" in world.new("lan")
    assert world.channel.chats["chair"][-1].text.count("đã gửi") == 1


async def test_it_can_be_written_again_or_dropped(world: World) -> None:
    await world.settled_club(*PEOPLE)
    await world.says("chair", "/thongbao Ngày mai họp")
    anew = await world.presses("chair", "Viết lại")
    assert "gõ lại cả thông báo" in anew
    assert "Ngày mai họp" in anew
    assert "Ngày kia họp" in await world.says("chair", "Ngày kia họp")
    assert "Đã dừng" in await world.says("chair", "huỷ")
    assert all("họp" not in m.text for m in world.channel.chats["lan"][-1:])


async def test_what_may_be_no_notice_is_asked_and_may_be_one_after_all(world: World) -> None:
    await world.settled_club(*PEOPLE)
    await world.says("chair", "/thongbao")
    for typed in ("đợi tí", "để mai gửi", "gửi đi", "130/80", "bà Ón trả 500k"):
        assert f"«{typed}»" in await world.says("chair", typed)
        assert "muốn báo gì" in await world.presses("chair", "Không phải")
    assert "Gửi cho" in await world.says("chair", "Mai họp lúc 8h")
    assert "Mai họp lúc 8h" in await world.says("chair", "đổi 9h")
    await world.says("chair", "Mai họp lúc 9h")
    assert "chưa gửi cho ai cả" in await world.says("chair", "không phải mai")
    await world.says("chair", "khoan đã")
    await world.says("chair", "đúng lời thông báo")
    assert "khoan đã" in await world.says("chair", "gì cơ")


async def test_a_picture_goes_along(world: World) -> None:
    await world.settled_club(*PEOPLE)
    await world.says("chair", "/thongbao")
    await world.sends("chair", Media("photo", "memory", "invitation"), "Giấy mời")
    world.skip("lan")
    await world.says("chair", "đúng")
    media = world.last("lan").part.media
    assert media is not None
    assert media.ref == "invitation"


async def test_at_night_the_chair_decides(world: World) -> None:
    await world.settled_club(*PEOPLE)
    world.clock.set(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))  # 21:00
    said = await world.says("chair", "/thongbao Sáng mai họp")
    assert "giờ nghỉ" in said
    world.skip("lan")
    assert "06:00" in await world.presses("chair", "Gửi lúc 06:00")
    assert world.new("lan") == ""
    await world.passes(hours=10)
    assert "Sáng mai họp" in world.new("lan")
    world.clock.set(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    await world.says("chair", "/thongbao Nhà bà Mẩy cháy, xin đến giúp")
    await world.presses("chair", "gửi ngay")
    assert "xin đến giúp" in world.new("lan")
    assert world.last("lan").silent, "urgent, but without waking the house"


async def test_members_without_a_chat_are_named_as_not_reached(world: World) -> None:
    await world.settled_club(*PEOPLE)
    for who in ("mai", "inh"):
        await world.event(who, Event.STOPPED)
    said = await world.says("chair", "/thongbao Mai họp", "đúng")
    assert "đã gửi 1, chưa tới 2 (Lò Văn Inh, Vàng Thị Mai)" in said, "by given name"


async def test_only_the_board_may_and_only_to_its_own_club(world: World) -> None:
    await world.settled_club(*PEOPLE)
    assert "ban chủ nhiệm làm" in await world.says("lan", "/thongbao Mai họp")
    chair2, join2 = await world.club(name="CLB bản Nà Khương")
    await world.joins("chair2", chair2, "Chẻo Láo Tả")
    await world.joins("other", join2, "Lù Thị Hặc")
    await world.presses("chair2", "Duyệt")
    world.skip("lan")
    assert "1 hội viên" in await world.says("chair2", "/thongbao Mai họp")
    await world.says("chair2", "đúng")
    assert world.new("lan") == ""


async def test_words_for_a_part_or_about_a_debtor_go_out_only_by_an_explicit_choice(world: World) -> None:
    await world.settled_club(*PEOPLE)
    await world.says("chair", "/thongbao")
    assert "cả 3 hội viên" in await world.says("chair", "nhắn riêng tổ 1: mai quét đường")
    assert "chọn một câu trả lời" in await world.says("chair", "ừ")
    assert "mai quét đường" in await world.presses("chair", "Không phải")
    said = await world.says("chair", "bà Ón nợ 500 nghìn không chịu trả")
    assert "chuyện riêng" in said
    assert "chọn một câu trả lời" in await world.says("chair", "đúng rồi")
    assert "Gửi cho" in await world.presses("chair", "Vẫn giữ lời này")
    assert "cả 3 hội viên" in await world.says("chair", "chỉ gửi cho bà Mai thôi")


async def test_an_own_reading_is_noted_and_no_notice(world: World) -> None:
    await world.settled_club(*PEOPLE)
    await world.says("chair", "/thongbao")
    assert "gọi 115 ngay" in await world.says("chair", "huyết áp của tôi 190/125")
    await world.presses("chair", "Không phải")
    await world.says("chair", "huyết áp của tôi 150/90")
    assert "chưa gửi cho ai" in await world.presses("chair", "Ghi huyết áp của tôi")
    assert all("150" not in m.text for m in world.channel.chats["lan"])


async def test_what_was_delivered_stays_and_what_waits_is_stopped(world: World) -> None:
    await world.settled_club(*PEOPLE)
    assert "không thấy thông báo nào" in await world.says("chair", "thu hồi thông báo")
    await world.says("chair", "/thongbao Mai họp lúc 8h")
    await world.says("chair", "đúng")
    assert "không lấy lại được" in await world.says("chair", "gửi nhầm rồi thu hồi giúp")
    world.clock.set(datetime(2026, 8, 22, 15, 0, tzinfo=UTC))  # 22:00 in Vietnam
    await world.says("chair", "/thongbao Mai họp lúc 9h")
    await world.presses("chair", "Gửi lúc")
    assert "3 người chưa nhận" in str(await world.says("chair", "rút lại thông báo vừa gửi"))
    assert "Đã dừng: 3 người" in await world.presses("chair", "Dừng gửi")
