"""What the conversation's kernel does once a reader has taken what was said:
runs commands, buttons and menus.

`can` is asked here, in one place, before any handler runs.
Who takes what is the table of `handlers/understanding.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import Any

from markupsafe import Markup

from club.errors import ClubError
from club.organisation.roles import Office, Target, can
from club.vietnamese.fold import closest, fold
from club.vietnamese.fold import words as bare_words
from handlers.conversation import dialogue as engine
from handlers.conversation import speaking
from handlers.conversation.chat import Incoming, Layout, Reply, Text, offered_again, say, text
from handlers.conversation.choices import AnswerValue, ButtonValue, ChoiceValue, pick
from handlers.conversation.feature import Button, Command, Feature, FileHandler, allow
from handlers.conversation.hearing import Ear, Reader, Understood, understand
from handlers.conversation.turn import Turn
from storage.messages import dialogues, outbox_look
from storage.messages.writers import Dialogue, Writer
from storage.people import memberships

_TELLS_HOW_TO_JOIN = (
    "members.code_unknown",
    "members.code_used",
    "members.code_expired",
    "common.denied_stranger",
)
_NEVER_SUGGESTED = ("huy", "menu", "start", "xoadulieu", "doinguoi", "roimay")

_QUOTED = 60
"""letters of an earlier message"""


class Router:
    """The commands, buttons and flows of all features, and the readers that find who answers."""

    def __init__(self, features: Sequence[Feature], readers: Sequence[Reader]) -> None:
        self.readers = tuple(readers)
        self.commands: dict[str, Command] = {c.name: c for f in features for c in f.commands}
        self.buttons: dict[str, Button[Any]] = {b.name: b for f in features for b in f.buttons}
        self.codes = {purpose: begin for f in features for purpose, begin in f.codes.items()}
        self.files: list[FileHandler] = [f for feature in features for f in feature.files]
        self._of_others = [f.menu for f in features if f.menu is not None]
        self.flows: dict[str, engine.Flow[Any]] = {w.name: w for f in features for w in f.flows}
        self._words: dict[str, dict[str, str]] = {}
        self._asked_by: dict[str, dict[str, str]] = {}

    # --- understanding

    def ear(self, turn: Turn) -> Ear:
        """What readers look at."""
        return Ear(self, turn)

    async def understand(self, turn: Turn) -> Understood:
        """Who takes what was said, without doing it."""
        return await understand(self.ear(turn), self.readers)

    async def handle(self, turn: Turn) -> list[Reply]:
        """Answers one update.

        Raises ClubError where a rule says no: the caller undoes the turn and asks `explain`.
        """
        lead = await self.put_away(turn)
        understood = await self.understand(turn)
        comes_in = turn.writer.sharers and turn.writer.person is None and not turn.writer.unsure
        replies = list(await understood.taken.act())
        if comes_in:
            await speaking.ask_to_agree(turn)
        if turn.writer.unsure and understood.reader in ("danger", "danger pressed"):
            replies += await speaking.ask_beside_danger(turn)
        return [replies[0].after(*lead), *replies[1:]] if lead and replies else replies

    async def explain(self, turn: Turn, error: ClubError) -> list[Reply]:
        """Says why not, and asks the standing question again where there is one."""
        lead = [*await self.put_away(turn), Text(error.key, error.args_)]
        standing = turn.writer.dialogue
        if standing is not None:
            again = await engine.ask_anew(turn, self.flows[standing.flow])
            return [again.after(*lead)]
        return [await self.menu(turn, *lead)]

    async def put_away(self, turn: Turn) -> list[Text]:
        """Drops a question that has stood for too long, or that this version no longer asks;
        answers what to say of it.
        """
        standing = turn.writer.dialogue
        if standing is None:
            return []
        flow = self.flows.get(standing.flow)
        known = flow is not None and flow.knows(standing)
        if known and standing.expires_at > turn.now:
            return []
        await dialogues.clear(turn.connection, turn.writer.address_id)
        turn.writer = replace(turn.writer, dialogue=None)
        if known and flow is not None and flow.urgent:  # what followed it has been said
            interrupted = flow.progress(standing).interrupted
            await dialogues.resume(turn.connection, turn.writer.address_id, interrupted)
            await turn.reload()
            return await self.put_away(turn)
        return [text("common.expired" if known else "common.question_gone")]

    def language_of(self, turn: Turn) -> str:
        """The language this person reads."""
        person = turn.writer.person
        return person.language if person and person.language else turn.around.texts.language

    def _words_of(self, turn: Turn, language: str) -> dict[str, str]:
        """Every word that means a command, in that language and in Vietnamese."""
        if language not in self._words:
            found: dict[str, str] = {}
            for name in dict.fromkeys((language, "vi")):
                for command in self.commands.values():
                    for phrase in turn.around.texts.plain(command.words, name).split("|"):
                        found.setdefault(bare_words(phrase), command.name)
                    found.setdefault(bare_words(turn.around.texts.plain(command.label, name)), command.name)
            self._words[language] = found
        return self._words[language]

    def phrases(self, turn: Turn) -> Mapping[str, str]:
        """Every word that means a command to this person, folded."""
        return self._words_of(turn, self.language_of(turn))

    def asked_by(self, turn: Turn) -> Mapping[str, str]:
        """The words of each command of this person's language, separated by "|", in the commands' order."""
        language = self.language_of(turn)
        if language not in self._asked_by:
            names = dict.fromkeys((language, "vi"))
            self._asked_by[language] = {
                c.name: "|".join(turn.around.texts.plain(c.words, name) for name in names)
                for c in self.commands.values()
            }
        return self._asked_by[language]

    def by_label(self, turn: Turn, typed: str) -> str | None:
        """The command whose menu label was sent, as the large keyboard does."""
        texts, language = turn.around.texts, self.language_of(turn)
        for command in self.commands.values():
            if typed and typed == texts.plain(command.label, language):
                return command.name
        return "menu" if bare_words(typed) == "menu" else None

    async def reads(self, ear: Ear) -> bool:
        """Whether the standing question understands the text, without keeping anything."""
        flow, step, standing = ear.flow, ear.step, ear.standing
        if flow is None or step is None or standing is None:
            return False
        typed = ear.turn.incoming.text
        if standing.offered and pick(typed, standing.offered, digits=not step.numbers, whole=True):
            return True
        return await engine.reads(ear.turn, flow, engine.Answer(typed))

    # --- documents

    def taker(self, writer: Writer, incoming: Incoming) -> FileHandler | None:
        """Who reads the document that came; nobody where it answers the standing question."""
        standing = writer.dialogue
        flow = self.flows.get(standing.flow) if standing is not None else None
        if standing is not None and flow is not None and flow.takes_files(standing.step):
            return None
        return next((f for f in self.files if f.takes(incoming.media)), None)

    def wants(self, writer: Writer, incoming: Incoming) -> FileHandler | None:
        """Who reads the document that came, where its sender may hand one in:
        others' files are not even fetched.
        """
        found = self.taker(writer, incoming)
        club_id = writer.membership.club_id if writer.membership else None
        allowed = found is not None and can(writer.standpoint, found.action, Target(club_id)).allowed
        return found if allowed else None

    # --- what is then done

    async def slash(self, turn: Turn, said: str) -> list[Reply]:
        """A command with its slash and arguments."""
        head, *rest = said.split(maxsplit=1)
        args = rest[0].strip() if rest else ""
        name = fold(head[1:].split("@")[0])
        if name in self.commands:
            return await self.command(turn, name, args)
        near = closest(name, {c: c for c in self.commands})
        if near:
            return await self.command(turn, near, args)
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
        return await self.and_back(turn, before, list(await command.handle(turn, args)))

    async def and_back(self, turn: Turn, before: Dialogue | None, replies: list[Reply]) -> list[Reply]:
        """The answers, and the question that stood before
        where it still does (the handler may have begun or ended one).
        """
        if before is None or await self._hidden_below(turn, replies):
            return replies
        await turn.reload()
        if turn.writer.dialogue == before:
            again = await engine.ask_anew(turn, self.flows[before.flow])
            replies.append(again.after(text("common.back_to_question")))
        return replies

    async def _hidden_below(self, turn: Turn, replies: Sequence[Reply]) -> bool:
        """Whether one of the replies stands alone: a question that stands is then out of sight."""
        if not any(reply.alone for reply in replies):
            return False
        await turn.reload()
        standing = turn.writer.dialogue
        if standing is not None and (flow := self.flows.get(standing.flow)) and flow.knows(standing):
            await engine.hide(turn, flow)
        return True

    async def choose(self, turn: Turn, value: str) -> list[Reply]:
        """Does what a choice stands for: a command, a button of a message,
        or an answer to the standing question.
        """
        if value.startswith("/"):
            return await self.slash(turn, value)
        pressed = ChoiceValue.parse(value)
        if isinstance(pressed, ButtonValue):
            button = self.buttons.get(pressed.name)
            named = await button.names(turn, pressed.argument) if button is not None else None
            if button is not None and named is not None:
                allow(turn, button.action, await button.target(turn, named))
                before = turn.writer.dialogue
                return await self.and_back(turn, before, list(await button.handle(turn, named)))
        if isinstance(pressed, AnswerValue):
            standing = turn.writer.dialogue
            if standing is not None and value in {offered for offered, _ in standing.offered or ()}:
                return await self.answer(turn, self.flows[pressed.flow], engine.Answer(choice=pressed.answer))
            if standing is not None:
                again = await engine.ask_anew(turn, self.flows[standing.flow])
                return [again.after(text("common.question_passed", was=await self._was(turn)))]
        return [await self.menu(turn, text("common.choice_passed", was=await self._was(turn)))]

    async def _was(self, turn: Turn) -> str:
        """The first words of the message whose button was pressed; empty where nobody knows any more."""
        below = turn.incoming.below
        said = await outbox_look.said_in(turn.connection, turn.writer.address_id, below) if below else ""
        return shorten(Markup(said).striptags(), _QUOTED, placeholder="…")

    async def answer(self, turn: Turn, flow: engine.Flow[Any], given: engine.Answer) -> list[Reply]:
        """Answers the standing question; what it interrupted is asked again after it."""
        allow(turn, flow.action, await self.target(turn, flow))
        standing = turn.writer.dialogue
        waits = standing.data.get("interrupted") if standing is not None else None
        replies = await engine.answer(turn, flow, given)
        if waits is not None and not await self._hidden_below(turn, replies):
            await turn.reload()
            resumed = turn.writer.dialogue
            if resumed is not None and (resumed.flow, resumed.data) == (waits["flow"], waits["data"]):
                again = await engine.ask_anew(turn, self.flows[resumed.flow])
                replies.append(again.after(text("common.back_to_question")))
        return replies

    async def leave(self, turn: Turn) -> list[Reply]:
        """`huỷ`: the question is dropped, nothing else changes."""
        if turn.writer.dialogue is None:
            open_ = await outbox_look.last_offer(turn.connection, turn.writer.address_id, turn.now)
            if len(open_) > 1 and open_[0][0].startswith("b/"):  # an invitation: a menu would take its place
                return [say("common.nothing_to_cancel")]
            return [await self.menu(turn, text("common.nothing_to_cancel"))]
        flow = self.flows[turn.writer.dialogue.flow]
        await dialogues.clear(turn.connection, turn.writer.address_id)
        return [await self.menu(turn, text(flow.leaving))]

    # --- the menu

    async def menu(self, turn: Turn, *lead: Text) -> Reply:
        """What this person can do here, after a sentence; a stranger is told how to join."""
        if turn.writer.person is None:
            tells_how = any(t.key in _TELLS_HOW_TO_JOIN for t in lead)
            return Reply(tuple(lead)) if tells_how else say("common.menu_stranger").after(*lead)
        of_others = [c for offers in self._of_others for c in await offers(turn)]
        own = (
            c
            for c in self.menu_of(turn)
            if turn.membership is not None or not (of_others and c.about_somebody)
        )
        reply = say("common.menu", *of_others, *(c.choice for c in own))
        return replace(reply, layout=Layout.MENU).after(*lead)

    async def not_understood(self, ear: Ear, names: Sequence[str]) -> list[Reply]:
        """What nobody understood: a choice that was offered stays;
        else the likeliest things, and whom to call.
        """
        turn = ear.turn
        offered = await ear.offered()
        if offered and offered[0][0].startswith("b/"):
            return [say("common.not_understood_offer", *offered_again(offered))]
        lead = [text("common.not_understood")]
        likely = (self.commands[n] for n in names if n not in _NEVER_SUGGESTED)
        usable = [command for command in likely if self.usable(turn, command)]
        if turn.writer.person is not None and usable:
            lead.append(text("common.likeliest", labels=[text(c.label) for c in usable]))
        call = await self.whom_to_call(turn)
        return [await self.menu(turn, *lead, *([call] if call else []))]

    async def whom_to_call(self, turn: Turn) -> Text | None:
        """A human of the writer's club to turn to, where there is one with a number."""
        writer = turn.writer.person
        if turn.membership is None or writer is None:
            return None
        found = await memberships.members(turn.connection, turn.membership.club_id)
        chair = next((m.person for m in found if Office.CHAIR in m.offices), None)
        if chair is None or chair.phone is None or chair.id == writer.id:
            return None
        return text("common.help_person", name=chair.full_name, phone=chair.phone)

    def menu_of(self, turn: Turn) -> list[Command]:
        """The commands that this person may use, in order."""
        return [c for c in self.commands.values() if c.in_menu and self.usable(turn, c)]

    def usable(self, turn: Turn, command: Command) -> bool:
        """Whether this person may use it."""
        return turn.may(command.action)

    async def target(self, turn: Turn, flow: engine.Flow[Any] | None = None) -> Target:
        """Whom the standing flow concerns; the writer and their club where it does not say."""
        standing = turn.writer.dialogue
        if flow is not None and standing is not None:
            answers = flow.progress(standing).answers
            if flow.target is not None:
                return await flow.target(turn, answers)
            club_id = getattr(answers, "club_id", None)
        else:
            club_id = None
        own = turn.membership.club_id if turn.membership else None
        return Target(club_id or own, turn.writer.person.id if turn.writer.person else None)


def not_served_in_groups() -> Reply:
    """Said once in a group: the bot speaks with each person alone."""
    return say("common.private_only")
