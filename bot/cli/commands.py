"""The command line: `lienthehe …`. An error is one clear sentence on stderr and a non-zero exit."""

from __future__ import annotations

import asyncio
import json
import signal
from datetime import date, datetime
from typing import Annotated

import typer

from bot.app import App, build_channels
from bot.cli.common import AsJson, Config, do, fail, one_club, ready, settings_of
from bot.cli.roster import Club, roster_app
from bot.cli.understand import understand
from bot.clock import SystemClock
from bot.config import ConfigError, problems
from club.errors import ClubError
from club.money.amounts import read_amount
from club.organisation.roles import Office
from club.people.names import given_name
from club.vietnamese.dates import read_date
from handlers.conversation.texts import Texts
from handlers.features import WORDINGS
from handlers.notices.service import why
from storage.database.engine import DatabaseOutdated
from storage.database.migrate import Version, migrate, version
from storage.messages import outbox
from storage.organisation import clubs, codes, officers
from storage.people import persons

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="The bot of the clubs."
)
club_app = typer.Typer(no_args_is_help=True, help="Clubs.")
app.add_typer(club_app, name="club")
app.add_typer(roster_app, name="roster")
officer_app = typer.Typer(no_args_is_help=True, help="Officers of the association.")
app.add_typer(officer_app, name="officer")
app.command()(understand)


def _stop_at_signals() -> asyncio.Event:
    """Set by SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop


@app.command()
def run(config: Config = None) -> None:
    """Runs the bot; stops cleanly on SIGTERM or SIGINT."""
    settings = settings_of(config)

    async def work() -> None:
        stop = _stop_at_signals()  # first of all, so that a stop during the start is clean too
        await App(settings).run(stop)

    do(work())


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page on 127.0.0.1")] = 8080,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser")
    ] = True,
) -> None:
    """Runs the bot on a local sandbox: a web page with seeded clubs, no token, no internet."""
    from bot.sandbox.demo import serve_demo

    do(serve_demo(port, open_browser=browser))


@app.command()
def check(config: Config = None) -> None:
    """Validates settings, database and migrations; says what is wrong and where."""
    settings = settings_of(config)

    async def work() -> str:
        build_channels(settings, Texts(settings.zone, settings.language))
        if found := problems(settings):
            raise ConfigError(" ".join(found))
        state = await version(settings.storage.url)
        if state is Version.OLDER:
            raise DatabaseOutdated("The database is of an older version: run lienthehe migrate.")
        return "new, will be made at the first start" if state is Version.EMPTY else "current"

    print(f"Settings: fine. Database: {do(work())}.")


@app.command("migrate")
def migrate_command(config: Config = None) -> None:
    """Brings the database to this version."""
    settings = settings_of(config)
    do(migrate(settings.storage.url))
    print("The database is at this version.")


@club_app.command("add")
def club_add(
    name: str,
    commune: Annotated[str, typer.Option(help="Commune or ward")],
    province: Annotated[str, typer.Option(help="Province")],
    founded: Annotated[str, typer.Option(help="Day of founding, such as 27/6/2022")] = "",
    fund: Annotated[str, typer.Option(help="Start-up grant of the income fund, such as 25.000.000")] = "",
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Founds a club; prints the chair's one-time code and the club's join code."""
    settings = settings_of(config)
    now = SystemClock().now()
    today = now.astimezone(settings.zone).date()
    if not name.strip() or not commune.strip() or not province.strip():
        fail("A club needs a name, a commune and a province.")
    founded_on = _founded(founded, today)
    amount = _fund(fund)

    async def work() -> dict[str, object]:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                if await clubs.exists(unit, name.strip(), commune.strip(), province.strip()):
                    raise ConfigError(f'{commune} already has a club called "{name}".')
                club_id, chair, join = await clubs.found_club(
                    unit,
                    name=name.strip(),
                    commune=commune.strip(),
                    province=province.strip(),
                    founded_on=founded_on,
                    fund=amount,
                    now=now,
                    today=today,
                )
        finally:
            await storage.close()
        return {"club": club_id, "name": name.strip(), "chair_code": chair, "join_code": join}

    _print(do(work()), as_json)


def _founded(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        try:
            day = read_date(text, today)
        except ClubError:
            fail(f'--founded: "{text}" is not a date; write day/month/year, such as 27/6/2022.')
    if day > today:
        fail(f"--founded: {text} lies in the future.")
    return day


def _fund(text: str) -> int:
    if not text:
        return 0
    try:
        amount = int(text) if text.isdecimal() else read_amount(text)
    except ClubError:
        amount = 0
    if not isinstance(amount, int) or amount <= 0:
        fail(f'--fund: "{text}" is not an amount above 0; write it such as 25.000.000.')
    return amount


def _print(values: dict[str, object], as_json: bool) -> None:
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
        return
    for key, value in values.items():
        print(f"{key}: {value}")


@club_app.command("code")
def club_code(
    club: Club,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Prints a new one-time code for the chair (an unused older one is closed) and the club's join code."""
    settings = settings_of(config)

    async def work() -> dict[str, object]:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                found = await one_club(unit, club)
                chair = await codes.office_code(unit, found.id, Office.CHAIR, SystemClock().now())
                return {
                    "club": found.id,
                    "chair_code": chair,
                    "join_code": await codes.join_code(unit, found.id),
                }
        finally:
            await storage.close()

    _print(do(work()), as_json)


@club_app.command("list")
def club_list(config: Config = None, as_json: AsJson = False) -> None:
    """Lists the clubs."""
    settings = settings_of(config)

    async def work() -> list[dict[str, object]]:
        storage = await ready(settings)
        try:
            async with storage.view() as look:
                return [
                    {
                        "club": c.id,
                        "name": c.name,
                        "commune": c.commune,
                        "province": c.province,
                        "members": c.members,
                        "founded": c.founded_on.isoformat() if c.founded_on else None,
                        "join_code": await codes.join_code(look, c.id),
                    }
                    for c in await clubs.all_clubs(look)
                ]
        finally:
            await storage.close()

    found = do(work())
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for c in found:
        print(
            f"{c['club']}: {c['name']}, {c['commune']}, {c['province']}, "
            f"members: {c['members']}, join code: {c['join_code']}"
        )


@officer_app.command("code")
def officer_code(
    province: Annotated[str, typer.Option(help="Province")],
    commune: Annotated[
        str, typer.Option(help="Commune of that province; without it the code is for the province")
    ] = "",
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Prints a one-time code for an officer of the association,
    who sees counts of the clubs below and nobody by name.
    """
    settings = settings_of(config)

    async def work() -> dict[str, object]:
        storage = await ready(settings)
        try:
            async with storage.unit() as unit:
                found = await (
                    officers.find(unit, "commune", commune, province)
                    if commune
                    else officers.find(unit, "province", province)
                )
                if found is None:
                    raise ConfigError(
                        f"No club is in {commune or province}; lienthehe club list shows where clubs are."
                    )
                return {
                    "unit": found.name,
                    "officer_code": await codes.officer_code(unit, found.id, SystemClock().now()),
                }
        finally:
            await storage.close()

    _print(do(work()), as_json)


@app.command()
def explain(
    person: str,
    since: Annotated[str, typer.Option(help="From this day on, such as 1/11/2026")] = "",
    most: Annotated[
        int, typer.Option(min=1, help="The newest so many; that there are older ones is said")
    ] = 200,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Says why a person got, or did not get, each notice."""
    settings = settings_of(config)
    texts = Texts(settings.zone, settings.language)
    today = SystemClock().now().astimezone(settings.zone).date()
    start: datetime | None = None
    if since:
        try:
            start = datetime.combine(read_date(since, today), datetime.min.time(), settings.zone)
        except ClubError:
            fail(f'--since: "{since}" is not a date; write day/month/year.')

    async def work() -> tuple[list[dict[str, object]], bool]:
        storage = await ready(settings)
        try:
            async with storage.view() as look:
                found = await persons.by_name(look, person)
                if not found:
                    raise ConfigError(f'Nobody is called "{person}".')
                if len(found) > 1:
                    names = ", ".join(f"{p.full_name} ({p.birth_year})" for p in found[:10])
                    raise ConfigError(
                        f'Several people are called "{person}": {names}. Write more of the name.'
                    )
                voice = texts.voice(found[0], today)
                entries = await outbox.latest(look, limit=most + 1, person_id=found[0].id, since=start)
                reasons = [await why(look, WORDINGS, e, voice) for e in entries]
        finally:
            await storage.close()
        rows: list[dict[str, object]] = [
            {
                "when": (e.ended_at or e.not_before).astimezone(settings.zone).isoformat(timespec="minutes"),
                "to": given_name(found[0].full_name),
                "kind": e.kind,
                "subject": e.subject,
                "channel": e.channel,
                "state": e.state,
                "attempts": e.attempts,
                "reason": texts.plain(f"notices.reason.{e.reason}") if e.reason else None,
                "why": reason,
            }
            for e, reason in list(zip(entries, reasons, strict=True))[:most]
        ]
        return rows, len(entries) > most

    found, older = do(work())
    if older:
        typer.echo(f"There are older ones: these are the newest {most}. Write --most or --since.", err=True)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for row in found:
        reason = f" ({row['reason']})" if row["reason"] else ""
        because = f"; {row['why']}" if row["why"] else ""
        line = f"{row['when']} {row['kind']} {row['subject'] or ''} {row['channel']}: {row['state']}{reason}"
        print(f"{line}{because}")


def main() -> None:
    """Entry point of `lienthehe`."""
    app()
