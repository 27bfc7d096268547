"""The board writes a notice to all members: text or a picture, shown as they will see it, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from club.errors import Misread
from club.messages.notices import AtNight, Hold, ruling
from club.organisation.roles import Action
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Media, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, agreed, answered, asks, option
from handlers.conversation.turn import Turn
from handlers.notices.service import as_members_see_it, send_broadcast
from storage.organisation import clubs
from storage.people import memberships

LONGEST = 3_000
"""letters; more is no notice that people read"""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """The words, and a picture or document with them; `sure` is "now" where it shall go at night as well."""

    club_id: int
    body: str | None = None
    media: Media | None = None
    sure: str | None = None


async def _read_body(turn: Turn, answers: Writing, given: Answer) -> Writing:
    body = given.text.strip()
    if given.media is None and len(body) < 3:
        raise Misread("notices.body_misread")
    if len(body) > LONGEST:
        raise Misread("notices.body_too_long", most=LONGEST, count=len(body))
    return replace(answers, body=body, media=given.media)


def _held_until(turn: Turn) -> Hold | None:
    found = ruling(AtNight.WAIT, None, turn.local, turn.around.rules.quiet)
    return found if isinstance(found, Hold) else None


async def _ask_sure(turn: Turn, answers: Writing) -> Reply:
    club = await clubs.get_club(turn.connection, answers.club_id)
    members = await memberships.members(turn.connection, answers.club_id)
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
        (text("notices.preview"), as_members_see_it(club.name, answered(answers.body)), question),
        (*choices, option("no", "notices.rewrite")),
        media=answers.media,
    )


async def _read_sure(turn: Turn, answers: Writing, given: Answer) -> str | Writing:
    if given.choice == "now":
        return "now"
    return "yes" if agreed(given) else replace(answers, body=None, media=None)


async def _finish(turn: Turn, answers: Writing) -> Sequence[Reply]:
    held = _held_until(turn)
    urgent = answers.sure == "now"
    media = asdict(answers.media) if answers.media else None
    await send_broadcast(turn, answers.club_id, answered(answers.body), media, urgent=urgent)
    members = await memberships.members(turn.connection, answers.club_id)
    count = len([m for m in members if m.person.id != turn.person.id])
    if count == 0:
        return [say("notices.nobody")]
    if held and not urgent:
        return [say("notices.queued_until", count=count, until=held.until)]
    return [say("notices.queued", count=count)]


BROADCAST = Flow(
    "broadcast",
    Action.BROADCAST,
    Writing,
    (
        Step("body", asks("notices.ask_body"), _read_body, free=True, files=True, composing=True),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/thongbao [text]`."""
    body = args if 3 <= len(args) <= LONGEST else None
    return await engine.start(turn, BROADCAST, Writing(club_id=turn.club_id, body=body))
