"""Cutting one message into what a channel takes: choices as it shows them,
long texts at line ends, short captions.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from bot.channels.base import Capabilities, Part
from club.messages.message import Message

_TAG = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    """The text as read, without mark-up."""
    return unescape(_TAG.sub("", html))


def _length(html: str) -> int:
    """Characters as channels count them: UTF-16 units of the text without mark-up."""
    return len(plain(html).encode("utf-16-le")) // 2


def _cut_line(line: str, longest: int) -> list[str]:
    """A single line that is too long is cut at spaces, its mark-up dropped."""
    words, pieces, piece = plain(line).split(" "), [], ""
    for word in words:
        while len(word) > longest // 2:
            room = longest // 2
            pieces.append(f"{piece} {word[:room]}".strip() if len(piece) < longest // 2 else piece)
            if len(piece) >= longest // 2:
                piece = ""
                continue
            piece, word = "", word[room:]
        if _length(escape(f"{piece} {word}")) > longest:
            pieces.append(piece)
            piece = word
        else:
            piece = f"{piece} {word}" if piece else word
    return [escape(p, quote=False) for p in [*pieces, piece] if p]


def split(html: str, longest: int) -> list[str]:
    """Pieces of at most `longest` characters, cut at line ends; mark-up never spans lines in our texts."""
    if _length(html) <= longest:
        return [html]
    pieces: list[str] = []
    piece = ""
    for line in html.split("\n"):
        for bit in [line] if _length(line) <= longest else _cut_line(line, longest):
            joined = f"{piece}\n{bit}" if piece else bit
            if _length(joined) > longest:
                pieces.append(piece)
                joined = bit
            piece = joined
    return [p for p in [*pieces, piece] if p.strip()]


def listed(message: Message) -> str:
    """The choices in words, for a channel without buttons:
    numbered, or with dots where digits are answers themselves.
    """
    lines = [
        f"{n}. {escape(c.label, quote=False)}" if message.numbered else f"• {escape(c.label, quote=False)}"
        for n, c in enumerate(message.choices, 1)
    ]
    return "\n".join([*lines, message.how] if message.how else lines)


def to_parts(message: Message, capabilities: Capabilities) -> list[Part]:
    """The calls that send a message, in order. The choices stand under the last one.

    None at all where the channel cannot show it, such as a command list.
    """
    if message.commands is not None:
        return [Part(commands=message.commands)] if capabilities.commands else []
    html = message.text
    last = Part()
    if capabilities.buttons and (message.choices or message.share):
        choices = tuple((c.value, c.label) for c in message.choices)
        last = Part(choices=choices, layout=message.layout, share=message.share)
    elif message.choices:
        html = f"{html}\n\n{listed(message)}" if html else listed(message)
    picture, document = message.picture, message.document
    if document and not capabilities.files:  # in words, which may be many
        html, document = "\n\n".join(words for words in (html, message.left_out) if words), None
    if not (picture or message.media or document):
        pieces = split(html, capabilities.longest)
        return [*map(Part, pieces[:-1]), replace(last, html=pieces[-1])]
    attached = Part(
        picture=(picture.name, picture.content) if picture else None,
        media=message.media,
        document=(document.name, document.mime, document.content) if document else None,
        left_out=message.left_out,
    )
    if _length(html) <= capabilities.longest_caption:
        return [replace(attached, html=html, choices=last.choices, layout=last.layout, share=last.share)]
    rest = split(html, capabilities.longest)
    return [attached, *map(Part, rest[:-1]), replace(last, html=rest[-1])]
