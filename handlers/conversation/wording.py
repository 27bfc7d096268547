"""At the moment of sending: whether a notice may and should go, and the words of one that was planned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from club.messages.message import Message
from club.messages.notices import ANSWERS, POLICIES, TO_BOARD, Kind, Reason
from club.messages.planned import Planned
from handlers.conversation.chat import Reply, Text
from handlers.conversation.post import Post, why_of
from storage import Connection
from storage.messages import recipients
from storage.messages.recipients import Recipient
from storage.organisation import offices

About = Mapping[str, Any]


@dataclass(frozen=True)
class Wording:
    """How a kind of planned notice comes by its words, from what it is about.

    `reply` answers the reason where it should not go any more: the meeting moved, the instalment is paid,
    the right was withdrawn. `why` says why it was planned, whatever has become of that.
    """

    reply: Callable[[Connection, Post, Recipient, About], Awaitable[Reply | Reason]]
    why: Callable[[Connection, About], Awaitable[Text | None]]


Wordings = Mapping[Kind, Wording]


def may_get(kind: Kind, recipient: Recipient) -> Reason | None:
    """Why a notice of this kind must not go to somebody; None where it may."""
    purpose = POLICIES[kind].purpose
    if recipient.gone:
        return Reason.NOT_TAKING_PART
    if purpose is not None and purpose not in recipient.consents:
        return Reason.NO_CONSENT
    return None


class Queued(Protocol):
    """A row of the outbox."""

    @property
    def kind(self) -> Kind:
        """What it is."""
        ...

    @property
    def person_id(self) -> int | None:
        """To whom, as far as that is known."""
        ...

    @property
    def body(self) -> About:
        """A message, or what a planned notice is about."""
        ...


async def worded(connection: Connection, post: Post, wordings: Wordings, row: Queued) -> Message | Reason:
    """The message to send now, or why none is sent. Answers to somebody's own words always go."""
    kind, person_id, planned = row.kind, row.person_id, Planned.of(row.body)
    if kind in ANSWERS or person_id is None:
        return Message.from_json(row.body)
    found = await recipients.recipients(connection, [person_id])
    if not found:
        return Reason.ERASED
    (recipient,) = found
    if (reason := may_get(kind, recipient)) is not None:
        return reason
    if kind in TO_BOARD and not await offices.holds_any(connection, person_id):
        return Reason.NO_OFFICE
    if planned is None:
        return Message.from_json(row.body)
    reply = await wordings[kind].reply(connection, post, recipient, planned.about)
    if isinstance(reply, Reason):
        return reply
    return post.message(kind, recipient.person, reply, await wordings[kind].why(connection, planned.about))


async def why(connection: Connection, wordings: Wordings, kind: Kind, body: About) -> Text | str:
    """Why a notice was sent, as it was written down then, or is to be sent."""
    planned = Planned.of(body)
    if planned is None:
        return Message.from_json(body).why or why_of(kind)
    return await wordings[kind].why(connection, planned.about) or why_of(kind)
