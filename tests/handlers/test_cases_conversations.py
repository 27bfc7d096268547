"""Conversations as people had them with the bot, each told by what the person should see and what is kept."""

from __future__ import annotations

import unicodedata

import pytest
import sqlalchemy as sa

from club.people.standing import Standing
from storage.people import memberships
from tests.handlers.test_danger import CALL, asked, first_line
from tests.handlers.test_health import member, stored
from tests.handlers.test_readings import pairs
from tests.handlers.test_relatives import accept, invite
from tests.world import World

CONSENT = "Bác có đồng ý không"


async def names(world: World) -> list[str]:
    """Everybody in the club, by name."""
    async with world.app.storage.view() as look:
        return [m.person.full_name for m in await memberships.members(look, 1)]


async def at_the_name(world: World, who: str = "x") -> None:
    join = await world.settled_club()
    assert "họ và tên" in await world.says(who, f"/start {join}", "đồng ý", "đồng ý")


# --- readings and danger


async def test_c2_the_husbands_pressure_is_not_hers(world: World) -> None:
    await member(world)
    said = await world.says("lan", "huyết áp của chồng 150/95")
    assert "150/95 này là của ai" in said
    assert await stored(world) == []
    said = await world.says("lan", "của chồng")
    assert "gõ người thân" in said, "how he is invited"
    assert await stored(world) == []
    assert await asked(world, "lan") == ""


async def test_c3_a_symptom_beside_a_good_reading(world: World) -> None:
    await member(world)
    said = await world.says("lan", "130/80 đau ngực")
    assert CALL in first_line(said)
    assert "mức bình thường" not in said
    assert "ăn nhạt" not in said
    assert pairs(await stored(world)) == [(130, 80)]


@pytest.mark.parametrize("question", ["người thân", "/xoadulieu", "160"])
async def test_c4_and_while_something_is_asked(world: World, question: str) -> None:
    await member(world)
    await world.says("lan", question)
    if question == "người thân":
        await world.presses("lan", "Mời")
    before = await asked(world, "lan")
    assert before
    said = await world.says("lan", "130/80 khó thở quá")
    assert CALL in first_line(said)
    assert "Đã ghi 130/80" in said
    assert pairs(await stored(world)) == [(130, 80)]
    assert await asked(world, "lan") == before


async def test_seen_a_dangerous_value_inside_an_invitation(world: World) -> None:
    """The "co" that answers for signs shares no blood pressure."""
    await member(world)
    await world.says("lan", "người thân")
    await world.presses("lan", "Mời")
    assert "có bị một trong những điều này" in await world.says("lan", "195/130")
    said = await world.says("lan", "co")
    assert CALL in first_line(said)
    assert await asked(world, "lan") == "kin.sees_readings"
    async with world.app.storage.view() as look:
        assert await look.scalar(sa.text("SELECT count(*) FROM kinship")) == 0


async def test_seen_115_again_and_again_is_never_a_question_about_numbers(world: World) -> None:
    await member(world)
    for who in ("lan", "x"):
        for typed in ("115", "goi 115", "gọi 115", "115"):
            said = await world.says(who, typed)
            assert CALL in first_line(said), (who, typed)
            assert "số dưới" not in said
            assert "mã" not in first_line(said)
            assert await asked(world, who) == ""
    assert "lịch họp" in await world.says("lan", "lịch họp")
    assert await stored(world) == []


@pytest.mark.parametrize(
    "typed",
    [
        "tuần trước 150/95",
        "năm ngoái 170/100",
        "hôm nọ 165/95",
        "thứ bảy 130/80",
        "bữa qua 130/80",
        "hôm trước 130/80",
    ],
)
async def test_c5_a_word_for_another_day_is_never_now(world: World, typed: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert "5 phút" not in said
    kept = await stored(world)
    assert all(r.taken_at.date() < world.clock.now().date() for r in kept)
    assert kept or await asked(world, "lan")
    world.skip("lan")
    await world.passes(minutes=6)
    assert "đo lại" not in world.new("lan")


@pytest.mark.parametrize(
    "typed",
    ["Bác sĩ bảo dưới 140/90 là được", "hôm nay không đo được 130/80 như hôm qua", "130/80 là cao hay thấp?"],
)
async def test_c6_what_is_only_spoken_of_is_not_kept(world: World, typed: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert "Đã ghi" not in said
    assert await stored(world) == []
    assert (await asked(world, "lan")).startswith("reading.")


async def test_c6_and_the_question_is_answered(world: World) -> None:
    await member(world)
    assert "trong mức bình thường" in await world.says("lan", "130/80 là cao hay thấp?")


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("13,5/8,5", (135, 85)),
        ("１３０／８０", (130, 80)),
        ("tôi 78 tuổi huyết áp 150/90", (150, 90)),
        ("cân nặng 52 huyết áp 130/80", (130, 80)),
    ],
)
async def test_c7_to_c9_forms(world: World, typed: str, pair: tuple[int, int]) -> None:
    await member(world)
    assert f"Đã ghi {pair[0]}/{pair[1]}" in await world.says("lan", typed)
    assert pairs(await stored(world)) == [pair]


async def test_seen_withdrawn_consent_and_an_old_yes(world: World) -> None:
    """190/125, consent withdrawn, readings deleted, then the old "Có" is pressed: still 115."""
    await member(world)
    await world.says("lan", "190/125")
    old = next(s for s in reversed(world.said("lan")) if any(label == "Có" for _, label in s.choices))
    value = next(value for value, label in old.choices if label == "Có")
    await world.says("lan", "không")
    await world.says("lan", "xoá 190/125")
    async with world.app.storage.unit() as unit:
        await unit.execute(sa.text("DELETE FROM reading"))
    world.skip("lan")
    await world.press("lan", old, value)
    said = world.new("lan")
    assert "trục trặc" not in said
    assert CALL in first_line(said)


# --- codes and what is none


async def test_c15_a_code_inside_a_text(world: World) -> None:
    join = await world.settled_club()
    pretty = f"{join[:4]}-{join[4:]}" if "-" not in join else join
    for who, typed in (
        ("a", f"https://chat.example/join?code={join}"),
        ("b", f"Mã của câu lạc bộ: {pretty}"),
        ("c", f"{pretty[:4]} - {pretty[-4:]} ạ"),
        ("d", f"Mời bác vào câu lạc bộ bản Chom Chăng. Bác gõ mã này cho trợ lý: {pretty}"),
        ("e", pretty.lower()),
    ):
        assert CONSENT in await world.says(who, typed), typed
        assert await asked(world, who) == "join.consent"


async def test_c16_what_is_something_else(world: World) -> None:
    await member(world)
    assert CALL in first_line(await world.says("lan", "gọi 115"))
    assert "Đã ghi 135/85" in await world.says("lan", "135x85")


# --- names and joining


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (unicodedata.normalize("NFD", "Quàng Thị Nguyệt"), "Quàng Thị Nguyệt"),
        ("tôi tên là Lò Văn Hùng", "Lò Văn Hùng"),
        ("Lò Văn Hùng ạ", "Lò Văn Hùng"),
        ("dạ em là Vàng Thị Mẩy", "Vàng Thị Mẩy"),
    ],
)
async def test_c17_c18_the_name_is_taken_out(world: World, typed: str, name: str) -> None:
    await at_the_name(world)
    assert "sinh năm nào" in await world.says("x", typed)
    await world.says("x", "1950", "nữ", "không", "đúng")
    await world.presses("chair", "Duyệt")
    assert name in await names(world)


@pytest.mark.parametrize("typed", ["đồng ý", "không nhớ", "cháu ghi hộ bà", "vâng", "có", "78"])
async def test_c18_what_is_no_name_is_asked_again(world: World, typed: str) -> None:
    await at_the_name(world)
    assert "họ và tên" in await world.says("x", typed)
    assert await asked(world, "x") == "join.name"


@pytest.mark.parametrize("typed", ["nữ ạ", "dạ tôi là nữ", "nu", "bà", "đàn bà"])
async def test_seen_sex_in_a_sentence(world: World, typed: str) -> None:
    await at_the_name(world)
    await world.says("x", "Lò Thị Lả", "1950")
    assert "điện thoại" in await world.says("x", typed)
    assert await asked(world, "x") == "join.phone"


async def test_seen_a_phone_in_words(world: World) -> None:
    await at_the_name(world)
    await world.says("x", "Lò Thị Lả", "1950", "nữ")
    said = await world.says("x", "không chín tám bảy không không không một một một")
    assert "0987 000 111" in said
    assert await asked(world, "x") == "join.confirm"


@pytest.mark.parametrize("typed", ["mất", "qua đời", "đã mất rồi", "Đã mất", "chet roi"])
async def test_c21_a_death_in_words(world: World, typed: str) -> None:
    await member(world)
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ")
    assert await asked(world, "chair") == "standing.to"
    said = await world.says("chair", typed)
    assert "đã mất" in said
    assert await asked(world, "chair") == "standing.sure", "asked before anything changes"
    await world.says("chair", "đúng")
    async with world.app.storage.view() as look:
        found = {m.person.full_name: m.standing for m in await memberships.members(look, 1, tuple(Standing))}
    assert found["Lò Thị Ón"] is Standing.DIED


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("/thuno Ón .5tr", "500.000 đồng"),
        ("thu nợ bà Ỏn 436 nghìn", "436.000 đồng"),
        ("/thuno Ón 1tr rưỡi", "1.500.000 đồng"),
    ],
)
async def test_c22_amounts_are_shown_back_as_meant(world: World, typed: str, amount: str) -> None:
    await member(world)
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")
    said = await world.says("chair", typed)
    assert f"trả {amount}" in said
    assert "Đúng chưa" in said


async def test_seen_members_by_their_title(world: World) -> None:
    await world.settled_club(("inh", "Lường Văn Inh"))
    assert "Lường Văn Inh" in await world.says("chair", "hội viên ông Inh")
    assert "Sinh năm 1948" in world.last("chair").text


async def test_seen_a_relative_sees_what_the_member_allows(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "đồng ý")
    assert "Khoản vay của Lò Thị Ón" in await world.says("hung", "khoản vay của mẹ")
    assert "Lịch họp của Lò Thị Ón" in await world.says("hung", "lich hop")
    assert "mã" not in first_line(await world.says("hung", "❤️ Huyết áp của mẹ"))


async def test_a_strangers_late_yes_is_heard(world: World) -> None:
    """The question for signs has lapsed with its follow-up; "có" then still means signs."""
    await world.says("x", "190/120")
    await world.passes(minutes=11)
    assert CALL in first_line(await world.says("x", "có"))


@pytest.mark.parametrize("typed", ["tôi 78 tuổi", "trả 500k", "8h sáng mai"])
async def test_c16_what_is_no_code(world: World, typed: str) -> None:
    await member(world)
    said = await world.says("lan", typed)
    assert "không tìm thấy mã" not in said
    assert await stored(world) == []


async def test_c14_the_same_person_again_is_asked_about(world: World) -> None:
    join = await world.settled_club()
    await world.joins("hung", join, "Lò Văn Hùng", "1950", "nam", "0987000111")
    await world.presses("chair", "Duyệt")
    await world.joins("hung2", join, "Lò Văn Hùng", "1950", "nam", "0987000111")
    said = await world.presses("chair", "Duyệt")
    assert (await names(world)).count("Lò Văn Hùng") == 1, said
    assert "cùng một người" in said or "đúng là" in said or "?" in said


async def applies_twice(world: World) -> None:
    join = await world.settled_club()
    for who in ("hung", "hung2"):
        await world.joins(who, join, "Lò Văn Hùng", "1950", "nam", "0987000111")
        await world.presses("chair", "Duyệt")
    world.skip("hung2")


async def test_c14_and_the_same_person_is_no_second_member(world: World) -> None:
    """One person's word opens nothing of the member's to the other chat: it is told the ways in."""
    await applies_twice(world)
    assert "vẫn là một hội viên" in await world.presses("chair", "Đúng, là")
    assert world.labels("chair") == ["Mất điện thoại, đổi máy"]
    assert "nơi nhận tin" in world.new("hung2")
    assert (await names(world)).count("Lò Văn Hùng") == 1
    assert "dành cho hội viên" in await world.says("hung2", "lịch họp")


async def test_c14_and_another_person_is_admitted(world: World) -> None:
    await applies_twice(world)
    await world.presses("chair", "Không, là người mới")
    assert (await names(world)).count("Lò Văn Hùng") == 2
    assert "Chúc mừng" in world.new("hung2")
    await world.says("chair", "/khoanvay Hùng")
    assert len(set(world.labels("chair"))) == 2
    assert "không có khoản vay" in await world.presses("chair", "người thứ 2")


async def test_c13_two_of_one_name_are_told_apart(world: World) -> None:
    join = await world.settled_club()
    for who, phone in (("a", "0987000111"), ("b", "0987000222")):
        await world.joins(who, join, "Lò Thị Lan", "1948", "nữ", phone)
        await world.presses("chair", "Duyệt")
    assert "2 người" in await world.says("chair", "/chovay Lan 5tr 0,5% 12 tháng gốc đều")
    labels = world.labels("chair")
    assert len(set(labels)) == len(labels) == 2
    assert all("Lò Thị Lan" in label for label in labels)


async def test_c13_and_where_nothing_is_known_of_them(world: World) -> None:
    await world.settled_club(("a", "Lò Thị Lan"), ("b", "Lò Thị Lan"))
    await world.says("chair", "/chovay Lan 5tr 0,5% 12 tháng gốc đều")
    labels = world.labels("chair")
    assert len(set(labels)) == len(labels) == 2


async def test_seen_a_death_by_mistake_is_undone_with_its_relatives(world: World) -> None:
    """Who followed her hears of danger again, or somebody is told that they have to be invited anew."""
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ")
    await world.says("chair", "đã mất", "đúng")
    world.skip("lan")
    world.skip("hung")
    told = await world.presses("chair", "Cho sinh hoạt lại")
    if await asked(world, "chair"):
        told += await world.says("chair", "đúng")
    told += world.new("lan") + world.new("hung")
    await world.says("lan", "195/118")
    assert "195/118" in world.new("hung") or "người thân" in told


async def test_a_death_by_mistake_is_undone_and_she_herself_hears_of_it(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ")
    await world.says("chair", "đã mất", "đúng")
    world.skip("lan")
    await world.presses("chair", "Cho sinh hoạt lại")
    assert "đã thôi theo dõi" in await world.says("chair", "đúng")
    assert "người thân" in world.new("lan")


async def test_who_comes_back_from_a_break_has_kept_the_relatives(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("chair", "/hoivien Ón")
    await world.presses("chair", "Tạm nghỉ")
    await world.says("chair", "tạm nghỉ", "đúng")
    await world.presses("chair", "Cho sinh hoạt lại")
    assert "theo dõi" not in await world.says("chair", "đúng")
