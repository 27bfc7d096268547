"""Thanks, greetings and goodbyes."""

from __future__ import annotations

import pytest

from club.vietnamese.said import hear
from club.vietnamese.smalltalk import smalltalk


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("cám ơn nhiều nhé", "thanks"), ("camr own", "thanks"), ("dạ con cảm ơn ạ", "thanks"), ("tks", "thanks"),
        ("cảm ơn trợ lý đã nhắc", "thanks"), ("xin chào", "greeting"), ("chào buổi sáng", "greeting"), ("alo", "greeting"),
        ("tạm biệt", "goodbye"), ("chúc ngủ ngon", "goodbye"), ("cảm ơn, cho tôi xem lịch họp", None), ("cháo", None),
        ("cảm ơn nhưng tôi không vay", None), ("chào bà, tôi đau ngực", None), ("cảm cúm", None), ("", None),
    ],
)  # fmt: skip
def test_talk_that_asks_for_nothing(said: str, kind: str | None) -> None:
    assert smalltalk(hear(said)) == kind
