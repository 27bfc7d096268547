"""The code by which anybody may apply: shown around, and made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from club.organisation.roles import Action
from handlers.conversation.chat import Reply
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.members.invitation import with_ways_in
from storage.organisation import clubs, codes


async def invite(turn: Turn, args: str) -> Sequence[Reply]:
    """The club's code, its link and a QR code to show around."""
    code = await codes.valid_join_code(turn.connection, turn.club_id, turn.now)
    club = await clubs.get_club(turn.connection, turn.club_id)
    reply = with_ways_in(turn, "joining.invite", code.code, club=club.name, until=code.expires_at)
    may_renew = turn.may(Action.APPROVE_MEMBERS)
    return [replace(reply, choices=(RENEW.choice("", "joining.renew_code"),) if may_renew else ())]


async def _renew(turn: Turn, _: str) -> Sequence[Reply]:
    code = await codes.new_join_code(turn.connection, turn.club_id, turn.now)
    await turn.note("join_code_renewed")
    club = await clubs.get_club(turn.connection, turn.club_id)
    return [with_ways_in(turn, "joining.invite_renewed", code, club=club.name)]


INVITE = Button(buttons.INVITE.name, Action.SEE_ROSTER, invite, of_row=False)
RENEW = Button("renewcode", Action.APPROVE_MEMBERS, _renew, of_row=False)
