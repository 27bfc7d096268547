"""The board writes a notice to all members: text or a picture, shown as members will see it, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from club.errors import Misread
from club.messages.notices import AtNight, Hold, ruling
from club.organisation.roles import Action
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Media, Reply, say, text
from handlers.conversation.dialogue import Answer, Data, Flow, GoTo, Step, option
from handlers.conversation.turn import Turn
from handlers.notices.service import as_members_see_it, send_broadcast
from storage.organisation import clubs
from storage.people import memberships

LONGEST = 3_000
"""letters; more is no notice that people read"""


async def _ask_body(turn: Turn, data: Data) -> Reply:
    return say("notices.ask_body")


async def _read_body(turn: Turn, data: Data, given: Answer) -> Any:
    body = given.text.strip()
    if given.media is not None:
        data["media"] = asdict(given.media)
    elif len(body) < 3:
        raise Misread("notices.body_misread")
    if len(body) > LONGEST:
        raise Misread("notices.body_too_long", most=LONGEST, count=len(body))
    return body


def _held_until(turn: Turn) -> Hold | None:
    found = ruling(AtNight.WAIT, None, turn.local, turn.around.rules.quiet)
    return found if isinstance(found, Hold) else None


async def _ask_sure(turn: Turn, data: Data) -> Reply:
    club = await clubs.get_club(turn.connection, data["club_id"])
    members = await memberships.members(turn.connection, data["club_id"])
    media = Media(**data["media"]) if data.get("media") else None
    held = _held_until(turn)
    count = len([m for m in members if m.person.id != turn.person.id])
    question = (
        text("notices.ask_sure_night", count=count, until=held.until)
        if held
        else text("notices.ask_sure", count=count)
    )
    choices = (
        (option("now", "notices.send_now"), option("yes", "notices.send_morning", until=held.until))
        if held
        else (option("yes", "notices.send"),)
    )
    return Reply(
        (text("notices.preview"), as_members_see_it(club.name, data["body"]), question),
        (*choices, option("no", "notices.rewrite")),
        media=media,
    )


async def _read_sure(turn: Turn, data: Data, given: Answer) -> Any:
    if given.choice == "now":
        return "now"
    if given.agreed is None:
        raise Misread("common.choose_or_type")
    if given.agreed:
        return "yes"
    data.pop("media", None)
    return GoTo("body")


async def _finish(turn: Turn, data: Data) -> Sequence[Reply]:
    held = _held_until(turn)
    urgent = data["sure"] == "now"
    await send_broadcast(turn, data["club_id"], data["body"], data.get("media"), urgent=urgent)
    members = await memberships.members(turn.connection, data["club_id"])
    count = len([m for m in members if m.person.id != turn.person.id])
    if count == 0:
        return [say("notices.nobody")]
    if held and not urgent:
        return [say("notices.queued_until", count=count, until=held.until)]
    return [say("notices.queued", count=count)]


BROADCAST = Flow(
    "broadcast",
    Action.BROADCAST,
    (Step("body", _ask_body, _read_body, free=True, files=True), Step("sure", _ask_sure, _read_sure)),
    _finish,
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/thongbao [text]`."""
    data: Data = {"club_id": turn.club_id}
    if 3 <= len(args) <= LONGEST:
        data["body"] = args
    return await engine.start(turn, BROADCAST, data)
