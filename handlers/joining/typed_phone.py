"""A typed phone number proves nothing: the board confirms whoever says that way to be on a club's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Misread
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.names import read_name
from club.people.phones import read_phone, show_phone
from club.vietnamese.fold import fold
from club.vietnamese.said import Said
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, start
from handlers.conversation.feature import Button, its_club
from handlers.conversation.turn import Turn
from storage.organisation import codes
from storage.people import claims, persons
from storage.people.claims import Claim


@dataclass(frozen=True, kw_only=True)
class Claiming:
    """The number that was typed (E.164), and the name of whoever says it is theirs."""

    phone: str
    name: str | None = None


def phone_in(said: Said) -> str | None:
    """The phone number that a text is (E.164), or None."""
    typed = said.normal
    if sum(c.isdigit() for c in typed) < 9 or sum(c.isalpha() for c in typed) > 12:
        return None
    try:
        return read_phone(typed)
    except Misread:
        return None


async def by_typed_phone(turn: Turn, phone: str) -> Sequence[Reply]:
    """A stranger typed a number: the board confirms whoever says that way to be on the list."""
    return await start(turn, TYPED, Claiming(phone=phone))


async def _ask_name(turn: Turn, answers: Claiming) -> Reply:
    return say("joining.ask_name_of_phone", phone=answers.phone)


async def _read_name(turn: Turn, answers: Claiming, given: Answer) -> str:
    return read_name(given.text)


async def _finish(turn: Turn, answers: Claiming) -> Sequence[Reply]:
    found = [
        one
        for one in await claims.by_phone(turn.connection, answers.phone)
        if fold(one.person.full_name) == fold(answers.name or "") and not one.has_chat
    ]
    if not found:
        await codes.note_wrong(turn.connection, turn.writer.address_id, turn.now)
        return [say("joining.phone_not_listed")]
    claim_id = await claims.make(turn.connection, turn.writer.address_id, found[0], turn.now)
    if claim_id is not None:
        asked = say(
            "joining.claim_to_board",
            CONFIRM.choice(claim_id, "joining.claim_confirm"),
            DENY.choice(claim_id, "joining.claim_deny"),
            name=found[0].person.full_name,
            year=found[0].person.birth_year,
            phone=show_phone(answers.phone),
            messenger=turn.around.title(turn.incoming.channel),
        )
        for leader in await turn.office_holders(found[0].club_id, Office.CHAIR, Office.DEPUTY):
            turn.tell(Kind.APPLICATION, f"claim:{claim_id}", leader, asked, subject=f"claim:{claim_id}")
    return [say("joining.claim_sent")]


TYPED = Flow("typedphone", Action.JOIN, Claiming, (Step("name", _ask_name, _read_name),), _finish)


async def _answered(turn: Turn, claim: Claim, accepted: bool) -> str | None:
    """The name of the claim's person; None where it was answered before."""
    if not await claims.answer(turn.connection, claim.id, accepted, by=turn.person.id, now=turn.now):
        return None
    return (await persons.get_person(turn.connection, claim.person_id)).full_name


def _say_there(turn: Turn, claim: Claim, reply: Reply) -> None:
    turn.outgoing.append(
        turn.post.to_chat(
            Kind.MEMBERSHIP,
            f"claim:{claim.id}:answered",
            reply,
            channel=claim.channel,
            address_id=claim.address_id,
            person=None,
        )
    )


async def _confirm(turn: Turn, claim: Claim) -> Sequence[Reply]:
    name = await _answered(turn, claim, True)
    if name is None:
        return [say("joining.claim_answered_before")]
    code = await codes.personal_code(turn.connection, claim.club_id, claim.person_id, turn.now)
    _say_there(
        turn, claim, say("joining.claim_accepted", Choice(f"/start {code}", text("joining.go_on")), code=code)
    )
    await turn.note("let_in", about=claim.person_id)
    return [say("joining.claim_confirmed", name=name)]


async def _deny(turn: Turn, claim: Claim) -> Sequence[Reply]:
    name = await _answered(turn, claim, False)
    if name is None:
        return [say("joining.claim_answered_before")]
    _say_there(turn, claim, say("joining.claim_denied_there"))
    return [say("joining.claim_denied", name=name)]


CONFIRM = Button("claimyes", Action.APPROVE_MEMBERS, _confirm, its_club, load=claims.get, says_yes=True)
DENY = Button("claimno", Action.APPROVE_MEMBERS, _deny, its_club, load=claims.get)
