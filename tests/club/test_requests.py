"""Commands asked for in sentences."""

from __future__ import annotations

import pytest

from club.vietnamese.requests import arguments, likeliest, request
from club.vietnamese.said import hear

PHRASES = {
    "huyetap": "huyết áp|xem huyết áp",
    "lichhop": "lịch họp|họp|bao giờ họp|lịch",
    "khoanvay": "khoản vay|còn nợ bao nhiêu|vay",
    "chovay": "cho vay",
    "thuno": "thu nợ",
    "xoadulieu": "xoá dữ liệu|xoá hết dữ liệu",
    "dungnhac": "dừng nhắc|đừng nhắc nữa",
    "hoivien": "hội viên|danh sách hội viên",
    "trogiup": "trợ giúp|giúp tôi",
}
EXPLICIT = ("chovay", "thuno", "xoadulieu")


@pytest.mark.parametrize(
    ("said", "command", "rest"),
    [
        ("huyết áp", "huyetap", ""), ("huyeets aps", "huyetap", ""), ("dạ cho con xem khoản vay của mẹ con", "khoanvay", "của mẹ con"),
        ("cháu ơi bà muốn xem huyết áp tuần này", "huyetap", ""), ("xem huyết áp bà Ón", "huyetap", "bà Ón"),
        ("thu nợ bà Ỏn 436 nghìn", "thuno", "bà Ỏn 436 nghìn"), ("hội viên ông Inh", "hoivien", "ông Inh"),
        ("đừng nhắc tôi nữa", "dungnhac", ""), ("tôi muốn xoá dữ liệu của mình", "xoadulieu", ""), ("lich hopj", "lichhop", ""),
        ("tôi còn nợ bao nhiêu", "khoanvay", ""), ("cho tôi hỏi bao giờ họp ạ", "lichhop", ""), ("khoan vai", "khoanvay", ""),
        ("tôi vừa thu nợ, ghi giúp tôi", "thuno", ""), ("giúp tôi với", "trogiup", ""), ("cho tôi vay", "khoanvay", ""),
    ],
)  # fmt: skip
def test_a_request_with_its_arguments(said: str, command: str, rest: str) -> None:
    assert request(hear(said), PHRASES, EXPLICIT) == (command, rest)


@pytest.mark.parametrize(
    "said",
    [
        "không xem khoản vay nữa", "tôi không muốn xem huyết áp", "đừng xoá dữ liệu của tôi", "hôm qua tôi đi họp vui lắm",
        "ngân hàng cho vay lãi cao quá", "con tôi vay tiền mua trâu", "100/60 hội viên đi họp", "gọi 115 giúp tôi",
        "họp lúc 8 giờ sáng", "thu nó", "/huyetap", "hôm nay trời mưa", "",
    ],
)  # fmt: skip
def test_denials_and_stories_ask_for_nothing(said: str) -> None:
    assert request(hear(said), PHRASES, EXPLICIT) is None


def test_the_likeliest_are_offered_where_nothing_is_certain() -> None:
    assert likeliest(hear("tiền vay dạo này lãi nhiều không"), PHRASES)[0] in ("khoanvay", "chovay")
    assert likeliest(hear("dữ liệu mất rồi"), PHRASES) == ["xoadulieu"]
    assert likeliest(hear("con gà mới đẻ"), PHRASES) == []
    assert len(likeliest(hear("xem huyết áp, lịch họp, khoản vay, hội viên"), PHRASES, 2)) == 2


def test_arguments_without_politeness() -> None:
    assert arguments(" ạ") == ""
    assert arguments("giúp tôi") == ""
    assert arguments("bà Ỏn 500k nhé") == "bà Ỏn 500k"
    assert arguments("của mẹ") == "của mẹ"
