"""The Telegram channel over HTTP against the sandbox's Bot API: the same code that runs in earnest."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.channels.base import (
    Busy,
    ChannelRefused,
    Part,
    Rejected,
    SendError,
    Stopped,
    Unreachable,
    Unreadable,
)
from bot.channels.telegram import TelegramChannel, to_send_error
from bot.channels.wordings import Wordings
from bot.config import TelegramSettings, WebhookSettings
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Someone
from bot.web import serving
from handlers.conversation.chat import Contact, Event, Incoming, Invitation, Media

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


@pytest.fixture
async def api() -> AsyncIterator[tuple[Messenger, str]]:
    messenger = Messenger()
    messenger.add(Someone(101, "Lan", "+84912345678"))
    messenger.keep_calls = True
    async with serving(Starlette(routes=BotApi(messenger).routes()), "127.0.0.1", 0) as port:
        yield messenger, f"http://127.0.0.1:{port}"
        await messenger.close()


@pytest.fixture
async def channel(api: tuple[Messenger, str]) -> AsyncIterator[TelegramChannel]:
    settings = TelegramSettings(token=SecretStr(api[0].token), api_url=api[1])
    built = TelegramChannel(settings, [("menu", "Các việc có thể làm")])
    await built.start()
    yield built
    await built.close()


async def received(api: Messenger, channel: TelegramChannel, count: int) -> list[Incoming]:
    found: list[Incoming] = []
    enough = asyncio.Event()

    async def hand_in(updates: object) -> None:
        found.extend(updates)  # type: ignore[arg-type]
        if len(found) >= count:
            enough.set()

    task = asyncio.create_task(channel.receive(hand_in))
    await asyncio.wait_for(enough.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return found


async def test_everything_a_person_can_send_is_understood(
    api: tuple[Messenger, str], channel: TelegramChannel
) -> None:
    messenger = api[0]
    await messenger.write(101, " 130/80 ")
    message = messenger.say(
        101,
        "Có đến không?",
        {"inline_keyboard": [[{"text": "Có", "callback_data": "b/come/1"}]]},
        None,
        silent=False,
    )
    await messenger.press(101, message, "b/come/1")
    await messenger.share_contact(101)
    await messenger.share_contact(101, own=False)
    await messenger.upload(101, "giay-moi.png", "image/png", PNG, "Giấy mời")
    await messenger.upload(101, "ds.xlsx", "application/x-excel", b"xlsx")
    await messenger.in_group(-5, 101, "chào cả nhóm")
    await messenger.membership(101, "kicked")
    await messenger.membership(101, "member")
    found = await received(messenger, channel, 9)
    assert [i.text for i in found[:1]] == ["130/80"]
    assert found[1].choice == "b/come/1"
    assert found[2].contact == Contact("84912345678", own=True)
    assert found[3].contact == Contact("84912345678", own=False)
    assert found[4].text == "Giấy mời"
    assert found[4].media is not None
    assert found[4].media.kind == "photo"
    assert found[5].media == Media(
        "document", "telegram", found[5].media.ref, "ds.xlsx", "application/x-excel", 4
    )  # type: ignore[union-attr]
    assert not found[6].private
    assert [i.event for i in found[7:]] == [Event.STOPPED, Event.RESUMED]
    assert all(Incoming.from_json(i.to_json()) == i for i in found)


async def test_updates_are_acknowledged_only_once_they_are_stored(
    api: tuple[Messenger, str], channel: TelegramChannel
) -> None:
    messenger = api[0]
    await messenger.write(101, "130/80")

    async def hand_in(updates: object) -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        await channel.receive(hand_in)
    assert messenger.unfetched == 1
    assert [i.text for i in await received(messenger, channel, 1)] == ["130/80"]


async def test_what_is_sent_looks_right(api: tuple[Messenger, str], channel: TelegramChannel) -> None:
    messenger = api[0]
    await channel.send("101", Part("<b>130/80</b> &lt;ổn&gt;", (("b/wrong/1", "Ghi nhầm"),)), silent=True)
    await channel.send(
        "101", Part("menu", (("/a", "Một"), ("/b", "Hai"), ("/c", "Ba")), "menu"), silent=False
    )
    keyboard = messenger.keyboards[101]
    assert keyboard is not None
    assert [[k["text"] for k in row] for row in keyboard["keyboard"]] == [["Một", "Hai"], ["Ba"]]
    assert keyboard["is_persistent"]
    await channel.send(
        "101", Part("số?", (("f/join/phone/none", "Không có"),), "contact", share="Gửi số"), silent=False
    )
    keyboard = messenger.keyboards[101]
    assert keyboard is not None
    assert keyboard["keyboard"][0][0] == {"text": "Gửi số", "request_contact": True}
    await channel.send("101", Part("ảnh", picture=("ma.png", PNG)), silent=False)
    file_id, name, mime = messenger.chats[101][-1]["file"]
    assert (name, mime, messenger.files[file_id][2]) == ("ma.png", "image/png", PNG)
    await channel.send("101", Part("lại ảnh ấy", media=Media("photo", "telegram", file_id)), silent=False)
    await channel.send("101", Part("tệp", media=Media("document", "telegram", file_id)), silent=False)
    await channel.send("101", Part(commands=(("hop", "Đặt lịch họp"),)), silent=False)
    assert messenger.commands[101] == [{"command": "hop", "description": "Đặt lịch họp"}]
    assert messenger.commands[0] == [{"command": "menu", "description": "Các việc có thể làm"}]
    first = messenger.chats[101][0]
    assert first["html"] == "<b>130/80</b> &lt;ổn&gt;"
    assert first["choices"] == [["b/wrong/1", "Ghi nhầm"]]
    assert first["silent"]
    assert channel.invitation("ABC") == Invitation("Telegram", "https://t.me/lienthehe_sandbox_bot?start=ABC")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("blocked", Stopped),
        ("missing", Stopped),
        ("too_many", Busy),
        ("server_errors", Unreachable),
        ("malformed", Unreachable),
        ("dropping", Unreachable),
    ],
)
async def test_faults_are_told_apart(
    api: tuple[Messenger, str], channel: TelegramChannel, fault: str, expected: type[SendError]
) -> None:
    getattr(api[0].faults, fault).add(101)
    with pytest.raises(expected) as caught:
        await channel.send("101", Part("chào"), silent=False)
    if isinstance(caught.value, Busy):
        assert caught.value.retry_after == api[0].faults.retry_after
    assert api[0].token not in str(caught.value)


async def test_a_wrong_message_is_rejected(channel: TelegramChannel) -> None:
    for wrong in (Part("<b>không đóng"), Part("x" * 5000), Part("x", (("v" * 65, "dài"),))):
        with pytest.raises(Rejected):
            await channel.send("101", wrong, silent=False)


async def test_a_server_without_command_lists_does_as_well(
    api: tuple[Messenger, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for missing in ("setmycommands", "deletewebhook", "answercallbackquery"):
        monkeypatch.delattr(BotApi, f"do_{missing}")
    settings = TelegramSettings(token=SecretStr(api[0].token), api_url=api[1])
    channel = TelegramChannel(settings, [("menu", "Các việc có thể làm")])
    await channel.start()
    with pytest.raises(Rejected):
        await channel.send("101", Part(commands=(("hop", "Đặt lịch họp"),)), silent=False)
    assert await channel.send("101", Part("chào"), silent=False)
    await channel.close()


async def test_a_bad_token_is_refused_without_showing_it(api: tuple[Messenger, str]) -> None:
    wrong = TelegramChannel(TelegramSettings(token=SecretStr("1:WRONGSECRET"), api_url=api[1]), [])
    with pytest.raises(ChannelRefused) as caught:
        await wrong.start()
    assert "WRONGSECRET" not in str(caught.value)
    await wrong.close()


def test_errors_mean_what_they_should() -> None:
    for error, kind in (
        (RetryAfter(7), Busy),
        (Forbidden("bot was kicked"), Stopped),
        (ChatMigrated(5), Stopped),
        (BadRequest("Chat not found"), Stopped),
        (BadRequest("can't parse entities"), Rejected),
        (TimedOut(), Unreachable),
        (NetworkError("Bad Gateway"), Unreachable),
        (NetworkError("Too Many Requests: retry later"), Busy),
        (InvalidToken("1:SECRET was rejected"), Unreachable),
    ):
        found = to_send_error(error)
        assert type(found) is kind, error
        assert "SECRET" not in str(found)


async def test_the_webhook_checks_the_secret_and_the_size(api: tuple[Messenger, str]) -> None:
    hook = WebhookSettings(public_url="https://club.example", secret=SecretStr("a-long-secret"))
    settings = TelegramSettings(token=SecretStr(api[0].token), api_url=api[1], mode="webhook", webhook=hook)
    channel = TelegramChannel(settings, [])
    await channel.start()
    assert api[0].webhook is not None
    assert api[0].webhook["url"] == "https://club.example/telegram"
    assert api[0].webhook["secret_token"] == "a-long-secret"
    handed_in: list[Incoming] = []

    async def hand_in(updates: object) -> None:
        handed_in.extend(updates)  # type: ignore[arg-type]

    await api[0].write(101, "130/80")
    update = api[0]._updates[-1]
    transport = httpx.ASGITransport(Starlette(routes=channel.routes(hand_in)))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        secret = {"x-telegram-bot-api-secret-token": "a-long-secret"}
        assert (await client.post("/telegram", json=update)).status_code == 403
        assert (
            await client.post("/telegram", json=update, headers=dict.fromkeys(secret, "wrong"))
        ).status_code == 403
        assert (await client.post("/telegram", content=b"{}" * 600_000, headers=secret)).status_code == 413
        assert (await client.post("/telegram", content=b"not json", headers=secret)).status_code == 400
        assert handed_in == []
        assert (await client.post("/telegram", json=update, headers=secret)).status_code == 200
        broken = {"update_id": 9, "edited_message": {"text": "135/80"}}
        assert (await client.post("/telegram", json=broken, headers=secret)).status_code == 200
        assert isinstance(handed_in.pop(), Unreadable), "kept for the operator, never sent again"
        await api[0].edit(101, update["message"]["message_id"], "135/80")
        edited = api[0]._updates[-1]
        for _ in range(2):  # delivered again, it is handed in again: the inbox tells them apart
            assert (await client.post("/telegram", json=edited, headers=secret)).status_code == 200
    assert "edited_message" in api[0].webhook["allowed_updates"]
    assert [(i.text, i.edited) for i in handed_in] == [("130/80", False), *[("135/80", True)] * 2]
    assert handed_in[1].update_key == handed_in[2].update_key
    await channel.close()


async def test_an_edit_names_the_message_it_changes(
    api: tuple[Messenger, str], channel: TelegramChannel
) -> None:
    """In one batch and in order; what changes no words, or is none of ours, is no update."""
    messenger = api[0]
    await messenger.write(101, "130/80")
    message = messenger.chats[101][-1]["id"]
    await messenger.edit(101, message, " 135/80 ")
    await messenger.upload(101, "a.png", "image/png", PNG, "Giấy mời")
    photo = messenger.chats[101][-1]["id"]
    await messenger.edit(101, photo, "Giấy mời họp")
    await messenger.edit(101, photo, "")
    await messenger.write(101, "hết")
    found = await received(messenger, channel, 6)
    assert [(i.text, i.edited) for i in found] == [
        ("130/80", False),
        ("135/80", True),
        ("Giấy mời", False),
        ("Giấy mời họp", True),
        ("", True),
        ("hết", False),
    ]
    keys = [i.message_key for i in found]
    assert keys[:2] == [f"telegram:101:{message}"] * 2
    assert keys[2:5] == [f"telegram:101:{photo}"] * 3
    assert keys[5] not in keys[:5]
    assert found[2].media is not None
    assert found[3].media is None, "the file is not handed in again"
    assert len({i.update_key for i in found}) == 6
    assert all(Incoming.from_json(i.to_json()) == i for i in found)
    asked = next(given for name, given in messenger.calls if name == "getUpdates")
    assert "edited_message" in asked["allowed_updates"]


def _update(update_id: int, kind: str = "edited_message", **content: object) -> dict[str, object]:
    lan = {"id": 101, "is_bot": False, "first_name": "Lan"}
    return {
        "update_id": update_id,
        kind: {
            "message_id": 7,
            "date": 1_764_000_000,
            "edit_date": 1_764_000_060,
            "chat": {"id": 101, "type": "private"},
            "from": lan,
            **content,
        },
    }


_HERE = {"latitude": 22.0, "longitude": 103.4, "live_period": 900}
_GROUP = {"id": -5, "type": "group", "title": "nhóm"}
_BOT = {"id": 9, "is_bot": True, "first_name": "bot"}


@pytest.mark.parametrize(
    "updates",
    [
        [_update(1, "message", location=_HERE), _update(2, location=_HERE | {"heading": 90})],
        [_update(2, location=_HERE)],  # its beginning came before the bot started
        [_update(1, "message", text="130/80"), _update(2, text="130/80")],  # a link preview, a reaction
        [_update(1, "message", text="130/80"), _update(2, text="130/80"), _update(3, text="130/80 ")],
        [_update(1, "message", caption="xem", photo=[]), _update(2, caption="xem")],  # another picture
        [_update(2, text="135/80", chat=_GROUP)],
        [_update(2, text="135/80", chat=_GROUP | {"type": "supergroup"}, **{"sender_chat": _GROUP})],
        [_update(2, text="135/80", **{"from": _BOT})],
        [_update(2, venue={"location": _HERE, "title": "nhà", "address": "bản"})],
        [{"update_id": 2}],
        [{"update_id": 2, "edited_message": None}],
        [{"update_id": 2, "edited_channel_post": {"message_id": 1, "date": 1, "chat": _GROUP, "text": "x"}}],
    ],
)
async def test_what_changes_no_words_is_no_edit(
    channel: TelegramChannel, updates: list[dict[str, object]]
) -> None:
    found = [channel._updates.translate(u) for u in updates]
    assert [i for i in found if i is not None and i.edited] == []


async def test_an_edit_that_comes_again_is_let_through_again(channel: TelegramChannel) -> None:
    """It may not have been stored the first time; whether it was, the inbox knows by its update_id."""
    batch = [_update(1, "message", text="130/80"), _update(2, text="135/80"), _update(3, text="135/80")]
    for _ in range(2):
        found = [channel._updates.translate(u) for u in batch]
        assert [i and (i.update_key, i.text, i.edited) for i in found] == [
            ("1", "130/80", False),
            ("2", "135/80", True),
            None,
        ]


async def test_an_edit_is_dated_by_when_it_was_made(channel: TelegramChannel) -> None:
    found = channel._updates.translate(_update(2, text="135/80"))
    assert found is not None
    assert found.sent_at.timestamp() == 1_764_000_060
    undated = _update(3, text="136/80")
    undated["edited_message"].pop("edit_date")  # type: ignore[attr-defined]
    found = channel._updates.translate(undated)
    assert found is not None
    assert found.sent_at.timestamp() == 1_764_000_000


def test_only_the_newest_messages_are_remembered() -> None:
    wordings = Wordings(most=2)
    for n in (1, 2, 3):
        assert wordings.changed(f"m{n}", n, "130/80")
    assert wordings.changed("m1", 4, "130/80"), "forgotten, so any words are new"
    assert not wordings.changed("m3", 5, "130/80")


async def test_a_person_edits_only_what_they_wrote(api: tuple[Messenger, str]) -> None:
    messenger = api[0]
    said = messenger.say(101, "Xin chào", None, None, silent=False)
    await messenger.write(101, "/menu")
    mine = messenger.chats[101][-1]["id"]
    for message, text, refusal in (
        (said, "x", KeyError),
        (mine, "", ValueError),
        (mine, "/menu", ValueError),
    ):
        with pytest.raises(refusal):
            await messenger.edit(101, message, text)
    before = messenger._updates[-1]["message"]
    await messenger.edit(101, mine, "menu")
    edited = messenger._updates[-1]["edited_message"]
    assert (edited["message_id"], edited["date"]) == (before["message_id"], before["date"])
    assert edited["edit_date"] >= before["date"]
    assert (before["text"], edited["text"], "entities" in edited) == ("/menu", "menu", False)
    assert messenger.chats[101][-1]["text"] == "menu"
