"""Errors that a rule answers with. Each carries the key of the sentence that a person sees.

ClubError
├── Misread           what was typed could not be understood as what was asked for
├── Refused           understood, and not allowed by a rule (amount of 0, rate over the cap)
└── Denied            the person may not do this (see `club.organisation.roles.can`)
"""

from __future__ import annotations

import traceback
from pathlib import Path


class ClubError(Exception):
    """An error with a text key (`feature.key`) and its arguments; the text says what to do next."""

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.key = key
        self.args_ = args


class Misread(ClubError):
    """What was typed is not what was asked for; nothing is lost and the question stands."""


class Refused(ClubError):
    """The value is understood, and a rule forbids it; the text names the rule."""


class Denied(ClubError):
    """The person has no right to this action."""


def where(error: BaseException) -> str:
    """The way to an error as file:line, without its message, which may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}" for frame in frames[-6:])
