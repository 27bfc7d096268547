"""The list of people, where they are written to, and what moves between their addresses, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from club.messages.message import Message, Offered
from club.messages.notices import AtNight, Kind, Priority, Reason
from club.organisation.roles import Office
from club.people.honorifics import Sex
from club.people.roster import Household
from club.people.standing import Standing
from storage import Connection, Storage
from storage.messages import addresses, outbox, outbox_look, recipients, redirect
from storage.messages.outbox import Draft
from storage.organisation import clubs, offices
from storage.people import roster

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ON = {"full_name": "Lò Thị Ón", "birth_year": 1948, "sex": "female", "phone": None, "small_group": "Tổ 1"}


async def _listed(c: Connection) -> roster.Entry:
    club_id, _, _ = await clubs.found_club(
        c, name="CLB", commune="xã", province="tỉnh", founded_on=None, fund=0, now=NOW, today=TODAY
    )
    line = await roster.entry(c, await roster.add(c, club_id, ON, by=None, now=NOW))
    assert line is not None
    return line


async def _address(c: Connection, person_id: int, channel: str) -> int:
    address_id = await addresses.add_address(c, channel, "1", NOW)
    assert address_id is not None
    await addresses.link_address(c, address_id, person_id)
    return address_id


async def _queue(c: Connection, person_id: int, address_id: int | None, channel: str) -> None:
    later = NOW + timedelta(days=1)
    message = Message("Mai họp", (Offered("b/x/1", "Có"),))
    draft = Draft(
        "k",
        Kind.MEETING,
        channel,
        address_id,
        person_id,
        message,
        Priority.REMINDER,
        AtNight.WAIT,
        later,
        later + timedelta(days=1),
        NOW,
    )
    await outbox.queue(c, [draft])


async def _rows(c: Connection) -> list[tuple[str, str, str | None]]:
    return [(e.channel, e.state, e.reason) for e in await outbox.latest(c, limit=10)]


async def test_a_line_is_added_changed_and_ended(storage: Storage) -> None:
    async with storage.unit() as unit:
        line = await _listed(unit)
        assert (line.sex, line.small_group, line.uses_bot) == (Sex.FEMALE, "Tổ 1", False)
        await roster.change(unit, line, {"household": "poor", "card_expires_on": TODAY, "team": "Văn nghệ"})
        await offices.appoint(unit, line.club_id, line.person_id, Office.TREASURER, by=None, today=TODAY)
        await _address(unit, line.person_id, "zalo")
        (changed,) = await roster.entries(unit, line.club_id)
        assert (changed.household, changed.card_expires_on, changed.team) == (
            Household.POOR,
            TODAY,
            "Văn nghệ",
        )
        assert changed.offices == {Office.TREASURER}
        assert changed.uses_bot
        (before,) = await recipients.recipients(unit, [line.person_id])
        await roster.set_standing(unit, changed, Standing.MOVED, by=line.person_id, now=NOW, today=TODAY)
        (after,) = await recipients.recipients(unit, [line.person_id])
        assert (before.gone, after.gone) == (False, True)
        assert not await roster.other_clubs(unit, line)
        assert await roster.subjects(unit, line.club_id) == []
        ended = await roster.entry(unit, line.membership_id)
    assert ended is not None
    assert (ended.standing, ended.offices) == (Standing.MOVED, frozenset())


async def test_what_is_queued_follows_the_person(storage: Storage) -> None:
    both = ["telegram", "zalo"]
    async with storage.unit() as unit:
        person = (await _listed(unit)).person_id
        first, second = await _address(unit, person, "telegram"), await _address(unit, person, "zalo")
        await _queue(unit, person, first, "telegram")
        await addresses.prefer(unit, second, NOW)
        assert await redirect.to_preferred(unit, person, both, NOW) == 1
        assert await _rows(unit) == [("zalo", "queued", "moved")]
        assert await redirect.to_preferred(unit, person, both, NOW) == 0, "it is there already"
        assert await redirect.stop_address(unit, second, NOW, both) == []
        assert await _rows(unit) == [("telegram", "queued", "moved")]
        assert await redirect.leave_absent_channels(unit, ["zalo"]) == 0, "there is no other address"
        assert await redirect.end_overdue(unit, ["zalo"], NOW + timedelta(days=3)) == 1
        assert await _rows(unit) == [("telegram", "expired", "too_late")]


async def test_what_was_dropped_comes_back_only_while_it_is_of_use(storage: Storage) -> None:
    async with storage.unit() as unit:
        person = (await _listed(unit)).person_id
        await _queue(unit, person, None, outbox.NOWHERE)
        assert await _rows(unit) == [("none", "cancelled", "no_address")]
        await _address(unit, person, "zalo")
        assert await redirect.to_preferred(unit, person, ["zalo"], NOW + timedelta(days=2)) == 0
        assert await redirect.to_preferred(unit, person, ["zalo"], NOW) == 1
        assert await outbox.cancel_person(unit, person, Reason.NOT_TAKING_PART, NOW) == 1
        assert await redirect.to_preferred(unit, person, ["zalo"], NOW) == 0
        assert await redirect.to_preferred(unit, person, ["zalo"], NOW, [Reason.NOT_TAKING_PART.value]) == 1
        assert await _rows(unit) == [("zalo", "queued", "moved")]


async def test_the_lowest_offer_is_found(storage: Storage) -> None:
    async with storage.unit() as unit:
        person = (await _listed(unit)).person_id
        address_id = await _address(unit, person, "zalo")
        await _queue(unit, person, address_id, "zalo")
        assert await outbox_look.last_offer(unit, address_id, NOW) == [], "it has not been sent"
        due = NOW + timedelta(days=1)
        await outbox.claim_due(unit, "zalo", outbox.Lease(due, due + timedelta(minutes=1)), limit=5)
        assert await outbox_look.last_offer(unit, address_id, due, unasked=True) == [["b/x/1", "Có"]]
