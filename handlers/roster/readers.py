"""Readers of the understanding table that know about the list: what the board tells of a member."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from club.people.names import find_named
from club.people.phones import phone_beside
from club.people.standing import ENDED, Standing
from club.people.told_of import (
    adds,
    became,
    field_to_mend,
    lost_or_died,
    named,
    names_phone,
    phone_lost,
    removes,
    says_died_alone,
    says_lost_alone,
    titled,
)
from handlers.conversation.chat import Reply, say
from handlers.conversation.choices import ButtonValue, ChoiceValue
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.offices.buttons import LOST_PHONE
from handlers.roster.card import named_choices
from handlers.roster.editing import begin_mending
from handlers.roster.standing import DECEASED, begin_moving
from storage.people import roster
from storage.people.roster import Entry


async def lost_below_card(ear: Ear) -> Taken | Passed:
    """ "Mất" below somebody's card: whether the person died, or a phone was lost, is asked."""
    died = says_died_alone(ear.said)
    if not died and not says_lost_alone(ear.said):
        return Passed("nothing was lost")
    offered = await ear.offered()
    values = [ChoiceValue.parse(value) for value, _ in offered]
    asked = [
        v
        for v, c in zip(offered, values, strict=True)
        if isinstance(c, ButtonValue) and c.name == DECEASED.name
    ]
    if died and asked:
        return Taken(lambda: ear.router.choose(ear.turn, asked[0][0]), {"button": asked[0][0]})
    if died:
        return Passed("it was not asked whether somebody died")
    about = {
        v.argument for v in values if isinstance(v, ButtonValue) and v.name in ("standing", LOST_PHONE.name)
    }
    if len(about) != 1 or not ear.turn.may(Action.EDIT_ROSTER):
        return Passed("no card of one member is open")
    line = await roster.entry(ear.turn.connection, int(about.pop()))
    if line is None or ear.turn.membership is None or line.club_id != ear.turn.membership.club_id:
        return Passed("the card is gone")
    return _asked(line)


def _asked(line: Entry) -> Taken:
    async def act() -> Sequence[Reply]:
        choices = [DECEASED.choice(line.membership_id, "roster.it_is_death")]
        if line.has_chat:
            choices.append(LOST_PHONE.choice(line.membership_id, "roster.it_is_phone"))
        return [say("roster.ask_lost", *choices, name=line.full_name)]

    return Taken(act, {"command": "hoivien", "arguments": line.full_name})


def _called(everybody: Sequence[Entry], name: str) -> tuple[str, Sequence[Entry]]:
    """Who is called so; without marks words behind a name look like more of it: "lan chuyen vao"."""
    parts = name.split()
    for count in range(len(parts), 0, -1):
        shorter = " ".join(parts[:count])
        if found := find_named(everybody, shorter, lambda e: (e.full_name, e.birth_year)):
            return shorter, found
    return name, ()


def _taken(ear: Ear, args: str) -> Taken:
    async def act() -> Sequence[Reply]:
        return await ear.router.command(ear.turn, "hoivien", args)

    return Taken(act, {"command": "hoivien", "arguments": args})


def _lost_phone(ear: Ear, name: str) -> Taken:
    async def act() -> Sequence[Reply]:
        return await ear.router.command(ear.turn, "matmay", name)

    return Taken(act, {"command": "matmay", "arguments": name})


async def told_of_member(ear: Ear) -> Taken | Passed:
    """What the board tells of a member by name: "bà Lan chuyển đi nơi khác", "sửa số điện thoại bà Lan"."""
    turn, certain = ear.turn, named(ear.said)
    name = certain or titled(ear.said)
    if not name or turn.membership is None or not turn.may(Action.EDIT_ROSTER):
        return Passed("nobody of the list is named to the board")
    field, told = field_to_mend(ear.said), became(ear.said)
    phone = phone_beside(ear.said) if names_phone(ear.said) else None
    field = "phone" if phone is not None else field
    removed = removes(ear.said)
    if adds(ear.said):
        return _taken(ear, "")
    if field is None and told is None and not removed and not phone_lost(ear.said):
        return Passed("nothing is told of them")
    everybody = await roster.entries(turn.connection, turn.club_id, (Standing.ACTIVE, *ENDED))
    name, found = _called(everybody, name)
    if not found and (not certain or told is None):
        return Passed("nobody of the list is meant")
    if field is None and told is None and not removed:
        return _lost_phone(ear, name)
    if len(found) != 1:

        async def which() -> Sequence[Reply]:
            return [named_choices(turn, found, name)]

        return Taken(which, {"command": "hoivien", "arguments": name})
    line = found[0]
    if field is None and told is Standing.DIED and lost_or_died(ear.said):
        return _asked(line)

    async def act() -> Sequence[Reply]:
        if field is not None:
            return await begin_mending(turn, line, field, phone or "")
        return await begin_moving(turn, line, told)

    return Taken(act, {"command": "hoivien", "arguments": name})
