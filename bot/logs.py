"""Logging: one line an event, secrets blanked out of every line and traceback, no message texts."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from typing import Any

import structlog

HIDDEN = "<hidden>"
_OURS = "bot"
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


class _Heard(logging.Filter):
    """The bot's own lines, and of libraries what went wrong (httpx tells whole addresses, token included)."""

    def filter(self, record: logging.LogRecord) -> bool:
        speaker = record.name.partition(".")[0]
        least = logging.ERROR if speaker in _DRAWING else logging.WARNING
        return speaker == _OURS or record.levelno >= least


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
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)

    def last_words(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        sys.stderr.write(redacting.clean("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = last_words
