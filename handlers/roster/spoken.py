"""What the board does to one of the list or to all of it, typed: "mất điện thoại Lan", "mã riêng Lan", "bàn giao"."""

from __future__ import annotations

from collections.abc import Sequence

from club.people import matches
from club.roles import ENDED, Standing
from handlers.chat import Reply, say
from handlers.feature import Button, Command, Handle
from handlers.members.board import APPOINT_BUTTON
from handlers.members.handover import HANDOVER_BUTTON
from handlers.members.personal_codes import GIVE, PRINT
from handlers.members.restore import LOST
from handlers.roster.card import named_choices
from handlers.roster.lists import EXPORT
from handlers.turn import Turn
from storage import roster


def _for_named(button: Button) -> Handle:
    """Runs the button for the one member whose name was typed; of several, or of none, it says so."""

    async def handle(turn: Turn, args: str) -> Sequence[Reply]:
        if not args:
            return [say("roster.whom")]
        everybody = await roster.entries(turn.connection, turn.club_id, (Standing.ACTIVE, *ENDED))
        found = [e for e in everybody if matches(e.full_name, args)]
        if len(found) == 1:
            return await button.handle(turn, str(found[0].membership_id))
        return [named_choices(found, args)]

    return handle


def _command(name: str, button: Button, handle: Handle | None = None) -> Command:
    return Command(name, button.action, handle or button.handle, f"roster.label_{name}", f"roster.words_{name}", in_menu=False)


SPOKEN = (
    _command("bangiao", HANDOVER_BUTTON),
    _command("chucvu", APPOINT_BUTTON),
    _command("matmay", LOST, _for_named(LOST)),
    _command("marieng", GIVE, _for_named(GIVE)),
    _command("inma", PRINT),
    _command("xuatds", EXPORT),
)
