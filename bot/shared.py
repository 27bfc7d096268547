"""What the parts of one running bot have in common."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.owners import Owners
from handlers.conversation.texts import Texts
from storage import Storage


@dataclass(frozen=True)
class Shared:
    """One database, one clock, one set of texts, and those who run it."""

    storage: Storage
    texts: Texts
    clock: Clock
    owners: Owners
