"""Whose blood pressure is spoken of: the writer's own, or that of a member who lets them see and send it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.organisation.roles import Target
from club.people.consent import Purpose
from club.people.kinship import Right, spoken_of
from club.people.names import given_name
from handlers.conversation.chat import Text, text
from handlers.conversation.dialogue import Data
from handlers.conversation.turn import Turn
from storage.health import readings
from storage.messages.recipients import Recipient
from storage.people import kinships
from storage.people.kinships import Kinship


@dataclass(frozen=True)
class Subject:
    """The person whose reading it is. `called` is how the writer calls them, empty for the writer."""

    recipient: Recipient
    called: str = ""

    @property
    def id(self) -> int:
        """The person's id."""
        return self.recipient.person.id

    @property
    def name(self) -> str:
        """The full name."""
        return self.recipient.person.full_name

    @property
    def may_store(self) -> bool:
        """Whether this person agreed that readings are kept."""
        return Purpose.HEALTH in self.recipient.consents

    @property
    def lead(self) -> tuple[Text, ...]:
        """Says whose it is, where it is not the writer's."""
        return (text("health.of_whom", name=self.name),) if self.called else ()


async def subject_of(turn: Turn, person_id: int | None) -> Subject:
    """The writer, or the member of that id as the writer calls them."""
    if person_id is None or person_id == turn.person.id:
        writer = turn.writer
        return Subject(Recipient(turn.person, writer.address_id, writer.channel, writer.consents))
    found = [k for k in await followed(turn) if k.member_id == person_id]
    recipient = await turn.recipient(person_id)
    return Subject(recipient, (found[0].calls if found else "") or given_name(recipient.person.full_name))


async def followed(turn: Turn) -> list[Kinship]:
    """The members whose readings the writer may see and send."""
    if not turn.writer.follows:
        return []
    return [
        k
        for k in await kinships.followed_by(turn.connection, turn.person.id)
        if Right.SEES_READINGS in k.rights
    ]


async def whose(turn: Turn, said: str) -> tuple[Sequence[Kinship], str]:
    """The members whom the words speak of, and the words without what says so."""
    kin = await followed(turn)
    named, rest = spoken_of(said, [k.named for k in kin])
    ids = {one.id for one in named}
    return [k for k in kin if k.member_id in ids], rest if ids else said


async def target(turn: Turn, data: Data) -> Target:
    """For `can`: the person of the flow's answers, with what they let the writer do."""
    return await _target(turn, data.get("about"))


async def of_reading(turn: Turn, argument: str) -> Target:
    """For `can`: whose reading a button is about."""
    found = await readings.get(turn.connection, int(argument))
    return await _target(turn, found.person_id if found else None)


async def _target(turn: Turn, person_id: int | None) -> Target:
    writer = turn.writer.person
    if person_id is None or writer is None or person_id == writer.id:
        return Target(None, writer.id if writer else None)
    return Target(None, person_id, await kinships.rights_over(turn.connection, writer.id, person_id))
