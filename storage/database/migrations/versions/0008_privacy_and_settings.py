"""Erasures that wait a day, consent to ethnic group and household,
and what each person sets for themselves.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.database.migrations.checks import rebuild
from storage.schema.columns import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BEFORE = "purpose IN ('membership', 'health', 'loans')"
AFTER = "purpose IN ('membership', 'health', 'loans', 'origin')"
SETTINGS: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("remind_at", sa.Time()),
    ("quiet_from", sa.Time()),
    ("quiet_to", sa.Time()),
    ("paused_until", Instant()),
)


def _ref(name: str, target: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable)


def _consent(condition: str) -> sa.Table:
    return sa.Table(
        "consent",
        sa.MetaData(),
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("person_id", "person", nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("witness", sa.String(80)),
        _ref("recorded_by", "person"),
        sa.CheckConstraint(condition, name="ck_consent_purpose_known"),
        sa.Index("ix_consent_person_id_purpose", "person_id", "purpose", "id"),
    )


def upgrade() -> None:
    rebuild(_consent(AFTER), {"purpose_known": AFTER})
    op.create_table(
        "erasure",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("person_id", "person", nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("cancelled_at", Instant()),
        sa.Column("done_at", Instant()),
        sa.Column("addresses", sa.JSON()),
    )
    op.create_index("ix_erasure_person_id", "erasure", ["person_id"])
    op.create_index("ix_erasure_due_at", "erasure", ["due_at"])
    op.create_index("ix_outbox_kind_ended_at", "outbox", ["kind", "ended_at"])
    for name, kind in SETTINGS:
        op.add_column("person", sa.Column(name, kind))
    op.add_column("person", sa.Column("large_text", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for name in ("large_text", *(name for name, _ in reversed(SETTINGS))):
        op.drop_column("person", name)
    op.drop_index("ix_outbox_kind_ended_at", "outbox")
    op.drop_table("erasure")
    op.execute("DELETE FROM consent WHERE purpose = 'origin'")
    rebuild(_consent(BEFORE), {"purpose_known": BEFORE})
