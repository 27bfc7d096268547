"""One person may be written to at several addresses: link codes, and which address goes first."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("address", sa.Column("preferred_at", Instant()))
    op.create_table(
        "link_code",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant()),
        sa.Column("used_for", Id, sa.ForeignKey("address.id", ondelete="RESTRICT")),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_link_code_person_id", "link_code", ["person_id"])


def downgrade() -> None:
    op.drop_table("link_code")
    op.drop_column("address", "preferred_at")
