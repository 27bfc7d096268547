"""What a feature offers to the router: commands, buttons, flows."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar, cast

from club.errors import Denied
from club.organisation.roles import Action, Target, can
from handlers.conversation.chat import Choice, Media, Reply, text
from handlers.conversation.choices import ButtonValue
from handlers.conversation.dialogue import Flow
from handlers.conversation.turn import Turn
from storage import Connection
from storage.organisation.codes import Code

Handle = Callable[[Turn, str], Awaitable[Sequence[Reply]]]


Row = TypeVar("Row")
_ROW_ID = re.compile(r"[0-9]{1,15}")


class OfClub(Protocol):
    """A row that belongs to a club."""

    @property
    def club_id(self) -> int:
        """The club's id."""
        ...


async def its_club(turn: Turn, row: OfClub) -> Target:
    """The club that the row of a button belongs to."""
    return Target(row.club_id)


async def own_club(turn: Turn, _: object) -> Target:
    """The actor's own club and person: the target of most commands."""
    return turn.own


def allow(turn: Turn, action: Action, target: Target) -> None:
    """Raises Denied where `can` says no: the one place where it is asked before something is done."""
    decision = can(turn.writer.standpoint, action, target)
    if not decision.allowed:
        raise Denied(decision.reason)


@dataclass(frozen=True)
class Command:
    """A slash command; its words and menu label are texts of its feature.

    `label` is the text key of its menu button, `words` of the words that mean it, separated by "|".
    """

    name: str
    action: Action
    handle: Handle
    label: str
    words: str
    in_menu: bool = True
    about_somebody: bool = False
    """whom a sentence names belongs to its arguments: "mẹ tôi còn nợ bao nhiêu" """
    target: Callable[[Turn, str], Awaitable[Target]] = own_club

    @property
    def choice(self) -> Choice:
        """Its button in the menu."""
        return Choice(f"/{self.name}", text(self.label))


@dataclass(frozen=True)
class Offer:
    """A button as other features show it: its name, without what answers it."""

    name: str

    def choice(self, argument: object, label: str, **args: object) -> Choice:
        """The button with its argument."""
        return Choice(str(ButtonValue(self.name, str(argument))), text(label, **args))


@dataclass(frozen=True)
class Button(Generic[Row]):
    """A standing choice, valid at any time; `target` says whom it concerns.

    `echoes`: verbs of what is offered, separated by bars, which repeated say yes to it. `of_row`: the
    argument is the id of a row; anything else is turned away before the handler sees it. `load` fetches that
    row, once for both `target` and `handle`; without it they get the argument as it stands.

    `says_yes`: a yes typed below it means it, a no the choice behind it; of others neither says which.
    """

    name: str
    action: Action
    handle: Callable[[Turn, Row], Awaitable[Sequence[Reply]]]
    target: Callable[[Turn, Row], Awaitable[Target]] = own_club
    of_row: bool = True
    load: Callable[[Connection, int], Awaitable[Row | None]] | None = None
    echoes: str = ""
    says_yes: bool = False

    async def names(self, turn: Turn, argument: str) -> Row | None:
        """What the argument stands for; None where it is none of this button's, or the row is gone."""
        if bool(_ROW_ID.fullmatch(argument)) is not self.of_row:
            return None
        if self.load is not None:
            return await self.load(turn.connection, int(argument))
        return cast("Row", argument)

    def choice(self, argument: object, label: str, **args: object) -> Choice:
        """The button with its argument."""
        return Offer(self.name).choice(argument, label, **args)


@dataclass(frozen=True)
class FileHandler:
    """What a feature does with a document whose name ends in one of `endings`.

    `prepare` reads its bytes (with its name and the day) in a thread and outside of any transaction, and may
    raise ClubError; what it answers is the turn's `prepared`. Files of more than `most_bytes` are not fetched
    at all.
    """

    endings: tuple[str, ...]
    action: Action
    handle: Handle
    prepare: Callable[[bytes, str, date], object]
    most_bytes: int

    def takes(self, media: Media | None) -> bool:
        """Whether it is for such a document."""
        return media is not None and media.kind == "document" and media.name.lower().endswith(self.endings)


@dataclass(frozen=True)
class Feature:
    """One package under `handlers/`."""

    name: str
    commands: tuple[Command, ...] = ()
    buttons: tuple[Button[Any], ...] = ()
    flows: tuple[Flow[Any], ...] = ()
    files: tuple[FileHandler, ...] = ()
    codes: Mapping[str, Callable[[Turn, Code], Awaitable[Sequence[Reply]]]] = field(default_factory=dict)
    """what a code leads to, by its purpose"""
    menu: Callable[[Turn], Awaitable[Sequence[Choice]]] | None = None
    """choices of the menu that stand for what the writer may do for others"""
