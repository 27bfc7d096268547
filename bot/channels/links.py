"""Public links for channels that take no uploads: a name made for one message, unguessable and soon gone."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PICTURE_SECONDS = 120
FILE_SECONDS = 3_600
MOST_FETCHES = 3
"""A phone's browser asks twice for one download; a link that was passed on is soon used up."""
PATH = "/tep"
_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif")


@dataclass
class _Offer:
    name: str
    mime: str
    content: bytes
    until: float
    left: int = MOST_FETCHES


class Links:
    """What is offered for a while under `public_url`; nothing is where that is empty."""

    def __init__(self, public_url: str, gone: str) -> None:
        self._root = public_url.rstrip("/")
        self._gone = gone
        self._offers: dict[str, _Offer] = {}

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _sweep(self) -> None:
        now = self._now()
        self._offers = {
            key: offer for key, offer in self._offers.items() if offer.until > now and offer.left > 0
        }

    def offer(self, name: str, mime: str, content: bytes, seconds: float) -> str | None:
        """A link to this content, valid for some seconds and a few fetches; None without a public address."""
        if not self._root:
            return None
        self._sweep()
        key = secrets.token_urlsafe(24)
        self._offers[key] = _Offer(name, mime, content, self._now() + seconds)
        return f"{self._root}{PATH}/{key}"

    def routes(self) -> list[Route]:
        """`GET /tep/<name>`."""
        return [Route(f"{PATH}/{{key}}", self._fetch, methods=["GET"])] if self._root else []

    async def _fetch(self, request: Request) -> Response:
        self._sweep()
        offer = self._offers.get(request.path_params["key"])
        if offer is None:
            return PlainTextResponse(self._gone, 404)
        if request.method == "GET":
            offer.left -= 1
        shown = offer.mime in _SHOWN
        disposition = "inline" if shown else "attachment"
        headers = {
            "content-disposition": f"{disposition}; filename*=utf-8''{quote(offer.name, safe='')}",
            "x-content-type-options": "nosniff",
            "cache-control": "no-store",
        }
        return Response(
            offer.content, media_type=offer.mime if shown else "application/octet-stream", headers=headers
        )
