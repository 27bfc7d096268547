"""A rehearsal: what the bot would understand and answer, with people made up for it, and nothing kept.

A small club in a database that is gone afterwards.
Everything that would be stored or sent is looked at and undone.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.app import App
from bot.channels.base import Channel
from bot.config import Settings
from bot.questions import QUESTIONS, Question
from club.errors import ClubError
from club.messages.message import Message
from club.messages.notices import Kind, Lead
from club.organisation.codes import find_code
from club.vietnamese.said import hear
from handlers.conversation.chat import Incoming, Media, Reply
from handlers.conversation.hearing import understand
from handlers.conversation.turn import Turn
from handlers.meetings.reminding import reminder_text
from storage import Connection
from storage.database.migrate import migrate
from storage.health import readings
from storage.meetings import meetings
from storage.messages import addresses, outbox, outbox_look, recipients, writers
from storage.messages.outbox.claiming import Lease
from storage.messages.writers import Writer
from storage.organisation import clubs, codes
from storage.people import persons
from storage.records.traces import trace

CHANNEL = "rehearsal"
_NAMESAKE = "Họ và tên,Năm sinh,Tổ,Điện thoại\nLò Thị Ón,1948,Tổ 7,0977333789\n"
_LIST = Media("document", CHANNEL, "list", "ds.csv", size=len(_NAMESAKE.encode()))
"""a list whose only line may be the member of that name, or another one"""
_FILE = "club.db"
TODAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Vietnam, where nothing else is said."""
ROLES = ("stranger", "member", "relative", "treasurer", "chair", "officer")
_CAST = (
    ("chair", "Quàng Văn Sơn", "1955", "nam"),
    ("member", "Lò Thị Ón", "1948", "nữ"),
    ("treasurer", "Hoàng Thị Thủy", "1970", "nữ"),
    ("inh", "Lường Văn Inh", "1950", "nam"),
    ("may", "Vàng Thị Mẩy", "1946", "nữ"),
    ("lan", "Quàng Thị Lan", "1952", "nữ"),
)


@dataclass(frozen=True)
class Rehearsed:
    """What came of a text: who took it, what was read, what would have been kept,
    and what would be answered.
    """

    reader: str
    reads: dict[str, Any]
    passed: tuple[tuple[str, str], ...]
    answer: str
    kept: tuple[dict[str, Any], ...] = ()
    """readings: whose ("self" or the name), systolic, diastolic, pulse (mmHg,
    beats a minute), at (local ISO)
    """
    booked: int = 0
    """repayments and loans"""
    withdrawn: int = 0
    told: tuple[str, ...] = ()
    """kinds of notices to others"""
    asked: str = ""
    """flow.step of the question that stands afterwards"""
    answers: dict[str, Any] = field(default_factory=dict)
    """its answers so far"""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Club:
    """A founded club: its database, the join code, and the instant at which it was left."""

    content: bytes
    join: str
    at: datetime


class Undone(Exception):
    """Ends a rehearsal's transaction, so that nothing of it stays."""


class Rehearsal:
    """One made-up club; `open` it as a context."""

    def __init__(self, app: App, clock: _Clock) -> None:
        self.app = app
        self.clock = clock
        self._count = 0
        self._join = ""
        self._messages: dict[str, list[Message]] = defaultdict(list)

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, club: Club | None = None, now: datetime = TODAY) -> AsyncIterator[Self]:
        """A club in a folder that is removed at the end: founded anew, or as `found` has left it."""
        club = club or await cls.found(now)
        with tempfile.TemporaryDirectory(prefix="lienthehe-") as folder:
            (Path(folder) / _FILE).write_bytes(club.content)
            rehearsal = cls._in(folder, club.at)
            rehearsal._join, rehearsal._count = club.join, 10_000
            try:
                yield rehearsal
            finally:
                await rehearsal.app.storage.close()

    @classmethod
    async def found(cls, now: datetime = TODAY) -> Club:
        """The made-up club by the conversations that lead to it, to be opened as often as one likes."""
        with tempfile.TemporaryDirectory(prefix="lienthehe-") as folder:
            await migrate(f"sqlite+aiosqlite:///{Path(folder) / _FILE}")
            rehearsal = cls._in(folder, now)
            await rehearsal._found()
            await rehearsal.app.storage.close()
            return Club((Path(folder) / _FILE).read_bytes(), rehearsal._join, rehearsal.clock.now())

    @classmethod
    def _in(cls, folder: str, now: datetime) -> Self:
        clock = _Clock(now)
        channel: Channel = _Nowhere()  # type: ignore[assignment]
        url = f"sqlite+aiosqlite:///{Path(folder) / _FILE}"
        settings = _OwnSettings(storage={"url": url})
        return cls(App(settings, clock=clock, channels=[channel]), clock)

    # --- the club

    async def _found(self) -> None:
        now = self.clock.now()
        async with self.app.storage.unit() as unit:
            club_id, chair, self._join = await clubs.found_club(
                unit,
                name="CLB bản Chom Chăng",
                commune="xã Thân Thuộc",
                province="Lai Châu",
                founded_on=None,
                fund=25_000_000,
                now=now,
                today=now.date(),
            )
        for who, name, born, sex in _CAST:
            code = chair if who == "chair" else self._join
            phone = "0912345678" if who == "chair" else "không"
            await self._says(who, f"/start {code}", "đồng ý", "đồng ý", name, born, sex, phone, "đúng")
            if who != "chair":
                await self.press("chair", "Duyệt")
        await self._says("chair", "/hoivien", "giao chức vụ", "Thủy", "thủ quỹ", "đúng")
        await self._lend()
        await self._says("member", "người thân")
        await self.press("member", "Mời")
        said = await self._says("member", "có", "có", "có", "có")
        code = _code_in(said)
        await self._says("relative", f"/start {code}", "đồng ý", "Lò Văn Hùng", "1975", "nam", "mẹ")
        await self._office(club_id)

    async def _lend(self) -> None:
        await self._says("chair", "/chovay Ón 6tr 1% 12 tháng gốc đều", "đúng")
        await self.press("member", "đồng ý")

    async def _office(self, club_id: int) -> None:
        async with self.app.storage.unit() as unit:
            unit_id = await clubs.unit_of_club(unit, club_id)
            code = await codes.officer_code(unit, unit_id, self.clock.now())
        await self._says("officer", f"/start {code}", "đồng ý", "Tẩn Văn Cán", "1968", "nam")

    # --- talking

    async def _says(self, who: str, *texts: str) -> str:
        """Says each text for good; answers what is said back to the last."""
        answer = ""
        for typed in texts:
            answer = await self._turn(self._incoming(who, typed))
        return answer

    def _incoming(
        self, who: str, typed: str = "", choice: str | None = None, media: Media | None = None
    ) -> Incoming:
        self._count += 1
        now = self.clock.now()
        return Incoming(CHANNEL, str(self._count), who, now, text=typed, choice=choice, media=media)

    async def _turn(self, incoming: Incoming) -> str:
        self.clock.advance()
        await self.app.dispatcher.receive([incoming])
        await self.app.dispatcher.drain()
        return await self._deliver(incoming.chat_id)

    async def _deliver(self, who: str) -> str:
        """Everything due counts as sent; answers what went to that chat."""
        said: list[str] = []
        async with self.app.storage.unit() as unit:
            lease = Lease(self.clock.now(), self.clock.now() + timedelta(minutes=1))
            for row in await outbox.claim_due(unit, CHANNEL, lease, limit=500):
                self._messages[row.external_id].append(Message.from_json(row.body))
                if row.external_id == who:
                    said.append(Message.from_json(row.body).text)
                await outbox.record(unit, [outbox.Outcome(row, "sent", self.clock.now())])
        return "\n".join(said)

    async def press(self, who: str, label: str) -> str:
        """Presses the newest button of that chat whose label holds this. Raises LookupError."""
        for message in reversed(self._messages[who]):
            for choice in message.choices:
                if label in choice.label:
                    return await self._turn(self._incoming(who, choice=choice.value))
        raise LookupError(f"{who} sees no button {label!r}")

    async def _writer(self, connection: Connection, who: str) -> Writer:
        found = await writers.find_writer(connection, CHANNEL, who)
        if found is None:
            address_id = await addresses.add_address(connection, CHANNEL, who, self.clock.now())
            assert address_id is not None
            return Writer(address_id, CHANNEL, who, "active")
        return found

    async def stand(self, role: str, question: str) -> None:
        """Makes the question stand for this role, by the conversation that leads to it.
        Raises LookupError where this role is not asked it.
        """
        for line in QUESTIONS[question].lead:
            if line == "@reminder":
                await self._remind(role)
            elif line == "@offer":
                await self._says("chair", "/chovay Ón 2tr 1% 6 tháng gốc đều", "đúng")
            elif line == "@code":
                await self._says(role, f"/start {self._join}")
            elif line == "@list":
                await self._turn(self._incoming(role, media=_LIST))
            elif line.startswith("@press:"):
                await self.press(role, line.removeprefix("@press:"))
            else:
                await self._says(role, f"mẹ {line}" if role == "relative" and line[0].isdigit() else line)
        if not await self._is_asked(role, QUESTIONS[question]):
            raise LookupError(f"{role} is not asked {question}")

    async def _is_asked(self, role: str, question: Question) -> bool:
        async with self.app.storage.unit() as unit:
            writer = await self._writer(unit, role)
            if question.stands:
                asked = writer.dialogue
                return asked is not None and f"{asked.flow}.{asked.step}" == question.stands
            offered = await outbox_look.last_offer(unit, writer.address_id, self.clock.now())
            return any(value.startswith(question.offers) for value, _ in offered)

    async def _remind(self, role: str) -> None:
        await self._says("chair", "/hop", "ngày 25", "8h", "nhà văn hoá bản", "đúng")
        async with self.app.storage.unit() as unit:
            writer = await self._writer(unit, role)
            chair = await self._writer(unit, "chair")
            assert chair.membership is not None
            meeting = (await meetings.upcoming(unit, chair.membership.club_id, self.clock.now(), 1))[0]
            reply = reminder_text(meeting, "CLB bản Chom Chăng", Lead(1, "d"), None)
            turn = Turn(unit, self.app.around, self._incoming(role), writer, self.clock.now())
            if writer.person is not None:
                recipient = (await recipients.recipients(unit, [writer.person.id]))[0]
                draft = turn.post.to_person(Kind.MEETING, "rehearsed", recipient, reply, subject="rehearsed")
                await outbox.queue(unit, [draft])
        await self._deliver(role)

    # --- rehearsing

    async def hear(self, role: str, typed: str) -> Rehearsed:
        """What would come of it; nothing stays."""
        found: Rehearsed | None = None
        with contextlib.suppress(Undone):
            async with self.app.storage.unit() as unit:
                found = await self._rehearse(unit, role, typed)
                raise Undone
        assert found is not None
        return found

    async def _rehearse(self, unit: Connection, role: str, typed: str) -> Rehearsed:
        writer = await self._writer(unit, role)
        turn = Turn(unit, self.app.around, self._incoming(role, typed), writer, self.clock.now())
        router = self.app.dispatcher.router
        before = await trace(unit)
        await router.put_away(turn)
        heard = await understand(router.ear(turn), router.readers)
        try:
            replies: Sequence[Reply] = list(await heard.taken.act())
        except ClubError as error:
            replies = await router.explain(turn, error)
        voice = self.app.texts.voice(turn.writer.person, turn.today)
        said = [voice.message(reply) for reply in replies]
        standing = (await self._writer(unit, role)).dialogue
        after = await trace(unit)
        kept = [await self._kept(unit, reading_id) for reading_id in sorted(after.readings - before.readings)]
        return Rehearsed(
            heard.reader,
            dict(heard.taken.reads),
            heard.passed,
            "\n\n".join(m.text for m in said),
            tuple(kept),
            after.repayments - before.repayments + after.running - before.running,
            len(before.readings - after.readings),
            tuple(d.kind.value for d in turn.outgoing if d.person_id != _id(turn.writer)),
            f"{standing.flow}.{standing.step}" if standing else "",
            dict(standing.data.get("answers", {})) if standing else {},
            tuple((c.value, c.label) for m in said for c in m.choices),
        )

    async def _kept(self, unit: Connection, reading_id: int) -> dict[str, Any]:
        reading = await readings.get(unit, reading_id)
        assert reading is not None
        person = await persons.get_person(unit, reading.person_id)
        own = reading.person_id == reading.recorded_by
        local = reading.taken_at.astimezone(self.app.texts.zone)
        p = reading.pressure
        return {
            "whose": "self" if own else person.full_name,
            "systolic": p.systolic,
            "diastolic": p.diastolic,
            "pulse": p.pulse,
            "at": local.isoformat(timespec="minutes"),
        }


def _id(writer: Writer) -> int | None:
    return writer.person.id if writer.person else None


def _code_in(said: str) -> str:
    code = find_code(hear(said))
    assert code is not None, said
    return code


class _OwnSettings(Settings):
    """Settings that the environment has no part in: it may name the database of real clubs."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


class _Clock:
    """Stands still but for a second a turn, so that what was said has an order."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self) -> None:
        self._now += timedelta(milliseconds=20)


class _Nowhere:
    """A messenger that leads nowhere."""

    name = CHANNEL
    title = "Zalo"
    abroad = False
    messages_per_second = messages_per_chat = 1_000.0

    def invitation(self, code: str) -> None:
        return None

    async def download(self, media: Media) -> bytes:
        return _NAMESAKE.encode()
