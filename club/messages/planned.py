"""A planned notice: what it is about. It is worded when it is sent, as things stand then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1


@dataclass(frozen=True)
class Planned:
    """References by name: ids, a revision, the lead. No words, and nothing that names anybody."""

    about: Mapping[str, int | str]

    @property
    def subject(self) -> str:
        """What it is about first of all: "meeting:42"."""
        name, value = next(iter(self.about.items()))
        return f"{name}:{value}"

    def to_json(self) -> dict[str, Any]:
        """As the outbox keeps it in the place of a message."""
        return {"version": VERSION, "planned": dict(self.about)}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Planned | None:
        """What stands in the outbox, None where that is a message. Raises ValueError for later versions."""
        if "planned" not in body:
            return None
        if body.get("version", 0) > VERSION:
            raise ValueError(f"a planned notice of version {body['version']}, newer than {VERSION}")
        return cls(body["planned"])
