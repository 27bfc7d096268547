"""The board writes a notice to all members: text or a picture, shown as they will see it, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from club.errors import Misread
from club.health.readings import is_plain
from club.messages.notices import AtNight, Hold, ruling
from club.money.loan_lines import told_loan
from club.money.repayment_lines import told_repayment
from club.organisation.roles import Action
from club.vietnamese.amending import amends
from club.vietnamese.said import hear
from club.vietnamese.withheld import withheld
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Media, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, agreed, answered, option
from handlers.conversation.turn import Turn
from handlers.notices.service import as_members_see_it, send_broadcast
from storage.organisation import clubs
from storage.people import memberships

LONGEST = 3_000
"""letters; more is no notice that people read"""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """The words, and a picture or document with them; `sure` is "now" where it shall go at night as well.

    `meant`: that words which may be no notice are the text after all; `before`: what is written anew.
    """

    club_id: int
    body: str | None = None
    media: Media | None = None
    meant: bool | None = None
    before: str = ""
    sure: str | None = None


async def _ask_body(turn: Turn, answers: Writing) -> Reply:
    if answers.before:
        return say("notices.ask_body_anew", before=answers.before)
    return say("notices.ask_body")


async def _read_body(turn: Turn, answers: Writing, given: Answer) -> Writing:
    body = given.text.strip()
    if given.media is None and len(body) < 3:
        raise Misread("notices.body_misread")
    if len(body) > LONGEST:
        raise Misread("notices.body_too_long", most=LONGEST, count=len(body))
    return replace(answers, body=body, media=given.media, meant=None)


_A_LINE = 12
"""words; what is longer was written to be read"""


def _may_be_none(answers: Writing) -> bool:
    """Whether the words may be no notice: a hesitation, a reading, money paid or lent."""
    said = hear(answers.body or "")
    if answers.media is not None or len(said.tokens) > _A_LINE:
        return False
    money = told_repayment(said) is not None or told_loan(said) is not None
    return withheld(said) is not None or is_plain(said) or money


async def _ask_meant(turn: Turn, answers: Writing) -> Reply:
    return say(
        "notices.ask_meant",
        option("yes", "notices.meant"),
        option("no", "notices.not_meant"),
        body=answered(answers.body),
    )


async def _read_meant(turn: Turn, answers: Writing, given: Answer) -> bool | Writing:
    """Yes, no, or the text of the notice, which often comes next by itself."""
    if given.agreed is not None:
        return True if given.agreed else replace(answers, body=None, media=None)
    return await _read_body(turn, answers, given)


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
    if given.choice is None and not given.agreed and amends(given.said):
        return _anew(answers)
    return "yes" if agreed(given) else _anew(answers)


def _anew(answers: Writing) -> Writing:
    """The text is asked for once more, and what was written is shown to be copied."""
    return replace(answers, body=None, media=None, meant=None, before=answered(answers.body))


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
        Step("body", _ask_body, _read_body, free=True, files=True, composing=True),
        Step(
            "meant",
            _ask_meant,
            _read_meant,
            needed=_may_be_none,
            free=True,
            composing=True,
        ),
        Step("sure", _ask_sure, _read_sure),
    ),
    _finish,
)


async def begin(turn: Turn, args: str) -> Sequence[Reply]:
    """`/thongbao [text]`."""
    body = args if 3 <= len(args) <= LONGEST else None
    return await engine.start(turn, BROADCAST, Writing(club_id=turn.club_id, body=body))
