"""What arrives from Zalo, over HTTP from the sandbox's platform: the same code that runs in earnest."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.base import ChannelRefused, Unreadable
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo_updates import translate
from bot.config import WebhookSettings, ZaloSettings
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from handlers.conversation.chat import Incoming
from tests.channels.platform import LAN, PNG, Api, nobody, received
from tests.ports import free_port


async def test_everything_a_person_can_send_is_understood(api: Api, channel: ZaloChannel) -> None:
    platform = api.platform
    await platform.write(101, " 130/80 ")
    await platform.upload(101, "giay-moi.png", "image/png", PNG, "Giấy mời")
    await platform.sticker(101)
    await platform.upload(101, "ds.xlsx", "application/x-excel", b"xlsx")
    await platform.in_group("nhóm-1", 101, "chào cả nhóm")
    await platform.write(101, "hết")
    found = await received(channel, 6)
    assert [i.text for i in found] == ["130/80", "Giấy mời", "", "", "chào cả nhóm", "hết"]
    assert [i.chat_id for i in found[:2]] == [LAN, LAN]
    assert [i.private for i in found] == [True, True, True, True, False, True]
    assert found[1].media is not None
    assert await channel.download(found[1].media) == PNG
    assert len({i.update_key for i in found}) == 6
    assert abs((datetime.now(UTC) - found[0].sent_at).total_seconds()) < 60
    assert all(Incoming.from_json(i.to_json()) == i for i in found)


def update(**message: Any) -> dict[str, Any]:
    filled = {
        "message_id": "m1",
        "date": 1_795_000_000_000,
        "chat": {"id": "c1", "chat_type": "PRIVATE"},
        "text": "130/80",
    }
    return {
        "event_name": "message.text.received",
        "message": filled | {"from": {"id": "c1", "is_bot": False}} | message,
    }


def test_dates_come_in_milliseconds_or_seconds() -> None:
    expected = datetime.fromtimestamp(1_795_000_000, UTC)
    for date in (1_795_000_000_000, 1_795_000_000, "1795000000000"):
        found = translate(update(date=date))
        assert found is not None
        assert found.sent_at == expected
    found = translate(update(date=None))
    assert found is not None
    assert (datetime.now(UTC) - found.sent_at).total_seconds() < 5


def test_an_update_is_the_same_by_its_event_and_message() -> None:
    first, again = translate(update()), translate(update(date=1_795_000_009_000))
    assert first is not None
    assert again is not None
    assert first.update_key == again.update_key == "message.text.received:m1"
    image = translate(update() | {"event_name": "message.image.received"})
    assert image is not None
    assert image.update_key != first.update_key
    endless, nameless = translate(update(message_id="m" * 500)), translate(update(message_id=None))
    assert endless is not None
    assert nameless is not None
    assert len(endless.update_key) <= 120
    assert nameless.update_key != first.update_key


def test_what_concerns_nobody_is_left_out() -> None:
    assert translate(update() | {"message": None}) is None
    assert translate(update(**{"from": {"id": "bot", "is_bot": True}})) is None
    assert translate(update(chat={"id": "x" * 500})) is None
    found = translate(update(photo_url="javascript:alert(1)", caption="ảnh"))
    assert found is not None
    assert found.media is None


def test_nothing_comes_in_that_a_database_cannot_store() -> None:
    found = translate(update(message_id="m\x00\ud800", text="130/80\x00 \ud83d bà"))
    assert found is not None
    assert found.text == "130/80  bà"
    assert re.fullmatch("[0-9a-f]{64}", found.update_key)
    assert translate(update(chat={"id": "c\x00"})) is None


async def test_polling_survives_silence_nonsense_and_outages(monkeypatch: pytest.MonkeyPatch) -> None:
    """408 is quiet; a bare list, a broken body, 5xx and an unreadable update do not stop the polling."""
    monkeypatch.setattr("bot.channels.patience.LONGEST", 0.01)
    answers: list[Any] = [
        JSONResponse({"ok": False, "error_code": 408, "description": "Request timeout"}),
        JSONResponse({"ok": False, "error_code": 408}, 408),
        Response("<html>", 502),
        Response('{"ok": tr', media_type="application/json"),
        JSONResponse(["no", "answer"]),
        JSONResponse(
            {"ok": True, "result": {"event_name": "message.text.received", "message": {"text": "no chat"}}}
        ),
        JSONResponse({"ok": True, "result": [update(message_id="in-a-list")]}),
        JSONResponse({"ok": True, "result": update(message_id="last")}),
    ]
    asked: list[Any] = []

    async def call(request: Request) -> Response:
        if request.path_params["method"] != "getUpdates":
            return JSONResponse({"ok": True, "result": {}})
        asked.append(await request.json())
        if answers:
            return answers.pop(0)  # type: ignore[no-any-return]
        await asyncio.sleep(5)
        return JSONResponse({"ok": False, "error_code": 408})

    async with serving(
        Starlette(routes=[Route("/bot{token}/{method}", call, methods=["POST"])]), "127.0.0.1", 0
    ) as port:
        channel = ZaloChannel(ZaloSettings(token=SecretStr("1:x"), api_url=f"http://127.0.0.1:{port}"), "")
        await channel.start()
        found = await received(channel, 3)
        await channel.close()
    assert [i.update_key.split(":")[1] for i in found if isinstance(i, Incoming)] == ["in-a-list", "last"]
    assert sum(isinstance(i, Unreadable) for i in found) == 1, "kept for the operator"
    assert asked[0] == {"timeout": "30"}


async def test_an_update_that_cannot_be_stored_is_not_let_go(
    api: Api, channel: ZaloChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was handed out and will not come again: storing is tried until it works, and next updates wait."""
    monkeypatch.setattr("bot.channels.patience.LONGEST", 0.01)
    stored: list[str] = []
    tries = 0

    async def hand_in(updates: Sequence[Incoming]) -> None:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise OSError("the disk is full")
        stored.extend(i.text for i in updates)

    await api.platform.write(101, "130/80")
    await api.platform.write(101, "140/90")
    task = asyncio.create_task(channel.receive(hand_in))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if len(stored) == 2:
            break
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert stored == ["130/80", "140/90"]
    assert tries == 5


async def test_being_stopped_waits_for_what_is_being_stored(api: Api, channel: ZaloChannel) -> None:
    begun, go_on, stored = asyncio.Event(), asyncio.Event(), []

    async def hand_in(updates: Sequence[Incoming]) -> None:
        begun.set()
        await go_on.wait()
        stored.extend(updates)

    await api.platform.write(101, "130/80")
    task = asyncio.create_task(channel.receive(hand_in))
    await asyncio.wait_for(begun.wait(), 10)
    task.cancel()
    await asyncio.sleep(0.05)
    assert not task.done()
    go_on.set()
    await asyncio.gather(task, return_exceptions=True)
    assert len(stored) == 1


async def test_the_webhook_checks_secret_size_and_shape(api: Api) -> None:
    webhook = WebhookSettings(public_url="https://club.example/", secret=SecretStr("a-long-secret"))
    channel = ZaloChannel(api.settings(mode="webhook", webhook=webhook), "hết hạn")
    await channel.start()
    assert api.platform.webhook == {"url": "https://club.example/zalo", "secret_token": "a-long-secret"}
    handed_in: list[Incoming] = []

    async def hand_in(updates: Sequence[Incoming]) -> None:
        handed_in.extend(updates)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    transport = httpx.ASGITransport(Starlette(routes=channel.routes(hand_in)))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        secret = {"X-Bot-Api-Secret-Token": "a-long-secret"}
        for wrong in (
            {},
            dict.fromkeys(secret, "a-long-secre"),
            dict.fromkeys(secret, ""),
            {"X-Bot-Api-Secret-Token": b"\xff"},
        ):
            assert (await client.post("/zalo", json=update(), headers=wrong)).status_code == 403  # type: ignore[arg-type]
        assert (await client.post("/zalo", content=b"{}" * 600_000, headers=secret)).status_code == 413
        assert (await client.post("/zalo", content=endless(), headers=secret)).status_code == 413, (
            "length not announced"
        )
        for nonsense in (b"not json", b"[]", b"1", b"[" * 90_000):
            assert (await client.post("/zalo", content=nonsense, headers=secret)).status_code == 400, (
                nonsense[:40]
            )
        assert handed_in == []
        for odd in (b"{}", b'{"event_name": 1, "message": []}'):
            assert (await client.post("/zalo", content=odd, headers=secret)).status_code == 200
        assert all(isinstance(u, Unreadable) for u in handed_in), "kept for the operator, never sent again"
        handed_in.clear()
        assert (await client.post("/zalo", json=update(), headers=secret)).status_code == 200
        assert (
            await client.post("/zalo", json={"ok": True, "result": update()}, headers=secret)
        ).status_code == 200
        sticker = {
            "event_name": "message.sticker.received",
            "message": update()["message"] | {"text": None, "message_id": "m2"},
        }
        assert (await client.post("/zalo", json=sticker, headers=secret)).status_code == 200
        assert (await client.get("/zalo", headers=secret)).status_code == 405
    assert [i.text for i in handed_in] == ["130/80", "130/80", ""]
    assert handed_in[0].update_key == handed_in[1].update_key
    await channel.close()


async def test_an_update_that_was_not_stored_is_asked_for_again(api: Api) -> None:
    """What a webhook hands in is acknowledged only once it is stored."""
    webhook = WebhookSettings(public_url="https://club.example", secret=SecretStr("a-long-secret"))
    channel = ZaloChannel(api.settings(mode="webhook", webhook=webhook), "")

    async def hand_in(updates: Sequence[Incoming]) -> None:
        raise OSError("the disk is full")

    transport = httpx.ASGITransport(Starlette(routes=channel.routes(hand_in)), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        answer = await client.post(
            "/zalo", json=update(), headers={"X-Bot-Api-Secret-Token": "a-long-secret"}
        )
    assert answer.status_code == 500
    await channel.close()


# --- coming up


async def test_a_bad_token_is_refused_without_showing_it(api: Api) -> None:
    for polling in (False, True):
        wrong = ZaloChannel(ZaloSettings(token=SecretStr("1:WRONGSECRET"), api_url=api.url), "")
        with pytest.raises(ChannelRefused) as caught:
            await (wrong.receive(nobody) if polling else wrong.start())
        assert "Zalo Bot Manager" in str(caught.value)
        assert "WRONGSECRET" not in f"{caught.value!r}{caught.value.__cause__!r}"
        await wrong.close()


async def test_an_unreachable_platform_is_waited_for(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.patience.LONGEST", 0.02)
    port = free_port()
    channel = ZaloChannel(ZaloSettings(token=SecretStr("2:SANDBOX"), api_url=f"http://127.0.0.1:{port}"), "")
    starting = asyncio.create_task(channel.start())
    await asyncio.sleep(0.3)
    assert not starting.done()
    async with serving(Starlette(routes=ZaloApi(ZaloPlatform()).routes()), "127.0.0.1", port):
        await asyncio.wait_for(starting, 10)
        await channel.close()
