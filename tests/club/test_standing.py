"""What became of a member, in the board's words."""

from __future__ import annotations

import pytest

from club.people.standing import Standing, read_standing
from club.vietnamese.said import hear


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ("mất", Standing.DIED), ("qua đời", Standing.DIED), ("đã mất rồi", Standing.DIED), ("maats roofi", Standing.DIED),
        ("mất hôm qua", Standing.DIED), ("khuất núi rồi", Standing.DIED), ("về với tổ tiên", Standing.DIED),
        ("chuyển về xuôi", Standing.MOVED), ("theo con vào Nam", Standing.MOVED), ("dọn đi nơi khác rồi", Standing.MOVED),
        ("không phải mất, chỉ chuyển đi thôi", Standing.MOVED), ("nghỉ ốm một thời gian", Standing.SUSPENDED),
        ("vợ ông ấy mất nên ông ấy tạm nghỉ", Standing.SUSPENDED), ("tam nghi", Standing.SUSPENDED),
        ("xin ra", Standing.LEFT), ("hổng tham gia nữa", Standing.LEFT), ("rút khỏi câu lạc bộ", Standing.LEFT),
    ],
)  # fmt: skip
def test_standing_by_meaning(said: str, standing: Standing) -> None:
    assert read_standing(hear(said)) is standing


@pytest.mark.parametrize(
    "said",
    [
        "mất điện thoại", "mat dien thoai", "mất liên lạc", "mất máy rồi", "chưa mất", "điện thoại chết rồi", "vợ ông ấy mất",
        "để hỏi nhà ông ấy đã", "mất rồi à?", "hình như mất rồi", "khoẻ lại rồi", "chuyển khoản rồi", "không biết", "",
        "nghỉ rồi chuyển đi",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_none(said: str) -> None:
    assert read_standing(hear(said)) is None
