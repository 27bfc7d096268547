"""Buttons that can be typed as well: "bàn giao", and, for one person, "mất điện thoại Lan"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from club.errors import Misread
from club.people.names import find_named
from club.people.standing import ENDED, Standing
from handlers.conversation.chat import Reply, say
from handlers.conversation.feature import Button, Command, Handle
from handlers.conversation.turn import Turn
from handlers.members.finding import SHOWN
from handlers.members.namesakes import of_entry, told_apart
from storage.people import roster


def spoken(name: str, button: Button[Any], label: str, words: str, *, named: bool = False) -> Command:
    """The command that does what the button does; `named`: for the one member whose name follows it."""
    return Command(
        name, button.action, _for_named(button) if named else button.handle, label, words, in_menu=False
    )


def _for_named(button: Button[Any]) -> Handle:
    """Runs the button for the one member whose name was typed; of several it asks which.

    Raises Misread for nobody.
    """

    async def handle(turn: Turn, args: str) -> Sequence[Reply]:
        if not args:
            return [say("members.whom")]
        everybody = await roster.entries(turn.connection, turn.club_id, (Standing.ACTIVE, *ENDED))
        found = find_named(everybody, args, lambda e: (e.full_name, e.birth_year))
        if len(found) == 1:
            return await button.handle(turn, await button.names(turn, str(found[0].membership_id)))
        if not found:
            raise Misread("members.who_unknown", name=args[:60])
        known = [replace(of_entry(e), more="") for e in found[:SHOWN]]
        choices = (
            button.choice(e.membership_id, "members.who", name=e.full_name, year=e.birth_year, apart=apart)
            for e, apart in zip(found[:SHOWN], told_apart(turn, known), strict=True)
        )
        return [say("members.who_which", *choices, count=len(found))]

    return handle
