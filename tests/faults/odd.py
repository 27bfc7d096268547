"""Updates as the platforms hand them out, and what may become of them: fields gone, emptied, of another type."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

SECRET = "chuyện riêng của bà"
"""what stands in every text: it may be in no line of the log"""
USER = {"id": 700, "is_bot": False, "first_name": SECRET, "language_code": "vi"}
CHAT = {"id": 700, "first_name": SECRET, "type": "private"}
DATED = {"message_id": 5, "from": USER, "chat": CHAT, "date": 1_795_000_000}
TELEGRAM: list[dict[str, Any]] = [
    {"message": DATED | {"text": f"/start {SECRET}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}},
    {"message": DATED | {"text": SECRET, "reply_to_message": DATED | {"text": SECRET}, "link_preview_options": {}}},
    {"edited_message": DATED | {"text": SECRET, "edit_date": 1_795_000_100}},
    {"message": DATED | {"caption": SECRET, "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}},
    {"message": DATED | {"document": {"file_id": "a", "file_unique_id": "b", "file_name": SECRET, "file_size": 9}}},
    {"message": DATED | {"contact": {"phone_number": "84912345678", "first_name": SECRET, "user_id": 700}}},
    {"message": DATED | {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}}},
    {"message": DATED | {"sticker": {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1}}},
    {"message": DATED | {"location": {"latitude": 22.1, "longitude": 103.1}}},
    {"message": DATED | {"poll": {"id": "1", "question": SECRET, "options": [], "total_voter_count": 0}}},
    {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "m/x", "message": DATED | {"text": SECRET}}},
    {
        "my_chat_member": {
            "chat": CHAT,
            "from": USER,
            "date": 1_795_000_000,
            "old_chat_member": {"status": "member", "user": USER},
            "new_chat_member": {"status": "kicked", "user": USER, "until_date": 0},
        }
    },
    {"poll": {"id": "1", "question": SECRET}},
    {"a_kind_of_the_future": {"text": SECRET}},
]  # fmt: skip
NAMED = {
    "from": {"id": "z700", "display_name": SECRET, "is_bot": False},
    "chat": {"id": "z700", "chat_type": "PRIVATE"},
}
ZALO: list[dict[str, Any]] = [
    {"event_name": "message.text.received", "message": NAMED | {"message_id": "m1", "date": 1_795_000_000_000, "text": SECRET}},
    {"event_name": "message.text.received", "message": NAMED | {"message_id": "m2", "date": 1_795_000_000, "text": SECRET, "text_styles": [{"start": 0, "len": 4, "st": "b"}]}},
    {"event_name": "message.image.received", "message": NAMED | {"message_id": "m3", "date": 1_795_000_000_000, "photo_url": "https://example.org/p.jpg", "caption": SECRET}},
    {"event_name": "message.sticker.received", "message": NAMED | {"message_id": "m4", "date": 1_795_000_000_000, "sticker": "s", "url": "https://example.org/s"}},
    {"event_name": "message.voice.received", "message": NAMED | {"message_id": "m5", "date": 1_795_000_000_000, "voice_url": "https://example.org/v.aac"}},
    {"event_name": "message.unsupported.received", "message": NAMED | {"message_id": "m6", "date": 1_795_000_000_000}},
    {"event_name": "message.unsupported.received"},
]  # fmt: skip
VALUES: list[Any] = [
    None,
    [],
    {},
    "",
    "x",
    -1,
    0,
    10**15,
    10**400,
    1.5,
    True,
    "\ud83d",
    "\0",
    "x" * 5_000,
    [[[]]],
    {"id": None},
]
"""what a field may be instead"""


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from _places(inside, (*path, key))


def _changed(update: dict[str, Any], path: tuple[Any, ...], dice: random.Random) -> dict[str, Any]:
    changed = copy.deepcopy(update)
    inside: Any = changed
    for key in path[:-1]:
        inside = inside[key]
    if dice.random() < 0.4:
        del inside[path[-1]]
    else:
        inside[path[-1]] = dice.choice(VALUES)
    return changed


def odd_updates(recorded: list[dict[str, Any]], count: int, seed: int = 7) -> list[Any]:
    """The recorded ones, some that were seen to break clients, and changed ones: `count` in all."""
    dice = random.Random(seed)
    found: list[Any] = [*copy.deepcopy(recorded), None, [], "text", 7, {}, {"message": None}, {"message": {}}]
    while len(found) < count:
        base = dice.choice(recorded)
        changed = _changed(base, dice.choice(list(_places(base))), dice)
        if dice.random() < 0.3:
            changed = _changed(changed, dice.choice(list(_places(changed))), dice) if changed else changed
        found.append(changed)
    return found
