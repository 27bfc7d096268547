"""What reaches the log: the bot's own lines, and of libraries what went wrong."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator

import pytest
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from bot import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error, with the log set up to go there, and put back as it was."""
    root = logging.getLogger()
    before, level, hook = root.handlers[:], root.level, sys.excepthook
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(["1:SECRET"])
    yield stream
    root.handlers[:], sys.excepthook = before, hook
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "library",
    [
        "fontTools.subset",
        "fpdf.output",
        "matplotlib.font_manager",
        "httpx",
        "apscheduler.scheduler",
        "newcomer",
    ],
)
def test_a_library_is_heard_only_where_something_went_wrong(written: io.StringIO, library: str) -> None:
    told = logging.getLogger(library)
    told.info("glyf pruned")
    assert written.getvalue() == ""
    told.error("the disk is full")
    assert f"logger={library}" in written.getvalue()
    assert "test_logs.py:" in written.getvalue(), "and where"


def test_fonts_that_are_not_found_are_no_news(written: io.StringIO) -> None:
    logging.getLogger("matplotlib.font_manager").warning("findfont: not found")
    assert written.getvalue() == ""
    logging.getLogger("telegram.ext").warning("a warning of %s", "1:SECRET")
    assert "a warning of …" in written.getvalue()
    assert "SECRET" not in written.getvalue()


def test_the_bot_itself_is_heard(written: io.StringIO) -> None:
    structlog.get_logger("bot.app").info("starting", channel="zalo")
    assert "event=starting channel=zalo" in written.getvalue()


SAID = "chuyện riêng của bà Ón"


async def _unseen_failure() -> None:
    async def fails() -> None:
        raise ValueError(SAID)

    task = asyncio.get_running_loop().create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.__del__()


async def _failing_job() -> None:
    async def fails() -> None:
        raise ValueError(SAID)

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(fails, args=())
    scheduler.start()
    await asyncio.sleep(0.05)
    scheduler.shutdown(wait=False)


async def _failing_statement() -> None:
    engine = create_engine("sqlite://")
    with pytest.raises(OperationalError) as caught, engine.connect() as connection:
        connection.execute(sql("SELECT :said FROM nowhere"), {"said": SAID})
    logging.getLogger("sqlalchemy.engine").error("it failed: %s", caught.value, exc_info=caught.value)
    logging.getLogger("sqlalchemy.pool").critical(f"it failed: {caught.value}")


async def _call_of_the_bot_api() -> None:
    logging.getLogger("telegram.Bot").critical("Error while parsing updates! Received data was %r", [SAID])
    logging.getLogger("httpx").warning(f"POST https://api.telegram.org/bot1:SECRET/sendMessage {SAID}")


@pytest.mark.parametrize("fails", [_unseen_failure, _failing_job, _failing_statement, _call_of_the_bot_api])
@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
async def test_no_library_repeats_what_a_person_said(
    written: io.StringIO, fails: Callable[[], Awaitable[None]], level: int
) -> None:
    logging.getLogger().setLevel(level)
    await fails()
    said = written.getvalue()
    assert said, "something is heard of it"
    assert SAID not in said
    assert "SECRET" not in said


@pytest.mark.usefixtures("written")
def test_the_last_words_of_the_process_quote_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(SAID)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    said = capsys.readouterr().err
    assert "ValueError at" in said
    assert SAID not in said
