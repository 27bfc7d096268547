"""One ordered table of readers: what was said is taken by the first of them that knows what it is.

A reader is a small function. It looks at what was said, and at what is asked, and answers `Taken` (what it
read, and what is then done) or `Passed` (why not). Nothing is stored before a reader has taken it; no reader
guesses where a guess could harm: it asks. `handlers/understanding.py` holds the table.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from club.vietnamese.said import Said, hear
from handlers.conversation.chat import Reply
from handlers.conversation.dialogue import Flow, Step
from handlers.conversation.turn import Turn
from storage.messages import outbox_look
from storage.messages.writers import Dialogue

if TYPE_CHECKING:
    from handlers.conversation.router import Router

Offered = Sequence[Sequence[str]]
"""(value, label) of each choice below a message"""


@dataclass(frozen=True)
class Taken:
    """A reader knows what was said: `reads` names it, for people who ask why; `act` does it."""

    act: Callable[[], Awaitable[Sequence[Reply]]]
    reads: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Passed:
    """It is not this reader's; why, in a few words of English."""

    why: str


@dataclass
class Ear:
    """What readers look at: the turn, what was said, what is asked."""

    router: Router
    turn: Turn

    @cached_property
    def said(self) -> Said:
        """What was typed."""
        return hear(self.turn.incoming.text)

    @property
    def standing(self) -> Dialogue | None:
        """The question that stands."""
        return self.turn.writer.dialogue

    @property
    def flow(self) -> Flow[Any] | None:
        """The flow that asks it."""
        return self.router.flows[self.standing.flow] if self.standing is not None else None

    @property
    def step(self) -> Step[Any] | None:
        """The step that asks it."""
        return (
            self.flow.step(self.standing.step)
            if self.flow is not None and self.standing is not None
            else None
        )

    @property
    def composing(self) -> bool:
        """Whether what is written is a notice to others,
        so that signs and numbers in it are not the writer's.
        """
        return self.step is not None and self.step.composing

    async def offered(self) -> Offered:
        """The choices below the last message with some, while no question stands."""
        if "offer" not in self._kept:
            writer, connection = self.turn.writer, self.turn.connection
            self._kept["offer"] = await outbox_look.last_offer(connection, writer.address_id, self.turn.now)
        return self._kept["offer"]

    async def offered_below(self) -> Offered:
        """The choices of a notice that came below the standing question."""
        if "below" not in self._kept:
            writer, connection = self.turn.writer, self.turn.connection
            self._kept["below"] = await outbox_look.last_offer(
                connection, writer.address_id, self.turn.now, unasked=True
            )
        return self._kept["below"]

    @cached_property
    def _kept(self) -> dict[str, Offered]:
        return {}


@dataclass(frozen=True)
class Reader:
    """A row of the table: whether it reads while nothing is asked (`fresh`),
    and while a question stands (`standing`).
    """

    name: str
    read: Callable[[Ear], Awaitable[Taken | Passed]]
    fresh: bool = True
    standing: bool = True
    unsure: bool = False
    """whether it also reads in a chat of several people while it is not known who of them writes"""

    @property
    def purpose(self) -> str:
        """Its function's docstring: what it reads."""
        return (self.read.__doc__ or "").strip()


@dataclass(frozen=True)
class Understood:
    """Which reader took it, what it read, and who was asked before."""

    reader: str
    taken: Taken
    passed: tuple[tuple[str, str], ...]


async def understand(ear: Ear, table: Sequence[Reader]) -> Understood:
    """Asks the readers in their order; the last one takes everything."""
    passed: list[tuple[str, str]] = []
    asked, unsure = ear.standing is not None, ear.turn.writer.unsure
    for reader in table:
        if unsure and not reader.unsure:
            continue
        if not (reader.standing if asked else reader.fresh):
            continue
        found = await reader.read(ear)
        if isinstance(found, Taken):
            return Understood(reader.name, found, tuple(passed))
        passed.append((reader.name, found.why))
    raise LookupError("the last reader takes everything")
