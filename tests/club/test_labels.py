"""Labels chosen by what was typed."""

from __future__ import annotations

import pytest

from club.vietnamese.fold import closest, part_of, same

SURE = {"✅ Đúng": "yes", "Sửa lại": "no"}
SEND = {"✅ Đúng, gửi đi": "yes", "Viết lại": "no"}


@pytest.mark.parametrize("typed", ["đừng", "ĐỪNG", "Dừng", "dừng", "dduwngf", "du72ng"])
def test_another_word_by_its_marks_is_no_label(typed: str) -> None:
    for options in (SURE, SEND):
        assert closest(typed, options) is None
        assert part_of(typed, options) is None
    assert closest("đừng gửi đi", {"Đúng gửi đi": 1}) is None
    assert part_of("khống", {"Không đến được": 1}) is None
    assert part_of("vắng", {"Vâng, tôi đến": 1}) is None


@pytest.mark.parametrize("typed", ["đúng", "dung", "ddungs", "d9u1ng", "ĐÚNG"])
def test_marks_left_out_or_decoded_fit(typed: str) -> None:
    assert closest(typed, SURE) == "yes"
    assert part_of(typed, SEND) == "yes"


def test_a_slip_of_a_mark_is_a_typo_in_long_labels_alone() -> None:
    labels = {"Lịch họp": 1, "Khoản vay": 2}
    assert closest("lịch hợp", labels) == 1
    assert closest("khỏan vay", labels) == 2
    assert closest("lich5 hop5", labels) == 1
    assert closest("hợp", {"Họp": 1}) is None
    assert closest("Lò Thị Ôn", {"Lò Thị Ón": 1, "Lò Thị Lan": 2}) == 1


def test_labels_without_marks_are_found_by_marked_words() -> None:
    assert same("Lò Thị Ón", "Lo Thi On")
    assert closest("bản hon", {"Ban Hon": 1}) == 1
    assert not same("", "✅")
