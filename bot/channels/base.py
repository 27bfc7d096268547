"""What every channel offers, and what can go wrong there.

ChannelError
├── ChannelRefused   the token is wrong: the channel cannot run
└── SendError
    ├── Busy         too many messages: the chat waits `retry_after` seconds; said of several, the channel
    ├── Unreachable  time-out, dropped connection, 5xx: try again later
    ├── Stopped      the person blocked the bot or the chat is gone: never again
    └── Rejected     the message itself is wrong: a defect, never tried again
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from starlette.routing import Route

from handlers.conversation.chat import Incoming, Invitation, Media


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
    """The channel did not answer as it should; `network` where not even a connection was had,
    `doubtful` where it may have carried the message out before it fell silent.
    """

    def __init__(self, detail: str, *, network: bool = False, doubtful: bool = False) -> None:
        super().__init__(detail)
        self.network = network
        self.doubtful = doubtful


class Stopped(SendError):
    """This address takes no more messages."""


class Rejected(SendError):
    """The channel understood and refused the message."""


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What a channel can show.

    `longest` and `longest_caption` in characters after mark-up; without `buttons` choices are a list in
    words; `commands`: it shows a list of commands; `files`: it sends what the bot made, as a file or as a
    link.
    """

    buttons: bool
    commands: bool
    longest: int
    longest_caption: int
    files: bool = True


@dataclass(frozen=True)
class Part:
    """One call to the channel: a text, or a picture or document with a caption.

    `picture` is (name, bytes), `document` (name, type, bytes); `media` lies at the channel already.
    `left_out` says in words, where a media cannot be shown, that there was one.
    """

    html: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    layout: str = "buttons"
    share: str = ""
    picture: tuple[str, bytes] | None = None
    document: tuple[str, str, bytes] | None = None
    media: Media | None = None
    left_out: str = ""
    commands: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True)
class Unreadable:
    """An update that this version cannot read: kept as it came, as JSON, for the operator."""

    channel: str
    update_key: str
    raw: str = field(repr=False)


HandIn = Callable[[Sequence[Incoming | Unreadable]], Awaitable[None]]
"""Returns once the updates are safely stored, however long that takes."""


class Channel(Protocol):
    """One messenger."""

    name: str
    title: str
    abroad: bool
    capabilities: Capabilities
    messages_per_second: float
    messages_per_chat: float

    async def start(self) -> None:
        """Makes sure that the channel knows us; keeps trying while it is unreachable.

        Raises ChannelRefused.
        """
        ...

    async def receive(self, hand_in: HandIn) -> None:
        """Hands in what arrives until cancelled; `hand_in` returns once the updates are safely stored."""
        ...

    def routes(self, hand_in: HandIn) -> list[Route]:
        """Where the channel's servers hand in updates, in webhook mode."""
        ...

    async def send(self, chat_id: str, part: Part, *, silent: bool) -> str:
        """Sends one part, answers the channel's message id. Raises SendError."""
        ...

    async def download(self, media: Media) -> bytes:
        """What a person sent here, so that another channel can show it. Raises SendError."""
        ...

    def invitation(self, code: str) -> Invitation | None:
        """A link that opens the bot's chat, where there is one."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...
