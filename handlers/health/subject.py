"""Whose blood pressure is spoken of: the writer's own, or that of a member who lets them see and send it.

Any word for another person means that it is not silently the writer's:
followed, it is theirs; else it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread
from club.health.elders_speaking import as_elders_speak, may_mean_oneself
from club.health.persons_beside import opening_part, spoken_beside
from club.organisation.roles import Target
from club.people.consent import Purpose
from club.people.honorifics import Sex, honorific
from club.people.kinship import Right
from club.people.names import given_name
from club.vietnamese import persons
from club.vietnamese.fold import fold
from club.vietnamese.persons import THEY, Mention, Spoken
from club.vietnamese.said import Said
from handlers.conversation.chat import Text, text
from handlers.conversation.turn import Turn
from handlers.kin.service import fits, followed, is_named
from storage.health import readings
from storage.messages.recipients import Recipient
from storage.people import kinships

_ELDERS = {"ba", "ong", "cu", "bac"}
"""words by which elders call themselves when they speak with the young: alone they prove nothing"""


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


@dataclass(frozen=True)
class Unsettled:
    """It is not certain whose it is: asked, with the ids of those it may be (the writer's own among them)."""

    among: tuple[int, ...]


async def subject_of(turn: Turn, person_id: int | None) -> Subject:
    """The writer, or the member of that id as the writer calls them."""
    if person_id is None or person_id == turn.person.id:
        writer = turn.writer
        return Subject(Recipient(turn.person, writer.address_id, writer.channel, writer.consents))
    found = [k for k in await followed(turn, Right.SEES_READINGS) if k.member_id == person_id]
    recipient = await turn.recipient(person_id)
    return Subject(recipient, (found[0].calls if found else "") or given_name(recipient.person.full_name))


def _own_title(turn: Turn) -> str:
    return turn.person.honorific or honorific(turn.person.birth_year, turn.person.sex, turn.today)


def _is_oneself(turn: Turn, mention: Mention) -> bool:
    """Whether a title by itself is how the writer is spoken to: a woman of 78 who says "bà" means herself."""
    is_own = mention.kin in _ELDERS and mention.kin == _own_title(turn)
    return is_own and not mention.name and not mention.further


def is_elder(turn: Turn) -> bool:
    """Whether the writer is spoken to as an old person, whose "cháu" is a grandchild."""
    return fold(_own_title(turn)) in _ELDERS


async def whose(turn: Turn, spoken: Spoken, *, owned: bool = False) -> Subject | Unsettled:
    """Whose it is, by the persons spoken of; `Unsettled` where that may be somebody else.

    `owned`: it is said to be the writer's own, which a relative's words for themselves alone do not say.
    """
    own = turn.membership is not None
    kin = await followed(turn, Right.SEES_READINGS)
    among = tuple(k.member_id for k in kin)
    if not spoken.others or (spoken.helped and own):
        if own or owned or not among:
            return await subject_of(turn, None)
        return Unsettled((*among, turn.person.id))
    if spoken.helped:  # "mẹ đo giúp tôi": the one named held the cuff
        return Unsettled((*among, turn.person.id))
    if len(spoken.others) == 1:
        mention = spoken.others[0]
        fitting = [k for k in kin if fits(k, mention)]
        if len(fitting) == 1:
            return await subject_of(turn, fitting[0].member_id)
        if own and _is_oneself(turn, mention):
            return await subject_of(turn, None)
        if own and mention.name and is_named(turn.person.full_name, mention) and not mention.further:
            return await subject_of(turn, None)
    return Unsettled((*among, turn.person.id) if own or among else (turn.person.id,))


async def spoken_for(turn: Turn, said: Said) -> Spoken:
    """Whom the readings of a text are said to be of; "Sáng 130/80" is somebody's whom the writer follows
    and who is called so, else it is a reading of this morning.
    """
    spoken, part = await _as_writer(turn, said, spoken_beside(said)), opening_part(said)
    if part is not None and not spoken.others:
        kin = await followed(turn, Right.SEES_READINGS)
        if any(is_named(k.name, part) for k in kin):
            return replace(spoken, others=(part,))
    return spoken


async def _as_writer(turn: Turn, said: Said, spoken: Spoken) -> Spoken:
    """Without the word by which an elder plainly speaks of themselves, where nobody followed is called so."""
    if turn.membership is None or not spoken.others:
        return spoken
    kin = await followed(turn, Right.SEES_READINGS)
    if any(fits(k, mention) for k in kin for mention in spoken.others):
        return spoken
    return as_elders_speak(said, spoken, turn.person.sex is Sex.MALE)


async def of_answer(turn: Turn, said: Said) -> Spoken:
    """Whom an answer about a reading speaks of.

    Raises:
        Misread: by a word that may be the writer's own: nothing measured is given up for that.
    """
    spoken = await _as_writer(turn, said, persons.of(said))
    own = turn.membership is not None and may_mean_oneself(said, spoken, turn.person.sex is Sex.MALE)
    if own and isinstance(await whose(turn, spoken), Unsettled):
        raise Misread("common.choose_or_type")
    return spoken


def is_only_address(spoken: Spoken) -> bool:
    """Whether nobody is named but by a word that elders use for themselves."""
    return all(m.kin in _ELDERS and not m.name and not m.further for m in spoken.others)


async def target(turn: Turn, person_id: int | None) -> Target:
    """For `can`: the person, with what they let the writer do."""
    writer = turn.writer.person
    if person_id is None or writer is None or person_id == writer.id:
        return Target(None, writer.id if writer else None)
    return Target(None, person_id, await kinships.rights_over(turn.connection, writer.id, person_id))


async def of_reading(turn: Turn, argument: str) -> Target:
    """For `can`: whose reading a button is about."""
    found = await readings.get(turn.connection, int(argument))
    return await target(turn, found.person_id if found else None)


def named_in(mentions: Sequence[Mention]) -> str:
    """How the person spoken of was called, for advice about them; empty where nobody was."""
    if len(mentions) == 1 and mentions[0].kin in ("mẹ", "bố"):
        return mentions[0].kin
    return "" if not mentions or all(m.kin in _ELDERS and not m.name for m in mentions) else THEY
