"""Use cases of notices: sending one to many, its delivery report, and the planner that fills the outbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from club.messages.notices import ANSWERS, Kind
from club.people.names import sort_key
from club.people.standing import Standing
from handlers.conversation.chat import Media, Reply, Text, say, text
from handlers.conversation.post import Post
from handlers.conversation.speaking import SPEAKING
from handlers.conversation.texts import Voice
from handlers.conversation.turn import ReminderRules, Turn
from handlers.conversation.wording import Wordings
from handlers.conversation.wording import why as why_sent
from handlers.loans.service import plan_for_loan
from handlers.meetings.service import plan_for_club, refresh_occurrences
from handlers.offices.service import TOLD_BEFORE, plan_term
from handlers.privacy.service import erase
from storage import Connection, Storage
from storage.database.apart import Apart
from storage.meetings import meetings
from storage.messages import broadcasts, dialogues, inbox, outbox, recipients
from storage.messages.outbox import Draft, Entry
from storage.money import loans
from storage.organisation import clubs, codes, offices
from storage.people import memberships, people_lists
from storage.records import personal_data

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


class Planner:
    """What the clock does: occurrences, reminders, loan notices, reports, questions that nobody answered.

    Every part may run at any time and as often as one likes: a notice is queued once by its dedupe key.
    """

    def __init__(self, storage: Storage, rules: ReminderRules, apart: Apart) -> None:
        self.storage = storage
        self.rules = rules
        self.apart = apart

    async def plan(self, post: Post) -> int:
        """Fills the outbox with what becomes due within the next days; answers how many notices were new."""
        async with self.storage.view() as look:
            club_ids = await meetings.clubs_with_rules(look)
            loan_ids = [loan.id for loan in await loans.all_active(look)]
            terms = await offices.terms_ending(look, post.today + TOLD_BEFORE)

        async def of_term(unit: Connection, term: offices.Term) -> int:
            return await outbox.queue(unit, await plan_term(unit, post, term))

        async def of_club(unit: Connection, club_id: int) -> int:
            await refresh_occurrences(unit, post, club_id)
            return await outbox.queue(unit, await plan_for_club(unit, post, self.rules, club_id))

        async def of_loan(unit: Connection, loan_id: int) -> int:
            loan = await loans.get_loan(unit, loan_id)
            if loan is None:
                return 0
            return await outbox.queue(unit, await plan_for_loan(unit, post, self.rules, loan))

        queued = await self.apart.each("planning a term's end", terms, of_term)
        queued += await self.apart.each("planning a club's meetings", club_ids, of_club)
        return queued + await self.apart.each("planning a loan's notices", loan_ids, of_loan)

    async def tidy(self, post: Post) -> None:
        """Ends questions left open for a day, reports long broadcasts, forgets old updates."""
        async with self.storage.view() as look:
            open_questions = await dialogues.expired(look, post.now)
            reporting = [b.id for b in await broadcasts.unreported(look)]
            leaving = await personal_data.due_erasures(look, post.now)

        async def end_question(unit: Connection, address_id: int) -> int:
            ended = await dialogues.take_expired(unit, address_id, post.now)
            if ended is None or ended.flow == outbox.URGENT_FLOW:  # what follows it has been said
                return 0
            return await outbox.queue(unit, [_expired(post, ended)])

        async def report_on(unit: Connection, broadcast_id: int) -> int:
            drafts = await report(unit, post, broadcast_id)
            if post.now - (await broadcasts.get(unit, broadcast_id)).created_at > INTERIM_AFTER:
                drafts += await report(unit, post, broadcast_id, interim=True)
            return await outbox.queue(unit, drafts)

        async def erase_one(unit: Connection, due: tuple[int, int]) -> int:
            return await erase(unit, post, *due)

        async def forget(unit: Connection, what: Callable[[Connection], Awaitable[object]]) -> int:
            await what(unit)
            return 0

        await self.apart.each("ending a question", open_questions, end_question)
        await self.apart.each("reporting on a notice", reporting, report_on)
        await self.apart.each("erasing a person", leaving, erase_one)
        await self.apart.each("forgetting what is old", _forgetting(post.now), forget)


def _expired(post: Post, ended: dialogues.Expired) -> Draft:
    return post.to_chat(
        Kind.DIALOGUE_EXPIRED,
        f"expired:{ended.address_id}:{int(ended.expires_at.timestamp())}",
        say("common.held_expired" if ended.flow == SPEAKING.name else "common.expired_notice"),
        channel=ended.channel,
        address_id=ended.address_id,
        person=ended.person,
    )


def _forgetting(now: datetime) -> list[Callable[[Connection], Awaitable[object]]]:
    return [
        lambda unit: inbox.drop_held_before(unit, now - SPEAKING.lifetime, now),
        lambda unit: inbox.purge(unit, now - KEEP_INBOX),
        lambda unit: outbox.forget_files(unit, now - KEEP_FILES),
        lambda unit: people_lists.forget(unit, now - KEEP_LISTS),
        lambda unit: codes.forget_wrong(unit, now - KEEP_LISTS),
        personal_data.forget_chats,
    ]
