"""The demo's page itself: every screen and font, what stays through events and failures, starting again."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.e2e.on_the_page import choose, picks_up, types

pytestmark = pytest.mark.browser


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
        if await page.locator("#messages .line:last-child .choices button").count():
            await expect(page.locator(".choices button").last).to_be_in_viewport(ratio=0.9)
        below = "(b => b.scrollHeight - b.clientHeight - b.scrollTop)(document.querySelector('#messages'))"
        assert await page.evaluate(below) <= 2, "scrolled to the end"
    assert await page.evaluate("document.querySelector('#messages').clientHeight") >= 90
    if await page.locator("#keyboard").is_hidden():
        await page.locator("#keys").click()
    await expect(page.locator("#keyboard button").first).to_be_visible()
    assert await page.evaluate("document.querySelector('#messages').clientHeight") >= 60, (
        "beside the keys too"
    )
    assert await page.evaluate(below) <= 2
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


async def test_the_focus_stays_through_events(page: Page) -> None:
    """On a person of the list, on a button of a message, and on the clock's own button."""
    await choose(page, "Tẩn Mỷ Chẻo")
    await types(page, "130/80", "Đã ghi 130/80")
    for where in ("#people button >> nth=3", ".choices button >> nth=0", "[data-by=hour]"):
        await page.locator(where).focus()
        if where.startswith("[data-by"):
            await page.keyboard.press("Enter")
            await expect(page.locator("#now")).to_contain_text("10:00")
        await page.evaluate("refresh()")
        await expect(page.locator(where)).to_be_focused()


async def test_a_picture_that_did_not_go_keeps_its_words(page: Page) -> None:
    await choose(page, "Tẩn Mỷ Chẻo")
    await page.route("**/api/chats/*/file", lambda route: route.abort())
    await page.locator("#say").fill("Ảnh vườn")
    await page.locator("#file").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"x"})
    await expect(page.locator("#trouble")).to_contain_text("Chữ đã gõ vẫn còn")
    await expect(page.locator("#say")).to_have_value("Ảnh vườn")


async def test_two_tabs_hold_two_phones(page: Page) -> None:
    """Each keeps its person; the same person's other messenger is taken up in both."""
    await choose(page, "Tẩn Mỷ Chẻo")
    other = await page.context.new_page()
    await other.goto(page.url.split("#")[0])
    await choose(other, "Lò Văn Inh")
    await types(page, "lich hop", "sinh hoạt tới")
    await expect(other.locator("#name")).to_have_text("Lò Văn Inh")
    await expect(other.locator(".bubble", has_text="sinh hoạt tới")).to_have_count(0)
    await choose(other, "Tẩn Mỷ Chẻo")
    await expect(other.locator(".bubble").last).to_contain_text("sinh hoạt tới")
    await picks_up(page, "zalo")
    await other.evaluate("refresh()")
    await expect(other.locator("[data-app=zalo]")).to_have_attribute("aria-pressed", "true")
    await expect(other.locator(".bubble")).to_have_count(0)


async def test_what_is_to_come_is_behind_a_fold(page: Page) -> None:
    await expect(page.locator("#coming summary")).to_contain_text(re.compile(r"Sắp gửi: \d+ tin"))
    await expect(page.locator("#coming tbody tr").first).to_be_hidden()
    await page.locator("#coming summary").click()
    await expect(page.locator("#coming tbody tr").first).to_be_visible()


async def restarts(page: Page, answer: str) -> None:
    """Asks to start again, and answers the page's question."""
    if await page.locator("#restart").is_hidden():
        await page.locator(".clock summary").click()
    await page.locator("#restart").click()
    await page.locator(f"#again button[value={answer}]").click()


async def test_it_starts_again(page: Page) -> None:
    """Only after a yes: the clock, the messages, the readings and the faults are as at the beginning."""
    await choose(page, "Tẩn Mỷ Chẻo")
    began = await page.locator("#now").inner_text()
    await types(page, "130/80", "Đã ghi 130/80")
    await page.locator("[data-by=day]").click()
    await expect(page.locator("#now")).not_to_have_text(began)
    await restarts(page, "no")
    await expect(page.locator(".bubble.mine")).to_have_count(1)
    await page.locator("[data-fault=hanging]").check()
    await picks_up(page, "zalo")
    await restarts(page, "yes")
    await expect(page.locator("[data-app=telegram]")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("#name")).to_have_text("Tẩn Mỷ Chẻo")
    await expect(page.locator("#now")).to_have_text(began)
    await expect(page.locator(".bubble.mine")).to_have_count(0)
    await expect(page.locator("[data-fault=hanging]")).not_to_be_checked()
    await types(page, "huyet ap", "chưa có số đo")
    await expect(page.locator("#sent tbody tr", has_text="Tẩn Mỷ Chẻo").first).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing(page: Page, size: str) -> None:
    """On each part of the page, with its folds open and with its question shown."""
    width, height = SIZES[size]
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(page.url.split("#")[0] + "#1005")
    await page.reload()
    await expect(page.locator("#name")).to_have_text("Tẩn Mỷ Chẻo")
    await types(page, "130/80", "Đã ghi 130/80")
    await types(page, "menu", "làm gì")
    await free_of_faults(page)
    for details in (".clock", ".faults", "#coming"):
        await page.locator(details).evaluate("details => { details.open = true; }")
    if await page.locator("#keyboard").is_hidden():
        await page.locator("#keys").click()
    await free_of_faults(page)
    if size != "desk":
        for tab in ("people", "outbox", "chat"):
            await page.locator(f"[data-tab={tab}]").click()
            await free_of_faults(page)
    await picks_up(page, "zalo")
    await types(page, "130/80", "Đã ghi 130/80")
    await free_of_faults(page)
    await page.locator("#restart").click()
    await free_of_faults(page)


async def free_of_faults(page: Page) -> None:
    """Nothing that axe-core has a rule for is wrong with what is shown now."""
    found = (await Axe().run(page)).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
