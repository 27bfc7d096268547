"""The board writes a notice to all members: text or a picture, shown as they will see it, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from club.errors import Misread
from club.messages.notice_words import asks_to_write, for_a_part, names_all, to_everybody
from club.messages.notices import AtNight, Hold, ruling
from club.organisation.roles import Action
from club.vietnamese.amending import amends
from club.vietnamese.said import hear
from club.vietnamese.yesno import gives_up
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Media, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, option
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from handlers.health.service import store_own
from handlers.notices.doubts import Doubt, doubts, is_high
from handlers.notices.service import as_members_see_it, send_broadcast
from storage.organisation import clubs
from storage.people import memberships

LONGEST = 3_000
"""letters; more is no notice that people read"""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """The words, and a picture or document with them; `sure` is "now" where it shall go at night as well.

    `meant`: that words which may be no notice are the text after all; `before`: what is written anew;
    `own`: that it is a reading of the writer's, which is noted instead.
    """

    club_id: int
    body: str | None = None
    media: Media | None = None
    meant: bool | None = None
    before: str = ""
    own: bool = False
    sure: str | None = None


async def _ask_body(turn: Turn, answers: Writing) -> Reply:
    if answers.before:
        return say("notices.ask_body_anew", before=answers.before)
    return say("notices.ask_body")


async def _read_body(turn: Turn, answers: Writing, given: Answer) -> Writing:
    body = given.text.strip()
    if given.media is None and asks_to_write(given.said):
        raise Misread("notices.cannot_write")
    if given.media is None and len(body) < 3:
        raise Misread("notices.body_misread")
    if len(body) > LONGEST:
        raise Misread("notices.body_too_long", most=LONGEST, count=len(body))
    return replace(answers, body=body, media=given.media, meant=None)


async def _ask_meant(turn: Turn, answers: Writing) -> Reply:
    count = await _count(turn, answers.club_id)
    found = doubts(answers.body or "")
    lead = tuple(text(f"notices.doubt.{one.value}", count=count) for one in found)
    high = (text("health.perhaps_danger"),) if is_high(answers.body or "") else ()
    kept = "keep" if found[0].hurts else "yes"  # a bare yes does not send what may hurt somebody
    keep = option(kept, f"notices.keep.{found[0].value}", count=count)
    own = (option("own", "notices.note_reading"),) if Doubt.READING in found else ()
    anew = option("no", "notices.not_meant")
    return Reply(
        (*high, *lead, text("notices.ask_meant", body=answered(answers.body))),
        (*own, anew, keep) if found[0].hurts else (*own, keep, anew),
    )


async def _read_meant(turn: Turn, answers: Writing, given: Answer) -> bool | Writing | Leave:
    """Yes, no, or the text of the notice, which often comes next by itself."""
    if given.choice == "own":
        return replace(answers, own=True, meant=True, sure="no")
    found = doubts(answers.body or "")
    if given.choice == "keep" or (found == [Doubt.PART] and to_everybody(given.said)):
        return True
    if given.choice is None and gives_up(given.said):
        return Leave((say("notices.not_sent"),))
    if given.agreed is False:
        return _anew(answers) if found[0].hurts else replace(answers, body=None, media=None)
    if given.agreed:
        if found[0].hurts:
            raise Misread("common.choose_or_type")
        return True
    return await _read_body(turn, answers, given)


async def _count(turn: Turn, club_id: int) -> int:
    """How many members a notice of the writer goes to."""
    members = await memberships.members(turn.connection, club_id)
    return len([m for m in members if m.person.id != turn.person.id])


def _held_until(turn: Turn) -> Hold | None:
    found = ruling(AtNight.WAIT, None, turn.local, turn.around.rules.quiet)
    return found if isinstance(found, Hold) else None


async def _ask_sure(turn: Turn, answers: Writing) -> Reply:
    club = await clubs.get_club(turn.connection, answers.club_id)
    held = _held_until(turn)
    count = await _count(turn, answers.club_id)
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


async def _read_sure(turn: Turn, answers: Writing, given: Answer) -> str | Writing | Leave:
    if given.choice == "now":
        return "now"
    if given.choice is None and for_a_part(given.said):  # "chỉ gửi tổ 1 thôi"
        raise Misread("notices.doubt.part", count=await _count(turn, answers.club_id))
    if given.choice is None and gives_up(given.said):
        return Leave((say("notices.not_sent"),))
    if given.choice is None and not given.agreed and amends(given.said):
        return _anew(answers)
    return "yes" if agreed(given) else _anew(answers)


def _anew(answers: Writing) -> Writing:
    """The text is asked for once more, and what was written is shown to be copied."""
    return replace(answers, body=None, media=None, meant=None, before=answered(answers.body))


async def _finish(turn: Turn, answers: Writing) -> Sequence[Reply]:
    if answers.own:
        return [*await store_own(turn, hear(answered(answers.body))), say("notices.not_sent")]
    held = _held_until(turn)
    urgent = answers.sure == "now"
    media = asdict(answers.media) if answers.media else None
    await send_broadcast(turn, answers.club_id, answered(answers.body), media, urgent=urgent)
    count = await _count(turn, answers.club_id)
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
        Step("body", _ask_body, _read_body, free=True, files=True, composing=True),
        Step(
            "meant",
            _ask_meant,
            _read_meant,
            needed=lambda a: any(one.hurts or a.media is None for one in doubts(a.body or "")),
            free=True,
            composing=True,
        ),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/thongbao [text]`."""
    body = args if 3 <= len(args) <= LONGEST and not names_all(hear(args)) else None
    return await engine.start(turn, BROADCAST, Writing(club_id=turn.club_id, body=body))
