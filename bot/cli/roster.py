"""`lienthehe roster …`: lists of people in and out on the command line."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from bot.cli.common import AsJson, Config, do, fail, one_club, ready, settings_of
from bot.clock import SystemClock
from bot.config import ConfigError
from club.errors import ClubError
from club.people.roster_file import PeopleList
from club.people.roster_plan import Decision, Plan
from handlers.conversation.chat import Text
from handlers.conversation.dialogue import Answer
from handlers.conversation.texts import Texts, Voice
from handlers.joining.cards_pdf import cards_pdf
from handlers.joining.personal_codes import sheet
from handlers.roster import questions
from handlers.roster.exchange import apply, plan_of, table_of
from handlers.roster.preview import changed_line, person_line, preview_counts, refused_line
from handlers.roster.sheet import read_people, write_csv, write_table
from handlers.roster.workbook import MOST_BYTES
from storage.messages import messengers
from storage.records import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

roster_app = typer.Typer(no_args_is_help=True, help="Members in and out.")
Club = Annotated[str, typer.Argument(help="Number or name of the club, as club list shows it")]


@contextmanager
def _progress(count: int, what: str) -> Iterator[Callable[[], None]]:
    """A bar on the terminal, on stderr so that what is printed can be read by programs."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=max(1, count))
        yield lambda: bar.advance(task)


def _read(file: Path, voice: Voice, today: Any) -> PeopleList:
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= MOST_BYTES else b" " * (MOST_BYTES + 1)
        return read_people(content, file.name, today)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")
    except ClubError as error:
        fail(f"{file}: {voice.say(Text(error.key, error.args_)).striptags()}")


def _line(voice: Voice, text: Text) -> str:
    return voice.say(text).striptags()


def _shown(people: PeopleList, plan: Plan, voice: Voice) -> dict[str, Any]:
    to_decide, plan = len(plan.questions), questions.undecided(plan)
    refused = [
        {
            "row": r.where,
            "name": r.name,
            "reason": _line(voice, Text(r.key, r.args)),
            "_": _line(voice, refused_line(r)),
        }
        for r in (*people.refused, *plan.refused)
    ]
    return {
        **preview_counts(plan, len(people.refused)),
        "to_decide": to_decide,
        "columns_not_read": list(people.unread),
        "refused_rows": refused,
        "cells_not_read": [_line(voice, refused_line(n)) for n in people.noted],
        "new": [_line(voice, person_line(row.values)) for row in plan.added],
        "changes": [_line(voice, changed_line(c)) for c in plan.changed],
    }


def _print(shown: dict[str, Any], *, as_json: bool, applied: bool) -> None:
    lines = [row.pop("_") for row in shown["refused_rows"]]
    if as_json:
        print(json.dumps({**shown, "applied": applied}, ensure_ascii=False))
        return
    for name in ("added", "changed", "unchanged", "refused"):
        print(f"{name}: {shown[name]}")
    if shown["to_decide"]:
        print(f"to_decide: {shown['to_decide']} (with --ask each of these lines is asked about)")
    if shown["columns_not_read"]:
        print(f"columns_not_read: {', '.join(shown['columns_not_read'])}")
    for line in [*(f"+ {new}" for new in shown["new"]), *shown["changes"], *lines, *shown["cells_not_read"]]:
        print(f"  {line}")
    print(f"applied: {'yes' if applied else 'no'}")


def _decide(plan: Plan, voice: Voice) -> dict[str, Decision]:
    """Asks on the terminal what the first undecided line is; what is no answer is asked again."""
    offered = questions.answers(plan)
    typer.echo(_line(voice, questions.asked(plan)), err=True)
    for number, (_, label) in enumerate(offered, 1):
        typer.echo(f"{number}. {_line(voice, label)}", err=True)
    numbers = questions.numbered(offered)
    while True:
        typed = str(typer.prompt("Number", err=True)).strip(" .")
        try:
            return questions.read_answer(plan, Answer(typed, numbers.get(typed)))
        except ClubError as error:
            typer.echo(_line(voice, Text(error.key, error.args_)), err=True)


@roster_app.command("import")
def roster_import(
    club: Club,
    file: Annotated[Path, typer.Argument(help=".xlsx or .csv")],
    ask_lines: Annotated[
        bool, typer.Option("--ask", help="Ask about each line that may be somebody known")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be done")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Takes a list of members in; says what is added, changed and refused.

    On a terminal it asks before it writes. Lines that may be somebody known, or somebody else of that name,
    are left out and named; with --ask each of them is asked about.
    """
    settings = settings_of(config)
    texts = Texts(settings.zone, settings.language)
    now = SystemClock().now()
    today = now.astimezone(settings.zone).date()
    voice = texts.voice(None, today)
    people = _read(file, voice, today)
    decisions: dict[str, Decision] = {}

    async def work(write: bool) -> tuple[Plan, bool]:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                found = await one_club(unit, club)
                plan = await plan_of(unit, texts, found.id, people.rows, decisions)
                if write and not plan.is_empty:
                    with _progress(len(plan.added) + len(plan.changed), found.name) as step:
                        await apply(unit, found.id, plan, by=None, now=now, progress=step)
        finally:
            await storage.close()
        return plan, write and not plan.is_empty

    confirm = sys.stdin.isatty() and not yes and not dry_run
    while ask_lines and (plan := do(work(False))[0]).questions:
        decisions |= _decide(plan, voice)
    plan, applied = do(work(not dry_run and not confirm))
    if confirm and not plan.is_empty:
        _print(_shown(people, plan, voice), as_json=False, applied=False)
        if not typer.confirm("Write this into the list?"):
            raise typer.Exit(0)
        plan, applied = do(work(True))
    _print(_shown(people, plan, voice), as_json=as_json, applied=applied)


@roster_app.command("export")
def roster_export(
    club: Club,
    file: Annotated[Path, typer.Argument(help=".xlsx or .csv to write")],
    config: Config = None,
) -> None:
    """Writes the club's list into a file with the headings that import reads."""
    settings = settings_of(config)
    texts = Texts(settings.zone, settings.language)
    if file.suffix.lower() not in (".xlsx", ".csv"):
        fail(f"{file}: the name has to end in .xlsx or .csv.")

    async def work() -> int:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                found = await one_club(unit, club)
                headings, lines = await table_of(unit, texts, found.id)
                await audit.note(unit, "exported", by=None, now=SystemClock().now(), club_id=found.id)
        finally:
            await storage.close()
        is_csv = file.suffix.lower() == ".csv"
        write(file, write_csv(headings, lines) if is_csv else write_table(found.name, headings, lines))
        return len(lines)

    print(f"members: {do(work())}\nfile: {file}")


@roster_app.command("cards")
def roster_cards(
    club: Club,
    file: Annotated[Path, typer.Argument(help=".pdf to write")],
    config: Config = None,
) -> None:
    """Writes a sheet of personal codes (A4, QR codes with names) for all who do not use the bot yet."""
    settings = settings_of(config)
    texts = Texts(settings.zone, settings.language)
    if file.suffix.lower() != ".pdf":
        fail(f"{file}: the name has to end in .pdf.")

    async def work() -> int:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                found, now = await one_club(unit, club), SystemClock().now()
                title, cards = await sheet(unit, texts, found.id, await messengers.all_found(unit), now)
                await audit.note(unit, "cards_printed", by=None, now=now, club_id=found.id)
        finally:
            await storage.close()
        if not cards:
            raise ConfigError(
                f'Everybody on the list of "{found.name}" uses the bot already: there is nothing to print.'
            )
        write(file, cards_pdf(title, texts.plain("joining.card_how"), cards))
        return len(cards)

    print(f"cards: {do(work())}\nfile: {file}")


def write(file: Path, content: bytes) -> None:
    """Writes a file that holds people's data: readable by its owner alone. Raises ConfigError."""
    try:
        file.touch(mode=0o600)
        file.write_bytes(content)
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from error
