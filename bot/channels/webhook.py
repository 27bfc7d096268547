"""Where a channel's servers hand in updates:
secret, size and shape are checked before anything is believed.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.base import HandIn, Unreadable
from handlers.conversation.chat import Incoming

MAX_BODY = 1 << 20
"""bytes; no update is longer"""
LONGEST_BODY = 10
"""seconds in which all of it must be here, whoever sends it"""
LONGEST_STORING = 20
"""seconds in which an update is stored, or handed in again by the channel"""


async def _body(request: Request) -> bytes | None:
    """What was sent, None where it is too long, whatever length was announced."""
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def hook(
    path: str,
    header: str,
    secret: str,
    read: Callable[[Sequence[Any]], Sequence[Incoming | Unreadable]],
    hand_in: HandIn,
) -> Route:
    """`POST path`: answered with 200 once the update is safely stored,
    so that the channel hands it in again otherwise.

    `header` holds the shared secret; `read` takes what was handed in, JSON of any shape.
    """
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(header, "").encode()
        if not expected or not hmac.compare_digest(given, expected):
            return PlainTextResponse("forbidden", 403)
        try:
            async with asyncio.timeout(LONGEST_BODY):
                body = await _body(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict):
            return PlainTextResponse("not an update", 400)
        try:
            async with asyncio.timeout(LONGEST_STORING):
                await hand_in(read([update]))
        except TimeoutError:
            return PlainTextResponse("not stored yet", 503)
        return PlainTextResponse("ok")

    return Route(path, receive, methods=["POST"])
