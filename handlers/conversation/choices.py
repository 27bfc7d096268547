"""What comes back when a choice is pressed or its number typed: the one place that knows how it is put."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from club.vietnamese.fold import closest, part_of, same, words

_MEASURED = re.compile(r"[%‰/$₫€+*=<>?^°-]")
"""signs that make a number something else than a line of a list"""
_NUMBER = re.compile(r"(?:toi )?(?:chon )?(?:so )?([0-9]{1,3})")


class ChoiceValue:
    """What an offered choice stands for; `str` is its `Choice.value`, at most 64 bytes in all."""

    @staticmethod
    def parse(value: str) -> ChoiceValue | None:
        """The inverse of `str`; None for anything else, such as a command."""
        kind, _, rest = value.partition("/")
        if kind == "f" and rest.count("/") >= 2:
            flow, step, answer = rest.split("/", 2)
            name, _, asked = step.partition("@")
            return AnswerValue(flow, name, answer, asked)
        if kind == "b" and "/" in rest:
            return ButtonValue(*rest.split("/", 1))
        return None


@dataclass(frozen=True)
class AnswerValue(ChoiceValue):
    """An answer that a question of a flow offered; good for as long as that very question stands.

    `asked` tells this asking from another of the same step, with another sum or another person in it.
    """

    flow: str
    step: str
    answer: str
    asked: str = ""

    def __str__(self) -> str:
        step = f"{self.step}@{self.asked}" if self.asked else self.step
        return f"f/{self.flow}/{step}/{self.answer}"


def name_of_asking(*of: object) -> str:
    """A short name: another where anything was answered otherwise, or the question was begun anew."""
    return hashlib.sha256(json.dumps(of, sort_keys=True, default=str).encode()).hexdigest()[:5]


@dataclass(frozen=True)
class ButtonValue(ChoiceValue):
    """A button that a message offered; good at any time."""

    name: str
    argument: str

    def __str__(self) -> str:
        return f"b/{self.name}/{self.argument}"


def bare_number(typed: str) -> int | None:
    """The number of a list's line, where nothing else was typed: "2", "2.", "số 2", "chọn số 2"; not "1%"."""
    found = _NUMBER.fullmatch(words(typed))
    return int(found[1]) if found and not _MEASURED.search(typed) else None


def numbered(typed: str, offered: Sequence[Sequence[str]]) -> str | None:
    """The value of the offered choice whose number was typed."""
    number = bare_number(typed) or 0
    return offered[number - 1][0] if 1 <= number <= len(offered) else None


def pick(typed: str, offered: Sequence[Sequence[str]], *, digits: bool, whole: bool = False) -> str | None:
    """The value of the offered choice that was typed: its number, its label, or a few letters of it."""
    if not offered:
        return None
    labels = {label: value for value, label in offered}
    if "?" in typed and not any("?" in label for label in labels):
        return None  # "đúng?" asks
    if digits and (by_number := numbered(typed, offered)) is not None:
        return by_number
    exact = next((value for label, value in labels.items() if same(typed, label)), None)
    if exact is not None or whole:
        return exact
    return closest(typed, labels) or part_of(typed, labels)
