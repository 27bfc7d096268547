"""Enough of the Telegram Bot API over HTTP for the real channel to run unchanged, faults included."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.messenger import Messenger
from bot.sandbox.phones import Dropped, Json

_TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a"}
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)[^>]*>|<|>")


class ApiError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def check_html(html: str) -> str:
    """The text without mark-up; refuses what Telegram refuses."""
    open_tags: list[str] = []
    for found in _TAG.finditer(html):
        name = (found[2] or "").lower()
        if name not in _TAGS:
            raise ApiError(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{name}"')
        if not found[1]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise ApiError(400, "Bad Request: can't parse entities: Unexpected end tag")
    if open_tags:
        raise ApiError(
            400, f"Bad Request: can't parse entities: Can't find end tag corresponding to {open_tags[-1]}"
        )
    return unescape(_TAG.sub("", html))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class BotApi:
    """The server side of one bot account."""

    def __init__(self, messenger: Messenger) -> None:
        self.messenger = messenger

    def routes(self) -> list[Route]:
        """Where clients call."""
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{file_id}", self.file, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """One API call."""
        try:
            if request.path_params["token"] != self.messenger.token:
                raise ApiError(401, "Unauthorized")
            given = await _parameters(request)
            method = getattr(self, f"do_{request.path_params['method'].lower()}", None)
            if method is None:
                raise ApiError(404, "Not Found: method not found")
            if self.messenger.keep_calls:
                self.messenger.calls.append((request.path_params["method"], given))
            broken = self._broken(given) if request.path_params["method"].lower().startswith("send") else None
            return broken or _json({"ok": True, "result": await method(given)}, 200)
        except ApiError as error:
            answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                answer["parameters"] = error.parameters
            return _json(answer, error.code)

    async def file(self, request: Request) -> Response:
        """Downloads a file."""
        found = self.messenger.files.get(request.path_params["file_id"])
        if request.path_params["token"] != self.messenger.token or found is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return Response(found[2], media_type=found[1])

    # --- methods

    async def do_getme(self, given: Json) -> Json:
        return {
            "id": 1,
            "is_bot": True,
            "first_name": "Club assistant",
            "username": self.messenger.username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def do_getupdates(self, given: Json) -> list[Json]:
        if self.messenger.webhook:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(given["offset"]) if given.get("offset") not in (None, "") else None
        return await self.messenger.updates(
            offset, int(given.get("limit") or 100), float(given.get("timeout") or 0)
        )

    async def do_setwebhook(self, given: Json) -> bool:
        self.messenger.webhook = given if given.get("url") else None
        return True

    async def do_deletewebhook(self, given: Json) -> bool:
        self.messenger.webhook = None
        return True

    async def do_getwebhookinfo(self, given: Json) -> Json:
        hook = self.messenger.webhook or {}
        return {
            "url": hook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": self.messenger.unfetched,
        }

    async def do_setmycommands(self, given: Json) -> bool:
        scope = _object(given.get("scope")) or {}
        chat_id = int(scope.get("chat_id") or 0)
        self.messenger.commands[chat_id] = _object(given["commands"]) or []
        return True

    async def do_answercallbackquery(self, given: Json) -> bool:
        return True

    async def do_sendchataction(self, given: Json) -> bool:
        return True

    async def do_getfile(self, given: Json) -> Json:
        file_id = str(given["file_id"])
        if file_id not in self.messenger.files:
            raise ApiError(400, "Bad Request: invalid file_id")
        size = len(self.messenger.files[file_id][2])
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": file_id}

    async def do_sendmessage(self, given: Json) -> Json:
        html = str(given.get("text") or "")
        if not html.strip():
            raise ApiError(400, "Bad Request: message text is empty")
        return await self._say(given, html, 4096, None)

    async def do_sendphoto(self, given: Json) -> Json:
        return await self._say(
            given, str(given.get("caption") or ""), 1024, self._attached(given.get("photo"), "image/png")
        )

    async def do_senddocument(self, given: Json) -> Json:
        file = self._attached(given.get("document"), "application/octet-stream")
        return await self._say(given, str(given.get("caption") or ""), 1024, file)

    # --- shared by the methods that write to somebody

    def _attached(self, value: Any, mime: str) -> list[str]:
        if isinstance(value, tuple):
            name, sent_mime, content = value
            kind = sent_mime if sent_mime and sent_mime != "application/octet-stream" else mime
            return [self.messenger.keep_file(name, kind, content), name, kind]
        found = self.messenger.files.get(str(value))
        if found is None:
            raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return [str(value), found[0], found[1]]

    async def _say(self, given: Json, html: str, longest: int, file: list[str] | None) -> Json:
        chat_id = int(given["chat_id"])
        await self._fault(chat_id)
        if chat_id not in self.messenger.chats:
            raise ApiError(400, "Bad Request: chat not found")
        formatted = str(given.get("parse_mode") or "").upper() == "HTML"
        plain = check_html(html) if formatted else html
        if _utf16(plain) > longest:
            raise ApiError(400, f"Bad Request: message {'caption ' if file else ''}is too long")
        markup = _object(given.get("reply_markup"))
        for row in (markup or {}).get("inline_keyboard", []):
            for button in row:
                if not 1 <= len(str(button.get("callback_data", "")).encode()) <= 64:
                    raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        silent = str(given.get("disable_notification", "")).lower() in ("true", "1")
        shown = html if formatted else html.replace("&", "&amp;").replace("<", "&lt;")
        message_id = self.messenger.say(chat_id, shown, markup, file, silent=silent)
        answer: Json = {
            "message_id": message_id,
            "date": int(self.messenger.now().timestamp()),
            "chat": {"id": chat_id, "type": "private"},
            "from": {"id": 1, "is_bot": True, "first_name": "bot"},
        }
        if file:
            answer["document"] = {"file_id": file[0], "file_unique_id": file[0]}
        else:
            answer["text"] = plain
        return answer

    async def _fault(self, chat_id: int) -> None:
        faults = self.messenger.faults
        if chat_id in faults.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat_id in faults.missing:
            raise ApiError(400, "Bad Request: chat not found")
        if chat_id in faults.too_many:
            raise ApiError(
                429, f"Too Many Requests: retry after {faults.retry_after}", retry_after=faults.retry_after
            )
        if chat_id in faults.server_errors:
            raise ApiError(502, "Bad Gateway")
        if chat_id in faults.hanging:
            await asyncio.sleep(faults.hang_seconds)
            raise ApiError(504, "Gateway Timeout")

    def _broken(self, given: Json) -> Response | None:
        """An answer that is none, where that is the fault."""
        chat_id = int(given.get("chat_id") or 0)
        if chat_id in self.messenger.faults.dropping:
            return Dropped()
        return (
            Response('{"ok": tr', media_type="application/json")
            if chat_id in self.messenger.faults.malformed
            else None
        )


def _json(content: Json, status: int) -> JSONResponse:
    return JSONResponse(content, status)


def _object(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value else value


async def _parameters(request: Request) -> Json:
    """Parameters of the query, a JSON body or a form, files included."""
    given: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = await request.body()
        given |= json.loads(body) if body else {}
    elif kind.startswith("application/x-www-form-urlencoded"):
        given |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    elif kind:
        async with request.form() as form:
            files: Json = {}
            for key, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[key] = (value.filename or key, value.content_type or "", await value.read())
                else:
                    given[key] = value
            for key, value in list(given.items()):
                if isinstance(value, str) and value.startswith("attach://"):
                    given[key] = files[value.removeprefix("attach://")]
            given |= {k: v for k, v in files.items() if k in ("photo", "document")}
    return given
