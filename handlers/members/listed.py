"""What the list holds of somebody, as texts tell it: by the names of the values, choices in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from club.people.fields import FIELD_OF
from handlers.conversation.chat import text


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value the list may hold, for the arguments of a text; None for what is not known."""
    household, sex = values.get("household"), values.get("sex")
    return {
        **{name: values.get(name) for name in FIELD_OF},
        "sex": sex.value if sex else None,
        "household": text(f"roster.household.{household.value}") if household else None,
    }
