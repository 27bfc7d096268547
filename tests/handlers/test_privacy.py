"""What is stored about me, who looked, what I agreed to, and its end."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.parts import plain, to_parts
from club.messages.message import EMPTIED, Message
from handlers.privacy.data import JSON, PDF
from storage import Storage
from storage.database.migrate import migrate
from storage.people import persons, roster
from storage.records import audit
from storage.records.personal_data import ACTOR, SUBJECT
from storage.schema import metadata, person
from tests.handlers.test_texts import SOURCES
from tests.world import World, zalo_channel

ROOT = Path(__file__).resolve().parents[2]


def database(world: World) -> str:
    """Every row of every table, as text."""
    path = world.app.storage.path
    assert path is not None
    raw = sqlite3.connect(path)
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [str(row) for table in tables for row in raw.execute(f"SELECT * FROM {table}")]
    raw.close()
    return "\n".join(rows).encode().decode("unicode_escape", "ignore") + "\n".join(rows)


async def lived_in(world: World) -> None:
    """A club in which Lò Thị Ón has readings, a loan half repaid, a relative, and mail."""
    await world.settled_club(("lan", "Lò Thị Ón"), ("mai", "Vàng Thị Mai"))
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("lan", "138/86")
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "tôi đồng ý")
    await world.says("chair", "/thuno Ón 442k", "đúng")
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "không", "có")).split("mã này cho người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("hung", "mẹ 150/95")
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Sửa thẻ")
    await world.presses("chair", "Dân tộc")
    await world.says("chair", "Thái")
    for who in ("lan", "chair", "mai", "hung"):
        world.skip(who)


# --- everything about me


def test_every_reference_to_a_person_is_either_about_them_or_by_them() -> None:
    """So that a new table cannot be forgotten in what is handed out and erased."""
    for table in metadata.sorted_tables:
        columns = {c.name for c in table.columns if any(key.column.table is person for key in c.foreign_keys)}
        assert columns == {*SUBJECT.get(table.name, ()), *ACTOR.get(table.name, ())}, table.name


async def files(world: World, who: str) -> dict[str, bytes]:
    await world.says(who, "/dulieu")
    found = [s.part.document for s in world.said(who)[-2:]]
    return {d[1]: d[2] for d in found if d is not None}


def words_of(pdf: bytes, folder: Path) -> str:
    path = folder / "du-lieu.pdf"
    path.write_bytes(pdf)
    try:
        done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    return re.sub(r"\s+", " ", done.stdout.decode())


async def test_everything_comes_as_a_file_to_read_and_one_for_machines(world: World, tmp_path: Path) -> None:
    await lived_in(world)
    found = await files(world, "lan")
    stored = json.loads(found[JSON])
    assert stored["about"] == "Lò Thị Ón"
    tables = stored["stored"]
    assert [r["systolic"] for r in tables["reading"]] == [138, 150]
    assert [r["principal"] for r in tables["loan"]] == [5_000_000]
    assert [r["amount"] for r in tables["repayment"]] == [442_000]
    assert {r["purpose"] for r in tables["consent"]} == {"membership", "health", "loans"}
    assert tables["person"][0]["ethnic_group"] == "Thái"
    assert any("138/86" in str(r["body"]) for r in tables["outbox"])
    assert "code" not in str(tables.get("code", [{}])[0].keys())
    text = json.dumps(stored, ensure_ascii=False)
    assert "Vàng Thị Mai" not in text, "nothing of others"
    said = words_of(found[PDF], tmp_path)
    for words in (
        "Dữ liệu của Lò Thị Ón",
        "138/86",
        "150/95 (Lò Văn Hùng ghi)",
        "Trả ngày 23/11/2026",
        "dân tộc Thái",
        "đồng ý ghi huyết áp",
    ):
        assert words.lower() in said.lower(), words


async def test_the_files_are_forgotten_soon_after_they_were_sent(world: World) -> None:
    await lived_in(world)
    await files(world, "lan")
    await world.passes(hours=3)
    async with world.app.storage.view() as look:
        kept = (await look.execute(sa.text("SELECT body FROM outbox WHERE kind = 'file'"))).scalars().all()
    assert [Message.from_json(json.loads(body)) for body in kept] == [EMPTIED] * 2


async def in_words(world: World) -> list[str]:
    """The file to read, in the messages it becomes where no file can be sent."""
    async with world.app.storage.view() as look:
        rows = (
            (await look.execute(sa.text("SELECT body FROM outbox WHERE kind = 'file' ORDER BY id")))
            .scalars()
            .all()
        )
    form = zalo_channel().capabilities
    parts = to_parts(Message.from_json(json.loads(rows[0])), type(form)(**{**form.__dict__, "files": False}))
    assert all(part.document is None for part in parts)
    return [plain(part.html) for part in parts]


async def test_where_no_file_can_be_sent_it_comes_in_words(world: World) -> None:
    await lived_in(world)
    await world.says("lan", "dữ liệu của tôi")
    said = await in_words(world)
    assert all(len(part) <= 2000 for part in said)
    assert "138/86" in "\n".join(said)
    assert "Khoản vay 5.000.000 đồng" in "\n".join(said)


async def test_ones_place_in_the_club_is_told_whole(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    async with world.app.storage.unit() as unit:
        (line,) = [e for e in await roster.entries(unit, 1) if e.full_name == "Lò Thị Ón"]
        told = {"small_group": "Tổ 7", "leads_group": True, "team": "Văn nghệ", "ethnic_group": "Thái"}
        await roster.change(unit, line, told)
    await world.says("lan", "dữ liệu của tôi")
    assert "Tổ 7, tổ trưởng. Đội: Văn nghệ. Dân tộc Thái." in "\n".join(await in_words(world))


async def test_a_stranger_has_no_data(world: World) -> None:
    for command in ("/dulieu", "/xoadulieu", "/aixem", "/dongy"):
        assert "dành cho hội viên" in await world.says("x", command)


# --- who looked


async def test_a_member_reads_who_looked_at_and_changed_what(world: World) -> None:
    await lived_in(world)
    await world.says("hung", "huyết áp của mẹ")
    said = await world.says("lan", "ai đã xem dữ liệu của tôi")
    for line in (
        "Quàng Văn Sơn: xem thẻ",
        "Quàng Văn Sơn: sửa thẻ",
        "Quàng Văn Sơn: ghi tiền trả nợ",
        "Quàng Văn Sơn: ghi khoản cho vay",
        "Lò Văn Hùng: xem huyết áp",
        "Quàng Văn Sơn: duyệt đơn",
    ):
        assert line in said
    assert "chưa có ai xem" not in said
    await world.says("chair", "hội viên")
    await world.presses("chair", "Lấy danh sách")
    assert "lấy danh sách cả câu lạc bộ" in await world.says("mai", "/aixem")
    assert "Lò Thị Ón" not in await world.says("mai", "/aixem")
    async with world.app.storage.view() as look:
        (mai,) = await persons.by_name(look, "Mai")
        assert {line.actor for line in await audit.about_person(look, mai.id, limit=50)} == {"Quàng Văn Sơn"}


async def test_looking_at_the_list_is_one_line_a_day(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "hội viên", "hội viên")
    assert (await world.says("lan", "/aixem")).count("xem danh sách câu lạc bộ") == 1
    await world.passes(days=1)
    await world.says("chair", "hội viên")
    assert (await world.says("lan", "/aixem")).count("xem danh sách câu lạc bộ") == 2


def test_every_action_in_the_record_has_its_words() -> None:
    code = "\n".join(
        p.read_text(encoding="utf-8") for d in ("handlers", "bot") for p in (ROOT / d).rglob("*.py")
    )
    noted = set(re.findall(r'(?:turn\.note|audit\.note)\(\s*(?:\w+(?:\.\w+)*, )?"(\w+)"', code))
    assert len(noted) > 15
    for action in noted:
        assert f"privacy.action.{action}" in SOURCES["vi"], action


# --- what I agreed to


async def test_each_consent_is_withdrawn_and_given_by_itself_with_its_history(world: World) -> None:
    await lived_in(world)
    said = await world.says("lan", "điều tôi đồng ý")
    assert "ghi huyết áp: đồng ý từ 23/11/2026" in said
    assert "giữ dân tộc, hộ nghèo hay cận nghèo: chưa hỏi" in said
    said = await world.presses("lan", "Thôi đồng ý ghi huyết áp")
    assert "không ghi huyết áp" in said
    assert "ghi huyết áp: không, từ 23/11/2026" in said
    assert "đồng ý cho trợ lý ghi huyết áp" in await world.says("lan", "140/90")
    await world.says("lan", "huỷ")
    assert "150/95" not in await world.says("hung", "người thân")
    assert "chưa đồng ý" in await world.says("hung", "huyết áp của mẹ")
    await world.says("lan", "/dongy")
    await world.presses("lan", "Đồng ý ghi huyết áp")
    assert "150/95" in await world.says("hung", "người thân")
    found = json.loads((await files(world, "lan"))[JSON])["stored"]["consent"]
    assert [r["granted"] for r in found if r["purpose"] == "health"] == [True, False, True]


async def test_old_readings_go_when_they_are_no_longer_to_be_kept(world: World) -> None:
    await lived_in(world)
    await world.says("lan", "/dongy")
    await world.presses("lan", "Thôi đồng ý ghi huyết áp")
    assert "Đã xoá 2 số đo" in await world.presses("lan", "Xoá hết số đo")
    assert "138" not in str((await files(world, "lan"))[JSON].decode().split('"reading"')[1:])


async def test_without_consent_to_loans_no_notice_is_sent(world: World) -> None:
    await lived_in(world)
    await world.says("lan", "/dongy")
    assert "không nhắc kỳ trả" in await world.presses("lan", "Thôi đồng ý giữ sổ vay")
    world.skip("lan")
    for _ in range(40):
        await world.passes(days=1)
    assert "đến kỳ trả" not in world.new("lan")
    assert "Còn nợ gốc" in await world.says("lan", "khoản vay"), "what one owes one may always see"


async def test_ethnic_group_and_household_are_kept_of_nobody_who_said_no(world: World) -> None:
    await lived_in(world)
    await world.says("lan", "/dongy")
    await world.presses("lan", "Đồng ý giữ dân tộc")
    await world.says("lan", "/dongy")
    assert "đã xoá dân tộc" in await world.presses("lan", "Thôi đồng ý giữ dân tộc")
    assert "Thái" not in await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Sửa thẻ")
    assert "không đồng ý cho ghi điều này" in await world.presses("chair", "Dân tộc")
    async with world.app.storage.unit() as unit:
        line = next(e for e in await roster.entries(unit, 1) if e.full_name == "Lò Thị Ón")
        await roster.change(unit, line, {"household": "poor", "team": "Văn nghệ"})
        line = next(e for e in await roster.entries(unit, 1) if e.full_name == "Lò Thị Ón")
    assert (line.household, line.team) == (None, "Văn nghệ"), "a list that is taken in respects it too"


# --- erased


async def asks_for_erasure(world: World, who: str) -> str:
    said = await world.says(who, "/xoadulieu")
    assert "không lấy lại được" in said
    assert "lần nữa cho chắc" in await world.presses(who, "Xoá dữ liệu của tôi")
    return await world.presses(who, "Đúng, xoá hết")


async def test_after_a_day_nothing_is_left_but_the_money_without_the_name(world: World) -> None:
    await lived_in(world)
    assert "không còn tên bà" in await world.says("lan", "/xoadulieu")
    await world.says("lan", "huỷ")
    world.skip("chair")
    said = await asks_for_erasure(world, "lan")
    assert "Lúc 09:00 ngày 24/11/2026 trợ lý sẽ xoá" in said
    assert "Lò Thị Ón xin xoá dữ liệu" in world.new("chair")
    assert "Còn nợ gốc 4.583.000 đồng: xin ghi tên vào sổ giấy" in world.last("chair").text
    await world.passes(hours=23)
    assert "138/86" in await world.says("lan", "huyết áp")
    world.skip("lan")
    await world.passes(hours=1, minutes=1)
    assert "đã xoá dữ liệu" in world.new("lan")
    await world.passes(minutes=5)
    left = database(world)
    for trace in ("Lò Thị Ón", "L\\u00f2 Th\\u1ecb", "'lan'", "138, 86", "150, 95"):
        assert trace not in left, trace
    await world.says("chair", "/thuno")
    assert world.labels("chair") == ["Người đã xoá tên (số 2)"]
    async with world.app.storage.view() as look:
        money = (
            await look.execute(sa.text("SELECT sum(amount) FROM fund_entry WHERE fund = 'income'"))
        ).scalar()
        loans = (await look.execute(sa.text("SELECT count(*) FROM repayment"))).scalar()
    assert (money, loans) == (25_000_000 - 5_000_000 + 417_000, 1)
    world.skip("lan")
    for _ in range(10):
        await world.passes(days=1)
    assert world.new("lan") == ""
    assert "mã của câu lạc bộ" in await world.says("lan", "130/80"), "a stranger again"


async def test_until_then_one_word_keeps_everything(world: World) -> None:
    await lived_in(world)
    await asks_for_erasure(world, "lan")
    assert "đã xin xoá rồi" in await world.says("lan", "xoá dữ liệu")
    assert "giữ nguyên" in await world.says("lan", "giữ lại")
    assert "đã đổi ý" in world.new("chair")
    await world.passes(hours=30)
    assert "138/86" in await world.says("lan", "huyết áp")
    assert "không có gì chờ xoá" in await world.says("lan", "giữ lại")


async def test_a_no_at_either_question_erases_nothing(world: World) -> None:
    await lived_in(world)
    await world.says("lan", "/xoadulieu")
    assert "giữ nguyên" in await world.presses("lan", "Không, giữ lại")
    await world.says("lan", "/xoadulieu")
    await world.presses("lan", "Xoá dữ liệu của tôi")
    assert "giữ nguyên" in await world.presses("lan", "Không, giữ lại")
    await world.passes(hours=30)
    assert "138/86" in await world.says("lan", "huyết áp")


async def test_a_chair_who_is_erased_holds_no_office_and_relatives_hear_no_more(world: World) -> None:
    await lived_in(world)
    await asks_for_erasure(world, "hung")
    assert "thôi làm chủ nhiệm" in await world.says("chair", "/xoadulieu")
    await world.presses("chair", "Xoá dữ liệu của tôi")
    await world.presses("chair", "Đúng, xoá hết")
    await world.passes(hours=25)
    world.skip("hung")
    await world.says("lan", "190/110")
    assert world.new("hung") == ""
    async with world.app.storage.view() as look:
        entries = await roster.entries(look, 1)
    assert all(not e.offices for e in entries)
    await world.says("lan", "không")  # to the question for signs
    assert "Chưa có người thân" in await world.says("lan", "người thân")
    assert "Quàng Văn Sơn" not in database(world)


async def test_whoever_was_erased_can_begin_anew(world: World) -> None:
    join = await world.settled_club(("lan", "Lò Thị Ón"))
    await asks_for_erasure(world, "lan")
    await world.passes(hours=25)
    await world.joins("lan", join, "Lò Thị Ón")
    assert "Đã duyệt" in await world.presses("chair", "Duyệt")
    world.clock.advance(timedelta(minutes=1))
    assert "Đã ghi 130/80" in await world.says("lan", "130/80")


def test_the_readable_file_is_a_document(tmp_path: Path) -> None:
    from handlers.conversation.pdf import readable

    made = readable("Dữ liệu của Lò Thị Ón", [("Huyết áp", ["23/11 09:00: 130/80", "dòng rất dài " * 40])])
    assert made.startswith(b"%PDF")
    assert io.BytesIO(made).read(4) == b"%PDF"
    assert "Dữ liệu của Lò Thị Ón" in words_of(made, tmp_path)


@pytest.mark.parametrize("typed", ["toi khong muon tham gia nua", "xoa het cua toi di"])
async def test_who_wants_no_more_is_shown_what_can_be_done(world: World, typed: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    answer = await world.says("lan", typed)
    assert "chưa làm gì cả" in answer
    assert world.labels("lan") == ["Tạm dừng nhắc", "Xoá dữ liệu của tôi"]


async def test_no_byte_of_the_file_tells_of_who_was_erased(world: World) -> None:
    await lived_in(world)
    await asks_for_erasure(world, "lan")
    await world.passes(hours=25)
    await world.passes(hours=25)  # the farewell has gone out, and the chat is forgotten too
    path = world.app.storage.path
    assert path is not None
    held = b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))
    assert "Quàng Văn Sơn".encode() in held, "the bytes are those of the database"
    for said in ("Lò Thị Ón", "138/86"):
        assert said.encode() not in held, said


async def test_files_are_their_owners_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        url = f"sqlite+aiosqlite:///{tmp_path / 'data' / 'club.db'}"
        await migrate(url)
        storage = Storage(url)
        async with storage.unit() as unit:
            await unit.exec_driver_sql("UPDATE person SET full_name = full_name")
        found = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "data").iterdir()}
        await storage.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert set(found.values()) == {0o600}
    assert {"club.db", "club.db-wal", "club.db-shm"} <= set(found)
