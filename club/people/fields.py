"""What the list of a club holds of a person, declared once: everybody who stores, reads, asks for, shows or
erases it goes by this table, or is held to it by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

from club.people.consent import Purpose
from club.people.honorifics import Sex
from club.people.roster import Household


class Kept(Enum):
    """Whose row holds it: the person's, in whatever club, or that of their membership of this one."""

    PERSON = auto()
    MEMBERSHIP = auto()


@dataclass(frozen=True)
class Column:
    """A column under which lists carry something of a field; under which headings is told in `headings`.

    `shared`: merged downward it holds for everybody beside it. `describes`: no list but one of people has
    it. `needed`: unread it holds the whole line back, since without the year nobody is told from a namesake.
    `loose`: it takes any words, so that words in it do not show that a person stands there. `joined`: what
    joins the cells below a heading that is merged over several columns.
    """

    name: str
    shared: bool = False
    describes: bool = False
    needed: bool = False
    loose: bool = False
    joined: str = ", "


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing the list holds, by the name that questions, texts and the record know it by.

    `values`: what is stored of it, the vaguest first; its own name where it is one value. `choices`: the
    values it may have, where they are few. `purpose`: what it is kept for; who said no to that is not asked.
    `asked_when_adding`: it is a question where the board adds somebody. `said`: the board may tell of it in a
    sentence ("sửa số điện thoại bà Lan"). `listed`: it stands in lists that come in and go out, `columns`:
    where in those that come in. `marked`: words, of which a spelling with marks says more than one without.
    `erased`: what stands there when the person is erased.
    """

    name: str
    kept: Kept = Kept.PERSON
    values: tuple[str, ...] = ()
    choices: type[StrEnum] | None = None
    purpose: Purpose = Purpose.MEMBERSHIP
    asked_when_adding: bool = False
    said: bool = True
    listed: bool = True
    columns: tuple[Column, ...] = ()
    marked: bool = False
    erased: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", self.values or (self.name,))


FIELDS = (
    Field(
        name="full_name",
        asked_when_adding=True,
        marked=True,
        columns=(
            Column("full_name", joined=" "),
            Column("family_name", joined=" "),
            Column("given_name", joined=" "),
        ),
    ),
    Field(
        name="birth",
        values=("birth_year", "birth_date"),
        asked_when_adding=True,
        columns=(
            Column("birth", describes=True, needed=True, joined="/"),
            Column("age", describes=True, needed=True),
        ),
    ),
    Field(
        name="sex",
        choices=Sex,
        asked_when_adding=True,
        said=False,
        columns=(
            Column("sex", describes=True),
            Column("nam", describes=True, needed=True),
            Column("nu", describes=True, needed=True),
        ),
    ),
    Field(
        name="ethnic_group",
        purpose=Purpose.ORIGIN,
        marked=True,
        columns=(Column("ethnic_group", shared=True, loose=True),),
    ),
    Field(
        name="household",
        choices=Household,
        purpose=Purpose.ORIGIN,
        columns=(
            Column("household", shared=True, describes=True),
            Column("poor", shared=True, describes=True),
            Column("near_poor", shared=True, describes=True),
        ),
    ),
    Field(name="phone", asked_when_adding=True, columns=(Column("phone", shared=True, describes=True),)),
    Field(
        name="small_group",
        kept=Kept.MEMBERSHIP,
        asked_when_adding=True,
        marked=True,
        columns=(Column("small_group", shared=True, loose=True),),
    ),
    Field(
        name="leads", kept=Kept.MEMBERSHIP, values=("leads_group",), said=False, listed=False, erased=False
    ),
    Field(
        name="team",
        kept=Kept.MEMBERSHIP,
        marked=True,
        columns=(Column("team", shared=True, loose=True),),
    ),
    Field(name="card", values=("card_expires_on",), columns=(Column("card_expires_on"),)),
)
"""In the order of the columns of a list that is handed out; "nam" and "nu" may hold years of birth."""

BY_NAME = {field.name: field for field in FIELDS}
FIELD_OF = {value: field.name for field in FIELDS for value in field.values}
"""The field of each value that is stored."""
CHOICES = {value: field.choices for field in FIELDS if field.choices for value in field.values}
"""The values that are one of a few."""
OF_PERSON = tuple(value for field in FIELDS if field.kept is Kept.PERSON for value in field.values)
OF_MEMBERSHIP = tuple(value for field in FIELDS if field.kept is Kept.MEMBERSHIP for value in field.values)
OF_ORIGIN = frozenset(value for field in FIELDS if field.purpose is Purpose.ORIGIN for value in field.values)
"""Sensitive: kept only of who has not said no to it."""
LISTED = tuple(value for field in FIELDS if field.listed for value in field.values)
"""What a line of a list says, one that comes in and one that goes out."""
ASKED_WHEN_ADDING = tuple(field.name for field in FIELDS if field.asked_when_adding)
COLUMNS = {column.name: column for field in FIELDS for column in field.columns}
"""Those of lists that come in."""


def erased(kept: Kept) -> dict[str, Any]:
    """What stands in such a row instead of what it held of somebody who is erased."""
    return {value: field.erased for field in FIELDS if field.kept is kept for value in field.values}


def typed(value: str, stored: Any) -> Any:
    """A value as the code knows it: one of few as that choice."""
    return CHOICES[value](stored) if value in CHOICES and stored is not None else stored
