"""A message as the outbox keeps it: what is read back is what was written, by this version and by earlier ones."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.messages.message import EMPTIED, VERSION, Document, Layout, Media, Message, Offered, Picture

SHORT = st.text(max_size=8)
MESSAGES = st.builds(
    Message,
    text=SHORT,
    choices=st.lists(st.builds(Offered, SHORT, SHORT), min_size=1, max_size=3).map(tuple),
    layout=st.sampled_from(Layout),
    numbered=st.booleans(),
    how=SHORT,
    share=SHORT,
    picture=st.none() | st.builds(Picture, st.binary(max_size=8), SHORT),
    document=st.none() | st.builds(Document, st.binary(max_size=8), SHORT, SHORT),
    media=st.none() | st.builds(Media, SHORT, SHORT, SHORT, SHORT, SHORT, st.integers(0, 9)),
    left_out=SHORT,
    commands=st.none() | st.lists(st.tuples(SHORT, SHORT), max_size=2).map(tuple),
)


@given(MESSAGES)
def test_what_is_read_back_is_what_was_written(message: Message) -> None:
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


def test_rows_without_a_version_are_still_read() -> None:
    """Queued by an earlier version, and due only after the new one runs."""
    written = {
        "text": "Bà <b>có đến</b> họp không ạ?",
        "choices": [["b/come/7", "Có, tôi đến"], ["b/away/7", "Không đến được"]],
        "layout": "buttons",
        "numbered": True,
        "how": "Gõ số để chọn.",
        "file": {"name": "a.pdf", "mime": "application/pdf", "content": "aGVsbG8="},
        "left_out": "Tệp",
        "media": {"kind": "photo", "channel": "zalo", "ref": "r", "name": "", "mime": "", "size": 3},
    }
    message = Message.from_json(written)
    assert message.choices[1] == Offered("b/away/7", "Không đến được")
    assert message.document == Document(b"hello", "a.pdf", "application/pdf")
    assert message.media == Media("photo", "zalo", "r", size=3)
    assert message.layout is Layout.BUTTONS
    assert Message.from_json({"commands": [["menu", "Mở menu"]]}).commands == (("menu", "Mở menu"),)
    assert Message.from_json({"text": ""}) == EMPTIED


def test_a_later_version_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="newer"):
        Message.from_json({"version": VERSION + 1, "text": "x"})
