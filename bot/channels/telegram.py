"""Telegram, through python-telegram-bot's Bot. Only private chats are served.

Updates are fetched here and not by PTB's Updater:
an update may be acknowledged to Telegram only once it is stored.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx
import structlog
from starlette.routing import Route
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.apart import read_apart
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
from bot.channels.patience import Patience, Refusal
from bot.channels.telegram_updates import NAME, WANTED, Updates
from bot.channels.webhook import hook
from bot.config import TelegramSettings
from handlers.conversation.chat import Incoming, Invitation, Media

os.environ.setdefault(
    "PTB_TIMEDELTA", "true"
)  # durations as PTB's next major version gives them, without its warning
log = structlog.get_logger("bot.telegram")
POLL = 25
"""seconds that one call waits for updates"""
SHORTEST_POLL = 0.2
_NUMBERS = 1 << 40
"""updates have 32-bit numbers; a mistaken one must not acknowledge what is still to come"""
_GONE = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "peer_id_invalid",
    "user not found",
    "chat_id_invalid",
)
_SHORT = 12
"""letters; two choices up to this length share a row"""
SECRET_HEADER = "x-telegram-bot-api-secret-token"


class _Bot(Bot):
    """PTB's bot, which hands out updates as they came: read all at once, one odd update costs the rest."""

    async def updates_as_they_came(self, offset: int | None) -> list[Any]:
        """What waits from `offset` on, up to 100. Raises TelegramError."""
        wanted = {"offset": offset, "timeout": POLL, "limit": 100, "allowed_updates": WANTED}
        found = await self._post("getUpdates", wanted, read_timeout=POLL + 10)
        if not isinstance(found, list):
            raise TelegramError("an answer that is no Bot API answer")
        return found


class TelegramChannel:
    """One bot account."""

    name = NAME
    title = "Telegram"
    abroad = True
    capabilities = Capabilities(buttons=True, commands=True, longest=4096, longest_caption=1024)

    def __init__(self, settings: TelegramSettings, commands: Sequence[tuple[str, str]]) -> None:
        self.settings = settings
        self.messages_per_second = settings.messages_per_second
        self.messages_per_chat = settings.messages_per_chat
        self._commands = list(commands)
        self._username = ""
        self._refusal = Refusal(
            "Telegram does not accept the bot's token. "
            "Take the token from @BotFather and put it under [telegram] token.",
            log,
        )
        self._answering: set[asyncio.Task[Any]] = set()
        self.bot = _Bot(
            settings.token.get_secret_value(),
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=MOST_IN_FLIGHT + 8,
                connect_timeout=8,
                read_timeout=12,
                write_timeout=12,
                pool_timeout=5,
            ),
            get_updates_request=HTTPXRequest(
                connection_pool_size=2, connect_timeout=8, read_timeout=POLL + 10
            ),
        )
        self._updates = Updates(self.bot)

    # --- coming up

    async def start(self) -> None:
        """Asks Telegram who we are; keeps trying while it cannot be reached.

        Raises ChannelRefused for a bad token.
        """
        patience = Patience("Telegram cannot be reached yet; the bot keeps trying", log)
        while True:
            try:
                await self.bot.initialize()
                self._username = self.bot.username
                self._refusal.over()
                break
            except InvalidToken:
                await self._refusal.heard()
            except TelegramError as error:
                await patience.wait(type(error).__name__)
        await self._choose_mode(patience)
        try:
            await self.bot.set_my_commands(
                [BotCommand(n, t) for n, t in self._commands], scope=BotCommandScopeAllPrivateChats()
            )
        except TelegramError as error:  # a convenience; everything can be typed
            log.warning("the command list could not be set", error=type(error).__name__)

    async def _choose_mode(self, patience: Patience) -> None:
        webhook = self.settings.webhook
        while self.settings.mode == "webhook":
            try:
                await self.bot.set_webhook(
                    f"{webhook.public_url.rstrip('/')}/{NAME}",
                    secret_token=webhook.secret.get_secret_value(),
                    allowed_updates=WANTED,
                )
                return
            except TelegramError as error:
                await patience.wait(type(error).__name__)
        try:
            await self.bot.delete_webhook()
        except TelegramError as error:
            log.warning("an old webhook could not be removed", error=type(error).__name__)

    def invitation(self, code: str) -> Invitation | None:
        """`https://t.me/<bot>?start=<code>`."""
        return (
            Invitation(self.title, f"https://t.me/{self._username}?start={code}") if self._username else None
        )

    async def close(self) -> None:
        """Lets go of connections."""
        for task in self._answering:
            task.cancel()
        try:
            await self.bot.shutdown()
        except (TelegramError, RuntimeError):
            log.debug("the connections were closed already")

    # --- receiving

    async def receive(self, hand_in: HandIn) -> None:
        """Long polling. The offset moves on only after the updates are stored."""
        if self.settings.mode == "webhook":
            await asyncio.Event().wait()
        offset: int | None = None
        patience = Patience("Telegram cannot be reached; the bot keeps trying", log)
        while True:
            asked_at = asyncio.get_running_loop().time()
            try:
                found = await self.bot.updates_as_they_came(offset)
            except InvalidToken:
                await self._refusal.heard()
                continue
            except Conflict:
                await patience.wait("another program fetches this bot's updates")
                continue
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error))
                continue
            except TelegramError as error:
                await patience.wait(type(error).__name__)
                continue
            patience.over()
            self._refusal.over()
            await hand_in(self._read(found))
            if (after := _after(found)) is not None:
                offset = after
            elif found:
                await patience.wait("updates without a number, which cannot be acknowledged")
            elif asyncio.get_running_loop().time() - asked_at < SHORTEST_POLL:
                await asyncio.sleep(
                    SHORTEST_POLL
                )  # a server that does not wait must not be asked without end

    def routes(self, hand_in: HandIn) -> list[Route]:
        """`POST /telegram`, with the secret that only Telegram knows."""
        if self.settings.mode != "webhook":
            return []
        secret = self.settings.webhook.secret.get_secret_value()
        return [hook(f"/{NAME}", SECRET_HEADER, secret, self._read, hand_in)]

    def _read(self, found: Sequence[Any]) -> list[Incoming | Unreadable]:
        for given in found:
            self._acknowledge(given)
        return read_apart(NAME, found, self._updates.translate)

    def _acknowledge(self, given: Any) -> None:
        """Stops the waiting sign of a pressed button; no loss if that fails."""
        query = given.get("callback_query") if isinstance(given, dict) else None
        if isinstance(query, dict) and isinstance(query.get("id"), str):
            task = asyncio.create_task(self._acknowledged(query["id"]))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _acknowledged(self, query_id: str) -> None:
        try:
            await self.bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.debug("a press was not acknowledged", error=type(error).__name__)

    # --- sending

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        """Sends one part. Raises SendError."""
        try:
            return await self._call(int(chat_id), part, silent)
        except TelegramError as error:
            found = to_send_error(error)
            if part.commands and not isinstance(found, Busy):
                found = Rejected(str(found))  # never worth a second try
            raise found from None

    async def _call(self, chat_id: int, part: Part, silent: bool) -> str:
        if part.commands:
            commands = [BotCommand(n, t) for n, t in part.commands]
            await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
            return ""
        common: dict[str, Any] = {
            "parse_mode": "HTML",
            "disable_notification": silent,
            "reply_markup": _markup(part),
        }
        message: Message
        if part.picture is not None:
            name, content = part.picture
            message = await self.bot.send_photo(
                chat_id, InputFile(content, filename=name), caption=part.html or None, **common
            )
        elif part.media is not None and part.media.kind == "photo":
            message = await self.bot.send_photo(chat_id, part.media.ref, caption=part.html or None, **common)
        elif part.document is not None:
            name, _, content = part.document
            file = InputFile(content, filename=name)
            message = await self.bot.send_document(chat_id, file, caption=part.html or None, **common)
        elif part.media is not None:
            message = await self.bot.send_document(
                chat_id, part.media.ref, caption=part.html or None, **common
            )
        else:
            message = await self.bot.send_message(
                chat_id, part.html, link_preview_options=LinkPreviewOptions(is_disabled=True), **common
            )
        return str(message.message_id)

    async def download(self, media: Media) -> bytes:
        """A file by its id, at most 20 MB. Raises SendError."""
        try:
            file = await self.bot.get_file(media.ref)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise to_send_error(error) from None


def _after(found: Sequence[Any]) -> int | None:
    """The offset behind these updates, None where none of them has a number."""
    ids = [u["update_id"] for u in found if isinstance(u, dict) and type(u.get("update_id")) is int]
    return max((i for i in ids if i < _NUMBERS), default=-1) + 1 or None


def _markup(part: Part) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if part.layout == "contact":
        rows = [
            [KeyboardButton(part.share, request_contact=True)],
            *([KeyboardButton(label)] for _, label in part.choices),
        ]
        return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
    if not part.choices:
        return None
    if part.layout == "menu":
        labels = [label for _, label in part.choices]
        return ReplyKeyboardMarkup(
            [labels[i : i + 2] for i in range(0, len(labels), 2)], resize_keyboard=True, is_persistent=True
        )
    buttons = [InlineKeyboardButton(label, callback_data=value) for value, label in part.choices]
    together = len(buttons) == 2 and all(len(label) <= _SHORT for _, label in part.choices)
    return InlineKeyboardMarkup([buttons] if together else [[b] for b in buttons])


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def to_send_error(error: TelegramError) -> SendError:
    """What a Bot API error means for the message; without addresses, which hold the token."""
    said = error.message.lower()
    if isinstance(error, RetryAfter):
        return Busy(_seconds(error))
    if isinstance(error, Forbidden | ChatMigrated):
        return Stopped(f"{type(error).__name__}: {error.message[:120]}")
    if isinstance(error, BadRequest):
        kind = Stopped if any(phrase in said for phrase in _GONE) else Rejected
        return kind(f"BadRequest: {error.message[:120]}")
    if "too many requests" in said:
        return Busy(5)
    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout):
        return Unreachable(type(error).__name__, network=True)
    if isinstance(error, NetworkError | InvalidToken):
        return Unreachable(type(cause or error).__name__, doubtful=isinstance(cause, CUT_OFF))
    return Unreachable("an answer that is no Bot API answer", doubtful=True)
