"""What every channel offers, and what can go wrong there.

ChannelError
├── ChannelRefused   the token is wrong: the channel cannot run
└── SendError
    ├── Busy         too many messages: the whole channel waits `retry_after` seconds
    ├── Unreachable  time-out, dropped connection, 5xx: try again later
    ├── Stopped      the person blocked the bot or the chat is gone: never again
    └── Rejected     the message itself is wrong: a defect, never tried again
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.routing import Route

from handlers.chat import Incoming, Media


class ChannelError(Exception):
    """Base of a channel's errors; messages carry no secrets and no message texts."""


class ChannelRefused(ChannelError):
    """The channel does not accept us."""


class SendError(ChannelError):
    """A message was not delivered."""


class Busy(SendError):
    """Too many messages; `retry_after` in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after:g} s")
        self.retry_after = retry_after


class Unreachable(SendError):
    """The channel did not answer as it should; `network` where not even a connection was had."""

    def __init__(self, detail: str, *, network: bool = False) -> None:
        super().__init__(detail)
        self.network = network


class Stopped(SendError):
    """This address takes no more messages."""


class Rejected(SendError):
    """The channel understood and refused the message."""


@dataclass(frozen=True)
class Capabilities:
    """What a channel can show. `longest` and `longest_caption` in characters after mark-up."""

    buttons: bool
    longest: int
    longest_caption: int
    abroad: bool


@dataclass(frozen=True)
class Part:
    """One call to the channel: a text, or a picture or document with a caption."""

    html: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    layout: str = "buttons"
    numbered: bool = True
    share: str = ""
    picture: tuple[str, bytes] | None = None
    media: Media | None = None
    commands: tuple[tuple[str, str], ...] = field(default=())


Deliver = Callable[[Sequence[Incoming]], Awaitable[None]]


class Channel(Protocol):
    """One messenger."""

    name: str
    capabilities: Capabilities
    messages_per_second: float
    messages_per_chat: float

    async def start(self) -> None:
        """Makes sure that the channel knows us; keeps trying while it is unreachable. Raises ChannelRefused."""
        ...

    async def receive(self, deliver: Deliver) -> None:
        """Hands in what arrives until cancelled; `deliver` returns once the updates are safely stored."""
        ...

    def routes(self, deliver: Deliver) -> list[Route]:
        """Where the channel's servers deliver updates, in webhook mode."""
        ...

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        """Sends one part, answers the channel's message id. Raises SendError."""
        ...

    def invite_link(self, code: str) -> str | None:
        """A link that opens the bot with a code, where the channel has such links."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


Body = dict[str, Any]
