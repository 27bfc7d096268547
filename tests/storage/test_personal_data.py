"""Everything about one person, and its erasure, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from club.health.blood_pressure import Pressure
from club.messages.message import Message
from club.messages.notices import AtNight, Kind, Priority
from club.organisation.roles import Office
from club.people.consent import Purpose
from club.people.kinship import Right
from storage import Connection, Storage
from storage.health import readings
from storage.messages import addresses, outbox, recipients
from storage.messages.outbox import Draft
from storage.organisation import clubs, codes, officers, offices, proposals
from storage.people import consents, kinships, people_lists, roster
from storage.records import audit, personal_data
from storage.schema import membership, metadata, person
from storage.schema.columns import Instant

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NAME = "Lò Thị 100%_Ón\\"


async def _somebody(c: Connection, name: str, phone: str) -> tuple[int, int]:
    """(person, club) with an address, a reading, a consent and mail."""
    found = await clubs.all_clubs(c)
    club_id = (
        found[0].id
        if found
        else (
            await clubs.found_club(
                c, name="CLB", commune="xã", province="tỉnh", founded_on=None, fund=0, now=NOW, today=TODAY
            )
        )[0]
    )
    values = {
        "full_name": name,
        "birth_year": 1948,
        "sex": "female",
        "phone": phone,
        "ethnic_group": "Thái",
        "team": "Văn nghệ",
    }
    line = await roster.entry(c, await roster.add(c, club_id, values, by=None, now=NOW))
    assert line is not None
    address_id = await addresses.add_address(c, "zalo", f"chat-{phone}", NOW)
    assert address_id is not None
    await addresses.link_address(c, address_id, line.person_id)
    await consents.add_consent(c, line.person_id, Purpose.HEALTH, True, "paper", NOW, witness="Tẩn Thị Mẩy")
    await readings.add(
        c, line.person_id, Pressure(131, 81, 71), taken_at=NOW, recorded_by=line.person_id, now=NOW
    )
    await codes.personal_code(c, club_id, line.person_id, NOW)
    return line.person_id, club_id


async def _mail(c: Connection, to: int, key: str, words: str) -> None:
    (recipient,) = await recipients.recipients(c, [to])
    draft = Draft(
        key,
        Kind.MEMBERSHIP,
        "zalo",
        recipient.address_id,
        to,
        Message(words),
        Priority.PROMPT,
        AtNight.SEND,
        NOW,
        NOW + timedelta(days=1),
        NOW,
    )
    await outbox.queue(c, [draft])


async def _everything(c: Connection) -> str:
    rows = [r for table in metadata.sorted_tables for r in (await c.execute(sa.select(table))).all()]
    return "\n".join(str(tuple(r)) for r in rows)


async def test_what_is_stored_about_one_person_is_theirs_alone(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, _ = await _somebody(unit, NAME, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        await readings.add(unit, mai, Pressure(151, 91, 61), taken_at=NOW, recorded_by=on, now=NOW)
        await _mail(unit, on, "a", "chào")
        found = await personal_data.all_about(unit, on)
    assert [r["systolic"] for r in found["reading"]] == [131]
    assert found["person"][0]["full_name"] == NAME
    assert found["outbox"][0]["body"] == {"text": "chào"}
    assert "code" not in found["code"][0]
    assert "Mai" not in str(found)


async def test_erasing_leaves_no_trace_of_one_and_all_of_the_other(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, club_id = await _somebody(unit, NAME, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        await kinships.add(unit, on, mai, [Right.SEES_READINGS], NOW, calls="mẹ", witness="Tẩn Thị Mẩy")
        await audit.note(
            unit, "kin_on_paper", by=mai, now=NOW, club_id=club_id, about=on, detail="Tẩn Thị Mẩy"
        )
        unit_id = (await unit.execute(sa.text("SELECT min(id) FROM unit"))).scalar_one()
        await officers.appoint(unit, unit_id, on, TODAY)
        await proposals.make(unit, "restore", club_id, on, by=mai, now=NOW, life=timedelta(days=1))
        await people_lists.keep(unit, club_id, [{"full_name": NAME}], name=f"{NAME}.xlsx", by=on, now=NOW)
        await _mail(unit, on, "a", f"chào {NAME}")
        await _mail(unit, mai, "b", f"{NAME} đã vào câu lạc bộ")
        await _mail(unit, mai, "c", "Mai họp")
        erasure = await personal_data.ask_erasure(unit, on, NOW, NOW + timedelta(days=1))
        assert await personal_data.waiting_erasure(unit, on) == NOW + timedelta(days=1)
        assert await personal_data.due_erasures(unit, NOW) == []
        assert await personal_data.due_erasures(unit, NOW + timedelta(days=1)) == [(erasure, on)]
        chats = await personal_data.erase(unit, on, nameless="nameless", now=NOW, today=TODAY)
        await personal_data.note_erased(unit, erasure, chats, NOW)
        assert await personal_data.forget_chats(unit) == 1
        assert await personal_data.forget_chats(unit) == 0
        left = await _everything(unit)
        states = {e.dedupe: (e.state, e.said) for e in await outbox.latest(unit, limit=10)}
        assert [(c.granted, c.witness) for c in await consents.history(unit, on)] == [(True, None)]
        assert await officers.units_of(unit, on) == []
        assert await readings.last(unit, on, limit=5) == []
        assert len(await readings.last(unit, mai, limit=5)) == 1, "hers is hers"
    for trace in (NAME, repr(NAME)[1:-1], "912345111", "Tẩn Thị Mẩy'), (", "mẹ"):
        assert trace not in left, trace
    assert states["b"] == ("cancelled", "")
    assert states["c"] == ("queued", "Mai họp")
    assert "+84912345222" in left


async def test_an_erasure_can_be_called_off_until_it_is_due(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, _ = await _somebody(unit, NAME, "+84912345111")
        await personal_data.ask_erasure(unit, on, NOW, NOW + timedelta(days=1))
        assert await personal_data.cancel_erasure(unit, on, NOW)
        assert not await personal_data.cancel_erasure(unit, on, NOW)
        assert await personal_data.waiting_erasure(unit, on) is None
        assert await personal_data.due_erasures(unit, NOW + timedelta(days=2)) == []


async def test_every_column_of_the_person_is_emptied_but_those_that_are_kept(storage: Storage) -> None:
    """A new column is emptied too, or stands among those that stay."""
    async with storage.unit() as unit:
        on, _ = await _somebody(unit, NAME, "+84912345111")
        given: dict[str, object] = {}
        for column in person.c:
            if column.name in personal_data.KEPT or column.name in ("sex", "birth_year"):
                continue
            kind = column.type.python_type if not isinstance(column.type, Instant) else datetime
            given[column.name] = {
                bool: True, datetime: NOW, date: TODAY, time: time(7), int: 1, str: "x",
            }[kind]  # fmt: skip
        await unit.execute(sa.update(person).where(person.c.id == on).values(**given))
        await personal_data.erase(unit, on, nameless="nameless", now=NOW, today=TODAY)
        row = (await unit.execute(sa.select(person).where(person.c.id == on))).one()
    left = {name: value for name, value in row._mapping.items() if value not in (None, False)}
    assert set(left) == personal_data.KEPT
    assert left["full_name"] == "nameless"


@pytest.mark.parametrize(
    ("name", "others", "about"),
    [
        ("Lò Thị An", "Lò Thị Anh đã vào câu lạc bộ", "<b>Lò Thị An</b> đã vào câu lạc bộ"),
        ("Y'Quynhla", "Y'Quynhlan đã vào", "Y&#39;Quynhla đã vào"),
        ("Lò Thị Ón", "Tổ Lò Thị Óng họp", "Xin chào Lò Thị Ón!"),
    ],
)
async def test_who_has_a_longer_name_keeps_their_messages(
    storage: Storage, name: str, others: str, about: str
) -> None:
    async with storage.unit() as unit:
        on, _ = await _somebody(unit, name, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        await _mail(unit, mai, "theirs", others)
        await _mail(unit, mai, "about", about)
        await personal_data.erase(unit, on, nameless="nameless", now=NOW, today=TODAY)
        said = {e.dedupe: (e.state, e.said) for e in await outbox.latest(unit, limit=10)}
    assert said["theirs"] == ("queued", others)
    assert said["about"] == ("cancelled", "")


async def test_what_is_of_others_goes_on(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, club_id = await _somebody(unit, NAME, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        inh, _ = await _somebody(unit, "Lò Văn Inh", "+84912345333")
        await kinships.add(unit, mai, inh, [Right.SEES_READINGS], NOW, calls="mẹ")
        await offices.appoint(unit, club_id, on, Office.CHAIR, by=None, today=TODAY - timedelta(days=9))
        await offices.appoint(unit, club_id, mai, Office.CHAIR, by=None, today=TODAY - timedelta(days=3))
        await offices.appoint(unit, club_id, on, Office.TREASURER, by=None, today=TODAY - timedelta(days=2))
        await personal_data.erase(unit, on, nameless="nameless", now=NOW, today=TODAY)
        kin = await kinships.relatives_of(unit, [mai])
        ended = (await unit.execute(sa.text("SELECT office, to_on FROM office ORDER BY id"))).all()
    assert [(k.relative_id, k.calls) for k in kin] == [(inh, "mẹ")]
    assert [(o, str(day)[:10]) for o, day in ended] == [
        ("chair", str(TODAY - timedelta(days=3))),
        ("chair", "None"),
        ("treasurer", str(TODAY)),
    ], "what had ended keeps its day"


async def _in_everything(c: Connection, who: int, other: int, club_id: int) -> None:
    """Rows about `who` in every table that ends or is emptied with them."""
    unit_id = (await c.execute(sa.text("SELECT min(id) FROM unit"))).scalar_one()
    await kinships.add(c, who, other, [Right.SEES_READINGS], NOW, calls="mẹ", witness="Tẩn Thị Mẩy")
    await audit.note(c, "kin_on_paper", by=who, now=NOW, club_id=club_id, about=who, detail="Tẩn Thị Mẩy")
    await officers.appoint(c, unit_id, who, TODAY - timedelta(days=5))
    await proposals.make(c, "restore", club_id, who, by=other, now=NOW, life=timedelta(days=1))
    await people_lists.keep(c, club_id, [{"full_name": "x"}], name="ds.xlsx", by=who, now=NOW)
    await offices.appoint(c, club_id, who, Office.DEPUTY, by=None, today=TODAY - timedelta(days=3))
    await c.execute(
        sa.update(membership)
        .where(membership.c.person_id == who)
        .values(small_group="Tổ 1", leads_group=True, reason="vì sao")
    )


async def test_everything_of_one_ends_and_nothing_of_another(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, club_id = await _somebody(unit, NAME, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        inh, _ = await _somebody(unit, "Lò Văn Inh", "+84912345333")
        await _in_everything(unit, on, inh, club_id)
        await _in_everything(unit, mai, inh, club_id)
        before = await personal_data.all_about(unit, mai)
        await personal_data.erase(unit, on, nameless="nameless", now=NOW, today=TODAY)
        assert await personal_data.all_about(unit, mai) == before
        left = await personal_data.all_about(unit, on)
        lists = (await unit.execute(sa.text("SELECT sent_by, name FROM people_list ORDER BY id"))).all()
    assert [tuple(r) for r in lists] == [(on, ""), (mai, "ds.xlsx")]
    (member,) = left["membership"]
    assert member["standing"] == "left"
    assert not any(member[c] for c in ("small_group", "team", "leads_group", "reason"))
    assert {str(o["to_on"]) for o in left["office"]} == {str(TODAY)}
    assert {str(o["to_on"]) for o in left["officer"]} == {str(TODAY)}
    assert all(k["ended_at"] and not k["calls"] and not k["witness"] for k in left["kinship"])
    assert all(not c["witness"] for c in left["consent"])
    assert all(not c.get("grants") and c["expires_at"] for c in left["code"])
    assert all(p["answered_at"] for p in left["proposal"])
    assert all(not a["detail"] for a in left["audit"] if a["subject_id"] == on)
    assert not {"reading", "dialogue", "claim", "link_code", "attendance"} & set(left)


async def test_an_erasure_is_called_off_once_and_for_its_own_person_alone(storage: Storage) -> None:
    async with storage.unit() as unit:
        on, _ = await _somebody(unit, NAME, "+84912345111")
        mai, _ = await _somebody(unit, "Vàng Thị Mai", "+84912345222")
        first = await personal_data.ask_erasure(unit, on, NOW, NOW + timedelta(days=1))
        assert await personal_data.cancel_erasure(unit, mai, NOW) is False
        assert await personal_data.cancel_erasure(unit, on, NOW) is True
        assert await personal_data.cancel_erasure(unit, on, NOW) is False
        again = await personal_data.ask_erasure(unit, on, NOW, NOW + timedelta(days=2))
        assert await personal_data.due_erasures(unit, NOW + timedelta(days=9)) == [(again, on)]
        await personal_data.note_erased(unit, again, [], NOW)
        assert await personal_data.cancel_erasure(unit, on, NOW) is False
        assert await personal_data.waiting_erasure(unit, on) is None
        done = (await unit.execute(sa.text("SELECT id, done_at FROM erasure ORDER BY id"))).all()
    assert [(r.id, r.done_at is not None) for r in done] == [(first, False), (again, True)]
