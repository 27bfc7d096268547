"""Who comes to a meeting, by what they said."""

from __future__ import annotations

import pytest

from club.meetings.answers import rsvp
from club.vietnamese.said import hear


@pytest.mark.parametrize(
    "said",
    [
        "tôi đi được", "toi di dc", "ddi dduwowcj", "đi", "có mặt", "con đưa mẹ đi", "mai tôi ra", "ok mai gặp", "vâng",
        "thế nào cũng đến", "không đi sao được", "không vắng đâu", "tôi không bận, đến được", "chân đau nhưng tôi vẫn đi",
        "tuần trước tôi bận, lần này đến được", "hai vợ chồng tôi đi", "cho tôi đến muộn 30 phút nhé",
    ],
)  # fmt: skip
def test_coming(said: str) -> None:
    assert rsvp(hear(said)) is True


@pytest.mark.parametrize(
    "said",
    [
        "mai tôi bận", "ban roi co a", "tôi ốm không đi được", "mai toi ko di dc", "vắng", "vawngs", "chắc không đi", "không",
        "mai tui mắc việc nỏ đi được", "cho tôi xin phép vắng", "mai tôi đi nương rồi", "hôm đó tôi có đám cưới",
        "tôi muốn đi nhưng không có xe", "để buổi sau", "đi không được", "hổng có đi đâu nha",
    ],
)  # fmt: skip
def test_staying_away(said: str) -> None:
    assert rsvp(hear(said)) is False


@pytest.mark.parametrize(
    "said",
    [
        "chưa biết", "để xem đã", "nếu không mưa thì đi", "có thể đi có thể không", "không biết có đi được không", "vang",
        "hôm qua tôi đi rồi", "họp ở đâu?", "tôi đi bộ mỗi sáng", "hom nay lanh qua", "lịch họp", "ban Hon", "khống",
        "ông nhà tôi đi thay", "bạn tôi đến chơi nhà", "",
    ],
)  # fmt: skip
def test_neither(said: str) -> None:
    assert rsvp(hear(said)) is None
