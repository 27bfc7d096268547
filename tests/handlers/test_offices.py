"""Offices and their terms, the chair handed over, a lost phone, leaders of small groups, officers of the association."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from club.organisation.roles import Office
from club.people.honorifics import Sex
from storage.organisation import clubs, codes, counts, officers, offices
from storage.people import persons, roster
from tests.world import World

PEOPLE = [("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"), ("mai", "Vàng Thị Mai")]


async def club(world: World, **given: Office) -> None:
    """Four people; offices `given` by chat."""
    await world.settled_club(*PEOPLE)
    names = dict(PEOPLE)
    async with world.app.storage.unit() as unit:
        for who, office in given.items():
            (person,) = await persons.by_name(unit, names[who])
            await offices.appoint(unit, 1, person.id, office, by=None, today=date(2026, 11, 23))


async def holders(world: World) -> dict[str, str]:
    async with world.app.storage.view() as look:
        lines = await roster.entries(look, 1)
    return {o.value: e.full_name for e in lines for o in e.offices}


async def member_id(world: World, name: str) -> int:
    async with world.app.storage.view() as look:
        return next(e.membership_id for e in await roster.entries(look, 1) if e.full_name == name)


def code_in(said: str) -> str:
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", said)
    assert found, said
    return found[0]


# --- terms


async def appoints(world: World, who: str, office: str) -> str:
    await world.says("chair", "hội viên")
    await world.presses("chair", "Giao chức vụ")
    await world.says("chair", who)
    return await world.presses("chair", office)


async def test_an_office_is_given_for_five_years_or_another_term(world: World) -> None:
    await club(world)
    assert "làm thủ quỹ (đến 23/11/2031), đúng không" in await appoints(world, "Mai", "thủ quỹ")
    await world.says("chair", "đúng")
    await appoints(world, "Inh", "thư ký")
    assert "Nhiệm kỳ đến ngày nào" in await world.presses("chair", "Nhiệm kỳ khác")
    assert "không quá 10 năm" in await world.says("chair", "2050")
    assert "thư ký (đến 31/12/2028)" in await world.says("chair", "2028")
    await world.says("chair", "đúng")
    assert "thư ký (đến 31/12/2028)" in await world.says("chair", "/hoivien Inh")
    await appoints(world, "Ón", "kế toán")
    await world.presses("chair", "Nhiệm kỳ khác")
    assert "làm kế toán, đúng không" in await world.presses("chair", "Chưa định ngày")


async def test_who_is_displaced_is_named_and_told_and_another_office_may_be_said(world: World) -> None:
    await club(world, inh=Office.TREASURER)
    world.skip("inh")
    said = await appoints(world, "Mai", "thủ quỹ")
    assert "thay Lò Văn Inh đang làm việc này" in said
    said = await world.says("chair", "không, thư ký")
    assert "thư ký (đến" in said
    assert "thay" not in said
    assert "thay Lò Văn Inh" in await world.says("chair", "không phải thư ký, thủ quỹ")
    await world.says("chair", "đúng")
    assert "Vàng Thị Mai nay là thủ quỹ" in world.new("inh")


async def test_people_hear_of_a_term_in_time_and_once_and_go_on_until_replaced(world: World) -> None:
    await club(world)
    await appoints(world, "Mai", "thủ quỹ")
    await world.presses("chair", "Nhiệm kỳ khác")
    await world.says("chair", "31/12/2026", "đúng")
    for who in ("chair", "mai"):
        world.skip(who)
    await world.passes(days=7)
    assert world.new("mai") == world.new("chair") == ""
    for _ in range(3):
        await world.passes(days=1)
    assert world.new("mai").count("Nhiệm kỳ thủ quỹ của Vàng Thị Mai hết ngày 31/12/2026") == 1
    assert "Nhiệm kỳ thủ quỹ" in world.new("chair")
    await world.passes(days=30)
    assert "vẫn làm tới khi có người thay" in world.new("mai")
    assert "Cho ai vay" in await world.says("mai", "/chovay")


# --- the chair handed over


async def offered(world: World) -> None:
    await world.says("chair", "hội viên")
    await world.presses("chair", "Bàn giao chủ nhiệm")
    assert "chắc chắn không" in await world.says("chair", "Mai")
    for who in ("mai", "inh"):
        world.skip(who)
    assert "vẫn là chủ nhiệm" in await world.presses("chair", "Bàn giao")


async def test_with_the_acceptance_the_old_rights_end(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await offered(world)
    assert "xin bàn giao cho bà việc chủ nhiệm" in world.new("mai")
    assert (await holders(world))["chair"] == "Quàng Văn Sơn", "nothing before the acceptance"
    world.skip("chair")
    assert "Bà nay là chủ nhiệm" in await world.presses("mai", "Tôi nhận")
    assert "đã nhận việc chủ nhiệm" in world.new("chair")
    assert "Vàng Thị Mai nay là chủ nhiệm" in world.new("inh")
    assert await holders(world) == {"chair": "Vàng Thị Mai", "secretary": "Lò Văn Inh"}, (
        "chair and treasurer are two people"
    )
    assert "ban chủ nhiệm làm" in await world.says("chair", "/thongbao")
    assert "muốn báo gì" in await world.says("mai", "/thongbao")
    assert "hết hạn, hoặc đã được trả lời" in await world.presses("mai", "Tôi nhận")


async def test_who_declines_or_waits_too_long_changes_nothing(world: World) -> None:
    await club(world)
    await offered(world)
    world.skip("chair")
    await world.presses("mai", "Tôi chưa nhận được")
    assert "chưa nhận việc chủ nhiệm" in world.new("chair")
    await offered(world)
    world.clock.advance(timedelta(days=8))
    assert "hết hạn" in await world.presses("mai", "Tôi nhận")
    assert await holders(world) == {"chair": "Quàng Văn Sơn"}


async def test_nobody_else_takes_what_was_offered(world: World) -> None:
    await club(world, inh=Office.DEPUTY)
    await offered(world)
    for who in ("inh", "lan", "stranger"):
        await world.hands_in(world.incoming(who, choice="b/takechair/1"))
    assert await holders(world) == {"chair": "Quàng Văn Sơn", "deputy": "Lò Văn Inh"}
    await world.says("chair", "hội viên")
    await world.presses("chair", "Bàn giao chủ nhiệm")
    await world.says("chair", "Ón", "đúng")
    assert "hết hạn" in await world.presses("mai", "Tôi nhận"), "a newer offer takes the place of the older"


async def test_only_who_uses_the_assistant_can_take_the_chair(world: World) -> None:
    await club(world)
    async with world.app.storage.unit() as unit:
        await roster.add(unit, 1, {"full_name": "Sùng A Páo"}, by=None, now=world.clock.now())
    await world.says("chair", "hội viên")
    await world.presses("chair", "Bàn giao chủ nhiệm")
    assert "chưa dùng trợ lý" in await world.says("chair", "Páo")


# --- a lost phone


async def reported(world: World, name: str, by: str = "mai") -> str:
    await world.hands_in(world.incoming(by, choice=f"b/lostphone/{await member_id(world, name)}"))
    if "mất điện thoại, đúng không" in world.last(by).text:
        await world.says(by, "đúng")
    return world.last(by).text


async def test_a_lost_phone_is_shown_back_before_anybody_hears_of_it(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    for no in ("không", "Không phải", "huỷ"):
        for who in ("chair", "inh", "lan"):
            world.skip(who)
        said = await world.says("mai", "/matmay Ón")
        assert "Lò Thị Ón (1948) mất điện thoại, đúng không?" in said
        assert "hỏi thêm Lò Văn Inh, Quàng Văn Sơn" in said
        assert world.labels("mai") == ["✅ Đúng, mất điện thoại", "Không phải"]
        said = await world.says("mai", no)
        assert "chưa báo cho ai" in said or "Chưa có gì thay đổi" in said, no
        assert [world.new(who) for who in ("chair", "inh", "lan")] == ["", "", ""], no
    assert "mất điện thoại, đúng không" in await world.says("mai", "/matmay Ón", "lung tung")
    assert "hỏi lại cho chắc" in await world.says("mai", "vâng"), "it may answer what was not understood"
    await world.says("mai", "vâng")
    assert "Vàng Thị Mai báo: Lò Thị Ón (1948) mất điện thoại" in world.new("chair")
    assert "Vàng Thị Mai báo bà mất điện thoại" in world.new("lan")


async def test_two_of_the_board_bring_the_chair_back(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await world.says("chair", "138/86")
    for who in ("inh", "chair", "mai"):
        world.skip(who)
    await world.says("mai", "/hoivien Sơn")
    await world.presses("mai", "Mất điện thoại")
    assert world.new("chair") == ""
    assert "Cần thêm một người trong ban đồng ý: Lò Văn Inh" in await world.presses("mai", "Đúng")
    assert "Vàng Thị Mai báo ông mất điện thoại" in world.new("chair")
    await world.hands_in(world.incoming("mai", choice="b/restore/1"))
    assert "một người khác trong ban đồng ý" in world.last("mai").text
    world.skip("mai")
    code = code_in(await world.presses("inh", "Tôi đồng ý"))
    assert code in world.new("mai")
    assert "về lại với trợ lý ở máy này" in await world.says("new", code)
    for who in ("chair", "inh"):
        world.skip(who)
    assert "Chào ông Sơn" in await world.says("new", "đồng ý")
    assert "đã chuyển sang máy khác" in world.new("chair")
    assert "đã vào lại bằng máy mới" in world.new("inh")
    assert "138/86" in await world.says("new", "huyết áp")
    assert "muốn báo gì" in await world.says("new", "/thongbao"), "the chair's rights come along"
    assert "mã của câu lạc bộ" in await world.says("chair", "/thongbao"), "the old phone is a stranger's"
    assert "có người dùng" in await world.says("x", code)


async def test_who_still_has_the_phone_stops_it(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await reported(world, "Quàng Văn Sơn")
    code = code_in(await world.presses("inh", "Tôi đồng ý"))
    for who in ("inh", "mai"):
        world.skip(who)
    assert "đã dừng" in await world.presses("chair", "Tôi vẫn giữ máy này")
    assert "vẫn giữ máy cũ" in world.new("inh")
    assert "vẫn giữ máy cũ" in world.new("mai")
    assert "hết hạn" in await world.says("thief", code)
    assert "Khoản" not in world.last("thief").text
    assert "hết hạn, đã dừng" in await world.presses("inh", "Tôi đồng ý")


@pytest.mark.parametrize(
    "said", ["@press", "không đồng ý", "khong dong y", "bà ấy có mất máy đâu", "đừng cấp mã"]
)
async def test_one_no_of_the_board_stops_it_and_the_board_hears_of_it(world: World, said: str) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await reported(world, "Lò Thị Ón")
    for who in ("chair", "mai"):
        world.skip(who)
    pressed = said == "@press"
    stopped = await (world.presses("inh", "Không đồng ý") if pressed else world.says("inh", said))
    assert "Đã dừng việc đổi máy" in stopped
    assert "chưa đồng ý việc đổi máy" in world.new("chair")
    assert "chưa đồng ý việc đổi máy" in world.new("mai")
    await world.hands_in(world.incoming("chair", choice="b/restore/1"))
    assert "hết hạn, đã dừng" in world.last("chair").text


@pytest.mark.parametrize(
    "said", ["máy tôi đây mà", "may toi day ma", "tôi có mất đâu", "toi van dang dung may nay"]
)
async def test_the_protest_of_who_has_the_phone_is_heard_in_words(world: World, said: str) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await reported(world, "Quàng Văn Sơn")
    world.skip("mai")
    assert "đã dừng" in await world.says("chair", said)
    assert "vẫn giữ máy cũ" in world.new("mai")


@pytest.mark.parametrize("said", ["để hỏi lại đã", "mất hôm nào thế?", "130/80", "hôm nay tôi mệt"])
async def test_a_doubt_stops_nothing_and_agrees_to_nothing(world: World, said: str) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await reported(world, "Lò Thị Ón")
    world.skip("mai")
    await world.says("inh", said)
    assert world.new("mai") == ""
    await world.hands_in(world.incoming("inh", choice="b/restore/1"))
    assert "Mã vào lại" in world.last("inh").text


async def test_one_alone_members_and_strangers_bring_nobody_back(world: World) -> None:
    await club(world, mai=Office.TREASURER)
    assert "chưa có ai khác" in await reported(world, "Quàng Văn Sơn")
    assert "ban chủ nhiệm" in await reported(world, "Quàng Văn Sơn", by="lan")
    assert "nơi nhận tin" in await reported(world, "Vàng Thị Mai")
    await reported(world, "Lò Thị Ón")
    world.clock.advance(timedelta(days=2))
    await world.hands_in(world.incoming("chair", choice="b/restore/1"))
    assert "hết hạn" in world.last("chair").text
    for who in ("lan", "stranger"):
        await world.hands_in(world.incoming(who, choice="b/stillhere/1"))


# --- leaders of small groups


async def test_a_leader_sees_the_own_group_and_no_more(world: World) -> None:
    await club(world)
    for name, group in (("Ón", "1"), ("Inh", "1"), ("Mai", "2")):
        await world.says("chair", f"/hoivien {name}")
        await world.presses("chair", "Sửa thẻ")
        await world.presses("chair", "Tổ")
        await world.says("chair", group)
    assert "ban chủ nhiệm làm" in await world.says("inh", "hội viên")
    await world.says("chair", "/hoivien Inh")
    await world.presses("chair", "Sửa thẻ")
    await world.presses("chair", "Tổ trưởng")
    assert "Tổ 1, tổ trưởng" in await world.says("chair", "có")
    said = await world.says("inh", "hội viên")
    assert "Tổ 1 (2)" in said
    assert "Lò Thị Ón" in said
    assert "Vàng Thị Mai" not in said
    assert "Vàng Thị Mai" not in await world.says("inh", "/hoivien Mai")
    await world.hands_in(world.incoming("inh", choice=f"b/card/{await member_id(world, 'Lò Thị Ón')}"))
    assert "ban chủ nhiệm làm" in world.last("inh").text


# --- officers of the association


async def officer(world: World, who: str, kind: str, name: str) -> str:
    async with world.app.storage.unit() as unit:
        found = await officers.find(unit, kind, name)
        assert found is not None
        code = await codes.officer_code(unit, found.id, world.clock.now())
    return await world.says(who, code, "đồng ý", "Giàng A Sử", "1965", "nam")


async def test_an_officer_sees_counts_and_nobody_by_name(world: World) -> None:
    await club(world)
    await world.says("chair", "/chovay Ón 5tr 0,5% 12 tháng gốc đều", "đúng")
    await world.presses("lan", "tôi đồng ý")
    await world.says("lan", "185/95")
    async with world.app.storage.unit() as unit:
        await clubs.found_club(
            unit,
            name="CLB Điện Biên",
            commune="xã Mường Thanh",
            province="Điện Biên",
            founded_on=None,
            fund=0,
            now=world.clock.now(),
            today=date(2026, 11, 23),
        )
    assert "cán bộ Hội Lai Châu" in await officer(world, "su", "province", "Lai Châu")
    await world.says("su", "menu")
    assert "📊 Báo cáo" in world.labels("su")
    assert "👥 Hội viên" not in world.labels("su")
    said = await world.says("su", "báo cáo")
    assert "Lai Châu: 1 câu lạc bộ.\n\nCLB bản Chom Chăng: dưới 5 hội viên." in said, (
        "they could be recognised"
    )
    assert "đang vay" not in said
    assert "trợ lý không nêu" in said
    assert "Điện Biên" not in said
    for name in ("Ón", "Sơn", "Mai", "185"):
        assert name not in said
    for command in ("/hoivien Ón", "/chovay", "/thuno Ón", "/thongbao", "/hop"):
        answer = await world.says("su", command)
        assert "Ón" not in answer
        assert "câu lạc bộ" in answer
    await world.hands_in(world.incoming("su", choice=f"b/card/{await member_id(world, 'Lò Thị Ón')}"))
    assert "một câu lạc bộ khác" in world.last("su").text


async def test_a_commune_sees_its_own_clubs_and_members_see_none(world: World) -> None:
    await club(world)
    await officer(world, "su", "commune", "xã Thân Thuộc")
    assert "xã Thân Thuộc: 1 câu lạc bộ" in await world.says("su", "/baocao")
    assert "4 hội viên" not in world.last("su").text
    assert "ban chủ nhiệm làm" in await world.says("lan", "báo cáo")
    assert "CLB bản Chom Chăng hôm nay:\n4 hội viên" in await world.says("chair", "báo cáo")
    async with world.app.storage.unit() as unit:
        su = (await persons.by_name(unit, "Giàng A Sử"))[0].id
        await officers.end(unit, su, date(2026, 11, 23))
    assert "câu lạc bộ" in await world.says("su", "/baocao")
    assert "4 hội viên" not in world.last("su").text


async def test_what_is_hidden_of_one_club_is_not_known_from_the_total(world: World) -> None:
    async with world.app.storage.unit() as unit:
        for place, women in enumerate((8, 2)):
            club_id, _, _ = await clubs.found_club(
                unit,
                name=f"CLB số {place}",
                commune="xã Thân Thuộc",
                province="Lai Châu",
                founded_on=None,
                fund=0,
                now=world.clock.now(),
                today=date(2026, 11, 23),
            )
            for n in range(10):
                sex = Sex.FEMALE if n < women else Sex.MALE
                values = {"full_name": f"Lò A {n}", "birth_year": 1970, "sex": sex.value}
                await roster.add(unit, club_id, values, by=None, now=world.clock.now())
    await officer(world, "su", "province", "Lai Châu")
    said = await world.says("su", "báo cáo")
    assert "Lai Châu: 2 câu lạc bộ.\n20 hội viên: ít nhất 8 nữ, 0 người từ 60 tuổi" in said
    assert "CLB số 0: 10 hội viên: 8 nữ" in said
    assert "CLB số 1: 10 hội viên: dưới 5 nữ" in said
    assert "tính ra được" in said


async def test_the_help_names_what_the_menu_holds_and_no_more(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    await officer(world, "su", "province", "Lai Châu")
    said = await world.says("su", "trợ giúp")
    assert "báo cáo" in said
    for name in ("lịch họp", "hội viên", "/thuno", "/chovay", "gửi thông báo", "đặt lịch họp"):
        assert name not in said, name
    labels = {
        "hội viên": "roster.label",
        "đặt lịch họp": "meetings.label_rule",
        "gửi thông báo": "notices.label",
        "/chovay": "loans.label_lend",
        "/thuno": "loans.label_repay",
    }
    for who in ("chair", "mai", "inh", "lan"):
        said = (await world.says(who, "trợ giúp")).replace("việc của hội viên", "")
        for name, key in labels.items():
            assert (name in said) is (world.app.texts.plain(key) in world.labels(who)), (who, name)


async def test_an_officers_code_is_used_once(world: World) -> None:
    await club(world)
    async with world.app.storage.unit() as unit:
        found = await officers.find(unit, "province", "Lai Châu")
        assert found is not None
        code = await codes.officer_code(unit, found.id, world.clock.now())
    assert "không nhắn gì cả" in await world.says("x", code, "không")
    await world.says("mai", code, "đồng ý")
    assert "đã có người dùng" in await world.says("x", code)
    assert "Lai Châu: 1 câu lạc bộ" in await world.says("mai", "/baocao")


@pytest.mark.parametrize("born", [1967, 1966])
async def test_counts_of_people_by_age_sex_and_household(world: World, born: int) -> None:
    await club(world)
    async with world.app.storage.unit() as unit:
        values = {"full_name": "Sùng A Páo", "birth_year": born, "sex": Sex.MALE.value, "household": "poor"}
        await roster.add(unit, 1, values, by=None, now=world.clock.now())
        (found,) = await counts.of_clubs(unit, [1], date(2026, 11, 23))
        assert await counts.of_clubs(unit, [], date(2026, 11, 23)) == []
    assert (found.members, found.women, found.poor, found.near_poor, found.uses_bot) == (5, 3, 1, 0, 4)
    assert found.older == (5 if born == 1966 else 4)


async def test_everything_can_be_typed(world: World) -> None:
    await club(world, mai=Office.TREASURER, inh=Office.SECRETARY)
    assert "bàn giao cho ai" in await world.says("chair", "ban giao")
    await world.says("chair", "huỷ")
    assert "giao chức vụ cho ai" in await world.says("chair", "/chucvu")
    await world.says("chair", "huỷ")
    assert "Gõ thêm tên" in await world.says("mai", "mất điện thoại")
    assert "Cần thêm một người trong ban" in await world.says("mai", "mat dien thoai Son", "đúng")
    assert "2 người tên như vậy" in await world.says("inh", "mã riêng Lò")
    assert "đã dùng trợ lý rồi" in await world.says("inh", "/marieng Ón")
    assert "không thấy ai" in await world.says("inh", "/matmay Xyz")
    assert "đều đã dùng trợ lý" in await world.says("chair", "in mã")
    assert "mở được bằng Excel" in await world.says("chair", "lấy danh sách")
    for command in ("bàn giao", "/matmay Sơn", "/marieng Ón", "/inma", "/xuatds", "/chucvu"):
        assert "ban chủ nhiệm làm" in await world.says("lan", command)


async def test_an_office_for_two_years_ends_after_two_years(world: World) -> None:
    await world.settled_club(("lan", "Lò Thị Lan"))
    await world.says("chair", "/hoivien")
    await world.presses("chair", "Giao chức vụ")
    await world.says("chair", "Lan")
    assert "2028" in await world.says("chair", "thư ký 2 năm")
    assert "31/12/2029" in await world.says("chair", "đến hết năm 2029")
    assert "không quá 10 năm" in await world.says("chair", "20 năm")
