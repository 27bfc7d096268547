"""What reaches the log: the bot's own lines, and of libraries what went wrong."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

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
    assert "the disk is full" in written.getvalue()


def test_fonts_that_are_not_found_are_no_news(written: io.StringIO) -> None:
    logging.getLogger("matplotlib.font_manager").warning("findfont: not found")
    assert written.getvalue() == ""
    logging.getLogger("telegram.ext").warning("a warning of %s", "1:SECRET")
    assert "a warning of <hidden>" in written.getvalue()


def test_the_bot_itself_is_heard(written: io.StringIO) -> None:
    structlog.get_logger("bot.app").info("starting", channel="zalo")
    assert "event=starting channel=zalo" in written.getvalue()
