"""Who speaks in a chat of several people: asked where it is not certain, never guessed.

What came before the answer waits, and is handled after it as if it came then. Danger does not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Misread
from club.messages.notices import Kind, Reason
from club.organisation.roles import Action
from club.people.names import given_name, matches
from club.vietnamese.speaker import is_speaking
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Reply, Text, say, text
from handlers.conversation.choices import AnswerValue, ChoiceValue
from handlers.conversation.dialogue import Answer, Flow, Step, option, yes_no
from handlers.conversation.hearing import Ear, Passed, Taken
from handlers.conversation.reading import agreed
from handlers.conversation.turn import Turn
from storage.messages import addresses, inbox, outbox, redirect, sharing, writers
from storage.messages.sharing import SILENCE, Sharer
from storage.messages.writers import Writer
from storage.people.persons import Person
from storage.records import audit


@dataclass(frozen=True)
class Speaking:
    """Whose address it is, and whether they agree that the others read along."""

    who: int | None = None
    agreed: bool | None = None
    to_agree: bool = False


def called(turn: Turn, person: Person) -> Text:
    """ "Bà Mẩy", in the honorific of that person, whoever reads it."""
    you = turn.around.texts.voice(person, turn.today).you
    return text("common.person_called", form=you, name=given_name(person.full_name))


def others_called(turn: Turn, sharers: Sequence[Sharer], besides: int) -> list[Text]:
    """The others of the chat; somebody who is only coming in has no name yet."""
    return [called(turn, v.person) for v in sharers if v.person is not None and v.address_id != besides]


async def _ask_who(turn: Turn, answers: Speaking) -> Reply:
    choices = [
        option(str(v.address_id), "common.as_labelled", label=called(turn, v.person))
        if v.person is not None
        else option(str(v.address_id), "common.newcomer")
        for v in turn.writer.sharers
    ]
    key = (
        "common.ask_who_presses" if turn.incoming.below and turn.incoming.choice else "common.ask_who_speaks"
    )
    chat = turn.incoming
    waits = await inbox.waits(
        turn.connection, chat.channel, chat.chat_id, turn.now - SILENCE, besides=chat.update_key
    )
    return say(key, *choices, waits=waits)


async def _read_who(turn: Turn, answers: Speaking, given: Answer) -> Speaking:
    sharers = {str(v.address_id): v for v in turn.writer.sharers}
    chosen = sharers.get(given.choice or "")
    if chosen is None and given.text:
        named = is_speaking(given.said)
        found = [v for v in sharers.values() if named and v.person and matches(v.person.full_name, named)]
        chosen = found[0] if len(found) == 1 else None
    if chosen is None:
        raise Misread("common.choose_or_type")
    to_agree = chosen.person is not None and not chosen.agreed
    return replace(answers, who=chosen.address_id, to_agree=to_agree)


async def _ask_agreed(turn: Turn, answers: Speaking) -> Reply:
    who = _chosen(turn, answers)
    assert who.person is not None
    return say(
        "common.ask_sharing",
        *yes_no("members.agree", "members.disagree"),
        option("other", "common.other_holds"),
        who=called(turn, who.person),
        others=others_called(turn, turn.writer.sharers, who.address_id),
    )


async def _read_agreed(turn: Turn, answers: Speaking, given: Answer) -> bool | Speaking:
    return Speaking() if given.choice == "other" else agreed(given)


def _chosen(turn: Turn, answers: Speaking) -> Sharer:
    return next(v for v in turn.writer.sharers if v.address_id == answers.who)


async def _finish(turn: Turn, answers: Speaking) -> Sequence[Reply]:
    """From now on this one speaks; what waited is handled as theirs, but what is so old that the phone may
    have been in another hand is given up, and said to be.
    """
    who = _chosen(turn, answers)
    chat = turn.incoming
    await _answered(turn)
    if answers.agreed is False:
        await inbox.drop_held(turn.connection, chat.channel, chat.chat_id, turn.now)
        return [await go(turn, who)]
    await sharing.heard(turn.connection, who.address_id, turn.said_at)
    if answers.agreed:
        assert who.person is not None
        await sharing.agree(turn.connection, who.address_id, turn.now)
        await note(turn, "shares_phone", who.person)
    turn.released = await inbox.release(turn.connection, chat.channel, chat.chat_id, turn.now - SILENCE)
    given_up = await inbox.drop_held(turn.connection, chat.channel, chat.chat_id, turn.now)
    lead = (text("common.held_too_long"),) if given_up else ()
    if turn.released:
        return [Reply(lead)] if lead else []
    if who.person is None:
        return [say("common.newcomer_speaks").after(*lead)]
    return [say("common.speaks", who=called(turn, who.person)).after(*lead)]


def unanswered(turn: Turn) -> str:
    """The subject of what goes out where nobody says who speaks in this chat."""
    return f"speaking:{turn.writer.address_id}"


async def _answered(turn: Turn) -> None:
    await outbox.cancel(turn.connection, unanswered(turn), Reason.CHANGED, turn.now)


async def note(turn: Turn, action: str, person: Person) -> None:
    """Writes down what somebody decided of this phone, in the record that they can read."""
    await audit.note(turn.connection, action, by=person.id, now=turn.now, about=person.id)


async def go(turn: Turn, who: Sharer) -> Reply:
    """This one writes and reads here no more; the others go on. Nothing of theirs is touched."""
    assert who.person is not None
    await addresses.unlink(turn.connection, who.address_id)
    await redirect.leave_address(turn.connection, who.address_id, turn.now, list(turn.around.channels))
    await note(turn, "left_phone", who.person)
    return say(
        "common.left_phone",
        who=called(turn, who.person),
        others=others_called(turn, turn.writer.sharers, who.address_id),
    )


SPEAKING = Flow(
    "speaking",
    Action.TALK,
    Speaking,
    (
        Step("who", _ask_who, _read_who),
        Step("agreed", _ask_agreed, _read_agreed, needed=lambda a: a.to_agree),
    ),
    _finish,
    grave=False,
)


async def _hold(turn: Turn) -> None:
    turn.held = True
    await inbox.hold(turn.connection, turn.whole_update, turn.incoming.chat_id)


async def ask(turn: Turn) -> Sequence[Reply]:
    """Keeps the update, and asks who wrote it."""
    await _hold(turn)
    standing = turn.writer.dialogue
    if standing is not None and standing.flow == SPEAKING.name:
        return [await engine.ask_anew(turn, SPEAKING)]
    to_agree = turn.writer.to_agree
    return await engine.start(turn, SPEAKING, Speaking(who=to_agree, to_agree=to_agree is not None))


async def ask_to_agree(turn: Turn) -> None:
    """Whoever has just become known in a shared chat is asked at once: until then nothing is sent to them."""
    chat = turn.incoming
    found = await writers.find_writer(turn.connection, chat.channel, chat.chat_id, turn.said_at)
    if found is None or found.to_agree is None or found.dialogue is not None:
        return
    asking = Speaking(who=found.to_agree, to_agree=True)
    for reply in await engine.start(replace(turn, writer=found), SPEAKING, asking):
        turn.outgoing.append(
            turn.post.to_chat(
                Kind.ANSWER,
                f"agree:{turn.stamp}",
                reply,
                channel=chat.channel,
                address_id=found.address_id,
                person=None,
            )
        )


async def ask_beside_danger(turn: Turn) -> Sequence[Reply]:
    """115 was answered at once; once it is known who cried for help, those close to them are told too."""
    await turn.reload()
    if turn.writer.dialogue is None:
        return await ask(turn)
    await _hold(turn)
    return []


async def danger_answered(ear: Ear) -> Taken | Passed:
    """In a shared chat the answer to a question for signs of danger, which is about one person alone."""
    turn = ear.turn
    for sharer in turn.writer.sharers if turn.writer.unsure else ():
        writer = await writers.at_address(turn.connection, turn.writer, sharer.address_id)
        standing = writer.dialogue
        flow = ear.router.flows.get(standing.flow) if standing is not None else None
        if standing is None or flow is None or not flow.urgent or standing.expires_at <= turn.now:
            continue
        pressed, offered = turn.incoming.choice, {value for value, *_ in standing.offered or ()}
        theirs = ear.router.ear(replace(turn, writer=writer))
        if pressed in offered if pressed is not None else await ear.router.reads(theirs):

            async def take(writer: Writer = writer) -> Sequence[Reply]:
                turn.writer = writer
                return await ear.router.handle(turn)

            return Taken(take, {"asked": f"{flow.name}.{standing.step}"})
    return Passed("it is known who writes, or nobody is asked for signs")


async def left_behind(ear: Ear) -> Taken | Passed:
    """A button of a message to somebody who has left the chat: it is nobody's answer any more."""
    if not ear.turn.writer.left_behind:
        return Passed("whoever it was for is still here")

    async def refuse() -> Sequence[Reply]:
        return [say("common.choice_passed", was="")]

    return Taken(refuse, {"button": ear.turn.incoming.choice})


async def who_speaks(ear: Ear) -> Taken | Passed:
    """Anything in a chat of several people while it is not certain who writes: it waits for that."""
    turn, standing = ear.turn, ear.standing
    if not turn.writer.unsure:
        return Passed("it is known who writes")

    async def wait() -> Sequence[Reply]:
        return await ask(turn)

    if standing is None or standing.flow != SPEAKING.name:
        return Taken(wait, {"asked": "who speaks"})
    if ear.said.bare in ("huy", "thoi", "bo qua", "cancel"):

        async def drop() -> Sequence[Reply]:
            await inbox.drop_held(turn.connection, turn.incoming.channel, turn.incoming.chat_id, turn.now)
            await _answered(turn)
            await engine.end(turn, SPEAKING.progress(standing))
            return [say("common.held_dropped")]

        return Taken(drop, {"asked": "who speaks"})
    pressed = turn.incoming.choice
    if ear.router.phrases(turn).get(ear.said.bare) == "doinguoi":

        async def anew() -> Sequence[Reply]:
            return await engine.start(turn, SPEAKING, Speaking())

        return Taken(anew, {"asked": "who speaks"})

    async def take() -> Sequence[Reply]:
        if pressed is not None:
            return await ear.router.choose(turn, pressed)
        return await ear.router.answer(turn, SPEAKING, Answer(turn.incoming.text))

    chosen = ChoiceValue.parse(pressed or "")
    own = isinstance(chosen, AnswerValue) and (chosen.flow, chosen.step) == (SPEAKING.name, standing.step)
    if own or (pressed is None and await ear.router.reads(ear)):
        return Taken(take, {"asked": "who speaks"})
    return Taken(wait, {"asked": "who speaks"})
