"""The club's list of people, as the board keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.fields import OF_MEMBERSHIP, OF_ORIGIN, OF_PERSON, typed
from club.people.honorifics import Sex
from club.people.names import sort_key
from club.people.roster import Described, Household
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.database.statements import insert
from storage.people.memberships import HOLDS_NOW
from storage.schema import (
    address,
    broadcast,
    consent,
    loan,
    meeting,
    meeting_rule,
    membership,
    office,
    person,
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the list.

    `since` is the day of joining; `uses_bot` whether messages reach them,
    `has_chat` whether they have used the bot, if only until they stopped it.
    """

    membership_id: int
    club_id: int
    person_id: int
    standing: Standing
    full_name: str
    birth_year: int | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    ethnic_group: str | None = None
    household: Household | None = None
    phone: str | None = None
    small_group: str | None = None
    leads_group: bool = False
    team: str | None = None
    card_expires_on: date | None = None
    offices: frozenset[Office] = frozenset()
    since: datetime | None = None
    standing_since: datetime | None = None
    uses_bot: bool = False
    has_chat: bool = False
    terms: Mapping[Office, date] = field(default_factory=dict)
    """the last day of the term of each office that has one"""

    @property
    def values(self) -> dict[str, Any]:
        """What the list holds of the person, by the names of the values; what is not known is left out."""
        return {name: v for name in (*OF_PERSON, *OF_MEMBERSHIP) if (v := getattr(self, name)) is not None}

    @property
    def described(self) -> Described:
        """For comparing with others."""
        return Described(self.full_name, self.birth_year, self.sex, self.phone)


_ENTRIES = (
    sa.select(
        membership.c.id,
        membership.c.club_id,
        membership.c.person_id,
        membership.c.standing,
        membership.c.decided_at,
        membership.c.standing_since,
        *(membership.c[name] for name in OF_MEMBERSHIP),
        *(person.c[name] for name in OF_PERSON),
        office.c.office,
        office.c.term_until,
        sa.exists(
            sa.select(address.c.id).where(
                address.c.person_id == membership.c.person_id, address.c.state == "active"
            )
        ).label("uses_bot"),
        sa.exists(sa.select(address.c.id).where(address.c.person_id == membership.c.person_id)).label(
            "has_chat"
        ),
    )
    .join(person, person.c.id == membership.c.person_id)
    .outerjoin(office, HOLDS_NOW)
)


def _entries(rows: Any) -> list[Entry]:
    found: dict[int, Any] = {}
    offices: dict[int, dict[Office, date | None]] = {}
    for r in rows:
        found[r.id] = r
        offices.setdefault(r.id, {}).update({Office(r.office): r.term_until} if r.office else {})
    return [
        Entry(
            membership_id=key,
            club_id=r.club_id,
            person_id=r.person_id,
            standing=Standing(r.standing),
            **{name: typed(name, getattr(r, name)) for name in (*OF_PERSON, *OF_MEMBERSHIP)},
            offices=frozenset(offices[key]),
            since=r.decided_at,
            standing_since=r.standing_since,
            uses_bot=bool(r.uses_bot),
            has_chat=bool(r.has_chat),
            terms={held: until for held, until in offices[key].items() if until},
        )
        for key, r in found.items()
    ]


async def entries(
    connection: Connection, club_id: int, standings: Collection[Standing] = tuple(Standing)
) -> list[Entry]:
    """The club's list, in Vietnamese order of names."""
    query = _ENTRIES.where(
        membership.c.club_id == club_id, membership.c.standing.in_([s.value for s in standings])
    )
    return sorted(_entries(await connection.execute(query)), key=lambda e: sort_key(e.full_name))


async def entry(connection: Connection, membership_id: int) -> Entry | None:
    """One line of a list."""
    found = _entries(await connection.execute(_ENTRIES.where(membership.c.id == membership_id)))
    return found[0] if found else None


async def add(
    connection: Connection, club_id: int, values: dict[str, Any], *, by: int | None, now: datetime
) -> int:
    """A person whom the board puts on the list; answers the membership's id.

    `values` by the names of `Entry`.
    """
    person_id = await insert(
        connection, person, created_at=now, **{name: values.get(name) for name in OF_PERSON}
    )
    return await insert(
        connection,
        membership,
        person_id=person_id,
        club_id=club_id,
        standing=Standing.ACTIVE.value,
        applied_at=now,
        decided_at=now,
        decided_by=by,
        standing_since=now,
        **{name: values[name] for name in OF_MEMBERSHIP if name in values},
    )


async def refuses_origin(connection: Connection, person_id: int) -> bool:
    """Whether the person said no to ethnic group and household being kept."""
    newest = (
        sa.select(consent.c.granted)
        .where(consent.c.person_id == person_id, consent.c.purpose == Purpose.ORIGIN.value)
        .order_by(consent.c.id.desc())
        .limit(1)
    )
    return (await connection.execute(newest)).scalar() is False


async def refusing_origin(connection: Connection, club_id: int) -> set[int]:
    """The people on the club's list who said no to ethnic group and household being kept."""
    newest = (
        sa.select(sa.func.max(consent.c.id))
        .join(membership, membership.c.person_id == consent.c.person_id)
        .where(membership.c.club_id == club_id, consent.c.purpose == Purpose.ORIGIN.value)
        .group_by(consent.c.person_id)
    )
    found = await connection.execute(
        sa.select(consent.c.person_id).where(consent.c.id.in_(newest), consent.c.granted.is_(False))
    )
    return set(found.scalars())


async def change(connection: Connection, line: Entry, values: dict[str, Any]) -> None:
    """Writes new values, by the names of `Entry`, over a line of the list;
    but none that the person refused.
    """
    if not OF_ORIGIN.isdisjoint(values) and await refuses_origin(connection, line.person_id):
        values = {name: value for name, value in values.items() if name not in OF_ORIGIN}
    of_person = {name: value for name, value in values.items() if name in OF_PERSON}
    of_membership = {name: value for name, value in values.items() if name in OF_MEMBERSHIP}
    if "phone" in of_person:
        of_person["phone_verified"] = False
    if of_person:
        await connection.execute(sa.update(person).where(person.c.id == line.person_id).values(**of_person))
    if of_membership:
        await connection.execute(
            sa.update(membership).where(membership.c.id == line.membership_id).values(**of_membership)
        )


async def set_standing(
    connection: Connection, line: Entry, standing: Standing, *, by: int, now: datetime, today: date
) -> None:
    """Suspended, moved, left, died, or active again; offices end with taking part."""
    await connection.execute(
        sa.update(membership)
        .where(membership.c.id == line.membership_id)
        .values(standing=standing.value, standing_since=now, decided_by=by)
    )
    if standing is not Standing.ACTIVE:
        await connection.execute(
            sa.update(office)
            .where(
                office.c.club_id == line.club_id,
                office.c.person_id == line.person_id,
                office.c.to_on.is_(None),
            )
            .values(to_on=today)
        )


async def other_clubs(connection: Connection, line: Entry) -> bool:
    """Whether the person takes part in another club as well."""
    return bool(
        (
            await connection.execute(
                sa.select(membership.c.id).where(
                    membership.c.person_id == line.person_id,
                    membership.c.club_id != line.club_id,
                    membership.c.standing == Standing.ACTIVE.value,
                )
            )
        ).first()
    )


async def subjects(connection: Connection, club_id: int) -> list[str]:
    """What notices of this club are about, as the outbox names it."""
    found: list[str] = []
    for name, table in (
        ("meeting", meeting),
        ("meeting_rule", meeting_rule),
        ("loan", loan),
        ("broadcast", broadcast),
    ):
        ids = await connection.execute(sa.select(table.c.id).where(table.c.club_id == club_id))
        found += [f"{name}:{row_id}" for (row_id,) in ids]
    return found


async def forget_origin(connection: Connection, person_id: int) -> None:
    """Ethnic group and household are no longer kept."""
    await connection.execute(
        sa.update(person).where(person.c.id == person_id).values(dict.fromkeys(OF_ORIGIN))
    )
