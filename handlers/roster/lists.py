"""A list of people that the board sends as a file: lines that may be somebody known are asked about one by
one, everything it changes is shown, then it is written. And the list handed out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Refused
from club.organisation.roles import Action
from club.people.roster_file import PeopleList, Refusal
from club.people.roster_plan import Decision, Plan
from handlers.conversation import dialogue as engine
from handlers.conversation.chat import Choice, File, Reply, Text, say, text
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, option
from handlers.conversation.feature import Button, FileHandler
from handlers.conversation.reading import or_leave
from handlers.conversation.turn import Turn
from handlers.roster import buttons, questions
from handlers.roster.exchange import ROWS, apply, plan_of, table_of
from handlers.roster.preview import fingerprint, lines_of, page_of, preview_counts, refused_line
from handlers.roster.sheet import ENDINGS, read_people, write_table
from handlers.roster.workbook import MOST_BYTES
from storage.organisation import clubs
from storage.people import people_lists

SHOWN = 20
"""lines that could not be read, named when a file comes"""
PLACES = 60
"""of further ones, only where they stand"""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Taking:
    """The list that came, and how far it is looked through.

    `unread`: headings that nobody understood; `unreadable`: how many lines; `decided`: what was said of which
    lines, an answer after the other; `page` of the preview; `shown`: what it says, by its fingerprint.
    """

    club_id: int
    list_id: int
    unread: tuple[str, ...] = ()
    unreadable: int = 0
    decided: tuple[dict[str, Decision], ...] = ()
    page: int = 0
    shown: str = ""
    changed_since: bool = False
    sure: bool | None = None

    @property
    def decisions(self) -> dict[str, Decision]:
        """By line, the newest word on it."""
        return {where: decision for answer in self.decided for where, decision in answer.items()}

    def undone(self) -> Taking | None:
        """Without the newest answer; None where nothing was answered."""
        if self.page:
            return replace(self, page=self.page - 1)
        return replace(self, decided=self.decided[:-1], shown="") if self.decided else None


async def _received(turn: Turn, name: str) -> Sequence[Reply]:
    """A file has come: which lines cannot be read, and what is to be decided or would be done."""
    people = turn.prepared
    assert isinstance(people, PeopleList)
    plan = await plan_of(turn.connection, turn.around.texts, turn.club_id, people.rows)
    found = (("roster.list_refused", people.refused), ("roster.list_noted", people.noted))
    lead = [_unread_lines(key, lines) for key, lines in found if lines]
    replies = [Reply((part,)) for part in lead]
    if plan.is_empty and not plan.questions:
        return [*replies, _nothing(plan, people.unread, len(people.refused))]
    rows = ROWS.dump_python(people.rows, mode="json")
    list_id = await people_lists.keep(
        turn.connection, turn.club_id, rows, name=name, by=turn.person.id, now=turn.now
    )
    taking = Taking(
        club_id=turn.club_id,
        list_id=list_id,
        unread=tuple(people.unread),
        unreadable=len(people.refused),
        shown=fingerprint(plan),
    )
    return [*replies, *await engine.start(turn, IMPORT, taking)]


def _unread_lines(key: str, lines: Sequence[Refusal]) -> Text:
    """The first of them in full, and where the others stand."""
    more = list(dict.fromkeys(line.where for line in lines[SHOWN:]))
    shown = [refused_line(line) for line in lines[:SHOWN]]
    return text(
        key, lines=shown, more=len(lines) - SHOWN, where=[*more[:PLACES], *["…"] * (len(more) > PLACES)]
    )


def _nothing(plan: Plan, unread: Sequence[str], unreadable: int) -> Reply:
    lines, more = page_of(lines_of(plan), 0)
    counts = preview_counts(plan, unreadable)
    return say("roster.list_nothing", unread=list(unread), **counts).after(
        *lines, *([text("roster.list_more", count=more)] if more else [])
    )


def _left(plan: Plan, answers: Taking) -> Leave:
    return Leave((_nothing(plan, answers.unread, answers.unreadable),))


async def _plan(turn: Turn, answers: Taking) -> Plan:
    """Made anew from what the roster holds now. Raises Refused where the list is forgotten."""
    rows = await people_lists.waiting(turn.connection, answers.list_id)
    if rows is None:
        raise Refused("roster.list_gone")
    return await plan_of(
        turn.connection,
        turn.around.texts,
        answers.club_id,
        ROWS.validate_python(rows),
        answers.decisions,
    )


async def _ask(turn: Turn, answers: Taking) -> Reply:
    plan = await _plan(turn, answers)
    if plan.questions:
        offered = questions.answers(plan)
        return Reply((questions.asked(plan),), tuple(Choice(value, label) for value, label in offered))
    lines, more = page_of(lines_of(plan), answers.page)
    lead = [text("roster.list_changed_since")] if answers.changed_since else []
    choices = [option("yes", "roster.take_list"), option("no", "common.no")]
    if more:
        choices.insert(1, option("more", "roster.list_next", count=more))
    counts = preview_counts(plan, answers.unreadable)
    return say("roster.ask_list", *choices, unread=answers.unread, **counts).after(*lead, *lines)


_read_sure = or_leave("common.cancelled")


async def _read(turn: Turn, answers: Taking, given: Answer) -> object:
    """A line's answer, the next page, or the word to write; then what was shown has to be what is written."""
    try:
        plan = await _plan(turn, answers)
    except Refused as gone:
        return Leave((say(gone.key),))
    if plan.questions:
        found = questions.read_answer(plan, given)
        answers = replace(answers, decided=(*answers.decided, found), page=0, changed_since=False)
        plan = await _plan(turn, answers)
        answers = replace(answers, shown=fingerprint(plan))
        return answers if plan.questions or not plan.is_empty else _left(plan, answers)
    if plan.is_empty:  # somebody else has written it meanwhile
        return _left(plan, answers)
    if given.choice == "more":
        _, after = page_of(lines_of(plan), answers.page)
        return replace(answers, page=answers.page + 1) if after else answers  # an older button
    read = await _read_sure(turn, answers, given)
    if read is True and answers.shown != fingerprint(plan):
        return replace(answers, page=0, shown=fingerprint(plan), changed_since=True)
    return read


async def _finish(turn: Turn, answers: Taking) -> Sequence[Reply]:
    plan = await _plan(turn, answers)
    await people_lists.take(turn.connection, answers.list_id, turn.now)
    await apply(turn.connection, answers.club_id, plan, by=turn.person.id, now=turn.now)
    return [say("roster.list_taken", added=len(plan.added), changed=len(plan.changed))]


IMPORT = Flow(
    "peoplelist",
    Action.EDIT_ROSTER,
    Taking,
    (Step("sure", _ask, _read, undone=Taking.undone),),
    _finish,
)
FILE = FileHandler(ENDINGS, Action.EDIT_ROSTER, _received, read_people, MOST_BYTES)


async def _export(turn: Turn, _: str) -> Sequence[Reply]:
    club = await clubs.get_club(turn.connection, turn.club_id)
    headings, lines = await table_of(turn.connection, turn.around.texts, turn.club_id)
    await turn.note("exported")
    name = turn.label(text("roster.file_name", club=club.name))
    content = write_table(club.name, headings, lines)
    file = File(content, f"{name}.xlsx", XLSX, instead=Text("roster.file_not_here"))
    return [Reply((text("roster.exported", count=len(lines)),), file=file)]


EXPORT = Button(buttons.EXPORT.name, Action.SEE_ROSTER, _export, of_row=False)
