"""Whatever is typed or pressed in whatever order: an answer comes, and it is never an apology."""

from __future__ import annotations

import random
from dataclasses import replace

from handlers.conversation.chat import Contact, Media
from tests.world import World

TYPED = """
130/80|185/121|80/130|300/200|13/8|130|huyết áp|lịch họp|khoản vay|hồ sơ|người thân|trợ giúp|menu|huỷ|quay lại|vì sao|có|không|đúng|sai|1|2|3|0|-5|
500k|5 triệu|5|2tr5|0,5%|3%|12|12 tháng|100|Ón|Inh|Sơn|Lò|xyz|1948|48|78 tuổi|5/3/2030|30/2/1950|ngày 21|chủ nhật|chủ nhật cuối tháng|8h|25h|nhà văn hoá|
/chovay Ón 5tr 0,5% 12 tháng gốc đều|/chovay Inh 3tr 1% 6 tháng|/chovay|/thuno Ón 500k|/thuno Inh|/thuno|/hop|/hop ngày 5, 8h, sân kho|/thongbao Mai họp|
/thongbao|/hoivien|/hoivien lo|/huyetap abc|/huyetap|/lichhop có|/khoanvay|/nguoithan|/start|/start AAAAAAAA|/nothing|nữ|nam|không có|0912345678|0123|tôi khó thở|
/caidat|/caidat giờ nhắc 7h|/caidat chữ to có|dừng nhắc|1 tuần|nhắc lại|/dulieu|/xoadulieu|giữ lại|/aixem|/dongy|ngừng|huyết áp của mẹ 150/95|mẹ|bố 140/90|
Lò Văn Hùng|Tẩn Thị Mẩy|2031|31/12/2031|bàn giao|giao chức vụ|mất điện thoại Ón|mã riêng Inh|in mã|lấy danh sách|báo cáo|/hoivien Ón|tổ 2|Thái|cận nghèo|
cảm ơn|🙂|<b>x</b>|{{ you }}|%s %d|' OR 1=1 --|
""".replace("\n", "").split("|")


LISTS = (
    "Họ tên;Năm sinh\nSùng A Páo;1944\nLò Thị Ón;1948",
    "Họ tên\n",
    "x",
    "Họ tên;SĐT\nLò Văn Inh;0987654321",
)


async def act(world: World, dice: random.Random, who: str, join: str) -> None:
    roll = dice.random()
    offered = [value for m in world.channel.chats[who][-6:] for value, _ in m.choices]
    if roll < 0.35 and offered:
        incoming = world.incoming(who, choice=dice.choice(offered))
    elif roll < 0.40:
        incoming = world.incoming(who, contact=Contact("+84987654321", own=dice.random() < 0.5))
    elif roll < 0.415:
        world.channel.files["ds.csv"] = dice.choice(LISTS).encode()
        incoming = world.incoming(who, media=Media("document", "memory", "ds.csv", "ds.csv", size=40))
    elif roll < 0.43:
        incoming = world.incoming(who, dice.choice(("", "Giấy mời")), media=Media("photo", "memory", "f"))
    elif roll < 0.48:
        incoming = world.incoming(who, join)
    elif roll < 0.51:
        kind, name = (
            dice.choice("bf"),
            dice.choice(
                (
                    "approve",
                    "come",
                    "loan_yes",
                    "unpay",
                    "wrong",
                    "join/sex",
                    "unkin",
                    "refuse",
                    "card",
                    "editmember",
                    "personcode",
                    "lostphone",
                    "restore",
                    "stillhere",
                    "takechair",
                    "claimyes",
                    "claimno",
                    "kinrights",
                    "flipseesloans",
                    "paperkin",
                    "kincode",
                    "standing",
                    "revokecode",
                    "exportlist",
                    "printcards",
                    "consenthealth",
                    "setquiet",
                    "keepdata",
                    "resume",
                    "unkinall",
                )
            ),
        )
        incoming = world.incoming(who, choice=f"{kind}/{name}/{dice.choice(('1', '99', 'x', '', '9' * 40))}")
    else:
        incoming = world.incoming(who, dice.choice(TYPED))
    before = len(world.channel.chats[who])
    await world.hands_in(incoming)
    answers = world.channel.chats[who][before:]
    doing = replace(incoming, update_key="")
    assert answers, f"silence after {doing}"
    assert not any("trục trặc" in a.text for a in answers), f"a defect after {doing}"


async def test_nothing_meets_silence_or_a_defect(world: World) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    dice = random.Random(seed)
    join = await world.settled_club(("lan", "Lò Thị Ón"), ("inh", "Lò Văn Inh"))
    for step in range(160):
        await act(world, dice, dice.choice(("chair", "chair", "lan", "inh", "stranger", "other")), join)
        if step % 40 == 39:
            await world.passes(hours=dice.choice((1, 26, 24 * 9)))
