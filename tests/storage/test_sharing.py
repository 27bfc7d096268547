"""One chat of several people, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from storage import Storage
from storage.database.engine import plain_connection
from storage.database.migrate import migrate
from storage.messages import addresses, inbox, sharing
from storage.messages.writers import find_writer
from storage.people import persons
from storage.records import personal_data

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


async def _couple(storage: Storage) -> tuple[int, int]:
    """The addresses of two people of one chat; the second was heard last."""
    async with storage.unit() as unit:
        first = await addresses.add_address(unit, "zalo", "1", NOW)
        assert first is not None
        second = await sharing.share(unit, first, NOW)
        for place, name in ((first, "Lò Thị Mẩy"), (second, "Giàng A Sùng")):
            added = await persons.add_person(
                unit, full_name=name, birth_year=1950, birth_date=None, sex=None, phone=None,
                phone_verified=False, now=NOW,
            )  # fmt: skip
            await addresses.link_address(unit, place, added)
            await sharing.agree(unit, place, NOW)
    return first, second


async def test_who_was_heard_last_speaks_for_half_an_hour(storage: Storage) -> None:
    _, second = await _couple(storage)
    async with storage.view() as look:
        soon = await find_writer(look, "zalo", "1", NOW + timedelta(minutes=29))
        late = await find_writer(look, "zalo", "1", NOW + timedelta(minutes=30))
    assert soon is not None
    assert (soon.address_id, soon.unsure) == (second, False)
    assert late is not None
    assert late.unsure
    assert late.person is None
    assert [s.person.full_name for s in late.sharers if s.person] == ["Lò Thị Mẩy", "Giàng A Sùng"]


async def test_whose_a_message_is_where_a_chat_is_shared(storage: Storage) -> None:
    first, second = await _couple(storage)
    async with storage.unit() as unit:
        found = await sharing.whose(unit, [first, second], "danger")
        assert {a: w.person.full_name for a, w in found.items()} == {
            first: "Lò Thị Mẩy",
            second: "Giàng A Sùng",
        }
        await addresses.unlink(unit, second)
        assert await sharing.whose(unit, [first, second], "danger") == {}
        writer = await find_writer(unit, "zalo", "1", NOW + timedelta(hours=2))
    assert writer is not None
    assert (writer.address_id, writer.unsure, writer.sharers) == (first, False, ())


async def test_held_updates_are_no_unhandled_ones(storage: Storage) -> None:
    update = inbox.Received("zalo", "7", {"text": "130/80"})
    async with storage.unit() as unit:
        await inbox.store(unit, [update], NOW)
        assert await inbox.claim(unit, "zalo", "7", NOW)
        await inbox.hold(unit, update, "1")
        assert await inbox.pending(unit) == []
        assert await inbox.waits(unit, "zalo", "1", NOW - timedelta(minutes=1))
        assert not await inbox.waits(unit, "zalo", "1", NOW - timedelta(minutes=1), besides="7")
        assert await inbox.release(unit, "zalo", "1", NOW) == [], "it is older"
        assert await inbox.release(unit, "zalo", "1", NOW - timedelta(minutes=1)) == [update]
        assert await inbox.pending(unit) == [update]
        await inbox.hold(unit, update, "1")
        assert await inbox.drop_held_before(unit, NOW, NOW) == 1
        assert await inbox.pending(unit) == []


async def test_the_last_one_erased_takes_the_chat_along(storage: Storage) -> None:
    first, second = await _couple(storage)
    async with storage.unit() as unit:
        for place, left in ((first, 1), (second, 2)):
            who = await addresses.owner(unit, place)
            assert who is not None
            chats = await personal_data.erase(unit, who, nameless="?", now=NOW, today=NOW.date())
            assert place in chats
            assert len(chats) >= left, "with the last of them the chat's own row goes"


async def test_a_shared_chat_survives_the_way_down_and_up(url: str) -> None:
    await migrate(url)
    storage = Storage(url)
    await _couple(storage)
    await storage.close()
    await migrate(url, "0009", down=True)
    await migrate(url)
    async with plain_connection(url) as connection:
        rows = await connection.execute(sa.text("SELECT external_id FROM address ORDER BY external_id"))
        assert [r.external_id for r in rows] == ["1", "1#1", "1#2"]
