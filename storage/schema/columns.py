"""Column types: instants that refuse naive values, enumerations as text with a check."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant, kept as UTC.

    SQLite loses offsets, so a naive value is refused before it gets there.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is no instant; pass an aware one")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(name: str, values: type[Enum] | tuple[str, ...], **kwargs: Any) -> sa.Column[str]:
    """A text column that holds one of a few words, checked by the database."""
    words = tuple(str(v.value) for v in values) if isinstance(values, type) else values
    listed = ", ".join(f"'{w}'" for w in words)
    return sa.Column(
        name, sa.String(40), sa.CheckConstraint(f"{name} IN ({listed})", name=f"{name}_known"), **kwargs
    )
