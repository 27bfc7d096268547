"""The demo's page in headless Chromium, as a person uses it."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox.demo import running_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with running_demo(0) as demo, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = await browser.new_page(viewport={"width": 1280, "height": 820})
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        await opened.goto(f"http://127.0.0.1:{demo.port}/")
        await expect(opened.locator("#people button").first).to_be_visible()
        yield opened
        await browser.close()
        assert problems == []


async def choose(page: Page, name: str) -> None:
    await page.locator("#people button", has_text=name).click()
    await expect(page.locator("#name")).to_have_text(name)


async def types(page: Page, text: str, answer: str) -> None:
    await page.locator("#say").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble:not(.mine)").last).to_contain_text(answer)


async def presses(page: Page, label: str, answer: str) -> None:
    await page.locator(".choices button", has_text=label).last.click()
    await expect(page.locator(".bubble:not(.mine)").last).to_contain_text(answer)


async def until_reminded(page: Page) -> None:
    """To the next reminder, until the meeting's has come."""
    for _ in range(6):
        await page.locator("[data-by=next]").click()
        await expect(page.locator("[data-by=next]")).to_be_enabled()
        await page.wait_for_timeout(400)
        if await page.locator(".bubble", has_text="Mời bà đi sinh hoạt").count():
            break
    await expect(page.locator(".bubble", has_text="Mời bà đi sinh hoạt").first).to_be_visible()


async def picks_up(page: Page, app: str) -> None:
    """The person takes the phone with the other messenger."""
    await page.locator(f"[data-app={app}]").click()
    await expect(page.locator(f"[data-app={app}]")).to_have_attribute("aria-pressed", "true")


async def numbers(page: Page, label: str, answer: str) -> None:
    """Types the number that stands before the label in the newest list."""
    said = await page.locator(".bubble:not(.mine)").last.inner_text()
    line = re.search(rf"^(\d+)\. .*{label}", said, re.MULTILINE)
    assert line, said
    await types(page, line[1], answer)


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
    await choose(page, "Tẩn Mỷ Chẻo")
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
    await types(page, "xin chào", "Chào bà Chẻo")
    await picks_up(page, "zalo")
    await types(page, "xin chào", "Chào bà Chẻo")
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


async def test_it_fits_a_phone_and_shows_faults(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    await page.locator("[data-tab=people]").click()
    await page.locator("#people button", has_text="Lò Văn Inh").click()
    await expect(page.locator("#say")).to_be_visible()
    await types(page, "150/95", "Đã ghi 150/95")
    await page.locator(".faults summary").click()
    await page.locator("[data-fault=blocked]").check()
    await page.locator("#say").fill("lich hop")
    await page.keyboard.press("Enter")
    await page.locator("[data-tab=outbox]").click()
    await expect(page.locator("#sent tbody")).to_contain_text("đã dừng nhận tin")
    await page.locator("[data-tab=chat]").click()
    await page.locator("[data-fault=blocked]").uncheck()
    await types(page, "/lichhop", "sinh hoạt tới")


SIZES = {"desk": (1280, 820), "phone": (390, 844), "small": (320, 640), "landscape": (740, 360)}
WIDE = "* { letter-spacing: .06em !important; word-spacing: .1em !important; }"
"""as wide as the widest font that a machine may have in the place of ours"""


@pytest.mark.parametrize("size", SIZES)
async def test_the_newest_message_is_in_sight_whatever_the_screen_and_font(page: Page, size: str) -> None:
    width, height = SIZES[size]
    await page.set_viewport_size({"width": width, "height": height})
    await page.add_style_tag(content=WIDE)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if size != "desk":
        for tab in ("people", "outbox", "chat", "people"):
            await page.locator(f"[data-tab={tab}]").click()
            assert await page.evaluate(overflow) <= 0, tab
    await page.locator("#people button", has_text="Tẩn Mỷ Chẻo").click()
    for text, answer in (
        ("130/80", "Đã ghi 130/80"),
        ("lich hop", "sinh hoạt tới"),
        ("cai dat", "?"),
        ("menu", "làm gì"),
    ):
        await types(page, text, answer)
        assert await page.evaluate(overflow) <= 0, text
        await expect(page.locator("#messages .line").last).to_be_in_viewport(ratio=0.3)
        below = "(b => b.scrollHeight - b.clientHeight - b.scrollTop)(document.querySelector('#messages'))"
        assert await page.evaluate(below) <= 2, "scrolled to the end"
    assert await page.evaluate("document.querySelector('#messages').clientHeight") >= 90
    if await page.locator("#keyboard").is_hidden():
        await page.locator("#keys").click()
    await expect(page.locator("#keyboard button").first).to_be_visible()
    await page.locator("#keys").click()
    await expect(page.locator("#keyboard")).to_be_hidden()


async def test_what_is_typed_read_and_chosen_stays(page: Page) -> None:
    """Through a failure, an event in the same chat, a reload and going back."""
    await choose(page, "Tẩn Mỷ Chẻo")
    await types(page, "lich hop", "sinh hoạt tới")
    await page.route("**/api/chats/*/text", lambda route: route.abort())
    await page.locator("#say").fill("130 80")
    await page.keyboard.press("Enter")
    await expect(page.locator("#trouble")).to_contain_text("Chữ đã gõ vẫn còn")
    await expect(page.locator("#say")).to_have_value("130 80")
    await page.unroute("**/api/chats/*/text")
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble:not(.mine)").last).to_contain_text("Đã ghi 130/80")
    await expect(page.locator("#trouble")).to_be_hidden()
    await page.locator("#say").fill("chưa gửi")
    await page.evaluate("document.querySelector('#messages').firstChild.dataset.mark = 'same'")
    await page.evaluate("document.querySelector('#messages').scrollTop = 0")
    await page.evaluate("refreshChat()")
    assert await page.evaluate("document.querySelector('#messages').firstChild.dataset.mark") == "same"
    assert await page.evaluate("document.querySelector('#messages').scrollTop") == 0
    await expect(page.locator("#say")).to_have_value("chưa gửi")
    await page.reload()
    await expect(page.locator("#name")).to_have_text("Tẩn Mỷ Chẻo")
    await choose(page, "Lò Văn Inh")
    await page.go_back()
    await expect(page.locator("#name")).to_have_text("Tẩn Mỷ Chẻo")


async def test_what_is_to_come_is_behind_a_fold(page: Page) -> None:
    await expect(page.locator("#coming summary")).to_contain_text(re.compile(r"Sắp gửi: \d+ tin"))
    await expect(page.locator("#coming tbody tr").first).to_be_hidden()
    await page.locator("#coming summary").click()
    await expect(page.locator("#coming tbody tr").first).to_be_visible()


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
