"""Yes, no, stop and back, as people say them."""

from __future__ import annotations

import pytest

from club.vietnamese.said import hear
from club.vietnamese.yesno import Agreement, agreement, back, yes_or_no

YES, NO, STOP, UNSURE = Agreement.YES, Agreement.NO, Agreement.STOP, Agreement.UNSURE


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("đúng", YES), ("ddungs", YES), ("d9u1ng", YES), ("dung", UNSURE), ("dung roi", YES), ("đừng", NO),
        ("dừng", STOP), ("dung lai", STOP), ("dduwngf", NO), ("duwngf", STOP), ("vâng", YES), ("vang", UNSURE),
        ("da vang", YES), ("vắng", None), ("vàng", None), ("không", NO), ("khong", NO), ("khoong", NO),
        ("khống", None), ("k", NO), ("nỏ", NO), ("Cò", None), ("cổ", None), ("mở", None),
    ],
)  # fmt: skip
def test_marks_that_were_typed_decide(said: str, meant: Agreement | None) -> None:
    assert agreement(hear(said)) is meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("cứ gửi đi", YES), ("ghi đi", YES), ("ừ thì ghi", YES), ("tôi đồng ý cho xem", YES), ("đừng ghi", NO),
        ("không xoá", NO), ("chưa đúng", NO), ("thôi khỏi", NO), ("dạ thôi em không vay ạ", NO), ("có đúng đâu", NO),
        ("thôi không làm nữa", STOP), ("dạ huỷ giúp em ạ", STOP), ("cancel", STOP), ("hình như có", UNSURE),
        ("không sai", UNSURE), ("cảm ơn nhưng tôi không vay", NO), ("không, lãi cao quá", NO),
        ("không sao, ghi đi", YES), ("có, từ sáng đến giờ", UNSURE), ("đúng rùi nha", YES), ("hổng phải", NO),
    ],
)  # fmt: skip
def test_the_core_decides_with_the_verb_it_repeats(said: str, meant: Agreement) -> None:
    assert agreement(hear(said)) is meant


@pytest.mark.parametrize(
    "said",
    [
        "để mai", "chưa biết", "để hỏi con đã", "khoan", "đúng không?", "có phải trả ngay không", "đồng ý là sao?",
        "đồng ý nhưng để mai", "đúng một nửa", "đúng là trời mưa to quá", "đúng rồi nhưng sai ngày", "đừng huỷ",
        "không sao", "dừng nhắc", "huỷ lịch họp", "gửi thông báo", "vâng cho tôi xem lịch họp", "chuẩn bị",
        "đồng ý vay nhưng chỉ 3 triệu thôi", "600k chứ", "cảm ơn cô", "tôi", "",
    ],
)  # fmt: skip
def test_what_is_open_is_no_answer(said: str) -> None:
    assert agreement(hear(said)) is None


def test_verbs_say_yes_to_their_own_question_alone() -> None:
    assert agreement(hear("xoá đi"), "xoá") is YES
    assert agreement(hear("xoá đi")) is None
    assert agreement(hear("cứ cho nó xem"), "cho") is YES
    assert agreement(hear("cho tôi xem")) is None
    assert agreement(hear("bị rồi ạ"), "bị") is YES


def test_one_question_back() -> None:
    for said in (
        "quay lại",
        "quay laij",
        "dạ cho em quay lại ạ",
        "lùi lại một bước",
        "trở lại câu trước nhé",
    ):
        assert back(hear(said)), said
    for said in ("quay lại đây 130/80", "mai tôi quay lại họp", "gọi lại"):
        assert not back(hear(said)), said


def test_plain_yes_or_no_leaves_out_what_is_uncertain() -> None:
    assert yes_or_no("dạ có ạ") is True
    assert yes_or_no("không phải") is False
    assert yes_or_no("dung") is None
    assert yes_or_no("dừng") is None


@pytest.mark.parametrize("said", ["rồi " * 60 + "nhớ", "dạ vâng " * 60, "đúng như thế " * 60])
def test_words_repeated_without_end_are_no_answer(said: str) -> None:
    assert agreement(hear(said)) is None, "the patterns of a yes would backtrack for ever"
