"""Updates that nobody could foresee: the bot lives, answers what is well, and keeps the rest for its operator."""

from __future__ import annotations

import copy
import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web import serving
from tests.e2e.process import start, until, write_config, zalo_settings
from tests.faults.odd import SECRET, TELEGRAM, ZALO, odd_updates
from tests.ports import free_port

COUNT, EVERY = 150, 10
"""updates of each kind, and after how many of them somebody writes "xin chào" """


class Platform:
    """Either platform at its barest: hands out what it was given, byte by byte as it is."""

    def __init__(self, *, one_by_one: bool) -> None:
        self.waiting: list[Any] = []
        self.sent: list[str] = []
        self._one_by_one = one_by_one

    async def call(self, request: Request) -> Response:
        given = (
            await request.json()
            if "json" in request.headers.get("content-type", "")
            else dict(await request.form())
        )
        match request.path_params["method"]:
            case "getUpdates":
                return self._updates(given)
            case "getMe":
                return _result(
                    {"id": 1, "is_bot": True, "first_name": "b", "username": "b", "account_name": "b"}
                )
            case "sendMessage":
                self.sent.append(str(given["chat_id"]))
                chat = {"id": 1, "type": "private"}
                return _result({"message_id": len(self.sent), "date": 1, "chat": chat})
        return _result(True)

    def _updates(self, given: dict[str, Any]) -> Response:
        if self._one_by_one:
            if not self.waiting:
                return JSONResponse({"ok": False, "error_code": 408})
            return _result(self.waiting.pop(0))
        if offset := int(given.get("offset") or 0):
            seen = [n for n, u in enumerate(self.waiting) if isinstance(u, dict) and _number(u) < offset]
            self.waiting = self.waiting[max(seen, default=-1) + 1 :]
        return _result(self.waiting[:40])


def _number(update: dict[str, Any]) -> float:
    found = update.get("update_id")
    return found if type(found) is int else float("inf")


def _result(result: Any) -> Response:
    return Response(json.dumps({"ok": True, "result": result}), media_type="application/json")


def _telegram(n: int, person: int) -> dict[str, Any]:
    user = {"id": person, "is_bot": False, "first_name": "B"}
    message = {"message_id": n, "from": user, "chat": user | {"type": "private"}, "date": 1_795_000_000}
    return {"update_id": n, "message": message | {"text": "xin chào"}}


def _zalo(n: int, person: str) -> dict[str, Any]:
    message = {
        "message_id": f"good{n}",
        "from": {"id": person},
        "chat": {"id": person},
        "date": 1_795_000_000_000,
    }
    return {"event_name": "message.text.received", "message": message | {"text": "xin chào"}}


def _all() -> tuple[list[Any], list[Any], set[str]]:
    """Telegram's and Zalo's, with good ones between; and the chats that are to be answered."""
    telegram: list[Any] = []
    zalo: list[Any] = []
    good: set[str] = set()
    for n, odd in enumerate(odd_updates(TELEGRAM, COUNT), 1):
        telegram.append({"update_id": 10 * n, **odd} if isinstance(odd, dict) and n % 7 else odd)
        if n % EVERY == 0:
            telegram.append(_telegram(10 * n + 1, 9_000 + n))
            good.add(str(9_000 + n))
    for n, odd in enumerate(odd_updates(ZALO, COUNT), 1):
        zalo.append(odd)
        if n % EVERY == 0:
            zalo.append(_zalo(n, f"zalo{n}"))
            good.add(f"zalo{n}")
    return telegram, zalo, good


def _kept(folder: Path) -> dict[str, int]:
    raw = sqlite3.connect(folder / "club.db")
    found = raw.execute(
        "SELECT channel, count(*) FROM inbox WHERE failed AND payload LIKE '%raw%' GROUP BY channel"
    ).fetchall()
    raw.close()
    return dict(found)


async def test_by_polling(tmp_path: Path) -> None:
    telegram, zalo = Platform(one_by_one=False), Platform(one_by_one=True)
    telegram.waiting, zalo.waiting, good = _all()
    async with (
        serving(
            Starlette(routes=[Route("/bot{t}/{method}", telegram.call, methods=["POST"])]), "127.0.0.1", 0
        ) as one,
        serving(
            Starlette(routes=[Route("/bot{t}/{method}", zalo.call, methods=["POST"])]), "127.0.0.1", 0
        ) as two,
    ):
        config = write_config(
            tmp_path, f"http://127.0.0.1:{one}", more=zalo_settings(f"http://127.0.0.1:{two}")
        )
        bot = await start("run", "--config", str(config))
        await until(lambda: good <= {*telegram.sent, *zalo.sent}, 90)
        assert bot.process.returncode is None
        await until(lambda: len(telegram.waiting) <= 1 and not zalo.waiting)
        assert await bot.stop() == 0
    assert all(_kept(tmp_path)[channel] >= 20 for channel in ("telegram", "zalo"))
    assert SECRET not in bot.errors.decode()


async def test_by_webhook(tmp_path: Path) -> None:
    telegram, zalo = Platform(one_by_one=False), Platform(one_by_one=True)
    port = free_port()
    hook = f'public_url = "https://club.example"\nsecret = "a-long-secret"\nport = {port}\n'
    async with (
        serving(
            Starlette(routes=[Route("/bot{t}/{method}", telegram.call, methods=["POST"])]), "127.0.0.1", 0
        ) as one,
        serving(
            Starlette(routes=[Route("/bot{t}/{method}", zalo.call, methods=["POST"])]), "127.0.0.1", 0
        ) as two,
    ):
        more = zalo_settings(f"http://127.0.0.1:{two}", more='mode = "webhook"', webhook=hook)
        config = write_config(tmp_path, f"http://127.0.0.1:{one}", more=f"{more}\n[telegram.webhook]\n{hook}")
        config.write_text(config.read_text().replace("[telegram]\n", '[telegram]\nmode = "webhook"\n'))
        bot = await start("run", "--config", str(config))
        await until(lambda: bot.errors.count(b"running") == 2)
        updates, more_updates, good = _all()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            for path, header, found in (
                ("/telegram", "x-telegram-bot-api-secret-token", updates),
                ("/zalo", "x-bot-api-secret-token", more_updates),
            ):
                for update in found:
                    said = await client.post(
                        path, content=json.dumps(update), headers={header: "a-long-secret"}
                    )
                    assert said.status_code in (200, 400), update
                    assert said.status_code == 200 or not isinstance(update, dict), (
                        "it would come again and again"
                    )
        await until(lambda: good <= {*telegram.sent, *zalo.sent}, 90)
        assert await bot.stop() == 0
    assert all(_kept(tmp_path)[channel] >= 20 for channel in ("telegram", "zalo"))
    assert SECRET not in bot.errors.decode()


def test_the_corpus_is_as_large_as_it_says() -> None:
    for recorded in (TELEGRAM, ZALO):
        found = odd_updates(recorded, COUNT)
        assert len(found) == COUNT
        assert len({json.dumps(u, sort_keys=True) for u in found}) > COUNT * 0.8, "hardly any comes twice"
        assert found == odd_updates(copy.deepcopy(recorded), COUNT), "the same every time"
