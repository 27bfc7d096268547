"""Whole errands on the demo's page in headless Chromium, as a person does them."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.on_the_page import choose, numbers, picks_up, presses, types, until_reminded

pytestmark = pytest.mark.browser


async def test_the_main_job_on_zalo(page: Page) -> None:
    """Join, be approved, send a reading, be reminded, answer: no button exists, numbers and words do it."""
    note = await page.locator("#people button", has_text="Cà Thị Xuân").inner_text()
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", note)
    assert code
    await choose(page, "Cà Thị Xuân")
    await picks_up(page, "zalo")
    await expect(page.locator(".phone")).to_have_class(re.compile("zalo"))
    await types(page, code[0].lower(), "có đồng ý không")
    await numbers(page, "Đồng ý", "huyết áp")
    await numbers(page, "Đồng ý", "họ và tên")
    await types(page, "ca thi xuan", "năm nào")
    await types(page, "1952", "nam hay nữ")
    await numbers(page, "Nữ", "điện thoại")
    await types(page, "khong co", "Như vậy đúng chưa")
    await numbers(page, "Đúng", "Cảm ơn bà")
    assert await page.locator(".choices button").count() == 0
    assert await page.locator("#keyboard button").count() == 0

    await choose(page, "Quàng Văn Sơn")
    await picks_up(page, "telegram")
    await expect(page.locator(".bubble").last).to_contain_text("Ca Thi Xuan")
    await presses(page, "Duyệt", "Đã duyệt")
    await picks_up(page, "zalo")
    await types(page, "hội viên", "13 hội viên")
    await numbers(page, "Mời hội viên", "Mã tham gia")
    await expect(page.locator(".bubble img")).to_be_visible()

    await choose(page, "Cà Thị Xuân")
    await expect(page.locator("[data-app=zalo]")).to_have_attribute("aria-pressed", "true")
    await types(page, "130 80", "Đã ghi 130/80")
    await until_reminded(page)
    await numbers(page, "Có, tôi đến", "bà sẽ đến")


async def test_a_linked_person_gets_notices_where_they_are(page: Page) -> None:
    """Switched to Zalo, a member gets the chair's notice there; when Zalo refuses it, it comes on Telegram."""
    await choose(page, "Tẩn Mỷ Chẻo")
    await picks_up(page, "zalo")
    await page.locator("[data-fault=blocked]").check()
    await choose(page, "Quàng Văn Sơn")
    await types(page, "/thongbao Mai khám sức khoẻ", "đúng không")
    await presses(page, "Đúng, gửi đi", "Thông báo: đã gửi")
    await choose(page, "Tẩn Mỷ Chẻo")
    await expect(page.locator(".bubble")).to_have_count(0)
    await picks_up(page, "telegram")
    await expect(page.locator(".bubble").last).to_contain_text("Mai khám sức khoẻ")


async def test_a_message_is_edited(page: Page) -> None:
    """On Telegram; leaving the edit keeps the message as it was."""
    await choose(page, "Lù Thị Hặc")
    await types(page, "130/80", "Đã ghi 130/80")
    mine = page.locator(".bubble.mine").last
    await mine.locator(".edit").click()
    await expect(page.locator("#say")).to_have_value("130/80")
    await page.locator("#stop").click()
    await expect(page.locator("#say")).to_have_value("")
    await mine.locator(".edit").click()
    await types(page, "135/80", "Đã sửa: 130/80 thành 135/80.")
    await expect(mine).to_contain_text("135/80")
    await expect(mine).to_contain_text("đã sửa")
    await expect(page.locator("#stop")).to_be_hidden()
    await types(page, "xin chào", "Chào cụ Hặc")
    await picks_up(page, "zalo")
    await types(page, "xin chào", "Chào cụ Hặc")
    await expect(page.locator(".edit")).to_have_count(0)


async def test_register_send_a_reading_move_the_clock_see_the_reminder(page: Page) -> None:
    note = await page.locator("#people button", has_text="Cà Thị Xuân").inner_text()
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", note)
    assert code
    await choose(page, "Cà Thị Xuân")
    await types(page, code[0].lower(), "có đồng ý không")
    await presses(page, "Đồng ý", "huyết áp")
    await page.locator(".choices button", has_text="Đồng ý").last.focus()
    await page.keyboard.press("Enter")  # by keyboard alone
    await expect(page.locator(".bubble").last).to_contain_text("họ và tên")
    await types(page, "ca thi xuan", "năm nào")
    await types(page, "1952", "nam hay nữ")
    await presses(page, "Nữ", "điện thoại")
    await page.locator("#keyboard button", has_text="Gửi số").click()
    await expect(page.locator(".bubble").last).to_contain_text("Như vậy đúng chưa")
    await presses(page, "Đúng", "Cảm ơn bà")

    await choose(page, "Quàng Văn Sơn")
    await expect(page.locator(".bubble").last).to_contain_text("Ca Thi Xuan")
    await presses(page, "Duyệt", "Đã duyệt")

    await choose(page, "Cà Thị Xuân")
    await types(page, "130/80", "Đã ghi 130/80")
    await until_reminded(page)
    await presses(page, "Có, tôi đến", "bà sẽ đến")
    await expect(page.locator("#sent tbody tr", has_text="nhắc họp").first).to_be_visible()


async def test_a_picture_goes_to_everybody(page: Page) -> None:
    await choose(page, "Quàng Văn Sơn")
    await types(page, "gửi thông báo", "muốn báo gì")
    await page.locator("#say").fill("Giấy mời")
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d4944415478da63fccfc0500f0004850180849a8c2100000000"
        "49454e44ae426082"
    )
    await page.locator("#file").set_input_files({"name": "moi.png", "mimeType": "image/png", "buffer": png})
    await expect(page.locator(".choices button", has_text="Đúng, gửi đi")).to_be_visible()
    await presses(page, "Đúng, gửi đi", "Thông báo: đã gửi")
    await choose(page, "Tẩn Mỷ Chẻo")
    await expect(page.locator(".bubble img")).to_be_visible()
    await expect(page.locator(".bubble").last).to_contain_text("Giấy mời")


async def test_whoever_has_to_do_with_a_club_is_there(page: Page) -> None:
    """The health worker sends a reading for a member; the officer sees figures of clubs, and nobody by name."""
    await choose(page, "Tao Thị Phương")
    await types(page, "ong inh 150/95", "150/95")
    await choose(page, "Lò Văn Inh")
    await types(page, "huyet ap", "150/95")
    await choose(page, "Hoàng Văn Thụy")
    await types(page, "/baocao", "bản Chom Chăng")
    await expect(page.locator(".bubble:not(.mine)").last).not_to_contain_text("Lò Văn Inh")


async def test_a_couple_shares_one_phone(page: Page) -> None:
    """It is asked who speaks before a reading is anybody's, and the answer begins with whose it is."""
    await choose(page, "Sùng A Páo")
    await types(page, "130 80", "Ai đang nói?")
    await presses(page, "Cụ Páo", "Của cụ Páo")
