"""A code to hand on: in words, as links into each messenger, and as a QR code."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import segno

from handlers.conversation.chat import Picture, Reply, say
from handlers.conversation.turn import Turn


def qr_png(content: str) -> bytes:
    """A QR code, large enough to be scanned from paper."""
    out = io.BytesIO()
    segno.make(content, error="m").save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def with_ways_in(turn: Turn, key: str, code: str, **args: Any) -> Reply:
    """The sentence with the code, every link that leads in, and the QR code of the writer's messenger."""
    own = turn.incoming.channel
    names = sorted(turn.around.channels, key=lambda name: name != own)
    links = [i for name in names if (i := turn.around.channels[name].invitation(code)) is not None]
    reply = say(key, code=code, links=links, **args)
    return replace(reply, picture=Picture(qr_png(links[0].link if links else code), "ma-moi.png"))
