"""Readers that belong to no subject: buttons, commands, stopping,
answers to the standing question, small talk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from club.organisation.roles import Action
from club.people.told_of import of_their_family
from club.vietnamese import persons, yesno
from club.vietnamese.clauses import clauses
from club.vietnamese.politeness import peeled
from club.vietnamese.requests import likeliest, request
from club.vietnamese.smalltalk import smalltalk
from club.vietnamese.withheld import Withheld, withheld
from club.vietnamese.yesno import ECHOES, Agreement, agreement, gives_up
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, Reply, offered_again, say, text
from handlers.conversation.choices import AnswerValue, ButtonValue, ChoiceValue, bare_number, numbered, pick
from handlers.conversation.feature import allow
from handlers.conversation.hearing import Ear, Passed, Taken
from storage.messages import outbox_look

EXPLICIT = ("xoadulieu", "chovay", "thuno", "thongbao", "doinguoi", "roimay")
"""commands of money, erasure, many people, and a shared phone: they must be asked for outright"""
_ALWAYS_STOPS = {"huy", "huy bo", "dung lai", "thoat", "stop", "cancel", "bo qua het"}


def _later(
    act: Callable[..., Awaitable[Sequence[Reply]]], *args: object
) -> Callable[[], Awaitable[Sequence[Reply]]]:
    async def run() -> Sequence[Reply]:
        return await act(*args)

    return run


async def document(ear: Ear) -> Taken | Passed:
    """A document that a feature reads, such as a list of people."""
    taker = ear.router.taker(ear.turn.writer, ear.turn.incoming)
    media = ear.turn.incoming.media
    if taker is None or media is None:
        return Passed("no document that anybody reads")

    async def act() -> Sequence[Reply]:
        allow(ear.turn, taker.action, await ear.router.target(ear.turn))
        return await taker.handle(ear.turn, media.name)

    return Taken(act, {"document": media.name})


async def press(ear: Ear) -> Taken | Passed:
    """A button."""
    value = ear.turn.incoming.choice
    if value is None:
        return Passed("no button was pressed")
    if ear.turn.writer.left_behind:
        return Passed("it is of somebody who has left the chat")
    return Taken(_later(ear.router.choose, ear.turn, value), {"button": value})


async def stop(ear: Ear) -> Taken | Passed:
    """A word that leaves everything, in every state: "huỷ", "dừng", "thoát"."""
    if not ear.said or (ear.said.normal.startswith("/") and ear.said.bare not in ("huy", "cancel")):
        return Passed("no stop word")
    if ear.standing is None and ear.router.phrases(ear.turn).get(ear.said.bare, "huy") != "huy":
        return Passed("while nothing is asked it is a command's word")
    if ear.said.bare in _ALWAYS_STOPS and not any(t.marked for t in ear.said.tokens):
        return Taken(_later(ear.router.leave, ear.turn), {"stop": ear.said.normal})
    echoes = ear.flow.echoes if ear.flow is not None else ECHOES
    if agreement(ear.said, echoes) is not Agreement.STOP and not await _gives_up(ear):
        return Passed("no stop word")
    return Taken(_later(ear.router.leave, ear.turn), {"stop": ear.said.normal})


_SHORT = 3
"""words; a longer no is a notice: "không được đốt rẫy" """


async def _gives_up(ear: Ear) -> bool:
    """Whether a question for a text, a name or a number is left: "thôi", "không gửi nữa"; to a yes or no it
    is a no.
    """
    refuses = ear.composing and len(ear.said.tokens) <= _SHORT and agreement(ear.said) is Agreement.NO
    if ear.standing is None or ear.step is None or not (gives_up(ear.said) or refuses):
        return False
    if ear.flow is not None and ear.flow.urgent:
        return False  # "thôi" to the question for signs is no answer, and leaves nobody alone with them
    values = {value.rpartition("/")[2] for value, *_ in ear.standing.offered or ()}
    return not values & {"yes", "no"} and (ear.step.free or ear.composing or not await ear.router.reads(ear))


async def slash(ear: Ear) -> Taken | Passed:
    """A command with its slash, arguments on the same line."""
    if not ear.said.normal.startswith("/"):
        return Passed("no slash")
    if ear.flow is not None and ear.flow.urgent:
        return Passed("nothing else is shown while it stands")
    return Taken(_later(ear.router.slash, ear.turn, ear.said.normal), {"command": ear.said.normal})


async def label(ear: Ear) -> Taken | Passed:
    """The label of a menu button, as the large keyboard sends it, or "menu"."""
    name = ear.router.by_label(ear.turn, ear.turn.incoming.text.strip())
    if ear.flow is not None and ear.flow.urgent:
        return Passed("nothing else is shown while it stands")
    if name is None:
        return Passed("no label of the menu")
    return Taken(_later(ear.router.command, ear.turn, name, ""), {"command": name})


async def back(ear: Ear) -> Taken | Passed:
    """ "Quay lại": one question back, at a confirmation to the last answer; without a question the menu."""
    if not yesno.back(ear.said):
        return Passed("nothing of going back")
    if ear.flow is None:

        async def menu() -> Sequence[Reply]:
            return [await ear.router.menu(ear.turn)]

        return Taken(menu, {"back": "menu"})
    return Taken(_later(engine.back, ear.turn, ear.flow), {"back": ear.flow.name})


async def notice_number(ear: Ear) -> Taken | Passed:
    """The number of a choice of a notice that came below the standing question:
    it is what the person sees.
    """
    step = ear.step
    if step is None or step.numbers or (ear.flow is not None and ear.flow.urgent):
        return Passed("a number answers the question itself")
    if bare_number(ear.said.normal) is None:
        return Passed("no number alone")
    value = numbered(ear.turn.incoming.text, await ear.offered_below())
    if value is None:
        return Passed("no notice with choices came below the question")
    return Taken(_later(ear.router.choose, ear.turn, value), {"button": value})


async def command_inside(ear: Ear) -> Taken | Passed:
    """The very words of a command, or a question that asks for it, in the middle of a question
    that does not understand them.
    """
    step, flow = ear.step, ear.flow
    if step is None or flow is None or not ear.said or step.free:
        return Passed("any text is an answer here")
    asks = any(part.asks for part in clauses(ear.said))
    if step.numbers and (not asks or any(c.isdigit() for c in ear.said.normal)):
        return Passed("a number is an answer here")
    if flow.urgent:
        return Passed("nothing else is shown while it stands")
    name = ear.router.phrases(ear.turn).get(ear.said.bare) or (_asked_inside(ear) if asks else None)
    if name is None:
        return Passed("no words of a command")
    of_somebody = any(one.name == "who" for one in flow.steps)
    if step.numbers and of_somebody and ear.router.commands[name].about_somebody:
        return Passed("it may be of whom the question is about")
    if await ear.router.reads(ear):
        return Passed("the question understands it")
    return Taken(_later(ear.router.command, ear.turn, name, ""), {"command": name})


def _asked_inside(ear: Ear) -> str | None:
    """The page that a question asks for, alone: "ai còn nợ nhỉ"."""
    found = request(ear.said, ear.router.asked_by(ear.turn), EXPLICIT)
    return found[0] if found is not None and not found[1] else None


async def answer(ear: Ear) -> Taken | Passed:
    """The answer to the standing question; what it does not understand leaves the question standing."""
    flow, standing, incoming = ear.flow, ear.standing, ear.turn.incoming
    if flow is None or standing is None:
        return Passed("nothing is asked")
    if engine.hidden(ear.turn, flow) and not flow.step(standing.step).numbers:

        async def anew() -> Sequence[Reply]:
            return [(await engine.ask_anew(ear.turn, flow)).after(text("common.back_to_question"))]

        return Taken(anew, {"asked": f"{flow.name}.{standing.step}"})

    picked = pick(incoming.text, standing.offered or (), digits=True, whole=True)
    if picked and isinstance(
        ChoiceValue.parse(picked), ButtonValue
    ):  # a button below the question, such as "Ghi nhầm"
        return Taken(_later(ear.router.choose, ear.turn, picked), {"button": picked})
    given = engine.Answer(incoming.text, None, incoming.contact, incoming.media)
    return Taken(_later(ear.router.answer, ear.turn, flow, given), {"asked": f"{flow.name}.{standing.step}"})


async def attachment(ear: Ear) -> Taken | Passed:
    """A contact, a picture or a document that nobody asked for."""
    incoming = ear.turn.incoming
    if not (incoming.contact or (incoming.media and not ear.said)):
        return Passed("no attachment")
    key = "common.contact_unasked" if incoming.contact else "common.media_unasked"
    return Taken(_menu(ear, key), {"attachment": key})


async def nothing(ear: Ear) -> Taken | Passed:
    """A message without words."""
    if ear.said:
        return Passed("there are words")
    return Taken(_menu(ear, "common.unreadable"))


def _menu(ear: Ear, key: str, **args: object) -> Callable[[], Awaitable[Sequence[Reply]]]:
    async def act() -> Sequence[Reply]:
        return [await ear.router.menu(ear.turn, text(key, **args))]

    return act


async def offer(ear: Ear) -> Taken | Passed:
    """A choice below the last message: its number, its label, or a few letters of it."""
    offered = await ear.offered()
    # "dung" is not some letters of "Đúng, tôi đồng ý", nor "thoi" of "Mời" or "Thôi sinh hoạt"
    agreed = agreement(ear.said)
    answers = agreed in (Agreement.UNSURE, Agreement.STOP) or (
        agreed is Agreement.NO and len(ear.said.tokens) < 2
    )
    if not ear.said.normal.isdecimal():  # an answered question's choices are no words of what is typed now
        offered = [o for o in offered if not isinstance(ChoiceValue.parse(o[0]), AnswerValue)]
    value = pick(ear.turn.incoming.text, offered, digits=True, whole=answers)
    if value is None:
        return Passed("no choice of the last message" if offered else "the last message offered nothing")
    return Taken(_later(ear.router.choose, ear.turn, value), {"button": value})


async def offer_agreed(ear: Ear) -> Taken | Passed:
    """Yes or no to the two choices below the last message; what may be either is asked."""
    offered = await ear.offered()
    first = ChoiceValue.parse(offered[0][0]) if len(offered) >= 2 else None
    button = ear.router.buttons.get(first.name) if isinstance(first, ButtonValue) else None
    agreed = agreement(ear.said, button.echoes) if button is not None else None
    if agreed in (None, Agreement.STOP):
        return Passed("no yes or no to choices of the last message")
    if button is not None and not button.says_yes:  # "died, or lost a phone?" is no question for "ừ"
        again = offered_again(offered)

        async def which() -> Sequence[Reply]:
            return [say("common.not_understood_offer", *again)]

        return Taken(which, {"unsure": ear.said.normal})
    of_a_part = agreed is Agreement.NO and any(c.isdigit() for c in ear.said.normal)  # "không phải 2 triệu"
    slipped = agreed is Agreement.NO and withheld(ear.said) is Withheld.TAKEN_BACK  # "tôi bấm nhầm"
    if agreed is Agreement.UNSURE or of_a_part or slipped or not await _in_sight(ear, offered):
        choices = offered_again(offered)

        async def ask() -> Sequence[Reply]:
            return [say("common.yes_or_no", *choices)]

        return Taken(ask, {"unsure": ear.said.normal})
    value = offered[0 if agreed is Agreement.YES else 1][0]
    return Taken(_later(ear.router.choose, ear.turn, value), {"button": value})


async def _in_sight(ear: Ear, offered: Sequence[Sequence[str]]) -> bool:
    """Whether the offer is the newest thing said, and said anew after what was not understood.

    After small talk, a page or an objection that nobody understood, "ừ" may be meant for these.
    """
    last = await outbox_look.newest(ear.turn.connection, ear.turn.writer.address_id)
    if last is None or [c.value for c in last.choices] != [value for value, _ in offered]:
        return False
    voice = ear.turn.around.texts.voice(ear.turn.writer.person, ear.turn.today)
    return not last.text.startswith(voice.say(text("common.not_understood_offer")))


async def words(ear: Ear) -> Taken | Passed:
    """The very words of a command: "khoản vay", "dừng nhắc"."""
    name = ear.router.phrases(ear.turn).get(ear.said.bare)
    if name is None:
        return Passed("no words of a command")
    return Taken(_later(ear.router.command, ear.turn, name, ""), {"command": name})


async def requested(ear: Ear) -> Taken | Passed:
    """A request inside a sentence, or with what it is about: "tôi muốn xem khoản vay", "thu nợ Lan 500k"."""
    found = request(ear.said, ear.router.asked_by(ear.turn), EXPLICIT)
    if found is None:
        return Passed("no request")
    name, args = found
    if ear.router.commands[name].about_somebody and not args and persons.of(ear.said).others:
        args = ear.said.normal
    return Taken(_later(ear.router.command, ear.turn, name, args), {"command": name, "arguments": args})


async def out_of_list(ear: Ear) -> Taken | Passed:
    """A number that the last message's list does not have."""
    number = bare_number(ear.said.normal)
    offered = await ear.offered()
    if number is None or not offered:
        return Passed("no number beside a list")
    return Taken(_menu(ear, "common.no_such_number", number=number, most=len(offered)), {"number": number})


_ANSWERED: Mapping[str, str] = {
    "how_are_you": "common.how_are_you",
    "who": "common.who_speaks",
    "anybody_there": "common.is_here",
    "how_to_join": "common.help_stranger",
}
"""talk that is answered with a text of its own"""


_WITH_MENU: Mapping[str, str] = {
    "greeting": "common.greeted",
    "worried": "common.worried",
    "lonely": "common.lives_alone",
}
"""talk that is answered above the menu; loneliness where it is another's"""


def _for_another(ear: Ear, kind: str) -> bool:
    """Whether somebody else's being alone is told of: "mẹ tôi sống một mình"."""
    return kind == "lonely" and bool(persons.of(ear.said).others)


async def talk(ear: Ear) -> Taken | Passed:
    """Thanks, greetings, goodbye, a kind question, loneliness; a stranger who asks how to join."""
    kind = smalltalk(ear.said)
    if kind is None or (kind == "how_to_join" and ear.turn.writer.person is not None):
        return Passed("no small talk")
    named = next((m.name for m in persons.of(ear.said).others if m.name), "")
    own = named and not of_their_family(ear.said)
    if kind == "bereaved" and own and ear.turn.may(Action.EDIT_ROSTER):
        return Taken(
            _later(ear.router.command, ear.turn, "hoivien", named), {"command": "hoivien", "arguments": named}
        )
    if kind == "bereaved":

        async def mourn() -> Sequence[Reply]:
            call = await ear.router.whom_to_call(ear.turn)
            return [Reply((text("common.condolence"), *([call] if call else [])))]

        return Taken(mourn, {"talk": kind})
    if kind == "thanks":

        async def act() -> Sequence[Reply]:
            return [say("common.you_are_welcome")]

        return Taken(act, {"talk": kind})
    if _for_another(ear, kind):
        return Taken(_menu(ear, _WITH_MENU[kind]), {"talk": kind})
    if kind == "lonely":

        async def comfort() -> Sequence[Reply]:
            call = await ear.router.whom_to_call(ear.turn)
            meeting = [Choice("/lichhop", text("meetings.label_schedule"))] if ear.turn.membership else []
            return [Reply((text("common.lonely"), *([call] if call else [])), tuple(meeting))]

        return Taken(comfort, {"talk": kind})
    if kind in _ANSWERED:

        async def answer() -> Sequence[Reply]:
            return [say(_ANSWERED[kind])]

        return Taken(answer, {"talk": kind})
    return Taken(_menu(ear, _WITH_MENU.get(kind, "common.nothing_asked")), {"talk": kind})


async def thanks_inside(ear: Ear) -> Taken | Passed:
    """Thanks in the middle of a question that does not read them: answered warmly, the question stands."""
    if ear.flow is None or ear.flow.urgent or ear.composing or smalltalk(ear.said) != "thanks":
        return Passed("no thanks, or any text is an answer here")
    if await ear.router.reads(ear):
        return Passed("the question understands it")

    async def act() -> Sequence[Reply]:
        return await ear.router.and_back(ear.turn, ear.standing, [say("common.you_are_welcome")])

    return Taken(act, {"talk": "thanks"})


async def nothing_asked(ear: Ear) -> Taken | Passed:
    """Yes or no where nothing is asked."""
    if agreement(ear.said) is None or len(peeled(ear.said).split()) > 2:
        return Passed("no yes or no alone")
    return Taken(_menu(ear, "common.nothing_asked"))


async def not_understood(ear: Ear) -> Taken | Passed:
    """Anything else: the likeliest things it may have meant, whom to call, and the menu."""

    async def act() -> Sequence[Reply]:
        names = likeliest(ear.said, ear.router.asked_by(ear.turn))
        return await ear.router.not_understood(ear, names)

    return Taken(act)
