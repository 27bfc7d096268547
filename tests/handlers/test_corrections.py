"""What was just noted is put right by words: shown and asked first, never changed by them alone."""

from __future__ import annotations

import pytest

from tests.handlers.test_danger import asked, notices
from tests.handlers.test_health import member, stored
from tests.handlers.test_readings import pairs
from tests.handlers.test_relatives import accept, invite
from tests.world import World


@pytest.mark.parametrize(
    "typed",
    [
        "nhầm rồi, xoá đi",
        "nham roi xoa di",
        "nhầm",
        "sai rồi",
        "ghi nhầm rồi ạ",
        "tôi gõ lộn",
        "bỏ đi",
        "đừng ghi",
        "không phải của tôi",
        "khong phai so cua toi",
        "145/85 sai rồi",
        "cái đầu nhầm",
        "số dưới sai rồi",
        "đừng ghi 145/85",
        "nhầm, của bố",
        "đúng ra ông nhà tôi là 150",
        "của ông nhà tôi",
        "cái đó là của bà hàng xóm",
        "không phải của tôi, của ông nhà tôi",
        "không đúng",
        "khong dung dau",
    ],
)
async def test_it_is_dropped_after_a_yes(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85")
    assert "muốn bỏ số 145/85" in await world.says("lan", typed)
    assert pairs(await stored(world)) == [(145, 85)], "not before it is answered"
    assert "Đã bỏ số 145/85" in await world.says("lan", "có")
    assert await stored(world) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("135 chứ không phải 145", (135, 85)),
        ("135 chu khong phai 145", (135, 85)),
        ("không phải 145 mà là 135", (135, 85)),
        ("à nhầm 135", (135, 85)),
        ("135/85 mới đúng", (135, 85)),
        ("ghi nhầm, 135/85", (135, 85)),
        ("số dưới là 95 mới đúng", (145, 95)),
        ("số trên đúng ra là 154", (154, 85)),
        ("sửa lại 154/85", (154, 85)),
        ("không phải 145, 135", (135, 85)),
        ("nhầm, 150/90 chứ không phải 145/85", (150, 90)),
        ("nhầm, không phải 145/85 mà 150/90", (150, 90)),
    ],
)
async def test_another_number_takes_its_place_after_a_yes(
    world: World, typed: str, right: tuple[int, int]
) -> None:
    await member(world)
    await world.says("lan", "145/85")
    assert f"thành {right[0]}/{right[1]}" in await world.says("lan", typed)
    assert pairs(await stored(world)) == [(145, 85)]
    assert "Đã sửa" in await world.says("lan", "đúng")
    assert pairs(await stored(world)) == [right]


@pytest.mark.parametrize(
    "typed", ["mạch 62 chứ không phải 72", "mach 62", "không phải mạch 72 mà là 62", "mạch 72 sai, 62"]
)
async def test_another_pulse_takes_its_place_after_a_yes(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85 mạch 72")
    assert "Sửa mạch 72 thành mạch 62" in await world.says("lan", typed)
    assert [one.pressure.pulse for one in await stored(world)] == [72]
    assert "mạch 62" in await world.says("lan", "145/85 mạch 62")
    assert [one.pressure.pulse for one in await stored(world)] == [62]


async def test_a_pulse_by_itself_is_no_reading(world: World) -> None:
    await member(world)
    assert "khác thường" in await world.says("lan", "mạch 130")
    assert await stored(world) == []


@pytest.mark.parametrize("page", ["khoản vay", "lịch họp", "hồ sơ"])
@pytest.mark.parametrize("typed", ["sai rồi", "khong phai"])
async def test_below_another_page_it_is_asked_what_is_wrong(world: World, page: str, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85", page)
    assert "chỗ nào chưa đúng" in await world.says("lan", typed)
    assert pairs(await stored(world)) == [(145, 85)]


async def test_no_yes_to_the_numbers_shown_is_read_out_of_other_words(world: World) -> None:
    """ "xoá đi" means that it is to go, and another reading is another correction."""
    await member(world)
    await world.says("lan", "145/85", "nhầm, 155/85")
    assert "thành 165/85" in await world.says("lan", "165/85")
    assert "muốn bỏ số 145/85" in await world.says("lan", "xoá đi")
    assert pairs(await stored(world)) == [(145, 85)]
    assert "thành 150/90, mạch 80" in await world.says("lan", "150/90 mạch 80")
    await world.says("lan", "đúng")
    assert pairs(await stored(world)) == [(150, 90)]


async def test_whose_it_is_may_be_said_at_the_question_for_signs(world: World) -> None:
    await member(world)
    await world.says("lan", "190/120")
    assert "muốn bỏ số 190/120" in await world.says("lan", "của mẹ tôi")


async def test_the_time_beside_the_right_numbers_is_kept(world: World) -> None:
    await member(world)
    await world.says("lan", "145/85")
    assert "thành 150/90, đo ngày" in await world.says("lan", "sai rồi, hôm qua 150/90")


async def test_a_no_leaves_it_as_it_was(world: World) -> None:
    await member(world)
    await world.says("lan", "145/85", "135 chứ không phải 145")
    assert "giữ nguyên" in await world.says("lan", "không")
    assert pairs(await stored(world)) == [(145, 85)]
    assert await asked(world, "lan") == ""


@pytest.mark.parametrize(
    "typed",
    ["145 là của hôm qua", "cái đó hôm qua", "so do do hom qua co", "a nham cua hom qua", "nhầm, hôm qua"],
)
async def test_another_day(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85")
    assert "đo ngày" in await world.says("lan", typed)
    await world.says("lan", "đúng")
    (one,) = await stored(world)
    assert one.taken_at.date() < world.clock.now().date()


@pytest.mark.parametrize(
    "typed",
    [
        "hôm nay có họp không",
        "khoản vay của ông nhà tôi",
        "sáng nay tôi quên uống thuốc",
        "cảm ơn nhé",
        "của tôi có cao không",
        "huyết áp",
    ],
)
async def test_other_words_after_a_reading_put_nothing_right(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85")
    said = await world.says("lan", typed)
    assert "muốn bỏ số" not in said
    assert "Sửa số" not in said
    assert pairs(await stored(world)) == [(145, 85)]


async def test_after_an_hour_words_alone_put_nothing_right(world: World) -> None:
    await member(world)
    await world.says("lan", "145/85")
    await world.passes(minutes=61)
    assert "muốn bỏ số" not in await world.says("lan", "nhầm")


async def test_a_mistake_at_the_question_for_signs(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("lan", "185/115")
    assert "185/115" in world.new("hung")
    assert "thành 135/85" in await world.says("lan", "nhầm rồi 135/85")
    await world.says("lan", "đúng")
    assert pairs(await stored(world)) == [(135, 85)]
    assert "nhầm" in world.new("hung"), "who was alarmed hears that it was a mistake"
    await world.passes(minutes=15)
    assert not [n for n in await notices(world, "lan") if n[:2] in (("danger", "queued"), ("danger", "sent"))]


@pytest.mark.parametrize("typed", ["không phải", "khong phai dau", "không có"])
async def test_a_no_to_the_signs_drops_no_reading(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "185/115")
    assert "muốn bỏ số" not in await world.says("lan", typed)
    assert pairs(await stored(world)) == [(185, 115)]


async def test_a_relative_takes_back_what_they_noted_for_her(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("hung", "mẹ 130/80")
    assert "Đã bỏ số 130/80" in await world.says("hung", "xoá 130/80")
    await world.says("hung", "mẹ 132/80")
    await world.says("hung", "ghi nhầm rồi")
    assert "Đã bỏ số 132/80" in await world.says("hung", "đúng")
    assert await stored(world) == []


@pytest.mark.parametrize(
    "typed", ["145/85 mới đúng", "mạch 110 chứ", "cân nặng 65 mới đúng", "tuổi 78 mới đúng"]
)
async def test_another_measure_or_a_confirmation_puts_nothing_right(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "145/85")
    said = await world.says("lan", typed)
    assert "muốn bỏ số" not in said
    assert "Sửa số" not in said


async def test_a_yes_to_the_signs_is_no_correction(world: World) -> None:
    await member(world)
    await world.says("lan", "185/115")
    assert "Sửa số" not in await world.says("lan", "có chứ, mạch nhanh 120")
    assert "thôi" not in await world.says("lan", "thôi")
    assert await asked(world, "lan") == "danger.signs", "it stays until it is answered or lapses"


async def test_the_denied_of_two_pairs_is_never_kept(world: World) -> None:
    await member(world)
    assert "130/80" in await world.says("lan", "huyết áp 130/80 chứ không phải 190/120")
    assert await stored(world) == []
    await world.says("lan", "đúng")
    assert pairs(await stored(world)) == [(130, 80)]


@pytest.mark.parametrize(
    "typed", ["nhầm, của em", "cái đó của tôi", "không phải mẹ, của em đấy", "em ghi nhầm, số đó của em"]
)
async def test_what_was_the_relatives_own_leaves_her_log_after_a_yes(world: World, typed: str) -> None:
    await accept(world, await invite(world, "có", "có", "có", "có"))
    await world.says("hung", "mẹ 150/90")
    assert "muốn bỏ số 150/90" in await world.says("hung", typed)
    assert pairs(await stored(world)) == [(150, 90)], "not before it is answered"
    await world.says("hung", "đúng")
    assert await stored(world) == []


@pytest.mark.parametrize("typed", ["het roi chau a", "tôi đỡ rồi", "tôi không đau ngực nữa"])
async def test_relief_after_danger_is_heard_and_115_kept_in_mind(world: World, typed: str) -> None:
    await member(world)
    await world.says("lan", "tôi đau ngực")
    answer = await world.says("lan", typed)
    assert answer.startswith("Vâng")
    assert "115" in answer


async def test_the_reading_of_another_day_is_put_right_where_it_is_named(world: World) -> None:
    await member(world)
    await world.says("lan", "hom qua 150/90")
    await world.says("lan", "140/85")
    assert "Sửa số 150/90" in await world.says("lan", "nham so hom qua roi, 130/85 moi dung")
    await world.says("lan", "đúng")
    assert sorted(pairs(await stored(world))) == [(130, 85), (140, 85)]
