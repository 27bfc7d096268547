"""What a membership list would change in the roster: whom it adds, whom it changes, what is not taken and
why, and which of its lines a human has to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from club.people.roster_file import Refusal, Row
from club.people.standing import Standing


@dataclass(frozen=True)
class Known:
    """Somebody who stands in the roster: `values` by the names of the roster, as `Row.values`.

    `refuses`: names of what the person does not agree to being kept; a list does not write it either.
    """

    membership_id: int
    standing: Standing
    values: Mapping[str, Any]
    refuses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Near:
    """Somebody who may be the person of a line: of the roster, or of an earlier line (`where`).

    `key` names them in a decision; `standing` is None where they are only on the list that came.
    `fits`: the same name and year, and nothing that contradicts.
    """

    key: str
    values: Mapping[str, Any]
    standing: Standing | None = None
    where: str = ""
    fits: bool = False


@dataclass(frozen=True)
class Question:
    """A line that may be somebody's who is known."""

    row: Row
    near: tuple[Near, ...]

    @property
    def fits(self) -> bool:
        """Whether it may be one person of the roster alone, and nothing speaks against it."""
        return len(self.near) == 1 and self.near[0].fits and not self.near[0].where


@dataclass(frozen=True)
class Decision:
    """What a human said of a line: it is `same` (a key), left out, or neither of those it was asked about.

    `asked`: the keys of all who were shown; where somebody else is near by now the question comes again.
    """

    asked: tuple[str, ...]
    same: str = ""
    left_out: bool = False

    def holds(self, near: Collection[str]) -> bool:
        """Whether it was said of all who are near now (their keys)."""
        return set(near) <= set(self.asked) and (not self.same or self.same in near)


@dataclass(frozen=True)
class Change:
    """What a row of the list changes of somebody known: `values` over what stands there `before`."""

    membership_id: int
    row: Row
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """Everything that taking the list would do; `questions` are to be decided before."""

    added: tuple[Row, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.added or self.changed)
