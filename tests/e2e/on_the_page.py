"""What a person does on the demo's page."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect


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
