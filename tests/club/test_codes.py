"""Codes inside what people paste and write."""

from __future__ import annotations

import pytest

from club.organisation.codes import ALPHABET, LENGTH, find_code, new_code, show_code
from club.vietnamese.said import hear

CODE = "KM4T7QXA"


@pytest.mark.parametrize(
    "said",
    [
        "KM4T-7QXA", "km4t7qxa", "KM4T - 7QXA ạ", "KM4T–7QXA", "(KM4T_7QXA)", "ＫＭ４Ｔ－７ＱＸＡ", "KM4T\u200b-7QXA",
        "K M 4 T 7 Q X A", "mã km4t 7qxa nhé", "mã: KM4T-7QXA, tôi là Lò Văn Hùng sinh năm 1950",
        "https://t.me/lienthehe_bot?start=KM4T7QXA", "https://lienthehe.example/join?code=KM4T-7QXA", "/start KM4T7QXA",
        "Mã tham gia Bản Hon: KM4T-7QXA\n\nTelegram: https://t.me/bot?start=KM4T7QXA\nNgười mới gõ mã này cho trợ lý",
    ],
)  # fmt: skip
def test_a_code_is_found_in_links_and_sentences(said: str) -> None:
    assert find_code(hear(said)) == CODE


@pytest.mark.parametrize(
    "said",
    [
        "tôi 78 tuổi", "toi 78 tuoi", "135x85", "HA 135x85", "8h sáng mai", "gọi 115", "trả 500k", "chua thay", "CHUA KHAM",
        "nghe chua", "chuathay", "Chu Thanh", "xe 27B1 12345", "tháng 3/1949", "0974 397 643", "nga4 duc7", "KM4T-7QX",
        "KM4T-7QXAB", "mã là gì?", "tham 3467", "ma chuc nang", "hhhhhhhh", "bản Km 7 đường 32", "",
    ],
)  # fmt: skip
def test_words_and_numbers_are_no_code(said: str) -> None:
    assert find_code(hear(said)) is None


def test_codes_as_they_are_made_are_found() -> None:
    found = 0
    for _ in range(500):
        code = new_code()
        found += find_code(hear(f"mã của tôi là {show_code(code)} ạ")) == code
        assert find_code(hear(f"https://t.me/bot?start={code}")) == code
    assert found >= 495, "all but those that look like two words"
    assert set(ALPHABET) >= set(code)
    assert len(code) == LENGTH


def test_no_code_is_made_that_would_be_taken_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter("U377YD4E" + "E4NHKUP4" + "9X99X99X" + "KM4T7QXA")
    monkeypatch.setattr("club.organisation.codes.secrets.choice", lambda _: next(drawn))
    assert new_code() == "KM4T7QXA"
