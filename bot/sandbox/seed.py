"""Fills a fresh database with two clubs of plausible people, and gives them phones in the sandbox."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.messenger import Json, Messenger, Someone
from club.blood_pressure import Pressure
from club.codes import show_code
from club.consent import Purpose
from club.loans import Method, Payment, Terms, add_months, position, schedule
from club.meetings import MeetingRule, RuleKind
from club.people import Sex
from club.roles import Office, Standing
from storage import Connection, Storage, clubs, kinships, loans, meetings, people, readings


async def seed(storage: Storage, messenger: Messenger, now: datetime, zone: ZoneInfo) -> None:
    """Writes the clubs of `seed.toml` as of `now`."""
    source = resources.files("bot.sandbox") / "seed.toml"
    plan = tomllib.loads(source.read_text(encoding="utf-8"))
    today = now.astimezone(zone).date()
    join_code = ""
    async with storage.unit() as unit:
        for club in plan["club"]:
            join = await _club(unit, messenger, club, now, today, zone)
            join_code = join_code or join
        for row in plan["relative"]:
            await _relative(unit, messenger, row, now)
    for row in plan["stranger"]:
        note = row["note"].format(join_code=show_code(join_code))
        messenger.add(Someone(row["chat"], row["name"], row["phone"], row["role"], note))


async def _club(unit: Connection, messenger: Messenger, c: Json, now: datetime, today: date, zone: ZoneInfo) -> str:
    club_id, chair_code, join = await clubs.found_club(
        unit, name=c["name"], commune=c["commune"], province=c["province"], founded_on=c["founded"], fund=c["fund"],
        now=now, today=today,
    )  # fmt: skip
    ids: dict[str, int] = {}
    for m in c["member"]:
        ids[m["name"]] = await _member(unit, messenger, club_id, m, now, today)
    board = {m.get("office"): ids[m["name"]] for m in c["member"]}
    code = await clubs.find_code(unit, chair_code)
    assert code is not None
    await clubs.use_code(unit, code.id, board["chair"], now)
    day: time = c["at"]
    first = today + timedelta(days=c["meets_in_days"])
    rule = MeetingRule(RuleKind.DAY_OF_MONTH, day, c["place"], day=first.day)
    await meetings.set_rule(unit, club_id, rule, by=board["chair"], now=now - timedelta(days=30))
    rule_id = (await meetings.current_rule(unit, club_id) or (0, rule))[0]
    for start in rule.next(now.astimezone(zone), 3):
        starts_at = start.astimezone(UTC)
        await meetings.plan_meeting(unit, club_id, rule_id, starts_at, c["place"], now - timedelta(days=30))
    for m in c["member"]:
        await _health(unit, ids[m["name"]], m, now, zone)
        if "loan" in m:
            await _loan(unit, club_id, ids[m["name"]], board["treasurer"], m["loan"], now, today)
    return join


async def _member(unit: Connection, messenger: Messenger, club_id: int, m: Json, now: datetime, today: date) -> int:
    joined = now - timedelta(days=400)
    person_id = await people.add_person(
        unit, full_name=m["name"], birth_year=m["born"], birth_date=None, sex=Sex(m["sex"]), phone=m.get("phone"),
        phone_verified=False, now=joined,
    )  # fmt: skip
    membership_id = await people.apply_for(unit, person_id, club_id, joined)
    await people.decide(unit, membership_id, Standing.ACTIVE, by=None, now=joined)
    if "office" in m:
        await people.appoint(unit, club_id, person_id, Office(m["office"]), by=None, today=today)
    if "chat" in m:
        messenger.add(Someone(m["chat"], m["name"], m["phone"], m["role"], m["note"]))
        address_id = await people.add_address(unit, "telegram", str(m["chat"]), joined)
        assert address_id is not None
        await people.link_address(unit, address_id, person_id)
        for purpose in Purpose:
            await people.add_consent(unit, person_id, purpose, True, "telegram", joined)
    return person_id


async def _relative(unit: Connection, messenger: Messenger, row: Json, now: datetime) -> None:
    """Somebody far away who follows a member with all rights."""
    messenger.add(Someone(row["chat"], row["name"], row["phone"], row["role"], row["note"]))
    (member,) = await people.by_name(unit, row["follows"])
    relative_id = await people.add_person(
        unit, full_name=row["name"], birth_year=row["born"], birth_date=None, sex=Sex(row["sex"]), phone=row["phone"],
        phone_verified=False, now=now,
    )  # fmt: skip
    address_id = await people.add_address(unit, "telegram", str(row["chat"]), now)
    assert address_id is not None
    await people.link_address(unit, address_id, relative_id)
    await people.add_consent(unit, relative_id, Purpose.MEMBERSHIP, True, "telegram", now)
    grants = dict.fromkeys(("sees_readings", "gets_alerts", "gets_reminders"), True)
    await kinships.add(unit, member.id, relative_id, grants, now)


async def _health(unit: Connection, person_id: int, m: Json, now: datetime, zone: ZoneInfo) -> None:
    for days, hour, systolic, diastolic, pulse in m.get("readings", []):
        day = now.astimezone(zone).date() - timedelta(days=days)
        at = datetime.combine(day, time(hour, 15), zone).astimezone(UTC)
        pressure = Pressure(systolic, diastolic, pulse)
        await readings.add(unit, person_id, pressure, taken_at=at, recorded_by=person_id, now=at)


async def _loan(unit: Connection, club_id: int, person_id: int, by: int, given: Any, now: datetime, today: date) -> None:
    """A loan whose next instalment falls due in so many days, with so many paid before."""
    first_due = add_months(today + timedelta(days=given["due_in_days"]), -given["paid"])
    lent_on = add_months(first_due, -1)
    terms = Terms(given["principal"], given["rate_ppm"], given["months"], Method(given["method"]), lent_on, first_due)
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
        await loans.record_repayment(unit, loan, after.allocations[-1], by=by, now=when, settled=after.settled)
