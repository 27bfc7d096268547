"""Which feature answers. `can` is asked here, in one place, before any handler runs.

Order: what leaves or turns back, buttons, slash commands, the standing question, choices offered before, readings,
codes, words for commands; and what nobody understood gets what was expected, an example, and the menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from club.errors import ClubError
from club.health.distress import distress
from club.health.readings import Typed, is_plain_reading, read_pressure
from club.organisation.codes import looks_like_code, read_code
from club.organisation.roles import Target, can
from club.vietnamese.fold import closest, fold, words
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Incoming, Layout, Reply, Text, say, text
from handlers.conversation.feature import Button, Command, Feature, FileHandler, allow
from handlers.conversation.turn import Turn
from storage.messages import addresses, dialogues, outbox_look
from storage.messages.writers import Dialogue, Writer
from storage.organisation import codes

_CANCEL = {"huy", "huy bo", "dung lai", "thoat", "stop", "cancel", "/huy", "/cancel", "bo qua het"}
_ROW_ID = re.compile(r"[0-9]{1,15}")
_THANKS = re.compile(r"\b(cam on|cam un|thank|tks)\b")
_GOODBYE = {"tam biet", "chuc ngu ngon", "bye"}
LONGEST_REQUEST = 9
"""words; longer sentences are stories, not commands"""
_BACK = {"quay lai", "tro lai", "lui lai", "back"}

_TELLS_HOW_TO_JOIN = (
    "members.code_unknown",
    "members.code_used",
    "members.code_expired",
    "common.denied_stranger",
)


class Router:
    """Finds who answers an update, from the features given."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self.commands: dict[str, Command] = {c.name: c for f in features for c in f.commands}
        self.buttons: dict[str, Button] = {b.name: b for f in features for b in f.buttons}
        self.codes = {purpose: begin for f in features for purpose, begin in f.codes.items()}
        self.files: list[FileHandler] = [f for feature in features for f in feature.files]
        self.understanding = [f.understands for f in features if f.understands is not None]
        self.flows: dict[str, engine.Flow[Any]] = {w.name: w for f in features for w in f.flows}
        self._words: dict[str, dict[str, str]] = {}

    def words_of(self, turn: Turn, language: str) -> dict[str, str]:
        """Every word that means a command, in that language and in Vietnamese."""
        if language not in self._words:
            found: dict[str, str] = {}
            for name in dict.fromkeys((language, "vi")):
                for command in self.commands.values():
                    for phrase in turn.around.texts.plain(command.words, name).split("|"):
                        found.setdefault(phrase.strip(), command.name)
                    found.setdefault(turn.around.texts.plain(command.label, name), command.name)
            self._words[language] = found
        return self._words[language]

    def _phrases(self, turn: Turn) -> dict[str, str]:
        """Every word that means a command to this person, as `words` folds it."""
        person, texts = turn.writer.person, turn.around.texts
        language = person.language if person and person.language else texts.language
        return {words(phrase): name for phrase, name in self.words_of(turn, language).items()}

    async def handle(self, turn: Turn) -> list[Reply]:
        """Answers one update. Raises ClubError where a rule says no: the caller undoes the turn and asks `explain`."""
        lead = await self._put_away(turn)
        replies = await self._route(turn)
        return [replies[0].after(*lead), *replies[1:]] if lead and replies else replies

    async def explain(self, turn: Turn, error: ClubError) -> list[Reply]:
        """Says why not, and asks the standing question again where there is one."""
        lead = [*await self._put_away(turn), Text(error.key, error.args_)]
        standing = turn.writer.dialogue
        if standing is not None:
            again = await engine.ask_anew(turn, self.flows[standing.flow])
            return [again.after(*lead)]
        return [await self.menu(turn, *lead)]

    async def _put_away(self, turn: Turn) -> list[Text]:
        """Drops a question that has stood for too long, or that this version no longer asks; answers what to say of it."""
        standing = turn.writer.dialogue
        if standing is None:
            return []
        known = standing.flow in self.flows and self.flows[standing.flow].knows(standing)
        if known and standing.expires_at > turn.now:
            return []
        await dialogues.clear(turn.connection, turn.writer.address_id)
        turn.writer = replace(turn.writer, dialogue=None)
        return [text("common.expired" if known else "common.question_gone")]

    # --- the ways in

    def taker(self, writer: Writer, incoming: Incoming) -> FileHandler | None:
        """Who reads the document that came; nobody where it answers the standing question."""
        standing = writer.dialogue
        if (
            standing is not None
            and (flow := self.flows.get(standing.flow)) is not None
            and flow.takes_files(standing.step)
        ):
            return None
        return next((f for f in self.files if f.takes(incoming.media)), None)

    def wants(self, writer: Writer, incoming: Incoming) -> FileHandler | None:
        """Who reads the document that came, where its sender may hand one in: others' files are not even fetched."""
        found = self.taker(writer, incoming)
        club_id = writer.membership.club_id if writer.membership else None
        allowed = found is not None and can(writer.standpoint, found.action, Target(club_id)).allowed
        return found if allowed else None

    async def _route(self, turn: Turn) -> list[Reply]:
        incoming = turn.incoming
        said = incoming.text.strip()
        bare = words(said)
        standing = turn.writer.dialogue
        taker = self.taker(turn.writer, incoming)
        if taker is not None and incoming.media is not None:
            allow(turn, taker.action, await self._target(turn, None))
            return list(await taker.handle(turn, incoming.media.name))
        if incoming.choice is None and (fold(said) in _CANCEL or bare in _CANCEL):
            return await self.leave(turn)
        if incoming.choice is not None:
            return await self._choice(turn, incoming.choice)
        if said.startswith("/"):
            return await self._slash(turn, said)
        label = self._exact_label(turn, said)
        if label is not None:
            return await self.command(turn, label, "")
        if standing is not None:
            return await self._standing(turn, self.flows[standing.flow], bare)
        return await self._fresh(turn, said)

    def _exact_label(self, turn: Turn, said: str) -> str | None:
        """A press on the menu keyboard arrives as its label."""
        texts = turn.around.texts
        language = (
            turn.writer.person.language
            if turn.writer.person and turn.writer.person.language
            else texts.language
        )
        for command in self.commands.values():
            if said and said == texts.plain(command.label, language):
                return command.name
        return "menu" if words(said) == "menu" else None

    async def _slash(self, turn: Turn, said: str) -> list[Reply]:
        head, _, rest = said.partition(" ")
        if "\n" in head:
            head, _, tail = said.partition("\n")
            rest = tail
        name = fold(head[1:].split("@")[0])
        if name in self.commands:
            return await self.command(turn, name, rest.strip())
        near = closest(name, {c: c for c in self.commands})
        if near:
            return await self.command(turn, near, rest.strip())
        return [await self.menu(turn, text("common.unknown_command"))]

    async def command(self, turn: Turn, name: str, args: str) -> list[Reply]:
        """Runs a command; a question that stood goes on after a mere look at something."""
        command = self.commands[name]
        allow(turn, command.action, await command.target(turn, args))
        before = turn.writer.dialogue
        if before is not None and name in ("menu", "start"):
            await dialogues.clear(turn.connection, turn.writer.address_id)
            first, *others = await command.handle(turn, args)
            return [first.after(text("common.cancelled")) if name == "menu" else first, *others]
        return await self._and_back(turn, before, list(await command.handle(turn, args)))

    async def _and_back(self, turn: Turn, before: Dialogue | None, replies: list[Reply]) -> list[Reply]:
        """The answers, and the question that stood before where it still does (the handler may have begun or ended one)."""
        if before is None:
            return replies
        await turn.reload()
        if turn.writer.dialogue == before:
            again = await engine.ask_anew(turn, self.flows[before.flow])
            replies.append(again.after(text("common.back_to_question")))
        return replies

    async def _choice(self, turn: Turn, value: str) -> list[Reply]:
        if value.startswith("/"):
            return await self._slash(turn, value)
        kind, _, rest = value.partition("/")
        if kind == "b":
            name, _, argument = rest.partition("/")
            button = self.buttons.get(name)
            if button is not None and bool(_ROW_ID.fullmatch(argument)) == button.of_row:
                allow(turn, button.action, await button.target(turn, argument))
                return await self._and_back(
                    turn, turn.writer.dialogue, list(await button.handle(turn, argument))
                )
        if kind == "f":
            flow_name, step, answer = [*rest.split("/", 2), "", ""][:3]
            standing = turn.writer.dialogue
            if standing is not None and (standing.flow, standing.step) == (flow_name, step):
                flow = self.flows[flow_name]
                allow(turn, flow.action, await self._target(turn, flow))
                return await engine.answer(turn, flow, engine.Answer(choice=answer))
            if standing is not None:
                again = await engine.ask_anew(turn, self.flows[standing.flow])
                return [again.after(text("common.question_passed"))]
        return [await self.menu(turn, text("common.choice_passed"))]

    async def _standing(self, turn: Turn, flow: engine.Flow[Any], bare: str) -> list[Reply]:
        """An answer to the standing question; a reading is understood in the middle of it."""
        incoming = turn.incoming
        standing = turn.writer.dialogue
        assert standing is not None
        if bare in _BACK:
            return await engine.back(turn, flow)
        allow(turn, flow.action, await self._target(turn, flow))
        step = flow.step(standing.step)
        if not step.numbers and engine.bare_number(bare) is not None:
            below = await outbox_look.last_offer(
                turn.connection, turn.writer.address_id, turn.now, unasked=True
            )
            value = engine.numbered(incoming.text, below)
            if (
                value is not None
            ):  # a notice with choices came below the question: its numbers are what the person sees
                return await self._choice(turn, value)
        reading = (
            bool(incoming.text) and is_plain_reading(incoming.text, turn.local) and flow.name != "reading"
        )
        certain = False
        if reading:
            found = read_pressure(incoming.text, turn.local)
            certain = isinstance(found, Typed) and (found.certain or not step.numbers)
        if reading and certain and not (step.numbers and await self._reads(turn, flow, incoming)):
            replies = list(await self.commands["huyetap"].handle(turn, incoming.text))
            if any(c.value.startswith("f/") for r in replies for c in r.choices):
                return replies
            again = await engine.ask_anew(turn, flow)
            return [*replies, again.after(text("common.back_to_question"))]
        unwell = distress(incoming.text) if not step.free else None
        if unwell is not None:
            again = await engine.ask_anew(turn, flow)
            return [say(f"health.feels_{unwell}"), again.after(text("common.back_to_question"))]
        if incoming.text and not step.free and not step.numbers:
            meant = self._phrases(turn).get(bare)
            if meant is not None and not await self._reads(turn, flow, incoming):
                return await self.command(turn, meant, "")
        given = engine.Answer(incoming.text, None, incoming.contact, incoming.media)
        return await engine.answer(turn, flow, given)

    async def _reads(self, turn: Turn, flow: engine.Flow[Any], incoming: Incoming) -> bool:
        """Whether the step itself understands the text, without keeping anything."""
        standing = turn.writer.dialogue
        assert standing is not None
        digits = not flow.step(standing.step).numbers
        if standing.offered and engine.pick(incoming.text, standing.offered, digits=digits, whole=True):
            return True
        return await engine.reads(turn, flow, engine.Answer(incoming.text))

    async def _fresh(self, turn: Turn, said: str) -> list[Reply]:
        """Nothing is being asked: find out what is meant."""
        incoming = turn.incoming
        for understands in self.understanding:
            replies = await understands(turn)
            if replies is not None:
                return list(replies)
        if incoming.contact or (incoming.media and not said):
            key = "common.contact_unasked" if incoming.contact else "common.media_unasked"
            return [await self.menu(turn, text(key))]
        if not said:
            return [await self.menu(turn, text("common.unreadable"))]
        if words(said) in _BACK:
            return [await self.menu(turn)]
        code = read_code(said)
        exact = self._phrases(turn).get(words(said))
        if code is not None and exact is None and await self._is_code(turn, code):
            return await self.command(turn, "start", code)
        offered = await outbox_look.last_offer(turn.connection, turn.writer.address_id, turn.now)
        value = engine.pick(said, offered, digits=True)
        if value is not None:
            return await self._choice(turn, value)
        if exact is not None:  # "dừng nhắc" is no "dừng"
            return await self.command(turn, exact, "")
        agreed = engine.Answer(said).agreed
        if agreed is not None and len(offered) >= 2 and offered[0][0].startswith("b/"):
            return await self._choice(turn, offered[0 if agreed else 1][0])
        if read_pressure(said, turn.local) is not None:
            return await self.command(turn, "huyetap", said)
        found = self._by_words(turn, said)
        if found is not None and not found[1]:
            return await self.command(turn, *found)
        unwell = distress(said)
        if unwell is not None:
            return [say(f"health.feels_{unwell}")]
        found = found or self._among_words(turn, said)
        if found is not None:
            return await self.command(turn, *found)
        number = engine.bare_number(said)
        if offered and number is not None:
            return [await self.menu(turn, text("common.no_such_number", number=number, most=len(offered)))]
        if _THANKS.search(bare := words(said)):
            return [say("common.you_are_welcome")]
        if agreed is not None or bare in _GOODBYE:
            return [await self.menu(turn, text("common.nothing_asked"))]
        if looks_like_code(said):
            return [await self.menu(turn, text("members.code_unknown"))]
        return [await self.menu(turn, text("common.not_understood"))]

    async def _is_code(self, turn: Turn, code: str) -> bool:
        """Whether a code was meant: "ghé thăm" has the letters of one, and from a member it is none unless it exists."""
        if turn.writer.person is None or any(c.isdigit() for c in code):
            return True
        return await codes.find_code(turn.connection, code) is not None or (
            await addresses.find_link_code(turn.connection, code) is not None
        )

    def _by_words(self, turn: Turn, said: str) -> tuple[str, str] | None:
        """A command meant by its words, with what follows as arguments: "khoan vay", "thu nợ Lan 500k"."""
        phrases = self._phrases(turn)
        tokens = said.split()
        for length in range(min(len(tokens), 5), 0, -1):
            head = " ".join(tokens[:length])
            rest = tokens[length:]
            name = phrases.get(words(head))
            if name is not None and (not rest or len(words(head)) >= 5):
                return name, " ".join(rest)
        name = closest(said, phrases)
        return (name, "") if name else None

    def _among_words(self, turn: Turn, said: str) -> tuple[str, str] | None:
        """A command whose words stand somewhere in a short sentence: "tôi muốn xem khoản vay"."""
        bare = words(said)
        if len(bare.split()) > LONGEST_REQUEST:
            return None
        inside = [(len(p), n) for p, n in self._phrases(turn).items() if " " in p and f" {p} " in f" {bare} "]
        return (max(inside)[1], "") if inside else None

    # --- common answers

    async def _target(self, turn: Turn, flow: engine.Flow[Any] | None) -> Target:
        """Whom the standing question concerns; the writer and their club where it says nothing else."""
        standing = turn.writer.dialogue
        answers = flow.progress(standing).answers if flow is not None and standing is not None else None
        if flow is not None and flow.target is not None:
            return await flow.target(turn, answers)
        club_id = getattr(answers, "club_id", None) or (turn.membership.club_id if turn.membership else None)
        return Target(club_id, turn.writer.person.id if turn.writer.person else None)

    async def leave(self, turn: Turn) -> list[Reply]:
        """`huỷ`: the question is dropped, nothing else changes."""
        if turn.writer.dialogue is None:
            return [await self.menu(turn, text("common.nothing_to_cancel"))]
        await dialogues.clear(turn.connection, turn.writer.address_id)
        return [await self.menu(turn, text("common.cancelled"))]

    async def menu(self, turn: Turn, *lead: Text) -> Reply:
        """What this person can do here, after a sentence; a stranger is told how to join."""
        if turn.writer.person is None:
            tells_how = any(t.key in _TELLS_HOW_TO_JOIN for t in lead)
            return Reply(tuple(lead)) if tells_how else say("common.menu_stranger").after(*lead)
        reply = say("common.menu", *(c.choice for c in self.menu_of(turn)))
        return replace(reply, layout=Layout.MENU).after(*lead)

    def menu_of(self, turn: Turn) -> list[Command]:
        """The commands that this person may use, in order."""
        membership, person = turn.membership, turn.writer.person
        club_id, person_id = membership.club_id if membership else None, person.id if person else None
        target = Target(club_id, person_id, units=tuple(turn.writer.units))
        return [
            c
            for c in self.commands.values()
            if c.in_menu and can(turn.writer.standpoint, c.action, target).allowed
        ]


def not_served_in_groups() -> Reply:
    """Said once in a group: the bot speaks with each person alone."""
    return say("common.private_only")
