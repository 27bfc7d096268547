"""A flow's answers as JSON and back, by the types of the fields that the flow declares.

What another version of the bot wrote may have other fields: it is `Unreadable`, never half understood.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


class Unreadable(ValueError):
    """What is stored does not have the fields that are asked for, or not of their types."""


_codec: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def to_json(answers: object) -> Any:
    """The value as the dialogue table keeps it: enums by their value, dates and times as ISO."""
    return _codec(type(answers)).dump_python(answers, mode="json")


def from_json(kind: type[T], stored: object) -> T:
    """The inverse of `to_json`. Raises Unreadable for a field unknown, missing, or of another type."""
    try:
        found: T = _codec(kind).validate_python(stored, extra="forbid")
    except ValidationError as error:
        raise Unreadable(str(error)) from error
    return found
