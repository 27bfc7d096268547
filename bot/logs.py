"""Logging: one line an event, secrets blanked out of every line and traceback, no message texts."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import structlog

from club.errors import where

HIDDEN = "<hidden>"
_OURS = frozenset({"bot", "storage"})
"""where lines are written with names and numbers only, never with what a person said"""
_FIXED = {"asyncio": "something failed that nobody waited for", "uvicorn.error": "the web server failed"}
"""what is said in the place of lines that are put together before they are logged"""
_GAP = re.compile(r"%(?:\(\w+\))?[-+ #0]*[\d.]*\w")
_DRAWING = frozenset({"fontTools", "fpdf", "matplotlib", "PIL"})
"""libraries whose warnings are about fonts and pictures, which nobody who runs the bot can act upon"""


class _Redacting(logging.Formatter):
    """Blanks secrets in the finished line, whoever wrote it."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = sorted({s for s in secrets if len(s) >= 4}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        return self.clean(self._inner.format(record))

    def clean(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


class _Wordless(logging.Filter):
    """Takes out of what a library reports whatever may quote a person: arguments and messages of errors.

    What it would have said in full stays in nobody's log; the place it comes from does.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] in _OURS:
            return True
        error = record.exc_info[1] if record.exc_info else None
        said = record.msg if isinstance(record.msg, str) and record.args else _FIXED.get(record.name, "")
        at = f"{Path(record.pathname).name}:{record.lineno}"
        record.msg = f"{_GAP.sub('…', said) or 'it reports something'} ({at})".replace("\n", " ")
        if error is not None:
            record.msg += f" {type(error).__name__} at {where(error)}"
        record.args, record.exc_info, record.exc_text, record.stack_info = None, None, None, None
        return True


class _Heard(logging.Filter):
    """The bot's own lines, and of libraries what went wrong (httpx tells whole addresses, token included)."""

    def filter(self, record: logging.LogRecord) -> bool:
        speaker = record.name.partition(".")[0]
        least = logging.ERROR if speaker in _DRAWING else logging.WARNING
        return speaker in _OURS or record.levelno >= least


def configure(secrets: Iterable[str] = (), *, level: int = logging.INFO) -> None:
    """Sets up structlog and the standard logging of the libraries, to stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "logger", "event"], bool_as_flag=False
            ),
        ],
    )
    redacting = _Redacting(formatter, secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(redacting)
    handler.addFilter(_Heard())
    handler.addFilter(_Wordless())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)

    def last_words(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        sys.stderr.write(f"{kind.__name__} at {where(error)}\n")

    sys.excepthook = last_words
