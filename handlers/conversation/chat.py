"""The words that handlers and channels share: what came in, what goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from club.messages.message import Layout as Layout
from club.messages.message import Media as Media
from club.messages.message import Picture as Picture

_UNSENDABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""halves of characters and control characters: no messenger and no database takes them"""


@dataclass(frozen=True)
class Contact:
    """A shared contact. `own` only where the channel vouches that it is the sender's own number."""

    phone: str
    own: bool


@dataclass(frozen=True)
class Invitation:
    """A link that opens the bot's chat; `title` is the messenger's name,
    `typed` where the code must still be typed.
    """

    title: str
    link: str
    typed: bool = False


class Event(StrEnum):
    """What happened in the chat."""

    MESSAGE = "message"
    STOPPED = "stopped"  # the person blocked the bot
    RESUMED = "resumed"


@dataclass(frozen=True)
class Incoming:
    """One update, the same for every channel. `update_key` is its identity there; `sent_at` aware.

    `message_key` names the message itself, where the channel lets it be edited; `edited`:
    this is its new wording. `below`: the message whose button was pressed, by its name when it was sent.
    """

    channel: str
    update_key: str
    chat_id: str
    sent_at: datetime
    text: str = ""
    choice: str | None = None
    contact: Contact | None = None
    media: Media | None = None
    private: bool = True
    event: Event = Event.MESSAGE
    message_key: str = ""
    edited: bool = False
    below: str = ""

    def __post_init__(self) -> None:
        if _UNSENDABLE.search(self.text):
            object.__setattr__(self, "text", _UNSENDABLE.sub("", self.text))

    def said_at(self, now: datetime) -> datetime:
        """When it was written, which lies back where the bot was away; a press counts as now."""
        return now if self.choice is not None else min(self.sent_at, now)

    def to_json(self) -> dict[str, Any]:
        """For the inbox."""
        data = asdict(self)
        data["sent_at"] = self.sent_at.isoformat()
        return {key: value for key, value in data.items() if value not in (None, "")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Incoming:
        """The inverse of `to_json`."""
        values = dict(data)
        values["sent_at"] = datetime.fromisoformat(values["sent_at"])
        values["event"] = Event(values.get("event", Event.MESSAGE))
        if values.get("contact"):
            values["contact"] = Contact(**values["contact"])
        if values.get("media"):
            values["media"] = Media(**values["media"])
        return cls(**values)


@dataclass(frozen=True)
class Text:
    """A sentence by its key (`feature.key`) and arguments,
    rendered in the reader's language and honorific.
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


def text(key: str, **args: Any) -> Text:
    """Short for `Text(key, args)`."""
    return Text(key, args)


@dataclass(frozen=True)
class Choice:
    """One offered answer. `value` is what comes back (at most 64 bytes in all), `label` what is read."""

    value: str
    label: Text


@dataclass(frozen=True)
class File:
    """A file made by the bot; `instead` is said where no file can be sent."""

    content: bytes
    name: str
    mime: str
    instead: Text | None = None


@dataclass(frozen=True)
class Reply:
    """One message: paragraphs, choices, at most one picture, file or forwarded media.

    `numbered` is False where digits are an answer of their own, so that "12" is not the twelfth choice.
    """

    texts: tuple[Text, ...]
    choices: tuple[Choice, ...] = ()
    layout: Layout = Layout.BUTTONS
    numbered: bool = True
    picture: Picture | None = None
    media: Media | None = None
    file: File | None = None
    alone: bool = False
    """no question is repeated below it: somebody may be in danger; it comes back with the next message"""

    def after(self, *lead: Text) -> Reply:
        """The same message with paragraphs before it."""
        return replace(self, texts=(*lead, *self.texts))


def say(key: str, *choices: Choice, **args: Any) -> Reply:
    """A reply of one paragraph."""
    return Reply((Text(key, args),), choices)


def offered_again(offered: Sequence[Sequence[str]]) -> tuple[Choice, ...]:
    """The same choices once more, below another message."""
    return tuple(Choice(value, text("common.as_labelled", label=label)) for value, label in offered)
