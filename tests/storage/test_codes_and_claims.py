"""Codes of every kind, claims, merged records and messengers, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from club.health.blood_pressure import Pressure
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.honorifics import Sex
from club.people.kinship import Right
from club.people.standing import Standing
from storage import Connection, Storage
from storage.database.engine import plain_connection
from storage.database.migrate import migrate
from storage.health import readings
from storage.messages import addresses, messengers, recipients
from storage.organisation import clubs, codes
from storage.people import claims, consents, kinships, memberships, persons, roster
from storage.records import merge
from storage.schema import person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ON = {"full_name": "Lò Thị Ón", "birth_year": 1948, "sex": "female", "phone": "+84912345111"}


async def _club(c: Connection) -> tuple[int, str]:
    club_id, _, join = await clubs.found_club(
        c,
        name="CLB",
        commune="xã",
        province="tỉnh",
        founded_on=None,
        fund=0,
        now=NOW,
        today=date(2026, 11, 23),
    )
    return club_id, join


async def _listed(c: Connection, club_id: int) -> int:
    line = await roster.entry(c, await roster.add(c, club_id, ON, by=None, now=NOW))
    assert line is not None
    return line.person_id


async def _state(c: Connection, typed: str, at: datetime = NOW) -> str:
    found = await codes.find_code(c, typed)
    assert found is not None
    return found.state(at)


async def test_codes_end_are_used_once_and_taken_back(storage: Storage) -> None:
    async with storage.unit() as unit:
        club_id, join = await _club(unit)
        person = await _listed(unit, club_id)
        assert (await codes.valid_join_code(unit, club_id, NOW)).code == join
        personal = await codes.personal_code(unit, club_id, person, NOW)
        assert await codes.personal_code(unit, club_id, person, NOW + timedelta(days=30)) == personal
        later = await codes.personal_code(unit, club_id, person, NOW + timedelta(days=70))
        assert later != personal
        assert await _state(unit, personal, NOW + timedelta(days=71)) == "expired"
        assert [
            c.code for c in await codes.open_codes(unit, person, NOW + timedelta(days=71), ["person"])
        ] == [later]
        found = await codes.find_code(unit, later)
        assert found is not None
        assert await codes.use_code(unit, found.id, person, NOW)
        assert not await codes.use_code(unit, found.id, person, NOW)
        restore = await codes.restore_code(unit, club_id, person, NOW)
        assert await codes.revoke_all_of(unit, person, NOW, ["restore"]) == 1
        assert await _state(unit, restore) == "expired"
        chair = await codes.office_code(unit, club_id, Office.CHAIR, NOW)
        unit_id = (await unit.execute(sa.text("SELECT min(id) FROM unit"))).scalar_one()
        officer = await codes.find_code(unit, await codes.officer_code(unit, unit_id, NOW))
        assert officer is not None
        assert (officer.club_id, officer.unit_id) == (None, unit_id)
        assert (club_id, chair) in await codes.clubs_with_codes(unit, NOW)
        revoked = await codes.find_code(unit, chair)
        assert revoked is not None
        assert await codes.revoke(unit, revoked.id, NOW)
        assert not await codes.revoke(unit, revoked.id, NOW)


async def test_wrong_codes_are_counted_for_a_while(storage: Storage) -> None:
    async with storage.unit() as unit:
        address_id = await addresses.add_address(unit, "zalo", "1", NOW)
        assert address_id is not None
        for minutes in (2, 0, 1):
            await codes.note_wrong(unit, address_id, NOW + timedelta(minutes=minutes))
        found = await codes.wrong_since(unit, address_id, NOW)
        assert found == [NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]
        assert await codes.forget_wrong(unit, NOW + timedelta(minutes=2)) == 2


async def test_claims_are_made_once_and_answered_once(storage: Storage) -> None:
    async with storage.unit() as unit:
        club_id, _ = await _club(unit)
        person = await _listed(unit, club_id)
        address_id = await addresses.add_address(unit, "zalo", "1", NOW)
        assert address_id is not None
        (listed,) = await claims.by_phone(unit, "+84912345111")
        assert (listed.person.full_name, listed.uses_bot) == ("Lò Thị Ón", False)
        claim_id = await claims.make(unit, address_id, listed, NOW)
        assert claim_id is not None
        assert await claims.make(unit, address_id, listed, NOW) is None
        assert await claims.answer(unit, claim_id, True, by=person, now=NOW)
        assert not await claims.answer(unit, claim_id, False, by=person, now=NOW)
        found = await claims.get(unit, claim_id)
        assert found is not None
        assert (found.channel, found.external_id, found.answered) == ("zalo", "1", True)
        assert [one.person.id for one in await claims.unlinked(unit, club_id)] == [person]
        await addresses.link_address(unit, address_id, person)
        assert await claims.unlinked(unit, club_id) == []


async def test_two_records_become_one(storage: Storage) -> None:
    async with storage.unit() as unit:
        club_id, _ = await _club(unit)
        kept = await _listed(unit, club_id)
        gone = await persons.add_person(
            unit,
            full_name="lo thi on",
            birth_year=1948,
            birth_date=date(1948, 3, 5),
            sex=Sex.FEMALE,
            phone="+84912345999",
            phone_verified=True,
            now=NOW,
        )
        address_id = await addresses.add_address(unit, "zalo", "1", NOW)
        assert address_id is not None
        await addresses.link_address(unit, address_id, gone)
        await consents.add_consent(unit, gone, Purpose.HEALTH, True, "zalo", NOW)
        await memberships.apply_for(unit, gone, club_id, NOW)
        await readings.add(unit, gone, Pressure(130, 80), taken_at=NOW, recorded_by=gone, now=NOW)
        await kinships.add(unit, gone, kept, [Right.SEES_READINGS], NOW)
        expires, origin = (
            {"card_expires_on": date(2027, 3, 31)},
            {"ethnic_group": "Thái", "household": "poor"},
        )
        await unit.execute(sa.update(person).where(person.c.id == gone).values(**expires, **origin))
        await merge.merge(unit, gone, kept)
        (line,) = await roster.entries(unit, club_id)
        assert (line.person_id, line.full_name, line.birth_date, line.phone) == (
            kept,
            "Lò Thị Ón",
            date(1948, 3, 5),
            "+84912345111",
        )
        assert line.card_expires_on == date(2027, 3, 31)
        assert (line.ethnic_group, line.household) == (None, None), "it may have been refused"
        verified = await unit.execute(sa.select(person.c.phone_verified).where(person.c.id == kept))
        assert verified.scalar() is False, "the messenger vouched for the other number"
        assert (line.standing, line.uses_bot) == (Standing.ACTIVE, True)
        assert [r.recorded_by for r in await readings.last(unit, kept, limit=5)] == [kept]
        assert await kinships.followed_by(unit, kept) == []
        (recipient,) = await recipients.recipients(unit, [kept])
        assert recipient.consents == {Purpose.HEALTH}


async def test_a_day_of_another_year_is_not_filled_in(storage: Storage) -> None:
    async with storage.unit() as unit:
        club_id, _ = await _club(unit)
        kept = await _listed(unit, club_id)
        (line,) = await roster.entries(unit, club_id)
        await roster.change(unit, line, {"birth_year": 1950})
        gone = await persons.add_person(
            unit,
            full_name="Lò Thị Ón",
            birth_year=1948,
            birth_date=date(1948, 3, 5),
            sex=Sex.FEMALE,
            phone=None,
            phone_verified=False,
            now=NOW,
        )
        await merge.merge(unit, gone, kept)
        (line,) = await roster.entries(unit, club_id)
        assert (line.birth_year, line.birth_date) == (1950, None)


async def test_a_messengers_link_is_remembered_once(storage: Storage) -> None:
    async with storage.unit() as unit:
        await messengers.remember(unit, "telegram", "Telegram", "https://t.me/old?start={code}", False)
        await messengers.remember(unit, "telegram", "Telegram", "https://t.me/new?start={code}", False)
        await messengers.remember(unit, "zalo", "Zalo", "https://zalo.example/bot", True)
        found = await messengers.all_found(unit)
    assert [m.with_code("KM4T7QXA") for m in found] == [
        "https://zalo.example/bot",
        "https://t.me/new?start=KM4T7QXA",
    ]


async def test_codes_survive_the_way_up_and_down(url: str) -> None:
    await migrate(url, "0004")
    rows = (
        "INSERT INTO unit (id, kind, name) VALUES (1, 'commune', 'xã')",
        "INSERT INTO club (id, name, unit_id, created_at) VALUES (1, 'CLB', 1, '2026-01-01 00:00:00')",
        "INSERT INTO code (id, code, purpose, club_id, created_at) VALUES (1, 'ACDEFGHJ', 'member', 1, '2026-01-01 00:00:00')",
    )
    async with plain_connection(url) as connection:
        for row in rows:
            await connection.execute(sa.text(row))
        await connection.commit()
    await migrate(url, "0005")
    async with plain_connection(url) as connection:
        insert = "INSERT INTO code (id, code, purpose, unit_id, club_id, created_at) VALUES "
        await connection.execute(
            sa.text(f"{insert} (2, 'ACDEFGHK', 'officer', 1, NULL, '2026-01-01 00:00:00')")
        )
        await connection.commit()
        for wrong in (
            "(3, 'ACDEFGHM', 'officer', 1, 1, '2026-01-01 00:00:00')",
            "(4, 'ACDEFGHN', 'member', NULL, NULL, '2026-01-01 00:00:00')",
        ):
            with pytest.raises(sa.exc.IntegrityError):
                await connection.execute(sa.text(insert + wrong))
            await connection.rollback()
    await migrate(url, "0004", down=True)
    async with plain_connection(url) as connection:
        assert [r.code for r in await connection.execute(sa.text("SELECT code FROM code"))] == ["ACDEFGHJ"]
        with pytest.raises(sa.exc.IntegrityError):
            await connection.execute(
                sa.text(
                    "INSERT INTO code (code, purpose, created_at) VALUES ('ACDEFGHP', 'member', '2026-01-01')"
                )
            )
        await connection.rollback()
