"""Turning replies into outbox drafts: in the reader's voice, with the policy of their kind, once by their key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from club.messages.notices import POLICIES, Kind, Reason
from handlers.conversation.chat import Reply
from handlers.conversation.texts import Texts
from storage.messages.outbox import NOWHERE, Draft
from storage.messages.recipients import Recipient
from storage.people.persons import Person


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

    def _draft(
        self,
        kind: Kind,
        key: str,
        channel: str,
        address_id: int | None,
        person: Person | None,
        body: dict[str, Any],
        *,
        subject: str | None = None,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
        skipped: Reason | None = None,
        urgent: bool = False,
    ) -> Draft:
        policy = POLICIES[kind]
        start = not_before or self.now
        return Draft(
            dedupe_key=key,
            kind=kind,
            channel=channel,
            address_id=address_id,
            person_id=person.id if person else None,
            body=body,
            priority=policy.priority,
            at_night=type(policy.at_night).SEND if urgent else policy.at_night,
            not_before=start,
            expires_at=expires_at or start + policy.lifetime,
            created_at=self.now,
            subject=subject,
            skipped=skipped,
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
        body = self.texts.voice(person, self.today).body(reply)
        return self._draft(
            kind, key, channel, address_id, person, body, subject=subject, not_before=not_before
        )

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
    ) -> Draft:
        """A notice to somebody who did not just write. Skipped, with the reason, where it may not or cannot go.

        `urgent` lets it through in quiet hours: the sender was shown that and chose it.
        """
        purpose = POLICIES[kind].purpose
        skipped = None
        if recipient.gone:
            skipped = Reason.NOT_TAKING_PART
        elif recipient.address_id is not None and purpose is not None and purpose not in recipient.consents:
            skipped = Reason.NO_CONSENT
        body = self.texts.voice(recipient.person, self.today).body(reply)
        return self._draft(
            kind,
            f"{key}:person:{recipient.person.id}",
            recipient.channel or NOWHERE,
            recipient.address_id,
            recipient.person,
            body,
            subject=subject,
            not_before=not_before,
            expires_at=expires_at,
            skipped=skipped,
            urgent=urgent,
        )

    def commands(
        self, key: str, channel: str, address_id: int, person: Person, names: list[list[str]]
    ) -> Draft:
        """Not a message: the command list of this person's role, for channels that show one."""
        return self._draft(Kind.COMMANDS, key, channel, address_id, person, {"commands": names})
