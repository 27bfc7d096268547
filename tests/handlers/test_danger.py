"""Danger before everything: 115 in the first line, at any question and by anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.rehearsal import QUESTIONS, ROLES, Club, Rehearsal
from club.messages.notices import Reason
from handlers.features import build_router
from handlers.understanding import TABLE
from storage.messages import dialogues, writers
from tests.handlers.test_health import stored
from tests.handlers.test_relatives import accept, invite
from tests.world import World

CALL = "GỌI 115 NGAY"
SIGNS = (
    "tôi đau ngực khó thở",
    "goi 115",
    "115",
    "noi khong ra tieng",
    "tay trai toi te khong cam duoc but",
    "toi bi nga",
    "toi uong nham thuoc",
    "I have chest pain",
)
_clubs: list[Club] = []


async def rehearsed() -> Club:
    """The rehearsal's club, founded once in each testing process."""
    if not _clubs:
        _clubs.append(await Rehearsal.found())
    return _clubs[0]


async def notices(world: World, who: str) -> list[tuple[str, str, str | None]]:
    """(kind, state, reason) of everything to the chat that is no answer, in order."""
    rows = await _rows(
        world,
        "SELECT o.kind, o.state, o.reason FROM outbox o JOIN address a ON a.id = o.address_id"
        " WHERE a.external_id = :who AND o.kind NOT IN ('answer', 'commands') ORDER BY o.id",
        who=who,
    )
    return [(kind, state, reason) for kind, state, reason in rows]


async def _rows(world: World, statement: str, **values: object) -> list[tuple[object, ...]]:
    async with world.app.storage.view() as look:
        return [tuple(row) for row in (await look.execute(sa.text(statement), values)).all()]


async def asked(world: World, who: str) -> str:
    """The flow and step of the question that stands there."""
    async with world.app.storage.view() as look:
        writer = await writers.find_writer(look, "memory", who)
        assert writer is not None
        return f"{writer.dialogue.flow}.{writer.dialogue.step}" if writer.dialogue else ""


def first_line(text: str) -> str:
    return text.split("\n")[0]


# --- at every question, by anybody


@pytest.mark.parametrize("question", QUESTIONS)
async def test_at_every_standing_question(question: str) -> None:
    role = QUESTIONS[question].role
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        await rehearsal.stand(role, question)
        before = (await rehearsal.hear(role, "/menu_khong_co")).asked
        for typed in SIGNS:
            heard = await rehearsal.hear(role, typed)
            assert "115" in first_line(heard.answer), (typed, heard.answer)
            assert heard.reader == "danger", typed
            assert not heard.kept, typed
            assert not heard.booked, typed
            stands = "" if question == "danger" else before
            assert heard.asked == stands, typed


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_reading_beside_the_sign_is_kept_at_every_question(question: str) -> None:
    role = QUESTIONS[question].role
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        await rehearsal.stand(role, question)
        heard = await rehearsal.hear(role, "130/80 khó thở quá")
        assert "115" in first_line(heard.answer)
        kept = [(k["whose"], k["systolic"], k["diastolic"]) for k in heard.kept]
        assert kept == ([] if role == "stranger" else [("self", 130, 80)])


@pytest.mark.parametrize("role", ROLES)
async def test_by_anybody_while_nothing_is_asked(role: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        for typed in SIGNS:
            heard = await rehearsal.hear(role, typed)
            assert "115" in first_line(heard.answer), (typed, heard.answer)
            assert heard.reader == "danger", typed
            assert not heard.kept, typed


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("relative", "officer")])
async def test_who_is_asked_for_signs_is_told_to_call(role: str) -> None:
    async with Rehearsal.open(await rehearsed()) as rehearsal:
        await rehearsal.stand(role, "danger")
        for typed in (*SIGNS, "có", "co", "1", "rồi", "roi", "bị", "bi roi", "có một cái"):
            heard = await rehearsal.hear(role, typed)
            assert "115" in first_line(heard.answer), (typed, heard.answer)
            assert heard.asked == "", typed


def test_no_flow_is_heard_before_danger() -> None:
    names = [row.name for row in TABLE]
    assert names[: names.index("danger")] == ["document", "button"], "what is no text"
    row = TABLE[names.index("danger")]
    assert row.fresh
    assert row.standing
    assert [flow.name for flow in build_router().flows.values() if flow.urgent] == ["danger"]


async def test_115_is_not_lost_with_what_was_asked_about(world: World) -> None:
    """The question speaks of somebody who is in no list any more, as when two records became one."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    async with world.app.storage.unit() as unit:
        chair = await writers.find_writer(unit, "memory", "chair")
        assert chair is not None
        gone = {"answers": {"membership_id": 999, "club_id": 1, "sure": None}}
        await dialogues.save(
            unit,
            chair.address_id,
            flow="lostphone",
            step="sure",
            data={**gone, "path": [], "misses": 0, "interrupted": None},
            offered=None,
            expires_at=world.clock.now() + timedelta(hours=1),
        )
    assert CALL in first_line(await world.says("chair", "tôi đau ngực khó thở"))


async def test_the_number_to_call_is_no_lower_number(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "số dưới" in await world.says("lan", "160")
    assert CALL in first_line(await world.says("lan", "goi 115"))
    assert await stored(world) == []
    await world.says("lan", "95")
    assert [(r.pressure.systolic, r.pressure.diastolic) for r in await stored(world)] == [(160, 95)]


async def test_a_lower_number_beside_a_sign_is_kept(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "160")
    said = await world.says("lan", "95, đau ngực quá")
    assert CALL in first_line(said)
    assert "Đã ghi 160/95" in said
    assert [(r.pressure.systolic, r.pressure.diastolic) for r in await stored(world)] == [(160, 95)]


# --- readings beside a sign


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("120/80 méo miệng, yếu tay", (120, 80)),
        ("130/80 đau ngực", (130, 80)),
        ("160/100 đau ngực", (160, 100)),
        ("190/120 đau ngực", (190, 120)),
    ],
)
async def test_115_comes_first_and_the_reading_is_kept_after(
    world: World, typed: str, kept: tuple[int, int]
) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("hung")
    said = await world.says("lan", typed)
    assert CALL in first_line(said)
    assert "ổn" not in said
    assert "bình thường" not in said
    assert "Có bị" not in said
    assert f"Đã ghi {kept[0]}/{kept[1]} của Lò Thị Ón" in said
    assert said.index(CALL) < said.index("Đã ghi")
    assert [(r.pressure.systolic, r.pressure.diastolic) for r in await stored(world)] == [kept]
    assert await asked(world, "lan") == ""
    assert "Lò Thị Ón" in world.new("hung"), "the relative hears of it"
    assert "đang báo cho Lò Văn Hùng" in said


# --- composing a notice


async def test_only_ones_own_cry_interrupts_composing_which_goes_on(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "gửi thông báo")
    said = await world.says("chair", "tôi đau ngực khó thở")
    assert CALL in first_line(said)
    assert "nội dung" not in said, "nothing is asked below 115"
    assert "Hội viên sẽ thấy" not in said
    assert "nội dung" in await world.says("chair", "mời bà con"), "it is asked again with the next message"
    assert await asked(world, "chair") == "broadcast.body"
    teaching = "Mời bà con đến khám, ai hay đau ngực, khó thở, méo miệng thì gọi 115 ngay"
    said = await world.says("chair", teaching)
    assert CALL not in said
    assert teaching in said
    assert await asked(world, "chair") == "broadcast.sure"
    assert CALL in first_line(await world.says("chair", "tôi khó thở quá"))
    assert await asked(world, "chair") == "broadcast.sure"
    assert world.new("lan") == ""
    assert teaching in await world.says("chair", "đúng"), "shown again before a yes counts"
    assert world.new("lan") == ""
    await world.says("chair", "đúng")
    assert teaching in world.new("lan")


async def test_a_notice_that_reports_of_somebody_is_not_lost(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "gửi thông báo")
    said = await world.says("chair", "Bà Hoa bị ngã")
    assert "115" in first_line(said)
    assert "Bà Hoa bị ngã" in said.split("Hội viên sẽ thấy")[1]
    assert await asked(world, "chair") == "broadcast.sure"


# --- fire, flood, violence, and help that is under way


@pytest.mark.parametrize(
    ("cry", "number", "what"), [("cháy nhà", "114", "Ra khỏi nhà"), ("nuoc lu vao nha", "114", "chỗ cao")]
)
async def test_fire_and_flood_make_leave_rather_than_lie_down(
    world: World, cry: str, number: str, what: str
) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    said = await world.says("lan", cry)
    assert number in first_line(said)
    assert "115" in first_line(said)
    assert what in said
    assert "nằm nghỉ" not in said


async def test_violence_is_answered_and_told_to_nobody(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("hung")
    said = await world.says("lan", "con trai tôi đánh tôi")
    for number in ("113", "111", "115"):
        assert number in said
    assert "nằm nghỉ" not in said
    assert world.new("hung") == ""


async def test_help_that_is_under_way_alarms_nobody_again(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("hung")
    await world.says("lan", "đau ngực")
    assert "Lò Thị Ón" in world.new("hung")
    said = await world.says("lan", "con tôi gọi 115 rồi")
    assert CALL not in said
    assert "nằm nghỉ" not in said
    assert world.new("hung") == ""


async def test_help_under_way_is_a_yes_to_the_question_for_signs(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("hung")
    await world.says("lan", "192/125")
    world.new("hung")
    said = await world.says("lan", "đã gọi 115 rồi")
    assert CALL not in said
    assert "Lò Thị Ón" in world.new("hung"), "they had not heard of signs before"
    assert await asked(world, "lan") == ""


async def test_a_bare_nod_alarms_nobody_where_no_sign_was_named(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("hung")
    assert "115" in first_line(await world.says("lan", "nồi cơm cháy rồi"))
    assert await asked(world, "lan") == "danger.signs"
    for nod in ("ok", "ừ", "vâng"):
        assert CALL not in await world.says("lan", nod)
    assert await asked(world, "lan") == "danger.signs"
    assert world.new("hung") == ""
    assert CALL in first_line(await world.says("lan", "có"))


# --- the question for signs


async def test_signs_are_asked_again_after_a_correction_that_was_none(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "192/125")
    assert "192/125" in await world.says("lan", "nhầm rồi")
    said = await world.says("lan", "không")
    assert "đau ngực" in said
    assert await asked(world, "lan") == "danger.signs"
    assert CALL in first_line(await world.says("lan", "có"))


async def test_a_corrected_reading_takes_its_question_along(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "192/125", "nhầm, 130/85 chứ không phải 192")
    said = await world.says("lan", "đúng")
    assert "130/85" in said
    assert "đau ngực" not in said
    assert await asked(world, "lan") == ""


@pytest.mark.parametrize("answer", ["có", "1", "rồi", "bị"])
async def test_what_is_answered_belongs_to_the_question_for_signs(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "đau ngực" in await world.says("lan", "192/125")
    await world.says("chair", "/hop ngày 28, 8h, nhà văn hoá bản", "đúng")
    assert world.new("lan") == "", "no numbered notice below the question"
    assert ("meeting_rule", "queued", Reason.DANGER_ASKED.value) in await notices(world, "lan")
    said = await world.says("lan", answer)
    assert CALL in first_line(said)
    assert "sẽ đến" not in said
    assert await _rows(world, "SELECT * FROM attendance") == []
    world.skip("lan")
    await world.passes(minutes=11)
    assert "nhà văn hoá bản" in world.new("lan"), "held, not lost"


@pytest.mark.parametrize("answer", ["không", "2", "ko"])
async def test_without_signs_one_rests_and_measures_again(world: World, answer: str) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "192/125")
    said = await world.says("lan", answer)
    assert "ngồi yên" in said
    assert "đo lại" in said
    assert await asked(world, "lan") == ""
    world.skip("lan")
    await world.passes(minutes=6)
    assert "đo lại" in world.new("lan")
    await world.passes(minutes=6)
    assert "chưa thấy bà trả lời" not in world.new("lan")


async def test_what_is_no_answer_asks_again_and_nothing_else(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "192/125")
    for typed in ("cảm ơn", "chờ tí", "thu nợ Lan 500k"):
        said = await world.says("lan", typed)
        assert "có hay không" in said, typed
        assert "gọi 115 ngay" in said, typed
        assert await asked(world, "lan") == "danger.signs", typed


async def test_a_strangers_answer_belongs_to_it_too(world: World) -> None:
    assert "đau ngực" in await world.says("x", "190/120")
    assert CALL in first_line(await world.says("x", "có"))
    assert await asked(world, "x") == ""
    await world.says("x", "190/120")
    assert "ngồi yên" in await world.says("x", "không")


async def test_it_lapses_with_a_follow_up(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    for who in ("lan", "x"):
        await world.says(who, "190/125")
        world.skip(who)
    await world.passes(minutes=9)
    assert [world.new(who) for who in ("lan", "x")] == ["", ""]
    await world.passes(minutes=2)
    for who in ("lan", "x"):
        said = world.new(who)
        assert "gọi 115 ngay" in said
        assert "đau ngực" in said
        assert ("danger", "sent", None) in await notices(world, who)
        assert "đã cất đi" not in said, "nothing of yesterday's work"
        assert not world.last(who).silent
        assert await asked(world, who) == ""
    assert CALL in first_line(await world.says("lan", "có")), "good also after it has lapsed"


async def test_the_question_that_stood_before_goes_on_after_it(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop", "ngày 25")
    assert "đau ngực" in await world.says("chair", "190/125")
    assert await asked(world, "chair") == "danger.signs"
    said = await world.says("chair", "có")
    assert CALL in first_line(said)
    assert await asked(world, "chair") == "rule.at"


# --- a relative writes for the member


async def test_what_a_relative_notes_is_asked_at_the_members_side(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    world.skip("lan")
    said = await world.says("hung", "mẹ 185/115")
    assert "nguy hiểm" in said
    assert "Mẹ có bị" in said
    told = world.new("lan")
    assert "185/115" in told
    assert "nguy hiểm" in told
    assert "đau ngực" in told
    assert "115" in told
    assert "vừa ghi giúp" not in told
    assert [(r.pressure.systolic, r.pressure.diastolic) for r in await stored(world)] == [(185, 115)]
    assert CALL in first_line(await world.presses("lan", "Có"))
    assert "dấu hiệu nguy hiểm" in world.new("hung")


async def test_after_it_has_ended_the_relative_is_asked_nothing(world: World) -> None:
    await accept(world, await invite(world, "có", "có", "không", "không"))
    await world.says("hung", "mẹ 185/120")
    assert "rút lại điều gì" in await world.says("lan", "ngừng"), "several things may be meant now"
    assert "Đã thôi" in await world.says("lan", "không cho thằng Hùng theo dõi nữa")
    world.skip("hung")
    await world.passes(minutes=6)
    await world.passes(minutes=6)
    heard = world.new("hung")
    assert "đo lại" not in heard
    assert "trả lời" not in heard
    assert "của Lò Thị Ón" not in heard
    assert await asked(world, "hung") == ""


# --- whom else one can call


async def test_the_health_station_is_shown_after_115(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    assert "Đã ghi số của trạm y tế" in await world.says("chair", "/tramyte 0213 3876 456")
    said = await world.says("lan", "tôi đau ngực")
    assert CALL in first_line(said)
    assert "trạm y tế 0213 3876 456" in said
    assert "Quàng Văn Sơn, chủ nhiệm, 0912 345 678" in said
    assert said.index("115") < said.index("0213 3876 456")
    await world.says("lan", "190/120")
    assert "0213 3876 456" in await world.says("lan", "có")
    assert "0213" not in await world.says("x", "tôi đau ngực"), "a stranger has no club"
    assert "chủ nhiệm" not in await world.says("chair", "tôi đau ngực"), "not oneself"
    await world.says("chair", "/tramyte không")
    assert "trạm y tế" not in await world.says("lan", "tôi đau ngực")
    assert "Đã ghi" not in await world.says("lan", "/tramyte 0213 3876 456"), "only the board sets it"


# --- what ends with it, and what does not


async def test_a_stop_does_not_end_the_relatives_other_questions(world: World) -> None:
    """What was asked about her goes, also below another danger question; the relative's own stays."""
    await accept(world, await invite(world, "có", "có", "không", "không"))
    await world.says("hung", "/huyetap mẹ 150")
    assert await asked(world, "hung") == "reading.diastolic"
    await world.says("lan", "ngừng")
    assert await asked(world, "hung") == ""


async def test_no_other_page_is_shown_while_it_stands(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "185/115")
    for typed in ("huyết áp", "họp khi nào", "lịch họp"):
        said = await world.says("lan", typed)
        assert "có hay không" in said, typed
        assert "185/115" not in said, typed
        assert "trở lại" not in said, typed
        assert await asked(world, "lan") == "danger.signs", typed


async def test_another_reading_is_kept_while_it_stands(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("lan", "185/115")
    await world.says("lan", "đo lại 150/90")
    assert [(r.pressure.systolic, r.pressure.diastolic) for r in await stored(world)][0] == (150, 90)
    assert await asked(world, "lan") == "danger.signs"


async def test_what_it_interrupted_stands_again_when_it_is_put_away(world: World) -> None:
    """Nobody writes: the question is put away by the clock, not by a message."""
    await world.settled_club(("lan", "Lò Thị Ón"))
    await world.says("chair", "/hop", "ngày 25")
    assert await asked(world, "chair") == "rule.at"
    await world.says("chair", "190/125")
    assert await asked(world, "chair") == "danger.signs"
    await world.passes(minutes=11)
    async with world.app.storage.unit() as unit:
        for address_id in await dialogues.expired(unit, world.clock.now()):
            await dialogues.take_expired(unit, address_id, world.clock.now())
    assert await asked(world, "chair") == "rule.at"


async def test_who_no_longer_wants_to_live_is_not_told_to_lie_down(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    said = await world.says("lan", "tôi không muốn sống nữa")
    assert "GỌI 115" in first_line(said)
    assert "đừng ở một mình" in said
    assert "uống thêm thuốc" not in said


async def test_advice_about_a_neighbour_speaks_of_the_neighbour(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    said = await world.says("lan", "ông hàng xóm ngã nằm bất tỉnh")
    assert "Người ấy nằm nghỉ" in said
    assert "Mời mẹ ngồi nghỉ" in await world.says("lan", "mẹ mệt lắm")


async def test_halves_of_characters_harm_nobody(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    assert "130/80" in await world.says("lan", "130/80 \ud83d\x00")
    await world.says("chair", "/thongbao", "Mai họp \udc00các cụ nhé\x07", "đúng")
    assert "Mai họp các cụ nhé" in world.last("lan").text
