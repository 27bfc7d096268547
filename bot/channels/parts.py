"""Cutting one message into what a channel takes: choices as it shows them,
long texts at line ends, short captions.
"""

from __future__ import annotations

import base64
import re
from html import escape, unescape

from bot.channels.base import Body, Capabilities, Part
from handlers.conversation.chat import Media

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


def listed(body: Body) -> str:
    """The choices in words, for a channel without buttons:
    numbered, or with dots where digits are answers themselves.
    """
    lines = [
        f"{n}. {escape(label, quote=False)}"
        if body.get("numbered", True)
        else f"• {escape(label, quote=False)}"
        for n, (_, label) in enumerate(body["choices"], 1)
    ]
    return "\n".join([*lines, body["how"]] if body.get("how") else lines)


def to_parts(body: Body, capabilities: Capabilities) -> list[Part]:
    """The calls that deliver a message, in order. The choices stand under the last one.

    None at all where the channel cannot show it, such as a command list.
    """
    if "commands" in body:
        commands = tuple((name, text) for name, text in body["commands"])
        return [Part(commands=commands)] if capabilities.commands else []
    html = body.get("text", "")
    last = {}
    if capabilities.buttons and (body.get("choices") or body.get("share")):
        last = {
            "choices": tuple((value, label) for value, label in body.get("choices", ())),
            "layout": body.get("layout", "buttons"),
            "share": body.get("share", ""),
        }
    elif body.get("choices"):
        html = f"{html}\n\n{listed(body)}" if html else listed(body)
    picture = body.get("picture")
    shown = (picture["name"], base64.b64decode(picture["content"])) if picture else None
    media = Media(**body["media"]) if body.get("media") else None
    file = body.get("file")
    document = (file["name"], file["mime"], base64.b64decode(file["content"])) if file else None
    if document and not capabilities.files:  # in words, which may be many
        html, document = "\n\n".join(words for words in (html, body.get("left_out", "")) if words), None
    if shown or media or document:
        attached = {
            "picture": shown,
            "media": media,
            "document": document,
            "left_out": body.get("left_out", ""),
        }
        if _length(html) <= capabilities.longest_caption:
            return [Part(html, **attached, **last)]
        rest = split(html, capabilities.longest)
        return [Part(**attached), *map(Part, rest[:-1]), Part(rest[-1], **last)]
    pieces = split(html, capabilities.longest)
    return [*map(Part, pieces[:-1]), Part(pieces[-1], **last)]
