"""A list that the chair sends, line by line: who may be somebody known is asked about, and never guessed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from club.people.consent import Purpose
from handlers.conversation.chat import Media
from storage.people import consents, people_lists, roster
from tests.handlers.test_people_lists import sends, workbook
from tests.world import World, build_app, build_world, zalo_channel

HEADINGS = ["Họ và tên", "Năm sinh", "Giới tính", "Điện thoại", "Tổ"]
PAO = ["Vàng A Páo", 1948, "Nam", "0977111123", "Tổ 1"]
OTHER_PAO = ["Vàng A Páo", 1948, "Nam", "0977333789", "Tổ 2"]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with await build_world(tmp_path, others=[zalo_channel()]) as built:
        yield built


async def takes(world: World, *lines: list[Any]) -> None:
    """The chair sends a list of which nothing has to be asked, and takes it."""
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    await world.presses("chair", "Ghi vào")


async def people(world: World) -> list[tuple[Any, ...]]:
    """Everybody but the chair: name, year, end of the phone, small group."""
    async with world.app.storage.view() as look:
        found = [e for e in await roster.entries(look, 1) if e.full_name != "Quàng Văn Sơn"]
    return [(e.full_name, e.birth_year, (e.phone or "")[-3:], e.small_group) for e in found]


FIRST = ("Vàng A Páo", 1948, "123", "Tổ 1")
SECOND = ("Vàng A Páo", 1948, "789", "Tổ 2")


async def test_the_chair_says_who_is_another_person(world: World) -> None:
    await world.settled_club()
    await takes(world, PAO)
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, ["Lò Thị Ón", 1950], OTHER_PAO))
    assert (
        "Dòng 3: Vàng A Páo 1948, số …789, Tổ 2.\nTrong câu lạc bộ đã có Vàng A Páo 1948, số …123, Tổ 1."
        in said
    )
    assert "Có phải cùng một người không?" in said
    assert world.labels("chair") == ["Cùng một người", "Người khác", "Bỏ dòng này"]
    assert await people(world) == [FIRST], "nothing before the confirmation"
    said = await world.presses("chair", "Người khác")
    assert "Thêm mới:\n• Lò Thị Ón, sinh 1950\n• Vàng A Páo, sinh 1948, nam, 0977 333 789, Tổ 2" in said
    assert "thêm mới 2, sửa 0, giữ nguyên 0, chưa nhận 0" in said
    assert "thêm 2 người" in await world.presses("chair", "Ghi vào")
    assert await people(world) == [("Lò Thị Ón", 1950, "", None), FIRST, SECOND]


async def test_the_chair_says_who_is_the_same_person(world: World) -> None:
    await world.settled_club()
    await takes(world, PAO)
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, OTHER_PAO))
    said = await world.presses("chair", "Cùng một người")
    assert (
        "Sửa thẻ:\n• Vàng A Páo (1948): Điện thoại: 0977 111 123 → 0977 333 789; Tổ: Tổ 1 → Tổ 2" in said
    ), said
    await world.presses("chair", "Ghi vào")
    assert await people(world) == [SECOND]


async def test_a_line_is_left_out_and_named(world: World) -> None:
    await world.settled_club()
    await takes(world, PAO)
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, OTHER_PAO))
    said = await world.presses("chair", "Bỏ dòng này")
    assert "Dòng 2 (Vàng A Páo): được bỏ lại" in said
    assert "không có gì mới" in said
    assert await people(world) == [FIRST]


async def test_two_of_one_name_in_one_file_are_both_entered(world: World) -> None:
    await world.settled_club()
    lines = [
        PAO,
        OTHER_PAO,
        ["Giàng Thị Mỷ", 1950, "Nữ", None, "Tổ 1"],
        ["Giàng Thị Mỷ", 1950, "Nữ", None, "Tổ 5"],
    ]
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert (
        "Dòng 3: Vàng A Páo 1948, số …789, Tổ 2.\nTrong tệp đã có dòng 2: Vàng A Páo 1948, số …123, Tổ 1."
        in said
    )
    assert "còn 1 dòng phải hỏi" in said
    assert "Dòng 5: Giàng Thị Mỷ 1950, Tổ 5" in await world.presses("chair", "Người khác")
    await world.presses("chair", "Người khác")
    await world.presses("chair", "Ghi vào")
    assert len(await people(world)) == 4
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "không có gì mới: giữ nguyên 4 người." in said


async def test_other_marks_are_another_name(world: World) -> None:
    await world.settled_club()
    await takes(
        world,
        ["Lò Văn Hùng", 1950, "Nam", "0987654321", "Tổ 1"],
        ["Lò Thị Lan", 1948, "Nữ", "0977000111", "Tổ 1"],
    )
    lines = [
        ["Lò Văn Hưng", 1950, "Nam", "0912999888", "Tổ 3"],
        ["Lò Thị Lân", 1948, "Nữ", "0977000222", "Tổ 3"],
    ]
    assert "Dòng 2: Lò Văn Hưng 1950" in await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "Dòng 3: Lò Thị Lân 1948" in await world.presses("chair", "Người khác")
    await world.presses("chair", "Người khác")
    await world.presses("chair", "Ghi vào")
    assert [p[0] for p in await people(world)] == ["Lò Văn Hùng", "Lò Văn Hưng", "Lò Thị Lan", "Lò Thị Lân"]


async def test_who_shares_a_phone_is_two_people(world: World) -> None:
    await world.settled_club()
    lines = [
        ["Lò Thị Hương", 1950, "Nữ", "0987654321", "Tổ 1"],
        ["Lò Thị Hường", 1975, "Nữ", "0987654321", "Tổ 1"],
    ]
    assert "thêm mới 2" in await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))


async def test_back_and_leaving_work_and_a_restart_goes_on(world: World, tmp_path: Path) -> None:
    await world.settled_club()
    await takes(world, PAO, ["Lò Thị Ón", 1950, "Nữ", "0977111555", "Tổ 1"])
    lines = [OTHER_PAO, ["Lò Thị Ón", 1950, "Nữ", "0977111666", "Tổ 1"]]
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "Dòng 3: Lò Thị Ón 1950, số …666" in await world.presses("chair", "Người khác")
    assert "Dòng 2: Vàng A Páo 1948, số …789" in await world.says("chair", "quay lại")
    await world.presses("chair", "Người khác")
    restarted = World(
        build_app(str(world.app.storage.url), world.clock, [world.channel]), world.channel, world.clock
    )
    restarted._updates = world._updates
    async with restarted as again:
        assert "thêm mới 1, sửa 1" in await again.presses("chair", "Cùng một người")
        assert "Dòng 3: Lò Thị Ón" in await again.says("chair", "quay lại")
        assert "Chưa có gì thay đổi" in await again.says("chair", "huỷ")
        assert len(await people(again)) == 2


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1", "sửa 1"),
        ("cung mot nguoi", "sửa 1"),
        ("là một người", "sửa 1"),
        ("đúng rồi", "sửa 1"),
        ("2", "thêm mới 1"),
        ("người khác", "thêm mới 1"),
        ("khac nhau", "thêm mới 1"),
        ("không phải cùng một người", "thêm mới 1"),
        ("hai người khác nhau ạ", "thêm mới 1"),
        ("không", "thêm mới 1"),
        ("3", "không có gì mới"),
        ("bỏ dòng này", "không có gì mới"),
        ("bo", "không có gì mới"),
        ("bỏ qua", "không có gì mới"),
        ("dung", "cùng một người không"),
        ("để hỏi lại đã", "cùng một người không"),
        ("không biết", "cùng một người không"),
        ("chưa rõ", "cùng một người không"),
        ("không phải người khác", "cùng một người không"),
        ("đúng là khác", "cùng một người không"),
        ("chưa", "cùng một người không"),
        ("ok", "cùng một người không"),
        ("dạ được rồi ạ", "cùng một người không"),
        ("đừng", "cùng một người không"),
        ("nhầm rồi", "cùng một người không"),
        ("sai", "cùng một người không"),
        ("trùng tên", "cùng một người không"),
        ("chỉ trùng tên thôi", "thêm mới 1"),
        ("dạ không phải đâu ạ", "thêm mới 1"),
        ("ông khác", "thêm mới 1"),
        ("dạ vẫn là một người ạ", "sửa 1"),
        ("cùng một ông", "sửa 1"),
        ("đừng ghi dòng này", "không có gì mới"),
        ("thôi", "Đã dừng"),
        ("4", "cùng một người không"),
    ],
)
async def test_answers_are_typed_where_there_are_no_buttons(world: World, typed: str, answer: str) -> None:
    await world.settled_club()
    await takes(world, PAO)
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, OTHER_PAO))
    said = await world.says("chair", typed)
    assert answer in said, said
    assert await people(world) == [FIRST]


async def test_of_several_the_chair_says_which(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, PAO, OTHER_PAO))
    await world.presses("chair", "Người khác")
    await world.presses("chair", "Ghi vào")
    await sends(
        world, "chair", "ds.xlsx", workbook(HEADINGS, ["Vàng A Páo", 1948, "Nam", "0977555555", "Tổ 2"])
    )
    assert world.labels("chair")[:2] == [
        "Là Vàng A Páo 1948, số …123, Tổ 1",
        "Là Vàng A Páo 1948, số …789, Tổ 2",
    ]
    assert "chọn đúng một người" in await world.says("chair", "cùng một người")
    await world.presses("chair", "…789")
    await world.presses("chair", "Ghi vào")
    assert await people(world) == [FIRST, ("Vàng A Páo", 1948, "555", "Tổ 2")]


async def test_lines_that_nothing_contradicts_are_answered_at_once(world: World) -> None:
    await world.settled_club()
    names = ["Lò Thị Ón", "Sùng A Páo", "Vàng Thị Mai", "Giàng A Sính"]
    await takes(world, *([name, 1950, None, None, "Tổ 1"] for name in names))
    lines = [[name, 1950, None, f"097711100{n}", "Tổ 1"] for n, name in enumerate(names)]
    lines[3][4] = "Tổ 2"
    said = await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, *lines))
    assert "còn 3 dòng phải hỏi" in said
    assert any("Cả 3 dòng" in label for label in world.labels("chair"))
    assert "Dòng 5: Giàng A Sính" in await world.presses("chair", "Cả 3 dòng")
    assert "sửa 3" in await world.presses("chair", "Bỏ dòng này")
    assert "Dòng 5" in await world.says("chair", "quay lại")
    assert "Dòng 2" in await world.says("chair", "quay lại")
    assert "không có gì mới" in await world.presses("chair", "để lại cả 4 dòng")


async def test_an_old_button_answers_no_other_line(world: World) -> None:
    await world.settled_club()
    await takes(world, PAO, ["Lò Thị Ón", 1950, "Nữ", "0977111555", "Tổ 1"])
    await sends(
        world,
        "chair",
        "ds.xlsx",
        workbook(HEADINGS, OTHER_PAO, ["Lò Thị Ón", 1950, "Nữ", "0977111666", "Tổ 1"]),
    )
    first = world.last("chair")
    same = next(value for value, label in first.choices if label == "Cùng một người")
    await world.presses("chair", "Người khác")
    world.skip("chair")
    await world.press("chair", first, same)
    assert "Dòng 3: Lò Thị Ón" in world.new("chair")


async def test_what_changed_meanwhile_is_shown_before_it_is_written(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, PAO))
    async with world.app.storage.unit() as unit:
        await roster.add(
            unit, 1, {"full_name": "Vàng A Páo", "phone": "+84977111123"}, by=None, now=world.clock.now()
        )
    said = await world.presses("chair", "Ghi vào")
    assert "vừa có thay đổi" in said
    assert "Sửa thẻ:\n• Vàng A Páo: " in said
    await world.presses("chair", "Ghi vào")
    assert await people(world) == [FIRST]


async def test_what_somebody_else_wrote_meanwhile_is_not_written_again(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, PAO))
    async with world.app.storage.unit() as unit:
        values = {"full_name": "Vàng A Páo", "birth_year": 1948, "sex": "male", "phone": "+84977111123"}
        await roster.add(unit, 1, {**values, "small_group": "Tổ 1"}, by=None, now=world.clock.now())
    assert "không có gì mới: giữ nguyên 1 người." in await world.presses("chair", "Ghi vào")
    assert await people(world) == [FIRST]


async def test_a_namesake_who_came_meanwhile_is_asked_about(world: World) -> None:
    await world.settled_club()
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, PAO))
    async with world.app.storage.unit() as unit:
        await roster.add(
            unit, 1, {"full_name": "Vàng A Páo", "birth_year": 1948}, by=None, now=world.clock.now()
        )
    assert "Trong câu lạc bộ đã có Vàng A Páo 1948" in await world.presses("chair", "Ghi vào")
    assert len(await people(world)) == 1


async def test_every_added_person_is_shown_whole_page_by_page(world: World) -> None:
    await world.settled_club()
    headings = [*HEADINGS, "Dân tộc", "Loại hộ", "Đội"]
    names = ["An", "Bình", "Chi", "Dung", "Giang", "Hoa", "Inh", "Khánh", "Lan", "Mai"]
    lines: list[list[Any]] = [
        [f"{family} Thị {name}", 1950 + n, "Nữ", f"09770001{n:02}", "Tổ 1", "Thái", "cận nghèo", "Văn nghệ"]
        for family in ("Lò", "Vàng", "Sùng", "Giàng", "Tẩn")
        for n, name in enumerate(names)
    ]
    seen = await sends(world, "chair", "ds.xlsx", workbook(headings, *lines))
    assert "• Lò Thị An, sinh 1950, nữ, 0977 000 100, Tổ 1, dân tộc Thái, hộ cận nghèo, đội Văn nghệ" in seen
    assert all(len(s.text) <= 4096 for s in world.said("chair"))
    seen += await world.presses("chair", "Xem tiếp, còn 30 dòng")
    seen += await world.says("chair", "xem tiếp")
    assert all(f"• {line[0]}, sinh {line[1]}, " in seen for line in lines)
    assert world.labels("chair") == ["✅ Ghi vào", "Không"]
    await world.says("chair", "quay lại")
    assert "Xem tiếp, còn 10 dòng" in world.labels("chair")
    assert "thêm 50 người" in await world.presses("chair", "Ghi vào")


async def test_a_list_that_is_forgotten_is_asked_for_again(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await takes(world, PAO)
    await sends(world, "chair", "ds.xlsx", workbook(HEADINGS, OTHER_PAO))
    async with world.app.storage.unit() as unit:
        await people_lists.forget(unit, world.clock.now() + timedelta(days=1))
    assert "Xin ông gửi lại tệp" in await world.presses("chair", "Người khác")
    assert await people(world) == [("Lò Thị Ón", 1948, "", None), FIRST]


async def test_what_a_member_refused_is_not_written_again_and_again(world: World) -> None:
    await world.settled_club()
    headings = [*HEADINGS, "Loại hộ"]
    await takes(world, PAO)
    async with world.app.storage.unit() as unit:
        (pao,) = [e for e in await roster.entries(unit, 1) if e.full_name == "Vàng A Páo"]
        await consents.add_consent(unit, pao.person_id, Purpose.ORIGIN, False, "memory", world.clock.now())
    said = await sends(world, "chair", "ds.xlsx", workbook(headings, [*PAO, "nghèo"]))
    assert "không có gì mới: giữ nguyên 1 người." in said


@pytest.mark.parametrize("who", ["chair", "zalo:chair"])
async def test_the_longest_lines_fit_every_messenger(world: World, who: str) -> None:
    code, _ = await world.club()
    await world.joins(who, code, "Quàng Văn Sơn", "1955", "nam", "0912345678")
    headings = [*HEADINGS, "Dân tộc", "Loại hộ", "Đội"]
    long = "Ờ" * 58
    lines = [
        [f"Lò {long[:50]} {c}", 1950 + n, "Nữ", f"09770001{n:02}", f"{long} {c}", long, "cận nghèo", long]
        for n, c in enumerate("ABCDEGHIKLMNOPQRSTUVXY")
    ]
    channel = world.channels["zalo" if who.startswith("zalo") else "memory"]
    content = workbook(headings, *lines)
    channel.files["ds.xlsx"] = content
    said = await world.sends(who, Media("document", channel.name, "ds.xlsx", "ds.xlsx", size=len(content)))
    assert "thêm mới 22" in said
    assert said.count("• Lò ") == 20
    assert all(len(s.text) <= channel.capabilities.longest for s in world.said(who))
    assert "Xem tiếp, còn 2 dòng" in said or "Xem tiếp, còn 2 dòng" in world.labels(who)
