"""What the clock does: planning what becomes due, ending what was left open, forgetting what is old."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from club.messages.notices import Kind
from handlers.conversation.chat import say
from handlers.conversation.post import Post
from handlers.conversation.speaking import SPEAKING
from handlers.conversation.turn import ReminderRules
from handlers.loans.service import plan_for_loan
from handlers.loans.service import planned_again as loan_planned_again
from handlers.meetings.service import plan_for_club, refresh_occurrences
from handlers.meetings.service import planned_again as meetings_planned_again
from handlers.notices.service import INTERIM_AFTER, report
from handlers.offices.service import TOLD_BEFORE, plan_term
from handlers.privacy.service import erase
from storage import Connection, Storage
from storage.database.apart import Apart
from storage.messages import broadcasts, dialogues, inbox, outbox
from storage.messages.outbox import Draft
from storage.money import loans
from storage.organisation import codes, offices
from storage.people import people_lists
from storage.records import personal_data, planning

TOGETHER = 25
"""clubs or loans that are planned in one transaction"""
KEEP_INBOX = timedelta(days=7)
KEEP_FILES = timedelta(hours=2)
KEEP_LISTS = timedelta(days=1)


class Planner:
    """Works through what is due, row by row, whatever fails on the way.

    Every part may run at any time and as often as one likes: a notice is queued once by its dedupe key.
    """

    def __init__(self, storage: Storage, rules: ReminderRules, apart: Apart) -> None:
        self.storage = storage
        self.rules = rules
        self.apart = apart

    async def plan(self, post: Post) -> int:
        """Fills the outbox with what becomes due within the next days, of what is to be planned by now.

        Answers how many notices were new.
        """
        async with self.storage.view() as look:
            terms = await offices.terms_ending(look, post.today + TOLD_BEFORE)

        async def of_term(unit: Connection, term: offices.Term) -> int:
            return await outbox.queue(unit, await plan_term(unit, post, term))

        async def of_club(unit: Connection, club_id: int) -> int:
            await refresh_occurrences(unit, post, club_id)
            queued = await outbox.queue(unit, await plan_for_club(unit, post, self.rules, club_id))
            again = await meetings_planned_again(unit, post, self.rules, club_id)
            await planning.club_planned(unit, club_id, post.midnight(again) if again else None)
            return queued

        async def of_loan(unit: Connection, loan_id: int) -> int:
            loan = await loans.get_loan(unit, loan_id)
            if loan is None:
                return 0
            queued = await outbox.queue(unit, await plan_for_loan(unit, post, self.rules, loan))
            again = await loan_planned_again(unit, post, self.rules, loan)
            await planning.loan_planned(unit, loan_id, post.midnight(again) if again else None)
            return queued

        queued = await self.apart.each("planning a term's end", terms, of_term)
        queued += await self._page_by_page("planning a club's meetings", planning.clubs_due, of_club, post)
        return queued + await self._page_by_page(
            "planning a loan's notices", planning.loans_due, of_loan, post
        )

    async def _page_by_page(
        self,
        what: str,
        due: Callable[[Connection, datetime], Awaitable[list[int]]],
        work: Callable[[Connection, int], Awaitable[int]],
        post: Post,
    ) -> int:
        """What cannot be planned is passed over, and tried again when the clock comes round next time."""
        queued, seen = 0, set[int]()
        while True:
            async with self.storage.view() as look:
                page = [n for n in await due(look, post.now) if n not in seen]
            if not page:
                return queued
            seen |= set(page)
            queued += await self.apart.each(what, page, work, together=TOGETHER)

    async def plans_next(self) -> datetime | None:
        """When there is something to plan next."""
        async with self.storage.view() as look:
            return await planning.next_due(look)

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
            await erase(unit, post, *due)
            return 1

        async def count(unit: Connection, what: Callable[[Connection], Awaitable[int]]) -> int:
            return await what(unit)

        async def forget(unit: Connection, what: Callable[[Connection], Awaitable[object]]) -> int:
            await what(unit)
            return 0

        await self.apart.each("ending a question", open_questions, end_question)
        await self.apart.each("reporting on a notice", reporting, report_on)
        await self.apart.each("forgetting what is old", _forgetting(post.now), forget)
        erased = await self.apart.each("erasing a person", leaving, erase_one)
        if erased + await self.apart.each("forgetting a chat", [personal_data.forget_chats], count):
            await self.storage.forget_pages()


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
    ]
