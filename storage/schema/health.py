"""Blood pressure (mmHg), as people sent it."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import at, id_, metadata, ref

reading = sa.Table(
    "reading",
    metadata,
    id_(),
    ref("person_id", "person"),
    sa.Column("systolic", sa.Integer, nullable=False),
    sa.Column("diastolic", sa.Integer, nullable=False),
    sa.Column("pulse", sa.Integer),
    at("taken_at"),
    ref("recorded_by", "person"),
    at("recorded_at"),
    at("withdrawn_at", nullable=True),
    sa.Column("message", sa.String(120)),
    sa.CheckConstraint("systolic BETWEEN 40 AND 320 AND diastolic BETWEEN 20 AND 220", name="in_mmhg"),
    sa.CheckConstraint("systolic > diastolic", name="not_reversed"),
    sa.Index("ix_reading_message", "message"),
    sa.Index("ix_reading_person_id_taken_at", "person_id", "taken_at"),
)
