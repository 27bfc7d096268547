"""Where somebody is written to: linking another messenger or phone, which one goes first, taking one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from club.errors import Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Target
from club.people.names import given_name
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Step, option
from handlers.conversation.feature import Button
from handlers.conversation.reading import chosen, or_leave
from handlers.conversation.turn import Turn
from handlers.members.open_codes import closed
from storage.messages import addresses, redirect
from storage.messages.addresses import Address, LinkCode
from storage.people import persons


def _named(turn: Turn, where: Address) -> Text:
    """The messenger's name, and whether it is the chat that is being read."""
    return text(
        "addresses.named", title=turn.around.title(where.channel), here=where.id == turn.writer.address_id
    )


def _other_messengers(turn: Turn) -> list[str]:
    return [turn.around.title(name) for name in turn.around.channels if name != turn.incoming.channel]


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/ketnoi`: where I am written to, and what can be changed about it."""
    found = await addresses.of_person(turn.connection, turn.person.id)
    first, rest = found[0], found[1:]
    named = [_named(turn, where) for where in rest]
    if rest:
        line = text("addresses.several", first=_named(turn, first), rest=named)
    else:
        line = text("addresses.one", first=_named(turn, first), others=_other_messengers(turn))
    choices = [
        PREFER.choice(a.id, "addresses.prefer", where=where) for a, where in zip(rest, named, strict=True)
    ]
    choices += [REMOVE.choice(a.id, "addresses.remove", where=_named(turn, a)) for a in found if rest]
    return [Reply((line,), (*choices, GET_CODE.choice("", "addresses.get_code")))]


async def _get_code(turn: Turn, _: str) -> Sequence[Reply]:
    code = await addresses.new_link_code(turn.connection, turn.person.id, turn.now)
    elsewhere = [m for name, m in turn.around.channels.items() if name != turn.incoming.channel]
    links = [i for m in elsewhere if (i := m.invitation(code)) is not None]
    return [say("addresses.code", code=code, links=links, others=_other_messengers(turn))]


# --- at the other place


@dataclass(frozen=True, kw_only=True)
class Linking:
    """Whose chat it shall be by the code, and which goes first; `other`: the channel used so far, if any."""

    code: str
    person: int
    other: str
    sure: bool | None = None
    first: str | None = None


async def begin(turn: Turn, code: LinkCode) -> Sequence[Reply]:
    """Somebody typed a link code. Raises Refused where it is over, or this chat is somebody's already."""
    if code.state(turn.now) != "open":
        raise Refused(closed(code, turn.now))
    known = turn.writer.person
    if known is not None:
        if known.id == code.person_id:
            raise Refused("addresses.same")
        raise Refused("addresses.taken", name=known.full_name)
    others = await addresses.of_person(turn.connection, code.person_id)
    linking = Linking(code=code.code, person=code.person_id, other=others[0].channel if others else "")
    return await engine.start(turn, LINK, linking)


async def _ask_sure(turn: Turn, answers: Linking) -> Reply:
    person = await persons.get_person(turn.connection, answers.person)
    return say(
        "addresses.ask_sure",
        option("yes", "addresses.sure"),
        option("no", "addresses.not_me"),
        name=person.full_name,
        year=person.birth_year,
        abroad=turn.around.abroad(turn.incoming.channel),
    )


_read_sure = or_leave("addresses.refused")


async def _ask_first(turn: Turn, answers: Linking) -> Reply:
    channel = turn.incoming.channel
    return say(
        "addresses.ask_first",
        option("here", "addresses.named", title=turn.around.title(channel), here=True),
        option("there", "addresses.named", title=turn.around.title(answers.other), here=False),
    )


async def _read_first(turn: Turn, answers: Linking, given: Answer) -> str:
    return chosen(given, ("here", "there"))


async def _link(turn: Turn, answers: Linking) -> Sequence[Reply]:
    code = await addresses.find_link_code(turn.connection, answers.code)
    if code is None or not await addresses.use_link_code(
        turn.connection, code.id, turn.writer.address_id, turn.now
    ):
        return [say(closed(code, turn.now))]
    others = await addresses.of_person(turn.connection, code.person_id)
    await addresses.link_address(turn.connection, turn.writer.address_id, code.person_id)
    there = others and answers.first == "there"
    await addresses.prefer(turn.connection, others[0].id if there else turn.writer.address_id, turn.now)
    await redirect.to_preferred(turn.connection, code.person_id, list(turn.around.channels), turn.now)
    await turn.reload()
    title = turn.around.title(turn.incoming.channel)
    for other in others:
        turn.outgoing.append(
            turn.post.to_chat(
                Kind.MEMBERSHIP,
                f"link:{code.id}:{other.id}",
                say(
                    "addresses.linked_to_other",
                    REMOVE.choice(turn.writer.address_id, "addresses.undo"),
                    title=title,
                ),
                channel=other.channel,
                address_id=other.id,
                person=turn.person,
            )
        )
    found = await addresses.of_person(turn.connection, code.person_id)
    first, *rest = [_named(turn, a) for a in found]
    return [say("addresses.linked", name=given_name(turn.person.full_name), first=first, rest=rest)]


LINK = Flow(
    "link",
    Action.JOIN,
    Linking,
    (
        Step("sure", _ask_sure, _read_sure),
        Step("first", _ask_first, _read_first, needed=lambda a: bool(a.other)),
    ),
    _link,
)


# --- later


async def _owner(turn: Turn, argument: str) -> Target:
    return Target(None, await addresses.owner(turn.connection, int(argument)))


async def _prefer(turn: Turn, argument: str) -> Sequence[Reply]:
    found = {a.id: a for a in await addresses.of_person(turn.connection, turn.person.id)}
    where = found.get(int(argument))
    if where is None:
        return [say("addresses.removed_before")]
    await addresses.prefer(turn.connection, where.id, turn.now)
    await redirect.to_preferred(turn.connection, turn.person.id, list(turn.around.channels), turn.now)
    return [say("addresses.preferred", where=_named(turn, where))]


async def _remove(turn: Turn, argument: str) -> Sequence[Reply]:
    found = {a.id: a for a in await addresses.of_person(turn.connection, turn.person.id)}
    where = found.get(int(argument))
    if where is None:
        return [say("addresses.removed_before")]
    if len(found) == 1:
        return [say("addresses.last_one")]
    named = _named(turn, where)
    await addresses.unlink(turn.connection, where.id)
    await redirect.leave_address(turn.connection, where.id, turn.now, list(turn.around.channels))
    return [say("addresses.removed", where=named)]


GET_CODE = Button("linkcode", Action.SEE_SELF, _get_code, of_row=False)
PREFER = Button("prefer", Action.SEE_SELF, _prefer, _owner)
REMOVE = Button("unlink", Action.SEE_SELF, _remove, _owner)
