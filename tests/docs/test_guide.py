"""The guide for members and boards tells the truth: each thing it says to type is typed, by whom it is meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from handlers.conversation.texts import load_sources
from storage.organisation import codes, officers
from storage.people import persons
from tests.world import World

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "huong-dan.md").read_text(encoding="utf-8")
CODE = "KM4T-7QXA"
"""Stands in the guide for the club's own code."""
DONE = "gọi 115 ngay"
"""Stands out in the guide, and is neither typed nor pressed."""
TEXTS = load_sources("vi")
NOT_UNDERSTOOD = (
    "common.not_understood",
    "common.not_understood_offer",
    "common.unknown_command",
    "common.apology",
    "common.choose_or_type",
    "common.choice_passed",
    "common.nothing_asked",
    "members.who_unknown",
    "members.code_unknown",
    *(key for key in TEXTS if key.startswith("common.denied_") or key.endswith("_misread")),
)


@dataclass(frozen=True)
class Line:
    """A line of the guide, and who is to do what it says."""

    text: str
    role: str

    @property
    def typed(self) -> list[str]:
        """What it tells people to type."""
        if self.role == "anybody":
            return re.findall(r"\*\*([^*]+)\*\*", self.text)
        return re.findall(r"`([^`]+)`", self.text) + re.findall(r"gõ \*\*([^*]+)\*\*", self.text)

    @property
    def pressed(self) -> list[str]:
        """The choices that it names."""
        return [bold for bold in re.findall(r"\*\*([^*]+)\*\*", self.text) if bold not in (*self.typed, DONE)]


def lines() -> Iterator[Line]:
    """The guide, line by line."""
    section = "anybody"
    for text in GUIDE.splitlines():
        if text.startswith("## "):
            section = {"## Hội viên": "lan", "## Ban chủ nhiệm": "chair"}[text]
        role = section
        for words, other in (
            ("Vào câu lạc bộ", "stranger"),
            ("giúp người thân", "hung"),
            ("Tổ trưởng", "inh"),
            ("Cán bộ Hội", "su"),
        ):
            if words in text:
                role = other
        yield Line(text, role)


async def everybody(world: World) -> str:
    """A club with a member "lan", her relative "hung", a group leader "inh", an officer "su"; answers the club's code."""
    join = await world.settled_club(("lan", "Lò Thị Lan"), ("inh", "Lò Văn Inh"), ("mai", "Vàng Thị Mai"))
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời người thân")
    code = (await world.says("lan", "có", "có", "có", "có")).split("người thân: ")[1][:9]
    await world.says("hung", code, "đồng ý", "Lò Văn Hùng", "1976", "nam", "mẹ")
    await world.says("chair", "/chucvu", "Mai", "thủ quỹ", "1", "đúng")
    await world.says("chair", "huỷ")
    async with world.app.storage.unit() as unit:
        (inh,) = await persons.by_name(unit, "Lò Văn Inh")
        await unit.execute(
            sa.text("UPDATE membership SET small_group = 'Tổ 1', leads_group = true WHERE person_id = :p"),
            {"p": inh.id},
        )
        found = await officers.find(unit, "province", "Lai Châu")
        assert found is not None
        code = await codes.officer_code(unit, found.id, world.clock.now())
    await world.says("su", code, "đồng ý", "Giàng A Sử", "1965", "nam")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    await world.says("chair", "/chovay Lan 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "tôi đồng ý")
    return join


def _opening(key: str) -> re.Pattern[str]:
    """How an answer with this text reads, whatever is filled in."""
    plain = re.sub(r"<[^>]+>|\{%.*?%\}", "", TEXTS[key])
    return re.compile(".{1,60}?".join(re.escape(part) for part in re.split(r"\{\{.*?\}\}", plain)))


def _understood(said: str) -> bool:
    return (
        said != ""
        and "chưa đọc được" not in said
        and not any(_opening(key).search(said) for key in NOT_UNDERSTOOD)
    )


async def test_what_the_guide_says_to_type_is_understood(world: World) -> None:
    join = await everybody(world)
    wrong = []
    in_order = sorted(lines(), key=lambda line: line.role != "hung")  # before the member types that it ends
    for number, line in enumerate(in_order):
        for typed in line.typed:
            who = {"stranger": f"stranger{number}{len(typed)}", "anybody": "lan"}.get(line.role, line.role)
            said = await world.says(who, typed.replace(CODE, join))
            if not _understood(said):
                wrong.append((line.role, typed, said[:120]))
            await world.write(who, "huỷ")
    assert wrong == []


async def test_what_nobody_understands_is_seen(world: World) -> None:
    await everybody(world)
    for who, typed in (
        ("lan", "con mèo trèo cây cau"),
        ("lan", "/khongco"),
        ("lan", "báo cáo"),
        ("su", "/thuno Lan 500k"),
        ("lan", "999/130"),
        ("chair", "hội viên Xyz"),
        ("x", "ABCD-EFGH"),
    ):
        assert not _understood(await world.says(who, typed)), typed


def test_the_guide_names_choices_that_exist() -> None:
    named = [bold for line in lines() for bold in line.pressed]
    assert len(named) >= 8
    for bold in named:
        assert any(bold in text and len(text) < 60 for text in TEXTS.values()), bold
