"""The association's tree and its clubs."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import at, id_, metadata, ref
from storage.schema.columns import one_of

unit = sa.Table(
    "unit",
    metadata,
    id_(),
    one_of("kind", ("nation", "province", "commune"), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    ref("parent_id", "unit", nullable=True, index=True),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    sa.UniqueConstraint("kind", "name", "parent_id"),
)

messenger = sa.Table(
    "messenger",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("title", sa.String(40), nullable=False),
    sa.Column("link", sa.String(300), nullable=False),
    sa.Column("typed", sa.Boolean, nullable=False),
)

club = sa.Table(
    "club",
    metadata,
    id_(),
    sa.Column("name", sa.String(160), nullable=False),
    ref("unit_id", "unit", index=True),
    sa.Column("founded_on", sa.Date),
    sa.Column("health_station", sa.String(20)),
    at("created_at"),
    sa.UniqueConstraint("unit_id", "name"),
)
