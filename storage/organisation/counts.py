"""How many: the figures of a club, without a single name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from club.people.honorifics import Sex
from club.people.roster import Household
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.schema import address, club, loan, membership, person

OLDER = 60
"""age from which somebody is an older person (Law on the Elderly 2009)"""


@dataclass(frozen=True)
class Counts:
    """Of one club. `lent` in đồng: the principal of running loans as it was lent."""

    club_id: int
    name: str
    members: int
    women: int
    older: int
    poor: int
    near_poor: int
    uses_bot: int
    borrowers: int
    lent: int

    @property
    def figures(self) -> dict[str, int]:
        """The numbers by their names."""
        return {name: value for name, value in asdict(self).items() if name not in ("club_id", "name")}


async def of_clubs(connection: Connection, club_ids: list[int], today: date) -> list[Counts]:
    """The figures of these clubs, in their order."""
    uses = sa.exists(
        sa.select(address.c.id).where(address.c.person_id == person.c.id, address.c.state == "active")
    )

    def many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    people = await connection.execute(
        sa.select(
            membership.c.club_id,
            sa.func.count().label("members"),
            many(person.c.sex == Sex.FEMALE.value).label("women"),
            many(person.c.birth_year <= today.year - OLDER).label("older"),
            many(person.c.household == Household.POOR.value).label("poor"),
            many(person.c.household == Household.NEAR_POOR.value).label("near_poor"),
            many(uses).label("uses_bot"),
        )
        .join(person, person.c.id == membership.c.person_id)
        .where(membership.c.club_id.in_(club_ids), membership.c.standing == Standing.ACTIVE.value)
        .group_by(membership.c.club_id)
    )
    borrowers = sa.func.count(sa.distinct(loan.c.person_id)).label("borrowers")
    loans = await connection.execute(
        sa.select(loan.c.club_id, borrowers, sa.func.sum(loan.c.principal).label("lent"))
        .where(loan.c.club_id.in_(club_ids), loan.c.state == "active")
        .group_by(loan.c.club_id)
    )
    names = await connection.execute(
        sa.select(club.c.id, club.c.name).where(club.c.id.in_(club_ids)).order_by(club.c.id)
    )
    by_club = {r.club_id: r for r in people}
    money = {r.club_id: r for r in loans}
    return [_counts(r.id, r.name, by_club.get(r.id), money.get(r.id)) for r in names]


def _counts(club_id: int, name: str, people: Any, money: Any) -> Counts:
    def figure(row: Any, column: str) -> int:
        return int(getattr(row, column)) if row is not None else 0

    return Counts(
        club_id,
        name,
        members=figure(people, "members"),
        women=figure(people, "women"),
        older=figure(people, "older"),
        poor=figure(people, "poor"),
        near_poor=figure(people, "near_poor"),
        uses_bot=figure(people, "uses_bot"),
        borrowers=figure(money, "borrowers"),
        lent=figure(money, "lent"),
    )
