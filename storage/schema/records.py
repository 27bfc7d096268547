"""What the board reads in, and the record of who looked at or changed what."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import at, id_, metadata, ref

people_list = sa.Table(
    "people_list",
    metadata,
    id_(),
    ref("club_id", "club", index=True),
    ref("sent_by", "person", nullable=True, index=True),
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("rows", sa.JSON),
    at("created_at"),
    at("applied_at", nullable=True),
)

audit = sa.Table(
    "audit",
    metadata,
    id_(),
    at("at"),
    ref("actor_id", "person", nullable=True, index=True),
    sa.Column("action", sa.String(40), nullable=False),
    ref("club_id", "club", nullable=True),
    ref("subject_id", "person", nullable=True),
    sa.Column("detail", sa.String(120)),
    sa.Index("ix_audit_subject_id_id", "subject_id", "id"),
    sa.Index("ix_audit_club_id_id", "club_id", "id"),
)

erasure = sa.Table(
    "erasure",
    metadata,
    id_(),
    ref("person_id", "person", index=True),
    at("asked_at"),
    at("due_at"),
    at("cancelled_at", nullable=True),
    at("done_at", nullable=True),
    sa.Column("addresses", sa.JSON),
    sa.Index("ix_erasure_due_at", "due_at"),
)
