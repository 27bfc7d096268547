"""A turn of the conversation: what a handler works with, all within one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Protocol

from club.messages.notices import Kind, Lead
from club.messages.quiet import QuietHours
from club.organisation.roles import Action, Membership, Office, Target, can
from club.people.standing import Standing
from handlers.conversation.chat import Incoming, Invitation, Media, Reply, Text
from handlers.conversation.post import Post
from handlers.conversation.texts import Texts
from handlers.conversation.wording import Wordings
from storage import Connection
from storage.messages import recipients, writers
from storage.messages.inbox import Received
from storage.messages.outbox import Draft
from storage.messages.recipients import Recipient
from storage.messages.writers import Writer
from storage.people import memberships
from storage.people.persons import Person
from storage.records import audit


@dataclass(frozen=True)
class ReminderRules:
    """When reminders go out: leads, the local hour of day-reminders, quiet hours."""

    meeting: tuple[Lead, ...] = (Lead(3, "d"), Lead(1, "d"), Lead(2, "h"))
    loan: tuple[Lead, ...] = (Lead(7, "d"), Lead(2, "d"), Lead(0, "d"))
    overdue: tuple[Lead, ...] = (Lead(3, "d"), Lead(7, "d"), Lead(14, "d"))
    hour: time = time(8)
    quiet: QuietHours = QuietHours(time(20, 30), time(6))

    def of(self, person: Person) -> ReminderRules:
        """These rules with the hour and the quiet hours that this person chose."""
        return replace(self, hour=person.remind_at or self.hour, quiet=person.quiet or self.quiet)


class Messenger(Protocol):
    """What handlers may know of a channel: its name for people, and whether its servers lie abroad."""

    title: str
    abroad: bool

    def invitation(self, code: str) -> Invitation | None:
        """A link that opens the bot's chat there."""
        ...

    async def download(self, media: Media) -> bytes:
        """What a person sent there."""
        ...


@dataclass(frozen=True)
class Surroundings:
    """What stays the same from turn to turn; `channels` are those that run, by name."""

    texts: Texts
    rules: ReminderRules = field(default_factory=ReminderRules)
    channels: Mapping[str, Messenger] = field(default_factory=dict)
    wordings: Wordings = field(default_factory=dict)
    """how planned notices come by their words"""

    def title(self, channel: str) -> str:
        """A channel's name as people know it."""
        return self.channels[channel].title if channel in self.channels else channel.capitalize()

    def abroad(self, channel: str) -> bool:
        """Whether what is written there leaves the country; said of a channel that no longer runs."""
        return channel not in self.channels or self.channels[channel].abroad


@dataclass
class Turn:
    """One incoming update being handled. `outgoing` gathers what is queued at the end of the transaction."""

    connection: Connection
    around: Surroundings
    incoming: Incoming
    writer: Writer
    now: datetime
    outgoing: list[Draft] = field(default_factory=list)
    prepared: object = None
    """what was read out of the document that came, before this transaction began"""
    held: bool = False
    """whether the update waits for who wrote it"""
    released: list[Received] = field(default_factory=list)
    """updates that waited for who wrote them, and are handled after this one"""

    @property
    def post(self) -> Post:
        """Drafts at this turn's instant."""
        return Post(self.around.texts, self.now)

    @property
    def local(self) -> datetime:
        """Now, as the clubs' clocks show it."""
        return self.now.astimezone(self.around.texts.zone)

    @property
    def today(self) -> date:
        """The clubs' calendar day."""
        return self.local.date()

    @property
    def person(self) -> Person:
        """Who writes; only for handlers that `can` lets no stranger into."""
        assert self.writer.person is not None
        return self.writer.person

    @property
    def club_id(self) -> int:
        """The club spoken of; only for handlers that need a membership."""
        assert self.writer.membership is not None
        return self.writer.membership.club_id

    @property
    def membership(self) -> Membership | None:
        """The membership spoken of."""
        return self.writer.membership

    @property
    def own(self) -> Target:
        """For `can`: the writer, the club spoken of, and the units whose officer they are."""
        membership, person = self.membership, self.writer.person
        return Target(
            membership.club_id if membership else None,
            person.id if person else None,
            units=tuple(self.writer.units),
        )

    def may(self, action: Action, target: Target | None = None) -> bool:
        """Whether `can` lets the writer do it: to `target`, or to themselves and the club spoken of."""
        return can(self.writer.standpoint, action, target or self.own).allowed

    @property
    def whole_update(self) -> Received:
        """The update as the inbox keeps it."""
        incoming = self.incoming
        return Received(incoming.channel, incoming.update_key, incoming.to_json())

    @property
    def said_at(self) -> datetime:
        """When the person wrote, which lies back where the bot was away; a press counts as now."""
        return self.incoming.said_at(self.now)

    @property
    def stamp(self) -> str:
        """Names this update in dedupe keys of what may rightly be said again another time."""
        return f"{self.incoming.channel}:{self.incoming.update_key}"

    async def reload(self) -> None:
        """Reads the writer anew after their person, membership or office changed."""
        self.writer = await writers.reread(self.connection, self.writer)

    async def recipient(self, person_id: int) -> Recipient:
        """One person and where to write to them."""
        return (await recipients.recipients(self.connection, [person_id]))[0]

    async def office_holders(self, club_id: int, *offices: Office) -> list[Recipient]:
        """Who holds one of these offices in the club."""
        found = await memberships.members(self.connection, club_id, (Standing.ACTIVE,))
        return await recipients.recipients(
            self.connection, [m.person.id for m in found if m.offices & set(offices)]
        )

    async def note(self, action: str, *, about: int | None = None, detail: str | None = None) -> None:
        """Writes down that this person looked at or changed something, of one person or of the club."""
        club_id = self.membership.club_id if self.membership else None
        await audit.note(
            self.connection,
            action,
            by=self.person.id,
            now=self.now,
            club_id=club_id,
            about=about,
            detail=detail,
        )

    def tell(
        self, kind: Kind, key: str, recipient: Recipient, reply: Reply, *, subject: str | None = None
    ) -> None:
        """Queues a notice to somebody else, in this transaction."""
        self.outgoing.append(self.post.to_person(kind, key, recipient, reply, subject=subject))

    def label(self, text: Text) -> str:
        """A text as this person reads it, without mark-up."""
        return self.around.texts.voice(self.writer.person, self.today).say(text).striptags()
