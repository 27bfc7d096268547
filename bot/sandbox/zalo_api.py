"""Enough of the Zalo Bot Platform over HTTP for the real channel to run unchanged, faults included."""

from __future__ import annotations

import asyncio
import json

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.phones import Dropped, Json
from bot.sandbox.zalo_platform import LONGEST, ZaloPlatform, zalo_id

FETCH_SECONDS = 10
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class ZaloApi:
    """The server side of one bot, under `prefix`."""

    def __init__(self, platform: ZaloPlatform, prefix: str = "") -> None:
        self.platform = platform
        self.prefix = prefix

    def routes(self) -> list[Route]:
        """Where clients call."""
        return [
            Route(f"{self.prefix}/bot{{token}}/{{method}}", self.call, methods=["GET", "POST"]),
            Route(f"{self.prefix}/files/{{file_id}}", self.file),
        ]

    async def call(self, request: Request) -> Response:
        """One API call. Errors come with HTTP status 200, as the platform does it."""
        try:
            if request.path_params["token"] != self.platform.token:
                raise Refusal(401, "Unauthorized")
            body = await request.body()
            given = json.loads(body) if body else {}
            name = request.path_params["method"]
            method = getattr(self, f"do_{name.lower()}", None)
            if method is None:
                raise Refusal(404, "Not Found")
            if self.platform.keep_calls:
                self.platform.calls.append((name, given))
            if name.startswith("send"):
                broken = await self._fault(given)
                if broken is not None:
                    return broken
            return JSONResponse({"ok": True, "result": await method(given)})
        except Refusal as error:
            return JSONResponse({"ok": False, "error_code": error.code, "description": error.description})

    async def file(self, request: Request) -> Response:
        """A picture that a person sent."""
        found = self.platform.files.get(request.path_params["file_id"])
        return Response(found[2], media_type=found[1]) if found else Response("not found", 404)

    # --- methods

    async def do_getme(self, given: Json) -> Json:
        return {"id": "1", "account_name": "bot.sandbox", "account_type": "BASIC", "can_join_groups": False}

    async def do_getupdates(self, given: Json) -> Json:
        if self.platform.webhook is not None:
            raise Refusal(400, "Bad Request: can't use getUpdates while a webhook is set")
        update = await self.platform.hand_out(float(given.get("timeout") or 0))
        if update is None:
            raise Refusal(408, "Request timeout")
        return update

    async def do_setwebhook(self, given: Json) -> Json:
        secret = str(given.get("secret_token") or "")
        if not str(given.get("url") or "").startswith("https://") or not 8 <= len(secret) <= 256:
            raise Refusal(400, "Bad Request: url must be https, secret_token of 8 to 256 characters")
        self.platform.webhook = given
        return {"url": given["url"]}

    async def do_deletewebhook(self, given: Json) -> Json:
        self.platform.webhook = None
        return {"url": ""}

    async def do_getwebhookinfo(self, given: Json) -> Json:
        return {"url": (self.platform.webhook or {}).get("url", "")}

    async def do_sendmessage(self, given: Json) -> Json:
        text = str(given.get("text") or "")
        if not 1 <= len(text) <= LONGEST:
            raise Refusal(400, "Bad Request: text must have 1 to 2000 characters")
        return self._answer(self.platform.say(self._chat(given), text, None))

    async def do_sendphoto(self, given: Json) -> Json:
        caption = str(given.get("caption") or "")
        if len(caption) > LONGEST:
            raise Refusal(400, "Bad Request: caption is too long")
        chat = self._chat(given)
        file = await self._fetched(str(given.get("photo") or ""))
        return self._answer(self.platform.say(chat, caption, file))

    # --- shared by the methods that write to somebody

    def _chat(self, given: Json) -> int:
        for chat in self.platform.people:
            if zalo_id(chat) == given.get("chat_id"):
                return chat
        raise Refusal(404, "Not Found: chat not found")

    def _answer(self, message_id: str) -> Json:
        return {"message_id": message_id, "date": int(self.platform.now().timestamp() * 1000)}

    async def _fetched(self, address: str) -> list[str]:
        """The platform fetches the picture itself; there is no upload."""
        try:
            async with httpx.AsyncClient(timeout=FETCH_SECONDS) as client:
                found = await client.get(address)
        except (httpx.HTTPError, httpx.InvalidURL):
            raise Refusal(400, "Bad Request: the photo cannot be fetched") from None
        mime = found.headers.get("content-type", "").split(";")[0]
        if found.status_code != 200 or mime not in _PICTURES:
            raise Refusal(400, "Bad Request: the photo is no picture")
        return [self.platform.keep_file("anh", mime, found.content), "anh", mime]

    async def _fault(self, given: Json) -> Response | None:
        faults, chat = self.platform.faults, self._chat(given)
        refusals: dict[int, tuple[set[int], str]] = {
            403: (faults.blocked, "Forbidden: not allowed to write to this user"),
            404: (faults.missing, "Not Found: chat not found"),
            429: (faults.too_many, "Quota exceeded"),
        }
        for code, (people, description) in refusals.items():
            if chat in people:
                raise Refusal(code, description)
        if chat in faults.server_errors:
            return Response("<html>Bad Gateway</html>", 502)
        if chat in faults.malformed:
            return Response('{"ok": tr', media_type="application/json")
        if chat in faults.dropping:
            return Dropped()
        if chat in faults.hanging:
            await asyncio.sleep(faults.hang_seconds)
            raise Refusal(408, "Request timeout")
        return None
