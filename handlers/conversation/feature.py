"""What a feature offers to the router: commands, buttons, flows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from club.errors import Denied
from club.organisation.roles import Action, Target, can
from handlers.conversation.chat import Choice, Media, Reply, text
from handlers.conversation.choices import ButtonValue
from handlers.conversation.dialogue import Flow
from handlers.conversation.turn import Turn
from storage.organisation.codes import Code

Handle = Callable[[Turn, str], Awaitable[Sequence[Reply]]]


async def own_club(turn: Turn, _: str) -> Target:
    """The actor's own club and person: the target of most commands."""
    membership, person = turn.membership, turn.writer.person
    return Target(membership.club_id if membership else None, person.id if person else None)


def allow(turn: Turn, action: Action, target: Target) -> None:
    """Raises Denied where `can` says no: the one place where it is asked."""
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
class Button:
    """A standing choice, valid at any time; `target` says whom it concerns.

    `of_row`: the argument is the id of a row; anything else is turned away before the handler sees it.
    """

    name: str
    action: Action
    handle: Handle
    target: Callable[[Turn, str], Awaitable[Target]] = own_club
    of_row: bool = True

    def choice(self, argument: object, label: str, **args: object) -> Choice:
        """The button with its argument."""
        return Offer(self.name).choice(argument, label, **args)


@dataclass(frozen=True)
class FileHandler:
    """What a feature does with a document whose name ends in one of `endings`.

    `prepare` reads its bytes (with its name and the day) in a thread and outside of any transaction, and may raise
    ClubError; what it answers is the turn's `prepared`. Files of more than `most_bytes` are not fetched at all.
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
    buttons: tuple[Button, ...] = ()
    flows: tuple[Flow[Any], ...] = ()
    files: tuple[FileHandler, ...] = ()
    codes: Mapping[str, Callable[[Turn, Code], Awaitable[Sequence[Reply]]]] = field(default_factory=dict)
    """what a code leads to, by its purpose"""
