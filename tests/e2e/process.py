"""`lienthehe run` as a process of its own, against the sandbox's Bot API in this one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette

from bot.channels.parts import plain
from bot.sandbox.bot_api import BotApi
from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Phones
from bot.sandbox.zalo_api import ZaloApi
from bot.sandbox.zalo_platform import ZaloPlatform
from bot.web import serving
from tests.e2e.warm import ROOT, Forked, fork
from tests.world import listed

TOKEN = "123456:end-to-end-secret-token"


ZALO_TOKEN = "987654321:zalo-end-to-end-secret"


@contextlib.asynccontextmanager
async def zalo_api(platform: ZaloPlatform) -> AsyncIterator[str]:
    """A Zalo platform on 127.0.0.1; answers its root."""
    async with serving(Starlette(routes=ZaloApi(platform).routes()), "127.0.0.1", 0) as port:
        platform.root = f"http://127.0.0.1:{port}"
        try:
            yield platform.root
        finally:
            await platform.close()


def zalo_settings(api_url: str, *, token: str = ZALO_TOKEN, more: str = "", webhook: str = "") -> str:
    """The `[zalo]` tables of a settings file."""
    fast = "messages_per_second = 1000\nmessages_per_chat = 1000"
    return f'[zalo]\ntoken = "{token}"\napi_url = "{api_url}"\n{fast}\n{more}\n[zalo.webhook]\n{webhook}\n'


@contextlib.asynccontextmanager
async def bot_api(messenger: Messenger) -> AsyncIterator[str]:
    """A Bot API server on 127.0.0.1; answers its root."""
    async with serving(Starlette(routes=BotApi(messenger).routes()), "127.0.0.1", 0) as port:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            await messenger.close()


def write_config(folder: Path, api_url: str = "", *, token: str = TOKEN, more: str = "") -> Path:
    """A settings file; without `api_url` no `[telegram]`. `more` goes under `[reminders]`, new tables after it."""
    path = folder / "config.toml"
    fast = "messages_per_second = 1000\nmessages_per_chat = 1000"
    telegram = f'[telegram]\ntoken = "{token}"\napi_url = "{api_url}"\n{fast}' if api_url else ""
    path.write_text(
        f"""
[storage]
url = "sqlite+aiosqlite:///{folder / "club.db"}"
{telegram}
[reminders]
quiet_from = "00:00"
quiet_to = "00:00"
{more}
""",
        encoding="utf-8",
    )
    return path


class Process:
    """One `lienthehe …`; everything it printed is kept."""

    def __init__(self, process: asyncio.subprocess.Process | Forked) -> None:
        self.process = process
        self.errors = b""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while chunk := await self.process.stderr.read(4096):
            self.errors += chunk

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    async def ended(self, seconds: float = 30) -> int:
        code = await asyncio.wait_for(self.process.wait(), seconds)
        await self._reading
        assert self.process.stdout is not None
        await self.process.stdout.read()
        return code

    async def stop(self) -> int:
        """SIGTERM, once it listens for it: a process that still imports is ended by the system, not by itself."""
        await until(lambda: b"starting" in self.errors or self.process.returncode is not None)
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()


async def start(
    *args: str, environment: dict[str, str] | None = None, cwd: Path | None = None, cold: bool = False
) -> Process:
    """Starts `python -m bot ARGS`: `cold` from nothing, else forked from a process that has imported it."""
    complete = os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {})
    if not cold:
        return Process(await fork(args, complete, cwd))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *args,
        env=complete,
        cwd=cwd,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    return Process(process)


async def output(
    *args: str, environment: dict[str, str] | None = None, cwd: Path | None = None, cold: bool = False
) -> tuple[int, str, str]:
    """Runs a command to its end: exit code, stdout, stderr."""
    process = await start(*args, environment=environment, cwd=cwd, cold=cold)
    assert process.process.stdout is not None
    said = await asyncio.wait_for(process.process.stdout.read(), 60)
    code = await process.ended()
    return code, said.decode(), process.errors.decode()


async def until(condition: Callable[[], bool], seconds: float = 40) -> None:
    """Waits for something to become true."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


class Person:
    """Somebody with a phone in the messenger."""

    def __init__(self, messenger: Phones, chat: int) -> None:
        self.messenger = messenger
        self.chat = chat

    @property
    def read(self) -> list[str]:
        return [plain(m["html"]) for m in self.messenger.chats[self.chat] if not m["mine"]]

    async def sees(self, words: str, seconds: float = 40) -> str:
        await until(lambda: any(words in text for text in self.read), seconds)
        return next(text for text in reversed(self.read) if words in text)

    async def writes(self, text: str, answer: str) -> str:
        before = len(self.read)
        assert isinstance(self.messenger, Messenger | ZaloPlatform)
        await self.messenger.write(self.chat, text)
        return await self._answer(before, answer)

    async def _answer(self, before: int, words: str) -> str:
        await until(lambda: any(words in t for t in self.read[before:]))
        return "\n".join(self.read[before:])

    async def presses(self, label: str, answer: str) -> str:
        for message in reversed(self.messenger.chats[self.chat]):
            for value, shown in message.get("choices", []):
                if label in shown:
                    before = len(self.read)
                    assert isinstance(self.messenger, Messenger)
                    await self.messenger.press(self.chat, message["id"], value)
                    return await self._answer(before, answer)
        for text in reversed(self.read):
            for typed, shown in listed(text):
                if label in shown:
                    return await self.writes(typed, answer)
        raise AssertionError(f"no button {label!r}")
