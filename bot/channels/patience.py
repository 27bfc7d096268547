"""Trying again while a channel is away: growing pauses, and a word about it once a minute."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from bot.channels.base import ChannelRefused

LONGEST = 30.0
SAY_EVERY = 60.0


class Patience:
    """Pauses of 1, 2, 4 … seconds with jitter; the log hears of it at once and then once a minute."""

    def __init__(self, sentence: str, log: Any) -> None:
        self._sentence = sentence
        self._log = log
        self._tries = 0
        self._said_at: float | None = None

    async def wait(self, reason: str) -> None:
        """Waits before the next try."""
        now = asyncio.get_running_loop().time()
        if self._said_at is None or now - self._said_at >= SAY_EVERY:
            self._said_at = now
            self._log.warning(self._sentence, reason=reason)
        pause = min(LONGEST, 2.0**self._tries) * random.uniform(0.7, 1.3)
        self._tries += 1
        await asyncio.sleep(pause)

    def over(self) -> None:
        """The channel answered."""
        if self._tries:
            self._log.info("the channel answers again")
        self._tries = 0
        self._said_at = None


REFUSALS = 3
"""times that a platform has to refuse the token; one refusal may be its own mistake"""
AT_FIRST, LATER = 2.0, 180.0
"""seconds over which it has to do so: before it ever accepted it, and after"""


class Refusal:
    """The platform says that the token is wrong: believed when it goes on saying so."""

    def __init__(self, sentence: str, log: Any) -> None:
        self._sentence = sentence
        self._log = log
        self._lasting = AT_FIRST
        self._times = 0
        self._since = 0.0

    async def heard(self) -> None:
        """Waits before the next try. Raises ChannelRefused where it has been said often and long enough."""
        now = asyncio.get_running_loop().time()
        self._times += 1
        if self._times == 1:
            self._since = now
            self._log.warning("the token was refused; the bot asks again", sentence=self._sentence)
        if self._times >= REFUSALS and now - self._since >= self._lasting:
            raise ChannelRefused(self._sentence)
        await asyncio.sleep(self._lasting / (REFUSALS - 1))

    def over(self) -> None:
        """The platform accepts the token."""
        self._times = 0
        self._lasting = LATER
