"""Telegram and Zalo in one process, or Zalo alone; one fails and the other goes on."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Someone
from bot.sandbox.zalo_platform import ZaloPlatform
from tests.e2e.process import (
    TOKEN,
    ZALO_TOKEN,
    Person,
    Process,
    bot_api,
    output,
    start,
    until,
    write_config,
    zalo_api,
    zalo_settings,
)
from tests.ports import free_port


@pytest.fixture
def telegram() -> Messenger:
    built = Messenger(TOKEN)
    for chat, name in ((1, "Sơn"), (2, "Ón")):
        built.add(Someone(chat, name, f"+8491234567{chat}"))
    return built


@pytest.fixture
def zalo() -> ZaloPlatform:
    built = ZaloPlatform(ZALO_TOKEN)
    for chat, name in ((1, "Sơn"), (2, "Ón"), (3, "Mai")):
        built.add(Someone(chat, name))
    return built


async def codes(config: Path) -> dict[str, str]:
    _, said, errors = await output(
        "club", "add", "CLB", "--commune", "xã", "--province", "tỉnh", "--json", "--config", str(config)
    )
    assert said, errors
    found: dict[str, str] = json.loads(said)
    return found


async def join_on_zalo(person: Person, code: str, name: str, last: str) -> None:
    """With numbers and words alone."""
    await person.writes(code.lower(), "đồng ý không")
    await person.presses("Đồng ý", "huyết áp")
    await person.writes("1", "họ và tên")
    await person.writes(name, "năm nào")
    await person.writes("1950", "nam hay nữ")
    await person.writes("1", "điện thoại")
    await person.writes("không", "Như vậy đúng chưa")
    await person.writes("1", last)


async def join_on_telegram(person: Person, code: str, name: str, last: str) -> None:
    await person.writes(f"/start {code}", "đồng ý không")
    await person.presses("Đồng ý", "huyết áp")
    await person.presses("Đồng ý", "họ và tên")
    for text, answer in (
        (name, "năm nào"),
        ("1950", "nam hay nữ"),
        ("nam", "điện thoại"),
        ("không", "Như vậy đúng chưa"),
    ):
        await person.writes(text, answer)
    await person.presses("Đúng", last)


async def test_a_club_on_both(telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path) -> None:
    """A chair on Telegram, a member on Zalo: approval, reading, notice with a picture, and the chair links Zalo too."""
    port = free_port()
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        hook = f'port = {port}\npublic_url = "http://127.0.0.1:{port}"'
        config = write_config(tmp_path, root, more=zalo_settings(platform, webhook=hook))
        code = await codes(config)
        bot = await start("run", "--config", str(config))
        son, on = Person(telegram, 1), Person(zalo, 2)
        await join_on_telegram(son, code["chair_code"], "Quàng Văn Sơn", "Chào mừng")
        await join_on_zalo(on, code["join_code"], "Lò Thị Ón", "Cảm ơn")
        await son.sees("Có người xin vào")
        await son.presses("Duyệt", "Đã duyệt")
        await on.sees("đã là hội viên")
        await on.writes("13/8", "Đã ghi 130/80")
        await son.writes("/thongbao", "muốn báo gì")
        await telegram.upload(1, "moi.png", "image/png", b"\x89PNG a picture", "Giấy mời")
        await son.sees("Giấy mời")
        await son.presses("gửi đi", "Đang gửi")
        await son.sees("đã gửi 1, chưa tới 0")
        shown = zalo.chats[2][-1]
        assert "Giấy mời" in shown["html"]
        assert zalo.files[shown["file"][0]][2] == b"\x89PNG a picture", "the picture came from Telegram"
        await son.writes("nơi nhận tin", "dùng thêm Zalo")
        await son.presses("Lấy mã nối", "Mã nối")
        link = (await son.sees("Mã nối")).split("Mã nối của ông: ")[1][:9]
        son_on_zalo = Person(zalo, 1)
        await son_on_zalo.writes(link, "Mã này là của Quàng Văn Sơn")
        await son_on_zalo.writes("1", "ở đâu trước")
        await son_on_zalo.writes("1", "Xong rồi")
        await son_on_zalo.writes("hội viên", "2 hội viên")
        assert await bot.stop() == 0, bot.errors.decode()
        assert TOKEN.encode() not in bot.errors
        assert ZALO_TOKEN.encode() not in bot.errors


async def test_files_travel_as_each_messenger_can(
    telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> None:
    """A list handed in on Telegram, the sheet of codes handed out there, and one's data in words on Zalo, which has no files."""
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        config = write_config(tmp_path, root, more=zalo_settings(platform))
        code = await codes(config)
        bot = await start("run", "--config", str(config))
        son, on = Person(telegram, 1), Person(zalo, 2)
        await join_on_telegram(son, code["chair_code"], "Quàng Văn Sơn", "Chào mừng")
        listed = "Họ và tên;Năm sinh;Điện thoại\nLò Thị Ón;1948;912345672\nSùng A Páo;1944;12\n"
        await telegram.upload(1, "ds.csv", "text/csv", listed.encode("utf-8-sig"))
        await son.sees("Dòng 3 (Sùng A Páo)")
        await son.sees("Ghi vào danh sách nhé")
        await son.presses("Ghi vào", "thêm 2 người")
        await son.writes("hội viên", "3 hội viên")
        await son.presses("In mã cho từng người", "cho 2 người")
        name, mime = telegram.chats[1][-1]["file"][1:]
        assert (name, mime) == ("Mã riêng CLB.pdf", "application/pdf")
        assert telegram.files[telegram.chats[1][-1]["file"][0]][2].startswith(b"%PDF")
        await on.writes("0912345672", "họ và tên")
        await on.writes("Lò Thị Ón", "đã hỏi ban chủ nhiệm")
        await son.sees("nói là Lò Thị Ón (1948)")
        await son.presses("Đúng, cho vào", "Đã ghi")
        await on.sees("đã nhận ra")
        await on.writes("1", "đã ghi tên Lò Thị Ón")
        await on.writes("1", "huyết áp")
        await on.writes("1", "chào bác Ón")
        await on.writes("130 80", "Đã ghi 130/80")
        await on.writes("dữ liệu của tôi", "Ở đây chưa gửi được tệp dành cho máy")
        assert "130/80" in "\n".join(on.read[-3:])
        assert await bot.stop() == 0, bot.errors.decode()


async def test_zalo_alone(zalo: ZaloPlatform, tmp_path: Path) -> None:
    async with zalo_api(zalo) as platform:
        config = write_config(tmp_path, more=zalo_settings(platform))
        code, said, errors = await output("check", "--config", str(config))
        assert (code, "fine" in said) == (0, True), errors
        club = await codes(config)
        bot = await start("run", "--config", str(config))
        son = Person(zalo, 1)
        await join_on_zalo(son, club["chair_code"], "Quàng Văn Sơn", "Chào mừng")
        await son.writes("menu", "1. ❤️ Huyết áp")
        await zalo.sticker(1)
        await son.sees("chỉ đọc được chữ và số")
        assert await bot.stop() == 0, bot.errors.decode()


async def _greets(person: Person) -> None:
    await person.writes("xin chào", "Xin chào")


async def test_a_wrong_zalo_token_leaves_telegram_running(
    telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> None:
    secret = "555:wrong-zalo-secret"
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        config = write_config(tmp_path, root, more=zalo_settings(platform, token=secret))
        bot = await start("run", "--config", str(config))
        await until(lambda: b"a channel has stopped" in bot.errors)
        await _greets(Person(telegram, 2))
        assert bot.process.returncode is None
        assert await bot.stop() == 0
        assert b"Zalo Bot Manager" in bot.errors
        assert secret.encode() not in bot.errors


async def test_a_wrong_telegram_token_leaves_zalo_running(
    telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> None:
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        config = write_config(tmp_path, root, token="1:wrong-telegram-secret", more=zalo_settings(platform))
        bot = await start("run", "--config", str(config))
        await until(lambda: b"a channel has stopped" in bot.errors)
        await _greets(Person(zalo, 2))
        assert await bot.stop() == 0
        assert b"wrong-telegram-secret" not in bot.errors


async def test_both_refused_is_the_end(telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path) -> None:
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        config = write_config(
            tmp_path, root, token="1:wrong-one", more=zalo_settings(platform, token="2:wrong-two")
        )
        code, said, errors = await output("run", "--config", str(config))
        assert code == 1
        assert "does not accept the bot's token" in errors.splitlines()[-1]
        assert "wrong-one" not in errors + said
        assert "wrong-two" not in errors + said


async def test_zalo_is_waited_for_while_telegram_works(
    telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> None:
    async with bot_api(telegram) as root:
        config = write_config(tmp_path, root, more=zalo_settings(f"http://127.0.0.1:{free_port()}"))
        bot = await start("run", "--config", str(config))
        await until(lambda: b"Zalo cannot be reached" in bot.errors)
        await _greets(Person(telegram, 2))
        assert await bot.stop() == 0
        assert ZALO_TOKEN.encode() not in bot.errors


async def test_the_zalo_token_is_in_no_line_whatever_the_platform_answers(
    zalo: ZaloPlatform, tmp_path: Path
) -> None:
    async with zalo_api(zalo) as platform:
        config = write_config(tmp_path, more=zalo_settings(platform))
        bot = await start("run", "--config", str(config), environment={"PYTHONASYNCIODEBUG": "1"})
        await until(lambda: b"running" in bot.errors)
        for fault in ("blocked", "server_errors", "malformed", "dropping", "missing", "too_many"):
            getattr(zalo.faults, fault).add(2)
            await zalo.write(2, "xin chào")
            await asyncio.sleep(0.3)
            getattr(zalo.faults, fault).discard(2)
        zalo.token = "1:changed"  # from now on every call is refused
        await zalo.write(3, "xin chào")
        await until(lambda: b"Zalo does not accept the bot's token" in bot.errors)
        assert bot.process.returncode is None, "one refusal ends no channel"
        assert await bot.stop() == 0
        assert ZALO_TOKEN.encode() not in bot.errors


@pytest.fixture
async def hooked(
    telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> AsyncIterator[tuple[Process, str]]:
    """The bot with both channels by webhook, on one port; answers where that is."""
    port = free_port()
    hook = f'port = {port}\npublic_url = "https://club.example"\nsecret = "a-shared-secret"'
    async with bot_api(telegram) as root, zalo_api(zalo) as platform:
        more = zalo_settings(platform, more='mode = "webhook"', webhook=hook) + f"[telegram.webhook]\n{hook}"
        config = write_config(tmp_path, root, more=more)
        config.write_text(
            config.read_text(encoding="utf-8").replace("[telegram]", '[telegram]\nmode = "webhook"', 1),
            encoding="utf-8",
        )
        bot = await start("run", "--config", str(config))
        await until(lambda: zalo.webhook is not None and telegram.webhook is not None)
        yield bot, f"http://127.0.0.1:{port}"
        assert await bot.stop() == 0
        assert b"a-shared-secret" not in bot.errors


async def test_zalo_by_webhook_on_the_port_of_telegram(
    hooked: tuple[Process, str], telegram: Messenger, zalo: ZaloPlatform, tmp_path: Path
) -> None:
    assert zalo.webhook is not None
    assert zalo.webhook["url"] == "https://club.example/zalo"
    first = await zalo.write(2, "xin chào")
    second = await zalo.write(3, "xin chào")
    await telegram.write(1, "xin chào")
    async with httpx.AsyncClient(base_url=hooked[1]) as client:
        secret = {"X-Bot-Api-Secret-Token": "a-shared-secret"}
        assert (await client.post("/zalo", json=first)).status_code == 403
        for body in (first, {"ok": True, "result": first}, first):  # delivered three times, answered once
            assert (await client.post("/zalo", json=body, headers=secret)).status_code == 200
        assert (
            await client.post("/zalo", json={"ok": True, "result": second}, headers=secret)
        ).status_code == 200
        assert (await client.post("/zalo", content=b"x" * (1 << 21), headers=secret)).status_code == 413
        header = {"X-Telegram-Bot-Api-Secret-Token": "a-shared-secret"}
        assert (await client.post("/telegram", json=telegram._updates[-1], headers=header)).status_code == 200
    for person in (Person(zalo, 2), Person(zalo, 3), Person(telegram, 1)):
        await person.sees("Xin chào")
    await asyncio.sleep(0.5)
    assert len(Person(zalo, 2).read) == 1
    raw = sqlite3.connect(tmp_path / "club.db")
    assert raw.execute("SELECT count(*) FROM inbox WHERE channel = 'zalo'").fetchone() == (2,)
    raw.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[zalo]\ntokn = "x"', 'there is no setting "zalo.tokn"'),
        ('[zalo]\nmode = "pigeon"', '"zalo.mode" cannot be used'),
        ('[zalo]\napi_url = "bot-api"', '"zalo.api_url" cannot be used'),
        ('[zalo]\ntoken = "1:x"\nmode = "webhook"', "[zalo.webhook] public_url must be an https address"),
        (
            '[zalo]\ntoken = "1:x"\nmode = "webhook"\n[zalo.webhook]\npublic_url = "https://x"\nsecret = "short"',
            "[zalo.webhook] secret must have 8 to 256",
        ),
        ("", "[zalo] token"),
    ],
)
async def test_wrong_settings_are_named(tmp_path: Path, text: str, sentence: str) -> None:
    config = tmp_path / "my-config.toml"
    config.write_text(text, encoding="utf-8")
    code, _, errors = await output("run", "--config", str(config), cwd=tmp_path)
    assert code == 1
    assert sentence in errors
    assert errors.count("\n") == 1
