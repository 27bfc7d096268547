"""Codes that the board hands to each person on the list: one by one, or as a sheet of cards to print."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from club.organisation.codes import show_code
from club.organisation.roles import Action
from club.people.names import sort_key
from handlers.conversation.chat import File, Reply, Text, say, text
from handlers.conversation.feature import Button, its_club
from handlers.conversation.texts import Texts
from handlers.conversation.turn import Turn
from handlers.joining import buttons
from handlers.joining.cards_pdf import Card, cards_pdf
from handlers.members.invitation import with_ways_in
from storage import Connection
from storage.messages.messengers import PLACE, Found
from storage.organisation import clubs, codes
from storage.organisation.codes import PERSONAL_CODE_LIFE
from storage.people import claims, memberships
from storage.people.memberships import Member

PDF = "application/pdf"
_MOST_QR = 2
"""QR codes that fit beside each other on a card"""


async def _give(turn: Turn, member: Member) -> Sequence[Reply]:
    listed = await claims.by_id(turn.connection, member.person.id)
    if listed is None or listed.has_chat:
        return [say("joining.uses_bot_already", name=member.person.full_name)]
    code = await codes.personal_code(turn.connection, member.club_id, member.person.id, turn.now)
    await turn.note("code_given", about=member.person.id)
    found = await codes.find_code(turn.connection, code)
    assert found is not None
    reply = with_ways_in(
        turn, "joining.personal_code", code, name=member.person.full_name, until=found.expires_at
    )
    return [
        Reply(
            reply.texts, (REVOKE.choice(member.membership_id, "joining.revoke_code"),), picture=reply.picture
        )
    ]


async def _revoke(turn: Turn, member: Member) -> Sequence[Reply]:
    count = await codes.revoke_all_of(turn.connection, member.person.id, turn.now, ("person", "restore"))
    await turn.note("code_revoked", about=member.person.id)
    return [say("members.code_revoked" if count else "joining.no_open_code", name=member.person.full_name)]


async def sheet(
    connection: Connection, texts: Texts, club_id: int, found: Sequence[Found], now: datetime
) -> tuple[str, list[Card]]:
    """The heading and a card for everybody on the list who does not use the bot yet.

    `found`: where the bot is reached.
    """
    club = await clubs.get_club(connection, club_id)
    title = texts.plain(
        "joining.cards_title", club=club.name, until=now + PERSONAL_CODE_LIFE - timedelta(days=60)
    )
    cards = []
    for one in sorted(await claims.unlinked(connection, club_id), key=lambda x: sort_key(x.person.full_name)):
        code = await codes.personal_code(connection, club_id, one.person.id, now)
        about = texts.plain("joining.card_about", year=one.person.birth_year, group=one.small_group)
        links = tuple((m.title, m.with_code(code)) for m in found)[:_MOST_QR]
        cards.append(Card(one.person.full_name, about, show_code(code), links))
    return title, cards


async def _print(turn: Turn, _: str) -> Sequence[Reply]:
    own = sorted(turn.around.channels.items(), key=lambda item: item[1].abroad)
    links = [Found(m.title, i.link, i.typed) for _, m in own if (i := m.invitation(PLACE)) is not None]
    title, cards = await sheet(turn.connection, turn.around.texts, turn.club_id, links, turn.now)
    if not cards:
        return [say("joining.everybody_uses_bot")]
    await turn.note("cards_printed")
    content = await asyncio.to_thread(cards_pdf, title, turn.around.texts.plain("joining.card_how"), cards)
    club = await clubs.get_club(turn.connection, turn.club_id)
    name = turn.label(text("joining.cards_file", club=club.name))
    return [
        Reply(
            (text("joining.cards_ready", count=len(cards)),),
            file=File(content, f"{name}.pdf", PDF, instead=Text("joining.cards_not_here")),
        )
    ]


GIVE = Button(
    buttons.PERSONAL_CODE.name, Action.EDIT_ROSTER, _give, its_club, load=memberships.find_membership
)
REVOKE = Button("revokecode", Action.EDIT_ROSTER, _revoke, its_club, load=memberships.find_membership)
PRINT = Button(buttons.PRINT_CARDS.name, Action.EDIT_ROSTER, _print, of_row=False)
