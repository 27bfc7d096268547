"""The sandbox's own web API, which the page talks to: chats, the clock, faults, the outbox."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Json, Phones
from bot.sandbox.zalo_platform import ZaloPlatform, zalo_id
from storage.messages import addresses, outbox, redirect, writers

if TYPE_CHECKING:
    from bot.app import App
    from bot.clock import ShiftedClock

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
LOOK_AHEAD = 60
"""days that "next reminder" looks ahead"""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
_FAULTS = ("blocked", "too_many", "hanging")


class Page:
    """Serves the page and does what is clicked there. `bot` answers the running bot.

    Each person has both messengers; `apps` says which one their phone shows, "telegram" or "zalo".
    """

    def __init__(
        self,
        telegram: Messenger,
        zalo: ZaloPlatform,
        clock: ShiftedClock,
        bot: Callable[[], App],
        begin_afresh: Callable[[], Awaitable[None]],
    ) -> None:
        self.telegram = telegram
        self.zalo = zalo
        self.apps: dict[int, str] = {}
        self.clock = clock
        self.bot = bot
        self.begin_afresh = begin_afresh

    def routes(self) -> list[Route]:
        """The page and its API."""
        posts: dict[str, Callable[[Request], Awaitable[Json]]] = {
            "/api/chats/{chat:int}/text": self.text,
            "/api/chats/{chat:int}/edit": self.edit,
            "/api/chats/{chat:int}/press": self.press,
            "/api/chats/{chat:int}/contact": self.contact,
            "/api/chats/{chat:int}/file": self.upload,
            "/api/chats/{chat:int}/app": self.choose_app,
            "/api/clock": self.move,
            "/api/faults": self.fault,
            "/api/restart": self.restart,
        }
        return [
            Route("/", self.static),
            Route("/static/{name}", self.static),
            Route("/api/state", self.state),
            Route("/api/chats/{chat:int}", self.chat),
            Route("/api/outbox", self.outbox),
            Route("/api/files/{app}/{file_id}", self.file),
            Route("/api/events", self.events),
            *(Route(path, _answering(do), methods=["POST"]) for path, do in posts.items()),
        ]

    def _app(self, chat: int) -> str:
        return self.apps.get(chat, "telegram")

    def _phone(self, chat: int) -> Phones:
        return self.zalo if self._app(chat) == "zalo" else self.telegram

    async def static(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        source = resources.files("bot.sandbox") / "static" / name
        ending = "." + name.rsplit(".", 1)[-1]
        if ending not in _TYPES or "/" in name or not source.is_file():
            return Response("not found", 404)
        return Response(source.read_bytes(), media_type=_TYPES[ending], headers={"cache-control": "no-store"})

    async def state(self, request: Request) -> Response:
        listed = [
            {
                "id": p.id,
                "name": p.name,
                "role": p.role,
                "note": p.note,
                "phone": p.phone,
                "app": self._app(p.id),
                "faults": [f for f in _FAULTS if p.id in getattr(self._phone(p.id).faults, f)],
            }
            for p in self.telegram.people.values()
        ]
        now = self.clock.now().astimezone(self.bot().settings.zone)
        return JSONResponse({"people": listed, "now": now.isoformat(timespec="minutes")})

    async def chat(self, request: Request) -> Response:
        chat = request.path_params["chat"]
        if chat not in self.telegram.people:
            return JSONResponse({"error": "no such chat"}, 404)
        app = self._app(chat)
        keyboard = self.telegram.keyboards.get(chat) if app == "telegram" else None
        return JSONResponse({"app": app, "messages": self._phone(chat).chats[chat], "keyboard": keyboard})

    async def file(self, request: Request) -> Response:
        phone = {"telegram": self.telegram, "zalo": self.zalo}.get(request.path_params["app"])
        found = phone.files.get(request.path_params["file_id"]) if phone else None
        if found is None:
            return Response("not found", 404)
        name, mime, content = found
        shown = "inline" if mime.startswith("image/") else "attachment"
        headers = {
            "content-disposition": f"{shown}; filename*=utf-8''{_quoted(name)}",
            "x-content-type-options": "nosniff",
        }
        return Response(content, media_type=mime, headers=headers)

    async def outbox(self, request: Request) -> Response:
        bot = self.bot()
        async with bot.storage.view() as look:
            entries = await outbox.latest(look, limit=400)
        entries.sort(key=lambda e: e.ended_at or e.not_before, reverse=True)
        return JSONResponse(
            [
                {
                    "to": e.full_name or e.external_id or "",
                    "kind": bot.texts.plain(f"notices.kind.{e.kind}"),
                    "state": e.state,
                    "said": bot.texts.plain(f"notices.state.{e.state}"),
                    "reason": bot.texts.plain(f"notices.reason.{e.reason}") if e.reason else "",
                    "attempts": e.attempts,
                    "when": (e.ended_at or e.not_before)
                    .astimezone(bot.settings.zone)
                    .isoformat(timespec="minutes"),
                }
                for e in entries
            ]
        )

    async def events(self, request: Request) -> Response:
        """Server-sent events: something changed in a chat."""

        async def stream() -> AsyncIterator[str]:
            queue = self.telegram.listen()
            self.zalo.tell(queue)
            try:
                yield "retry: 1000\n\n"
                while True:
                    try:
                        change = await asyncio.wait_for(queue.get(), 15)
                    except TimeoutError:
                        yield ": still here\n\n"
                        continue
                    if "closed" in change:
                        return
                    yield f"data: {json.dumps(change)}\n\n"
            finally:
                self.telegram.unlisten(queue)
                self.zalo.unlisten(queue)

        return StreamingResponse(stream(), media_type="text/event-stream")

    # --- what is clicked

    async def text(self, request: Request) -> Json:
        said = str((await request.json()).get("text", "")).strip()
        if said:
            chat = request.path_params["chat"]
            await (self.zalo if self._app(chat) == "zalo" else self.telegram).write(chat, said[:4096])
        return {}

    async def edit(self, request: Request) -> Json:
        """The person changes a message that they sent on Telegram; Zalo has no such thing."""
        given = await request.json()
        said = str(given["text"]).strip()[:4096]
        await self.telegram.edit(request.path_params["chat"], int(given["message"]), said)
        return {}

    async def press(self, request: Request) -> Json:
        given = await request.json()
        await self.telegram.press(request.path_params["chat"], int(given["message"]), str(given["value"]))
        return {}

    async def contact(self, request: Request) -> Json:
        await self.telegram.share_contact(request.path_params["chat"])
        return {}

    async def upload(self, request: Request) -> Json:
        async with request.form(max_part_size=25 << 20) as form:
            file = form["file"]
            assert isinstance(file, UploadFile)
            chat = request.path_params["chat"]
            await (self.zalo if self._app(chat) == "zalo" else self.telegram).upload(
                chat,
                file.filename or "tệp",
                file.content_type or "",
                await file.read(),
                str(form.get("caption") or ""),
            )
        return {}

    async def choose_app(self, request: Request) -> Json:
        """The person picks up the phone with the other messenger;
        whoever is known there is written to there first.
        """
        app = str((await request.json()).get("app"))
        chat = request.path_params["chat"]
        if app not in ("telegram", "zalo") or chat not in self.telegram.people:
            raise ValueError(app)
        self.apps[chat] = app
        bot = self.bot()
        async with bot.storage.unit() as unit:
            external_id = zalo_id(chat) if app == "zalo" else str(chat)
            writer = await writers.find_writer(unit, app, external_id)
            if writer is not None and writer.person is not None:
                await addresses.prefer(unit, writer.address_id, bot.clock.now())
                await redirect.to_preferred(unit, writer.person.id, list(bot.channels), bot.clock.now())
        return {"app": app}

    async def move(self, request: Request) -> Json:
        """Moves the clock by an hour, a day, or to the next thing that is due."""
        by = str((await request.json()).get("by"))
        if by in STEPS:
            await self._advance(STEPS[by])
        elif by == "next":
            await self._to_next()
        return {"now": self.clock.now().isoformat()}

    async def _advance(self, by: timedelta) -> None:
        self.clock.advance(by)
        await self.bot().jobs.plan()
        await self.bot().jobs.tidy()

    async def _to_next(self) -> None:
        for _ in range(LOOK_AHEAD):
            async with self.bot().storage.view() as look:
                due = await outbox.next_due(look, list(self.bot().channels))
            now = self.clock.now()
            if due is not None and due > now:
                await self._advance(due - now + timedelta(seconds=1))
                return
            await self._advance(timedelta(days=1))

    async def restart(self, request: Request) -> Json:
        """Everybody, the clubs and the clock are as when the demo began."""
        self.apps.clear()
        await self.begin_afresh()
        return {}

    async def fault(self, request: Request) -> Json:
        """Switches a fault for one person on or off."""
        given = await request.json()
        chat, name, on = int(given["chat"]), str(given["fault"]), bool(given["on"])
        if name in _FAULTS:
            struck = getattr(self._phone(chat).faults, name)
            struck.add(chat) if on else struck.discard(chat)
            if name == "blocked" and not on and self._app(chat) == "telegram":
                await self.telegram.membership(chat, "member")
        return {}


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _answering(do: Callable[[Request], Awaitable[Json]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        chat: Any = request.path_params.get("chat")
        try:
            return JSONResponse(await do(request))
        except (KeyError, ValueError, TypeError):
            return JSONResponse({"error": f"the request about {chat} cannot be read"}, 400)

    return answer
