"""A club whose members have joined already, for tests that kill the bot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.clock import SystemClock
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.honorifics import Sex
from club.people.standing import Standing
from storage import Storage
from storage.messages import addresses
from storage.organisation import clubs, offices
from storage.people import consents, memberships, persons
from tests.databases import new_database


async def club_of(folder: Path, channel: str, external_ids: Sequence[str], *, chair: str = "") -> None:
    """Founds it in `folder / "club.db"`; everybody has agreed to everything."""
    storage, now = Storage(await new_database(folder / "club.db")), SystemClock().now()
    async with storage.unit() as unit:
        club, _, _ = await clubs.found_club(
            unit,
            name="CLB",
            commune="xã",
            province="tỉnh",
            founded_on=None,
            fund=0,
            now=now,
            today=now.date(),
        )
        for external_id in external_ids:
            person = await persons.add_person(
                unit,
                full_name=f"Lò Thị {external_id}",
                birth_year=1950,
                birth_date=None,
                sex=Sex.FEMALE,
                phone=None,
                phone_verified=False,
                now=now,
            )
            await memberships.decide(
                unit, await memberships.apply_for(unit, person, club, now), Standing.ACTIVE, by=None, now=now
            )
            address = await addresses.add_address(unit, channel, external_id, now)
            assert address is not None
            await addresses.link_address(unit, address, person)
            for purpose in Purpose:
                await consents.add_consent(unit, person, purpose, True, channel, now)
            if external_id == chair:
                await offices.appoint(unit, club, person, Office.CHAIR, by=None, today=now.date())
    await storage.close()
