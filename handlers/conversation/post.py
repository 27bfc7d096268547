"""Turning replies into outbox drafts: in the reader's voice,
with the policy of their kind, once by their key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from club.messages.message import Message
from club.messages.notices import ANSWERS, POLICIES, AtNight, Kind, Reason
from club.messages.planned import Planned
from club.messages.windows import Window
from handlers.conversation.chat import Reply, Text
from handlers.conversation.texts import Texts
from storage.messages.outbox import NOWHERE, Draft
from storage.messages.recipients import Recipient
from storage.people.persons import Person


def why_of(kind: Kind) -> Text:
    """Why notices of this kind are sent, where nothing more was written down."""
    return Text(f"notices.why.{kind.value}")


@dataclass(frozen=True)
class Place:
    """Where a message goes: a chat of a channel, and whose it is as far as that is known."""

    channel: str
    address_id: int | None
    person: Person | None


@dataclass(frozen=True)
class Post:
    """Writes drafts at one instant (`now`, aware)."""

    texts: Texts
    now: datetime

    @property
    def local(self) -> datetime:
        """`now` as the clubs' clocks show it."""
        return self.now.astimezone(self.texts.zone)

    @property
    def today(self) -> date:
        """The clubs' calendar day."""
        return self.local.date()

    def midnight(self, day: date) -> datetime:
        """When that day begins on the clubs' clocks."""
        return datetime.combine(day, time(), self.texts.zone)

    def message(self, kind: Kind, person: Person | None, reply: Reply, why: Text | None = None) -> Message:
        """The message as this person reads it, with why it goes: later changes leave that alone."""
        voice = self.texts.voice(person, self.today)
        message = voice.message(reply)
        if kind in ANSWERS:
            return message
        return replace(message, why=voice.say(why or why_of(kind)).striptags())

    def _draft(self, kind: Kind, key: str, place: Place, message: Message | Planned) -> Draft:
        policy = POLICIES[kind]
        return Draft(
            dedupe_key=key,
            kind=kind,
            channel=place.channel,
            address_id=place.address_id,
            person_id=place.person.id if place.person else None,
            message=message,
            priority=policy.priority,
            at_night=policy.at_night,
            not_before=self.now,
            expires_at=self.now + policy.lifetime,
            created_at=self.now,
        )

    def to_chat(
        self,
        kind: Kind,
        key: str,
        reply: Reply,
        *,
        channel: str,
        address_id: int,
        person: Person | None,
        subject: str | None = None,
        not_before: datetime | None = None,
    ) -> Draft:
        """A message into the chat somebody writes from."""
        message = self.message(kind, person, reply)
        draft = self._draft(kind, key, Place(channel, address_id, person), message)
        start = not_before or self.now
        return replace(draft, subject=subject, not_before=start, expires_at=start + POLICIES[kind].lifetime)

    def to_person(
        self,
        kind: Kind,
        key: str,
        recipient: Recipient,
        reply: Reply,
        *,
        subject: str | None = None,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
        urgent: bool = False,
        why: Text | None = None,
    ) -> Draft:
        """A notice to somebody who did not just write.

        Skipped, with the reason, where it may not or cannot go.

        `why` it is sent, where more can be said than for all of its kind: the meeting, the instalment.
        `urgent` lets it through in quiet hours: the sender was shown that and chose it.
        """
        policy, start = POLICIES[kind], not_before or self.now
        purpose = policy.purpose
        skipped = None
        if recipient.gone:
            skipped = Reason.NOT_TAKING_PART
        elif recipient.address_id is not None and purpose is not None and purpose not in recipient.consents:
            skipped = Reason.NO_CONSENT
        elif recipient.address_id is None and recipient.stopped:
            skipped = Reason.ADDRESS_STOPPED
        person = recipient.person
        message = self.message(kind, person, reply, why)
        place = Place(recipient.channel or NOWHERE, recipient.address_id, person)
        draft = self._draft(kind, f"{key}:person:{person.id}", place, message)
        return replace(
            draft,
            subject=subject,
            skipped=skipped,
            at_night=AtNight.SEND if urgent else draft.at_night,
            not_before=start,
            expires_at=expires_at or start + policy.lifetime,
        )

    def planned(
        self,
        kind: Kind,
        key: str,
        recipient: Recipient,
        about: Mapping[str, int | str],
        window: Window | None = None,
    ) -> Draft:
        """A notice that is worded when it is sent: whether it may go then is asked then."""
        start = window.send_at.astimezone(UTC) if window else self.now
        until = window.until.astimezone(UTC) if window else start + POLICIES[kind].lifetime
        place = Place(recipient.channel or NOWHERE, recipient.address_id, recipient.person)
        planned = Planned(about)
        draft = self._draft(kind, f"{key}:person:{recipient.person.id}", place, planned)
        return replace(
            draft,
            subject=planned.subject,
            skipped=Reason.ADDRESS_STOPPED if recipient.address_id is None and recipient.stopped else None,
            not_before=start,
            expires_at=until,
        )

    def commands(
        self, key: str, channel: str, address_id: int, person: Person, names: list[list[str]]
    ) -> Draft:
        """Not a message: the command list of this person's role, for channels that show one."""
        message = Message(commands=tuple((name, words) for name, words in names))
        return self._draft(Kind.COMMANDS, key, Place(channel, address_id, person), message)
