"""Thirty conversations: every job of every role, in words and choices that any channel can carry."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from tests.world import World

Conversation = Callable[[World], Awaitable[None]]
CONVERSATIONS: list[Conversation] = []


def conversation(talk: Conversation) -> Conversation:
    """One of the thirty."""
    CONVERSATIONS.append(talk)
    return talk


async def club(w: World, *members: tuple[str, str]) -> str:
    return await w.settled_club(*(members or (("lan", "Lò Thị Ón"),)))


def code_in(said: str) -> str:
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", said)
    assert found, said
    return found[0]


# --- strangers and joining


@conversation
async def a_member_joins_and_is_approved(w: World) -> None:
    chair, join = await w.club()
    await w.joins("chair", chair, "Quàng Văn Sơn", "1955", "nam", "0912345678")
    await w.says("lan", "xin chào", join.lower())
    await w.presses("lan", "Đồng ý")
    await w.presses("lan", "Đồng ý")
    await w.says("lan", "lo thi on", "5/3/1948")
    await w.presses("lan", "Nữ")
    await w.presses("lan", "Không có điện thoại")
    assert "Cảm ơn bà" in await w.presses("lan", "Đúng")
    await w.presses("chair", "Duyệt")
    assert "đã là hội viên" in w.last("lan").text


@conversation
async def an_applicant_is_refused_with_a_reason(w: World) -> None:
    join = await club(w)
    await w.joins("xuan", join, "Cà Thị Xuân")
    await w.presses("chair", "Từ chối")
    await w.presses("chair", "Không ở địa bàn")
    assert "Không ở địa bàn" in w.last("xuan").text
    await w.says("xuan", "lịch họp")


@conversation
async def consent_is_refused_and_nothing_is_kept(w: World) -> None:
    _, join = await w.club()
    await w.says("lan", join)
    assert "không giữ gì cả" in await w.presses("lan", "Thôi, không")
    await w.says("lan", "menu", "trợ giúp")


@conversation
async def answers_are_mended_before_they_count(w: World) -> None:
    _, join = await w.club()
    await w.says("lan", join, "đồng ý", "đồng ý", "12345", "Lò Thị Ón", "quay lại", "Lò Thị Lan", "48")
    await w.presses("lan", "Sinh năm 1948")
    await w.says("lan", "nu", "0123", "0912 345 678")
    await w.presses("lan", "Sửa lại")
    await w.says("lan", "Lò Thị Ón", "1950", "1", "không")
    assert "Đã dừng" in await w.says("lan", "huỷ")


@conversation
async def codes_that_do_not_work_are_explained(w: World) -> None:
    chair, _ = await w.club()
    await w.says("x", "/start AAAAAAAA", "/start", "ab12cd3", "mã KM4T 7QXA")
    await w.joins("chair", chair, "Quàng Văn Sơn")
    assert "đã có người dùng" in await w.says("x", chair)


@conversation
async def a_stranger_is_in_danger(w: World) -> None:
    assert "gọi 115" in await w.says("x", "185/125")
    assert "GỌI 115 NGAY" in await w.says("x", "tôi khó thở quá")


# --- health


@conversation
async def readings_in_many_forms(w: World) -> None:
    await club(w)
    for typed in ("130/80", "huyet ap 13 8", "một trăm ba mươi trên tám mươi", "145/95 72", "hôm qua 128/79"):
        await w.says("lan", typed)
    assert "128/79" in await w.says("lan", "huyết áp")


@conversation
async def half_odd_and_reversed_readings(w: World) -> None:
    await club(w)
    await w.says("lan", "huyết áp tôi là 16", "90", "huyết áp 300/200")
    await w.presses("lan", "Sai")
    await w.says("lan", "80/130", "đúng", "/huyetap abc")


@conversation
async def a_mistaken_reading_is_taken_back(w: World) -> None:
    await club(w)
    await w.says("lan", "165/95")
    assert "Đã bỏ số 165/95" in await w.presses("lan", "Ghi nhầm")
    await w.passes(minutes=6)


@conversation
async def a_dangerous_reading_is_followed_through(w: World) -> None:
    await club(w)
    await w.says("lan", "185/121")
    await w.presses("lan", "Không")
    await w.passes(minutes=6)
    await w.says("lan", "190/121")
    assert "GỌI 115 NGAY" in await w.presses("lan", "Có")


@conversation
async def readings_are_kept_only_with_consent(w: World) -> None:
    join = await club(w)
    await w.says("xuan", join, "đồng ý", "không", "Cà Thị Xuân", "1952", "nữ", "không", "đúng")
    await w.presses("chair", "Duyệt")
    await w.says("xuan", "145/95")
    await w.presses("xuan", "Thôi, không")
    await w.says("xuan", "130/80")
    assert "130/80" in await w.presses("xuan", "Đồng ý")


# --- relatives


async def relative(w: World, *answers: str) -> None:
    await club(w)
    await w.says("lan", "người thân")
    await w.presses("lan", "Mời người thân")
    code = code_in(await w.says("lan", *answers))
    await w.says("hung", code)
    await w.presses("hung", "Đồng ý")
    await w.says("hung", "Lò Văn Hùng", "1976")
    await w.presses("hung", "Nam")
    await w.presses("hung", "Mẹ")


@conversation
async def a_relative_follows_and_is_alerted(w: World) -> None:
    await relative(w, "có", "có", "không", "có")
    await w.says("lan", "185/110")
    await w.presses("lan", "Có")
    assert "dấu hiệu nguy hiểm" in w.last("hung").text
    assert "185/110" in await w.says("hung", "nguoi than")


@conversation
async def a_relative_is_reminded_of_the_meeting(w: World) -> None:
    await relative(w, "không", "không", "không", "có")
    await w.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await w.passes_by_steps(48)
    assert "có buổi sinh hoạt" in w.last("hung").text


@conversation
async def following_ends_from_either_side(w: World) -> None:
    await relative(w, "có", "không", "không", "không")
    await w.says("hung", "người thân")
    await w.presses("hung", "Thôi theo dõi Lò Thị Ón")
    assert "không còn theo dõi nhau" in w.last("lan").text
    await w.says("lan", "người thân")


@conversation
async def a_relative_notes_a_reading_for_the_member(w: World) -> None:
    await relative(w, "có", "có", "không", "không")
    assert "Của Lò Thị Ón" in await w.says("hung", "huyết áp của mẹ 150/95")
    assert "Lò Văn Hùng vừa ghi giúp bà huyết áp 150/95" in w.last("lan").text
    assert "150/95 (Hùng ghi)" in await w.says("lan", "huyết áp")


@conversation
async def one_word_ends_the_following(w: World) -> None:
    await relative(w, "có", "không", "không", "không")
    assert "Đã thôi" in await w.says("lan", "ngừng")
    assert "không còn theo dõi nhau" in w.last("hung").text


@conversation
async def a_member_thinks_better_of_it(w: World) -> None:
    await club(w)
    await w.says("lan", "/nguoithan")
    await w.presses("lan", "Mời người thân")
    assert "chưa mời ai" in await w.says("lan", "không", "2", "khong", "ko")


# --- meetings


@conversation
async def the_board_sets_the_meeting_step_by_step(w: World) -> None:
    await club(w)
    await w.says("chair", "đặt lịch họp", "hôm nào cũng được", "thứ bảy tuần thứ hai")
    await w.presses("chair", "08:00")
    await w.says("chair", "nhà văn hoá bản")
    assert "Đã đặt lịch" in await w.says("chair", "đúng")
    await w.presses("lan", "Có, tôi đến")
    assert "1 người báo đến" in await w.says("chair", "lịch họp")


@conversation
async def reminders_are_answered(w: World) -> None:
    await club(w, ("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    await w.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await w.passes_by_steps(48)
    await w.presses("lan", "Có, tôi đến")
    await w.presses("inh", "Không đến được")
    await w.passes_by_steps(48)
    await w.says("inh", "/lichhop có", "lich hop")


@conversation
async def a_meeting_moves(w: World) -> None:
    await club(w)
    await w.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await w.says("chair", "/hop ngày 30, 14h, trạm y tế", "đúng")
    assert "30/11/2026, lúc 14:00" in await w.says("lan", "hop khi nao vay")


@conversation
async def a_question_goes_on_after_something_else(w: World) -> None:
    await club(w)
    await w.says("chair", "đặt lịch họp", "130/80", "lịch họp", "ngày 21", "8h", "chợ phiên")
    await w.presses("chair", "Đúng")
    assert "21/12/2026" in w.last("lan").text


# --- loans


@conversation
async def a_loan_from_asking_to_agreement(w: World) -> None:
    await club(w)
    await w.says("chair", "cho vay", "on", "0", "5")
    await w.presses("chair", "5.000.000")
    await w.says("chair", "2%", "0,5%", "100", "12")
    await w.presses("chair", "gốc chia đều, lãi trên số còn nợ")
    await w.says("chair", "đúng")
    await w.presses("lan", "tôi đồng ý")
    assert "đã đồng ý" in w.last("chair").text
    await w.says("lan", "khoan vay")


@conversation
async def a_loan_is_declined(w: World) -> None:
    await club(w)
    await w.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await w.presses("lan", "Sai rồi")
    assert "không đồng ý" in w.last("chair").text


async def loan(w: World) -> None:
    await club(w)
    await w.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await w.presses("lan", "tôi đồng ý")


@conversation
async def an_instalment_is_noticed_and_paid(w: World) -> None:
    await loan(w)
    for _ in range(23):
        await w.passes(days=1)
    await w.says("chair", "/thuno on 442k", "đúng")
    assert "Biên nhận số 1" in w.last("lan").text
    await w.passes(days=4)


@conversation
async def arrears_stay_between_those_concerned(w: World) -> None:
    await loan(w)
    for _ in range(45):
        await w.passes(days=1)
    assert "Lò Thị Ón" in w.last("chair").text


@conversation
async def a_receipt_is_reversed(w: World) -> None:
    await loan(w)
    await w.says("chair", "/thuno ón 500k", "đúng")
    await w.presses("chair", "Ghi nhầm")
    await w.says("chair", "đúng")
    assert "đã được huỷ" in w.last("lan").text


@conversation
async def a_loan_is_paid_off(w: World) -> None:
    await loan(w)
    await w.says("chair", "thu nợ", "on")
    await w.presses("chair", "Trả hết: 5.025.000")
    await w.says("chair", "đúng")
    assert "đã trả xong" in w.last("lan").text


# --- notices


@conversation
async def a_notice_with_preview_and_report(w: World) -> None:
    await club(w, ("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    await w.says("chair", "gửi thông báo", "Sáng mai khám <sức khoẻ> & nhớ nhịn ăn")
    await w.presses("chair", "Viết lại")
    await w.says("chair", "Ngày kia khám sức khoẻ")
    await w.presses("chair", "Đúng, gửi đi")
    assert "đã gửi 2, chưa tới 0" in w.last("chair").text
    await w.says("lan", "vì sao")


@conversation
async def a_notice_with_a_picture(w: World) -> None:
    await club(w)
    await w.says("chair", "/thongbao")
    await w.pictures("chair", "Giấy mời")
    await w.says("chair", "đúng")
    assert "Giấy mời" in w.last("lan").text


@conversation
async def a_notice_in_the_night_waits(w: World) -> None:
    await club(w)
    w.clock.set(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))  # 21:00
    await w.says("chair", "/thongbao Sáng mai họp")
    await w.presses("chair", "Gửi lúc 06:00")
    await w.passes(hours=10)
    assert "Sáng mai họp" in w.last("lan").text


@conversation
async def a_long_notice_arrives_whole(w: World) -> None:
    await club(w)
    await w.says(
        "chair", "/thongbao " + "\n".join(f"Việc thứ {n}: " + "chuẩn bị nhà văn hoá " * 3 for n in range(30))
    )
    await w.says("chair", "đúng")
    assert "Việc thứ 29" in w.last("lan").text


# --- everybody


@conversation
async def the_board_knows_its_people(w: World) -> None:
    await club(w, ("lan", "Lò Thị Ón"), ("mai", "Vàng Thị Mai"))
    await w.says("chair", "hội viên", "/hoivien mai", "hội viên")
    await w.presses("chair", "Mời hội viên")
    await w.says("chair", "hội viên")
    await w.presses("chair", "Giao chức vụ")
    await w.presses("chair", "Vàng Thị Mai")
    await w.presses("chair", "thủ quỹ")
    await w.says("chair", "đúng")
    assert "thủ quỹ" in w.last("mai").text
    await w.says("mai", "menu")
    assert "không có khoản vay nào đang trả" in await w.presses("mai", "Thu nợ")


@conversation
async def menus_help_profile_and_what_is_not_understood(w: World) -> None:
    await club(w)
    for who in ("lan", "chair", "stranger"):
        await w.says(
            who,
            "menu",
            "trợ giúp",
            "hồ sơ",
            "xyz qua",
            "cảm ơn cháu",
            "/visao",
            "huỷ",
            "chovay",
            "huỷ",
            "cứu tôi với",
        )


@conversation
async def one_person_on_two_phones(w: World) -> None:
    await club(w)
    await w.says("lan", "hồ sơ")
    await w.presses("lan", "Nơi nhận tin")
    code = code_in(await w.presses("lan", "Lấy mã nối"))
    await w.says("lan2", code)
    await w.presses("lan2", "Đúng, là tôi")
    await w.presses("lan2", "ở đây")
    await w.says("chair", "/thongbao Mai họp", "đúng")
    assert "Mai họp" in w.last("lan2").text
    assert "Đã gỡ" in await w.presses("lan", "Không phải tôi, gỡ ra")
    await w.says("lan2", "lịch họp")


# --- one's own


@conversation
async def settings_are_changed_in_numbers_and_words(w: World) -> None:
    await club(w)
    assert "Nhắc lúc 08:00" in await w.says("lan", "cài đặt")
    await w.presses("lan", "Giờ nhắc")
    assert "Nhắc lúc 17:00" in await w.says("lan", "5 giờ chiều")
    assert "gọi là cụ" in await w.says("lan", "/caidat xưng hô cụ")
    await w.says("lan", "dừng nhắc")
    assert "tạm dừng nhắc" in await w.presses("lan", "1 tuần")
    assert "Đã đổi" in await w.says("lan", "nhắc lại")


@conversation
async def consents_and_looks_are_read_and_changed(w: World) -> None:
    await club(w)
    await w.says("lan", "138/86")
    await w.says("chair", "/hoivien Ón")
    assert "Quàng Văn Sơn: xem thẻ" in await w.says("lan", "ai đã xem dữ liệu của tôi")
    await w.says("lan", "điều tôi đồng ý")
    assert "không ghi huyết áp" in await w.presses("lan", "Thôi đồng ý ghi huyết áp")


@conversation
async def erasure_is_asked_for_and_called_off(w: World) -> None:
    await club(w)
    await w.says("lan", "xoá dữ liệu")
    await w.presses("lan", "Xoá dữ liệu của tôi")
    assert "sẽ xoá" in await w.presses("lan", "Đúng, xoá hết")
    assert "giữ nguyên" in await w.says("lan", "giữ lại")


@conversation
async def the_chair_is_handed_over(w: World) -> None:
    await club(w, ("lan", "Lò Thị Ón"), ("mai", "Vàng Thị Mai"))
    await w.says("chair", "hội viên")
    await w.presses("chair", "Bàn giao chủ nhiệm")
    await w.says("chair", "Mai")
    await w.presses("chair", "Bàn giao")
    assert "nay là chủ nhiệm" in await w.presses("mai", "Tôi nhận")
    assert "đã nhận việc chủ nhiệm" in w.last("chair").text
    assert "3 hội viên" in await w.says("mai", "báo cáo")


@conversation
async def a_couple_shares_one_phone(w: World) -> None:
    join = await club(w)
    await w.says("lan", "dung chung may")
    await w.presses("lan", "Đồng ý")
    await w.joins("lan", join, "Giàng A Sùng", "1950", "nam")
    await w.presses("chair", "Duyệt")
    await w.says("lan", "130/80")
    assert "Của ông Sùng: Đã ghi 130/80" in await w.presses("lan", "Đồng ý")
    await w.passes(minutes=31)
    assert "Ai đang nói?" in await w.says("lan", "140/88")
    assert "Của bà Ón: Đã ghi 140/88" in await w.presses("lan", "Bà Ón")
    await w.says("lan", "tôi rời máy này")
    assert "Bà Ón đã rời máy này" in await w.presses("lan", "Có")
