"""A message as it is read: rendered words, what is offered below them, and what is attached."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

VERSION = 1
"""Of `Message.to_json`. Rows without one were written before messages had versions, with the same names."""


@dataclass(frozen=True)
class Media:
    """A picture or a document that lies at a channel: `ref` is the channel's name for it; size in bytes."""

    kind: str  # "photo" | "document"
    channel: str
    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0


class Layout(StrEnum):
    """How choices are shown where the channel has more than one way."""

    BUTTONS = "buttons"
    MENU = "menu"  # the large keyboard that stays
    CONTACT = "contact"  # with a button that shares the own phone number


@dataclass(frozen=True)
class Picture:
    """A PNG made by the bot."""

    content: bytes
    name: str = "picture.png"


@dataclass(frozen=True)
class Document:
    """A file made by the bot."""

    content: bytes
    name: str
    mime: str


@dataclass(frozen=True)
class Offered:
    """One choice: `value` is what comes back, `label` what is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Message:
    """One message, rendered for its reader and the same for every channel.

    `text` is HTML of the few tags that channels know (b, i). `numbered` is False where digits are an answer
    of their own; `how` says how to choose where there are no buttons, `share` labels the button that shares
    the own phone number, `left_out` is said where what is attached cannot be shown, and `why` it was sent is
    shown to whoever asks. A message with `commands` is none: it is the list of commands of the reader's role.
    """

    text: str = ""
    choices: tuple[Offered, ...] = ()
    layout: Layout = Layout.BUTTONS
    numbered: bool = True
    how: str = ""
    share: str = ""
    picture: Picture | None = None
    document: Document | None = None
    media: Media | None = None
    left_out: str = ""
    why: str = ""
    commands: tuple[tuple[str, str], ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """As the outbox keeps it, with its version; what is empty is left out."""
        data: dict[str, Any] = {"version": VERSION, "text": self.text}
        if self.choices:
            data["choices"] = [[c.value, c.label] for c in self.choices]
            data["numbered"] = self.numbered
        if self.choices or self.layout is not Layout.BUTTONS:
            data["layout"] = self.layout.value
        for name in ("how", "share", "left_out", "why"):
            if words := getattr(self, name):
                data[name] = words
        if self.picture:
            data["picture"] = {"name": self.picture.name, "content": _as_text(self.picture.content)}
        if self.document:
            file = self.document
            data["file"] = {"name": file.name, "mime": file.mime, "content": _as_text(file.content)}
        if self.media:
            data["media"] = asdict(self.media)
        if self.commands is not None:
            data["commands"] = [list(command) for command in self.commands]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """The inverse of `to_json`, for rows of earlier versions too. Raises ValueError for later ones."""
        if data.get("version", 0) > VERSION:
            raise ValueError(f"a message of version {data['version']}, newer than {VERSION}")
        media, commands = data.get("media"), data.get("commands")
        return cls(
            text=data.get("text", ""),
            choices=tuple(Offered(value, label) for value, label in data.get("choices", ())),
            layout=Layout(data.get("layout", Layout.BUTTONS)),
            numbered=data.get("numbered", True),
            how=data.get("how", ""),
            share=data.get("share", ""),
            picture=_picture(data.get("picture")),
            document=_document(data.get("file")),
            media=Media(**media) if media else None,
            left_out=data.get("left_out", ""),
            why=data.get("why", ""),
            commands=None if commands is None else tuple((name, words) for name, words in commands),
        )


EMPTIED = Message()
"""What is kept of a message whose content had to be forgotten."""


def _picture(data: Mapping[str, str] | None) -> Picture | None:
    return Picture(base64.b64decode(data["content"]), data["name"]) if data else None


def _document(data: Mapping[str, str] | None) -> Document | None:
    return Document(base64.b64decode(data["content"]), data["name"], data["mime"]) if data else None


def _as_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
