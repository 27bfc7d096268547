"""What the functions of `storage` promise, on both databases."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from club.health.blood_pressure import Pressure
from club.messages.message import Message
from club.messages.notices import AtNight, Kind, Priority, Reason
from club.money.loans import Method, Terms
from club.money.position import Payment, position
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.honorifics import Sex
from club.people.standing import Standing
from storage import Connection, Storage
from storage.health import readings
from storage.messages import addresses, dialogues, inbox, outbox, recipients, redirect, writers
from storage.messages.outbox import Draft, Outcome
from storage.money import loans, repayments
from storage.money.repayments import Entered
from storage.organisation import clubs, offices
from storage.people import consents, memberships, persons
from storage.schema import metadata

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


async def _person(c: Connection, name: str = "Lò Thị Ón", chat: str = "1") -> tuple[int, int]:
    person = await persons.add_person(
        c,
        full_name=name,
        birth_year=1948,
        birth_date=None,
        sex=Sex.FEMALE,
        phone=None,
        phone_verified=False,
        now=NOW,
    )
    address = await addresses.add_address(c, "memory", chat, NOW)
    assert address is not None
    await addresses.link_address(c, address, person)
    return person, address


async def _club(c: Connection, name: str = "CLB") -> int:
    club_id, _, _ = await clubs.found_club(
        c, name=name, commune="xã", province="tỉnh", founded_on=None, fund=1_000_000, now=NOW, today=TODAY
    )
    return club_id


def _draft(key: str, address: int | None, priority: Priority = Priority.ANSWER, **more: object) -> Draft:
    values: dict[str, object] = {
        "kind": Kind.ANSWER,
        "channel": "memory",
        "person_id": None,
        "message": Message(key),
        "at_night": AtNight.SEND,
        "not_before": NOW,
        "expires_at": None,
        "created_at": NOW,
    }
    return Draft(key, address_id=address, priority=priority, **(values | more))  # type: ignore[arg-type]


async def test_a_unit_is_all_or_nothing(storage: Storage) -> None:
    with pytest.raises(RuntimeError):
        async with storage.unit() as unit:
            await _person(unit)
            raise RuntimeError
    async with storage.view() as look:
        assert await writers.find_writer(look, "memory", "1") is None


async def test_naive_instants_are_refused_and_aware_ones_come_back_in_utc(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, _ = await _person(unit)
        with pytest.raises((ValueError, sa.exc.StatementError), match="naive"):
            await readings.add(
                unit, person, Pressure(130, 80), taken_at=datetime(2026, 1, 1), recorded_by=person, now=NOW
            )
    local = NOW.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    async with storage.unit() as unit:
        await readings.add(unit, person, Pressure(130, 80), taken_at=local, recorded_by=person, now=NOW)
        (found,) = await readings.last(unit, person, limit=1)
    assert found.taken_at == NOW
    assert found.taken_at.tzinfo is UTC


async def test_impossible_rows_are_refused_by_the_database(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, _ = await _person(unit)
    for wrong in (Pressure(80, 130), Pressure(500, 80)):
        with pytest.raises(sa.exc.IntegrityError):
            async with storage.unit() as unit:
                await readings.add(unit, person, wrong, taken_at=NOW, recorded_by=person, now=NOW)
    with pytest.raises(sa.exc.IntegrityError):
        async with storage.unit() as unit:
            await readings.add(unit, 4711, Pressure(130, 80), taken_at=NOW, recorded_by=person, now=NOW)


async def test_an_update_is_claimed_once_even_by_many_at_a_time(storage: Storage) -> None:
    update = inbox.Received("memory", "77", {"text": "130/80"})
    async with storage.unit() as unit:
        assert await inbox.store(unit, [update, inbox.Received("memory", "78", {})], NOW) == 2
        assert await inbox.store(unit, [update], NOW) == 0
    async with storage.view() as look:
        assert [r.update_key for r in await inbox.pending(look)] == ["77", "78"]

    async def claim() -> bool:
        async with storage.unit() as unit:
            return await inbox.claim(unit, "memory", "77", NOW)

    assert sum(await asyncio.gather(*(claim() for _ in range(6)))) == 1
    async with storage.unit() as unit:
        assert [r.update_key for r in await inbox.pending(unit)] == ["78"]
        assert await inbox.purge(unit, NOW + timedelta(days=8)) == 1


async def test_a_notice_is_queued_once_and_claimed_in_order_of_urgency(storage: Storage) -> None:
    async with storage.unit() as unit:
        _, a = await _person(unit)
        _, b = await _person(unit, "Lò Văn Inh", "2")
        drafts = [
            _draft("broadcast", a, Priority.BROADCAST),
            _draft("reminder", a, Priority.REMINDER),
            _draft("answer", a),
            _draft("alert", b, Priority.ALERT),
            _draft("later", b, not_before=NOW + timedelta(hours=1)),
        ]
        assert await outbox.queue(unit, drafts) == 5
        assert await outbox.queue(unit, drafts) == 0
    async with storage.unit() as unit:
        first = await outbox.claim_due(
            unit, "memory", outbox.Lease(NOW, NOW + timedelta(seconds=30)), limit=2
        )
        assert [r.body["text"] for r in first] == ["answer", "alert"]
        rest = await outbox.claim_due(
            unit, "memory", outbox.Lease(NOW, NOW + timedelta(seconds=30)), limit=9, resting=[b]
        )
        assert [r.body["text"] for r in rest] == ["reminder", "broadcast"]
        assert rest[0].external_id == "1"
        assert await outbox.claim_due(unit, "memory", outbox.Lease(NOW, NOW), limit=9) == []
        assert await outbox.next_due(unit, ["memory"]) == NOW + timedelta(hours=1)


async def test_an_expired_lease_returns_the_row_but_for_those_in_flight(storage: Storage) -> None:
    async with storage.unit() as unit:
        _, a = await _person(unit)
        await outbox.queue(unit, [_draft("one", a), _draft("two", a)])
        one, two = await outbox.claim_due(
            unit, "memory", outbox.Lease(NOW, NOW + timedelta(seconds=30)), limit=9
        )
    later = NOW + timedelta(seconds=31)
    async with storage.unit() as unit:
        assert await outbox.return_expired_leases(unit, NOW) == 0
        assert await outbox.return_expired_leases(unit, later, [one.id]) == 1
        again = await outbox.claim_due(
            unit, "memory", outbox.Lease(later, later + timedelta(seconds=30)), limit=9
        )
        assert [(r.id, r.attempts) for r in again] == [(two.id, 2)]


async def test_outcomes_and_attempts_are_kept(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, a = await _person(unit)
        await outbox.queue(unit, [_draft("one", a, person_id=person, subject="x:1")])
        (row,) = await outbox.claim_due(unit, "memory", outbox.Lease(NOW, NOW), limit=1)
        retry = NOW + timedelta(minutes=1)
        await outbox.record(
            unit, [Outcome(row, "queued", NOW, Reason.UNREACHABLE, "time-out", not_before=retry)]
        )
        assert await outbox.claim_due(unit, "memory", outbox.Lease(NOW, NOW), limit=1) == []
        (row,) = await outbox.claim_due(unit, "memory", outbox.Lease(retry, retry), limit=1)
        await outbox.record(unit, [Outcome(row, "sent", retry, provider_id="5")])
        (entry,) = await outbox.latest(unit, limit=5, person_id=person)
        assert (entry.state, entry.attempts, entry.ended_at) == ("sent", 2, retry)
        attempts = (await unit.execute(sa.select(metadata.tables["attempt"].c.outcome))).scalars().all()
        assert attempts == ["unreachable", "sent"]


async def test_a_stopped_address_ends_its_rows(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, a = await _person(unit)
        await outbox.queue(unit, [_draft("one", a, subject="broadcast:1"), _draft("two", a)])
        assert await redirect.stop_address(unit, a, NOW, ["memory"]) == ["broadcast:1"]
        (recipient,) = await recipients.recipients(unit, [person])
        assert recipient.address_id is None
        assert await outbox.claim_due(unit, "memory", outbox.Lease(NOW, NOW), limit=9) == []


async def test_a_notice_without_address_is_kept_with_its_reason(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, _ = await _person(unit)
        await outbox.queue(unit, [_draft("one", None, person_id=person)])
        (entry,) = await outbox.latest(unit, limit=1)
        assert (entry.state, entry.reason) == ("cancelled", "no_address")


async def test_the_writer_comes_with_everything_in_one_statement(storage: Storage) -> None:
    async with storage.unit() as unit:
        person, address = await _person(unit)
        club = await _club(unit)
        membership = await memberships.apply_for(unit, person, club, NOW)
        assert await memberships.decide(unit, membership, Standing.ACTIVE, by=None, now=NOW)
        assert not await memberships.decide(unit, membership, Standing.REFUSED, by=None, now=NOW)
        for office in (Office.TREASURER, Office.DEPUTY):
            await offices.appoint(unit, club, person, office, by=None, today=TODAY)
        await consents.add_consent(unit, person, Purpose.HEALTH, True, "memory", NOW)
        await consents.add_consent(unit, person, Purpose.LOANS, True, "memory", NOW)
        await consents.add_consent(unit, person, Purpose.LOANS, False, "memory", NOW)
        await dialogues.save(
            unit,
            address,
            flow="join",
            step="name",
            data={"a": [1, None]},
            offered=[["v", "l"]],
            expires_at=NOW,
        )
        await dialogues.save(unit, address, flow="join", step="birth", data={}, offered=None, expires_at=NOW)
        writer = await writers.find_writer(unit, "memory", "1")
    assert writer is not None
    assert writer.memberships[0].offices == {Office.TREASURER, Office.DEPUTY}
    assert writer.consents == {Purpose.HEALTH}, "the newest consent of a purpose counts"
    assert writer.dialogue is not None
    assert writer.dialogue.step == "birth"


async def test_an_office_has_one_holder(storage: Storage) -> None:
    async with storage.unit() as unit:
        club = await _club(unit)
        for n, name in enumerate(("Lò Thị Ón", "Lò Văn Inh")):
            person, _ = await _person(unit, name, str(n))
            await memberships.decide(
                unit, await memberships.apply_for(unit, person, club, NOW), Standing.ACTIVE, by=None, now=NOW
            )
            await offices.appoint(unit, club, person, Office.TREASURER, by=None, today=TODAY)
        holders = [
            m.person.full_name for m in await memberships.members(unit, club) if Office.TREASURER in m.offices
        ]
    assert holders == ["Lò Văn Inh"]


async def test_the_ledger_sums_up_and_a_reversal_stays_visible(storage: Storage) -> None:
    terms = Terms(600_000, 10_000, 6, Method.EQUAL_PRINCIPAL, TODAY, date(2026, 12, 23))
    async with storage.unit() as unit:
        person, _ = await _person(unit)
        club = await _club(unit)
        loan_id = await loans.propose(unit, club, person, terms, by=person, now=NOW)
        assert await loans.confirm(unit, loan_id, by=person, now=NOW, today=TODAY)
        assert not await loans.confirm(unit, loan_id, by=person, now=NOW, today=TODAY)
        loan = await loans.get_loan(unit, loan_id)
        assert loan is not None
        where = position(terms, [Payment(TODAY, 106_000)], TODAY)
        paid = await repayments.record_repayment(
            unit, loan, where.allocations[0], by=person, now=NOW, settled=where.settled
        )
        assert await loans.fund_balance(unit, club) == 500_000
        assert await loans.fund_balance(unit, club, "activity") == 6_000
        assert await repayments.reverse_repayment(unit, paid, loan_id, Entered(person, NOW, TODAY))
        assert not await repayments.reverse_repayment(unit, paid, loan_id, Entered(person, NOW, TODAY))
        assert await loans.fund_balance(unit, club) == 400_000
        assert await repayments.payments(unit, [loan_id]) == {loan_id: []}
        kinds = (await unit.execute(sa.select(metadata.tables["fund_entry"].c.kind))).scalars().all()
        assert kinds.count("reversal") == 2
        assert kinds.count("principal") == 1


async def test_no_recurring_query_reads_a_whole_table(storage: Storage) -> None:
    """The queries of each update, each sending cycle and each job of the clock go by an index."""
    if not storage.is_sqlite:
        pytest.skip("query plans are compared on SQLite")
    async with storage.unit() as unit:
        tables = metadata.tables
        hot = [
            writers._WRITER.with_only_columns(metadata.tables["address"].c.id),
            outbox.claiming._due(Priority.ANSWER),
            sa.select(metadata.tables["reading"]).where(metadata.tables["reading"].c.person_id == 1),
            sa.select(metadata.tables["inbox"].c.id).where(
                metadata.tables["inbox"].c.channel == "x", metadata.tables["inbox"].c.update_key == "y"
            ),
            sa.select(metadata.tables["membership"].c.id).where(metadata.tables["membership"].c.club_id == 1),
            sa.select(metadata.tables["repayment"].c.id).where(
                metadata.tables["repayment"].c.loan_id.in_([1])
            ),
            sa.select(sa.func.min(tables["outbox"].c.not_before)).where(tables["outbox"].c.state == "queued"),
            sa.select(tables["outbox"].c.id).where(
                tables["outbox"].c.state == "sending", tables["outbox"].c.lease_until <= NOW
            ),
            sa.select(tables["inbox"].c.id).where(tables["inbox"].c.handled_at.is_(None)),
            sa.select(tables["dialogue"].c.flow).where(tables["dialogue"].c.expires_at <= NOW),
            sa.select(tables["broadcast"]).where(tables["broadcast"].c.reported_at.is_(None)),
            sa.select(tables["outbox"].c.id).where(
                tables["outbox"].c.kind == "file", tables["outbox"].c.ended_at < NOW
            ),
            sa.select(tables["office"].c.id).where(
                tables["office"].c.to_on.is_(None), tables["office"].c.term_until <= TODAY
            ),
            sa.select(tables["erasure"].c.id).where(tables["erasure"].c.due_at <= NOW),
            sa.select(tables["person"].c.id).where(tables["person"].c.phone == "x"),
            sa.select(tables["kinship"]).where(
                tables["kinship"].c.relative_id == 1, tables["kinship"].c.ended_at.is_(None)
            ),
            sa.select(tables["audit"])
            .where(tables["audit"].c.subject_id == 1)
            .order_by(tables["audit"].c.id.desc()),
            sa.select(tables["loan"]).where(tables["loan"].c.state == "active"),
            sa.select(tables["meeting_rule"].c.club_id).where(tables["meeting_rule"].c.ended_at.is_(None)),
            sa.select(tables["kinship"]).where(
                tables["kinship"].c.member_id.in_([1]), tables["kinship"].c.ended_at.is_(None)
            ),
        ]
        for query in hot:
            sql = str(query.compile(unit.sync_connection, compile_kwargs={"literal_binds": False}))
            sql = re.sub(r"\(__\[POSTCOMPILE_\w+\]\)", "(0)", sql)
            plan = (await unit.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))).all()
            scans = [row[3] for row in plan if row[3].startswith("SCAN") and "CONSTANT" not in row[3]]
            assert scans == [], sql
