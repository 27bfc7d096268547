"""What is sent to Zalo: plain words, links for pictures and files, and what each fault means."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels import zalo
from bot.channels.base import Busy, Part, Rejected, SendError, Stopped, Unreachable
from bot.channels.links import MOST_FETCHES, PICTURE_SECONDS
from bot.channels.zalo import ZaloChannel
from bot.config import WebhookSettings, ZaloSettings
from bot.web import serving
from handlers.conversation.chat import Invitation, Media
from tests.channels.platform import LAN, PNG, Api, nobody, received
from tests.ports import free_port


async def test_what_is_sent_is_plain_text(api: Api, channel: ZaloChannel) -> None:
    assert await channel.send(LAN, Part("<b>130/80</b> &lt;ổn&gt; &amp; tốt"), silent=True)
    assert api.platform.calls[-1] == ("sendMessage", {"chat_id": LAN, "text": "130/80 <ổn> & tốt"})
    bold = ZaloChannel(api.settings(parse_mode="html"), "")
    await bold.send(LAN, Part("<b>130/80</b>"), silent=False)
    assert api.platform.calls[-1] == (
        "sendMessage",
        {"chat_id": LAN, "text": "<b>130/80</b>", "parse_mode": "html"},
    )
    await bold.close()


async def test_pictures_go_as_words_where_there_is_no_public_address(api: Api, channel: ZaloChannel) -> None:
    assert channel.routes(nobody) == []
    await channel.send(LAN, Part("Mã: KM4T-7QXA", picture=("ma.png", PNG)), silent=False)
    assert api.platform.calls[-1] == ("sendMessage", {"chat_id": LAN, "text": "Mã: KM4T-7QXA"})
    await channel.send(LAN, Part("Giấy mời", picture=("a.jpg", PNG), left_out="(có kèm ảnh)"), silent=False)
    assert api.platform.calls[-1][1]["text"] == "Giấy mời\n\n(có kèm ảnh)"
    await channel.send(
        LAN, Part("Tệp", document=("a.xlsx", "x/y", b"x"), left_out="(có kèm tệp)"), silent=False
    )
    assert api.platform.calls[-1][1]["text"] == "Tệp\n\n(có kèm tệp)"
    before = len(api.platform.calls)
    assert await channel.send(LAN, Part(picture=("ma.png", PNG)), silent=False) == ""
    assert len(api.platform.calls) == before, "there is nothing to say"


@pytest.fixture
async def public(api: Api) -> AsyncIterator[ZaloChannel]:
    port = free_port()
    built = ZaloChannel(
        api.settings(webhook=WebhookSettings(public_url=f"http://127.0.0.1:{port}")), "hết hạn"
    )
    async with serving(Starlette(routes=built.routes(nobody)), "127.0.0.1", port):
        yield built
        await built.close()


async def test_a_picture_is_fetched_by_a_link_that_is_soon_gone(
    api: Api, public: ZaloChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await public.send(LAN, Part("Mã: <b>KM4T-7QXA</b>", picture=("ma.png", PNG)), silent=False)
    given = api.platform.calls[-1][1]
    assert given["caption"] == "Mã: KM4T-7QXA"
    shown = api.platform.chats[101][-1]
    assert api.platform.files[shown["file"][0]][2] == PNG, "the platform fetched it"
    assert len(given["photo"].rsplit("/", 1)[1]) >= 32, "nobody guesses it"
    async with httpx.AsyncClient() as client:
        for _ in range(MOST_FETCHES - 1):
            again = await client.get(given["photo"])
            assert again.status_code == 200
        assert again.headers["content-type"] == "image/png"
        over = await client.get(given["photo"])
        assert (over.status_code, over.text) == (404, "hết hạn")
        link = public.links.offer("ma.png", "image/png", PNG, PICTURE_SECONDS)
        assert link is not None
        assert (await client.head(link)).status_code == 200
        real = public.links._now
        monkeypatch.setattr(public.links, "_now", lambda: real() + PICTURE_SECONDS + 1)
        assert (await client.get(link)).status_code == 404


async def test_a_file_is_a_link_that_only_downloads(api: Api, public: ZaloChannel) -> None:
    evil = ("kế hoạch.html", "text/html", b"<script>")
    await public.send(LAN, Part("Kế hoạch quý tới", document=evil, left_out="(có kèm tệp)"), silent=False)
    text = api.platform.calls[-1][1]["text"]
    assert text.startswith("Kế hoạch quý tới\n\n📄 kế hoạch.html: http://127.0.0.1")
    link = re.search(r"http\S+", text)
    assert link
    async with httpx.AsyncClient() as client:
        found = await client.get(link[0])
    assert found.content == b"<script>"
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment;")


async def test_a_picture_that_the_platform_cannot_fetch_leaves_the_words(api: Api) -> None:
    nowhere = WebhookSettings(public_url=f"http://127.0.0.1:{free_port()}")
    channel = ZaloChannel(api.settings(webhook=nowhere), "")
    await channel.send(LAN, Part("Mã: KM4T-7QXA", picture=("ma.png", PNG)), silent=False)
    assert [name for name, _ in api.platform.calls] == ["sendPhoto", "sendMessage"]
    assert "KM4T-7QXA" in api.platform.chats[101][-1]["html"]
    await channel.close()


async def test_a_picture_of_zalo_itself_is_passed_on(api: Api, channel: ZaloChannel) -> None:
    await api.platform.upload(101, "a.png", "image/png", PNG, "ảnh")
    (incoming,) = await received(channel, 1)
    await channel.send(LAN, Part("xem ảnh", media=incoming.media), silent=False)
    assert incoming.media is not None
    assert api.platform.calls[-1][1]["photo"] == incoming.media.ref


async def test_what_cannot_be_downloaded_is_an_error_of_its_own(api: Api, channel: ZaloChannel) -> None:
    for address in (f"{api.url}/files/none", "http://127.0.0.1:9/x", "not an address"):
        with pytest.raises(SendError):
            await channel.download(Media("photo", "zalo", address))


def test_the_way_in_is_the_bots_chat_where_its_link_is_known(api: Api) -> None:
    assert ZaloChannel(api.settings(), "").invitation("KM4T7QXA") is None
    known = ZaloChannel(api.settings(link="https://zalo.me/bot"), "")
    assert known.invitation("KM4T7QXA") == Invitation("Zalo", "https://zalo.me/bot", typed=True)


# --- faults


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("blocked", Stopped),
        ("missing", Stopped),
        ("too_many", Busy),
        ("server_errors", Unreachable),
        ("malformed", Unreachable),
        ("dropping", Unreachable),
        ("hanging", Unreachable),
    ],
)
async def test_faults_are_told_apart(
    api: Api, channel: ZaloChannel, fault: str, expected: type[SendError]
) -> None:
    getattr(api.platform.faults, fault).add(101)
    api.platform.faults.hang_seconds = 1
    channel._http.timeout = httpx.Timeout(0.3)
    with pytest.raises(expected) as caught:
        await channel.send(LAN, Part("chào"), silent=False)
    assert api.platform.token not in f"{caught.value!r}{caught.value.__cause__!r}"
    assert api.platform.chats[101] == []


async def test_nobody_home_rests_the_whole_channel() -> None:
    channel = ZaloChannel(ZaloSettings(token=SecretStr("1:x"), api_url=f"http://127.0.0.1:{free_port()}"), "")
    with pytest.raises(Unreachable) as caught:
        await channel.send(LAN, Part("chào"), silent=False)
    assert caught.value.network
    await channel.close()


async def test_the_rest_after_429_grows_until_something_gets_through(api: Api, channel: ZaloChannel) -> None:
    rests = []
    api.platform.faults.too_many.add(101)
    for _ in range(7):
        with pytest.raises(Busy) as caught:
            await channel.send(LAN, Part("chào"), silent=False)
        rests.append(caught.value.retry_after)
    assert rests == [30, 60, 120, 240, 480, 900, 900]
    api.platform.faults.too_many.clear()
    await channel.send(LAN, Part("chào"), silent=False)
    api.platform.faults.too_many.add(101)
    with pytest.raises(Busy) as caught:
        await channel.send(LAN, Part("chào"), silent=False)
    assert caught.value.retry_after == 30


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (
            JSONResponse({"ok": False, "error_code": 400, "description": "Bad Request: text is too long"}),
            Rejected,
        ),
        (
            JSONResponse({"ok": False, "error_code": 400, "description": "Bad Request: invalid chat_id"}),
            Stopped,
        ),
        (JSONResponse({"ok": False, "error_code": 403, "description": "Forbidden"}, 403), Stopped),
        (
            JSONResponse({"ok": False, "error_code": 404, "description": "Not Found: no such method"}),
            Rejected,
        ),
        (JSONResponse({"ok": False, "error_code": 401, "description": "Unauthorized"}), Unreachable),
        (JSONResponse({"ok": False, "error_code": 500, "description": "Internal"}, 500), Unreachable),
        (JSONResponse({"ok": False, "error_code": "?", "description": None}, 503), Unreachable),
        (JSONResponse({"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}), Busy),
        (JSONResponse({"ok": False, "error_code": 429}, 429, {"retry-after": "7"}), Busy),
        (Response("slow down", 429), Busy),
        (Response("", 200), Unreachable),
        (Response("null", 200), Unreachable),
    ],
)
async def test_errors_mean_what_they_should(answer: Response, kind: type[SendError]) -> None:
    async def call(request: Request) -> Response:
        return answer

    async with serving(
        Starlette(routes=[Route("/bot{token}/{method}", call, methods=["POST"])]), "127.0.0.1", 0
    ) as port:
        channel = ZaloChannel(
            ZaloSettings(token=SecretStr("1:SECRET"), api_url=f"http://127.0.0.1:{port}"), ""
        )
        with pytest.raises(SendError) as caught:
            await channel.send(LAN, Part("chào"), silent=False)
        await channel.close()
    assert type(caught.value) is kind
    assert "SECRET" not in str(caught.value)
    if isinstance(caught.value, Busy):
        assert caught.value.retry_after in (7, zalo.BACK_OFF)
