"""Use cases of notices: sending one to many, its delivery report, and the planner that fills the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from club.messages.notices import ANSWERS, Kind
from club.people.names import sort_key
from club.people.standing import Standing
from handlers.conversation.chat import Media, Reply, Text, text
from handlers.conversation.post import Post
from handlers.conversation.texts import Voice
from handlers.conversation.turn import Turn
from handlers.conversation.wording import Wordings
from handlers.conversation.wording import why as why_sent
from storage import Connection
from storage.messages import broadcasts, outbox, recipients
from storage.messages.outbox import Draft, Entry
from storage.organisation import clubs
from storage.people import memberships

INTERIM_AFTER = timedelta(minutes=15)
"""A report goes out even while a few deliveries are still being tried."""
NAMED = 30


def subject_of(broadcast_id: int) -> str:
    """How the rows of a broadcast are found."""
    return f"broadcast:{broadcast_id}"


def as_members_see_it(club: str, body: str) -> Text:
    """The notice with its sender above it."""
    return text("notices.broadcast", club=club, body=body)


async def send_broadcast(
    turn: Turn, club_id: int, body: str, media: dict[str, Any] | None, *, urgent: bool
) -> int:
    """Queues the notice to every active member but its author; answers how many those are."""
    members = [m.person.id for m in await memberships.members(turn.connection, club_id, (Standing.ACTIVE,))]
    ids = [m for m in members if m != turn.person.id]
    broadcast_id = await broadcasts.add(
        turn.connection, club_id, turn.person.id, body, media, len(ids), turn.now
    )
    club = await clubs.get_club(turn.connection, club_id)
    reply = Reply((as_members_see_it(club.name, body),), media=Media(**media) if media else None)
    subject = subject_of(broadcast_id)
    for recipient in await recipients.recipients(turn.connection, ids):
        turn.outgoing.append(
            turn.post.to_person(Kind.BROADCAST, subject, recipient, reply, subject=subject, urgent=urgent)
        )
    return broadcast_id


def delivered(rows: Sequence[outbox.Delivery]) -> list[Text]:
    """Whom a notice reached and whom not, with the reasons."""
    sent = [r for r in rows if r.state == "sent"]
    waiting = [r for r in rows if r.state in ("queued", "sending")]
    missed = [r for r in rows if r.state not in ("sent", "queued", "sending")]
    missed.sort(key=lambda r: sort_key(r.full_name))
    lines = [
        text(
            "notices.report",
            sent=len(sent),
            missed=len(missed),
            waiting=len(waiting),
            names=[r.full_name for r in missed[:NAMED]],
            more=max(0, len(missed) - NAMED),
        )
    ]
    reasons = sorted({r.reason for r in missed if r.reason})
    if reasons:
        lines.append(text("notices.report_reasons", reasons=[text(f"notices.reason.{r}") for r in reasons]))
    return lines


async def report(
    connection: Connection, post: Post, broadcast_id: int, *, interim: bool = False
) -> list[Draft]:
    """The delivery report to the author: once when all has ended, and once before if that takes long."""
    rows = await outbox.deliveries(connection, subject_of(broadcast_id), Kind.BROADCAST)
    open_rows = [r for r in rows if r.state in ("queued", "sending")]
    if bool(open_rows) != interim:
        return []
    if not interim and not await broadcasts.mark_reported(connection, broadcast_id, post.now):
        return []
    of = await broadcasts.get(connection, broadcast_id)
    lines = delivered(rows)
    author = (await recipients.recipients(connection, [of.author_id]))[0]
    key = f"{subject_of(broadcast_id)}:report{':interim' if interim else ''}"
    return [post.to_person(Kind.BROADCAST_REPORT, key, author, Reply(tuple(lines)))]


def broadcasts_of(subjects: Iterable[str]) -> list[int]:
    """The broadcasts among these subjects, once each."""
    return [int(s.partition(":")[2]) for s in dict.fromkeys(subjects) if s.startswith("broadcast:")]


async def why(connection: Connection, wordings: Wordings, entry: Entry, voice: Voice) -> str | None:
    """Why a notice was sent, or was to be, as it was written down then; None for answers."""
    if Kind(entry.kind) in ANSWERS:
        return None
    found = await why_sent(connection, wordings, Kind(entry.kind), entry.body)
    return found if isinstance(found, str) else voice.say(found).striptags()
