"""Fills a fresh database with two clubs of plausible people, and gives them phones in the sandbox."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from bot.sandbox.phones import Json, Phones, Someone
from bot.sandbox.zalo_platform import zalo_id
from club.health.blood_pressure import Pressure
from club.meetings.rules import MeetingRule, RuleKind
from club.money.loans import Method, Terms, add_months, schedule
from club.money.position import Payment, position
from club.organisation.codes import show_code
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.fields import FIELD_OF
from club.people.honorifics import Sex
from club.people.kinship import Right
from club.people.standing import Standing
from storage import Connection, Storage
from storage.health import readings
from storage.meetings import meetings
from storage.messages import addresses, sharing
from storage.money import loans, repayments
from storage.organisation import clubs, codes, officers, offices
from storage.people import consents, kinships, memberships, persons, roster


@dataclass(frozen=True)
class _Scene:
    """Where everything is written, who gets a phone, and what time it is there."""

    unit: Connection
    phones: Sequence[Phones]
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


async def seed(storage: Storage, phones: Sequence[Phones], now: datetime, zone: ZoneInfo) -> None:
    """Writes the clubs of `seed.toml` as of `now`."""
    source = resources.files("bot.sandbox") / "seed.toml"
    plan = tomllib.loads(source.read_text(encoding="utf-8"))
    join_code = ""
    async with storage.unit() as unit:
        scene = _Scene(unit, phones, now, zone)
        for club in plan["club"]:
            join = await _club(scene, club)
            join_code = join_code or join
        for row in plan["relative"]:
            await _relative(unit, await _outside(unit, phones, row, now), row, now)
        for row in plan["officer"]:
            await _officer(unit, await _outside(unit, phones, row, now), row, scene.today)
    for row in plan["stranger"]:
        note = row["note"].format(join_code=show_code(join_code))
        _give_phone(phones, row, note)


async def _club(scene: _Scene, c: Json) -> str:
    unit, now, today = scene.unit, scene.now, scene.today
    club_id, chair_code, join = await clubs.found_club(
        unit,
        name=c["name"],
        commune=c["commune"],
        province=c["province"],
        founded_on=c["founded"],
        fund=c["fund"],
        now=now,
        today=today,
    )
    await clubs.set_health_station(unit, club_id, c.get("health_station"))
    ids: dict[str, int] = {}
    for m in c["member"]:
        ids[m["name"]] = await _member(scene, club_id, m)
    board = {m.get("office"): ids[m["name"]] for m in c["member"]}
    code = await codes.find_code(unit, chair_code)
    assert code is not None
    await codes.use_code(unit, code.id, board["chair"], now)
    day: time = c["at"]
    first = today + timedelta(days=c["meets_in_days"])
    rule = MeetingRule(RuleKind.DAY_OF_MONTH, day, c["place"], day=first.day)
    await meetings.set_rule(unit, club_id, rule, by=board["chair"], now=now - timedelta(days=30))
    rule_id = (await meetings.current_rule(unit, club_id) or (0, rule))[0]
    for start in rule.next(now.astimezone(scene.zone), 3):
        starts_at = start.astimezone(UTC)
        await meetings.plan_meeting(unit, club_id, rule_id, starts_at, c["place"], now - timedelta(days=30))
    for m in c["member"]:
        await _health(scene, ids[m["name"]], m)
        if "loan" in m:
            await _loan(scene, club_id, ids[m["name"]], board["treasurer"], m["loan"])
    return join


async def _member(scene: _Scene, club_id: int, m: Json) -> int:
    unit = scene.unit
    joined = scene.now - timedelta(days=400)
    person_id = await persons.add_person(
        unit,
        full_name=m["name"],
        birth_year=m["born"],
        birth_date=None,
        sex=Sex(m["sex"]),
        phone=m.get("phone"),
        phone_verified=False,
        now=joined,
    )
    membership_id = await memberships.apply_for(unit, person_id, club_id, joined)
    await memberships.decide(unit, membership_id, Standing.ACTIVE, by=None, now=joined)
    line = await roster.entry(unit, membership_id)
    assert line is not None
    await roster.change(unit, line, {name: m[name] for name in FIELD_OF.keys() & m.keys()})
    if "office" in m:
        await offices.appoint(unit, club_id, person_id, Office(m["office"]), by=None, today=scene.today)
    if "chat" in m:
        _give_phone(scene.phones, m, m["note"])
        await _link(unit, m["chat"], person_id, joined)
    elif "shares_phone_of" in m:
        await _share(unit, m["shares_phone_of"], person_id, joined)
    if m.keys() & {"chat", "shares_phone_of"}:
        for purpose in Purpose:
            await consents.add_consent(unit, person_id, purpose, True, "telegram", joined)
    return person_id


def _give_phone(phones: Sequence[Phones], row: Json, note: str) -> None:
    """The same person in both messengers."""
    for phone in phones:
        phone.add(Someone(row["chat"], row["name"], row["phone"], row["role"], note))


async def _link(unit: Connection, chat: int, person_id: int, now: datetime) -> None:
    """Known at both messengers, on Telegram first, until the page says otherwise."""
    for channel, external_id in (("zalo", zalo_id(chat)), ("telegram", str(chat))):
        address_id = await addresses.add_address(unit, channel, external_id, now)
        assert address_id is not None
        await addresses.link_address(unit, address_id, person_id)
        await addresses.prefer(unit, address_id, now)


async def _share(unit: Connection, of: str, person_id: int, now: datetime) -> None:
    """A place in every chat of the one whose phone it is: a couple on one phone."""
    (owner,) = await persons.by_name(unit, of)
    for one in await addresses.of_person(unit, owner.id):
        place = await sharing.share(unit, one.id, now)
        await addresses.link_address(unit, place, person_id)
        await sharing.agree(unit, place, now)
        await addresses.prefer(unit, place, now)


async def _outside(unit: Connection, phones: Sequence[Phones], row: Json, now: datetime) -> int:
    """Somebody of no club, with a phone; answers their id."""
    _give_phone(phones, row, row["note"])
    person_id = await persons.add_person(
        unit,
        full_name=row["name"],
        birth_year=row["born"],
        birth_date=None,
        sex=Sex(row["sex"]),
        phone=row["phone"],
        phone_verified=False,
        now=now,
    )
    await _link(unit, row["chat"], person_id, now)
    await consents.add_consent(unit, person_id, Purpose.MEMBERSHIP, True, "telegram", now)
    return person_id


async def _relative(unit: Connection, person_id: int, row: Json, now: datetime) -> None:
    """Whom they follow, by what each of these let them see and do; a health worker is one of them."""
    for name, calls in row["follows"]:
        (member,) = await persons.by_name(unit, name)
        rights = tuple(Right(right) for right in row["rights"])
        await kinships.add(unit, member.id, person_id, rights, now, calls=calls)


async def _officer(unit: Connection, person_id: int, row: Json, today: date) -> None:
    """Of a unit of the association, whose figures they see."""
    kind, name = row["unit"]
    found = await officers.find(unit, kind, name)
    assert found is not None
    await officers.appoint(unit, found.id, person_id, today)


async def _health(scene: _Scene, person_id: int, m: Json) -> None:
    for days, hour, systolic, diastolic, pulse in m.get("readings", []):
        day = scene.today - timedelta(days=days)
        at = datetime.combine(day, time(hour, 15), scene.zone).astimezone(UTC)
        pressure = Pressure(systolic, diastolic, pulse)
        await readings.add(scene.unit, person_id, pressure, taken_at=at, recorded_by=person_id, now=at)


async def _loan(scene: _Scene, club_id: int, person_id: int, by: int, given: Json) -> None:
    """A loan whose next instalment falls due in so many days, with so many paid before."""
    unit, now, today = scene.unit, scene.now, scene.today
    first_due = add_months(today + timedelta(days=given["due_in_days"]), -given["paid"])
    lent_on = add_months(first_due, -1)
    terms = Terms(
        given["principal"], given["rate_ppm"], given["months"], Method(given["method"]), lent_on, first_due
    )
    long_ago = now - (today - lent_on)
    loan_id = await loans.propose(unit, club_id, person_id, terms, by=by, now=long_ago)
    await loans.confirm(unit, loan_id, by=person_id, now=long_ago, today=lent_on)
    paid: list[Payment] = []
    for row in schedule(terms)[: given["paid"]]:
        loan = await loans.get_loan(unit, loan_id)
        assert loan is not None
        paid.append(Payment(row.due_on, row.total))
        after = position(terms, paid, row.due_on)
        when = now - (today - row.due_on)
        await repayments.record_repayment(
            unit, loan, after.allocations[-1], by=by, now=when, settled=after.settled
        )
