"""The real command line, the real channel, the real clock."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import httpx
import pytest

from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Someone
from tests.e2e.process import TOKEN, Person, bot_api, output, start, until, write_config
from tests.ports import free_port


@pytest.fixture
def messenger() -> Messenger:
    built = Messenger(TOKEN)
    for chat, name in ((1, "Sơn"), (2, "Ón"), (3, "Mai")):
        built.add(Someone(chat, name, f"+8491234567{chat}"))
    return built


async def join(person: Person, code: str, name: str, last: str) -> None:
    await person.writes(f"/start {code}", "đồng ý không")
    await person.presses("Đồng ý", "huyết áp")
    await person.presses("Đồng ý", "họ và tên")
    await person.writes(name, "năm nào")
    await person.writes("1950", "nam hay nữ")
    await person.presses("Nữ", "điện thoại")
    await person.messenger.share_contact(person.chat)
    await person.sees("Như vậy đúng chưa")
    await person.presses("Đúng", last)


async def test_one_club_from_its_founding_to_its_reminders(messenger: Messenger, tmp_path: Path) -> None:
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root, more='meeting = ["1m"]\nhour = "00:00"')
        code, said, errors = await output(
            "club",
            "add",
            "CLB bản Chom Chăng",
            "--commune",
            "xã Thân Thuộc",
            "--province",
            "Lai Châu",
            "--fund",
            "25.000.000",
            "--founded",
            "27/6/2022",
            "--config",
            str(config),
            cold=True,
        )
        assert code == 0, errors
        codes = dict(line.split(": ", 1) for line in said.splitlines())
        bot = await start("run", "--config", str(config), cold=True)
        son, on = Person(messenger, 1), Person(messenger, 2)
        await join(son, codes["chair_code"], "Quàng Văn Sơn", "Chào mừng")
        await join(on, codes["join_code"], "Lò Thị Ón", "Cảm ơn")
        await son.sees("Có người xin vào")
        await son.presses("Duyệt", "Đã duyệt")
        await on.sees("đã là hội viên")
        assert "hop" in [c["command"] for c in messenger.commands[1]]
        await on.writes("130/80", "Đã ghi 130/80")
        await son.writes("/chovay Ón 5tr 0,5% 12 tháng gốc đều", "Đúng chưa")
        await son.presses("Đúng", "Đã gửi")
        await on.sees("vay 5.000.000 đồng")
        await on.presses("đồng ý", "Kỳ tới")
        await son.writes("/thuno Ón 442k", "Đúng chưa")
        await son.presses("Đúng", "Phiếu thu số 1")
        await on.sees("Còn nợ gốc: 4.583.000 đồng")
        await son.writes("/thongbao Sáng mai khám sức khoẻ", "1 hội viên")
        await son.presses("gửi", "Đang gửi")
        await son.sees("đã gửi 1, chưa tới 0")
        await on.sees("Sáng mai khám sức khoẻ")
        await son.writes("hội viên", "2 hội viên")
        await son.presses("Mời", "Mã tham gia")
        assert messenger.chats[1][-1]["file"][2] == "image/png"
        assert await bot.stop() == 0, bot.errors.decode()
        assert TOKEN.encode() not in bot.errors
        code, said, _ = await output("explain", "Ón", "--json", "--config", str(config))
        assert code == 0
        assert {row["kind"] for row in json.loads(said)} >= {"broadcast", "receipt", "membership"}
        code, said, _ = await output("club", "list", "--json", "--config", str(config))
        assert json.loads(said)[0]["members"] == 2
        code, said, _ = await output("club", "code", "1", "--json", "--config", str(config))
        again = json.loads(said)
        assert again["join_code"] == codes["join_code"]
        assert again["chair_code"] not in (codes["chair_code"], codes["join_code"])
        code, _, errors = await output("club", "code", "7", "--config", str(config))
        assert code == 1
        assert "no club number 7" in errors
        code, said, _ = await output("check", "--config", str(config))
        assert code == 0
        assert "fine" in said


async def test_a_restart_goes_on_with_the_question(messenger: Messenger, tmp_path: Path) -> None:
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        _, said, _ = await output(
            "club", "add", "CLB", "--commune", "xã", "--province", "tỉnh", "--json", "--config", str(config)
        )
        chair = json.loads(said)["chair_code"]
        bot = await start("run", "--config", str(config))
        son = Person(messenger, 1)
        await son.writes(f"/start {chair}", "đồng ý không")
        await son.presses("Đồng ý", "huyết áp")
        bot.kill()
        await bot.ended()
        await messenger.write(1, "đồng ý")
        bot = await start("run", "--config", str(config))
        await son.sees("họ và tên")
        await bot.stop()


async def test_no_second_bot_on_the_same_database(messenger: Messenger, tmp_path: Path) -> None:
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        first = await start("run", "--config", str(config))
        await until(lambda: b"running" in first.errors)
        code, _, errors = await output("run", "--config", str(config))
        assert code == 1
        assert "Another bot is running on the database" in errors
        assert errors.count("\n") == 1
        assert await first.stop() == 0


async def test_a_wrong_token_stops_with_a_sentence_and_is_never_shown(
    messenger: Messenger, tmp_path: Path
) -> None:
    async with bot_api(messenger) as root:
        secret = "987654:wrong-and-still-secret"
        config = write_config(tmp_path, root, token=secret)
        code, said, errors = await output("run", "--config", str(config))
        assert code == 1
        assert "does not accept the bot's token" in errors
        assert secret not in errors + said
        assert "Traceback" not in errors


async def test_an_unreachable_api_is_waited_for(messenger: Messenger, tmp_path: Path) -> None:
    port = free_port()
    config = write_config(tmp_path, f"http://127.0.0.1:{port}")
    bot = await start("run", "--config", str(config))
    await until(lambda: b"cannot be reached" in bot.errors)
    await asyncio.sleep(4)
    assert bot.errors.count(b"cannot be reached") == 1, "said once a minute"
    assert bot.process.returncode is None
    assert TOKEN.encode() not in bot.errors
    assert await bot.stop() == 0


async def test_the_token_is_in_no_line_whatever_the_api_answers(messenger: Messenger, tmp_path: Path) -> None:
    """Faults of every kind, and still no trace of the token, in lines or tracebacks."""
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        bot = await start("run", "--config", str(config), environment={"PYTHONASYNCIODEBUG": "1"})
        await until(lambda: b"running" in bot.errors)
        for fault in ("blocked", "server_errors", "dropping", "missing"):
            getattr(messenger.faults, fault).add(2)
            await messenger.write(2, "xin chào")
            await asyncio.sleep(0.3)
            getattr(messenger.faults, fault).discard(2)
        messenger.token = "1:changed"  # from now on every call is refused
        await messenger.write(3, "xin chào")
        await until(lambda: b"does not accept the bot's token" in bot.errors)
        assert bot.process.returncode is None, "one refusal ends no channel"
        assert await bot.stop() == 0
        assert TOKEN.encode() not in bot.errors


async def test_a_database_of_the_future_is_refused_and_left_alone(
    messenger: Messenger, tmp_path: Path
) -> None:
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        assert (await output("migrate", "--config", str(config)))[0] == 0
        raw = sqlite3.connect(tmp_path / "club.db")
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
        raw.close()
        before = (tmp_path / "club.db").read_bytes()
        for command in (["run"], ["check"], ["migrate"], ["club", "list"]):
            code, _, errors = await output(*command, "--config", str(config))
            assert code == 1
            assert "newer version" in errors
        assert (tmp_path / "club.db").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[telegram]\ntokn = "x"', 'there is no setting "telegram.tokn"'),
        ("[reminders]\nhour = 25", '"reminders.hour" cannot be used'),
        ('[reminders]\nmeeting = ["soon"]', 'is not a lead such as "3d"'),
        ('timezone = "Mars/Base"', 'no time zone is called "Mars/Base"'),
        ("[telegram\n", "not valid TOML"),
        ('[telegram]\nmode = "carrier pigeon"', '"telegram.mode" cannot be used'),
        ("", "There is no bot token"),
    ],
)
async def test_wrong_settings_are_named_with_file_and_key(tmp_path: Path, text: str, sentence: str) -> None:
    config = tmp_path / "my-config.toml"
    config.write_text(text, encoding="utf-8")
    code, _, errors = await output("run", "--config", str(config), cwd=tmp_path)
    assert code == 1
    assert sentence in errors
    assert "no bot token" in errors or "my-config.toml" in errors
    assert errors.count("\n") == 1


async def test_settings_from_the_environment_and_their_errors(tmp_path: Path) -> None:
    code, _, errors = await output("check", environment={"LIENTHEHE__TELEGRAM__TOKEN": "1:x"}, cwd=tmp_path)
    assert code == 0, errors
    code, _, errors = await output("check", environment={"LIENTHEHE__TELEGRAM__MODE": "x"}, cwd=tmp_path)
    assert code == 1
    assert "LIENTHEHE__TELEGRAM__MODE" in errors
    code, _, errors = await output("check", environment={"LIENTHEHE_CONFIG": "nowhere.toml"}, cwd=tmp_path)
    assert code == 1
    assert "nowhere.toml: there is no such file" in errors


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--founded", "1/1/2090"], "lies in the future"),
        (["--founded", "hôm nào"], "is not a date"),
        (["--fund", "0"], "not an amount above 0"),
        (["--fund", "nhiều"], "not an amount above 0"),
    ],
)
async def test_founding_a_club_with_wrong_figures(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    code, _, errors = await output(
        "club", "add", "CLB", "--commune", "xã", "--province", "tỉnh", *arguments, cwd=tmp_path
    )
    assert code == 1
    assert sentence in errors


async def test_health_and_metrics(messenger: Messenger, tmp_path: Path) -> None:
    port = free_port()
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root, more=f'[health]\nlisten = "127.0.0.1:{port}"')
        bot = await start("run", "--config", str(config))
        await until(lambda: b"running" in bot.errors)
        await Person(messenger, 2).writes("xin chào", "Xin chào")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/healthz")).json()["ok"] is True
            assert (
                'lienthehe_updates_total{channel="telegram",outcome="handled"} 1.0'
                in (await client.get("/metrics")).text
            )
        assert await bot.stop() == 0


async def test_updates_by_webhook(messenger: Messenger, tmp_path: Path) -> None:
    port = free_port()
    hook = (
        f'[telegram.webhook]\nport = {port}\npublic_url = "https://club.example"\nsecret = "a-shared-secret"'
    )
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root, more=hook)
        config.write_text(
            config.read_text(encoding="utf-8").replace("[telegram]", '[telegram]\nmode = "webhook"', 1),
            encoding="utf-8",
        )
        bot = await start("run", "--config", str(config))
        await until(lambda: messenger.webhook is not None and b"running" in bot.errors)
        await messenger.write(2, "xin chào")
        update = messenger._updates[-1]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            refused = await client.post(
                "/telegram", json=update, headers={"x-telegram-bot-api-secret-token": "guess"}
            )
            assert refused.status_code == 403
            for _ in range(2):  # delivered twice, answered once
                header = {"x-telegram-bot-api-secret-token": "a-shared-secret"}
                assert (await client.post("/telegram", json=update, headers=header)).status_code == 200
        await Person(messenger, 2).sees("Xin chào")
        await asyncio.sleep(0.5)
        assert len(Person(messenger, 2).read) == 1
        assert await bot.stop() == 0
        assert b"a-shared-secret" not in bot.errors


async def test_a_reading_is_corrected_after_a_restart(messenger: Messenger, tmp_path: Path) -> None:
    """Edited while the bot was away: which reading the message was stands in the database."""
    async with bot_api(messenger) as root:
        config = write_config(tmp_path, root)
        _, said, errors = await output(
            "club", "add", "CLB", "--commune", "xã", "--province", "tỉnh", "--json", "--config", str(config)
        )
        assert said, errors
        bot = await start("run", "--config", str(config))
        mai = Person(messenger, 3)
        await join(mai, json.loads(said)["chair_code"], "Vàng Thị Mai", "Chào mừng")
        await mai.writes("130/80", "Đã ghi 130/80")
        message = next(m["id"] for m in messenger.chats[3] if m.get("text") == "130/80")
        assert await bot.stop() == 0
        await messenger.edit(3, message, "135/80")
        bot = await start("run", "--config", str(config))
        await mai.sees("Đã sửa: 130/80 thành 135/80.")
        await messenger.edit(3, message, "xoá")
        await mai.sees("nên vẫn để số cũ")
        assert await bot.stop() == 0, bot.errors.decode()
    raw = sqlite3.connect(tmp_path / "club.db")
    found = raw.execute("SELECT systolic, message FROM reading WHERE withdrawn_at IS NULL").fetchall()
    raw.close()
    assert found == [(135, f"telegram:3:{message}")]
