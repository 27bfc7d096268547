"""Use cases of notices: sending one to many, its delivery report, and the planner that fills the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from club.messages.notices import ANSWERS, Kind
from club.people.names import sort_key
from club.people.standing import Standing
from handlers.conversation.chat import Media, Reply, Text, say, text
from handlers.conversation.post import Post, why_of
from handlers.conversation.speaking import SPEAKING
from handlers.conversation.texts import Texts
from handlers.conversation.turn import ReminderRules, Turn
from handlers.loans.service import plan_for_loan
from handlers.meetings.service import plan_for_club, refresh_occurrences
from handlers.offices.service import plan_terms
from handlers.privacy.service import erase_due
from storage import Connection, Storage
from storage.meetings import meetings
from storage.messages import broadcasts, dialogues, inbox, outbox, recipients
from storage.messages.outbox import Draft, Entry
from storage.money import loans
from storage.organisation import clubs, codes
from storage.people import memberships, people_lists
from storage.people.persons import Person

INTERIM_AFTER = timedelta(minutes=15)
"""A report goes out even while a few deliveries are still being tried."""
KEEP_INBOX = timedelta(days=7)
KEEP_FILES = timedelta(hours=2)
KEEP_LISTS = timedelta(days=1)
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
    sent = [r for r in rows if r.state == "sent"]
    missed = [r for r in rows if r.state not in ("sent", "queued", "sending")]
    missed.sort(key=lambda r: sort_key(r.full_name))
    lines = [
        text(
            "notices.report",
            sent=len(sent),
            missed=len(missed),
            waiting=len(open_rows),
            names=[r.full_name for r in missed[:NAMED]],
            more=max(0, len(missed) - NAMED),
        )
    ]
    reasons = sorted({r.reason for r in missed if r.reason})
    if reasons:
        lines.append(text("notices.report_reasons", reasons=[text(f"notices.reason.{r}") for r in reasons]))
    author = (await recipients.recipients(connection, [of.author_id]))[0]
    key = f"{subject_of(broadcast_id)}:report{':interim' if interim else ''}"
    return [post.to_person(Kind.BROADCAST_REPORT, key, author, Reply(tuple(lines)))]


async def reports_due(connection: Connection, post: Post, subjects: Sequence[str]) -> list[Draft]:
    """Reports of the broadcasts among these subjects whose last delivery has just ended."""
    drafts: list[Draft] = []
    for subject in {s for s in subjects if s.startswith("broadcast:")}:
        drafts += await report(connection, post, int(subject.split(":")[1]))
    return drafts


def why(entry: Entry, texts: Texts, person: Person, today: date) -> str | None:
    """Why a notice was sent, or was to be, as it was written down then; None for answers."""
    if Kind(entry.kind) in ANSWERS:
        return None
    return entry.why or texts.voice(person, today).say(why_of(Kind(entry.kind))).striptags()


class Planner:
    """What the clock does: occurrences, reminders, loan notices, reports, questions that nobody answered.

    Every part may run at any time and as often as one likes: a notice is queued once by its dedupe key.
    """

    def __init__(self, storage: Storage, rules: ReminderRules) -> None:
        self.storage = storage
        self.rules = rules

    async def plan(self, post: Post) -> int:
        """Fills the outbox with what becomes due within the next days; answers how many notices were new."""
        queued = 0
        async with self.storage.view() as look:
            club_ids = await meetings.clubs_with_rules(look)
            loan_ids = [loan.id for loan in await loans.all_active(look)]
        async with self.storage.unit() as unit:
            queued += await outbox.queue(unit, await plan_terms(unit, post))
        for club_id in club_ids:
            async with self.storage.unit() as unit:
                await refresh_occurrences(unit, post, club_id)
                queued += await outbox.queue(unit, await plan_for_club(unit, post, self.rules, club_id))
        for loan_id in loan_ids:
            async with self.storage.unit() as unit:
                loan = await loans.get_loan(unit, loan_id)
                if loan is not None:
                    queued += await outbox.queue(unit, await plan_for_loan(unit, post, self.rules, loan))
        return queued

    async def tidy(self, post: Post) -> None:
        """Ends questions left open for a day, reports long broadcasts, forgets old updates."""
        async with self.storage.unit() as unit:
            drafts = [
                post.to_chat(
                    Kind.DIALOGUE_EXPIRED,
                    f"expired:{e.address_id}:{int(e.expires_at.timestamp())}",
                    say("common.held_expired" if e.flow == SPEAKING.name else "common.expired_notice"),
                    channel=e.channel,
                    address_id=e.address_id,
                    person=e.person,
                )
                for e in await dialogues.take_expired(unit, post.now)
                if e.flow != outbox.URGENT_FLOW  # what follows it has been said
            ]
            for b in await broadcasts.unreported(unit):
                drafts += await report(unit, post, b.id)
                if post.now - b.created_at > INTERIM_AFTER:
                    drafts += await report(unit, post, b.id, interim=True)
            await outbox.queue(unit, drafts)
            await inbox.drop_held_before(unit, post.now - SPEAKING.lifetime, post.now)
            await inbox.purge(unit, post.now - KEEP_INBOX)
            await outbox.forget_files(unit, post.now - KEEP_FILES)
            await people_lists.forget(unit, post.now - KEEP_LISTS)
            await erase_due(unit, post)
            await codes.forget_wrong(unit, post.now - KEEP_LISTS)
