"""Indexes for what is asked at every claim, however many rows and people there are."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_address_profile", "address", ["profile"])


def downgrade() -> None:
    op.drop_index("ix_address_profile", "address")
