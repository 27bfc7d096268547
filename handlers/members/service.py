"""Use cases of membership: admit, refuse, and the buttons that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from club.messages.notices import Kind, Reason
from club.people.standing import Standing
from handlers.conversation.chat import Reply, say, text
from handlers.conversation.turn import Turn
from handlers.meetings.service import plan_for_club
from storage.messages import outbox
from storage.messages.recipients import Recipient
from storage.organisation import clubs
from storage.people import memberships
from storage.people.memberships import Member
from storage.people.persons import Person

BOARD_COMMANDS = ("hoivien", "hop", "thongbao", "chovay", "thuno", "baocao")
MEMBER_COMMANDS = (
    "huyetap",
    "lichhop",
    "khoanvay",
    "nguoithan",
    "hoso",
    "ketnoi",
    "caidat",
    "dulieu",
    "xoadulieu",
    "visao",
    "trogiup",
    "menu",
    "huy",
)


async def admit(turn: Turn, membership_id: int, *, by: int | None) -> bool:
    """Makes a pending member active and plans their reminders; False if it was decided before."""
    if not await memberships.decide(turn.connection, membership_id, Standing.ACTIVE, by=by, now=turn.now):
        return False
    member = await memberships.find_membership(turn.connection, membership_id)
    assert member is not None
    turn.outgoing.extend(
        await plan_for_club(turn.connection, turn.post, turn.around.rules, member.club_id, [member.person.id])
    )
    return True


def board_changed(turn: Turn, person: Person, channel: str, address_id: int) -> None:
    """Shows the person's chat the command list of the board."""
    names = (*MEMBER_COMMANDS[:3], *BOARD_COMMANDS, *MEMBER_COMMANDS[3:])
    _show_commands(turn, person, channel, address_id, names)


def _show_commands(turn: Turn, person: Person, channel: str, address_id: int, names: Sequence[str]) -> None:
    turn.outgoing.append(
        turn.post.commands(
            f"commands:{person.id}:{turn.stamp}",
            channel,
            address_id,
            person,
            [[name, turn.label(text(f"members.command.{name}"))] for name in names],
        )
    )


def member_again(turn: Turn, recipient: Recipient) -> None:
    """Shows the chat of somebody who left the board the command list of members."""
    if recipient.address_id is not None and recipient.channel is not None:
        _show_commands(turn, recipient.person, recipient.channel, recipient.address_id, MEMBER_COMMANDS)


def decided_before(member: Member) -> Sequence[Reply]:
    """Somebody of the board was faster."""
    return [
        say(
            "members.decided_before",
            name=member.person.full_name,
            standing=text(f"members.standing.{member.standing.value}"),
        )
    ]


async def refuse(turn: Turn, member: Member, reason: str) -> Sequence[Reply]:
    """The member is told the reason, kindly."""
    done = await memberships.decide(
        turn.connection,
        member.membership_id,
        Standing.REFUSED,
        by=turn.person.id,
        now=turn.now,
        reason=reason,
    )
    if not done:
        return decided_before(member)
    await outbox.cancel(turn.connection, f"membership:{member.membership_id}", Reason.CHANGED, turn.now)
    club = await clubs.get_club(turn.connection, member.club_id)
    turn.tell(
        Kind.MEMBERSHIP,
        f"membership:{member.membership_id}:refused:{turn.stamp}",
        await turn.recipient(member.person.id),
        say("members.refused_to_member", club=club.name, reason=reason),
        subject=f"membership:{member.membership_id}",
    )
    return [say("members.refused", name=member.person.full_name)]
