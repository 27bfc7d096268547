"""Readers of the understanding table that know about joining: shared and typed phone numbers, and codes."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.codes import find_code, looks_like_code
from handlers.conversation.chat import Reply, text
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.joining.claim import by_contact
from handlers.joining.typed_phone import by_typed_phone, phone_in
from storage.messages import addresses
from storage.organisation import codes


async def shared_contact(ear: Ear) -> Taken | Passed:
    """A stranger shares a contact: their own number may stand on a club's list."""
    contact = ear.turn.incoming.contact
    if contact is None or ear.turn.writer.person is not None:
        return Passed("no contact of a stranger")
    shared = contact

    async def act() -> Sequence[Reply]:
        return await by_contact(ear.turn, shared)

    return Taken(act)


async def typed_phone(ear: Ear) -> Taken | Passed:
    """A stranger types a phone number."""
    phone = phone_in(ear.said) if ear.turn.writer.person is None else None
    if phone is None:
        return Passed("no phone number of a stranger")
    typed = phone

    async def act() -> Sequence[Reply]:
        return await by_typed_phone(ear.turn, typed)

    return Taken(act, {"phone": typed})


async def code(ear: Ear) -> Taken | Passed:
    """A code, by itself, in a link, or in a sentence; of letters alone it is one only where it exists."""
    found = find_code(ear.said)
    if found is None:
        return Passed("nothing of a code's shape")
    if ear.said.bare in ear.router.phrases(ear.turn):
        return Passed("the words of a command")
    if not await _may_be_one(ear, found):
        return Passed("the letters of a code that does not exist")
    typed = found

    async def act() -> Sequence[Reply]:
        return await ear.router.command(ear.turn, "start", typed)

    return Taken(act, {"code": typed})


async def _may_be_one(ear: Ear, found: str) -> bool:
    """ "Ghé thăm" has the letters of a code: from somebody who is in already it is none unless it exists."""
    if ear.turn.writer.person is None or any(c.isdigit() for c in found):
        return True
    connection = ear.turn.connection
    return (
        await codes.find_code(connection, found) is not None
        or await addresses.find_link_code(connection, found) is not None
    )


async def like_a_code(ear: Ear) -> Taken | Passed:
    """Nearly a code: said kindly that it is not known."""
    if not looks_like_code(ear.said.normal):
        return Passed("not like a code")

    async def act() -> Sequence[Reply]:
        return [await ear.router.menu(ear.turn, text("members.code_unknown"))]

    return Taken(act)
