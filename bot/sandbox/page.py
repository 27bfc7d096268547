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

from bot.sandbox.messenger import Json, Messenger
from storage import outbox

if TYPE_CHECKING:
    from bot.app import App
    from bot.clock import ShiftedClock

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
LOOK_AHEAD = 60
"""days that "next reminder" looks ahead"""
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FAULTS = ("blocked", "too_many", "hanging")


class Page:
    """Serves the page and does what is clicked there. `bot` answers the running bot."""

    def __init__(self, messenger: Messenger, clock: ShiftedClock, bot: Callable[[], App]) -> None:
        self.messenger = messenger
        self.clock = clock
        self.bot = bot

    def routes(self) -> list[Route]:
        """The page and its API."""
        posts: dict[str, Callable[[Request], Awaitable[Json]]] = {
            "/api/chats/{chat:int}/text": self.text, "/api/chats/{chat:int}/press": self.press,
            "/api/chats/{chat:int}/contact": self.contact, "/api/chats/{chat:int}/file": self.upload,
            "/api/clock": self.move, "/api/faults": self.fault,
        }  # fmt: skip
        return [
            Route("/", self.static),
            Route("/static/{name}", self.static),
            Route("/api/state", self.state),
            Route("/api/chats/{chat:int}", self.chat),
            Route("/api/outbox", self.outbox),
            Route("/api/files/{file_id}", self.file),
            Route("/api/events", self.events),
            *(Route(path, _answering(do), methods=["POST"]) for path, do in posts.items()),
        ]

    async def static(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        source = resources.files("bot.sandbox") / "static" / name
        ending = "." + name.rsplit(".", 1)[-1]
        if ending not in _TYPES or "/" in name or not source.is_file():
            return Response("not found", 404)
        return Response(source.read_bytes(), media_type=_TYPES[ending], headers={"cache-control": "no-store"})

    async def state(self, request: Request) -> Response:
        faults = self.messenger.faults
        people = [
            {
                "id": p.id, "name": p.name, "role": p.role, "note": p.note, "phone": p.phone,
                "faults": [f for f in _FAULTS if p.id in getattr(faults, f)],
            }
            for p in self.messenger.people.values()
        ]  # fmt: skip
        now = self.clock.now().astimezone(self.bot().settings.zone)
        return JSONResponse({"people": people, "now": now.isoformat(timespec="minutes")})

    async def chat(self, request: Request) -> Response:
        chat = request.path_params["chat"]
        if chat not in self.messenger.people:
            return JSONResponse({"error": "no such chat"}, 404)
        commands = self.messenger.commands.get(chat) or self.messenger.commands.get(0) or []
        return JSONResponse(
            {
                "messages": self.messenger.chats[chat], "keyboard": self.messenger.keyboards.get(chat),
                "commands": commands,
            }
        )  # fmt: skip

    async def file(self, request: Request) -> Response:
        found = self.messenger.files.get(request.path_params["file_id"])
        if found is None:
            return Response("not found", 404)
        name, mime, content = found
        shown = "inline" if mime.startswith("image/") else "attachment"
        headers = {"content-disposition": f"{shown}; filename*=utf-8''{_quoted(name)}", "x-content-type-options": "nosniff"}
        return Response(content, media_type=mime, headers=headers)

    async def outbox(self, request: Request) -> Response:
        bot = self.bot()
        async with bot.storage.view() as look:
            entries = await outbox.latest(look, limit=100)
        entries.sort(key=lambda e: e.ended_at or e.not_before, reverse=True)
        return JSONResponse(
            [
                {
                    "to": e.full_name or e.external_id or "", "kind": bot.texts.plain(f"notices.kind.{e.kind}"),
                    "state": e.state, "said": bot.texts.plain(f"notices.state.{e.state}"),
                    "reason": bot.texts.plain(f"notices.reason.{e.reason}") if e.reason else "", "attempts": e.attempts,
                    "when": (e.ended_at or e.not_before).astimezone(bot.settings.zone).isoformat(timespec="minutes"),
                }
                for e in entries
            ]
        )  # fmt: skip

    async def events(self, request: Request) -> Response:
        """Server-sent events: something changed in a chat."""

        async def stream() -> AsyncIterator[str]:
            queue = self.messenger.listen()
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
                self.messenger.unlisten(queue)

        return StreamingResponse(stream(), media_type="text/event-stream")

    # --- what is clicked

    async def text(self, request: Request) -> Json:
        said = str((await request.json()).get("text", "")).strip()
        if said:
            await self.messenger.write(request.path_params["chat"], said[:4096])
        return {}

    async def press(self, request: Request) -> Json:
        given = await request.json()
        await self.messenger.press(request.path_params["chat"], int(given["message"]), str(given["value"]))
        return {}

    async def contact(self, request: Request) -> Json:
        await self.messenger.share_contact(request.path_params["chat"])
        return {}

    async def upload(self, request: Request) -> Json:
        async with request.form(max_part_size=25 << 20) as form:
            file = form["file"]
            assert isinstance(file, UploadFile)
            await self.messenger.upload(
                request.path_params["chat"], file.filename or "tệp", file.content_type or "", await file.read(),
                str(form.get("caption") or ""),
            )  # fmt: skip
        return {}

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
                due = await outbox.next_due(look)
            now = self.clock.now()
            if due is not None and due > now:
                await self._advance(due - now + timedelta(seconds=1))
                return
            await self._advance(timedelta(days=1))

    async def fault(self, request: Request) -> Json:
        """Switches a fault for one person on or off."""
        given = await request.json()
        chat, name, on = int(given["chat"]), str(given["fault"]), bool(given["on"])
        if name in _FAULTS:
            people = getattr(self.messenger.faults, name)
            people.add(chat) if on else people.discard(chat)
            if name == "blocked" and not on:
                await self.messenger.membership(chat, "member")
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
