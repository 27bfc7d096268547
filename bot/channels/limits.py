"""Rate budgets of one channel: all chats together, and each chat for itself. Who has to wait, waits here."""

from __future__ import annotations

import asyncio

import httpx
from aiolimiter import AsyncLimiter

CUT_OFF = (httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError)
"""what breaks after a request was written: nobody knows whether it was carried out"""
BURST_SECONDS = 0.2
"""share of a second's budget that may go out at once, so that no second sees much more than its budget"""
CHAT_BURST = 5
"""messages that one chat may get at once before its own pace counts; an answer is rarely more"""
MOST_IN_FLIGHT = 32
"""calls to a channel that wait for an answer at the same time"""
ALL_BUSY = 3
"""chats that are told to wait within `BUSY_WITHIN` seconds: then it is the bot that is meant"""
BUSY_WITHIN = 10.0
FORGET_AFTER = 5_000
"""chats whose budget is remembered before full ones are forgotten"""


class Budget:
    """What may be sent now. Times are those of the event loop, in seconds."""

    def __init__(self, per_second: float, per_chat: float) -> None:
        self._token_seconds = 1 / per_second
        burst = max(1.0, per_second * BURST_SECONDS)
        self._all = AsyncLimiter(burst, burst / per_second)
        self._per_chat = per_chat
        self._chats: dict[int, AsyncLimiter] = {}
        self._rest_until: dict[int, float] = {}
        self._channel_rest_until = 0.0
        self._busy_at: dict[int, float] = {}
        self.in_flight: dict[int, int] = {}  # address → row

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def room(self) -> int:
        """How many messages may go out at this instant."""
        if self._now() < self._channel_rest_until:
            return 0
        room = 0
        while room < MOST_IN_FLIGHT - len(self.in_flight) and self._all.has_capacity(room + 1):
            room += 1
        return room

    def resting(self) -> list[int]:
        """Addresses that must not be written to now: in flight, over their pace, or waiting for a retry."""
        now = self._now()
        self._rest_until = {a: until for a, until in self._rest_until.items() if until > now}
        slow = [a for a, limiter in self._chats.items() if not limiter.has_capacity()]
        if len(self._chats) > FORGET_AFTER:
            self._chats = {a: self._chats[a] for a in slow}
        return list({*self.in_flight, *self._rest_until, *slow})

    async def spend(self, address_id: int) -> None:
        """Takes one message out of both budgets; waits where that is needed."""
        limiter = self._chats.get(address_id)
        if limiter is None:
            limiter = self._chats[address_id] = AsyncLimiter(CHAT_BURST, CHAT_BURST / self._per_chat)
        await limiter.acquire()
        await self._all.acquire()

    def rest_chat(self, address_id: int, seconds: float) -> None:
        """Nothing more to this address for a while, so that a message tried again keeps its place."""
        self._rest_until[address_id] = self._now() + seconds

    def busy(self, address_id: int, seconds: float) -> None:
        """The channel asks to wait after a message to this chat; asked of several at once it means all."""
        now = self._now()
        self._busy_at = {a: at for a, at in self._busy_at.items() if now - at < BUSY_WITHIN} | {
            address_id: now
        }
        self.rest_chat(address_id, seconds)
        if len(self._busy_at) >= ALL_BUSY:
            self.rest_channel(seconds)

    def rest_channel(self, seconds: float) -> None:
        """Nothing more on this channel for a while."""
        self._channel_rest_until = max(self._channel_rest_until, self._now() + seconds)

    def wakes_in(self) -> float:
        """Seconds after which something that rests may go on; 5 where nothing does."""
        now = self._now()
        waits = [u - now for u in self._rest_until.values()]
        if not self._all.has_capacity():
            waits.append(self._token_seconds)
        if any(not limiter.has_capacity() for limiter in self._chats.values()):
            waits.append(0.25)
        if self._channel_rest_until > now:
            waits.append(self._channel_rest_until - now)
        return max(0.02, min([*waits, 5.0]))
