"""What a membership list holds, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields
from datetime import date
from typing import Any

from club.people.honorifics import Sex
from club.people.roster import Household


@dataclass(frozen=True)
class Row:
    """One person of the list.

    `where`: the line as the spreadsheet numbers it, with its sheet where there are several.
    """

    where: str
    full_name: str
    _: KW_ONLY
    birth_year: int | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    ethnic_group: str | None = None
    household: Household | None = None
    phone: str | None = None
    small_group: str | None = None
    team: str | None = None
    card_expires_on: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the line says, by the names of the roster; an empty cell says nothing."""
        return {
            f.name: v for f in fields(self) if f.name != "where" and (v := getattr(self, f.name)) is not None
        }


@dataclass(frozen=True)
class Refusal:
    """A line that is not taken: where, whom it names, and the text key (with arguments) of the reason."""

    where: str
    name: str
    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PeopleList:
    """What a file holds. `unread`: headings of columns that the roster has no place for; `noted`: cells that
    could not be read of people who are taken.
    """

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...] = ()
    unread: tuple[str, ...] = ()
    noted: tuple[Refusal, ...] = ()
