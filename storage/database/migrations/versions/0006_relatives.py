"""Relatives: loans as a right of its own, how they call the member,
agreements and consents on paper with a witness.
"""

import sqlalchemy as sa
from alembic import op

from storage.database.migrations.checks import add_reference, drop_reference
from storage.schema.columns import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _ref(name: str, target: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"), nullable=nullable)


def _kinship() -> sa.Table:
    return sa.Table(
        "kinship",
        sa.MetaData(),
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        _ref("member_id", "person", nullable=False),
        _ref("relative_id", "person", nullable=False),
        sa.Column("sees_readings", sa.Boolean(), nullable=False),
        sa.Column("gets_alerts", sa.Boolean(), nullable=False),
        sa.Column("gets_reminders", sa.Boolean(), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        _ref("ended_by", "person"),
        sa.Column("sees_loans", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("calls", sa.String(20)),
        sa.Column("witness", sa.String(80)),
        _ref("recorded_by", "person"),
        sa.CheckConstraint("member_id <> relative_id", name="ck_kinship_two_people"),
        sa.Index("ix_kinship_relative_id", "relative_id"),
        sa.Index("ix_kinship_member_id_ended_at", "member_id", "ended_at"),
    )


def _consent() -> sa.Table:
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
        sa.CheckConstraint("purpose IN ('membership', 'health', 'loans')", name="ck_consent_purpose_known"),
        sa.Index("ix_consent_person_id_purpose", "person_id", "purpose", "id"),
    )


def upgrade() -> None:
    op.add_column("kinship", sa.Column("sees_loans", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("kinship", sa.Column("calls", sa.String(20)))
    for table in (_kinship(), _consent()):
        op.add_column(table.name, sa.Column("witness", sa.String(80)))
        add_reference(table, "recorded_by")


def downgrade() -> None:
    drop_reference(_kinship(), "recorded_by")
    drop_reference(_consent(), "recorded_by")
    for table, name in (
        ("consent", "witness"),
        ("kinship", "witness"),
        ("kinship", "calls"),
        ("kinship", "sees_loans"),
    ):
        op.drop_column(table, name)
