"""Cutting messages to a channel's measure."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Capabilities
from bot.channels.parts import plain, split, to_parts
from club.messages.message import Message, Offered, Picture

NARROW = Capabilities(buttons=True, commands=True, longest=60, longest_caption=20)


@given(
    st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=150), max_size=12),
    st.integers(40, 200),
)
def test_every_piece_fits_and_nothing_but_spaces_is_lost(lines: list[str], longest: int) -> None:
    html = "\n".join(escape(line, quote=False) for line in lines)
    pieces = split(html, longest)
    assert all(len(plain(p).encode("utf-16-le")) // 2 <= longest for p in pieces)

    def bare(text: str) -> str:
        return "".join(text.split())

    assert bare("".join(plain(p) for p in pieces)) == bare("".join(lines)) or not bare("".join(lines))


def test_lines_are_kept_whole_with_their_mark_up() -> None:
    html = "\n".join(f"<b>{n}</b> dòng thứ {n} của tin" for n in range(6))
    for piece in split(html, 60):
        assert piece.count("<b>") == piece.count("</b>")


def test_choices_stand_under_the_last_part() -> None:
    message = Message("\n".join(["một dòng khá là dài dài dài"] * 4), (Offered("v", "Có"),))
    parts = to_parts(message, NARROW)
    assert len(parts) > 1
    assert [bool(p.choices) for p in parts] == [False] * (len(parts) - 1) + [True]


def test_a_picture_carries_a_short_text_and_precedes_a_long_one() -> None:
    picture = Picture(b"hello", "ma.png")
    (one,) = to_parts(Message("ngắn", picture=picture), NARROW)
    assert one.picture == ("ma.png", b"hello")
    first, second = to_parts(Message("dài hơn hai mươi chữ cái một chút", picture=picture), NARROW)
    assert first.picture
    assert not first.html
    assert second.html
