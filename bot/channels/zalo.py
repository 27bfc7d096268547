"""Zalo, through the Zalo Bot Platform over HTTP. No buttons, no uploads; only private chats are served.

By polling, an update is handed out once and never again: it is stored before the next one is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import httpx
import structlog
from starlette.routing import Route

from bot.channels.apart import read_apart
from bot.channels.attachments import MOST_BYTES, without_media
from bot.channels.base import (
    Busy,
    Capabilities,
    HandIn,
    Part,
    Rejected,
    SendError,
    Stopped,
    Unreachable,
    Unreadable,
)
from bot.channels.limits import CUT_OFF, MOST_IN_FLIGHT
from bot.channels.links import FILE_SECONDS, PICTURE_SECONDS, Links
from bot.channels.parts import plain
from bot.channels.patience import Patience, Refusal
from bot.channels.webhook import hook
from bot.channels.zalo_updates import NAME, unwrapped
from bot.config import ZaloSettings
from handlers.conversation.chat import Incoming, Invitation, Media

log = structlog.get_logger("bot.zalo")
LONGEST = 2_000
POLL = 30
"""seconds that one call waits for an update"""
SHORTEST_POLL = 0.2
BACK_OFF = 30.0
"""seconds of rest where the platform says 429 without saying how long;
doubled each time up to `LONGEST_BACK_OFF`
"""
LONGEST_BACK_OFF = 900.0
SECRET_HEADER = "x-bot-api-secret-token"
_GONE = ("chat not found", "user not found", "chat_id", "recipient", "not follow", "unfollow", "block")


class ZaloError(SendError):
    """The platform answered `ok: false`; `code` as it gives it."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {description[:120]}")
        self.code = code
        self.description = description.lower()
        self.retry_after = retry_after


class ZaloChannel:
    """One bot of the platform."""

    name = NAME
    title = "Zalo"
    abroad = False

    def __init__(self, settings: ZaloSettings, link_is_over: str) -> None:
        self.settings = settings
        self.messages_per_second = settings.messages_per_second
        self.messages_per_chat = settings.messages_per_chat
        self.capabilities = Capabilities(
            buttons=False,
            commands=False,
            longest=LONGEST,
            longest_caption=LONGEST,
            files=bool(settings.webhook.public_url),
        )
        self.links = Links(settings.webhook.public_url, link_is_over)
        self._refusals = 0
        self._refusal = Refusal(
            "Zalo does not accept the bot's token. "
            "Take the token from the Zalo Bot Manager and put it under [zalo] token.",
            log,
        )
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(12, connect=8, pool=5),
            limits=httpx.Limits(max_connections=MOST_IN_FLIGHT + 8),
        )

    # --- coming up

    async def start(self) -> None:
        """Asks the platform who we are; keeps trying while it cannot be reached.

        Raises ChannelRefused for a bad token.
        """
        patience = Patience("Zalo cannot be reached yet; the bot keeps trying", log)
        await self._insist("getMe", {}, patience)
        webhook = self.settings.webhook
        if self.settings.mode == "webhook":
            given = {
                "url": f"{webhook.public_url.rstrip('/')}/{NAME}",
                "secret_token": webhook.secret.get_secret_value(),
            }
            await self._insist("setWebhook", given, patience)
            return
        try:
            await self._call("deleteWebhook", {})
        except SendError as error:  # there was none
            log.debug("no old webhook was removed", error=str(error))

    async def _insist(self, method: str, given: dict[str, Any], patience: Patience) -> None:
        while True:
            try:
                await self._call(method, given)
                self._refusal.over()
                return
            except SendError as error:
                await self._wait(error, patience)

    async def _wait(self, error: SendError, patience: Patience) -> None:
        """Waits before the next call. Raises ChannelRefused where the token is refused again and again."""
        if isinstance(error, ZaloError) and error.code == 401:
            await self._refusal.heard()
        else:
            await patience.wait(str(error))

    def invitation(self, code: str) -> Invitation | None:
        """The bot's chat, where the settings name its link; the code is typed there."""
        return Invitation(self.title, self.settings.link, typed=True) if self.settings.link else None

    async def close(self) -> None:
        """Lets go of connections."""
        await self._http.aclose()

    # --- receiving

    async def receive(self, hand_in: HandIn) -> None:
        """Long polling, one update a call; what is handed out is stored whatever happens meanwhile."""
        if self.settings.mode == "webhook":
            await asyncio.Event().wait()
        patience = Patience("Zalo cannot be reached; the bot keeps trying", log)
        while True:
            asked_at = asyncio.get_running_loop().time()
            try:
                found = await self._call("getUpdates", {"timeout": str(POLL)}, wait=POLL + 10)
            except SendError as error:
                if not (isinstance(error, ZaloError) and error.code == 408):
                    await self._wait(error, patience)
                    continue
                found = None
            patience.over()
            self._refusal.over()
            if found:
                await self._store(_read(found if isinstance(found, list) else [found]), hand_in)
            elif asyncio.get_running_loop().time() - asked_at < SHORTEST_POLL:
                await asyncio.sleep(
                    SHORTEST_POLL
                )  # a platform that does not wait must not be asked without end

    async def _store(self, updates: Sequence[Incoming | Unreadable], hand_in: HandIn) -> None:
        """Keeps trying to store what will not come again, even while the bot is being stopped."""
        storing = asyncio.create_task(self._hand_in(updates, hand_in))
        try:
            await asyncio.shield(storing)
        except asyncio.CancelledError:
            await asyncio.wait([storing], timeout=10)
            raise

    async def _hand_in(self, updates: Sequence[Incoming | Unreadable], hand_in: HandIn) -> None:
        patience = Patience("an update of Zalo could not be stored; the bot keeps trying", log)
        while True:
            try:
                await hand_in(updates)
                return
            except Exception as error:  # whatever it is, the update will not come again
                await patience.wait(type(error).__name__)

    def routes(self, hand_in: HandIn) -> list[Route]:
        """`POST /zalo` with the secret that only the platform knows,
        and the links that it fetches pictures from.
        """
        if self.settings.mode != "webhook":
            return self.links.routes()
        secret = self.settings.webhook.secret.get_secret_value()
        return [hook(f"/{NAME}", SECRET_HEADER, secret, _read, hand_in), *self.links.routes()]

    # --- sending

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        """Sends one part. Pictures and files go as links, or as words without a public address.

        Raises SendError.
        """
        photo = ""
        if part.picture is not None:
            name, content = part.picture
            photo = self.links.offer(name, "image/png", content, PICTURE_SECONDS) or ""
        elif part.media is not None and part.media.kind == "photo":
            photo = part.media.ref
        elif part.document is not None:
            name, mime, content = part.document
            link = self.links.offer(name, mime, content, FILE_SECONDS)
            if link:
                part = replace(part, html=f"{part.html}\n\n📄 {name}: {link}".strip(), document=None)
        if not photo:
            part = without_media(part) if part.picture or part.document else part
        text = self._written(part)
        if photo:
            try:
                return await self._sent(
                    "sendPhoto", {"chat_id": chat_id, "photo": photo, **({"caption": text} if text else {})}
                )
            except Rejected as error:  # the platform could not fetch it: the words must arrive all the same
                log.warning("a picture was not taken and goes as words", detail=str(error))
                text = self._written(without_media(part))
        return await self._sent("sendMessage", {"chat_id": chat_id, "text": text}) if text else ""

    def _written(self, part: Part) -> str:
        return part.html if self.settings.parse_mode == "html" else plain(part.html)

    async def _sent(self, method: str, given: dict[str, Any]) -> str:
        if self.settings.parse_mode:
            given["parse_mode"] = self.settings.parse_mode
        try:
            result = await self._call(method, given)
        except ZaloError as error:
            raise self._meaning(error) from None
        self._refusals = 0
        return str(result.get("message_id") or "") if isinstance(result, dict) else ""

    def _meaning(self, error: ZaloError) -> SendError:
        """What `ok: false` means for the message."""
        if error.code == 429:
            self._refusals += 1
            return Busy(error.retry_after or min(LONGEST_BACK_OFF, BACK_OFF * 2 ** (self._refusals - 1)))
        if error.code == 403 or (
            error.code in (400, 404) and any(words in error.description for words in _GONE)
        ):
            return Stopped(str(error))
        if 400 <= error.code < 500 and error.code not in (401, 408):
            return Rejected(str(error))
        return Unreachable(str(error))

    async def download(self, media: Media) -> bytes:
        """A picture that a person sent lies at an address of the platform's. Raises SendError."""
        content = bytearray()
        try:
            async with self._http.stream("GET", media.ref, follow_redirects=True) as answer:
                if answer.status_code != 200:
                    raise Unreachable(f"HTTP {answer.status_code}")
                async for chunk in answer.aiter_bytes():
                    content += chunk
                    if len(content) > MOST_BYTES:
                        raise Rejected("the picture is too large")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(type(error).__name__) from None
        return bytes(content)

    async def _call(self, method: str, given: dict[str, Any], wait: float | None = None) -> Any:
        """One call; its result. Raises ZaloError for `ok: false`, Unreachable for anything that is no answer.

        No error quotes the address, which holds the token.
        """
        address = f"{self.settings.api_url}/bot{self.settings.token.get_secret_value()}/{method}"
        timeout = httpx.Timeout(wait, connect=8, pool=5) if wait else httpx.USE_CLIENT_DEFAULT
        try:
            answer = await self._http.post(address, json=given, timeout=timeout)
            said = answer.json()
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unreachable(type(error).__name__, network=True) from None
        except httpx.HTTPError as error:
            raise Unreachable(type(error).__name__, doubtful=isinstance(error, CUT_OFF)) from None
        except ValueError:
            code = answer.status_code
            raise (
                ZaloError(code, "not JSON") if code in (403, 429) else Unreachable(f"HTTP {code}, not JSON")
            ) from None
        if not isinstance(said, dict) or "ok" not in said:
            code = answer.status_code
            raise Unreachable(f"HTTP {code}, no answer of the platform", doubtful=code < 300)
        if said["ok"] is True:
            return said.get("result")
        raise ZaloError(
            _whole(said.get("error_code"), answer.status_code),
            str(said.get("description") or ""),
            _rest(said, answer),
        )


def _read(found: Sequence[Any]) -> list[Incoming | Unreadable]:
    return read_apart(NAME, found, unwrapped)


def _whole(value: Any, otherwise: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return otherwise


def _rest(said: dict[str, Any], answer: httpx.Response) -> float | None:
    """Seconds that the platform asks to wait, as a parameter or a header."""
    parameters = said.get("parameters")
    named = parameters.get("retry_after") if isinstance(parameters, dict) else None
    try:
        seconds = float(named or answer.headers.get("retry-after") or 0)
    except (TypeError, ValueError):
        return None
    return min(seconds, LONGEST_BACK_OFF) if seconds > 0 else None
