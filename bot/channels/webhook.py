"""Where a channel's servers hand in updates:
secret, size and shape are checked before anything is believed.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.base import HandIn
from handlers.conversation.chat import Incoming

MAX_BODY = 1 << 20
"""bytes; no update is longer"""


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
    path: str, header: str, secret: str, translate: Callable[[Any], Incoming | None], hand_in: HandIn
) -> Route:
    """`POST path`: answered with 200 once the update is safely stored,
    so that the channel hands it in again otherwise.

    `header` holds the shared secret; `translate` raises ValueError, KeyError,
    TypeError or AttributeError for what is no update.
    """
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(header, "").encode()
        if not expected or not hmac.compare_digest(given, expected):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            incoming = translate(json.loads(body))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return PlainTextResponse("not an update", 400)
        await hand_in([incoming] if incoming else [])
        return PlainTextResponse("ok")

    return Route(path, receive, methods=["POST"])
