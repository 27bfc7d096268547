"""Thirty conversations through Telegram, Zalo and memory: the same is stored and the same is said, in each one's form."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from storage.schema import metadata
from tests.channels.conversations import CONVERSATIONS, Conversation
from tests.channels.worlds import MemoryWorld, TelegramWorld, ZaloWorld
from tests.databases import new_database
from tests.world import FrozenClock, Said, World, listed

WORLDS: dict[str, Callable[[str, FrozenClock], World]] = {
    "memory": MemoryWorld,
    "telegram": TelegramWorld,
    "zalo": ZaloWorld,
}
_PLUMBING = {"inbox", "outbox", "attempt", "dialogue"}
_LIST = re.compile(
    r"\n*((?:^(?:\d+\.|•) .+\n)+)^(?:Gõ số để chọn\.|Hoặc gõ lại dòng chữ trên\.)$", re.MULTILINE
)
_LINK = re.compile(r"^(?:Memory|Telegram|Zalo): http.*$", re.MULTILINE)
_ABROAD = "Tin nhắn ở đây đi qua máy chủ ở nước ngoài.\n"


def words(text: str) -> str:
    """The text without what rightly differs: the messenger's name and links, codes, where its servers are."""
    text = _LINK.sub("LINK", text.replace(_ABROAD, ""))
    text = re.sub(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b(?=[\s.]|$)", "CODE", text)
    return re.sub(r"Memory|Telegram|Zalo", "MESSENGER", text)


def heard(messages: list[Said]) -> tuple[str, list[str], int]:
    """What one person was told in all: words, labels of choices, pictures."""
    texts: list[str] = []
    labels: list[str] = []
    for said in messages:
        in_words = _LIST.search(said.text) if not said.choices else None
        shown = [label for _, label in (listed(in_words[1]) if in_words else said.choices)]
        labels += [words(label) for label in shown if "Gửi số điện thoại" not in label]
        texts.append(_LIST.sub("", said.text) if in_words else said.text)
    joined = "\n".join(t for t in texts if t)
    return (
        words(joined),
        labels,
        sum(s.part.picture is not None or s.part.media is not None for s in messages),
    )


async def stored(world: World) -> dict[str, list[Any]]:
    """All that is kept, without channel names, codes and the messengers' own identities."""
    masked = {"channel", "external_id", "code", "media", "message"}
    found: dict[str, list[Any]] = {}
    async with world.app.storage.view() as look:
        for table in metadata.sorted_tables:
            if table.name not in _PLUMBING:
                rows = await look.execute(
                    sa.select(*(c for c in table.c if c.name not in masked)).order_by(*table.primary_key)
                )
                found[table.name] = [dict(r._mapping) for r in rows]
        sent = await look.execute(
            sa.text("SELECT kind, state, reason, person_id, priority FROM outbox WHERE kind <> 'commands'")
        )
        found["outbox"] = sorted(Counter(tuple(r) for r in sent).items(), key=str)
        asked = await look.execute(sa.text("SELECT flow, step FROM dialogue ORDER BY address_id"))
        found["dialogue"] = [tuple(r) for r in asked]
    return found


async def outcome(name: str, url: str, talk: Conversation) -> tuple[Any, Any]:
    """What was stored, and what each person was told."""
    async with WORLDS[name](url, FrozenClock()) as world:
        await talk(world)
        return await stored(world), {person: heard(world.said(person)) for person in world.people()}


def test_there_are_thirty() -> None:
    assert len(CONVERSATIONS) >= 30
    assert len({c.__name__ for c in CONVERSATIONS}) == len(CONVERSATIONS)


@pytest.mark.parametrize("talk", CONVERSATIONS, ids=lambda c: c.__name__)
async def test_the_same_conversation_everywhere(talk: Conversation, tmp_path: Path) -> None:
    urls = {name: await new_database(tmp_path / f"{name}.db") for name in WORLDS}
    outcomes = await asyncio.gather(*(outcome(name, url, talk) for name, url in urls.items()))
    (kept, said), *others = outcomes
    assert all(text for text, _, _ in said.values())
    for name, (also_kept, also_said) in zip(("telegram", "zalo"), others, strict=True):
        assert list(also_said) == list(said), name
        for person in said:
            assert also_said[person] == said[person], f"{name}: what {person} was told"
        assert also_kept == kept, name
