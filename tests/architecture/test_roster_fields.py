"""What the list holds of a person is declared in `club/people/fields.py`; the places that write it out in full
say the same: the types, the tables, the readers of cells and answers, and the texts of both languages.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import pytest
from jinja2 import Environment, meta

from club.people import headings, list_cells, told_of
from club.people.consent import Purpose
from club.people.fields import (
    ASKED_WHEN_ADDING,
    COLUMNS,
    FIELD_OF,
    FIELDS,
    LISTED,
    OF_MEMBERSHIP,
    OF_ORIGIN,
    OF_PERSON,
    Kept,
    erased,
)
from club.people.likeness import Traits
from club.people.list_rows import Row
from handlers.conversation.texts import LANGUAGES, load_sources
from handlers.members.listed import told
from handlers.roster import exchange
from handlers.roster.editing import ADD, Adding
from handlers.roster.fields import ASKED, Written
from storage.people.roster import Entry
from storage.records import merge
from storage.schema import membership, person

NAMES = {field.name for field in FIELDS}
SETTINGS = {
    "id",
    "created_at",
    "phone_verified",
    "honorific",
    "language",
    "remind_at",
    "quiet_from",
    "quiet_to",
    "paused_until",
    "large_text",
}
"""what a person's row holds beside: how the bot speaks to them, which no list says"""
BELONGING = {
    "id",
    "person_id",
    "club_id",
    "standing",
    "standing_since",
    "applied_at",
    "decided_at",
    "decided_by",
    "reason",
}
"""what the row of a membership holds beside: whether and since when"""
OF_THE_LINE = {
    "membership_id",
    "club_id",
    "person_id",
    "standing",
    "standing_since",
    "since",
    "offices",
    "terms",
    "uses_bot",
    "has_chat",
}
"""what a line says beside, which is not typed into it"""
SOURCES = {language: load_sources(language) for language in LANGUAGES}


def _names(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def _values(fields: Iterable[str]) -> set[str]:
    names = set(fields)
    return {value for value, field in FIELD_OF.items() if field in names}


def _said_in(language: str, *keys: str) -> set[str]:
    """The fields of which those texts say something."""
    environment = Environment(autoescape=True)
    for name in ("dong", "code", "phone", "rate", "clock", "thousands", "weekday", "date", "day"):
        environment.filters[name] = str
    used = {n for k in keys for n in meta.find_undeclared_variables(environment.parse(SOURCES[language][k]))}
    return {FIELD_OF[name] for name in used & FIELD_OF.keys()}


def _keys_below(language: str, prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in SOURCES[language] if key.startswith(prefix)}


def test_no_name_is_declared_twice() -> None:
    assert len(NAMES) == len(FIELDS)
    assert len(FIELD_OF) == sum(len(field.values) for field in FIELDS)
    assert len(COLUMNS) == sum(len(field.columns) for field in FIELDS)


def test_the_tables_hold_every_value_and_no_other() -> None:
    assert set(OF_PERSON) == set(person.c.keys()) - SETTINGS
    assert set(OF_MEMBERSHIP) == set(membership.c.keys()) - BELONGING


def test_the_types_that_are_written_out_have_every_value() -> None:
    assert _names(Entry) - OF_THE_LINE == set(FIELD_OF)
    assert _names(Row) - {"where"} == set(LISTED)
    assert _names(Written) - {"names"} == set(FIELD_OF)
    assert set(ASKED_WHEN_ADDING) <= _names(Adding)
    assert _names(Adding) - {"club_id", "twins", "same", "sure"} == set(ASKED_WHEN_ADDING)


def test_no_type_takes_its_values_by_their_place() -> None:
    """A new value beside others of its type would be taken for one of them."""
    for kind, by_place in ((Entry, ()), (Traits, ()), (Written, ()), (Row, ("where", "full_name"))):
        placed = tuple(field.name for field in dataclasses.fields(kind) if not field.kw_only)
        assert placed == by_place, kind


def test_every_field_is_asked_for_and_those_of_a_newcomer_in_the_flow() -> None:
    assert set(ASKED) == NAMES
    assert [step.name for step in ADD.steps] == [*ASKED_WHEN_ADDING, "same", "sure"]


def test_every_column_has_headings_and_a_reader_of_its_cells() -> None:
    ticked = set(list_cells.SEXES)
    assert ticked <= set(COLUMNS)
    assert set(headings._COLUMNS) | ticked == set(COLUMNS)
    of_names = {column.name for field in FIELDS if field.name == "full_name" for column in field.columns}
    assert set(list_cells._READ) | ticked | of_names == set(COLUMNS)
    assert all(bool(field.columns) is field.listed for field in FIELDS)


def test_every_field_is_told_of_in_a_sentence_unless_it_says_otherwise() -> None:
    assert {name for name, _ in told_of._FIELDS} == {field.name for field in FIELDS if field.said}


def test_what_is_sensitive_is_agreed_to_forgotten_and_not_filled_in() -> None:
    origin = {field.name for field in FIELDS if field.purpose is Purpose.ORIGIN}
    assert _values(origin) == OF_ORIGIN == {"ethnic_group", "household"}
    assert {field.purpose for field in FIELDS} == {Purpose.MEMBERSHIP, Purpose.ORIGIN}
    assert not OF_ORIGIN & set(merge._FILLED)
    assert set(OF_PERSON) - OF_ORIGIN - {"full_name"} <= set(merge._FILLED)


def test_erasing_empties_every_value() -> None:
    assert set(erased(Kept.PERSON)) | set(erased(Kept.MEMBERSHIP)) == set(FIELD_OF)
    assert not any((*erased(Kept.PERSON).values(), *erased(Kept.MEMBERSHIP).values()))


def test_lists_go_out_with_every_column() -> None:
    listed = {field.name for field in FIELDS if field.listed}
    assert set(exchange.COLUMNS) - {"office", "standing"} == listed == {FIELD_OF[value] for value in LISTED}
    assert set(told({})) == set(FIELD_OF)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_and_show_every_field(language: str) -> None:
    listed = {field.name for field in FIELDS if field.listed}
    assert _keys_below(language, "roster.field.") == NAMES
    assert _keys_below(language, "roster.column.") == {"number", *listed, "office", "standing"}
    assert _said_in(language, "roster.card") == NAMES
    assert _said_in(language, "roster.whole_line") == listed
    assert _said_in(language, "roster.ask_sure") == set(ASKED_WHEN_ADDING)
    assert _said_in(language, "common.profile", "privacy.listed") == NAMES
    for field in FIELDS:
        for choice in field.choices or ():
            assert {f"roster.{field.name}.{choice.value}", f"members.{choice.value}"} & set(SOURCES[language])
